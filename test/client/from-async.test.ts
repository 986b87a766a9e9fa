/** What real clients throw with their bodies unread, over real HTTP. */

import { get as httpGet } from 'node:http'
import { Readable } from 'node:stream'
import axios from 'axios'
import got from 'got'
import ky from 'ky'
import nodeFetch from 'node-fetch'
import { request as undiciRequest } from 'undici'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fromAsync } from '../../src/client/fetch.js'
import { defineDialect, isJsonApiError, type JsonApiError, reactor } from '../../src/index.js'
import { failed, named, others, sent, spent, text, thrown } from '../dialect/thrown.js'
import { rejection } from '../rejection.js'
import { type Served, serveResponses } from './wire-responses.js'

let server: Served
beforeAll(async () => {
  server = await serveResponses()
})
afterAll(() => server.close())

const headers = { authorization: 'Bearer canary-token-of-the-request' }

/** Clients that leave the body of a failed response unread. */
const clients: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'a Response that was thrown': async (url) => {
    throw await fetch(url, { headers })
  },
  'an error that holds the response': async (url) => {
    throw Object.assign(new Error('failed'), { response: await nodeFetch(url, { headers }) })
  },
  'an error in whose cause the response is': async (url) => {
    const inner = Object.assign(new TypeError('failed'), { response: await fetch(url, { headers }) })
    throw new TypeError('outer', { cause: inner })
  },
  'the trace of Adobe’s SDK': async (url) => {
    const response = await nodeFetch(url, { headers })
    throw Object.assign(new Error('x'), {
      status: response.status,
      traceData: { response, responseBody: {}, request: { headers } },
    })
  },
  'axios with streams': (url) => axios.get(url, { headers, responseType: 'stream' }),
  'what Node’s http gave': async (url) => {
    throw await new Promise((resolve, reject) => httpGet(url, { headers }, resolve).on('error', reject))
  },
  'what undici gave': async (url) => {
    throw await undiciRequest(url, { headers })
  },
  ky: (url) => ky(url, { headers, retry: 0 }),
  got: (url) => got(url, { headers, retry: { limit: 0 } }),
}

test.each(Object.entries(clients))('%s: the body is read', async (_, ask) => {
  const error = await fromAsync(await rejection(ask(`${server.url}not-found`)))
  expect(isJsonApiError(error) && [error.code, error.status, error.failure.format]).toEqual([
    'not-found',
    404,
    'json:api',
  ])
})

test.each(Object.entries(thrown))('what %s throws has its body read', async (_, caught) => {
  for (const error of [reactor.from(caught), await fromAsync(caught)]) {
    expect(reactor.is(error, 'not-unique')).toBe(true)
    const { failure, message } = error as JsonApiError
    if (JSON.stringify(caught).includes('"X-Request-Id"'))
      expect(failure).toMatchObject({ status: 409, requestId: 'r1' })
    if (JSON.stringify(caught).includes('"authorization"')) expect(message).not.toContain('plain-words')
  }
})

test.each<[name: string, caught: object]>([
  ['gaxios, which holds a Blob', failed({ response: spent({ data: new Blob([text]) }), config: sent })],
  [
    'bent, which gives the bytes when asked',
    failed({ statusCode: 409, headers: named, responseBody: {}, arrayBuffer: () => new Blob([text]).arrayBuffer() }),
  ],
])('of %s the body is read', async (_, caught) => {
  expect(reactor.from(caught)).toMatchObject({ failure: { status: 409, format: 'unread', requestId: 'r1' } })
  expect(await fromAsync(caught)).toMatchObject({ code: 'not-unique', failure: { status: 409, requestId: 'r1' } })
})

test.each<[name: string, body: unknown, code: string | undefined]>([
  ['the gateway', { error_code: '403025', message: 'Profile is not valid' }, '403025'],
  ['IMS', { error: 'invalid_client', error_description: 'no such client' }, 'invalid_client'],
  ['problem details', { title: 'Out Of Stock', status: 409 }, undefined],
])('a body of %s that was thrown itself is read', (_, caught, code) => {
  const error = reactor.from(caught)
  expect(isJsonApiError(error) && [error.code, error.errors.length]).toEqual([code, 1])
})

