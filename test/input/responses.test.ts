import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type InputItem, type Limits, Reading, readResponses } from '../../src/input/responses.js'
import { bytesOf, collect, type Setting } from '../cli/streams.js'

const read = async (input: Setting['stdin'], limits?: Partial<Limits>) =>
  (await collect(readResponses(bytesOf(input), limits))).flat()
const none = { base: '', line: 1, context: {} }

describe('the responses of an input', () => {
  test('are one where it is a JSON document', async () => {
    const text = '{\n  "errors": []\n}'
    expect(await read(text)).toEqual([
      { kind: 'response', body: { errors: [] }, text, ...none, record: { value: { errors: [] }, lead: '' } },
    ])
    expect(await read('null')).toMatchObject([{ kind: 'response', body: null, text: 'null', ...none }])
  })

  test('are one where it is a page', async () => {
    expect(await read('<html>')).toEqual([{ kind: 'response', body: '<html>', text: '<html>', ...none }])
  })

  test.each([
    '<html>',
    '<!-- x -->',
    '<?xml version="1.0"?>',
    ' <ns:error code="1">',
    '<Error xmlns:i="x"/>',
    '<br/>',
    '<error\ncode="1">',
    '<error  code="1">',
    '<error',
    '<error ',
    '<br />',
  ])('are one where it is markup: %j', async (text) => {
    expect(await read(text)).toMatchObject([{ kind: 'response', body: text }])
  })

  test.each([
    ['<Response [200]>', { body: [200] }],
    ['<Response [409]>', { context: { status: 409 } }],
    ['<Response [409 Conflict]>', { context: { status: 409 } }],
    ['<Response 409>', { context: { status: 409 } }],
    ['x <br/>', { kind: 'text' }],
    ['<ClientResponse(https://a.example/)[409]>', { body: [409] }],
    ['<ClientResponse(https://a.example/) [409 Conflict]>', { context: { status: 409 } }],
  ])('are no page where Python prints that there was one: %s', async (text, first) => {
    expect(await read(text)).toMatchObject([first])
    expect(await read(`${text}\n{"a":[]}`)).toMatchObject([first, { body: { a: [] } }])
  })

  test('are found in what Node prints of objects that refer to themselves', async () => {
    const text = "<ref *1> Error: x {\n  data: { errors: [ { code: 'gone' } ] },\n  self: [Circular *1]\n}"
    expect(await read(text)).toMatchObject([{ body: { data: { errors: [{ code: 'gone' }] } } }])
  })

  test('are one for each line of NDJSON, and lines that are not JSON are told', async () => {
    expect(await read('{"a":1}\r\n\r\n{"b":\r\n{"status":404,"headers":{"a":"b"},"body":""}')).toMatchObject([
      { kind: 'response', body: { a: 1 }, text: '{"a":1}', ...none },
      { kind: 'problem', message: 'not valid JSON: it breaks off', line: 3, column: 6 },
      {
        kind: 'response',
        body: '',
        text: '{"status":404,"headers":{"a":"b"},"body":""}',
        base: '/body',
        line: 4,
        context: { status: 404, headers: [['a', 'b']] },
      },
    ])
  })

  test('come with the request that a log keeps beside them', async () => {
    const line = { status: 404, body: '', req: { method: 'GET', url: '/a', headers: { authorization: 'x' } } }
    expect(await read(JSON.stringify(line))).toMatchObject([
      { request: { method: 'GET', url: '/a', headers: [['authorization', 'x']] } },
    ])
  })

  test('of curl -i come with status and headers, and with a label where there are several', async () => {
    expect(await read('HTTP/2 404\na: b\n\n{"c":1}')).toEqual([
      {
        kind: 'response',
        body: '{"c":1}',
        isRecorded: true,
        text: '{"c":1}',
        base: '',
        line: 4,
        context: { status: 404, headers: [['a', 'b']] },
      },
    ])
    expect(await read('HTTP/2 404\n\n{}HTTP/2 500\n\n')).toMatchObject([
      { body: '{}', label: 'response 1' },
      { body: '', label: 'response 2', context: { status: 500 } },
    ])
  })

  test.each([
    ['behind the command', '$ curl -i https://example.com\nHTTP/2 404\n\n{"c":1}', 4],
    ['as curl -v tells them', '* Trying\n} [5 bytes data]\n> GET /a HTTP/2\n> \n< HTTP/2 404\n< \n{"c":1}', 7],
    ['as httpie tells them', 'GET /a HTTP/1.1\nHost: a\n\n\nHTTP/1.1 404 Not Found\n\n{"c":1}', 7],
    ['in a fence', 'So:\n```http\nHTTP/2 404\n\n{"c":1}\n```\nand on', 5],
    ['with headers of HTTP/2', ':status: 404\n\n{"c":1}', 3],
    ['with headers of HTTP/2, behind text', 'x\n:status  404\n\n{"c":1}', 4],
    ['with spaces in the status line', 'x\n HTTP/1.1  404 Not Found\n\n{"c":1}', 4],
    ['with the head of curl -v alone', 'x\n< HTTP/1.1 404 Not Found\n< \n{"c":1}', 4],
  ])('of HTTP are found among other text: %s', async (_name, text, line) => {
    const found = (await read(text)).filter(({ kind }) => kind !== 'text')
    expect(found).toMatchObject([{ kind: 'response', context: { status: 404 }, line }])
  })

  test.each(['see HTTP/2 404', 'x:status: 404', ':status: 4040', '`x ```', 'say GET /a HTTP/1.1'])(
    'of HTTP are none where a line only speaks of it: %j',
    async (text) => {
      expect(await read(`x\n${text}\n\n{"c":1}`)).toMatchObject([
        { kind: 'text' },
        { kind: 'text' },
        { body: { c: 1 }, context: {}, record: { lead: '' } },
      ])
    },
  )

  test('are numbered from the line that an input is known to begin with', async () => {
    const text = '<html>\n{"a":1}'
    expect((await collect(readResponses(bytesOf(text), { first: 10 }))).flat()).toMatchObject([
      { kind: 'text', line: 10 },
      { body: { a: 1 }, line: 11 },
    ])
  })

  test('are what is left of a document that breaks off and says what failed', async () => {
    const text = '{\n"errors":[{"code":"not-unique","title":"T"},'
    expect(await read(`{"a":1}\n${text}\n`)).toEqual([
      { kind: 'response', body: { a: 1 }, text: '{"a":1}', ...none, record: { value: { a: 1 }, lead: '' } },
      { kind: 'response', body: text, text, ...none, line: 2 },
    ])
  })

  test('of HTTP go on to a line that begins with a fence', async () => {
    expect(await read('x\nHTTP/2 404\n\na ``` b\nc```\n  ```\ny')).toMatchObject([
      { kind: 'text' },
      { body: 'a ``` b\nc```', context: { status: 404 } },
      { kind: 'text' },
    ])
  })

  test('are read on behind a fence', async () => {
    const text = '```\nHTTP/2 404\n\n```\n{"a":1}\n```\nHTTP/2 500\n\n{"b":1}'
    expect((await read(text)).filter(({ kind }) => kind === 'response')).toMatchObject([
      { context: { status: 404 } },
      { body: { a: 1 } },
      { context: { status: 500 } },
    ])
  })

  test('are none where a request stands alone', async () => {
    expect(await read('GET /a HTTP/1.1\nHost: a\n')).toMatchObject([
      { kind: 'text', line: 1 },
      { kind: 'text', line: 2 },
    ])
  })

  test('are read below a line that looks like a request, and what was sent is known by its line', async () => {
    const text = 'GET /a HTTP/1.1\n{"a":1}\nPOST /b HTTP/1.1\n\n{"b":[\n1]}\n{"c":'
    expect(await read(`x\n${text}`)).toMatchObject([
      { kind: 'text', line: 1 },
      { kind: 'text', line: 2 },
      { body: { a: 1 }, line: 3, record: { lead: 'GET /a HTTP/1.1' } },
      { kind: 'text', line: 4 },
      { body: { b: [1] }, line: 6, record: { lead: '' } },
      { kind: 'problem', line: 8 },
    ])
    expect(await read('POST /b HTTP/1.1\n{"a":1}')).toMatchObject([
      { kind: 'text' },
      { body: { a: 1 }, record: { lead: 'POST /b HTTP/1.1' } },
    ])
  })

  test('of a HAR file come with method, path and time, and requests without a response are told', async () => {
    const request = { method: 'GET', url: 'https://example.com/a?b=c' }
    const entries = [
      { request, response: { status: 0 } },
      { request, startedDateTime: '2026-01-31T12:00:00Z', response: { status: 503 } },
    ]
    expect(await read(JSON.stringify({ log: { entries } }))).toMatchObject([
      { kind: 'unanswered', label: 'GET /a' },
      {
        kind: 'response',
        body: '',
        base: '',
        line: 1,
        label: 'GET /a',
        time: Date.UTC(2026, 0, 31, 12),
        context: { status: 503, headers: [] },
      },
    ])
  })

  test('do not wait for what comes behind them', async () => {
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"a":1}\n')
      yield Buffer.from('{\n"b":2}\n')
      throw new Error('not yet')
    }
    const responses = readResponses(slow())
    expect((await responses.next()).value).toMatchObject([{ body: { a: 1 } }])
    expect((await responses.next()).value).toMatchObject([{ body: { b: 2 } }])
  })

  test('of servers of images are text, and in a HAR file known by the path', async () => {
    const text = '#S7Z OK\nimage.width=1'
    expect(await read(text)).toEqual([{ kind: 'response', body: text, text, ...none }])
    const entry = (path: string, mimeType: string) => ({
      request: { url: `https://images.example${path}` },
      response: { status: 200, content: { mimeType, text: 'x' } },
    })
    const entries = [
      entry('/is/image/A/b?req=props', 'text/javascript'),
      entry('/ir/render/a', 'text/plain'),
      entry('/is/image/A/b', 'image/png'),
      entry('/other', 'text/plain'),
    ]
    expect(await read(JSON.stringify({ log: { entries } }))).toMatchObject([
      { body: 'x', label: '? /is/image/A/b', service: 'image-serving' },
      { body: 'x', label: '? /ir/render/a', service: 'image-rendering' },
      { body: '', service: 'image-serving' },
      expect.not.objectContaining({ service: expect.anything() }),
    ])
  })

  test('are the same however the input comes in pieces', async () => {
    const inputs = [
      '{"a":1}\n{"b":2}\n',
      'HTTP/1.1 404 Not Found\r\n\r\n{}',
      '{\n"a": [\n1]}',
      '\ufeff{"a":1}',
      '{"a":',
      '#S7Z OK\na=1',
      '/*jsonp*/s7jsonResponse({},"");',
      's7jsonError ({"title":"x"},"")',
      '<?xml version="1.0"?><prop-group/>',
    ]
    for (const input of inputs) {
      const pieces = Array.from(Buffer.from(input), (byte) => Uint8Array.of(byte))
      expect(await read(pieces)).toEqual(await read(input))
    }
  })
})

