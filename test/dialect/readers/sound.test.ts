import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseResponse } from '../../../src/dialect/parse.js'
import { readContext } from '../../../src/dialect/reader.js'
import { readJsonApi } from '../../../src/dialect/readers/json-api.js'
import { readProblem } from '../../../src/dialect/readers/problem.js'
import { readSound } from '../../../src/dialect/readers/sound.js'
import { MOST_READ } from '../../../src/failure/read-errors.js'
import { readDeferred } from '../../../src/reactor/deferred.js'
import { readGateway } from '../../../src/reactor/gateway.js'
import { readIms } from '../../../src/reactor/ims.js'
import { json } from '../../failure/arbitrary.js'

const full = [readDeferred, readJsonApi, readGateway, readIms, readProblem]

/** A value that is as it should be nearly always. */
const nearly = <T>(sound: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 20, arbitrary: sound }, { weight: 1, arbitrary: json })

const text = nearly(fc.oneof(fc.constantFrom('not-unique', '409', '500', '', 'Name Taken'), fc.string()))
const object = nearly(
  fc.dictionary(fc.constantFrom('pointer', 'about', 'request_id', 'a'), fc.string(), { maxKeys: 2 }),
)
const unusual = fc.constantFrom(
  ...['@at', 'ns:member', 'field', 'message', 'type', 'data', 'included', 'attributes', 'status_details', 'error_code'],
  ...['error', 'title', 'detail', 'instance', 'status', '__proto__', 'statusCode', 'refresh_status', 'test_exchange'],
)
const beside = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.tuple(unusual, json).map(([name, value]) => Object.fromEntries([[name, value]])) },
)
const error = fc
  .tuple(
    fc.record(
      { id: text, links: object, status: text, code: text, title: text, detail: text, source: object, meta: object },
      { requiredKeys: [] },
    ),
    beside,
  )
  .map(([members, more]) => ({ ...members, ...more }))
const body = fc
  .tuple(
    nearly(fc.array(nearly(error), { maxLength: 4 })),
    fc.record({ meta: object, jsonapi: object, links: object }, { requiredKeys: [] }),
    beside,
  )
  .map(([errors, around, more]) => ({ errors, ...around, ...more }))
const context = fc.record(
  {
    status: fc.constantFrom(200, 404, 409, 500, 0),
    headers: fc.dictionary(
      fc.constantFrom('X-Request-Id', 'retry-after', 'Retry-After', 'date', 'content-type'),
      fc.constantFrom('7', ' 7', 'Thu, 01 Jan 2026 12:00:30 GMT', 'application/problem+json', ''),
    ),
  },
  { requiredKeys: [] },
)

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12) })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('the short way', () => {
  test('leads where the full readers lead', () => {
    fc.assert(
      fc.property(body, context, fc.boolean(), (given, around, isText) => {
        const sent = isText ? JSON.stringify(given) : given
        // Not toStrictEqual, which takes a member called `constructor` for the class of an object.
        return isDeepStrictEqual(parseResponse([readSound, ...full], sent, around), parseResponse(full, sent, around))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['a document of one error', { errors: [{ code: 'a' }] }],
    ['every member of an error object', { errors: [{ id: '', status: '', code: '', title: '', detail: '' }] }],
    ['objects in an error object', { errors: [{ links: {}, source: {}, meta: {} }, { code: 'a' }] }],
    ['every member of a document', { errors: [{ code: 'a' }], meta: {}, jsonapi: {}, links: {} }],
    ['as many errors as are read', { errors: Array.from({ length: MOST_READ }, () => ({ code: 'a' })) }],
  ])('is taken by %s', (_, sound) => {
    expect(readSound(sound, readContext({}))).toHaveLength(1)
  })

  test('tells all that is known of a response', () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    const headers = {
      ...{ 'X-Request-Id': 'r1', date: 'Thu, 01 Jan 2026 12:00:00 GMT' },
      'Retry-After': 'Thu, 01 Jan 2026 12:00:07 GMT',
    }
    const errors = [{ source: { request_id: 'no' } }, { links: { request_id: 'no' } }]
    const failure = { errors, delivery: 'immediate', format: 'json:api', origin: 'received' }
    expect(readSound({ errors }, readContext({}))).toStrictEqual([failure])
    expect(readSound({ errors }, readContext({ status: 503, headers }))).toStrictEqual([
      { ...failure, status: 503, requestId: 'r1', retryAfter: 7000 },
    ])
    for (const name of ['meta', 'jsonapi', 'links']) {
      const document = { errors: [{ status: '409', meta: { request_id: 'r2' } }], [name]: {} }
      expect(readSound(document, readContext({ headers: { 'X-Request-Id': 'r1' } }))).toStrictEqual([
        { ...failure, errors: document.errors, status: 409, requestId: 'r2', document },
      ])
    }
    expect(readSound({ errors: [{ meta: { request_id: 5 } }] }, readContext({}))?.[0]).not.toHaveProperty('requestId')
  })

  test.each([
    ['a text', 'a'],
    ['a list', [{ code: 'a' }]],
    ['no errors', { meta: {} }],
    ['errors that are no list', { errors: { code: 'a' } }],
    ['an empty list', { errors: [] }],
    ['more errors than are read', { errors: Array.from({ length: MOST_READ + 1 }, () => ({ code: 'a' })) }],
    ['an empty error', { errors: [{}] }],
    ['an error behind others that is none', { errors: [{ code: 'a' }, 'b'] }],
    ['a code that is no text', { errors: [{ code: 1 }] }],
    ['a source that is no object', { errors: [{ source: '/data' }] }],
    ['a meta that is a list', { errors: [{ meta: [] }] }],
    ['a member that error objects do not have', { errors: [{ code: 'a', field: 'name' }] }],
    ['a member that documents of errors do not have', { errors: [{ code: 'a' }], data: null }],
  ])('is not taken by %s', (_, unsound) => {
    expect(readSound(unsound, readContext({}))).toBeUndefined()
  })
})
