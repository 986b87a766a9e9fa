import { describe, expect, test } from 'vitest'
import { type Failure, reactor } from '../../src/index.js'
import {
  deferredResponse,
  type ForeignResponse,
  foreignResponses,
  immediateResponse,
  toResponse,
} from '../../src/testing/index.js'

interface Reading {
  readonly format: Failure['format']
  readonly type?: string
  readonly message: string
  /** What an error has besides. */
  readonly more?: object
}

/** What each is read as. */
const readings: Readonly<Record<ForeignResponse, Reading>> = {
  gateway: { format: 'gateway', type: 'application/json', message: '[403025] Profile is not valid' },
  ims: {
    format: 'ims',
    type: 'application/json',
    message: '[invalid_token] Could not match the token to a session',
  },
  html: { format: 'html', type: 'text/html', message: '[502] Bad Gateway: 502 Bad Gateway' },
  empty: { format: 'empty', message: '[503] Service Unavailable' },
  cutOff: {
    format: 'malformed',
    type: 'application/vnd.api+json',
    message: '[not-unique] Name Already In Use: The name is taken. (at /data/attributes/name)',
    more: { status: 409 },
  },
  problem: {
    format: 'problem',
    type: 'application/problem+json',
    message: '[403] Out Of Credit: The balance is 30, and this costs 50.',
    more: {
      errors: [{ links: { about: '/account/12345/messages/abc', type: 'https://example.com/problems/out-of-credit' } }],
    },
  },
  text: { format: 'text', type: 'text/plain', message: '[504] Gateway Timeout: upstream request timeout' },
  tooManyRequests: {
    format: 'gateway',
    type: 'application/json',
    message: '[429050] Too many requests',
    more: { status: 429, retryAfter: 30_000 },
  },
}

test('the table knows every response', () => {
  expect(Object.keys(readings)).toEqual(Object.keys(foreignResponses))
})

describe.each(Object.entries(readings))('%s', (name, { format, type, message, more }) => {
  // Both have the same names, as the test above holds.
  const response = foreignResponses[name as ForeignResponse]

  test('is read as what it is, by hand and as a Response', async () => {
    const failures = reactor.parse(response.body, response)
    expect(failures).toMatchObject([{ format, delivery: 'immediate', status: response.status, ...more }])
    expect(response.headers['content-type']).toBe(type)
    expect(() => reactor.throwIfFailed(response.body, response)).toThrow(expect.objectContaining({ message }))
    const web = toResponse(response)
    const { status, headers } = web
    expect(reactor.parse(await web.text(), { status, headers })).toEqual(failures)
  })

  test('has the headers that it says and no others', () => {
    expect(Object.fromEntries(toResponse(response).headers)).toEqual(response.headers)
  })
})

test('the empty response says its length, and the sign-in service that nobody may keep what it said', () => {
  expect(foreignResponses.empty.headers).toEqual({ 'content-length': '0' })
  expect(foreignResponses.ims.headers).toMatchObject({ 'cache-control': 'no-store' })
})

test('the response that is cut off is no JSON, and says so', () => {
  const { body } = foreignResponses.cutOff
  expect(() => JSON.parse(String(body))).toThrow(SyntaxError)
  expect(reactor.parse(body)[0]?.repairs).toHaveLength(1)
})

test('no test changes them for the others', () => {
  for (const response of Object.values(foreignResponses)) {
    for (const part of [response, response.headers, response.body]) expect(part).toSatisfy(Object.isFrozen)
  }
  const { headers } = immediateResponse('not-found')
  Object.assign(headers, { 'retry-after': '1' })
  expect(immediateResponse('not-found').headers).not.toHaveProperty('retry-after')
  expect(deferredResponse('not-found').headers).not.toHaveProperty('retry-after')
})
