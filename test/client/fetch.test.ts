import nodeFetch from 'node-fetch'
import { Agent, fetch as undiciFetch } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { isJsonApiError } from '../../src/failure/guard.js'
import { defineDialect, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { badResponses, errorsText, half, jsonApi, serveBadResponses } from './bad-responses.js'
import { summaryFor } from './expected.js'
import { host, serveResources } from './resources.js'
import { caughtFrom, summaryOf } from './summary.js'
import type { Served } from './wire-responses.js'

let bad: Served
let good: Served
const agent = new Agent()
beforeAll(async () => {
  bad = await serveBadResponses()
  good = await serveResources()
})
afterAll(() => Promise.all([bad.close(), good.close(), agent.close()]))

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A response whose body the test writes, chunk by chunk. */
function stream(
  status: number,
  chunks: readonly (string | ArrayBufferView)[] = [errorsText],
  how: { readonly ends?: false; readonly fails?: { readonly reason: unknown }; readonly asText?: true } = {},
): { readonly response: Response; readonly status: number; cancelled(): boolean } {
  const left = [...chunks]
  let cancelled = false
  const body = new ReadableStream(
    {
      async pull(controller) {
        const next = left.shift()
        if (next !== undefined) controller.enqueue(how.asText || typeof next !== 'string' ? next : encode(next))
        else if (how.fails) controller.error(how.fails.reason)
        else if (how.ends === false) await new Promise(() => {})
        else controller.close()
      },
      cancel() {
        cancelled = true
        // Nobody waits for a stream to say that it has been given up.
        throw new Error('cannot be cancelled')
      },
    },
    { highWaterMark: 0 },
  )
  const headers = { ...jsonApi, 'x-request-id': 'in-header', 'retry-after': '7' }
  return { response: new Response(body, { status, headers }), status, cancelled: () => cancelled }
}

const upstream = { name: 'ReactorError', codes: ['upstream-build-failed'], format: 'json:api', status: 200 }

describe.each([
  { name: 'the fetch of Node', fetch },
  // Their types differ in what nobody here uses.
  { name: 'the fetch of undici', fetch: undiciFetch as unknown as typeof fetch },
])('$name', ({ fetch }) => {
  test.each(badResponses)('throws for $what', async (response) => {
    const { path, timeout } = response
    const error = await caughtFrom(withReactorErrors(fetch, { timeout })(`${bad.url}${path}`))
    expect(summaryOf(error)).toEqual(summaryFor(response))
  })

  test.each(['circle', 'closed', 'garbage'])('passes on what it throws itself: %s', async (path) => {
    const url = `${bad.url}${path}`
    const bare = await caughtFrom(fetch(url))
    const error = await caughtFrom(withReactorErrors(fetch, { deferred: true })(url))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ message: (bare as Error).message })
  })

  test('gives back a response that has not failed, unread', async () => {
    const response = await withReactorErrors(fetch)(`${good.url}failed`)
    expect(response.bodyUsed).toBe(false)
    expect(await response.json()).toMatchObject({ data: { id: 'BL1' } })
  })

  test('throws for a resource that failed, when asked to', async () => {
    for (const path of ['failed', 'failed-gzip']) {
      const error = await caughtFrom(withReactorErrors(fetch, { deferred: true })(`${good.url}${path}`))
      expect(summaryOf(error)).toMatchObject(upstream)
      expect(error).toMatchObject({ failure: { resource: { type: 'builds', id: 'BL1' }, field: 'status_details' } })
    }
  })

  test('throws one error for several resources that failed', async () => {
    const error = await caughtFrom(withReactorErrors(fetch, { deferred: true })(`${good.url}failed-twice`))
    expect(summaryOf(error)).toMatchObject(upstream)
    expect(isJsonApiError(error) && error.failures).toMatchObject([{ status: 200 }, { status: 200 }])
  })

  test('gives back a read response as it came: body, URL and all', async () => {
    const url = `${good.url}moved`
    const [response, bare] = await Promise.all([withReactorErrors(fetch, { deferred: true })(url), fetch(url)])
    expect(response).toBeInstanceOf(bare.constructor)
    const { status, type, redirected, bodyUsed, headers } = response
    expect({ url: response.url, status, type, redirected, bodyUsed }).toEqual({
      url: `${good.url}host`,
      status: 200,
      type: bare.type,
      redirected: true,
      bodyUsed: false,
    })
    expect(headers.get('content-type')).toBe(jsonApi['content-type'])
    expect(await response.clone().json()).toEqual(host)
    expect(await response.json()).toEqual(host)
  })

  test.each(['failed-as-text', 'deleted', 'nothing', 'host-gzip'])('lets %s pass', async (path) => {
    const response = await withReactorErrors(fetch, { deferred: true })(`${good.url}${path}`)
    expect(await response.text()).toBe(await (await fetch(`${good.url}${path}`)).text())
  })

  test.each([
    { path: 'broken', format: 'malformed' },
    { path: 'cut-off', format: 'malformed', says: /broke off/ },
    { path: 'hanging', format: 'timed-out', says: /after 250 ms/, timeout: 250 },
    { path: 'long', format: 'too-large', says: /longer than 16777216 bytes/ },
  ])('throws when it cannot tell whether a resource failed: $path', async ({ path, format, says, timeout }) => {
    const error = await caughtFrom(withReactorErrors(fetch, { deferred: true, timeout })(`${good.url}${path}`))
    expect(summaryOf(error)).toMatchObject({ status: 200, format, ...(says && { says: expect.stringMatching(says) }) })
  })

  test.each([
    { reason: undefined, what: 'no reason' },
    { reason: new Error('changed my mind'), what: 'an error' },
    { reason: 'bored', what: 'a text' },
  ])('leaves an abort for $what what it is', async ({ reason }) => {
    for (const url of [`${bad.url}half-way`, `${good.url}hanging`]) {
      const controller = new AbortController()
      const response = await fetch(url, { signal: controller.signal })
      const error = errorFromResponse(response, { deferred: true, signal: controller.signal })
      controller.abort(reason)
      expect(await caughtFrom(error)).toBe(controller.signal.reason)
    }
  })

  test('leaves an abort what it is when only the request knows of it', async () => {
    const controller = new AbortController()
    const response = await fetch(`${bad.url}half-way`, { signal: controller.signal })
    const error = errorFromResponse(response)
    controller.abort()
    expect(await caughtFrom(error)).toBe(controller.signal.reason)
  })

  test('leaves an abort before the headers what it is', async () => {
    const aborted = withReactorErrors(fetch)(bad.url, { signal: AbortSignal.abort('early') })
    expect(await caughtFrom(aborted)).toBe('early')
  })
})

