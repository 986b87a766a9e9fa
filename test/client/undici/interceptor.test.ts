import { once } from 'node:events'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { deflateSync, gzipSync } from 'node:zlib'
import {
  Agent,
  type Dispatcher,
  type errors,
  interceptors,
  MockAgent,
  pipeline,
  request,
  stream,
  fetch as undiciFetch,
  upgrade,
} from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ReactorErrorsOptions, reactorErrors } from '../../../src/client/undici/index.js'
import { isJsonApiError } from '../../../src/failure/guard.js'
import { badResponses, errorsText, jsonApi, serveBadResponses } from '../bad-responses.js'
import { summaryFor } from '../expected.js'
import { host, serveResources } from '../resources.js'
import { caughtFrom, summaryOf } from '../summary.js'
import { type Served, serve } from '../wire-responses.js'

let bad: Served
let good: Served
const agent = new Agent()
beforeAll(async () => {
  bad = await serveBadResponses()
  good = await serveResources()
})
afterAll(() => Promise.all([bad.close(), good.close(), agent.close()]))

type Options = Parameters<typeof request>[1]
const throwing = (options?: ReactorErrorsOptions): Dispatcher => agent.compose(reactorErrors(options))
const both = ['not-unique', 'read-only']
const whole = { name: 'ReactorError', status: 409, format: 'json:api', codes: both }
const upstream = { name: 'ReactorError', status: 200, format: 'json:api', codes: ['upstream-build-failed'] }

/** Sends a request and gives the text of the response. */
const textOf = async (url: string, options: Options): Promise<string> => (await request(url, options)).body.text()

/** The error that a response ends in. */
const errorOf = (url: string, dispatcher: Dispatcher, options?: Options): Promise<unknown> =>
  caughtFrom(textOf(url, { dispatcher, ...options }))

/** The ways to use a dispatcher; each gives the text of a response, or throws what it throws. */
const ways: readonly { readonly name: string; readonly send: typeof textOf }[] = [
  { name: 'request', send: textOf },
  {
    name: 'stream',
    send: async (url, options) => {
      const parts: Buffer[] = []
      const write = (part: Buffer, _encoding: unknown, done: () => void) => {
        parts.push(part)
        done()
      }
      await stream(url, { method: 'GET', ...options }, () => new Writable({ write }))
      return Buffer.concat(parts).toString()
    },
  },
  {
    name: 'pipeline',
    send: (url, options) => text(pipeline(url, { method: 'GET', ...options }, ({ body }) => body).end()),
  },
  { name: 'the fetch of undici', send: (url, options) => fetched(undiciFetch(url, options as object)) },
  { name: 'the fetch of Node', send: (url, options) => fetched(fetch(url, options as object)) },
]

/** The text of a response; throws what fetch has hidden as the cause of its own error. */
async function fetched(response: Promise<{ text(): Promise<string> }>): Promise<string> {
  const error = await response.then(
    () => undefined,
    (caught: Error) => caught,
  )
  if (error === undefined) return (await response).text()
  expect(error).toBeInstanceOf(TypeError)
  throw error.cause
}

test.each(badResponses)('throws for $what', async (response) => {
  const { path, timeout } = response
  expect(summaryOf(await errorOf(`${bad.url}${path}`, throwing({ timeout })))).toEqual(summaryFor(response))
})

