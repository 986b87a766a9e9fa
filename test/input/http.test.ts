import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHttpMessages } from '../../src/input/http.js'

const crlf = (text: string): string => text.replaceAll('\n', '\r\n')

describe('what curl -i prints', () => {
  test('is read into status, headers and body', () => {
    const text = `${crlf('HTTP/1.1 404 Not Found\nContent-Type: application/vnd.api+json\nX-Empty:\n\n')}{"errors":[]}\n`
    expect(readHttpMessages(text)).toEqual([
      {
        status: 404,
        headers: [
          ['Content-Type', 'application/vnd.api+json'],
          ['X-Empty', ''],
        ],
        body: '{"errors":[]}\n',
        line: 5,
      },
    ])
  })

  test.each([
    ['HTTP/2, which has no reason phrase', 'HTTP/2 409 \n\nbody', 409],
    ['HTTP/2 without a space at the end', 'HTTP/2 409\n\nbody', 409],
    ['HTTP/1.0', 'HTTP/1.0 500 Server Error: it broke\n\nbody', 500],
    ['HTTP/3 behind blank lines', '\n\nHTTP/3 503\n\nbody', 503],
  ])('is read in %s', (_name, text, status) => {
    for (const form of [text, crlf(text)]) {
      expect(readHttpMessages(form)).toMatchObject([{ status, headers: [], body: 'body' }])
    }
  })

  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\n\n'],
    ['103 Early Hints', 'HTTP/2 103\nlink: </style.css>\n\n'],
    ['a redirect', 'HTTP/1.1 301 Moved Permanently\nLocation: https://example.com/\n\n'],
    ['the answer of a proxy to CONNECT', 'HTTP/1.1 200 Connection established\n\n'],
    ['several of them', 'HTTP/1.1 200 OK\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 302 Found\n\n'],
  ])('counts from the last head on, behind %s', (_name, before) => {
    const text = crlf(`${before}HTTP/2 403\nretry-after: 7\n\n`)
    expect(readHttpMessages(`${text}{}`)).toMatchObject([{ status: 403, headers: [['retry-after', '7']], body: '{}' }])
  })

  test.each([
    ['a line break', '{"a":1}\n'],
    ['nothing', '{"a":1}'],
  ])('of two URLs is two answers, with %s between them', (_name, body) => {
    const text = `HTTP/2 404\n\n${body}HTTP/2 200\n\n{"b":2}`
    expect(readHttpMessages(text)).toMatchObject([
      { status: 404, body, line: 3 },
      { status: 200, body: '{"b":2}' },
    ])
  })

  test('may have a body that speaks of HTTP', () => {
    const body = '{"detail":"the upstream said HTTP/1.1 404 Not Found"}'
    expect(readHttpMessages(`HTTP/2 502\n\n${body}`)).toMatchObject([{ body }])
  })

  test('keeps a header that goes on in the next line, and passes over what is no header', () => {
    const text = 'HTTP/1.1 500 Oops\nX-Long: one\n  two\nno header\n: nameless\nX-Last: 1\n\n'
    expect(readHttpMessages(text)).toMatchObject([
      {
        headers: [
          ['X-Long', 'one two'],
          ['X-Last', '1'],
        ],
        body: '',
      },
    ])
  })

  test('may end after the status line, in the headers or before the body', () => {
    for (const text of [
      'HTTP/2 503',
      'HTTP/2 503\n',
      'HTTP/2 503\na: b',
      'HTTP/2 503\na: b\n',
      'HTTP/2 503\na: b\n\n',
    ]) {
      expect(readHttpMessages(text)).toMatchObject([{ status: 503, body: '' }])
    }
  })
})

test('text that does not begin with a status line has no answers', () => {
  for (const text of ['', 'hello', 'HTTP/1.1 not a status\n\n', ' \n']) expect(readHttpMessages(text)).toEqual([])
})

test('no text makes it throw, and it takes none for longer than it is', () => {
  const piece = fc.oneof(
    fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/2 404', '\r\n', '\n', '\n\n', 'a: b', ':', ' ', '{}'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      const bodies = readHttpMessages(text).map(({ body }) => body)
      expect(bodies.join('').length).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('a long text without line breaks is read in time that grows with its length alone', () => {
  const long = `HTTP/2 200\n\n${'}'.repeat(1_000_000)}${' '.repeat(1_000_000)}`
  expect(readHttpMessages(long)).toHaveLength(1)
})