test('the signal of a request is known, and another one beside it takes its place', async () => {
  const stopped = AbortSignal.abort('bored')
  const throwing = withReactorErrors(async (_input: Request, _init?: RequestInit) => stream(404).response)
  expect(await caughtFrom(throwing(new Request(bad.url, { signal: stopped })))).toBe('bored')
  const other = new Request(bad.url, { signal: stopped })
  for (const signal of [null, new AbortController().signal]) {
    const error = await caughtFrom(throwing(other, { signal }))
    expect(summaryOf(error)).toMatchObject({ status: 404, codes: ['not-unique', 'read-only'] })
  }
})

test('an interceptor’s error comes out of the fetch of undici as it is', async () => {
  const dispatcher = agent.compose(reactorErrors({ deferred: true }))
  const throwing = withReactorErrors(undiciFetch)
  const one = await caughtFrom(throwing(`${bad.url}whole`, { dispatcher }))
  expect(summaryOf(one)).toMatchObject({ status: 409, codes: ['not-unique', 'read-only'] })
  const two = await caughtFrom(throwing(`${good.url}failed-twice`, { dispatcher }))
  expect(isJsonApiError(two) && two.failures).toHaveLength(2)
  const refused = new AggregateError([new Error('ECONNREFUSED')])
  const failing = withReactorErrors(() => Promise.reject(new TypeError('fetch failed', { cause: refused })))
  expect(await caughtFrom(failing())).toMatchObject({ message: 'fetch failed', cause: refused })
})

