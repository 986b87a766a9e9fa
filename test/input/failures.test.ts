import { describe, expect, test } from 'vitest'
import { failuresIn } from '../../src/input/failures.js'
import { deferredResponse } from '../../src/testing/index.js'

const context = { status: 403 }
const codeOf = (body: unknown, service?: 'image-serving' | 'image-rendering') =>
  failuresIn({ body, context, ...(service && { service }) })?.[0]?.errors[0].code

test('a response is of the server that its path or its body names', () => {
  expect(codeOf('Image Corrupt', 'image-serving')).toBe('image-corrupt')
  expect(codeOf('Selection Failed', 'image-rendering')).toBe('selection-failed')
  expect(codeOf('#S7Z ERROR\nerror.title=Image Corrupt')).toBe('image-corrupt')
  expect(codeOf('Image Corrupt')).toBeUndefined()
  expect(codeOf({ errors: [{ code: 'not-found' }] })).toBe('not-found')
})

/** The codes in what is no whole response, but a value of a log or a fragment; `undefined` where it is not recognised. */
const codesIn = (body: unknown) =>
  failuresIn({ body, context: {} })?.flatMap(({ errors }) =>
    errors.map(({ code, detail, title }) => code ?? detail ?? title),
  )

const error = { status: '409', code: 'not-unique', title: 'T' }
const document = { errors: [{ code: 'not-found' }] }
const build = {
  type: 'builds',
  id: 'BL1',
  attributes: { status: 'failed' },
  meta: { status_details: [{ code: 'minification-error' }] },
}
const text = JSON.stringify(document)

describe('what is listed with a code or a title is no failure', () => {
  const lists: readonly object[] = [
    { coupons: [{ code: 'SAVE10' }] },
    { products: [{ id: '1', title: 'Shoe' }] },
    { currency: { code: 'EUR', title: 'Euro' } },
    { page: { title: 'Home', detail: 'x' } },
    { result: { status: 'ok', title: 'Done' } },
    { result: { status: 600, code: 'A1', title: 'Done' } },
    { user: { id: '1', meta: { a: 1 }, title: 'Dr.' } },
    [{ id: '1', title: 'Shoe' }],
  ]

  test.each(lists.map((body) => ({ body })))('$body', ({ body }) => {
    expect(failuresIn({ body, context: { status: 200 } }), 'in a response that succeeded').toEqual([])
    expect(failuresIn({ body, context: {} }), 'by itself').toBeUndefined()
    expect(codesIn({ level: 'info', res: { statusCode: 200, body } }) ?? [], 'in a log').toEqual([])
  })
})

describe('a failure is found', () => {
  test.each([
    ['in an error of an unknown code, under a name for errors', { err: { list: [{ code: 'x' }] } }, ['x']],
    ['in an error of an unknown code that says more', { list: [{ code: 'x', detail: 'D' }] }, ['x']],
    ['in an error of a known code, wherever it stands', { list: [{ code: 'not-unique' }] }, ['not-unique']],
    ['in an error with the status of one', { last: { status: 422, title: 'T' } }, ['T']],
    ['in an error that blames a place', { last: { code: 'x', source: { pointer: '/data' } } }, ['x']],
    ['in what stands beside a status', { statusCode: 500, last: { code: 'x' } }, ['x']],
    ['in a list of documents', [document, { data: [] }, document], ['not-found', 'not-found']],
    ['in errors alone, as jq .errors gives them', [error, error], ['not-unique', 'not-unique']],
    ['in one error', error, ['not-unique']],
    ['in an error with members of its own', { errors: [{ ...error, extra: 1 }], extra: 1 }, ['not-unique']],
    [
      'in details of a status',
      { status_details: { errors: [{ code: 'minification-error' }] } },
      ['minification-error'],
    ],
    ['in attributes with details', { status: 'failed', status_details: [error] }, ['not-unique']],
    ['in meta alone', { meta: { status_details: { errors: [error] } } }, ['not-unique']],
    ['in a resource', build, ['minification-error']],
    ['in a resource without a type', { attributes: build.attributes, meta: build.meta }, ['minification-error']],
    ['in a list of resources', [build, build], ['minification-error', 'minification-error']],
    ['in a document', { data: build }, ['minification-error']],
    ['in a line of a log', { level: 50, err: { type: 'Error', code: 'not-found', ...document } }, ['not-found']],
    ['in a document in a document', { data: { data: build } }, ['minification-error']],
    ['in a document in a line', { level: 50, msg: 'x', data: { data: build } }, ['minification-error']],
    ['in JSON that is a text', { level: 50, msg: text }, ['not-found']],
    ['in JSON that is a text in a text', { level: 50, msg: JSON.stringify(JSON.stringify(text)) }, ['not-found']],
    ['in JSON among other text', { level: 50, msg: `failed: 404\n${text} (3 tries)` }, ['not-found']],
    ['in what curl printed', { level: 50, out: `HTTP/1.1 404 Not Found\r\n\r\n${text}` }, ['not-found']],
    ['in a text alone', text, ['not-found']],
    ['in the error of a client', { err: { response: { status: 404, headers: {}, data: document } } }, ['not-found']],
    ['in a response that was kept as text', { res: { statusCode: 404, body: text } }, ['not-found']],
    ['in what a client calls data', { data: document }, ['not-found']],
    ['in the response that a client threw', { response: { data: document } }, ['not-found']],
    ['in a list that a client calls data', { data: [document, 5] }, ['not-found']],
    ['in what IMS says, where a client calls it data', { data: { error: 'invalid_token' } }, ['invalid_token']],
    ['in meta', { meta: document }, ['not-found']],
    ['in a status without a body', { level: 30, res: { statusCode: 503, headers: {} } }, ['Service Unavailable']],
    ['in an attribute of OpenTelemetry', { level: 50, 'http.response.status_code': 503 }, ['Service Unavailable']],
    ['in one of Datadog', { level: 50, 'http.status_code': 503 }, ['Service Unavailable']],
    ['in what a gateway says', { level: 50, err: { error_code: '403025', message: 'No' } }, ['403025']],
  ])('%s', (_name, body, codes) => {
    expect(codesIn(body)).toEqual(codes)
  })

  test('in a successful response whose body is a list of documents', () => {
    expect(failuresIn({ body: JSON.stringify([document]), context: { status: 200 } })).toMatchObject([document])
  })

  test('without what was sent', () => {
    expect(codesIn({ level: 30, req: document, request: document })).toBeUndefined()
  })

  test('with the status that stands around it', () => {
    expect(failuresIn({ body: { level: 50, statusCode: 409, err: document }, context: {} })).toMatchObject([
      { status: 409 },
    ])
  })

  test('and a body that was not recorded is told from an empty one', () => {
    expect(failuresIn({ body: '', context: { status: 503 }, isRecorded: false })).toMatchObject([{ format: 'unread' }])
    expect(failuresIn({ body: '', context: { status: 503 } })).toMatchObject([{ format: 'empty' }])
    expect(failuresIn({ body: '', context: { status: 200 }, isRecorded: false })).toEqual([])
  })
})

