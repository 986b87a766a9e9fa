import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import axios from 'axios'
import { afterEach, describe, expect, test } from 'vitest'
import { type FetchLike, withReactorErrors } from '../../src/client/fetch.js'
import { type FailedAttempt, type RetryOptions, retry, withRetry } from '../../src/client/retry.js'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { responses, type Served, serve, type WireResponse } from './wire-responses.js'

const success: WireResponse = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":null}' }
const tooMany = responses['too-many']
const later: WireResponse = { ...responses['not-found'], status: 500, body: '{"errors":[{"code":"internal-error"}]}' }

const servers: Served[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** A server that gives one answer after the other, the last one for ever, and keeps account of what it was asked. */
async function script(
  ...given: readonly WireResponse[]
): Promise<{ readonly url: string; readonly requests: string[] }> {
  const requests: string[] = []
  const server = await serve(async (request, response) => {
    const { status, headers, body } = given[Math.min(requests.length, given.length - 1)] ?? success
    requests.push(`${request.method} ${await textOf(request)}`.trim())
    response.writeHead(status, headers).end(body)
  })
  servers.push(server)
  return { url: server.url, requests }
}

async function textOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString()
}

/** Options under which nothing waits; `waits` lists for how long it would have. */
function unhurried(): {
  readonly waits: number[]
  readonly sleep: NonNullable<RetryOptions['sleep']>
  random(): number
} {
  const waits: number[] = []
  return {
    waits,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
    },
    random: () => 0.5,
  }
}

/** A request whose body can be read once. */
function streamed(body: unknown): RequestInit {
  // The types of the DOM know neither `duplex` nor what Node takes for a body.
  return { method: 'PUT', body, duplex: 'half' } as RequestInit
}

const strictFetch = withReactorErrors(fetch)

describe('a request that fails for a reason that passes', () => {
  test('is repeated until it succeeds, after waits that double and are spread', async () => {
    const { url, requests } = await script(later, later, later, success)
    const { waits, ...options } = unhurried()
    const response = await withRetry(strictFetch, options)(url)
    expect(await response.json()).toEqual({ data: null })
    expect(requests).toEqual(['GET', 'GET', 'GET', 'GET'])
    expect(waits).toEqual([250, 500, 1000])
  })

  test('is repeated no earlier than the server asks', async () => {
    const { url } = await script(tooMany, success)
    const { waits, ...options } = unhurried()
    await withRetry(strictFetch, { ...options, maxRetryAfter: 7000 })(url)
    expect(waits).toEqual([7250])
  })

  test('is given up when the server asks for too long a wait', async () => {
    const { url, requests } = await script(tooMany, success)
    const options = { ...unhurried(), maxRetryAfter: 6999 }
    const error = await rejection(withRetry(strictFetch, options)(url))
    expect(reactor.is(error) && error.failure.attempts).toBeUndefined()
    expect(requests).toHaveLength(1)
  })

  test('waits no longer than allowed where the server asks for nothing', async () => {
    const { url } = await script(later)
    const { waits, ...options } = unhurried()
    await rejection(withRetry(strictFetch, { ...options, attempts: 6, baseDelay: 1000, maxDelay: 4000 })(url))
    expect(waits).toEqual([500, 1000, 2000, 2000, 2000])
  })

  test('fails at last with its last error, which lists the attempts before', async () => {
    const { url, requests } = await script(tooMany, later, { ...later, status: 503 })
    const error = await rejection(withRetry(strictFetch, { ...unhurried(), attempts: 3 })(url))
    if (!reactor.is(error)) throw error
    expect(requests).toHaveLength(3)
    expect(error.status).toBe(503)
    expect(error.message).toBe('[internal-error] Internal Error (GET /)')
    expect(error.failure.attempts?.map(({ status, retryAfter }) => [status, retryAfter])).toEqual([
      [429, 7000],
      [500, undefined],
    ])
    expect(error.cause).toBe(error.failure)
    expect(error.toJSON()).toEqual({ errors: [{ code: 'internal-error' }] })
    const revived = JsonApiError.from(structuredClone(error))
    expect(revived.failure).toEqual(error.failure)
  })

  test('tells of each attempt', async () => {
    const { url } = await script(later, success)
    const told: FailedAttempt[] = []
    await withRetry(strictFetch, { ...unhurried(), onRetry: (failed) => told.push(failed) })(url)
    expect(told).toMatchObject([{ attempt: 1, delay: 250, failure: { errors: [{ code: 'internal-error' }] } }])
  })

  test('waits by the clock of the host where nothing else is said', async () => {
    const { url } = await script(later, success)
    expect((await withRetry(strictFetch, { baseDelay: 1 })(url)).status).toBe(200)
  })
})

