import { request as octokit } from '@octokit/request'
import axios from 'axios'
import got from 'got'
import ky, { HTTPError } from 'ky'
import nodeFetch, { type Response as NodeFetchResponse } from 'node-fetch'
import { Agent, interceptors, fetch as undiciFetch, request as undiciRequest } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorFromResponse } from '../../src/client/fetch.js'
import { defineDialect, isJsonApiError, JsonApiError, reactor } from '../../src/index.js'
import { type ResponseName, responses, type Served, serveResponses } from '../client/wire-responses.js'
import { rejection } from '../rejection.js'

let server: Served
const rejecting = new Agent().compose(interceptors.responseError())
const retrying = new Agent().compose(interceptors.retry({ maxRetries: 1, minTimeout: 1, maxTimeout: 1 }))

beforeAll(async () => {
  server = await serveResponses()
})
afterAll(() => Promise.all([server.close(), rejecting.close(), retrying.close()]))

/** What Adobe's SDK throws, made as it makes it: `application/vnd.api+json` is all that it reads. */
class AdobeFetchError extends Error {
  readonly status: number
  readonly traceData: unknown

  constructor(traceData: { readonly status: string; readonly source: string; readonly response: NodeFetchResponse }) {
    super(`${traceData.status} on ${traceData.source}`)
    this.status = traceData.response.status
    this.traceData = traceData
  }
}

async function adobe(url: string): Promise<unknown> {
  const request = { method: 'GET', headers: { Authorization: 'Bearer canary-token', 'X-Api-Key': 'canary-api-key' } }
  const response = await nodeFetch(url, request)
  const isJson = response.headers.get('content-type')?.includes('application/vnd.api+json')
  const responseBody: unknown = isJson ? await response.json() : null
  if (response.ok) return responseBody
  const status = `${response.status} ${response.statusText}`
  const trace = {
    status,
    source: `GET ${url}`,
    url,
    request,
    response,
    requestBody: {},
    responseBody: responseBody ?? {},
  }
  throw new AdobeFetchError(trace)
}

/** What users of node-fetch are told to write: an error that holds the response. */
class HttpResponseError extends Error {
  readonly response: NodeFetchResponse

  constructor(response: NodeFetchResponse) {
    super(`${response.status} ${response.statusText}`)
    this.response = response
  }
}

const headers = { authorization: 'Bearer canary-token', cookie: 'sid=canary-session', 'x-api-key': 'canary-api-key' }

// The names are the keys, all of them.
const names = Object.keys(responses) as ResponseName[]

/** Clients, and the responses whose body they leave unread or drop. */
const clients: readonly [name: string, call: (url: string) => PromiseLike<unknown>, unread: readonly ResponseName[]][] =
  [
    ['axios', (url) => axios.get(url, { headers }), []],
    ['axios over fetch', (url) => axios.get(url, { headers, adapter: 'fetch' }), []],
    ['axios that asks for bytes', (url) => axios.get(url, { headers, responseType: 'arraybuffer' }), []],
    ['axios that asks for a stream', (url) => axios.get(url, { headers, responseType: 'stream' }), names],
    ['got', (url) => got(url, { headers, retry: { limit: 0 } }), []],
    ['got that asks for JSON', (url) => got(url, { headers, retry: { limit: 0 }, responseType: 'json' }), []],
    ['got that asks for bytes', (url) => got(url, { headers, retry: { limit: 0 }, responseType: 'buffer' }), []],
    ['ky 1', (url) => ky(url, { headers, retry: 0 }), names],
    ["octokit's request", (url) => octokit(url, { headers }), []],
    [
      "undici's request with its responseError",
      (url) => undiciRequest(url, { headers, dispatcher: rejecting }),
      ['not-found', 'several', 'html', 'empty', 'not-an-array', 'null-error'],
    ],
    [
      "undici's fetch with its responseError",
      (url) => undiciFetch(url, { headers, dispatcher: rejecting }),
      ['not-found', 'several', 'html', 'empty', 'not-an-array', 'null-error'],
    ],
    [
      'node-fetch, and an error that holds the response',
      async (url) => {
        throw new HttpResponseError(await nodeFetch(url, { headers }))
      },
      names,
    ],
    ["Adobe's SDK", adobe, ['several-as-json', 'gateway', 'ims', 'html', 'empty', 'cut-off', 'too-many']],
  ]