describe.each(ways)('$name', ({ name, send }) => {
  test.each(badResponses.filter(({ path }) => /^(?:whole|br|empty|half-way|cut-off|endless|bomb)$/.test(path)))(
    'throws for $what',
    async (response) => {
      const { path, timeout } = response
      const error = await caughtFrom(send(`${bad.url}${path}`, { dispatcher: throwing({ timeout }) }))
      expect(summaryOf(error)).toEqual(summaryFor(response))
    },
  )

  test.each(['closed', 'garbage'])('throws what it throws without the interceptor: %s', async (path) => {
    const bare = await caughtFrom(send(`${bad.url}${path}`, { dispatcher: agent }))
    const error = await caughtFrom(send(`${bad.url}${path}`, { dispatcher: throwing({ deferred: true }) }))
    expect(error).toMatchObject({ code: (bare as errors.UndiciError).code, message: (bare as Error).message })
  })

  test('lets a response pass that has not failed', async () => {
    for (const deferred of [false, true]) {
      expect(await send(`${good.url}host`, { dispatcher: throwing({ deferred }) })).toBe(JSON.stringify(host))
      expect(await send(`${good.url}nothing`, { dispatcher: throwing({ deferred }) })).toBe('')
      expect(await send(`${good.url}failed-as-text`, { dispatcher: throwing({ deferred }) })).toContain('BL1')
    }
    expect(await send(`${good.url}failed`, { dispatcher: throwing() })).toContain('BL1')
  })

  test('throws for resources that failed, when asked to', async () => {
    const dispatcher = throwing({ deferred: true })
    for (const path of ['failed', 'failed-gzip']) {
      expect(summaryOf(await caughtFrom(send(`${good.url}${path}`, { dispatcher })))).toMatchObject(upstream)
    }
    const several = await caughtFrom(send(`${good.url}failed-twice`, { dispatcher }))
    expect(summaryOf(several)).toMatchObject(upstream)
    expect(isJsonApiError(several) && several.failures).toHaveLength(2)
  })

  test.each([
    { path: 'broken', format: 'malformed' },
    { path: 'hanging', format: 'timed-out', timeout: 250 },
    { path: 'long', format: 'too-large' },
  ])('throws when it cannot tell whether a resource failed: $path', async ({ path, format, timeout }) => {
    const error = await caughtFrom(send(`${good.url}${path}`, { dispatcher: throwing({ deferred: true, timeout }) }))
    expect(summaryOf(error)).toMatchObject({ status: 200, format })
  })

  test('throws the error of the network for a success that breaks off', async () => {
    const bare = await caughtFrom(send(`${good.url}cut-off`, { dispatcher: agent }))
    const error = await caughtFrom(send(`${good.url}cut-off`, { dispatcher: throwing({ deferred: true }) }))
    // Without the interceptor, fetch has its headers by then, and hides the error elsewhere.
    if (!name.includes('fetch')) expect(error).toMatchObject({ code: (bare as errors.UndiciError).code })
    expect(error).toMatchObject({ code: 'UND_ERR_SOCKET' })
  })
})

describe('an abort stays what it is', () => {
  test.each([
    { where: 'before the request is sent', url: () => bad.url, when: 'at once' },
    { where: 'while an error is held back', url: () => `${bad.url}half-way`, when: 'headers' },
    { where: 'while a success is held back', url: () => `${good.url}hanging`, when: 'headers' },
  ])('$where', async ({ url, when }) => {
    const controller = new AbortController()
    if (when === 'at once') controller.abort(new Error('bored'))
    const notified = new Agent().compose(
      // Nearer to the network than ours: it sees the headers that ours holds back.
      (dispatch) => (options, handler) =>
        dispatch(
          options,
          watching(handler, () => controller.abort(new Error('bored'))),
        ),
      reactorErrors({ deferred: true }),
    )
    expect(await errorOf(url(), notified, { signal: controller.signal })).toBe(controller.signal.reason)
    await notified.close()
  })

  test('while a success is streamed', async () => {
    const controller = new AbortController()
    const { body } = await request(`${good.url}download`, {
      dispatcher: throwing({ deferred: true }),
      headers: { 'x-bytes': String(2 ** 30) },
      signal: controller.signal,
    })
    await once(body, 'readable')
    controller.abort()
    expect(await caughtFrom(text(body))).toBe(controller.signal.reason)
  })

  test('when the one who asked gives up the body', async () => {
    const { body } = await request(`${good.url}download`, {
      dispatcher: throwing(),
      headers: { 'x-bytes': String(2 ** 30) },
    })
    body.destroy()
    expect(await caughtFrom(text(body))).toMatchObject({ code: 'UND_ERR_ABORTED' })
  })
})