test.each([
  ['nothing', undefined],
  ['a text', 'gone'],
  ['what cannot be looked into', Object.defineProperty({}, 'cause', { get: () => expect.fail('it was looked into') })],
])('what a fetch throws comes through: %s', async (_, thrown) => {
  const failing = (): Promise<Response> => Promise.reject(thrown)
  expect(await rejection(withReactorErrors(failing)())).toBe(thrown)
})

test.each<[what: string, input: object]>([
  ['with a URL object', { url: new URL('https://api.example/properties') }],
  ['without a text', Object.assign(Object.create(null), { path: '/properties' })],
])('what failed is told by a fetch that takes an object %s', async (_, input) => {
  const failing = (_input: object): Promise<Response> => Promise.resolve(new Response(errorsText, { status: 409 }))
  expect(await rejection(withReactorErrors(failing)(input))).toHaveProperty('code', 'not-unique')
})

test('the responses of node-fetch are read as well', async () => {
  const throwing = withReactorErrors(nodeFetch, { timeout: 250 })
  for (const sample of badResponses.filter(({ path }) => /^(?:whole|gzip|half-way|endless)$/.test(path))) {
    expect(summaryOf(await caughtFrom(throwing(`${bad.url}${sample.path}`)))).toEqual(summaryFor(sample))
  }
})

test.each<[url: string | undefined, told: string | undefined]>([
  ['https://api.example/properties?name=x#y', '/properties'],
  ['HTTP://api.example?name=x', '/'],
  ['svn+h2c://api.example/properties', '/properties'],
  ['/to/https://api.example/properties', '/to/https://api.example/properties'],
  // A function that needs no arguments knows alone where it asks.
  [undefined, undefined],
])('of a request to %s the path is told: %s', async (url, path) => {
  const asking = withReactorErrors(async (..._url: unknown[]) => new Response('', { status: 404 }))
  const error = await caughtFrom(url === undefined ? asking() : asking(url))
  expect(isJsonApiError(error) && error.failure.request).toEqual(path && { method: 'GET', url: path })
})

test.each<[method: string, input: string | Request, init: RequestInit | undefined]>([
  ['GET', 'http://a/', undefined],
  ['POST', 'http://a/', { method: 'POST' }],
  ['PUT', new Request('http://a/', { method: 'PUT' }), undefined],
  ['DELETE', new Request('http://a/', { method: 'PUT' }), { method: 'DELETE' }],
])('of a request the method is told: %s', async (method, input, init) => {
  const asking = withReactorErrors(async (..._request: unknown[]) => new Response('canary-one', { status: 404 }))
  const headers = { authorization: 'Bearer canary-one' }
  const error = await caughtFrom(asking(input, { ...init, headers }))
  expect(isJsonApiError(error) && error.failure.request).toEqual({ method, url: '/' })
  expect(JSON.stringify(error)).not.toContain('canary')
})

test.each<[status: number, type: string, isRead: boolean]>([
  [200, jsonApi['content-type'], true],
  [299, jsonApi['content-type'], true],
  [300, jsonApi['content-type'], false],
  [200, 'text/plain', false],
])('with deferred, a response of status %i and type %s is read: %j', async (status, type, isRead) => {
  const body = '{"data":{"type":"builds","id":"BL1","attributes":{"status":"failed"}}}'
  const response = new Response(body, { status, headers: { 'content-type': type } })
  const error = await errorFromResponse(response, { deferred: true })
  expect([isJsonApiError(error), response.bodyUsed]).toEqual([isRead, isRead])
})

test('with deferred, a response without a body is given back as it is', async () => {
  const response = new Response(null, { status: 200, headers: jsonApi })
  const throwing = withReactorErrors(async () => response, { deferred: true, maxBytes: 0 })
  expect(await throwing()).toBe(response)
})

