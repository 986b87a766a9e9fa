import { once } from 'node:events'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import {
  Agent,
  type Dispatcher,
  type errors,
  MockAgent,
  pipeline,
  request,
  stream,
  fetch as undiciFetch,
  upgrade,
} from 'undici'
import { describe, expect, test } from 'vitest'
import { reactorErrors } from '../../../src/client/undici/index.js'
import { isJsonApiError } from '../../../src/failure/guard.js'
import { badResponses, errorsText, jsonApi } from '../bad-responses.js'
import { summaryFor } from '../expected.js'
import { host } from '../resources.js'
import { caughtFrom, summaryOf } from '../summary.js'
import { serve } from '../wire-responses.js'
import { both, errorOf, surroundings, textOf, upstream } from './intercepted.js'

const { bad, good, agent, throwing } = surroundings()

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

test('what undici makes a query of does not come back', async () => {
  const echo = await serve(({ url }, response) => {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`Cannot read ${url?.replace(/.*=/, '')}`)
  })
  const query = { page: 2, sid: ['kettle', 'bright moon castle'] }
  const error = await caughtFrom(request(echo.url, { query, dispatcher: throwing() }))
  expect(summaryOf(error)).toMatchObject({ says: expect.not.stringContaining('castle') })
  await echo.close()
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
