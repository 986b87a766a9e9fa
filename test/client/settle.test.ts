import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import nodeFetch from 'node-fetch'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { withReactorErrors } from '../../src/client/fetch.js'
import {
  type FetchUrl,
  NotSettledError,
  type Progress,
  type SettleOptions,
  type SettleResource,
  settle,
} from '../../src/client/settle.js'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { responses, type Served, serve, type WireResponse } from './wire-responses.js'

type Parts = Pick<SettleResource, 'attributes' | 'meta'>
/** What the server does with a request: a response, a resource to answer with, or the work of a listener. */
type Turn = WireResponse | Parts | ((request: IncomingMessage, response: ServerResponse) => void)

const servers: Served[] = []
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** A server that takes one turn after the other, the last one for ever, and keeps the headers of its requests. */
async function script(
  ...turns: readonly Turn[]
): Promise<{ readonly url: string; readonly requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server = await serve((request, response) => {
    const turn = turns[Math.min(requests.length, turns.length - 1)]
    requests.push(request)
    if (typeof turn === 'function') turn(request, response)
    else if (turn !== undefined && 'status' in turn) response.writeHead(turn.status, turn.headers).end(turn.body)
    else
      response.setHeader('content-type', 'application/vnd.api+json').end(JSON.stringify({ data: resource('', turn) }))
  })
  servers.push(server)
  return { url: `${server.url}builds/BL1?canary=query`, requests }
}

const resource = (self: string, parts: Parts = {}) => ({ type: 'builds', id: 'BL1', ...parts, links: { self } })
const status = (value: string, meta?: object): Parts => ({ attributes: { status: value }, ...(meta && { meta }) })
const pending = status('pending')
const succeeded = status('succeeded')

/** Time that passes only while somebody sleeps. */
function ownTime(): Required<Pick<SettleOptions, 'now' | 'sleep'>> & { readonly waits: number[] } {
  const waits: number[] = []
  let time = 1e6
  return {
    waits,
    now: () => time,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      time += milliseconds
    },
  }
}

