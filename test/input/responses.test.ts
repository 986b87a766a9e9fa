import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Limits, readResponses } from '../../src/input/responses.js'
import { bytesOf, collect, type Setting } from '../cli/streams.js'

const read = (input: Setting['stdin'], limits?: Partial<Limits>) => collect(readResponses(bytesOf(input), limits))
const none = { base: '', line: 1, context: {} }

describe('the answers of an input', () => {
  test('are one where it is a JSON document', async () => {
    const text = '{\n  "errors": []\n}'
    expect(await read(text)).toEqual([{ kind: 'answer', body: { errors: [] }, text, ...none }])
    expect(await read('null')).toEqual([{ kind: 'answer', body: null, text: 'null', ...none }])
  })

  test('are one where it is a page', async () => {
    expect(await read('<html>')).toEqual([{ kind: 'answer', body: '<html>', text: '<html>', ...none }])
  })

  test('are one for each line of NDJSON, and lines that are not JSON are told', async () => {
    expect(await read('{"a":1}\r\n\r\n{"b":\r\n{"status":404,"headers":{"a":"b"},"body":""}')).toEqual([
      { kind: 'answer', body: { a: 1 }, text: '{"a":1}', ...none, label: 'line 1' },
      { kind: 'problem', message: 'not valid JSON: it breaks off', line: 3, column: 6 },
      {
        kind: 'answer',
        body: '',
        text: '{"status":404,"headers":{"a":"b"},"body":""}',
        base: '/body',
        line: 4,
        label: 'line 4',
        context: { status: 404, headers: [['a', 'b']] },
      },
    ])
  })

  test('of curl -i come with status and headers, and with a label where there are several', async () => {
    expect(await read('HTTP/2 404\na: b\n\n{"c":1}')).toEqual([
      {
        kind: 'answer',
        body: '{"c":1}',
        text: '{"c":1}',
        base: '',
        line: 4,
        context: { status: 404, headers: [['a', 'b']] },
      },
    ])
    expect(await read('HTTP/2 404\n\n{}HTTP/2 500\n\n')).toMatchObject([
      { body: '{}', label: 'answer 1' },
      { body: '', label: 'answer 2', context: { status: 500 } },
    ])
  })

  test('of a HAR file come with method and path, and requests without an answer are told', async () => {
    const request = { method: 'GET', url: 'https://example.com/a?b=c' }
    const entries = [
      { request, response: { status: 0 } },
      { request, response: { status: 503 } },
    ]
    expect(await read(JSON.stringify({ log: { entries } }))).toEqual([
      { kind: 'unanswered', label: 'GET /a' },
      { kind: 'answer', body: '', base: '', line: 1, label: 'GET /a', context: { status: 503, headers: [] } },
    ])
  })

  test('of servers of images are text, and in a HAR file known by the path', async () => {
    const text = '#S7Z OK\nimage.width=1'
    expect(await read(text)).toEqual([{ kind: 'answer', body: text, text, ...none }])
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
    ['', 'is empty (curl -i would show the status of an answer without a body)'],
    ['404 Not Found', 'is neither JSON, NDJSON, the output of curl -i, nor a HAR file'],
    ['HTTP/1.1 hello', 'begins like an HTTP answer, but its status line is not one'],
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
    expect(await collect(readResponses(broken()))).toMatchObject([
      { kind: 'answer' },
      { kind: 'answer' },
      { kind: 'problem', message: 'EIO: i/o error, read' },
    ])
  })
})

test('a very long first line is read in time that grows with its length alone', async () => {
  const piece = Buffer.alloc(1 << 16, 'x')
  const pieces = ['["', ...Array.from({ length: 400 }, () => piece), '"]\n', '[1]']
  expect(await read(pieces)).toMatchObject([{ label: 'line 1' }, { body: [1], label: 'line 2' }])
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