/** A handler that calls `tell` once it has heard of the headers of a response. */
function watching(handler: Dispatcher.DispatchHandler, tell: () => void): Dispatcher.DispatchHandler {
  const onResponseStart: Dispatcher.DispatchHandler['onResponseStart'] = (...start) => {
    handler.onResponseStart?.(...start)
    tell()
  }
  return new Proxy(handler, {
    get(target, name) {
      if (name === 'onResponseStart') return onResponseStart
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('beside redirect', () => {
  const redirect = interceptors.redirect({ maxRedirections: 3 })
  test.each([
    { order: 'before it', composed: () => agent.compose(reactorErrors(), redirect) },
    { order: 'after it', composed: () => agent.compose(redirect, reactorErrors()) },
  ])('$order: the last response counts, and a circle ends', async ({ composed }) => {
    expect(summaryOf(await errorOf(`${bad.url}moved`, composed()))).toMatchObject(whole)
    const circle = await errorOf(`${bad.url}circle`, composed())
    expect(circle).toMatchObject({ code: 'UND_ERR_INVALID_ARG', message: expect.stringContaining('Redirect loop') })
  })
})

describe('beside decompress', () => {
  const decompress = interceptors.decompress({ skipErrorResponses: false })
  const plain = interceptors.decompress()
  const limited = interceptors.decompress({ skipErrorResponses: false, maxSize: 1000 })
  const compressed = badResponses.filter(({ path }) => /gzip|deflate|br$|bomb/.test(path))

  test.each([
    { order: 'before it', composed: () => agent.compose(reactorErrors(), decompress) },
    { order: 'after it', composed: () => agent.compose(decompress, reactorErrors()) },
    { order: 'before it, when it leaves errors alone', composed: () => agent.compose(reactorErrors(), plain) },
    { order: 'after it, when it leaves errors alone', composed: () => agent.compose(plain, reactorErrors()) },
  ])('$order', async ({ composed }) => {
    for (const sample of compressed.filter(({ path }) => path !== 'deflate-raw')) {
      expect(summaryOf(await errorOf(`${bad.url}${sample.path}`, composed()))).toEqual(summaryFor(sample))
    }
  })

  test('in any order, with what may have failed', async () => {
    const deferred = reactorErrors({ deferred: true })
    for (const dispatcher of [agent.compose(plain, deferred), agent.compose(deferred, plain)]) {
      expect(summaryOf(await errorOf(`${good.url}failed-gzip`, dispatcher))).toMatchObject(upstream)
      expect(await textOf(`${good.url}host-gzip`, { dispatcher })).toBe(JSON.stringify(host))
    }
  })

  test('after it, when it cannot go on', async () => {
    for (const path of ['not-gzip', 'broken-gzip', 'bomb']) {
      const error = await errorOf(`${bad.url}${path}`, agent.compose(limited, reactorErrors()))
      expect(summaryOf(error)).toMatchObject({ requestId: 'in-header', retryAfter: 7000 })
      expect(summaryOf(error).format).toBe(path === 'bomb' ? 'too-large' : 'malformed')
    }
  })
})

describe('beside dns', () => {
  const known = interceptors.dns({
    lookup: (_origin, _options, give) => give(null, [{ address: '127.0.0.1', family: 4, ttl: 1000 }]),
  })
  const unknown = interceptors.dns({
    lookup: (_origin, _options, give) => give(Object.assign(new Error('who?'), { code: 'ENOTFOUND' }), []),
  })
  const named = (path: string): string => `${bad.url.replace('127.0.0.1', 'reactor.example')}${path}`

  test.each([
    { order: 'before it', composed: (dns: typeof known) => agent.compose(reactorErrors(), dns) },
    { order: 'after it', composed: (dns: typeof known) => agent.compose(dns, reactorErrors()) },
  ])('$order', async ({ composed }) => {
    expect(summaryOf(await errorOf(named('whole'), composed(known)))).toMatchObject(whole)
    expect(await errorOf(named('whole'), composed(unknown))).toMatchObject({ code: 'ENOTFOUND', message: 'who?' })
  })
})

describe('beside retry', () => {
  const quick = { maxRetries: 2, minTimeout: 1, maxTimeout: 1 }
  const { retry } = interceptors

  /** Sends to a server that gives the same answer each time; tells the error, and how often the server was asked. */
  async function tried(
    composed: Dispatcher,
    status: number,
    body: string,
  ): Promise<{ readonly error: unknown; readonly tries: number }> {
    let tries = 0
    const server = await serve((_request, response) => {
      tries += 1
      response.writeHead(status, { ...jsonApi, 'x-request-id': `try ${tries}`, 'retry-after': '7' }).end(body)
    })
    const error = await errorOf(server.url, composed)
    await server.close()
    return { error, tries }
  }

  test('after it, the last response arrives whole', async () => {
    const composed = agent.compose(retry({ ...quick, throwOnError: false }), reactorErrors())
    const { error, tries } = await tried(composed, 503, errorsText)
    expect(summaryOf(error)).toMatchObject({ ...whole, status: 503, requestId: `try ${tries}`, retryAfter: 7000 })
    expect(tries).toBeGreaterThan(1)
  })

  test('after it, what it drops is told of', async () => {
    const { error, tries } = await tried(agent.compose(retry(quick), reactorErrors()), 503, errorsText)
    expect(summaryOf(error)).toEqual({
      ...{ name: 'ReactorError', status: 503, format: 'unread', codes: [undefined] },
      ...{ requestId: `try ${tries}`, retryAfter: 7000, says: expect.stringContaining('throwOnError: false') },
    })
    expect(tries).toBeGreaterThan(1)
  })

  test('after it, a response that it would not try again arrives whole', async () => {
    const { error, tries } = await tried(agent.compose(retry(quick), reactorErrors()), 409, errorsText)
    expect(summaryOf(error)).toMatchObject({ ...whole, requestId: 'try 1' })
    expect(tries).toBe(1)
  })

  test('after it, a second try may succeed', async () => {
    const server = await serve((_request, response) => void response.writeHead(tries++ === 0 ? 503 : 200).end('fine'))
    let tries = 0
    for (const throwOnError of [true, false]) {
      tries = 0
      const dispatcher = agent.compose(retry({ ...quick, throwOnError }), reactorErrors())
      expect(await textOf(server.url, { dispatcher })).toBe('fine')
    }
    await server.close()
  })

  test('before it, its retries go by the status, and the last error arrives whole', async () => {
    const composed = agent.compose(reactorErrors(), retry(quick))
    const busy = await tried(composed, 503, 'busy')
    expect(summaryOf(busy.error)).toMatchObject({ status: 503, format: 'text', requestId: `try ${busy.tries}` })
    expect(busy.tries).toBeGreaterThan(1)
    const missing = await tried(composed, 404, 'no such thing')
    expect(summaryOf(missing.error)).toMatchObject({ status: 404, format: 'text', requestId: 'try 1' })
    expect(missing.tries).toBe(1)
  })

  test.each([
    { order: 'before it', composed: (options: object) => agent.compose(reactorErrors(), retry(options)) },
    {
      order: 'after it',
      composed: (options: object) => agent.compose(retry({ ...options, throwOnError: false }), reactorErrors()),
    },
  ])('$order, an error that has a code is repeated by its status like any other', async ({ composed }) => {
    for (const status of [429, 500, 502, 503, 504]) {
      let tries = 0
      const server = await serve((_request, response) => {
        tries += 1
        response.writeHead(tries < 3 ? status : 200, jsonApi).end(tries < 3 ? errorsText : JSON.stringify(host))
      })
      expect(await textOf(server.url, { dispatcher: composed(quick) })).toBe(JSON.stringify(host))
      expect(tries).toBe(3)
      await server.close()
    }
    const { error, tries } = await tried(composed(quick), 503, errorsText)
    expect(summaryOf(error)).toMatchObject({ ...whole, status: 503, requestId: `try ${tries}` })
    expect(tries).toBeGreaterThan(1)
    expect(error).toHaveProperty('code', 'not-unique')
    const coded = await tried(composed(quick), 503, JSON.stringify({ errors: [{ code: 'internal-error' }] }))
    expect(coded.error).toHaveProperty('code', 'internal-error')
    const missing = await tried(composed(quick), 404, JSON.stringify({ errors: [{ code: 'not-found' }] }))
    expect([missing.tries, (missing.error as { code?: unknown }).code]).toEqual([1, 'not-found'])
  })

  test.each([
    { order: 'before it', composed: () => agent.compose(reactorErrors(), retry(quick)) },
    { order: 'after it', composed: () => agent.compose(retry({ ...quick, throwOnError: false }), reactorErrors()) },
  ])('$order, a POST is sent once', async ({ composed }) => {
    let tries = 0
    const server = await serve((_request, response) => {
      tries += 1
      response.writeHead(503, jsonApi).end(errorsText)
    })
    const error = await errorOf(server.url, composed(), { method: 'POST', body: 'x' })
    expect(summaryOf(error)).toMatchObject({ ...whole, status: 503 })
    expect(tries).toBe(1)
    await server.close()
  })

  test('before it, it is told what to wait for, and nothing that is secret', async () => {
    const seen: unknown[] = []
    const composed = agent.compose(
      reactorErrors(),
      retry({
        retry: (error, _context, done) => {
          const { statusCode, headers } = error as errors.RequestRetryError
          seen.push({ statusCode, headers }, Object.keys(error))
          done(error)
        },
      }),
    )
    await tried(composed, 429, 'slowly')
    await errorOf(`${bad.url}text-404`, composed)
    expect(seen).toEqual([
      { statusCode: 429, headers: { 'retry-after': '7' } },
      ['code', 'status'],
      { statusCode: 404, headers: {} },
      ['code', 'status'],
    ])
  })
})

describe('a compressed body', () => {
  const told = { name: 'ReactorError', status: 409, requestId: 'in-header', retryAfter: 7000 }

  test.each([
    { path: 'not-gzip', what: 'was never compressed', codes: both, says: /as gzip, but is not/ },
    { path: 'broken-gzip', what: 'is broken', codes: [undefined], says: /as gzip, but is not/ },
    { path: 'unknown-coding', what: 'is compressed as nobody knows', codes: [undefined], says: /not known here/ },
    { path: 'many-codings', what: 'is compressed again and again', codes: [undefined], says: /more often/ },
  ])('that $what is told of', async ({ path, codes, says }) => {
    const error = await errorOf(`${bad.url}${path}`, throwing())
    expect(summaryOf(error)).toEqual({ ...told, format: 'malformed', codes, says: expect.stringMatching(says) })
  })

  test.each(['utf-8', 'UTF8', 'none', 'chunked', 'binary', '7bit', 'utf-8, none', ''])(
    'that is text, whatever its coding is called, is read as it is: %j',
    async (coding) => {
      const server = await serve((request, response) => {
        const isGood = request.url === '/good'
        response.writeHead(isGood ? 200 : 409, { ...jsonApi, 'content-encoding': coding })
        response.end(isGood ? JSON.stringify(host) : errorsText)
      })
      const dispatcher = throwing({ deferred: true })
      expect(await textOf(`${server.url}good`, { dispatcher })).toBe(JSON.stringify(host))
      expect(summaryOf(await errorOf(server.url, dispatcher))).toMatchObject({ ...whole, says: undefined })
      await server.close()
    },
  )

  test.each(['gzip', 'deflate', 'br'])('that is text, though it is called %s, is no failure', async (coding) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { ...jsonApi, 'content-encoding': coding }).end(JSON.stringify(host))
    })
    expect(await textOf(server.url, { dispatcher: throwing({ deferred: true }) })).toBe(JSON.stringify(host))
    await server.close()
  })

  test.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
  ] as const)('of %s that no header tells of is inflated, and handed on as it came', async (_, compress) => {
    for (const headers of [jsonApi, { ...jsonApi, 'content-encoding': 'none' }]) {
      const server = await serve((request, response) => {
        const isGood = request.url === '/good'
        response.writeHead(isGood ? 200 : 409, headers).end(compress(isGood ? JSON.stringify(host) : errorsText))
      })
      const dispatcher = throwing({ deferred: true })
      expect(summaryOf(await errorOf(server.url, dispatcher))).toMatchObject(whole)
      expect(summaryOf(await errorOf(server.url, throwing({ maxBytes: 100 })))).toMatchObject({ format: 'too-large' })
      const { body } = await request(`${server.url}good`, { dispatcher })
      expect(Buffer.from(await body.bytes())).toEqual(compress(JSON.stringify(host)))
      await server.close()
    }
  })

  test('that was compressed again and again is inflated once more and no further', async () => {
    const server = await serve((_, response) => {
      const twice = gzipSync(gzipSync(gzipSync(errorsText)))
      response.writeHead(409, { ...jsonApi, 'content-encoding': 'gzip' }).end(twice)
    })
    const error = await errorOf(server.url, throwing())
    expect(summaryOf(error)).toMatchObject({ format: 'malformed', says: expect.stringContaining('more often') })
    await server.close()
  })

  test('that was never compressed may be a page', async () => {
    const error = await errorOf(`${bad.url}not-br`, throwing())
    expect(error).toMatchObject({
      message: '[409] Conflict: Plainly not (GET /not-br)',
      failure: { format: 'malformed' },
    })
  })

  test('that is cut short is read as far as it goes', async () => {
    const error = await errorOf(`${bad.url}half-gzip`, throwing())
    expect(summaryOf(error)).toMatchObject({ ...told, format: 'malformed', says: expect.stringMatching(/breaks off/) })
    expect(summaryOf(error).codes[0]).toBe('not-unique')
  })

  test('may be told of in two headers', async () => {
    expect(summaryOf(await errorOf(`${bad.url}repeated`, throwing()))).toMatchObject({ ...told, codes: both })
  })

  test('may come as it is', async () => {
    expect(summaryOf(await errorOf(`${bad.url}identity`, throwing()))).toMatchObject(whole)
  })

  test('has the limits of any other', async () => {
    const unlimited = { maxBytes: Number.POSITIVE_INFINITY, timeout: Number.POSITIVE_INFINITY }
    expect(summaryOf(await errorOf(`${bad.url}gzip`, throwing(unlimited)))).toMatchObject(whole)
    for (const maxBytes of [0, 1, 100]) {
      const error = await errorOf(`${bad.url}gzip`, throwing({ maxBytes }))
      const says = expect.stringContaining(`longer than ${maxBytes} bytes`)
      expect(summaryOf(error)).toMatchObject({ ...told, format: 'too-large', says })
    }
  })
})