describe('a request is sent once', () => {
  const { waits: _, ...options } = unhurried()

  test.each<[why: string, last: WireResponse, init: RequestInit]>([
    ['when it would fail again', responses['not-found'], {}],
    ['when its body says that it passes and its status does not', { ...later, status: 400 }, {}],
    [
      'when its error object says so',
      { ...later, status: 400, body: '{"errors":[{"status":"503","code":"internal-error"}]}' },
      {},
    ],
    [
      'when one of its errors would come again',
      { ...later, body: '{"errors":[{"code":"internal-error"},{"code":"not-unique"}]}' },
      {},
    ],
    ['when it is a POST', responses.html, { method: 'POST', body: 'x' }],
    ['when it is a PATCH', responses.html, { method: 'PATCH', body: 'x' }],
    ['when it is a POST and 503 says nothing of when to come back', responses.empty, { method: 'POST', body: 'x' }],
    ['when its body is a stream', tooMany, streamed(Readable.toWeb(Readable.from(['x'])))],
    ['when its body is a stream of Node’s', tooMany, streamed(Readable.from(['x']))],
    ['when its body is an iterator', tooMany, streamed([Buffer.from('x')].values())],
  ])('%s', async (_why, last, init) => {
    const { url, requests } = await script(last)
    const error = await rejection(withRetry(strictFetch, options)(url, init))
    expect(error).toBeInstanceOf(JsonApiError)
    expect(requests).toHaveLength(1)
  })

  test('when what failed is a resource, however its code sounds', async () => {
    const body = {
      data: {
        type: 'hosts',
        id: 'HT1',
        attributes: { status: 'failed' },
        meta: { status_details: [{ code: 'socket-error' }] },
      },
    }
    const { url, requests } = await script({ ...success, body: JSON.stringify(body) })
    const error = await rejection(withRetry(withReactorErrors(fetch, { deferred: true }), options)(url))
    expect(reactor.is(error, 'socket-error')).toBe(true)
    expect(requests).toHaveLength(1)
  })

  test('when nobody responds', async () => {
    const { url } = await script()
    await servers.pop()?.close()
    expect(await rejection(withRetry(strictFetch, options)(url))).toBeInstanceOf(TypeError)
  })

  test.each<[what: string, thrown: unknown]>([
    ['an error of the network', new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })],
    ['a failure that does not pass', reactor.error('not-found')],
    [
      'several failed resources',
      reactor.error([reactor.error('socket-error').failure, reactor.error('not-found').failure]),
    ],
    ['no error at all', 'enough'],
    ['what has a method then', Object.defineProperty({}, 'then', { value: () => expect.fail('it was waited for') })],
    ['what cannot be looked into', Object.defineProperty({}, 'then', { get: () => expect.fail('it was looked into') })],
  ])('and %s comes through as it is', async (_what, thrown) => {
    const work = () => Promise.reject(thrown)
    let caught: unknown
    // Not given on: a promise takes what has a method `then` for another.
    await retry(work, { ...options, method: 'GET' }).catch((reason: unknown) => {
      caught = reason
    })
    expect(Object.is(caught, thrown)).toBe(true)
  })
})

