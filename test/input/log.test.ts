import { describe, expect, test } from 'vitest'
import { isLogLine, openEnvelope, requestIn, timeOf } from '../../src/input/log.js'

test.each([
  ['an object', { 'Retry-After': '7', Vary: ['A', 'B'], Age: 1 }],
  [
    'pairs',
    [
      ['Retry-After', '7'],
      ['Vary', ['A', 'B']],
      ['Age', 1],
    ],
  ],
  [
    'objects with name and value',
    [
      { name: 'Retry-After', value: '7' },
      { name: 'Vary', value: 'A,B' },
      { name: 'Age', value: '1' },
    ],
  ],
])('an envelope gives status, body, and headers kept as %s', (_name, headers) => {
  expect(openEnvelope({ status: 404, headers, body: { errors: [] } })).toEqual({
    context: {
      status: 404,
      headers: [
        ['Retry-After', '7'],
        ['Vary', 'A,B'],
        ['Age', '1'],
      ],
    },
    body: { errors: [] },
    base: '/body',
    isRecorded: true,
  })
})

test('an envelope may lack headers, or have some that are none', () => {
  for (const headers of [undefined, null, 'a: b', [1, 'a'], {}]) {
    expect(openEnvelope({ status: 200, headers, body: '' })).toMatchObject({
      context: { status: 200, headers: [] },
      body: '',
    })
  }
})

test.each([
  ['axios', { status: 404, headers: {}, data: 1 }, '/data'],
  ['got', { statusCode: 404, headers: {}, body: 1 }, '/body'],
  ['Python', { status_code: 404, headers: {}, text: 1 }, '/text'],
  ['a logger', { responseStatus: 404, responseHeaders: {}, responseBody: 1 }, '/responseBody'],
])('an envelope may call its members as %s does', (_name, value, base) => {
  expect(openEnvelope(value)).toMatchObject({ context: { status: 404 }, body: 1, base, isRecorded: true })
})

test.each([
  ...['status', 'statusCode', 'status_code', 'responseStatus', 'response_status'].map((name) => ({ [name]: 404 })),
  { code: 404, header: [] },
])('an envelope may tell its status as %j', (status) => {
  expect(openEnvelope({ headers: {}, data: 1, ...status })).toMatchObject({ context: { status: 404 }, body: 1 })
})

test.each(['headers', 'responseHeaders', 'response_headers', 'header'])('an envelope may have its %s', (name) => {
  const context = { status: 404, headers: [['a', 'b']] }
  expect(openEnvelope({ status: 404, [name]: { a: 'b' } })).toMatchObject({ context, base: '', isRecorded: false })
})

test.each([
  ...['body', 'responseBody', 'response_body', 'responseText', 'data', 'text', 'payload', 'content', 'stream'],
])('an envelope may have its body in %s', (name) => {
  expect(openEnvelope({ status: 404, headers: {}, [name]: 1 })).toMatchObject({ body: 1, base: `/${name}` })
})

test.each([
  ['base64 for addresses', { body: 'fn5-\r\nPz8_', isBase64Encoded: true }, '~~~???'],
  ['a Buffer in JSON', { stream: { type: 'Buffer', data: [123, 125] } }, '{}'],
  ['base64 of AWS Lambda', { body: 'e30=', isBase64Encoded: true }, '{}'],
])('the body of an envelope may be bytes: %s', (_name, members, text) => {
  const { body, base, isRecorded } = openEnvelope({ status: 409, headers: {}, ...members }) ?? {}
  expect([new TextDecoder().decode(body as Uint8Array), base, isRecorded]).toEqual([text, '', true])
})

test.each([
  ['is not base64', { body: '{"a":1}', isBase64Encoded: true }],
  ['is base64 of no text', { body: '/w==', isBase64Encoded: true }],
  ['is base64 that only begins like gzip', { body: 'H/8=', isBase64Encoded: true }],
  ['is null', { body: null }],
  ['has bytes and another type', { body: { type: 'Bytes', data: [1] } }],
  ['is not said to be base64', { body: 'e30=', isBase64Encoded: false }],
  ['has the type of a Buffer and no bytes', { body: { type: 'Buffer', data: 'e30=' } }],
])('the body of an envelope stays as it is where it %s', (_name, members) => {
  expect(openEnvelope({ status: 409, ...members })).toMatchObject({ body: members.body, base: '/body' })
})

test('the body of an envelope may be packed', () => {
  expect(openEnvelope({ status: 409, body: 'H4sB', isBase64Encoded: true })).toMatchObject({
    body: Uint8Array.of(0x1f, 0x8b, 1),
  })
})

test.each([100, 599])('an envelope may have the status %i', (status) => {
  expect(openEnvelope({ status, body: '' })).toMatchObject({ context: { status } })
})

test('an envelope may have headers by their keys', () => {
  const header = [{ key: 'a', value: 'b' }]
  expect(openEnvelope({ code: 404, header, body: '' })).toMatchObject({ context: { headers: [['a', 'b']] } })
})

test('an envelope with headers and no body was not recorded whole', () => {
  expect(openEnvelope({ statusCode: 503, headers: {} })).toMatchObject({ body: '', base: '', isRecorded: false })
})