test('a body has as long as it likes where no limit is set', async () => {
  let finish = () => {}
  const slow = await serve((request, response) => {
    if (request.url !== '/slow') {
      response.end(() => finish())
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":')
    finish = () => response.end('null}')
  })
  const dispatcher = throwing({ timeout: Number.POSITIVE_INFINITY, deferred: true })
  const text = textOf(`${slow.url}slow`, { dispatcher })
  while (finish.toString() === '() => {}') await (await request(slow.url)).body.dump()
  await (await request(slow.url)).body.dump()
  expect(await text).toBe('{"data":null}')
  await slow.close()
})

test('what undici makes a query of does not come back', async () => {
  const echo = await serve(({ url }, response) => {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`Cannot read ${url?.replace(/.*=/, '')}`)
  })
  const query = { page: 2, sid: ['kettle', 'bright moon castle'] }
  const error = await caughtFrom(request(echo.url, { query, dispatcher: throwing() }))
  expect(summaryOf(error)).toMatchObject({ says: expect.not.stringContaining('castle') })
  await echo.close()
})

describe('limits of undici’s own', () => {
  test('end a body with an error that has a status, too', async () => {
    const impatient = await errorOf(`${bad.url}half-way`, throwing(), { bodyTimeout: 1 })
    expect(summaryOf(impatient)).toMatchObject({ status: 409, format: 'timed-out', codes: ['not-unique'] })
    const small = new Agent({ maxResponseSize: 1000 })
    const error = await errorOf(`${bad.url}just-short-enough`, small.compose(reactorErrors()))
    expect(summaryOf(error)).toMatchObject({ status: 409, format: 'too-large', requestId: 'in-header' })
    await small.close()
  })
})