describe('what cannot be read', () => {
  test.each([
    ['', 'is empty (curl -i would show the status of a response without a body)'],
    [' HTTP/1.1 hello', 'begins like an HTTP response, but its status line is not one'],
    ['HTTP/1.1 hello', 'begins like an HTTP response, but its status line is not one'],
    ['{\0}', 'is binary data, not text'],
  ])('is told of %j', async (input, message) => {
    expect(await read(input)).toEqual([{ kind: 'problem', message }])
  })

  test('is told with its place where it should be JSON', async () => {
    expect(await read('{\n  "errors": [\n')).toEqual([
      { kind: 'problem', message: 'not valid JSON: it breaks off', line: 2, column: 14 },
    ])
  })

  test('is a document longer than memory should hold, in one line or in several', async () => {
    const message = 'is too long for one document; NDJSON may be of any length'
    expect(await read(['[1,', '2,', '3,', '4'], { document: 5 })).toEqual([{ kind: 'problem', message }])
    expect(await read(['HTTP/2 200\n\n', '2,', '3,', '4'], { document: 12 })).toEqual([{ kind: 'problem', message }])
  })

  test('is a first line that is longer, however it comes', async () => {
    const pieces = ['["', 'x'.repeat(1500), 'x'.repeat(600), '"]\n[1]']
    expect(await read(pieces, { document: 2000, line: 5 })).toEqual([
      { kind: 'problem', message: 'is too long for one document; NDJSON may be of any length' },
    ])
  })

  test('is a response among other text that is longer', async () => {
    const message = 'is too long for one document; NDJSON may be of any length'
    expect(await read(['x\nHTTP/2 200\n\n', 'one\ntwo\nthree\nfour\n'], { document: 12 })).toMatchObject([
      { kind: 'text' },
      { kind: 'problem', message },
    ])
  })

  test('is a line that is too long behind others that were read before', async () => {
    const lines = ['x'.repeat(150), 'x'.repeat(150), 'x'.repeat(150), '\n{"a":1}']
    expect((await collect(readResponses(bytesOf(lines), { first: 10, line: 200 }))).flat()).toMatchObject([
      { kind: 'problem', message: 'the line is too long to be read', line: 10 },
      { body: { a: 1 }, line: 11 },
    ])
  })

  test('is a line that is longer than memory should hold, and no other', async () => {
    const long = ['[1]\n', '"', 'x'.repeat(300), 'x'.repeat(300), '"\n[2]']
    expect(await read(long, { line: 400 })).toMatchObject([
      { body: [1] },
      { kind: 'problem', message: 'the line is too long to be read', line: 2 },
      { body: [2], line: 3 },
    ])
  })

  test('is what goes wrong while it is read', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"a":1}\n{"b":2}\n')
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' })
    }
    expect((await collect(readResponses(broken()))).flat()).toMatchObject([
      { kind: 'response' },
      { kind: 'response' },
      { kind: 'problem', message: 'cannot be read: i/o error (EIO)' },
    ])
  })
})

