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
    ['{"code":"SAVE10","title":"Coupon"}'],
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

  test('in an error by itself, unless its response succeeded', () => {
    const coupon = { code: 'SAVE10', title: 'Coupon' }
    expect(codesIn(coupon)).toEqual(['SAVE10'])
    for (const status of [400, 409])
      expect(failuresIn({ body: coupon, context: { status } })).toMatchObject([{ status, format: 'json:api' }])
    expect(failuresIn({ body: coupon, context: { status: 200 } })).toEqual([])
    const codes = [{ code: 'x' }, { code: 'y' }]
    for (const status of [400, 409])
      expect(failuresIn({ body: codes, context: { status } })).toMatchObject([{ errors: codes, format: 'json:api' }])
    expect(failuresIn({ body: codes, context: { status: 200 } })).toEqual([])
    for (const status of [400, 500])
      expect(failuresIn({ body: { status, last: codes }, context: {} })).toMatchObject([
        { errors: codes, format: 'json:api' },
      ])
  })

  test('in all of a body, where that says what failed', () => {
    const body = { message: 'The upstream failed.', cause: document }
    expect(failuresIn({ body, context: { status: 502 } })).toMatchObject([
      { status: 502, errors: [{ detail: 'The upstream failed.' }] },
    ])
  })

  test('but not in the text of a response that succeeded, whatever it quotes', () => {
    expect(failuresIn({ body: `last = ${text}`, context: { status: 200 } })).toEqual([])
  })

  test('by the properties of a server of images, which stand by themselves', () => {
    expect(codesIn('#S7Z ERROR\nerror.title=Image Corrupt')).toEqual(['image-corrupt'])
    expect(codesIn('#S7Z OK\nimage.width=1')).toEqual([])
  })

  test('in a text of JSON behind blank lines', () => {
    expect(failuresIn({ body: `\n  ${JSON.stringify([document])}`, context: { status: 200 } })).toMatchObject([
      document,
    ])
  })

  test('in JSON that breaks off', () => {
    expect(failuresIn({ body: '{"errors":[', context: { status: 503 } })).toMatchObject([
      { status: 503, format: 'malformed' },
    ])
  })

  test('in what is no object, by the status of its response', () => {
    for (const body of ['no healthy upstream', 5, true])
      expect(failuresIn({ body, context: { status: 503 }, record: { value: body, lead: '' } })).toMatchObject([
        { status: 503 },
      ])
  })

  test('with status and headers, in what curl printed into a log', () => {
    const out = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 3\r\nx-request-id: r1\r\n\r\nno healthy upstream'
    expect(failuresIn({ body: { level: 50, out }, context: {} })).toMatchObject([
      { status: 503, format: 'text', requestId: 'r1' },
    ])
  })

  test('behind the body of what curl printed into a log', () => {
    const out = `HTTP/1.1 503 Service Unavailable\n\n{"a":1}\nDone.\nbefore: {"errors":[{"status":"409","code":"not-unique"}]}`
    expect(failuresIn({ body: { level: 50, out }, context: {} })).toMatchObject([
      { status: 409, errors: [{ code: 'not-unique' }] },
      { status: 503 },
    ])
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

  test('and each of several statuses is one, beside a document without one', () => {
    const line = { level: 'error', first: { status: 409 }, second: { status: 502 }, message: text }
    const read = failuresIn({ body: line, context: {} })
    expect(read).toMatchObject([{ errors: [{ code: 'not-found' }] }, { status: 409 }, { status: 502 }])
    expect(read?.[0]).not.toHaveProperty('status')
    expect(failuresIn({ body: { level: 'error', message: text }, context: {} })?.[0]).not.toHaveProperty('status')
  })

  test.each<[what: string, res: object, format: string]>([
    ['a title', { errors: [{ status: '409', title: 'Conflict' }] }, 'json:api'],
    ['a code', { status: 409, code: 'E_TAKEN', tries: 1 }, 'json'],
    ['a message', { status: 409, message: 'The name is taken.' }, 'json'],
  ])('and what says more than a status stays, if only by %s', (_, res, format) => {
    const line = { level: 'error', message: JSON.stringify(doc), res }
    expect(failuresIn({ body: line, context: {} })).toMatchObject([told, { status: 409, format }])
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
  expect(codesIn(nested(12))).toEqual(['not-found'])
  expect(codesIn(nested(13))).toBeUndefined()
  expect(codesIn(nested(10_000))).toBeUndefined()
  const quoted = (levels: number): unknown => (levels === 0 ? document : { a: JSON.stringify(quoted(levels - 1)) })
  expect(codesIn(quoted(6))).toEqual(['not-found'])
  expect(codesIn(quoted(7))).toBeUndefined()
  const behind = (count: number): unknown => ({ a: Array.from({ length: count }, () => 1), b: document })
  expect(codesIn(behind(9_997))).toEqual(['not-found'])
  expect(codesIn(behind(9_998))).toBeUndefined()
})

describe('what was sent is no response', () => {
  const rule = { data: { type: 'rules', attributes: { name: 'R' } } }
  const read = (value: unknown, lead: string, context = {}) =>
    failuresIn({ body: value, context, record: { value, lead } })

  test.each([
    "curl https://a.example/rules -d '",
    "curl https://a.example/rules --data '",
    "curl --data-raw '",
    "curl --data-binary @- <<< '",
    "curl --json '",
    "Invoke-RestMethod https://a.example/rules -Method Post -Body '",
    'POST /rules HTTP/1.1',
    'PATCH https://a.example/rules/RL1 HTTP/2',
  ])('behind %s', (lead) => {
    expect(read(rule, lead)).toBeUndefined()
    expect(read({ errors: [{ code: 'not-unique' }] }, lead)).toHaveLength(1)
  })

  test.each([
    '',
    'docker run -d web | ',
    'answer to POST /rules HTTP/1.1:',
    'GET /rules HTTP/1.1',
    'web-d ',
    'INFO created ',
  ])('but what came is one, behind %j', (lead) => {
    expect(read(rule, lead)).toEqual([])
  })

  const headers = { 'content-type': 'application/vnd.api+json' }
  const method = 'POST'

  test.each<[what: string, request: object]>([
    ['with headers and a body', { method, headers, body: JSON.stringify(rule) }],
    ['without headers', { method, body: JSON.stringify(rule) }],
    ['with an object for a body', { method, headers, body: rule }],
  ])('as browsers copy a fetch, %s', (_, request) => {
    expect(read(request, "fetch('https://a.example/rules', ")).toBeUndefined()
  })

  test.each<[what: string, value: object, context?: object]>([
    ['a status', { method, headers, body: rule }, { status: 201 }],
    ['a response', { method, headers, body: rule, response: rule }],
    ['no method', { headers, body: rule }],
    ['a method alone', { method, ...rule }],
  ])('but a log of a response has %s', (_, value, context) => {
    expect(read(value, '', context)).toEqual([])
  })
})

describe('a text of JSON that is a line of its own', () => {
  const read = (body: string) => failuresIn({ body, context: {}, record: { value: body, lead: '' } })

  test.each(['<html><title>503 Service Unavailable</title></html>', ' \n <h1>503 Service Unavailable</h1>'])(
    'may be a page: %j',
    (page) => {
      expect(read(page)).toMatchObject([{ format: 'html' }])
    },
  )

  test.each(['listening', 'see <html>', 'x<h1>'])('is none that only speaks of one: %j', (line) => {
    expect(read(line)).toBeUndefined()
  })

  test('may be what curl printed, or a document', () => {
    expect(read('HTTP/1.1 503 Service Unavailable\n\nno healthy upstream')).toMatchObject([{ status: 503 }])
    expect(read(text)).toMatchObject([document])
  })
})

describe('where JSON says nothing of a failure', () => {
  const lead = '2026-01-31T12:00:00Z WARN upstream answered HTTP 503 '
  const unread = { status: 503, format: 'unread' }

  test('the text before it may', () => {
    for (const value of [{ a: 1 }, { level: 30, msg: 'x' }])
      expect(failuresIn({ body: value, context: {}, record: { value, lead } })).toMatchObject([unread])
    const value = { errors: [{ code: 'not-unique' }] }
    expect(failuresIn({ body: value, context: {}, record: { value, lead } })).toMatchObject([value])
  })

  test('its message may, unless its status tells otherwise', () => {
    const msg = 'upstream answered HTTP 503, trying again\nat last'
    const line = { level: 30, msg, next: 'POST /hosts failed: HTTP 409' }
    expect(failuresIn({ body: line, context: {} })).toMatchObject([unread])
    expect(failuresIn({ body: { ...line, status: 200 }, context: {} })).toBeUndefined()
    expect(failuresIn({ body: { level: 30, msg: 'x\nupstream answered HTTP 503' }, context: {} })).toBeUndefined()
  })
})
