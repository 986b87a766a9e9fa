import { describe, expect, test } from 'vitest'
import { read } from './read.js'

/** What was read, briefly: the status that a line tells, else the kind of a body, of a text or of a problem. */
const brief = (text: string): readonly unknown[] =>
  read(text).map((item) =>
    item.kind !== 'response' ? item.kind : item.record === undefined ? item.context.status : 'JSON',
  )

/** Bodies that tell of a failure, with the status of it where they have one. */
const bodies: readonly (readonly [body: string, status?: number])[] = [
  ['{"status":409,"title":"Conflict"}', 409],
  ['{"status": "409"}', 409],
  ['{"statusCode":409,"error":"Conflict"}', 409],
  ["{'status': 409}", 409],
  ['{ status: 409 }', 409],
  ["{ statusCode: '409' }", 409],
  ['{"error_code":"409001","message":"No"}', 409],
  ["{ error_code: '409001' }", 409],
  ['{"error_code":"x"}'],
  ["{ error_code: 'x' }"],
  ['{"errors":[{"code":"not-unique"}]}'],
  ["{ errors: [ { code: 'not-unique' } ] }"],
]

describe('a status and the body that it came with are one response', () => {
  test.each(bodies)('the body right below it: %s', (body) => {
    expect(brief(`Error: 409 Conflict\n${body}`)).toEqual(['JSON'])
  })

  test.each(bodies)('the body right before it, as curl -w writes it: %s', (body) => {
    expect(brief(`${body}\nHTTP 409`)).toEqual(['JSON', 'text'])
    expect(brief(`${body} failed with status code 409`)).toEqual(['JSON', 'text'])
  })

  test.each(['HTTP 409', 'status=409', '--- status=409 ---', 'status="409"', 'HTTP 409.'])(
    'where nothing but it is said: %s',
    (said) => {
      expect(brief(`{"status":409}\n${said}`)).toEqual(['JSON', 'text'])
    },
  )

  test.each(['failed with status code 409', 'x status=409', 'status=409 after 3 s', 'HTTP 409 x'])(
    'but another one where more is: %s',
    (said) => {
      expect(brief(`{"status":409}\n${said}`)).toEqual(['JSON', 409])
    },
  )

  test.each(bodies.filter(([, status]) => status !== undefined))('but not a body of another status: %s', (body) => {
    expect(brief(`Error: 503 Service Unavailable\n${body}`)).toEqual([503, 'JSON'])
    expect(brief(`${body}\nHTTP 503`)).toEqual(['JSON', 503])
  })

  test.each([
    ['a body that tells of nothing', 'Error: 409 Conflict\n{"a":1}', [409, 'JSON']],
    ['a body that tells of no errors', 'Error: 409 Conflict\n{"errors":[]}', [409, 'JSON']],
    ['a body further below', 'Error: 409 Conflict\n\n{"status":409}', [409, 'JSON']],
    ['a body behind text', 'Error: 409 Conflict\nx {"status":409}', [409, 'JSON']],
    ['a body that tells of nothing, on its line', '{"a":1} failed with status code 409', ['JSON', 409]],
    ['a body that tells of nothing, above it', '{"a":1}\nHTTP 409', ['JSON', 409]],
    ['a body further above', '{"status":409}\nx\nHTTP 409', ['JSON', 'text', 409]],
    ['no body at all', 'HTTP 409', [409]],
    ['what Python prints of a response, and more on its line', '<Response [503]> {"errors":[1]}', [503, 'JSON']],
  ])('but not %s', (_, text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  test('which is text alone', () => {
    expect(read('HTTP 409')).toEqual([
      { kind: 'response', body: '', isRecorded: false, text: 'HTTP 409', line: 1, base: '', context: { status: 409 } },
    ])
  })
})

test('a line that only speaks of a place is no stack', () => {
  expect(brief('Error: 503 Service Unavailable\nthere is no more at all')).toEqual([503, 'text'])
  expect(brief('Error: 503 Service Unavailable\n    at f (a.js:1:1)')).toEqual([503])
})

test('a list behind an error is its label only right behind its name', () => {
  expect(brief('Error: Request failed with status code 503 [1]')).toEqual(['JSON'])
  expect(brief('JsonApiError: [503] Service Unavailable')).toEqual([503])
})

describe('what loggers of PHP end their lines with is no body', () => {
  test.each(['[2026-01-31] app.ERROR: failed {"a":1} []', '{"a":1} {}', '{"a":1} [] []'])('%s', (text) => {
    expect(read(text)).toMatchObject([{ body: { a: 1 } }])
  })

  test.each<[text: string, bodies: readonly unknown[]]>([
    ['{"a":1} [1]', [{ a: 1 }, [1]]],
    ['{"a":1} [[]]', [{ a: 1 }, [[]]]],
    ['{"a":1} {"b":[]}', [{ a: 1 }, { b: [] }]],
    ['{"a":1} and []', [{ a: 1 }, []]],
    ['{"a":1}\n[]', [{ a: 1 }, []]],
    ['[]', [[]]],
  ])('but any other is: %j', (text, found) => {
    expect(read(text)).toMatchObject(found.map((body) => ({ body })))
  })
})

test('what stands whole within JSON that breaks off is read, where that says nothing itself', () => {
  expect(read('{"a":{"b":1},')).toMatchObject([{ kind: 'problem' }, { body: { b: 1 } }])
  expect(read('{"errors":[{"code":"not-unique","title":"T","meta":{"b":1}},')).toMatchObject([{ kind: 'response' }])
})

test('lines behind the body of a response are read by themselves, with their places', () => {
  const text = 'x\nHTTP/2 404\n\n{"errors":[]}\nDone in 3 s.\nGET /a HTTP/1.1\n{"a":1}'
  expect(read(text)).toMatchObject([
    { kind: 'text', line: 1 },
    { context: { status: 404 }, line: 4 },
    { kind: 'text', text: 'Done in 3 s.', line: 5 },
    { kind: 'text', text: 'GET /a HTTP/1.1', line: 6 },
    { body: { a: 1 }, line: 7, record: { lead: '' } },
  ])
  expect(read('HTTP/2 404\n\n{"errors":[]}\n')).toHaveLength(1)
})

test('a line of a log keeps the request that stands in it, whatever else does', () => {
  const line = { level: 50, msg: 'failed', req: { method: 'GET', url: '/a' } }
  expect(read(JSON.stringify(line))).toMatchObject([{ body: line, request: { method: 'GET', url: '/a' } }])
  expect(read('{"level":50}')[0]).not.toHaveProperty('request')
})