describe('what has not failed passes as it comes', () => {
  test('to a slow reader no faster than it reads', async () => {
    const { body } = await request(`${good.url}download`, {
      dispatcher: throwing({ deferred: true }),
      headers: { 'x-bytes': String(2 ** 26) },
    })
    let read = 0
    let most = 0
    for await (const chunk of body) {
      read += (chunk as Buffer).length
      // Time enough for what comes too early to come.
      for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate)
      most = Math.max(most, body.readableLength)
    }
    expect(read).toBe(2 ** 26)
    expect(most).toBeLessThanOrEqual(2 * 65_536)
  })

  test('with its early hints and trailers', async () => {
    const server = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' })
      response.writeHead(200, { ...jsonApi, trailer: 'x-checksum' })
      response.addTrailers({ 'x-checksum': 'abc' })
      response.end(JSON.stringify(host))
    })
    for (const deferred of [false, true]) {
      const hints: unknown[] = []
      const onInfo = ({ statusCode }: { statusCode: number }): void => void hints.push(statusCode)
      const { body, trailers } = await request(server.url, { dispatcher: throwing({ deferred }), onInfo })
      expect(await body.json()).toEqual(host)
      expect({ hints, trailers }).toEqual({ hints: [103], trailers: { 'x-checksum': 'abc' } })
    }
    await server.close()
  })

  test('with another protocol', async () => {
    const server = await serve(({ socket }) => {
      socket.end('HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nhello')
    })
    const { socket, headers } = await upgrade(server.url, { dispatcher: throwing(), protocol: 'echo' })
    expect(headers).toMatchObject({ upgrade: 'echo' })
    expect(await text(socket)).toBe('hello')
    await server.close()
  })
})