test('what has no numeric status beside a body, or headers and a body by another name, is no envelope', () => {
  const others = [
    null,
    'text',
    [],
    {},
    { body: 1 },
    { status: '404', body: 1 },
    { status: 40, body: 1 },
    { status: 99, body: 1 },
    { status: 600, body: 1 },
    { status: 404.5, body: 1 },
    { status: Number.NaN, body: 1 },
    { status: 404 },
    { status: 404, data: {} },
    Object.create({ status: 1, body: 1 }),
  ]
  for (const other of others) expect(openEnvelope(other)).toBeUndefined()
})

test.each([
  [
    { req: { method: 'GET', url: '/a?b=c', headers: { authorization: 'x' } } },
    { method: 'GET', url: '/a?b=c', headers: [['authorization', 'x']] },
  ],
  [{ request: { path: '/a' } }, { url: '/a', headers: [] }],
  [{ config: { method: 5 } }, { headers: [] }],
  [{ err: { code: 'ECONNRESET', config: { method: 'GET' } } }, { method: 'GET', headers: [] }],
  [{ request: 'GET /' }, undefined],
  [{ body: {} }, undefined],
  [null, undefined],
  ['text', undefined],
])('the request of %j is %j', (value, request) => {
  expect(requestIn(value)).toEqual(request)
})

test.each(['request', 'req', 'config', 'requestBody', 'request_body', 'originalRequest'])(
  'a request may stand in %s, beside a response or in what a client threw',
  (name) => {
    const line = { [name]: { method: 'GET' } }
    expect(requestIn(line)).toEqual({ method: 'GET', headers: [] })
    for (const holder of ['err', 'error', 'exception', 'response', 'res'])
      expect(requestIn({ [holder]: line }), holder).toEqual({ method: 'GET', headers: [] })
    expect(requestIn({ other: line })).toBeUndefined()
  },
)

describe('the time of a line', () => {
  const noon = Date.UTC(2026, 0, 31, 12)

  test.each([
    [{ time: noon }, noon],
    [{ ts: noon / 1000 + 0.5 }, noon + 500],
    [{ timestamp: '2026-01-31T12:00:00Z' }, noon],
    [{ '@timestamp': '2026-01-31T13:00:00.5+01:00' }, noon + 500],
    [{ date: '2026-01-31 12:00:00,250' }, noon + 250],
    [{ datetime: String(noon) }, noon],
    [{ eventTime: '2026-01-31T12:00' }, noon],
    [{ startedDateTime: '2026-01-31T12:00' }, noon],
    [{ time: undefined, date: '2026-01-31T12:00' }, noon],
    [{ time: '2026-01-31T12:00:00-0130' }, noon + 90 * 60_000],
    [{ time: '2026-01-31 12:00:00 Z' }, noon],
    [{ time: ' 2026-01-31T12:00:00Z ' }, noon],
    [{ time: '123456789' }, 123_456_789_000],
    [{ time: '12345678' }, undefined],
    [{ time: '1769860800.5' }, noon + 500],
    [{ time: `at ${noon}` }, undefined],
    [{ time: `${noon} o’clock` }, undefined],
    [{ time: '1769860800.55' }, noon + 550],
    [{ time: '2026-01-31T12:00:00.123456789' }, noon + 123],
    [{ time: ['2026-01-31T12:00:00Z'] }, undefined],
    [{ time: '1 Jan 2026' }, undefined],
    [{ time: '5' }, undefined],
    [{ time: 1e8 }, 1e11],
    [{ time: 1e8 - 1 }, undefined],
    [{ time: 1e11 }, 1e11],
    [{ time: 1e14 }, undefined],
    [{ time: Number.NaN }, undefined],
    [{ time: '2026-02-31T25:00:00' }, undefined],
    [{ time: 'yesterday' }, undefined],
    [{ time: 12 }, undefined],
    [{ time: null }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('is told by a member: %j', (value, time) => {
    expect(timeOf(value)).toBe(time)
  })

  test.each([
    ['2026-01-31T12:00:00Z ERROR ', noon],
    ['[2026-01-31 13:00:00 +0100] app: ', noon],
    ['2026-01-31 12:00:00,250 ', noon + 250],
    ['2026-01-31T12:00:00.5 ', noon + 500],
    ['2026-01-31T13:00:00+01:00 ', noon],
    ['2026-01-31T10:30-01:30 ', noon],
    ['app 1 ', undefined],
  ])('or stands before what is logged: %j', (lead, time) => {
    expect(timeOf({}, lead)).toBe(time)
  })
})

test.each<[value: unknown, is: boolean]>([
  ...['level', 'severity', 'lvl', 'loglevel', 'log_level', 'levelname', 'logger'].map((name): [unknown, boolean] => [
    { [name]: 'x' },
    true,
  ]),
  ...['msg', 'message', 'event', 'log'].map((name): [unknown, boolean] => [{ time: 1, [name]: 'x' }, true]),
  [{ time: 1, message: undefined }, false],
  [{ time: 1 }, false],
  [{ msg: 'x' }, false],
  [{ foo: 'bar' }, false],
  [null, false],
  [[], false],
])('%j is a line of a log: %s', (value, is) => {
  expect(isLogLine(value)).toBe(is)
})

test('a stream that was printed in the place of a body was not read', () => {
  const body = { locked: false, state: 'readable', supportsBYOB: false }
  expect(openEnvelope({ status: 409, headers: {}, body })).toMatchObject({ body: '', base: '', isRecorded: false })
})