describe('a request is repeated', () => {
  const { waits: _, ...options } = unhurried()

  test.each<[why: string, last: WireResponse, init: RequestInit, sent: string]>([
    ['when it is a PUT, with its body', tooMany, { method: 'PUT', body: 'x' }, 'PUT x'],
    ['when its body is a Blob', tooMany, { method: 'PUT', body: new Blob(['x']) }, 'PUT x'],
    ['when it is a DELETE', tooMany, { method: 'DELETE', body: null }, 'DELETE'],
    ['when the status is 503 and nothing else is known', responses.empty, {}, 'GET'],
    ['when its method is written small', tooMany, { method: 'get' }, 'GET'],
    ['when nothing but a status of 502 says that the failure passes', responses.html, {}, 'GET'],
    ['when nothing but a status of 504 says so', { ...responses.html, status: 504 }, {}, 'GET'],
    ['when it is a POST that was too many', tooMany, { method: 'POST', body: 'x' }, 'POST x'],
    [
      'when it is a PATCH that came at a bad time, and the server says when to come back',
      { ...responses.empty, headers: { 'retry-after': '1' } },
      { method: 'PATCH', body: 'x' },
      'PATCH x',
    ],
  ])('%s', async (_why, last, init, sent) => {
    const { url, requests } = await script(last, success)
    await withRetry(strictFetch, options)(url, init)
    expect(requests).toEqual([sent, sent])
  })

  test('when it is a POST and the caller says that it may be', async () => {
    const { url, requests } = await script(responses.html, success)
    await withRetry(strictFetch, { ...options, idempotent: true })(url, { method: 'POST', body: 'x' })
    expect(requests).toEqual(['POST x', 'POST x'])
  })

  test('but no GET when the caller says that it may not be', async () => {
    const { url, requests } = await script(responses.html)
    await rejection(withRetry(strictFetch, { ...options, idempotent: false })(url))
    expect(requests).toEqual(['GET'])
  })

  test('when it is a Request with a body', async () => {
    const { url, requests } = await script(tooMany, success)
    await withRetry(strictFetch, options)(new Request(url, { method: 'PUT', body: 'x' }))
    expect(requests).toEqual(['PUT x', 'PUT x'])
  })
})

describe('a fetch of one’s own is asked again', () => {
  const { waits: _, ...options } = unhurried()

  /** A fetch that fails at first, and what it was given each time. */
  function own(): { readonly ask: (...given: unknown[]) => Promise<Response>; readonly asked: unknown[][] } {
    const asked: unknown[][] = []
    const ask = async (...given: unknown[]) => {
      if (asked.push(given) === 1)
        throw reactor.error({ errors: [{}], delivery: 'immediate', format: 'text', status: 503 })
      return new Response()
    }
    return { ask, asked }
  }

  test.each<[what: string, given: readonly unknown[]]>([
    ['nothing', []],
    ['an object that cannot be cloned', [{ url: '/a', method: 'PUT', body: 'x' }]],
    [
      'a request beside whose body there is another',
      [new Request('http://a/', { method: 'PUT', body: 'x' }), { body: 'y' }],
    ],
    ['more arguments than others take', ['/a', {}, 'more']],
  ])('with %s', async (_what, given) => {
    const { ask, asked } = own()
    await withRetry(ask, options)(...given)
    expect(asked).toHaveLength(2)
    for (const each of asked) for (const [index, value] of each.entries()) expect(value).toBe(given[index])
  })
})

describe('an abort', () => {
  const reason = new Error('enough')

  test('before the first attempt keeps it from being made', async () => {
    const { url, requests } = await script(success)
    const signal = AbortSignal.abort(reason)
    expect(await rejection(retry(() => strictFetch(url), { method: 'GET', signal }))).toBe(reason)
    expect(requests).toEqual([])
  })

  test('during a wait ends it', async () => {
    const { url, requests } = await script(tooMany)
    const controller = new AbortController()
    const abort = () => controller.abort(reason)
    const request = withRetry(strictFetch, { onRetry: () => setImmediate(abort) })(url, { signal: controller.signal })
    expect(await rejection(request)).toBe(reason)
    expect(requests).toHaveLength(1)
  })

  test('in the moment before a wait ends it', async () => {
    const { url } = await script(tooMany)
    const controller = new AbortController()
    const request = new Request(url, { signal: controller.signal })
    expect(await rejection(withRetry(strictFetch, { onRetry: () => controller.abort(reason) })(request))).toBe(reason)
  })

  test.each<
    [whose: string, own: AbortSignal | undefined, beside: AbortSignal | null | undefined, heard: number | null]
  >([
    ['the request', AbortSignal.timeout(1e6), undefined, 0],
    ['what stands beside it', undefined, AbortSignal.timeout(1e6), 1],
    ['both: then it is that of what stands beside it', AbortSignal.timeout(1e6), AbortSignal.timeout(1e6), 1],
    ['the request, where none is wanted beside it', AbortSignal.timeout(1e6), null, null],
  ])('ends the wait by the signal of %s', async (_whose, own, beside, heard) => {
    const { url } = await script(tooMany, success)
    const request = own === undefined ? url : Object.assign(new Request(url), { clone: () => url })
    if (own !== undefined) Object.defineProperty(request, 'signal', { value: own })
    const signals: unknown[] = []
    const sleep: RetryOptions['sleep'] = async (_, signal) => void signals.push(signal)
    const init: RequestInit = beside === undefined ? {} : { signal: beside }
    await withRetry(strictFetch, { sleep })(request, init)
    expect(signals).toHaveLength(1)
    expect(signals[0]).toBe(heard === null ? null : [own, beside][heard])
  })

  test('during an attempt is not taken for a failure of it', async () => {
    const controller = new AbortController()
    const work = () => {
      controller.abort(reason)
      throw reactor.error({ errors: [{}], delivery: 'immediate', format: 'empty', status: 503 })
    }
    expect(await rejection(retry(work, { method: 'GET', signal: controller.signal }))).toBe(reason)
  })
})