describe('a resource that succeeds', () => {
  test('is given as it was last seen', async () => {
    const { url, requests } = await script(pending, pending, status('succeeded', { token: 'x' }))
    const { waits, ...time } = ownTime()
    const build = await settle(resource(url, pending), time)
    expect(build).toEqual(resource('', status('succeeded', { token: 'x' })))
    expect(requests).toHaveLength(3)
    expect(waits).toEqual([1000, 1500, 2250])
  })

  test('is asked for with the headers that it needs', async () => {
    const { url, requests } = await script(succeeded)
    await settle(url, { headers: { authorization: 'Bearer t' } })
    expect(requests[0]?.headers).toMatchObject({
      accept: 'application/vnd.api+json;revision=1',
      authorization: 'Bearer t',
    })
  })

  test('is not asked for when it has succeeded already', async () => {
    const given = resource('http://127.0.0.1:9/builds/BL1', succeeded)
    expect(await settle(given, { fetch: () => Promise.reject(new Error('asked')) })).toBe(given)
  })

  test('is asked for when no more than its identifier is given', async () => {
    const { url, requests } = await script(succeeded)
    await settle(resource(url))
    expect(requests).toHaveLength(1)
  })

  test.each<[what: string, link: (url: string) => string | URL | { href: string } | { data: SettleResource }]>([
    ['as text', (url) => url],
    ['as a URL', (url) => new URL(url)],
    ['as a link object', (url) => ({ href: url })],
    ['in a document', (url) => ({ data: resource(url) })],
    ['in a document, as a link object', (url) => ({ data: { ...resource(''), links: { self: { href: url } } } })],
  ])('is found by its link %s', async (_, link) => {
    const { url } = await script(succeeded)
    // The overloads take either, and a table holds both.
    expect(await settle(link(url) as string)).toEqual(resource('', succeeded))
  })

  test('needs no status: then nothing is worked on', async () => {
    const { url } = await script({ attributes: { name: 'x' } })
    expect(await settle(url)).toMatchObject({ attributes: { name: 'x' } })
  })

  test('is read in the charset that its response names', async () => {
    const body = Buffer.from('{"data":{"type":"builds","id":"BL1","attributes":{"name":"café"}}}', 'latin1')
    const type = 'application/json; charset=iso-8859-1'
    const { url } = await script((_, response) => response.setHeader('content-type', type).end(body))
    expect(await settle(url)).toMatchObject({ attributes: { name: 'café' } })
  })

  test('is waited for until its refresh is over as well', async () => {
    const old = { refresh_status_details: { errors: [{ code: 'internal-error' }] } }
    const { url, requests } = await script(
      status('succeeded', { ...old, refresh_status: 'pending' }),
      status('succeeded', { refresh_status: 'succeeded' }),
    )
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toMatchObject([{ field: 'refresh_status', status: 'pending' }])
  })

  test('is waited for until it is published again', async () => {
    const { url, requests } = await script(status('succeeded', { republish_status: 'pending' }), succeeded)
    await settle(url, ownTime())
    expect(requests).toHaveLength(2)
  })

  test('is waited for in every status that nobody knows', async () => {
    const { url, requests } = await script(status('processing'), succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toEqual([
      {
        resource: { type: 'builds', id: 'BL1' },
        field: 'status',
        status: 'processing',
        polls: 1,
        elapsed: 0,
        wait: 1000,
      },
    ])
  })

  test('is waited for while details of its last failure are left on it', async () => {
    const { url, requests } = await script(
      status('pending', { status_details: { errors: [{ code: 'socket-error' }] } }),
      succeeded,
    )
    await settle(url, ownTime())
    expect(requests).toHaveLength(2)
  })

  test('is had over any fetch', async () => {
    const { url } = await script(pending, succeeded)
    expect(await settle(url, { ...ownTime(), fetch: nodeFetch as unknown as FetchUrl })).toMatchObject(succeeded)
  })

  test('waits by the clock of the host where nothing else is said', async () => {
    const { url } = await script(pending, succeeded)
    expect(await settle(url, { interval: 1 })).toMatchObject(succeeded)
  })
})

describe('a resource that fails', () => {
  const details = { status_details: { errors: [{ code: 'minification-error', detail: 'Unexpected token' }] } }

  test('throws what failed', async () => {
    const { url } = await script(pending, status('failed', details))
    const error = await rejection(settle(url, ownTime()))
    expect(reactor.is(error, 'minification-error') && error.failure).toEqual({
      errors: details.status_details.errors,
      delivery: 'deferred',
      format: 'json:api',
      origin: 'received',
      status: 200,
      resource: { type: 'builds', id: 'BL1' },
      field: 'status_details',
      request: { method: 'GET', url: '/builds/BL1' },
    })
  })

  test('throws at once when it has failed already', async () => {
    expect(reactor.is(await rejection(settle(resource('http://127.0.0.1:9/', status('failed')))))).toBe(true)
  })

  test('throws both where it failed twice', async () => {
    const { url } = await script(status('failed', { ...details, refresh_status: 'failed' }))
    const error = await rejection(settle(url))
    expect(reactor.is(error)).toBe(true)
    expect(error).toMatchObject({
      failures: [{ errors: [{ code: 'minification-error' }] }, { field: 'refresh_status' }],
    })
  })

  test('throws what fetch throws for it', async () => {
    const { url, requests } = await script(status('failed', details))
    const error = await rejection(settle(url, { ...ownTime(), fetch: withReactorErrors(fetch, { deferred: true }) }))
    expect(reactor.is(error, 'minification-error')).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test.each<[what: string, failures: Parameters<typeof reactor.error>[0]]>([
    ['that does not pass', { errors: [{}], delivery: 'immediate', format: 'text', status: 404 }],
    [
      'of which one passes and the other does not',
      [
        { errors: [{}], delivery: 'immediate', format: 'text', status: 503 },
        { errors: [{}], delivery: 'immediate', format: 'text', status: 404 },
      ],
    ],
    ['of a resource, whatever its format', { errors: [{}], delivery: 'deferred', format: 'malformed', status: 200 }],
  ])('throws the very error that fetch throws for a failure %s', async (_, failures) => {
    const thrown = reactor.error(failures as never)
    const options = { ...ownTime(), fetch: () => Promise.reject(thrown) }
    expect(await rejection(settle('http://127.0.0.1:9/', options))).toBe(thrown)
  })

  test('throws all that fetch throws for it', async () => {
    const { url, requests } = await script(status('failed', { ...details, refresh_status: 'failed' }))
    const error = await rejection(settle(url, { ...ownTime(), fetch: withReactorErrors(fetch, { deferred: true }) }))
    expect(error).toMatchObject({ errors: [{ code: 'minification-error' }, {}] })
    expect(requests).toHaveLength(1)
  })

  test('throws the error of the dialect that was asked', async () => {
    const readers = [(body: unknown) => [{ errors: [{ meta: { body } }], delivery: 'deferred', format: 'x' }] as const]
    const shop = defineDialect({ name: 'ShopError', codes: {}, readers })
    const { url } = await script(succeeded)
    expect(await rejection(settle(url, { dialect: shop }))).toHaveProperty('name', 'ShopError')
  })
})

describe('the wait goes on', () => {
  const trapped = new Proxy(
    {},
    {
      getPrototypeOf() {
        throw new Error('trap')
      },
    },
  )
  const unreadable = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('trap')
    },
  })

  const hangUp = (request: IncomingMessage) => request.socket.destroy()
  const cutOffAfter =
    (text: string): Turn =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.api+json', 'content-length': '1000' })
      response.write(text, () => response.destroy())
    }

  test.each<[what: string, turn: Turn, told: object]>([
    [
      'when the server hangs up',
      hangUp,
      { trouble: expect.stringMatching(/^TypeError: fetch failed \(UND_ERR_SOCKET\)$/) },
    ],
    [
      'when the response breaks off',
      cutOffAfter('{"data":{"type":"builds","id":"BL1"'),
      { failure: { format: 'malformed', status: 200 } },
    ],
    [
      'when the response breaks off after its JSON',
      cutOffAfter(JSON.stringify({ data: resource('', succeeded) })),
      { failure: { format: 'malformed', status: 200 } },
    ],
    ['when the JSON breaks off', { ...responses['cut-off'], status: 200 }, { failure: { format: 'malformed' } }],
    ['on 503', responses.empty, { failure: { status: 503 } }],
    ['on a page of a proxy', responses.html, { failure: { status: 502, format: 'html' } }],
    [
      'on a status that passes and a code that says so too',
      { ...responses['not-found'], status: 500, body: '{"errors":[{"code":"internal-error"}]}' },
      { failure: { errors: [{ code: 'internal-error' }] } },
    ],
  ])('%s', async (_, turn, told) => {
    const { url, requests } = await script(turn, turn, succeeded)
    const seen: Progress[] = []
    const { waits, ...time } = ownTime()
    await settle(url, { ...time, onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(3)
    expect(waits).toEqual([1000, 1500])
    expect(seen).toMatchObject([
      { ...told, polls: 1, elapsed: 0, wait: 1000 },
      { ...told, polls: 2, elapsed: 1000, wait: 1500 },
    ])
    expect(seen[0]).not.toHaveProperty('status')
  })

  test('when one request takes too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { url, requests } = await script(() => vi.advanceTimersByTime(30_000), succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), onProgress: (progress) => seen.push(progress) })
    expect(requests).toHaveLength(2)
    expect(seen).toMatchObject([{ trouble: 'TimeoutError: There was no response in time' }])
  })

  test('when fetch does not listen to its signal', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let asked = 0
    const deaf: FetchUrl = (url) => {
      if (asked++ > 0) return fetch(url)
      vi.advanceTimersByTime(30_000)
      return new Promise(() => {})
    }
    const { url } = await script(succeeded)
    expect(await settle(url, { ...ownTime(), fetch: deaf })).toMatchObject(succeeded)
    expect(asked).toBe(2)
  })

  test.each([
    ['no error', 'no', 'something was thrown that is no error'],
    ['an error that cannot be read', unreadable, 'an error was thrown that cannot be read'],
    ['what cannot be asked anything', trapped, 'something was thrown that is no error'],
  ])('when what is thrown is %s', async (_, thrown, trouble) => {
    let asked = 0
    const odd: FetchUrl = (url) => (asked++ === 0 ? Promise.reject(thrown) : fetch(url))
    const { url } = await script(succeeded)
    const seen: Progress[] = []
    await settle(url, { ...ownTime(), fetch: odd, onProgress: (progress) => seen.push(progress) })
    expect(seen).toMatchObject([{ trouble }])
  })

  test('when fetch throws that a good response took too long to arrive', async () => {
    const late = { errors: [{}], delivery: 'immediate', format: 'timed-out', status: 200 } as const
    let asked = 0
    const slow: FetchUrl = async () => {
      if (asked++ === 0) throw reactor.error(late)
      return Response.json({ data: resource('', succeeded) })
    }
    expect(await settle('http://127.0.0.1:9/', { ...ownTime(), fetch: slow })).toMatchObject(succeeded)
  })

  test('no faster than the server asks, whether it fails or not', async () => {
    const later: Turn = (_, response) => {
      response.setHeader('retry-after', '20').end(JSON.stringify({ data: resource('', pending) }))
    }
    const { url } = await script(responses['too-many'], later, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, time)
    expect(waits).toEqual([7000, 20_000])
  })

  test('no sooner than a date that the server gives, by its own clock', async () => {
    const later: Turn = (_, response) => {
      const [date, after] = ['Thu, 01 Jan 2026 00:00:00 GMT', 'Thu, 01 Jan 2026 00:00:20 GMT']
      response.writeHead(200, { date, 'retry-after': after }).end(JSON.stringify({ data: resource('', pending) }))
    }
    const { url } = await script(later, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, time)
    expect(waits).toEqual([20_000])
  })

  test.each([Number.NaN, -1])(
    'at the usual pace where fetch throws a failure that asks to wait %d ms',
    async (retryAfter) => {
      const busy = { errors: [{}], delivery: 'immediate', format: 'text', status: 503, retryAfter } as const
      const { waits, ...time } = ownTime()
      const options = { ...time, timeout: 2000, fetch: () => Promise.reject(reactor.error(busy)) }
      expect(await rejection(settle('http://127.0.0.1:9/', options))).toHaveProperty('reason', 'timeout')
      expect(waits).toEqual([1000, 1000])
    },
  )

  test('at intervals that grow no longer than allowed', async () => {
    const { url } = await script(pending, pending, pending, pending, succeeded)
    const { waits, ...time } = ownTime()
    await settle(url, { ...time, interval: 100, maxInterval: 200 })
    expect(waits).toEqual([100, 150, 200, 200])
  })
})

