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

const error = { code: 'a', title: 'T' }

describe('errors that speak in the words of JSON:API are read', () => {
  test.each<[what: string, body: object]>([
    ['beside a title that is no text', { errors: [error], title: 5 }],
    ['beside words that are no text', { errors: ['no'], message: 5 }],
    ['beside a text of another name', { errors: ['no'], name: 'x' }],
    ['beside words that say more', { errors: [error, { detail: 'D' }], message: 'x' }],
    ['that are a text', { errors: 'no', meta: {} }],
    ['that are one object', { errors: error }],
    ['with a place of their own beside that of JSON:API', { errors: [{ ...error, source: {}, field: 'a' }] }],
    ['with members of their own beside a title', { errors: [{ title: 'T', extra: 1 }] }],
    ['with members of their own beside a detail', { errors: [{ detail: 'D', extra: 1 }] }],
    ['with nothing in a member of their own', { errors: [{ code: 'a', extra: undefined }] }],
    [
      'with every member but words',
      { errors: [{ id: '1', links: {}, status: '404', code: 'a', source: {}, meta: {} }] },
    ],
    ['with members that are null', { errors: [{ code: 'a', title: null, detail: null, status: null, id: null }] }],
    ['with members of extensions', { errors: [{ code: 'a', '@b': 1, 'c:title': {}, 'code:d': [] }] }],
  ])('%s', (_, body) => {
    expect(read(body, 422)).toMatchObject([{ format: 'json:api', status: 422 }])
  })
})

describe('errors that speak in other words are left to others', () => {
  test.each([
    ...['type', 'title', 'detail', 'instance'].map((name) => ({ errors: [error], [name]: 'x' })),
    ...['message', 'msg', 'description', 'error_description', 'error_message'].flatMap((name) => [
      { errors: ['no'], [name]: 'x' },
      { errors: 'no', [name]: 'x' },
      { errors: [{ code: 'a' }], [name]: 'x' },
      { errors: [], [name]: 'x' },
    ]),
    ...['field', 'fieldName', 'field_name', 'param', 'parameter', 'property', 'attribute'].map((name) => ({
      errors: [{ ...error, [name]: 'x' }],
    })),
    ...['id', 'status', 'code', 'title', 'detail'].map((name) => ({ errors: [{ meta: {}, [name]: ['x'] }] })),
    { errors: [{ code: 'a', reason: 'x' }] },
    { errors: [error, { code: 'a', 'b@': 1 }] },
    { errors: { name: ['no'] } },
    { errors: ['no'], message: 'x', time: 1 },
    { errors: [], time: 1 },
  ])('%j', (body) => {
    expect(read(body, 422)).toBeUndefined()
  })
})

describe('with nothing around', () => {
  test.each<[what: string, body: unknown]>([
    ['an error', error],
    ['an error by its status', { status: '404' }],
    ['a code and a detail', { code: 'a', detail: 'D' }],
    ['a code and a place', { code: 'a', source: {} }],
    ['a list of errors', [error, { ...error, links: {}, meta: {}, id: '1', '@a': 1 }]],
  ])('%s is read unless the status says that nothing failed', (_, body) => {
    const errors = [body].flat()
    for (const status of [undefined, 400]) expect(read(body, status)).toMatchObject([{ format: 'json:api', errors }])
    for (const status of [200, 399]) expect(read(body, status)).toBeUndefined()
  })

  test.each<[what: string, body: unknown]>([
    ['a code alone', { code: 'a' }],
    ['a title alone', { title: 'T' }],
    ['a status of success', { status: '200', title: 'T' }],
    ['a member of another form', { ...error, name: 'x' }],
    ['members of which one is no text', { ...error, detail: 5 }],
    ['a list of which one is no error', [error, 'x']],
  ])('%s is left to others', (_, body) => {
    expect(read(body, 400)).toBeUndefined()
  })

  test('no more errors are read than of a document', () => {
    const errors = Array.from({ length: 1001 }, () => error)
    expect(read(errors)).toMatchObject([{ errors: { length: 1000 }, repairs: [{ pointer: '', received: 1001 }] }])
  })
})

test.each([
  [599, [{ status: '599', title: 'Request Failed' }]],
  [400, [{ status: '400', title: 'Bad Request' }]],
  [399, undefined],
])('of an empty list with status %s is told %j', (status, errors) => {
  expect(read({ errors: [], links: {}, jsonapi: {}, 'a:b': 1 }, status)?.[0]?.errors).toEqual(errors)
})
