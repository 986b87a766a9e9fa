import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type FetchUrl, NotSettledError, settle } from '../../src/client/settle.js'
import { JsonApiError, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { ownTime, pending, resource, script, succeeded } from './settling.js'
import { responses, type WireResponse } from './wire-responses.js'

afterEach(() => void vi.useRealTimers())

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