test('no client is asked for what it warns of', async () => {
  const warn = vi.spyOn(process, 'emitWarning')
  const response = await nodeFetch(`${server.url}not-found`)
  await fromAsync(response)
  await fromAsync(Object.assign(new Error('x'), { response: await nodeFetch(`${server.url}not-found`) }))
  expect(warn).not.toHaveBeenCalled()
  warn.mockRestore()
})

test.each(others)('%s is given back as it is', async (_, caught) => {
  expect(reactor.from(caught)).toBe(caught)
  expect(await fromAsync(caught)).toBe(caught)
})

test('a body that is gone leaves what the status says', async () => {
  const response = new Response('{"errors":[{"code":"not-found"}]}', { status: 404 })
  await response.text()
  const error = await fromAsync(response)
  expect(isJsonApiError(error) && [error.code, error.status]).toEqual([undefined, 404])
})

const notFound = '{"errors":[{"code":"not-found"}]}'
const readable = (): Readable => Readable.from([Buffer.from(notFound)])

test.each<[what: string, response: object]>([
  ['no stream', { headers: {}, body: { pipe: 1 } }],
  ['no body', { headers: {} }],
  ['a stream without headers', { data: readable() }],
  ['headers that nobody can be asked for', { headers: {}, bodyUsed: false, body: null }],
  ['a body of which nobody says whether it was read', { headers: new Headers(), body: {} }],
])('%s leaves what the status says', async (_, response) => {
  const error = Object.assign(new Error('x'), { response: { status: 502, ...response } })
  // Causes that turn in a circle are not followed without end, and a response in them that did not fail is another one.
  for (const cause of [error, Object.assign(new Error('y'), { response: new Response('{}') })]) {
    const read = await fromAsync(Object.assign(error, { cause }))
    expect(isJsonApiError(read) && [read.status, read.failure.format]).toEqual([502, 'unread'])
  }
})

test.each<[where: string, response: (stream: Readable) => object]>([
  ['as data', (data) => ({ status: 404, data })],
  ['as body, beside other data', (body) => ({ status: 404, data: { pipe: 1 }, body })],
  ['as the response itself', (stream) => Object.assign(stream, { statusCode: 404 })],
])('a stream is read with its headers where it is kept %s', async (_, response) => {
  const text = '{"errors":[{"code":"not-found","detail":"café"}]}'
  const stream = Readable.from([Buffer.from(text, 'latin1')])
  const headers = { 'content-type': 'application/json; charset=iso-8859-1', 'retry-after': 7, 'x-request-id': 'r-1' }
  const error = await fromAsync(
    Object.assign(new Error('x'), { response: Object.assign(response(stream), { headers }) }),
  )
  expect(isJsonApiError(error) && error.failure).toMatchObject({
    ...{ status: 404, format: 'json:api', retryAfter: 7000, requestId: 'r-1' },
    errors: [{ code: 'not-found', detail: 'café' }],
  })
})

test('the limits that were set hold', async () => {
  const error = await fromAsync(new Response(notFound, { status: 404 }), { maxBytes: 3 })
  expect(isJsonApiError(error) && error.failure.format).toBe('too-large')
  const signal = AbortSignal.abort('bored')
  expect(await rejection(fromAsync(new Response(notFound, { status: 404 }), { signal }))).toBe('bored')
})

test('what the request carried is masked in what is read', async () => {
  const body = '{"errors":[{"code":"not-found","detail":"no canary-token-of-the-request here"}]}'
  const caught = Object.assign(new Error('x'), { response: new Response(body, { status: 404 }), request: { headers } })
  const error = await fromAsync(caught)
  expect(isJsonApiError(error) && error.code).toBe('not-found')
  expect(JSON.stringify(error)).not.toContain('canary')
})

test('codes are those of the dialect that was named', async () => {
  const shop = defineDialect({ name: 'ShopError', codes: { gone: { title: 'Gone', status: 410 } } })
  const error = await fromAsync(new Response('{"errors":[{"code":"gone"}]}', { status: 410 }), { dialect: shop })
  expect(shop.is(error, 'gone')).toBe(true)
})