test('a response without a body tells its status', async () => {
  const error = await errorOf(`${bad.url}whole`, throwing(), { method: 'HEAD' })
  expect(summaryOf(error)).toMatchObject({ status: 409, format: 'empty', requestId: 'in-header' })
  const { statusCode } = await request(`${good.url}host`, { dispatcher: throwing({ deferred: true }), method: 'HEAD' })
  expect(statusCode).toBe(200)
})

test('a connection outlives the errors that it brought', async () => {
  const server = await serve(({ socket }, response) =>
    response.writeHead(404, { 'x-request-id': String(socket.remotePort) }).end(errorsText),
  )
  const single = new Agent({ connections: 1 })
  const ports = new Set<string | undefined>()
  for (let i = 0; i < 3; i++) ports.add(summaryOf(await errorOf(server.url, single.compose(reactorErrors()))).requestId)
  expect(ports.size).toBe(1)
  await Promise.all([single.close(), server.close()])
})

test('what a caller throws at a response that was held back is the caller’s', async () => {
  const thrown = new Error('no place to write to')
  const factory = (): Writable => {
    throw thrown
  }
  const dispatcher = throwing({ deferred: true })
  expect(await caughtFrom(stream(`${good.url}host`, { dispatcher, method: 'GET' }, factory))).toBe(thrown)
})