describe('a document and the status of its response, which a log keeps apart, are one failure', () => {
  const http = { status_code: 409, method: 'POST' }
  const doc = { errors: [{ status: '409', code: 'not-unique', title: 'Name Already In Use' }] }
  const told = { status: 409, errors: [{ code: 'not-unique' }] }

  test.each<[where: string, line: object]>([
    ['behind it, in a text', { http, message: JSON.stringify(doc) }],
    ['before it', { message: `POST failed: ${JSON.stringify(doc)}`, http }],
    ['as a value', { attributes: { http, response: doc } }],
    [
      'that has its status elsewhere',
      { http, error: { errors: [{ code: 'not-unique', title: 'Name Already In Use' }] } },
    ],
    ['in a response', { http, response: { status: 409, body: doc } }],
  ])('%s', (_, line) => {
    expect(failuresIn({ body: { level: 'error', ...line }, context: {} })).toMatchObject([told])
    expect(failuresIn({ body: { level: 'error', ...line }, context: {} })).toHaveLength(1)
  })

  test('but not the status of another response, nor that with which a failed resource came', () => {
    const line = { level: 'error', http: { status_code: 502 }, message: JSON.stringify(doc) }
    expect(failuresIn({ body: line, context: {} })).toMatchObject([told, { status: 502 }])
    const { body } = deferredResponse('minification-error')
    expect(failuresIn({ body: { level: 'error', http, message: JSON.stringify(body) }, context: {} })).toMatchObject([
      { delivery: 'deferred', errors: [{ code: 'minification-error' }] },
      { status: 409 },
    ])
  })

  test('and statuses without a document are one failure each', () => {
    const line = { level: 'error', first: { status: 503 }, second: { status: 503 } }
    expect(failuresIn({ body: line, context: {} })).toMatchObject([{ status: 503 }, { status: 503 }])
  })
})

describe('nothing failed', () => {
  test.each([
    [{ data: null }],
    [{ data: [] }],
    [{ data: { user: 1 } }],
    [{ meta: {} }],
    [{ data: null, meta: { errors: 0, failures: [] } }],
    [{ data: { isOk: true, error: null } }],
    [{ data: { data: [] } }],
    [{ data: { data: { type: 'rules', id: 'RL1', attributes: {} } } }],
    [{ type: 'rules', id: 'RL1' }],
    [{ data: { type: 'rules', id: 'RL1' }, extra: 1 }],
    [{ level: 30, body: { data: [] } }],
    [{ status: 200, body: { foo: [{ status: 404 }] } }],
  ])('in %j', (body) => {
    expect(codesIn(body)).toEqual([])
  })

  test('in a response whose status says so, whatever its body', () => {
    for (const body of [{ foo: { status: 500 } }, [1], 'true', '', '{"a":1}'])
      expect(failuresIn({ body, context: { status: 200 } })).toEqual([])
  })
})

test.each([
  [null],
  [1],
  [[]],
  [[1]],
  [{}],
  [{ foo: 'bar' }],
  [{ data: 5 }],
  [{ level: 30, msg: 'listening' }],
  [{ level: 50, err: { code: 'ECONNREFUSED', message: 'no' } }],
  [{ level: 50, msg: 'x {y} [z]' }],
])('%j is not recognised', (body) => {
  expect(codesIn(body)).toBeUndefined()
})

test('a line is searched no deeper and no longer than anybody writes one', () => {
  const nested = (levels: number): unknown => (levels === 0 ? document : { a: nested(levels - 1) })
  expect(codesIn(nested(10))).toEqual(['not-found'])
  expect(codesIn(nested(10_000))).toBeUndefined()
  expect(codesIn({ a: Array.from({ length: 20_000 }, () => 1), b: document })).toBeUndefined()
})
