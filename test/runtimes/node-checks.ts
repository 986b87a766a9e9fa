/** What the entries for Node do, over real sockets on loopback: the same values on each runtime that has Node's modules. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { isJsonApiError, reactor } from 'reactor-errors'
import { startReactorEmulator } from 'reactor-errors/emulator'
import { expressErrors } from 'reactor-errors/express'
import { fastifyErrors } from 'reactor-errors/fastify'
import { honoErrors } from 'reactor-errors/hono'
import { koaErrors } from 'reactor-errors/koa'
import { withErrorResponses } from 'reactor-errors/node'
import { assertPointer, assertReactorError, errorFixture, immediateResponse, toResponse } from 'reactor-errors/testing'
import { fromTsJsonApi, toTsJsonApi } from 'reactor-errors/ts-json-api'
import { reactorErrors } from 'reactor-errors/undici'
import { Agent, request } from 'undici'
import type { Check } from './checks.js'

const fail = (): never => {
  throw reactor.error('not-unique', { detail: 'There is one already.', pointer: '/data/attributes/name' })
}

/** Listens on loopback while `use` asks, and closes. */
async function serving<Result>(server: Server, use: (url: string) => Promise<Result>): Promise<Result> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo
  try {
    return await use(`http://127.0.0.1:${port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function told(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init)
  const { errors } = reactor.parse(await response.text(), { status: response.status })[0] ?? { errors: [] }
  return [response.status, response.headers.get('content-type'), errors.map(({ id: _, meta: _ids, ...error }) => error)]
}
const asked = (url: string): Promise<unknown> => told(`${url}/x`, { headers: { connection: 'close' } })

/** All checks. */
export const nodeChecks: readonly Check[] = [
  ['node', 'responds', () => serving(createServer(withErrorResponses(fail)), asked)],
  ['express', 'responds', () => serving(createServer(express().get('/x', fail).use(expressErrors())), asked)],
  ['koa', 'responds', () => serving(createServer(new Koa().use(koaErrors()).use(fail).callback()), asked)],
  [
    'fastify',
    'responds',
    async () => {
      const app = fastify()
      await app.register(fastifyErrors)
      app.get('/x', fail)
      const { statusCode, body } = await app.inject('/x')
      return [statusCode, JSON.parse(body).errors[0].code]
    },
  ],
  [
    'hono',
    'responds',
    async () => {
      const app = new Hono()
      honoErrors(app)
      app.get('/x', fail)
      const response = await app.request('/x')
      return [response.status, response.headers.get('content-type')]
    },
  ],
  [
    'undici',
    'throws',
    () =>
      serving(createServer(withErrorResponses(fail)), async (url) => {
        const dispatcher = new Agent().compose(reactorErrors())
        try {
          return (await request(`${url}/x?token=secret`, { dispatcher })).statusCode
        } catch (error) {
          return isJsonApiError(error) ? [error.name, error.code, error.message] : String(error)
        } finally {
          await dispatcher.close()
        }
      }),
  ],
  [
    'emulator',
    'responds',
    async () => {
      const emulator = await startReactorEmulator()
      try {
        const headers = { authorization: 'Bearer token', 'x-api-key': 'key', 'x-gw-ims-org-id': 'EXAMPLE@AdobeOrg' }
        return [await told(`${emulator.url}/properties/PR0`, { headers }), await told(`${emulator.url}/companies`)]
      } finally {
        await emulator.close()
      }
    },
  ],
  ['testing', 'makes fixtures', () => reactor.codes.slice(0, 5).map((code) => errorFixture(code))],
  ['testing', 'makes responses', async () => toResponse(immediateResponse('not-found')).status],
  [
    'testing',
    'asserts',
    () => {
      assertReactorError(reactor.error('read-only'), 'read-only')
      assertPointer(reactor.error('not-unique', { pointer: '/data' }), '/data')
    },
  ],
  ['ts-json-api', 'goes there and back', () => fromTsJsonApi(toTsJsonApi(reactor.object('not-found')))],
]
