import { describe, expect, test } from 'vitest'
import { draftOf, immediateFailure, readContext } from '../../src/dialect/reader.js'

test.each([
  [100, 100],
  [404, 404],
  [999, 999],
  [99, undefined],
  [1000, undefined],
  [0, undefined],
  [404.5, undefined],
  [Number.NaN, undefined],
  ['404', undefined],
])('of a response with status %j the context has %j', (status, expected) => {
  expect(readContext({ status: status as number }).status).toBe(expected)
})

test('a response of Node’s http, undici or got has its status in statusCode', () => {
  expect(readContext({ statusCode: 503 }).status).toBe(503)
  expect(readContext({ status: 404, statusCode: 503 }).status).toBe(404)
  // Clients say 0 where there was none.
  expect(readContext({ status: 0, statusCode: 503 }).status).toBe(503)
  expect(readContext({ statusCode: 5 }).status).toBeUndefined()
})

describe('a failure', () => {
  const errors = [{ code: 'a' }] as const

  test('waits until the time that Retry-After names, as the clock of the server counts it', () => {
    const headers = { 'retry-after': 'Thu, 01 Jan 2026 00:00:10 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }
    expect(immediateFailure({ errors }, 'json:api', readContext({ status: 503, headers }))).toEqual({
      ...{ errors, delivery: 'immediate', format: 'json:api', origin: 'received', status: 503, retryAfter: 10_000 },
    })
  })

  test('has the status of its response and the rest of its document, whenever it is told', () => {
    const document = { errors, meta: {} }
    const draft = draftOf({ errors, document }, 'deferred', 'json:api', readContext({ status: 200 }))
    expect(draft).toEqual({
      errors,
      delivery: 'deferred',
      format: 'json:api',
      origin: 'received',
      status: 200,
      document,
    })
    expect(draft.document).toBe(document)
  })

  test('has only what is known', () => {
    expect(Object.keys(immediateFailure({ errors }, 'json:api', readContext({})))).toEqual([
      'errors',
      'delivery',
      'format',
      'origin',
    ])
  })
})
