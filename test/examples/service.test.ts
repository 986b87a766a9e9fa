import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen as express } from '../../examples/service/express.js'
import { listen as fastify } from '../../examples/service/fastify.js'
import { listen as hono } from '../../examples/service/hono.js'
import { listen as koa } from '../../examples/service/koa.js'
import { listen as node } from '../../examples/service/node.js'
import { withReactorErrors } from '../../src/client/fetch.js'
import { settle } from '../../src/client/settle.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'

const type = 'application/vnd.api+json'
const fetchReactor = withReactorErrors(fetch, { deferred: true })

const post = (document: unknown, contentType = type): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': contentType, accept: `${type};revision=1` },
  body: typeof document === 'string' ? document : JSON.stringify(document),
})
const host = (attributes: object) => post({ data: { type: 'hosts', attributes } })

/** A request that fails: its path, and the status, code and source of each of its errors. */
const failures: readonly [name: string, path: string, init: RequestInit, status: number, errors: readonly object[]][] =
  [
    ['an unknown host', '/hosts/none', {}, 404, [{ code: 'not-found', status: '404' }]],
    ['an unknown path', '/else', {}, 404, [{ code: 'not-found' }]],
    ['a method that is not taken', '/hosts', { method: 'PUT' }, 405, [{ status: '405', title: 'Method Not Allowed' }]],
    [
      'a name that is taken',
      '/hosts',
      host({ name: 'taken', server: 'a.example' }),
      409,
      [{ code: 'not-unique', source: { pointer: '/data/attributes/name' } }],
    ],
    [
      'what is missing, empty and too much',
      '/hosts',
      host({ name: '', port: 22 }),
      422,
      [
        { source: { pointer: '/data/attributes' }, detail: expect.stringContaining('server') },
        { source: { pointer: '/data/attributes/port' } },
        { source: { pointer: '/data/attributes/name' } },
      ],
    ],
    ['a document without data', '/hosts', post({}), 422, [{ source: { pointer: '' } }]],
    ['a body that is not JSON', '/hosts', post('{"data":'), 400, [{ meta: { line: 1, column: 9 } }]],
    ['a body that is too large', '/hosts', post(`"${'x'.repeat(2_000_000)}"`), 413, [{ status: '413' }]],
    ['a body of another type', '/hosts', post('name=a', 'text/plain'), 415, [{ source: { header: 'Content-Type' } }]],
    [
      'an Accept that cannot be met',
      '/hosts/none',
      { headers: { accept: `${type};a=b` } },
      406,
      [{ source: { header: 'Accept' } }],
    ],
  ]

describe.each(Object.entries({ node, express, fastify, koa, hono }))('the example service in %s', (name, listen) => {
  let server: Server
  let url: string

  beforeAll(async () => {
    server = await listen(0)
    // A server that listens on a port has such an address.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await fetch(`${url}/hosts`, host({ name: 'taken', server: 'a.example' }))
  })
  afterAll(async () => {
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  })

  // Hono reads bodies of any size, unless its own middleware limits them.
  const mine = failures
    .filter(([what]) => name !== 'hono' || what !== 'a body that is too large')
    // The router of Express does not say which methods a path takes.
    .filter(([what]) => name !== 'express' || what !== 'a method that is not taken')
  test.each(mine)('refuses %s', async (_, path, init, status, errors) => {
    const response = await fetch(url + path, init)
    const body = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    expect(validateErrorDocument(JSON.parse(body))).toEqual([])
    expect(reactor.parse(body, response)).toMatchObject([{ status, errors, delivery: 'immediate', format: 'json:api' }])
    await expect(fetchReactor(url + path, init)).rejects.toMatchObject({ name: 'ReactorError', status, errors })
  })

  const create = async (server: string): Promise<string> => {
    const response = await fetchReactor(`${url}/hosts`, host({ name: `of ${server}`, server }))
    expect([response.status, response.headers.get('content-type')]).toEqual([202, type])
    return (await response.json()).data.id
  }

  test('accepts a host, and tests it', async () => {
    const id = await create('sftp.example')
    const settled = await settle(`${url}/hosts/${id}`, { interval: 1 })
    expect(settled).toMatchObject({ id, attributes: { status: 'succeeded' } })
  })

  test('tells later that a host failed its test', async () => {
    const id = await create('sftp.invalid')
    const failed = await settle(`${url}/hosts/${id}`, { interval: 1 }).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(JsonApiError)
    expect(reactor.is(failed, 'connection-refused')).toBe(true)
    expect(failed).toMatchObject({
      failure: { delivery: 'deferred', resource: { type: 'hosts', id }, field: 'status_details' },
    })
    const thrown = fetchReactor(`${url}/hosts/${id}`)
    await expect(thrown).rejects.toMatchObject({ code: 'connection-refused', status: undefined })
  })
})