describe('the wait ends', () => {
  const bad = { status: 400, headers: { 'content-type': 'application/json' } }

  test.each<[what: string, last: WireResponse, code: string | undefined]>([
    ['with 404', responses['not-found'], 'not-found'],
    ['with 403 of the gateway', responses.gateway, '403003'],
    ['with an expired token', responses.ims, 'invalid_token'],
    ['with a page that is no resource', { ...responses.html, status: 200 }, undefined],
    [
      'with 400, whatever resource comes with it',
      { ...bad, body: JSON.stringify({ data: resource('', succeeded) }) },
      undefined,
    ],
    ['with 400 and JSON that breaks off', { ...bad, body: '{"data":{"id":"1","type' }, undefined],
  ])('%s', async (_, last, code) => {
    const { url, requests } = await script(pending, last)
    const error = await rejection(settle(url, ownTime()))
    expect(error).toBeInstanceOf(JsonApiError)
    expect(error).toHaveProperty('code', code)
    expect(requests).toHaveLength(2)
  })

  test('where errors stand beside the resource', async () => {
    const body = JSON.stringify({ data: { type: 'builds', id: 'BL1' }, errors: [{ status: '500', code: 'boom' }] })
    const { url } = await script({ status: 200, headers: { 'content-type': 'application/json' }, body })
    expect(await rejection(settle(url))).toHaveProperty('code', 'boom')
  })

  test.each<[what: string, body: string]>([
    ['a list', '{"data":[]}'],
    ['nothing', '{"data":null}'],
    ['an object that is no resource', '{"data":{}}'],
    ['a resource without an id', '{"data":{"type":"builds","attributes":{"status":"succeeded"}}}'],
    ['no document', '[]'],
    ['no body', ''],
  ])('with a TypeError when the link leads to %s', async (_, body) => {
    const { url } = await script({ status: 200, headers: {}, body })
    expect(await rejection(settle(url))).toEqual(new TypeError('The URL does not lead to a resource'))
  })

  test('with a failure whose body says that it passes, and whose status does not', async () => {
    const { url, requests } = await script({
      ...responses['not-found'],
      status: 400,
      body: '{"errors":[{"status":"503","code":"unknown-error"}]}',
    })
    expect(await rejection(settle(url, ownTime()))).toBeInstanceOf(JsonApiError)
    expect(requests).toHaveLength(1)
  })

  const noUrl = 'There is no absolute HTTP URL to wait for: pass the resource or its URL'
  const credentials = 'The URL holds credentials: pass them in "headers"'

  test.each<[what: string, given: unknown, told?: string]>([
    ['nothing', undefined],
    ['an id', 'BL123'],
    ['a resource without links', { type: 'builds', id: 'BL1' }],
    ['a link that is null', { type: 'builds', id: 'BL1', links: { self: null } }],
    ['a path', '/builds/BL1'],
    ['a symbol', Symbol('s')],
    ['what cannot be read', Object.defineProperty({}, 'data', { get: () => expect.fail('trap') })],
    ['a link that leads to a file', 'file:///etc/passwd'],
    ['a link with a name and a password', 'https://me:secret@127.0.0.1/builds/BL1', credentials],
    ['a link with a name', 'https://me@127.0.0.1/builds/BL1', credentials],
    ['a link with a password', 'https://:secret@127.0.0.1/builds/BL1', credentials],
  ])('with a TypeError before it begins for %s', async (_, given, told = noUrl) => {
    expect(await rejection(settle(given as string))).toEqual(new TypeError(told))
  })

  test('with a TypeError at once for a fetch that is none', async () => {
    const options = { fetch: 1 as unknown as typeof fetch }
    expect(await rejection(settle('http://127.0.0.1:9/', options))).toEqual(new TypeError('"fetch" must be a function'))
  })

  test.each(['timeout', 'requestTimeout', 'interval', 'maxInterval'])(
    'with a RangeError for a %s that is none',
    async (name) => {
      const told = `"${name}" must be a number from 0 up, not NaN`
      expect(await rejection(settle('http://127.0.0.1:9/', { [name]: Number.NaN }))).toEqual(new RangeError(told))
    },
  )

  test('with what the account of progress throws', async () => {
    const { url } = await script(pending)
    const told = new Error('seen enough')
    const onProgress = () => {
      throw told
    }
    expect(await rejection(settle(url, { onProgress }))).toBe(told)
  })
})

