import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isHar, pathOf, readHar } from '../../src/input/har.js'
import { readResponses } from '../../src/input/responses.js'
import { bytesOf, collect } from '../cli/streams.js'

const har = (...entries: readonly unknown[]) => ({ log: { version: '1.2', entries } })
const read = (...entries: readonly unknown[]) => [...readHar(har(...entries))]
const json = { mimeType: 'application/vnd.api+json' }
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

test('a status that was written as text is one', () => {
  const entry = { request: { url: 'https://example.com' }, response: { status: '503', content: { size: 0 } } }
  expect(read(entry)).toMatchObject([{ status: 503, isRecorded: true }])
})

test.each(['1503', '5031', '50x', 'OK', [['503']]])('a status that was written as %j is none', (status) => {
  expect(read({ request: { url: '/' }, response: { status, content: {} } })).toMatchObject([{ status: 0 }])
})

describe('a HAR file', () => {
  const entry = { request: { url: 'https://example.com' }, response: { status: 200, content: {} } }

  test.each([
    ['a file', har(entry)],
    ['an empty file', har()],
    ['a file without its log', { entries: [entry] }],
    ['a list of entries', [entry, entry]],
    ['an entry', entry],
  ])('is known by its entries: %s', (_name, value) => {
    expect(isHar(value)).toBe(true)
  })

  test('is nothing else', () => {
    const others = [
      null,
      [],
      'log',
      {},
      { log: null },
      { log: { entries: {} } },
      { entries: [1] },
      [entry, {}],
      { request: {}, response: { content: {} } },
      { request: { url: '/' }, response: { status: 404 } },
      { status: 404, headers: [], content: { size: 3 } },
      { status: 404, headers: {}, content: json },
    ]
    for (const other of others) expect(isHar(other), JSON.stringify(other)).toBe(false)
    expect([...readHar(null)]).toEqual([])
    expect([...readHar(entry)]).toHaveLength(1)
  })

  test('gives request, time, status, headers and text of each response', () => {
    const headers = [{ name: 'Authorization', value: 'Bearer x' }]
    const url = 'https://reactor.adobe.io/companies?page%5Bsize%5D=1#top'
    const full = {
      startedDateTime: '2026-01-31T12:00:00.250+01:00',
      request: { method: 'GET', url, headers },
      response: {
        status: 404,
        headers: [{ name: 'Retry-After', value: '7' }],
        content: { ...json, text: '{"errors":[]}' },
      },
    }
    expect(read(full)).toEqual([
      {
        request: { method: 'GET', url, headers: [['Authorization', 'Bearer x']] },
        time: Date.UTC(2026, 0, 31, 11, 0, 0, 250),
        status: 404,
        headers: [['Retry-After', '7']],
        body: '{"errors":[]}',
        isRecorded: true,
      },
    ])
  })

  test.each([
    ['https://example.com', '/'],
    ['https://example.com?token=secret', '/'],
    ['https://example.com/a/b?token=secret', '/a/b'],
    ['/a#b', '/a'],
    ['data:text/plain,x', 'text/plain,x'],
    ['', '/'],
  ])('shows of %j the path %s', (url, path) => {
    expect(pathOf(url)).toBe(path)
  })

  test('may lack everything', () => {
    const nothing = { status: 0, headers: [], request: { headers: [] }, body: '', isRecorded: true }
    for (const odd of [null, 1, 'x', [], {}, { request: 1, response: [] }, { response: { status: 'OK', headers: {} } }])
      expect(read(odd)).toStrictEqual([nothing])
    const headers = [null, { name: 1 }, ['a', 'b']]
    expect(read({ response: { status: 500, headers, content: { text: 1, size: 'x' } } })).toMatchObject([
      {
        headers: [
          ['', ''],
          ['a', 'b'],
        ],
        body: '',
      },
    ])
  })
})

