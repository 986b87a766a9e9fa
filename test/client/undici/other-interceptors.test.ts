import { type Dispatcher, type errors, interceptors } from 'undici'
import { describe, expect, test } from 'vitest'
import { reactorErrors } from '../../../src/client/undici/index.js'
import { badResponses, errorsText, jsonApi } from '../bad-responses.js'
import { summaryFor } from '../expected.js'
import { host } from '../resources.js'
import { summaryOf } from '../summary.js'
import { serve } from '../wire-responses.js'
import { errorOf, surroundings, textOf, upstream, whole } from './intercepted.js'

const { bad, good, agent } = surroundings()

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