test('what kept a body from arriving is told with each of its failures, and in the detail of an error that says nothing', async () => {
  const message = 'The body is longer than 24 bytes and was read no further'
  const repairs = [{ pointer: '', message, received: '[cut off]' }]
  const found = [{ code: 'a' }, { detail: 'b' }, { title: 'c' }]
  const reader = () => found.map((error) => ({ errors: [error], delivery: 'immediate', format: 'shop' }) as const)
  const dialect = defineDialect({ name: 'ShopError', codes: {}, readers: [reader] })
  const error = await errorFromResponse(new Response('x'.repeat(25), { status: 409 }), { dialect, maxBytes: 24 })
  const told = error?.failures.map(({ errors, format, repairs }) => ({ errors, format, repairs }))
  const format = 'too-large'
  expect(told).toEqual([
    { errors: [{ code: 'a' }], format, repairs },
    { errors: [{ detail: 'b' }], format, repairs },
    { errors: [{ title: 'c', detail: message }], format, repairs },
  ])
})

test('what is given back is the function that was given, but for its calls', async () => {
  const own = Object.assign(async (..._request: unknown[]) => stream(404).response, { preconnect: () => 'connected' })
  const throwing = withReactorErrors(own)
  expect(throwing.preconnect()).toBe('connected')
  expect(throwing).toHaveLength(own.length)
  expect(throwing.name).toBe(own.name)
})

test('fetch is not called as a method, which browsers refuse', async () => {
  const api = {
    fetch: withReactorErrors(async function (this: unknown) {
      expect(this).toBeUndefined()
      return new Response('fine')
    }),
  }
  expect(await (await api.fetch()).text()).toBe('fine')
})

test('another dialect gives its errors', async () => {
  const shop = defineDialect({ name: 'ShopError', codes: { 'not-unique': { title: 'Sold Already', status: 409 } } })
  const error = await errorFromResponse(stream(409).response, { dialect: shop })
  expect(error).toMatchObject({ name: 'ShopError', code: 'not-unique' })
  expect(shop.is(error, 'not-unique')).toBe(true)
  expect(reactor.is(error)).toBe(false)
})

test('a failed response has failed, whatever the dialect says', async () => {
  const deaf = defineDialect({ name: 'DeafError', codes: {}, readers: [() => []] })
  for (const [status, title] of [
    [400, 'Bad Request'],
    [404, 'Not Found'],
    [499, 'Unreadable Response'],
  ] as const) {
    const error = await errorFromResponse(stream(status).response, { dialect: deaf })
    expect(error).toMatchObject({ failure: { status, format: 'unknown', errors: [{ status: String(status), title }] } })
  }
})

test.each([-1, Number.NaN])('a limit of %d is refused at once', async (limit) => {
  for (const options of [{ maxBytes: limit }, { timeout: limit }]) {
    expect(() => withReactorErrors(fetch, options)).toThrow(RangeError)
    expect(await caughtFrom(errorFromResponse(new Response(), options))).toBeInstanceOf(RangeError)
  }
})

test('no limit is a limit, too', async () => {
  const limits = { maxBytes: Number.POSITIVE_INFINITY, timeout: Number.POSITIVE_INFINITY }
  const { response } = stream(409, [errorsText, ' '.repeat(2_000_000)])
  expect(await errorFromResponse(response, limits)).toMatchObject({ failure: { format: 'json:api' } })
})

test('a response without a body tells its status', async () => {
  const { headers } = stream(404).response
  const error = await errorFromResponse(new Response(null, { status: 404, headers }), { deferred: true })
  expect(summaryOf(error)).toMatchObject({ status: 404, format: 'empty', requestId: 'in-header' })
})

