import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ErrorReport } from '../../../src/server/index.js'
import { frameworks, type Running } from './frameworks.js'
import { type Exchange, exchanges } from './requests.js'

/** Waits until something has come about, without a guess at how long that takes. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

/** The response to a request, its ids taken out. */
async function ask({ url }: Running, { path, init }: Pick<Exchange, 'path' | 'init'>) {
  const response = await fetch(url + path, { ...init, headers: { connection: 'close', ...init?.headers } })
  const body = await response.text()
  const { status, headers } = response
  return { status, headers: Object.fromEntries(headers), body, bytes: body.replaceAll(UUID, '(id)') }
}

describe.each(Object.entries(frameworks))('%s', (name, start) => {
  const reports: ErrorReport[] = []
  let app: Running
  let reference: Running

  beforeAll(async () => {
    app = await start({ check: true, onError: (report) => reports.push(report) })
    reference = await (frameworks['node:http'] ?? start)({ check: true })
  })
  afterAll(async () => {
    await app.close()
    await reference.close()
  })

  const mine = exchanges.filter(({ except = [] }) => !except.includes(name))
  test.each(mine)('answers $name', async (exchange) => {
    reports.length = 0
    const received = await ask(app, exchange)
    const { errors } = JSON.parse(received.body)
    const bare = errors.map(
      ({ id, meta: { request_id, ...meta }, ...error }: { id: string; meta: Record<string, unknown> }) => {
        expect([id, request_id]).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)])
        return Object.keys(meta).length === 0 ? error : { ...error, meta }
      },
    )
    expect(bare).toEqual(exchange.errors)
    expect(received.status).toBe(exchange.status)
    expect(received.headers).toMatchObject({
      'content-type': 'application/vnd.api+json',
      'cache-control': 'no-store',
      'content-length': String(new TextEncoder().encode(received.body).length),
      ...exchange.headers,
    })
    expect(received.body).not.toMatch(/secret|10\.0\.0\.7/)
    expect(reports.map(({ status }) => status)).toEqual([exchange.status])
    // The very bytes that the others send, but for the ids.
    expect(received.bytes).toBe((await ask(reference, exchange)).bytes)
  })

  test('lets through what does not fail', async () => {
    reports.length = 0
    expect(await ask(app, { path: '/things/one' })).toMatchObject({
      status: 200,
      body: '{"data":{"type":"things","id":"one"}}',
    })
    const init = {
      method: 'POST',
      body: '{"data":{}}',
      headers: { 'content-type': 'application/vnd.api+json; revision=1' },
    }
    expect(await ask(app, { path: '/things', init })).toMatchObject({ status: 200, body: '{"data":{}}' })
    expect(reports).toEqual([])
  })

  test('tells the hook once, and nobody else, when the client breaks off', async () => {
    reports.length = 0
    const client = request(`${app.url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.api+json', 'content-length': 100, connection: 'close' },
    })
    const answered = new Promise<boolean>((resolve) => {
      client.on('response', () => resolve(true))
      client.on('close', () => resolve(false))
      client.on('error', () => {})
    })
    const arrived = once(app.server, 'request')
    client.write('{"data":')
    await arrived
    client.destroy()
    expect(await answered).toBe(false)
    await until(() => reports.length > 0)
    // What comes after it has been handled as well.
    await ask(app, { path: '/things/one' })
    expect(reports).toMatchObject([
      { status: 400, errors: [{ detail: 'The connection broke before the body had arrived.' }] },
    ])
  })

  test('answers HEAD without a body', async () => {
    const { status, body, headers } = await ask(app, { path: '/things/missing', init: { method: 'HEAD' } })
    expect([status, body, headers['content-type']]).toEqual([404, '', 'application/vnd.api+json'])
    // It would have to be that of the response to GET (RFC 9110, section 8.6).
    expect(headers).not.toHaveProperty('content-length')
  })
})