test('the responses of a MockAgent are read as well', async () => {
  const mock = new MockAgent()
  mock.disableNetConnect()
  const pool = mock.get('https://reactor.example')
  pool.intercept({ path: '/hosts/HT1' }).reply(404, errorsText, { headers: jsonApi })
  pool.intercept({ path: '/hosts/HT2' }).reply(500, 'x'.repeat(100))
  pool.intercept({ path: '/hosts/HT3' }).reply(200, host, { headers: jsonApi })
  const dispatcher = mock.compose(reactorErrors({ deferred: true, maxBytes: 300 }))
  expect(summaryOf(await errorOf('https://reactor.example/hosts/HT1', dispatcher))).toMatchObject({ codes: both })
  const limited = mock.compose(reactorErrors({ maxBytes: 10 }))
  expect(summaryOf(await errorOf('https://reactor.example/hosts/HT2', limited))).toMatchObject({ format: 'too-large' })
  expect(await textOf('https://reactor.example/hosts/HT3', { dispatcher })).toBe(JSON.stringify(host))
  await mock.close()
})

describe('the stack of an error', () => {
  async function sendHere(stacks: boolean): Promise<Error> {
    // An interceptor gives errors.
    return (await errorOf(`${bad.url}whole`, agent.compose(reactorErrors({ stacks })))) as Error
  }

  test('shows where the request was sent, when asked to', async () => {
    const error = await sendHere(true)
    expect(error.stack).toMatch(/^ReactorError: \[not-unique\] .*\n {4}at /)
    expect(error.stack).toContain('sendHere')
    error.stack = 'mended'
    expect(error.stack).toBe('mended')
    expect(Object.keys(error)).toEqual(['code', 'status'])
  })

  test('has no frames else, and none of those that called undici’s parser', async () => {
    const error = await sendHere(false)
    expect(error.stack).toBe(`ReactorError: ${error.message}`)
  })

  test('has none where none was captured', async () => {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    const error = await sendHere(true).finally(() => {
      Error.stackTraceLimit = limit
    })
    expect(error.stack).toBe(`ReactorError: ${error.message}`)
  })
})

test('a handler as those of undici 6 is refused, and not left waiting', () => {
  const dispatch = reactorErrors()(() => true)
  expect(() => dispatch({ path: '/', method: 'GET' }, { onError: () => {} })).toThrow(/as undici 6 did/)
  expect(dispatch({ path: '/', method: 'GET' }, { onRequestStart: () => {} })).toBe(true)
})

test.each([-1, Number.NaN])('a limit of %d is refused at once', (limit) => {
  for (const options of [{ maxBytes: limit }, { timeout: limit }]) {
    expect(() => reactorErrors(options)).toThrow(RangeError)
  }
})
