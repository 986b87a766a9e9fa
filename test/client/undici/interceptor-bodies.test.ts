import { deflateSync, gzipSync } from 'node:zlib'
import { Agent, request } from 'undici'
import { describe, expect, test } from 'vitest'
import { reactorErrors } from '../../../src/client/undici/index.js'
import { errorsText, jsonApi } from '../bad-responses.js'
import { host } from '../resources.js'
import { summaryOf } from '../summary.js'
import { serve } from '../wire-responses.js'
import { both, errorOf, surroundings, textOf, whole } from './intercepted.js'

const { bad, good, throwing } = surroundings()

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

test('a response without a body tells its status', async () => {
  const error = await errorOf(`${bad.url}whole`, throwing(), { method: 'HEAD' })
  expect(summaryOf(error)).toMatchObject({ status: 409, format: 'empty', requestId: 'in-header' })
  const { statusCode } = await request(`${good.url}host`, { dispatcher: throwing({ deferred: true }), method: 'HEAD' })
  expect(statusCode).toBe(200)
})