describe.each(clients)('what %s throws', (_, call, unread) => {
  test.each(names)('for %s becomes the error that the response stands for', async (name) => {
    const error = reactor.from(await rejection(call(`${server.url}${name}?access_token=canary-query`)))
    if (!isJsonApiError(error)) throw error
    const { status, headers: received, body } = responses[name]
    const [failure] = reactor.parse(body, { status, headers: received })
    const [bare] = reactor.parse('', { status, headers: received })
    expect(error.failure).toEqual(unread.includes(name) ? { ...bare, format: 'unread' } : failure)
    expect(error.name).toBe('ReactorError')
    expect(error.cause).toBe(error.failure)
  })
})

test('what ky 1 has left unread can be read', async () => {
  const caught = await rejection(ky(`${server.url}not-found`, { retry: 0 }))
  const error = caught instanceof HTTPError ? await errorFromResponse(caught.response) : caught
  expect(reactor.is(error, 'not-found') && error.toJSON()).toEqual(JSON.parse(responses['not-found'].body))
})

test('what undici gives up on after retries keeps its status and its wait', async () => {
  const caught = await rejection(undiciRequest(`${server.url}too-many`, { dispatcher: retrying }))
  const error = reactor.from(caught)
  expect(isJsonApiError(error) && error.failure).toEqual({
    errors: [{ status: '429', title: 'Too Many Requests' }],
    delivery: 'immediate',
    origin: 'received',
    format: 'unread',
    status: 429,
    requestId: 'r-429',
    retryAfter: 7000,
  })
})

describe('a failed answer is found', () => {
  const response = { status: 409, headers: { 'x-request-id': 'r1' } }
  const body = { errors: [{ code: 'not-unique' }] }
  const bytes = new TextEncoder().encode(JSON.stringify(body))

  test.each<[where: string, caught: object]>([
    ['where ky 2 keeps its body', { name: 'HTTPError', response: new Response(null, response), data: body }],
    ['in bytes', { response: { ...response, data: bytes.buffer } }],
    ['in a view of bytes', { response: { ...response, body: bytes } }],
    ['in text', { response: { ...response, body: JSON.stringify(body) } }],
    ['with its status as Node calls it', { response: { statusCode: 409, headers: response.headers, body } }],
    ['as undici 5 throws it', { code: 'UND_ERR_RESPONSE_STATUS_CODE', statusCode: 409, ...response, body }],
    ['without a prototype', Object.assign(Object.create(null), { response: { ...response, data: body } })],
    [
      'behind the failure of a fetch',
      new TypeError('fetch failed', { cause: { response: { ...response, data: body } } }),
    ],
  ])('%s', (_, caught) => {
    const error = reactor.from(caught)
    expect(isJsonApiError(error) && error.failure).toEqual({
      errors: body.errors,
      delivery: 'immediate',
      origin: 'received',
      format: 'json:api',
      status: 409,
      requestId: 'r1',
    })
  })

  test('for each resource that failed', () => {
    const failed = (id: string) => ({ type: 'builds', id, attributes: { status: 'failed' } })
    const error = reactor.from({ response: { status: 200, data: { data: [failed('BL1'), failed('BL2')] } } })
    expect(reactor.is(error)).toBe(true)
    expect(error).toMatchObject({ failures: [{ resource: { id: 'BL1' } }, { resource: { id: 'BL2' } }] })
  })

  test('in the words of the dialect that was asked', () => {
    const shop = defineDialect({ name: 'ShopError', codes: { 'not-unique': { title: 'Taken', status: 409 } } })
    const error = shop.from({ response: { status: 409, data: body } })
    expect(shop.is(error, 'not-unique') && error.name).toBe('ShopError')
    expect(reactor.is(error)).toBe(false)
  })
})

describe('an error of this package is found', () => {
  const ours = reactor.error('not-found')
  const fetchFailed = new TypeError('fetch failed', { cause: ours })
  const withRequest = (cause: unknown) => Object.assign(new Error('Network Error', { cause }), { request: {} })

  test.each<[where: string, caught: unknown, found: unknown]>([
    ['as it is', ours, ours],
    ['of no dialect', JsonApiError.from('{}'), undefined],
    ['behind the failure of a fetch', fetchFailed, ours],
    ['behind the network error of a client', withRequest(ours), ours],
    ['behind both', withRequest(fetchFailed), ours],
  ])('%s', (_, caught, found) => {
    expect(reactor.from(caught)).toBe(found ?? caught)
  })

  test("behind undici's fetch", async () => {
    const throwing = new Agent().compose(() => () => {
      throw ours
    })
    expect(reactor.from(await rejection(undiciFetch(server.url, { dispatcher: throwing })))).toBe(ours)
    expect(reactor.from(await rejection(octokit(server.url, { request: { fetch: rejectWith(fetchFailed) } })))).toBe(
      ours,
    )
    await throwing.close()
  })
})

