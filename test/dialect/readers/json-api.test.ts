import { describe, expect, test } from 'vitest'
import { readContext } from '../../../src/dialect/reader.js'
import { readJsonApi } from '../../../src/dialect/readers/json-api.js'

const read = (body: unknown, status?: number, headers?: Record<string, string>) =>
  readJsonApi(body, readContext({ status, headers }))

describe('a document of errors', () => {
  test('is read as it is', () => {
    const errors = [{ status: '404', code: 'not-found', meta: { request_id: 'r1' } }]
    expect(read({ errors }, 404)).toStrictEqual([
      { errors, delivery: 'immediate', origin: 'received', format: 'json:api', requestId: 'r1', status: 404 },
    ])
    expect(read({ errors }, 404)?.[0]?.errors).toBe(errors)
  })

  test('keeps what else it holds', () => {
    const body = { jsonapi: { version: '1.0' }, errors: [{ code: 'a' }], '@x': 1 }
    expect(read(body)?.[0]?.document).toBe(body)
  })

  test('has the status of the response, else the one that its errors claim', () => {
    const body = { errors: [{ status: '403' }, { status: '422' }] }
    expect(read(body, 409)).toMatchObject([{ status: 409 }])
    expect(read(body)).toMatchObject([{ status: 400 }])
    expect(read({ errors: [{ code: 'a' }] })?.[0]).not.toHaveProperty('status')
  })

  test.each<[what: string, error: object, headers: Record<string, string>, requestId: string | undefined]>([
    ['the error before that of the header', { meta: { request_id: 'r1' } }, { 'X-Request-Id': 'r2' }, 'r1'],
    ['the header', { code: 'a' }, { 'X-Request-Id': 'r2' }, 'r2'],
    ['neither, where it is no text', { meta: { request_id: 5 } }, {}, undefined],
    ['neither', { code: 'a' }, {}, undefined],
  ])('has the request id of %s', (_, error, headers, requestId) => {
    expect(read({ errors: [error] }, 404, headers)?.[0]?.requestId).toBe(requestId)
  })

  test('has the wait that its answer asks for', () => {
    expect(read({ errors: [{ code: 'a' }] }, 429, { 'Retry-After': '7' })).toMatchObject([{ retryAfter: 7000 }])
  })

  test('that is mended tells of it', () => {
    expect(read({ errors: [{ status: 404 }] })).toMatchObject([
      { errors: [{ status: '404' }], status: 404, repairs: [{ pointer: '/errors/0/status', received: 404 }] },
    ])
  })
})

describe('a document with an empty list of errors', () => {
  const repairs = [{ pointer: '/errors', message: '"errors" must not be empty', received: [] }]

  test('failed with the status of its answer', () => {
    expect(read({ errors: [] }, 503)).toStrictEqual([
      {
        errors: [{ status: '503', title: 'Service Unavailable' }],
        delivery: 'immediate',
        origin: 'received',
        format: 'json:api',
        status: 503,
        repairs,
      },
    ])
  })

  test('failed where there is no status', () => {
    expect(read({ errors: [], meta: { a: 1 } })).toStrictEqual([
      {
        ...{
          errors: [{ title: 'Request Failed' }],
          delivery: 'immediate',
          origin: 'received',
          format: 'json:api',
          repairs,
        },
        document: { errors: [], meta: { a: 1 } },
      },
    ])
  })

  test('did not fail with a status of success, or with data', () => {
    expect(read({ errors: [] }, 200)).toBeUndefined()
    expect(read({ errors: [], data: null }, 500)).toBeUndefined()
  })
})

test.each([
  null,
  undefined,
  5,
  'text',
  [],
  [{ errors: [{ code: 'a' }] }],
  {},
  { data: [] },
  { errors: null },
  { errors: {} },
  { errors: false },
])('%o is left to others', (body) => {
  expect(read(body, 500)).toBeUndefined()
})