describe('when the time is over', () => {
  test('says what was last seen', async () => {
    const { url, requests } = await script(pending)
    const { waits, ...time } = ownTime()
    const error = await rejection(settle(url, { ...time, timeout: 10_000 }))
    if (!(error instanceof NotSettledError)) throw error
    expect(error.reason).toBe('timeout')
    expect(error.message).toBe('builds BL1 had not settled after 10 s; its status was "pending"')
    expect(error.lastSeen).toEqual({
      resource: { type: 'builds', id: 'BL1' },
      field: 'status',
      status: 'pending',
      polls: 6,
      elapsed: 10_000,
    })
    expect(requests).toHaveLength(6)
    expect(waits).toEqual([1000, 1500, 2250, 3375, 1875])
    expect(structuredClone(error).cause).toEqual(error.lastSeen)
    expect(String(error)).toMatch(/^NotSettledError: builds BL1/)
    expect(error.authorization()).toBeUndefined()
  })

  test('in milliseconds where that was soon', async () => {
    const { url } = await script(pending)
    const error = await rejection(settle(url, { ...ownTime(), timeout: 999 }))
    expect(error).toHaveProperty('message', 'builds BL1 had not settled after 999 ms; its status was "pending"')
  })

  test('says why the last poll failed', async () => {
    const { url } = await script(pending, responses.empty)
    const error = await rejection(settle(url, { ...ownTime(), timeout: 2000 }))
    expect(error).toHaveProperty(
      'message',
      'builds BL1 had not settled after 2 s; its status was "pending"; ' +
        `the last poll failed: [503] Service Unavailable (GET ${new URL(url).pathname})`,
    )
  })

  test.each<[what: string, failing: FetchUrl, told: string]>([
    ['nobody answered', () => Promise.reject(new Error('gone')), 'Error: gone'],
    [
      'a response had a code',
      () => Promise.reject(reactor.error('internal-error')),
      '[internal-error] Internal Error (GET /)',
    ],
    [
      'a response had nothing',
      () => Promise.resolve(new Response('{', { headers: { 'content-type': 'application/json' } })),
      '[200] Malformed JSON (GET /)',
    ],
  ])('and %s says so', async (_, failing, told) => {
    const error = await rejection(settle('http://127.0.0.1:9/', { ...ownTime(), timeout: 1000, fetch: failing }))
    expect(error).toHaveProperty(
      'message',
      `The resource had not settled after 1 s; it was never seen; the last poll failed: ${told}`,
    )
  })

  test('does not wait longer than it may because the server asks for it', async () => {
    const { url } = await script(responses['too-many'])
    const { waits, ...time } = ownTime()
    expect(await rejection(settle(url, { ...time, timeout: 7000 }))).toBeInstanceOf(NotSettledError)
    expect(waits).toEqual([])
  })

  test('gives up a request that is under way', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { url } = await script(() => vi.advanceTimersByTime(1000))
    const { now, sleep } = ownTime()
    expect(await rejection(settle(url, { now, sleep, timeout: 500 }))).toMatchObject({ lastSeen: { polls: 2 } })
  })

  test('looks once more when the time is over: none of it is lost', async () => {
    let began: number | undefined
    const { url } = await script((_, response) => {
      began ??= performance.now()
      const isOver = performance.now() - began > 300
      response.end(JSON.stringify({ data: resource('', isOver ? succeeded : pending) }))
    })
    expect(await settle(url, { timeout: 400, interval: 250 })).toMatchObject(succeeded)
  })

  test('gives the last poll a second, and each other no more than is left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const limits: number[] = []
    const { now, sleep } = ownTime()
    const hanging: FetchUrl = async (_, { signal }) => {
      let passed = 0
      signal.addEventListener('abort', () => limits.push(passed))
      while (!signal.aborted) {
        passed += 100
        await vi.advanceTimersByTimeAsync(100)
      }
      throw new Error('gone')
    }
    const options = { now, sleep, fetch: hanging, timeout: 2700, interval: 1000 }
    expect(await rejection(settle('http://127.0.0.1:9/', options))).toBeInstanceOf(NotSettledError)
    expect(limits).toEqual([2700, 1700, 200, 1000])
  })

  test('gives no poll more than one request may take', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { url } = await script(() => vi.advanceTimersByTime(300))
    const error = await rejection(settle(url, { ...ownTime(), requestTimeout: 300, timeout: 1500 }))
    expect(error).toMatchObject({ lastSeen: { polls: 3 } })
  })

  test('gives a link no second poll where no time is left', async () => {
    expect(await rejection(settle('http://127.0.0.1:9/', { ...ownTime(), timeout: 0 }))).toMatchObject({
      name: 'NotSettledError',
      reason: 'timeout',
      lastSeen: { polls: 1 },
    })
  })

  test('gives a link one poll where there is no time', async () => {
    const unworked = { type: 'companies', id: 'CO1' }
    const { url } = await script((_, response) => setImmediate(() => response.end(JSON.stringify({ data: unworked }))))
    expect(await settle(url, { timeout: 0 })).toEqual(unworked)
  })
})

