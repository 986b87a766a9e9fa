import { describe, expect, test } from 'vitest'
import { readHttpMessages } from '../../src/input/http.js'

const NOTHING = expect.objectContaining({ text: '' })

describe('where a body ends', () => {
  const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"data":[]}'

  test.each([
    ['in text', 'no healthy upstream'],
    ['in text of more than ASCII', 'kein „Server“ 😀 da'],
    ['in text that speaks of HTTP', 'see\nHTTP/1.1 404 in the log'],
    ['at the bounds of UTF-8', '\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{103ff}\u{10ffff}\nHTTP/1.1 404 in the log'],
    ['in one that looks like chunks', '2\r\n{}\r\n0\r\n\r\n'],
    ['in one that begins like a head', 'HTTP/1.1 is old'],
  ])('is what Content-Length says, %s', (_name, body) => {
    const length = Buffer.byteLength(body)
    const text = `HTTP/1.1 503 Service Unavailable\r\ncontent-length: ${length}\r\n\r\n${body}${ok}`
    expect(readHttpMessages(text)).toMatchObject([{ body, status: 503, isRecorded: true }, { body: '{"data":[]}' }])
    expect(readHttpMessages(`${text.slice(0, -ok.length)}\n${ok}`)).toMatchObject([{ body }, { body: '{"data":[]}' }])
  })

  test.each([
    ['is packed', 'content-length: 9\r\ncontent-encoding: gzip'],
    ['was changed', 'content-length: 9'],
    ['was cut off', 'content-length: 900'],
    ['was cut off long before its end', 'content-length: 999999999999999'],
    ['has a length that is none', 'content-length: many'],
  ])('is where the next head stands, if the body %s', (_name, fields) => {
    const text = `HTTP/1.1 503 Service Unavailable\r\n${fields}\r\n\r\nno healthy upstream${ok}`
    expect(readHttpMessages(text)).toMatchObject([{ body: 'no healthy upstream' }, { body: '{"data":[]}' }])
  })

  test.each(['content-length: 3\r\nContent-Encoding: gzip', 'content-length: 0x3', 'content-length: 3e0', 'x: 3'])(
    'is not told by %j',
    (fields) => {
      for (const body of ['no HTTP/1.1 here', '  '])
        expect(readHttpMessages(`HTTP/1.1 503 Service Unavailable\r\n${fields}\r\n\r\n${body}`)).toMatchObject([
          { body },
        ])
    },
  )

  test('is in front of trailers', () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Server-Timing, X-Sum\r\n\r\n'
    for (const between of ['', '\n', '\r\n', '\r\n\r\n']) {
      for (const body of ['{"data":[]}', '{\n  "data": [\n  ]\n}']) {
        const text = `${head}${body}${between}Server-Timing: a;dur=1\r\nX-Sum: 1\r\n\r\n`
        expect(readHttpMessages(text)).toMatchObject([{ body }])
        expect(readHttpMessages(text + ok)).toMatchObject([{ body }, { status: 200, body: '{"data":[]}' }])
      }
    }
    expect(readHttpMessages(`${head}{"data":[]}\nX-Empty:\n`)).toMatchObject([{ body: '{"data":[]}' }])
    for (const body of ['upstream failed: timeout\nsecond line', '']) {
      const text = `${head}${body}\nserver-timing: a;dur=1\r\nx-sum: 1\r\n\r\n`
      expect(readHttpMessages(text)).toMatchObject([{ body }])
    }
  })

  test('is where it is, if what stands behind it is no trailer', () => {
    for (const body of [
      '{"data":[]} and more',
      '{"data":[]}\n<br />\n<b>Warning</b>: Undefined variable',
      '{"data":[]}\n\n}',
      'x{"a":1}\na: b',
      '\n[note] no JSON\na: b',
      '{"data":',
      '[]]',
      'a: b',
    ])
      expect(readHttpMessages(`HTTP/2 200\n\n${body}`)).toMatchObject([{ body }])
  })

  test.each([
    ['lines behind JSON', 'HTTP/1.1 404 Not Found\na: b', '{"errors":[]}\n', 'Done in 3.2s.\n\n{"errors":[1]}'],
    ['lines behind trailers of JSON', 'HTTP/2 200', '{\n"data":[]\n}', 'x-sum: 1\n\n(note) a: b\nmore'],
    ['lines behind a page', 'HTTP/2 404', '<!doctype html>\n<html><h1>No</h1></html>', '$ next\nError: HTTP 503'],
    ['lines behind a response that has no body', 'HTTP/2 204', '', 'Done.\n{"errors":[]}'],
    ['what a cache has not changed', 'HTTP/1.1 304 Not Modified\ncontent-length: 30', '', 'Done.'],
    ['lines behind a body that is empty by its length', 'HTTP/1.1 502 Bad Gateway\ncontent-length: 0', '', 'Done.'],
    ['lines behind the last chunk', 'HTTP/1.1 200 OK\ntransfer-encoding: chunked', '2\r\n{}\r\n0\r\n\r\n', 'Done.'],
  ])('is not %s, which is read apart, in its lines', (_name, head, body, rest) => {
    const next = 'HTTP/2 409\n\n{"data":[]}'
    for (const end of ['', `\n${next}`]) {
      const text = `${head}\n\n${body}${body === '' ? '' : '\n'}${rest}${end}`
      const [message, ...others] = readHttpMessages(text)
      const { text: left = '', line = 0 } = message?.behind ?? {}
      expect(message?.body.trim()).toBe(/chunked/.test(head) ? '{}' : body.trim())
      const lines = text.split('\n')
      expect(left).not.toBe('')
      expect(rest.endsWith(left)).toBe(true)
      expect(lines[line - 1]).toBe(left.split('\n')[0])
      expect(others).toMatchObject(end === '' ? [] : [{ status: 409, body: '{"data":[]}', behind: NOTHING }])
    }
  })

  test.each<[what: string, status: number, text: string, behind: string]>([
    ['lines behind a trailer', 200, '{"data":[]}\nx-sum: 1\nDone.', 'Done.'],
    ['lines behind a trailer of nothing', 200, '{"data":[]}\nx-sum:\nDone.', 'Done.'],
    ['lines behind blank ones and a trailer', 200, '{"data":[]}\n\n \t\nx-sum: 1\n\nDone.\n', 'Done.'],
    ['a line that speaks of a trailer', 200, '{"data":[]}\nsee x-sum: 1', 'see x-sum: 1'],
    ['a line with an address', 200, '{"data":[]}\nhttps://a.example', 'https://a.example'],
    [
      'what curl says of another response',
      200,
      '{"data":[]}\nx-sum: 1\ncurl: (22) The requested URL returned error: 404',
      'curl: (22) The requested URL returned error: 404',
    ],
    [
      'nothing, where curl says it of this one',
      404,
      '{"data":[]}\ncurl: (22) The requested URL returned error: 404',
      '',
    ],
    ['nor of the least of failures', 400, '{"data":[]}\ncurl: (22) The requested URL returned error: 400', ''],
    ['lines behind a page that is indented', 404, '\n  <html>No</html>\nDone.', 'Done.'],
  ])('has behind it %s', (_, status, text, behind) => {
    const [message] = readHttpMessages(`HTTP/1.1 ${status} X\n\n${text}`)
    const body = text.slice(0, text.search(/(?<=[}>])\n/))
    expect(message).toMatchObject({ status, body, behind: { text: behind } })
  })

  test('has behind its trailers what stands behind the last chunk', () => {
    const head = 'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n'
    for (const trailers of ['', 'X-Sum: 1\r\n', 'X-Sum: 1\r\nX-Time: 2\r\n'])
      expect(readHttpMessages(`${head}2\r\n{}\r\n0\r\n${trailers}\r\n\r\nDone.`)).toMatchObject([
        { body: '{}', behind: { text: 'Done.', line: 9 + trailers.split('\n').length - 1 } },
      ])
  })

  test('keeps the line break of a page that nothing follows', () => {
    const body = '<!doctype html>\n<html>No</html>\n'
    expect(readHttpMessages(`HTTP/2 404\n\n${body}`)).toMatchObject([{ body, behind: NOTHING }])
  })

  test('is told by its length before a head of HTTP/2, too', () => {
    const first = ':status: 200\ncontent-length: 7\n\n{"a":1}\n'
    expect(readHttpMessages(`${first}:status: 404\n\n{}\nHTTP/2 503\n\n`)).toMatchObject([
      { status: 200, body: '{"a":1}', behind: NOTHING },
      { status: 404, body: '{}\n' },
      { status: 503 },
    ])
  })

  const quoted = 'see\nHTTP/1.1 404 in the log'
  const right = `HTTP/1.1 503 Service Unavailable\ncontent-length: ${quoted.length}\n\n${quoted}\n`
  const page = 'x'.repeat(10_000)

  test.each([
    ['too short', 'content-length: 2'],
    ['too long', 'content-length: 999999'],
    ['in no chunks', 'transfer-encoding: chunked'],
  ])('is what Content-Length says, behind others that were told %s', (_, field) => {
    const wrong = `HTTP/1.1 502 Bad Gateway\n${field}\n\n7\n{"a":1}\n`
    const text = `HTTP/1.1 500 X\ncontent-length: ${page.length}\n\n${page}\n${wrong.repeat(4)}${right}`
    expect(readHttpMessages(text).at(-1)).toMatchObject({ status: 503, body: quoted })
    expect(readHttpMessages(wrong + right)).toMatchObject([{ status: 502 }, { status: 503, body: quoted }])
  })

  test('is told by its chunks, as curl --raw prints them', () => {
    const head = 'HTTP/1.1 404 Not Found\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'
    const chunks = '8\r\n{"a":"ä\r\n2;ext=1\r\n"}\r\n0\r\n'
    for (const end of ['\r\n', 'X-Sum: 1\r\n\r\n', '']) {
      expect(readHttpMessages(head + chunks + end)).toMatchObject([{ body: '{"a":"ä"}' }])
      expect(readHttpMessages(head + chunks + end + ok)).toMatchObject([{ body: '{"a":"ä"}' }, { body: '{"data":[]}' }])
    }
  })

  test.each(['{"a":1}\n  \nb: c\n', '[\n1\n]\nb: c\n'])(
    'is in front of whatever fields stand behind JSON: %j',
    (text) => {
      const end = text.search(/[}\]]/) + 1
      expect(readHttpMessages(`HTTP/2 200\n\n${text}`)).toMatchObject([{ body: text.slice(0, end) }])
    },
  )

  test('is in front of the fields that were announced, and of blank lines among them', () => {
    const head = 'HTTP/1.1 200 OK\nTrailer: X-Sum, , X-Time\n\n'
    expect(readHttpMessages(`${head}one\n\ntwo\nX-SUM: 1\n \nx-time: 2\n`)).toMatchObject([{ body: 'one\n\ntwo' }])
    expect(readHttpMessages(`${head}one\n: x\n`)).toMatchObject([{ body: 'one\n: x' }])
    expect(readHttpMessages('HTTP/1.1 200 OK\n\none\n\n')).toMatchObject([{ body: 'one\n\n' }])
  })

  test('may be at the end of a chunk of more than nine bytes, or of lines that end as on Unix', () => {
    const head = 'HTTP/1.1 404 Not Found\nTransfer-Encoding: chunked\n\n'
    expect(readHttpMessages(`${head}10\n{"a":"123456789"\n1\n}\n0\n\n`)).toMatchObject([{ body: '{"a":"123456789"}' }])
  })

  test('is what Content-Length says at the end of a text, too', () => {
    const body = 'see\nHTTP/1.1 404 in the log'
    const text = `HTTP/1.1 503 Service Unavailable\ncontent-length: ${body.length}\n\n${body}`
    expect(readHttpMessages(text)).toMatchObject([{ status: 503, body }])
  })

  test.each(['8\r\n{"a":"', '8\r\n{"a":"b"}', 'zz\r\n{}', '{}', '2\r\n{}\r\n', '2\r\n{}0\r\n\r\n'])(
    'is the end of the text, where chunks break off or have been put together: %j',
    (body) => {
      const text = `HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n${body}`
      expect(readHttpMessages(text)).toMatchObject([{ body }])
    },
  )
})