const rejectWith = (error: unknown) => () => Promise.reject(error)

describe('everything else is given back as it is:', () => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const circle: { name: string; cause?: unknown } = { name: 'TypeError' }
  circle.cause = circle
  const buried = Array.from({ length: 9 }).reduce(
    (cause) => new TypeError('fetch failed', { cause }),
    reactor.error('not-found'),
  )

  test.each<[what: string, caught: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'not-found'],
    ['a number', 404],
    ['a symbol', Symbol('s')],
    ['a function', () => {}],
    ['a list', [{ response: { status: 404 } }]],
    ['an object', { status: 404 }],
    ['an error', new Error('x')],
    [
      'an error with a status of its own, as servers throw it',
      Object.assign(new Error('x'), { status: 404, headers: {} }),
    ],
    [
      'an error of a program that wraps one of ours',
      new Error('The release failed', { cause: reactor.error('not-found') }),
    ],
    ['an abort', new DOMException('This operation was aborted', 'AbortError')],
    [
      'a failed fetch',
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
    ],
    ['a response without a status', { response: {} }],
    ['a response whose status is a text', { response: { status: '404' } }],
    ['a response with which nothing is wrong', { response: { status: 304, data: '' } }],
    ['a cause that turns in a circle', circle],
    ['a cause that lies too deep', buried],
    ['a revoked proxy', revoked.proxy],
    [
      'an object that throws when read',
      {
        get response() {
          throw new Error('x')
        },
      },
    ],
  ])('%s', (_, caught) => {
    expect(reactor.from(caught)).toBe(caught)
  })

  test.each<[name: string, call: (url: string) => PromiseLike<unknown>]>([
    ['axios', (url) => axios.get(url)],
    ['axios over fetch', (url) => axios.get(url, { adapter: 'fetch' })],
    ['got', (url) => got(url, { retry: { limit: 0 } })],
    ['ky', (url) => ky(url, { retry: 0 })],
    ["octokit's request, which claims a status of 500", (url) => octokit(url)],
    ["undici's request", (url) => undiciRequest(url, { dispatcher: rejecting })],
    ["undici's fetch", (url) => undiciFetch(url, { dispatcher: rejecting })],
    ['node-fetch', (url) => nodeFetch(url)],
  ])('what %s throws when nobody responds', async (_, call) => {
    const gone = await serveResponses()
    await gone.close()
    const caught = await rejection(call(gone.url))
    expect(reactor.from(caught)).toBe(caught)
  })
})

describe('a body that stands beside its status is read', () => {
  const body = { errors: [{ status: '409', code: 'not-unique', title: 'Not Unique' }] }
  const request = { method: 'POST', url: '/rules', headers: { Authorization: 'Bearer canary-token' } }

  test.each<[client: string, caught: object]>([
    ['RTK Query', { status: 409, data: body }],
    ['a wrapper of fetch', Object.assign(new Error('Conflict'), { status: 409, data: body })],
    ['openapi-typescript-codegen', Object.assign(new Error('Conflict'), { url: '/rules', status: 409, body, request })],
    ['one whose body is still text', { status: 409, body: JSON.stringify(body) }],
    [
      'Azure',
      Object.assign(new Error('Conflict'), {
        response: { status: 409, headers: new Headers(), bodyAsText: JSON.stringify(body) },
      }),
    ],
  ])('as %s has it', (_, caught) => {
    expect(reactor.from(caught)).toMatchObject({ code: 'not-unique', failure: { status: 409, errors: body.errors } })
  })

  test('without the secrets of the request', () => {
    const errors = [{ status: '409', code: 'not-unique', title: 'No canary-token' }]
    const caught = Object.assign(new Error('x'), { status: 409, body: { errors }, request })
    expect(String(reactor.from(caught))).not.toContain('canary-token')
  })

  test.each<[what: string, caught: object]>([
    ['one that is no error', { status: 409, data: { name: 'a' } }],
    ['that of a success', { status: 200, data: body }],
    ['a code of somebody’s own', Object.assign(new Error('x'), { status: 400, data: { code: 'mine' } })],
    ['a page', Object.assign(new Error('x'), { status: 502, body: '<html></html>' })],
  ])('but not %s', (_, caught) => {
    expect(reactor.from(caught)).toBe(caught)
  })
})