describe('a body is kept', () => {
  const failed = '{"data":{"type":"builds","id":"BL1","attributes":{"status":"failed"}}}'
  const response = (members: object, request: object = {}) => ({
    request: { url: 'https://example.com/x', ...request },
    response: { status: 200, ...members },
  })
  const headers = (name: string, value: string) => [{ name, value }]

  test.each([
    ['JSON', response({ content: { ...json, text: failed } }), failed],
    ['JSON without a media type', response({ content: { text: failed } }), failed],
    [
      'JSON under a wrong media type',
      response({ content: { mimeType: 'text/plain', text: ` ${failed}` } }),
      ` ${failed}`,
    ],
    ['a list', response({ content: { text: '[1]' } }), '[1]'],
    [
      'text that the headers call JSON',
      response({ headers: headers('Content-TYPE', 'Application/VND.API+JSON'), content: { text: 'oops' } }),
      'oops',
    ],
    [
      'text that HAR calls JSON in capitals',
      response({ content: { mimeType: 'APPLICATION/JSON', text: 'oops' } }),
      'oops',
    ],
    [
      'a page where JSON was asked for',
      response({ content: { mimeType: 'text/html', text: '<p>' } }, { headers: headers('ACCEPT', 'application/JSON') }),
      '<p>',
    ],
    ['a page that failed', response({ status: 502, content: { mimeType: 'text/html', text: '<p>' } }), '<p>'],
    ['a page of status 400', response({ status: 400, content: { mimeType: 'text/html', text: '<p>' } }), '<p>'],
    ['a page with JSON in it', response({ content: { mimeType: 'text/html', text: '<p>{}' } }), ''],
    [
      'text that another header calls JSON',
      response({ headers: headers('x-type', 'application/json'), content: { text: 'oops' } }),
      '',
    ],
    ['text that could be base64 and is not called so', response({ status: 500, content: { text: 'YWJj' } }), 'YWJj'],
    [
      'text of a server of images that only its headers call text',
      response(
        { headers: headers('content-type', 'text/plain'), content: { mimeType: '', text: 'a=1' } },
        { url: 'https://example.com/is/image/A/b?req=props' },
      ),
      'a=1',
    ],
    ['a page that succeeded', response({ content: { mimeType: 'text/html', text: '<p>' } }), ''],
    ['a script', response({ content: { mimeType: 'text/javascript', text: 'let a' } }), ''],
  ])('or passed over by what it is: %s', (_name, entry, body) => {
    expect(read(entry)).toMatchObject([{ body }])
  })

  test.each([
    ['{"errors":[]}', 'ascii'],
    ['{"title":"ä"}', 'more'],
  ])('from base64: %s', (text) => {
    for (const encoded of [
      base64(text),
      base64(text).replaceAll('+', '-').replaceAll('/', '_'),
      `${base64(text)}\r\n`,
    ]) {
      const [found] = read(response({ content: { ...json, text: encoded, encoding: 'BASE64' } }))
      expect(new TextDecoder().decode(found?.body as Uint8Array)).toBe(text)
    }
  })

  test('from base64 without a media type', () => {
    const [found] = read(response({ content: { text: base64('{"errors":[]}'), encoding: 'base64' } }))
    expect(new TextDecoder().decode(found?.body as Uint8Array)).toBe('{"errors":[]}')
  })

  test.each(['{"errors":[]}', 'Forbidden', 'no healthy upstream', 'NotFound', '=', 'e3 0=', 'e30=!', '/w=='])(
    'as it is where it is called base64 and is none: %j',
    (text) => {
      expect(read(response({ status: 403, content: { text, encoding: 'base64' } }))).toMatchObject([{ body: text }])
    },
  )

  test('unpacked where it was kept as gzip', async () => {
    const content = { encoding: 'base64', text: base64(gzipSync(failed)) }
    const broken = { encoding: 'base64', text: base64(gzipSync(failed).subarray(0, 30)) }
    const text = JSON.stringify(har(response({ content }), response({ status: 500, content: broken })))
    const [one, other] = (await collect(readResponses(bytesOf(text)))).flat()
    expect(one?.kind === 'response' && new TextDecoder().decode(one.body as Uint8Array)).toBe(failed)
    expect(other).toMatchObject({ body: expect.any(Uint8Array) })
  })

  test.each([
    ['nothing', { content: { size: 0 } }, true],
    ['no content', {}, true],
    ['an unknown size', { bodySize: -1, content: { size: -1 } }, true],
    ['a body whose text is missing', { content: { size: 123, mimeType: 'application/json' } }, false],
    ['a body whose size only the response has', { bodySize: 123, content: {} }, false],
  ])('or told from one that was not recorded: %s', (_name, members, isRecorded) => {
    expect(read(response({ status: 503, ...members }))).toMatchObject([{ body: '', isRecorded }])
  })
})

test('a body that is kept as an object is read as its text', () => {
  const response = { status: 409, headers: [], content: { text: { errors: [{ code: 'not-unique' }] } } }
  expect([...readHar({ log: { entries: [{ request: { url: 'https://a.example/b' }, response }] } })]).toMatchObject([
    { status: 409, body: '{"errors":[{"code":"not-unique"}]}', isRecorded: true },
  ])
})

test('the response of an entry, copied by itself, is read without a label, as nothing is known of its request', async () => {
  const text = '{"errors":[{"code":"not-unique"}]}'
  const copied = JSON.stringify({ status: 409, headers: [], content: { ...json, text } })
  const [read] = (await collect(readResponses(bytesOf(copied)))).flat()
  expect(read).toMatchObject({ kind: 'response', body: text, context: { status: 409 } })
  expect(read).not.toHaveProperty('label')
})