test('a very long first line is read in time that grows with its length alone', async () => {
  const piece = Buffer.alloc(1 << 16, 'x')
  const pieces = ['["', ...Array.from({ length: 400 }, () => piece), '"]\n', '[1]']
  expect(await read(pieces)).toMatchObject([{ line: 1 }, { body: [1], line: 2 }])
})

test('any bytes at all give answers or problems', async () => {
  const piece = fc.oneof(
    fc.uint8Array(),
    fc
      .constantFrom('{', '}', '\n', '{"a":1}', 'HTTP/2 404\n', '<', '\ufeff', '{"log":{"entries":[{}]}}')
      .map((text) => Buffer.from(text)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece), async (pieces) => {
      const items = await read(pieces)
      expect(items.length).toBeGreaterThan(0)
    }),
  )
})

test('a reading tells whether more may follow', () => {
  const reading = new Reading()
  const items: InputItem[] = []
  const states = ['x', '{', '"a":1}', 'HTTP/2 404', '', 'body', '```', 'y'].map((text, index) => {
    reading.take({ text, line: index + 1 }, items)
    return reading.isOpen
  })
  expect(states).toEqual([false, true, false, true, true, true, false, false])
  reading.end(items)
  expect(items).toMatchObject([
    { kind: 'text', line: 1 },
    { body: { a: 1 }, line: 2 },
    { body: 'body', context: { status: 404 }, line: 6 },
    { kind: 'text', line: 8 },
  ])
})

test('a first line may be as long as a document, and no longer', async () => {
  const message = 'is too long for one document; NDJSON may be of any length'
  expect(await read(['["12345', '67890"]'], { line: 5 })).toMatchObject([{ body: ['1234567890'] }])
  expect(await read(['["12345', '67890', '"]\n[1]'], { line: 5, document: 10 })).toEqual([{ kind: 'problem', message }])
})

test('of what curl says of its own work, and of fences, nothing is told', async () => {
  const lines = ['* Host a was resolved.', '} [5 bytes data]', '  % Total    % Received', '```', 'and more']
  const text = `${lines.join('\n')}\n> GET / HTTP/2\n>\n< HTTP/2 200\n<\n{}\n`
  expect(await read(text)).toMatchObject([{ text: 'and more' }, { kind: 'response', context: { status: 200 } }])
})