describe('a body that somebody else has read', () => {
  test.each([
    { how: 'whole', read: async (response: Response) => void (await response.text()) },
    {
      how: 'in part, and still reads',
      read: async (response: Response) => void (await response.body?.getReader().read()),
    },
    {
      how: 'chunk by chunk',
      read: async ({ body }: Response) => {
        for await (const _chunk of body ?? []);
      },
    },
  ])('$how is told of, with all that the headers say', async ({ read }) => {
    for (const { response, status } of [stream(409), { response: stream(200).response, status: 200 }]) {
      await read(response)
      const error = await errorFromResponse(response, { deferred: true })
      expect(summaryOf(error)).toEqual({
        ...{ name: 'ReactorError', status, format: 'unread', codes: [undefined] },
        ...{ requestId: 'in-header', retryAfter: 7000, says: expect.stringMatching(/elsewhere/) },
      })
      expect(error?.message).toMatch(/being read, elsewhere/)
    }
  })
})

describe('a body that is left before its end is cancelled', () => {
  test('past the limit', async () => {
    const { response, cancelled } = stream(409, [errorsText, errorsText, errorsText])
    expect(summaryOf(await errorFromResponse(response, { maxBytes: 10 }))).toMatchObject({ format: 'too-large' })
    expect(cancelled()).toBe(true)
  })

  test('after too long', async () => {
    const { response, cancelled } = stream(409, [errorsText], { ends: false })
    expect(summaryOf(await errorFromResponse(response, { timeout: 1 }))).toMatchObject({ format: 'timed-out' })
    expect(cancelled()).toBe(true)
  })

  test('after an abort', async () => {
    const { response, cancelled } = stream(409, [errorsText], { ends: false })
    expect(await caughtFrom(errorFromResponse(response, { signal: AbortSignal.abort('bored') }))).toBe('bored')
    expect(cancelled()).toBe(true)
  })

  test('when a resource has failed, and when nobody can tell', async () => {
    const options = { deferred: true, maxBytes: 2000 }
    const failed = stream(200, ['{"data": {"attributes": {"status": "failed"}}}'])
    expect(summaryOf(await errorFromResponse(failed.response, options))).toMatchObject({ format: 'json:api' })
    expect(failed.response.bodyUsed).toBe(true)
    const long = stream(
      200,
      Array.from({ length: 9 }, () => errorsText.padEnd(500)),
    )
    expect(summaryOf(await errorFromResponse(long.response, options))).toMatchObject({ format: 'too-large' })
    expect(long.cancelled()).toBe(true)
    const stopped = stream(200, [errorsText], { ends: false })
    const signal = AbortSignal.abort('bored')
    expect(await caughtFrom(errorFromResponse(stopped.response, { ...options, signal }))).toBe('bored')
    expect(stopped.cancelled()).toBe(true)
  })
})

describe('a stream of somebody’s own', () => {
  test('may hold text, views and empty chunks', async () => {
    const bytes = encode(errorsText)
    const middle = new DataView(bytes.buffer, 10, 20)
    const { response } = stream(409, [errorsText.slice(0, 10), '', middle, bytes.subarray(30)], { asText: true })
    expect(summaryOf(await errorFromResponse(response))).toMatchObject({ codes: ['not-unique', 'read-only'] })
  })

  test.each([
    { reason: undefined, says: 'no reason given' },
    { reason: new TypeError('terminated'), says: 'TypeError' },
    { reason: new TypeError('terminated', { cause: { code: 'UND_ERR_SOCKET' } }), says: 'UND_ERR_SOCKET' },
    { reason: Object.assign(new Error('secret'), { code: 'ECONNRESET' }), says: 'ECONNRESET' },
    { reason: Object.assign(new Error('late'), { code: 'UND_ERR_BODY_TIMEOUT' }), format: 'timed-out' },
    { reason: Object.assign(new Error('big'), { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' }), format: 'too-large' },
  ])('may break: $reason', async ({ reason, format = 'malformed', says = '' }) => {
    const { response } = stream(409, [half], { fails: { reason } })
    const error = await errorFromResponse(response)
    expect(summaryOf(error)).toMatchObject({ format, codes: ['not-unique'], says: expect.stringContaining(says) })
    expect(JSON.stringify(error?.message)).not.toContain('secret')
  })
})
