import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { inspect } from 'node:util'
import { request as octokit } from '@octokit/request'
import axios from 'axios'
import got from 'got'
import ky from 'ky'
import nodeFetch from 'node-fetch'
import { Agent, interceptors, stream, fetch as undiciFetch, request as undiciRequest } from 'undici'
import { afterAll, describe, expect, test } from 'vitest'
import { errorFromResponse, withReactorErrors } from '../../src/client/fetch.js'
import { withRetry } from '../../src/client/retry.js'
import { NotSettledError, settle } from '../../src/client/settle.js'
import { reactorErrors } from '../../src/client/undici/index.js'
import { isJsonApiError, reactor } from '../../src/index.js'
import { rejection } from '../rejection.js'
import { outlets } from '../secrets/outlets.js'
import { type Served, serve } from './wire-responses.js'

const headers = {
  authorization: 'Bearer canary-bearer',
  'x-api-key': 'canary-api-key',
  cookie: 'theme=dark; sid=canary-session',
}
const query = 'access_token=canary-query&q=canary-term'

/** What a response says of the request, in words that give a token away by its looks. */
const byLooks = ({ headers: sent, url }: IncomingMessage) =>
  `Got ${url} with Authorization: ${sent.authorization} and token=canary-pair, eyJhbGciOiJIUzI1NiJ9.canary.x, ` +
  'from https://me:canary-password@example.com/a?state=canary-state'

/** The same, in words that only somebody who knows the token can tell from others. */
const byValue = (request: IncomingMessage) =>
  `${byLooks(request)}; neither canary-bearer nor the key canary-api-key, the session canary-session and canary-query are known`

const errorObject = (text: string, request: IncomingMessage) => ({
  code: 'not-authorized',
  title: text,
  detail: text,
  links: { about: 'https://example.com/errors?id=canary-about' },
  source: { header: text },
  meta: { request: { headers: request.headers, url: request.url }, accessToken: 'canary-meta', text },
})

/** The bodies of failed responses, by their format. */
const bodies: Readonly<Record<string, (text: string, request: IncomingMessage) => unknown>> = {
  'json:api': (text, request) => ({
    errors: [errorObject(text, request), null, errorObject(text, request)],
    links: { self: request.url },
    meta: { password: 'canary-meta' },
  }),
  gateway: (text, request) => ({ error_code: '403003', message: text, request: request.headers }),
  ims: (text, request) => ({ error: 'invalid_token', error_description: text, sent: request.headers }),
  problem: (text, request) => ({
    type: text,
    title: text,
    status: 403,
    detail: text,
    instance: request.url,
    cookie: text,
  }),
  json: (text, request) => ({ message: text, headers: request.headers }),
  text: (text) => text,
  html: (text) => `<html><head><title>${text}</title></head><body><h1>${text}</h1><input value="canary-form"></body>`,
  malformed: (text) => `{"errors":[{"code":"not-authorized","detail":${JSON.stringify(text)}`,
}
const formats = Object.keys(bodies)

const failed = (text: string, request: IncomingMessage) => ({
  data: {
    type: 'builds',
    id: 'BL1',
    attributes: { status: 'failed' },
    meta: { status_details: { errors: [errorObject(text, request)] }, refresh_status_details: text },
    links: { self: request.url },
  },
})

/** Answers in the words and the format that the path names: `/looks/text`; with a status or by way of a redirect after it. */
const server: Served = await serve((request, response) => {
  const [, words, format = '', more] = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/')
  const text = words === 'value' ? byValue(request) : byLooks(request)
  const body = format === 'deferred' ? failed(text, request) : bodies[format]?.(text, request)
  const isText = typeof body === 'string'
  response.setHeader('set-cookie', 'sid=canary-set-cookie')
  response.setHeader('www-authenticate', 'Bearer realm="canary-realm"')
  response.setHeader('x-token', 'canary-header')
  response.setHeader('content-type', isText ? 'text/plain' : 'application/json')
  if (more === 'moved') response.setHeader('location', `/${words}/${format}?access_token=canary-moved`)
  response.statusCode = more === 'moved' ? 307 : format === 'deferred' ? 200 : Number(more ?? 403)
  response.end(isText ? body : JSON.stringify(body))
})
const redirect = interceptors.redirect({ maxRedirections: 2 })
const rejecting = new Agent().compose(redirect, interceptors.responseError())
const throwing = new Agent().compose(redirect, reactorErrors({ deferred: true }))

afterAll(() => Promise.all([server.close(), rejecting.close(), throwing.close()]))

const urlOf = (...path: readonly string[]) => `${server.url}${path.join('/')}?${query}`

/** Fails where a secret gets out, and says how. */
function expectSilence(error: unknown): asserts error is Error {
  if (!(error instanceof Error)) throw new Error('no error')
  const leaks = Object.entries(outlets(error)).flatMap(([way, text]) =>
    [...text.matchAll(/.{0,40}canary.{0,20}/g)].map(([around]) => `${way}: ${around}`),
  )
  expect(leaks).toEqual([])
}

const strictFetch = withReactorErrors(fetch)