describe('a secret that a person has to authorize', () => {
  const meta = {
    authorization_url: 'https://accounts.example.com/o?client_id=canary-client&state=canary-state',
    authorization_url_expires_at: '2026-01-01T00:00:00Z',
  }

  test('ends the wait with what has to be opened', async () => {
    const { url } = await script(pending, status('manual_authorization', meta))
    const error = await rejection(settle(url, ownTime()))
    if (!(error instanceof NotSettledError)) throw error
    expect(error.reason).toBe('manual-authorization')
    expect(error.message).toBe('builds BL1 has to be authorized by a person')
    expect(error.authorization()).toEqual({ url: meta.authorization_url, expiresAt: meta.authorization_url_expires_at })
    expect(error.lastSeen).toMatchObject({ status: 'manual_authorization', polls: 2 })
  })

  test.each<[what: string, meta: object | undefined, authorization: object | undefined]>([
    ['no more than the URL', { authorization_url: 'https://a' }, { url: 'https://a' }],
    ['nothing', undefined, undefined],
  ])('may say %s of it', async (_, given, authorization) => {
    const error = await rejection(settle(resource('http://127.0.0.1:9/', status('manual_authorization', given))))
    if (!(error instanceof NotSettledError)) throw error
    expect(error.authorization()).toStrictEqual(authorization)
  })
})

describe('an abort', () => {
  const reason = new Error('enough')

  test('before the first look keeps it from being taken', async () => {
    const { url, requests } = await script(succeeded)
    expect(await rejection(settle(url, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(requests).toEqual([])
  })

  test('during a look ends it', async () => {
    const controller = new AbortController()
    const closed: Promise<unknown>[] = []
    const { url } = await script((request) => {
      closed.push(once(request.socket, 'close'))
      controller.abort(reason)
    })
    expect(await rejection(settle(url, { signal: controller.signal }))).toBe(reason)
    await Promise.all(closed)
  })

  test('during a wait ends it', async () => {
    const { url } = await script(pending)
    const controller = new AbortController()
    const onProgress = () => void setImmediate(() => controller.abort(reason))
    expect(await rejection(settle(url, { signal: controller.signal, onProgress }))).toBe(reason)
  })

  test('is noticed after a sleep that does not listen', async () => {
    const { url, requests } = await script(pending)
    const controller = new AbortController()
    const sleep = async () => controller.abort(reason)
    expect(await rejection(settle(url, { signal: controller.signal, sleep }))).toBe(reason)
    expect(requests).toHaveLength(1)
  })
})
