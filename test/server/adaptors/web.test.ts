import { expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { readJson, withErrorResponses } from '../../../src/server/adaptors/web.js'

const url = 'https://shop.example/things'
const type = 'application/vnd.api+json'

test('passes on what the platform gives, and gives back what the handler does', async () => {
  const handler = withErrorResponses((request: Request, env: { name: string }, context: number) =>
    Response.json([request.url, env.name, context]),
  )
  expect(await (await handler(new Request(url), { name: 'worker' }, 7)).json()).toEqual([url, 'worker', 7])
})

test.each([
  [
    'throws',
    () => {
      throw reactor.error('not-found')
    },
  ],
  ['rejects', () => Promise.reject(reactor.error('not-found'))],
])('answers a handler that %s', async (_, handler) => {
  const response = await withErrorResponses(handler)(new Request(url))
  expect([response.status, response.headers.get('content-type')]).toEqual([404, type])
})

test('answers HEAD without a body', async () => {
  const handler = withErrorResponses(() => Promise.reject(new Error('bug')))
  const response = await handler(new Request(url, { method: 'HEAD' }))
  expect([response.status, response.body]).toEqual([500, null])
})

test('refuses what the check refuses', async () => {
  const handler = withErrorResponses(() => new Response('ok'), { check: true })
  expect((await handler(new Request(url, { headers: { accept: `${type};a=b` } }))).status).toBe(406)
})

const post = (body: BodyInit | null, headers = {}) =>
  new Request(url, {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
    duplex: 'half',
  } as RequestInit)

test('reads a body part by part, and no further than the limit', async () => {
  let parts = 0
  const endless = {
    ...{ headers: { 'content-type': type }, arrayBuffer: () => expect.fail('all of it was read') },
    body: { getReader: () => ({ read: async () => ({ value: new Uint8Array(100 + 0 * ++parts) }) }) },
  }
  await expect(readJson(endless, { maxBytes: 250 })).rejects.toMatchObject({ status: 413 })
  expect(parts).toBe(3)
})

test('reads a body in one where the platform gives no stream', async () => {
  const { headers } = post(null)
  const arrayBuffer = async () => new TextEncoder().encode('{"a":1}').buffer as ArrayBuffer
  expect(await readJson({ headers, arrayBuffer })).toEqual({ a: 1 })
  await expect(readJson({ headers, arrayBuffer }, { maxBytes: 6 })).rejects.toMatchObject({ status: 413 })
})

test('reads a body, and says what is wrong with one', async () => {
  expect(await readJson(post('{"a":1}'))).toEqual({ a: 1 })
  await expect(readJson(post('{"a":}'))).rejects.toMatchObject({
    status: 400,
    errors: [{ meta: { line: 1, column: 6 } }],
  })
  await expect(readJson(post(null))).rejects.toMatchObject({ status: 400 })
  await expect(readJson(post('"123456789"'), { maxBytes: 10 })).rejects.toMatchObject({ status: 413 })
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
  await expect(readJson(post(broken))).rejects.toMatchObject({
    errors: [{ detail: 'The connection broke before the body had arrived.' }],
  })
})

test('refuses to be a listener of node:http, where nobody would get its response', async () => {
  const listener = withErrorResponses(() => Response.json({}))
  const told =
    '"handler" must be one of web requests; for listeners of node:http there is withErrorResponses of reactor-errors/node'
  // @ts-expect-error -- called as Node calls a listener
  await expect(listener({ headers: {} }, { writeHead: () => {} })).rejects.toThrow(new TypeError(told))
})

test.each([undefined, {}, 'body'])('does not read what is no request: %j', async (request) => {
  await expect(readJson(request as never)).rejects.toThrow(
    new TypeError('"request" must be a request with its headers'),
  )
})

test('where a platform has no stream of a request’s body, as Firefox, it is read whole, up to the limit', async () => {
  const request = (text: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  })
  expect(await readJson(request('{"a":1}'))).toEqual({ a: 1 })
  await expect(readJson(request(`"${'x'.repeat(100)}"`), { maxBytes: 10 })).rejects.toMatchObject({ status: 413 })
  const respond = withErrorResponses(async () => {
    throw reactor.error('not-found')
  })
  expect(((await respond(new Request('http://a/'))) as Response).status).toBe(404)
})