/** Ways to send a request, and whether what fails after them knows what was sent. */
const transports: readonly [name: string, knowsRequest: boolean, call: (url: string) => PromiseLike<unknown>][] = [
  ['fetch', true, (url) => strictFetch(url, { headers })],
  ['fetch, given a Request', true, (url) => strictFetch(new Request(url, { headers }))],
  [
    'fetch, given a Request and headers',
    true,
    (url) => strictFetch(new Request(url), { headers: Object.entries(headers) }),
  ],
  ['node-fetch', true, (url) => withReactorErrors(nodeFetch)(url, { headers })],
  ['a response of fetch', false, async (url) => Promise.reject(await errorFromResponse(await fetch(url, { headers })))],
  ["undici's request", true, (url) => undiciRequest(url, { headers, dispatcher: throwing })],
  [
    "undici's request, given a list",
    true,
    (url) => undiciRequest(url, { headers: Object.entries(headers).flat(), dispatcher: throwing }),
  ],
  ["undici's fetch", true, (url) => undiciFetch(url, { headers, dispatcher: throwing })],
  [
    "undici's stream",
    true,
    (url) => stream(url, { method: 'GET', headers, dispatcher: throwing }, () => new PassThrough()),
  ],
  ["undici's own errors", false, (url) => undiciRequest(url, { headers, dispatcher: rejecting })],
  ["undici's own errors behind its fetch", false, (url) => undiciFetch(url, { headers, dispatcher: rejecting })],
  ['axios', true, (url) => axios.get(url, { headers })],
  ['axios over fetch', true, (url) => axios.get(url, { headers, adapter: 'fetch' })],
  ['got', true, (url) => got(url, { headers, retry: { limit: 0 } })],
  ['ky', true, (url) => ky(url, { headers, retry: 0 })],
  ["octokit's request, which hides the token", false, (url) => octokit(url, { headers })],
]

describe.each(transports)('over %s', (_, knowsRequest, call) => {
  test.each(formats)('no secret gets out of a failed answer in %s', async (format) => {
    const caught = await rejection(call(urlOf(knowsRequest ? 'value' : 'looks', format)))
    const error = reactor.from(caught)
    expect(isJsonApiError(error)).toBe(true)
    expectSilence(error)
    // What was masked shows that there was something to mask.
    if (isJsonApiError(error) && error.failure.format !== 'unread')
      expect(inspect(error.failure)).toContain('[redacted]')
  })

  test('no secret gets out of one that was redirected to', async () => {
    const error = reactor.from(await rejection(call(urlOf('looks', 'json:api', 'moved'))))
    expect(isJsonApiError(error)).toBe(true)
    expectSilence(error)
  })
})

describe('no secret gets out of a resource that failed', () => {
  test.each<[how: string, call: (url: string) => PromiseLike<unknown>]>([
    ['over fetch', (url) => withReactorErrors(fetch, { deferred: true })(url, { headers })],
    ["over undici's request", (url) => undiciRequest(url, { headers, dispatcher: throwing })],
    ['while it is waited for', (url) => settle(url, { headers })],
  ])('%s', async (_, call) => {
    const error = await rejection(call(urlOf('value', 'deferred')))
    expect(isJsonApiError(error) && error.failures.length).toBeGreaterThan(1)
    expectSilence(error)
    expect(inspect(error)).toContain('[redacted]')
  })
})

test('no secret gets out of attempts that failed', async () => {
  const patient = withRetry(strictFetch, { attempts: 3, sleep: async () => {} })
  const error = await rejection(patient(urlOf('value', 'json', '503'), { headers }))
  expect(isJsonApiError(error) && error.failure.attempts).toHaveLength(2)
  expectSilence(error)
})

describe('no secret gets out of a wait', () => {
  const time = { headers, timeout: 500, now: () => 0 }

  test('that a failed answer ends', async () => {
    const error = await rejection(settle(urlOf('value', 'json:api'), { headers }))
    expect(isJsonApiError(error)).toBe(true)
    expectSilence(error)
  })

  test('whose last look failed', async () => {
    const error = await rejection(settle(urlOf('value', 'json', '503'), time))
    expect(error).toMatchObject({ reason: 'timeout', lastSeen: { failure: { status: 503 } } })
    expectSilence(error)
  })

  test('in which nobody answered', async () => {
    const url = urlOf('value', 'json')
    const text = `No route to ${url} for canary-bearer of canary-session with canary-query`
    const error = await rejection(settle(url, { ...time, fetch: () => Promise.reject(new Error(text)) }))
    expect(error).toMatchObject({ lastSeen: { trouble: expect.stringMatching(/^Error: No route to http/) } })
    expectSilence(error)
  })

  test('for a person, save by asking for it', async () => {
    const meta = { authorization_url: 'https://example.com/consent?state=canary-state' }
    const secret = { type: 'secrets', id: 'SE1', attributes: { status: 'manual_authorization' }, meta }
    const error = await rejection(settle({ ...secret, links: { self: urlOf() } }, { headers }))
    expect(error instanceof NotSettledError && error.authorization()).toEqual({ url: meta.authorization_url })
    expectSilence(error)
  })
})

test.each([
  ['axios', () => axios.get(urlOf('value', 'json:api'), { headers })],
  ['got', () => got(urlOf('value', 'json:api'), { headers, retry: { limit: 0 } })],
] as const)('what %s itself throws would have told', async (_, call) => {
  const told = inspect(await rejection(call()), { depth: 10, maxStringLength: null })
  expect(
    ['canary-bearer', 'canary-api-key', 'canary-session', 'canary-query'].filter((secret) => !told.includes(secret)),
  ).toEqual([])
})

test('a document that is parsed comes back as it was, and all of its error is masked', () => {
  const document = { errors: [{ code: 'not-authorized', detail: 'Bearer canary-bearer and token=canary-pair' }] }
  const [failure] = reactor.parse(document, { status: 403 })
  if (failure === undefined) throw new Error('nothing failed')
  const error = reactor.error(failure)
  expect(failure.errors).toEqual(document.errors)
  expect(error.toJSON()).toEqual({
    errors: [{ code: 'not-authorized', detail: 'Bearer [redacted] and token=[redacted]' }],
  })
  expect(error.message).toBe('[not-authorized] Not Authorized: Bearer [redacted] and token=[redacted]')
})
