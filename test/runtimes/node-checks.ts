/** What the entries for Node and the command line do, over real sockets on loopback: the same values on each runtime that has Node's modules. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import express from 'express'
import { fastify } from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { isJsonApiError, reactor } from 'reactor-errors'
import { startReactorEmulator } from 'reactor-errors/emulator'
import { startImageServingEmulator } from 'reactor-errors/emulator/image-serving'
import { expressErrors } from 'reactor-errors/express'
import { fastifyErrors } from 'reactor-errors/fastify'
import { honoErrors } from 'reactor-errors/hono'
import { renderErrorImage } from 'reactor-errors/image-serving/render'
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

const folderOf = (specifier: string): string => dirname(fileURLToPath(import.meta.resolve(specifier)))

/** Runs a program of a package that is installed here, on this runtime, and returns its output; also where it exits with 1. */
async function ran(specifier: string, program: string, ...args: readonly string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(folderOf(specifier), program), ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, NO_COLOR: '1' },
  })
  // Where a program exits with 1, Node rejects with what it wrote.
  const { stdout } = await run.catch((error: { readonly stdout: string }) => error)
  return stdout
}

const sumOf = (body: ArrayBuffer | Uint8Array): string =>
  createHash('sha256').update(new Uint8Array(body)).digest('hex')

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
  [
    'emulator/image-serving',
    'responds',
    async () => {
      const emulator = await startImageServingEmulator({ root: join(import.meta.dirname, 'pictures') })
      const asked = async (path: string): Promise<unknown> => {
        const response = await fetch(`${emulator.url}/is/image/${path}`)
        const { status, headers } = response
        return [
          status,
          headers.get('content-type'),
          headers.get('x-emulator-because'),
          sumOf(await response.arrayBuffer()),
        ]
      }
      try {
        return [await asked('red?wid=20&fmt=png'), await asked('blue?wid=20'), await asked('red?req=props,json')]
      } finally {
        await emulator.close()
      }
    },
  ],
  [
    'image-serving/render',
    'draws an error image',
    async () => {
      const words = { title: 'Image Not Found', message: 'There is no shoes/red. 靴 👞' }
      const { type, body } = await renderErrorImage({ words, fmt: 'png' })
      return [type, body.length, sumOf(body)]
    },
  ],
  [
    'the command line',
    'explains a code',
    () => ran('reactor-errors/package.json', 'dist/cli.js', 'explain', 'not-found'),
  ],
  [
    'the command line',
    'decodes a file',
    () => ran('reactor-errors/package.json', 'dist/cli.js', 'decode', '--json', 'failed.json'),
  ],
  [
    'testing/vitest',
    'has matchers',
    async () => {
      const { numPassedTests, numFailedTests } = JSON.parse(
        await ran('vitest/package.json', 'vitest.mjs', 'run', '--reporter=json'),
      )
      return [numPassedTests, numFailedTests]
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