test('work over another client is repeated by what its errors stand for', async () => {
  const { url, requests } = await script(tooMany, success)
  const { waits, ...options } = unhurried()
  const { data } = await retry(() => axios.get<unknown>(url), { ...options, method: 'GET' })
  expect(data).toEqual({ data: null })
  expect(requests).toHaveLength(2)
  expect(waits).toEqual([7250])
})

describe('a fetch that gives failed responses back', () => {
  const giving = (given: Response) => rejection(withRetry(() => Promise.resolve(given), unhurried())())

  test.each([429, 500, 503])('is refused at the first that should have been repeated: %i', async (status) => {
    const error = await giving(new Response('', { status }))
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toHaveProperty(
      'message',
      'withRetry repeats what its fetch throws, and this one gave a failed response back: pass withReactorErrors(fetch)',
    )
  })

  test.each([200, 404, 428, 499])('may give %i back, which no attempt mends', async (status) => {
    const response = new Response('', { status })
    expect(await withRetry(() => Promise.resolve(response))()).toBe(response)
  })

  test('may give nothing, as one of a test does', async () => {
    // What a mock without a result gives.
    const fetch = (() => Promise.resolve()) as unknown as FetchLike
    expect(await withRetry(fetch)()).toBeUndefined()
  })
})

test('a body that is written while it is sent, as form-data has it, is sent once', async () => {
  const sent: unknown[] = []
  const send: FetchLike = (_url: unknown, init: unknown) => {
    sent.push(init)
    throw reactor.error('not-found', { status: 429 })
  }
  const repeating = withRetry(send as (url: string, init: object) => Promise<never>, unhurried())
  await rejection(repeating('/', { method: 'PUT', body: { pipe: () => undefined } }))
  expect(sent).toHaveLength(1)
})

test('an error of another dialect stays one of that, however often it came', async () => {
  const shop = defineDialect({ name: 'ShopError', codes: { busy: { title: 'Busy', status: 503, retry: 'later' } } })
  const error = await rejection(
    retry(() => Promise.reject(shop.error('busy')), { ...unhurried(), method: 'GET', attempts: 2 }),
  )
  expect([shop.is(error, 'busy'), reactor.is(error)]).toEqual([true, false])
})

test('the attempts of a dialect of one’s own follow its catalog', async () => {
  const shop = defineDialect({
    name: 'ShopError',
    codes: {
      closed: { title: 'Closed', status: 503, retry: 'later' },
      moved: { title: 'Moved', status: 503, retry: 'after-fix' },
    },
  })
  const { waits, ...options } = unhurried()
  const work = () => Promise.reject(shop.error('closed'))
  const error = await rejection(retry(work, { ...options, dialect: shop, method: 'GET', attempts: 2 }))
  expect(shop.is(error, 'closed') && error.failure.attempts).toHaveLength(1)
  expect(error).toHaveProperty('name', 'ShopError')
  expect(waits).toHaveLength(1)
  await rejection(retry(() => Promise.reject(shop.error('moved')), { ...options, dialect: shop, method: 'GET' }))
  expect(waits).toHaveLength(1)
})

test.each(['attempts', 'maxRetryAfter', 'baseDelay', 'maxDelay'])(
  'a number for %s that is none is refused',
  async (name) => {
    const told = `"${name}" must be a number from 0 up, not NaN`
    expect(await rejection(retry(() => 1, { method: 'GET', [name]: Number.NaN }))).toEqual(new RangeError(told))
  },
)

test.each([undefined, null, 'https://example.com', {}])(
  'a fetch that is no function is refused at once: %o',
  (given) => {
    // From JavaScript.
    const fetch = given as unknown as FetchLike
    for (const wrap of [withRetry, withReactorErrors])
      expect(() => wrap(fetch)).toThrow(new TypeError('"fetch" must be a function'))
  },
)
