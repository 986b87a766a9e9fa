import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOfCurl, readHttpMessages } from '../../src/input/http.js'

const NOTHING = expect.objectContaining({ text: '' })

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
        isRecorded: true,
        line: 5,
        behind: NOTHING,
      },
    ])
  })

  test.each([
    ['HTTP/2, which has no reason phrase', 'HTTP/2 409 \n\nbody', 409],
    ['HTTP/2 without a space at the end', 'HTTP/2 409\n\nbody', 409],
    ['HTTP/1.1 with spaces', 'HTTP/1.1 \t404 Not Found\n\nbody', 404],
    ['HTTP/1.0', 'HTTP/1.0 500 Server Error: it broke\n\nbody', 500],
    ['HTTP/3 behind blank lines', '\n\nHTTP/3 503\n\nbody', 503],
  ])('is read in %s', (_name, text, status) => {
    for (const form of [text, crlf(text)]) {
      const line = form.split('\n').length
      expect(readHttpMessages(form)).toEqual([
        { status, headers: [], body: 'body', isRecorded: true, line, behind: NOTHING },
      ])
    }
  })

  test.each([
    ['100 Continue', 'HTTP/1.1 100 Continue\n\n'],
    ['100 Continue with a type', 'HTTP/1.1 100 Continue\nContent-Type: text/plain\n\n'],
    ['a choice', 'HTTP/1.1 300 Multiple Choices\nContent-Length: 9\n\n'],
    ['103 Early Hints', 'HTTP/2 103\nlink: </style.css>\n\n'],
    ['a redirect', 'HTTP/1.1 301 Moved Permanently\nLocation: https://example.com/\n\n'],
    ['the response of a proxy to CONNECT', 'HTTP/1.1 200 Connection established\n\n'],
    ['a round of signing in', 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="a"\nContent-Length: 9\n\n'],
    ['a round with a proxy', 'HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: NTLM\n\n'],
    ['several of them', 'HTTP/1.1 200 OK\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 302 Found\n\n'],
  ])('counts from the last head on, behind %s', (_name, before) => {
    const text = crlf(`${before}HTTP/2 403\nretry-after: 7\n\n`)
    expect(readHttpMessages(`${text}{}`)).toMatchObject([{ status: 403, headers: [['retry-after', '7']], body: '{}' }])
  })

  test.each([
    ['503', 'HTTP/1.1 503 Service Unavailable\nContent-Length: 0\n\n', true],
    // As many bytes as there are to the end.
    ['404 to HEAD', 'HTTP/1.1 404 Not Found\nContent-Length: 40\n\n', false],
    ['400', 'HTTP/1.1 400 Bad Request\nContent-Length: 0\n\n', true],
    ['401 for want of a token', 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\n', true],
    ['401 without a challenge', 'HTTP/1.1 401 Unauthorized\n\n', true],
    ['407 without a challenge', 'HTTP/1.1 407 Proxy Authentication Required\n\n', true],
    ['204', 'HTTP/1.1 204 No Content\nContent-Length: 7\n\n', true],
    ['304', 'HTTP/1.1 304 Not Modified\nContent-Length: 7\n\n', true],
    ['200 to HEAD', 'HTTP/1.1 200 OK\nContent-Length: 7\n\n', false],
    ['200 of a type', 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\n', true],
    ['200 in chunks', 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n', true],
    ['200 with nothing in it', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n', true],
  ])('counts a head that another head follows: %s', (_name, before, isRecorded) => {
    const text = crlf(`${before}HTTP/1.1 200 OK\nContent-Length: 2\n\n`)
    expect(readHttpMessages(`${text}{}`)).toMatchObject([
      { status: Number(before.slice(9, 12)), body: '', isRecorded },
      { status: 200, body: '{}' },
    ])
  })

  test.each([
    ['a line break', '{"a":1}\n'],
    ['nothing', '{"a":1}'],
  ])('of two URLs is two responses, with %s between them', (_name, body) => {
    const text = `HTTP/2 404\n\n${body}HTTP/2 200\n\n{"b":2}`
    expect(readHttpMessages(text)).toMatchObject([
      { status: 404, body, line: 3 },
      { status: 200, body: '{"b":2}' },
    ])
  })

  test.each(['HTTP/2 404\na: b', 'HTTP/1.1 404 Not Found\r\na: b\r', 'HTTP/2 404\r\na:\tb\r'])(
    'is two responses where a head follows a text at once: %j',
    (head) => {
      expect(readHttpMessages(`HTTP/2 503\n\nno healthy upstream${head}\n\n{}`)).toMatchObject([
        { status: 503, body: 'no healthy upstream' },
        { status: 404, headers: [['a', 'b']], body: '{}' },
      ])
    },
  )

  test('may have a body that speaks of HTTP', () => {
    const body = '{"detail":"the upstream said HTTP/1.1 404 Not Found"}'
    expect(readHttpMessages(`HTTP/2 502\n\n${body}`)).toMatchObject([{ body }])
  })

  test('promises no body with a status that has none', () => {
    expect(readHttpMessages('HTTP/1.1 103 Early Hints\nContent-Length: 7\n\n')).toMatchObject([{ isRecorded: true }])
  })

  test('keeps a header that goes on in the next line, and passes over what is no header', () => {
    const text = 'HTTP/1.1 500 Oops\n none\nX-Long: one\n  two\nno header\n: nameless\nX-Last : 1\n\n'
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

  test('may have a body that begins with a blank line, and has lines as curl marks them', () => {
    const body = '\n> quoted <b>\n* item\n'
    expect(readHttpMessages(`HTTP/2 502\n\n${body}`)).toMatchObject([{ body, line: 3 }])
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

test('text that does not begin with a status line has no responses', () => {
  for (const text of ['', 'hello', 'HTTP/1.1 not a status\n\n', ' \n', 'hello\nHTTP/1.1 404 Not Found\n\n{}'])
    expect(readHttpMessages(text)).toEqual([])
})

describe('what curl -v prints', () => {
  const sent = '> GET /builds/BL1?a=b HTTP/1.1\n> Host: reactor.adobe.io\n> Authorization: Bearer x\n> \n'
  const said = '*   Trying 1.2.3.4:443...\n} [512 bytes data]\n* SSL connection\n'
  const got = '< HTTP/1.1 404 Not Found\n< Content-Type: application/json\n* no chunk, no close\n< \n'
  const request = {
    method: 'GET',
    url: '/builds/BL1?a=b',
    headers: [
      ['Host', 'reactor.adobe.io'],
      ['Authorization', 'Bearer x'],
    ],
  }

  test.each([
    [
      'behind the body',
      `${said}${sent}${got}{"errors":[]}\n* Connection #0 to host x left intact\n`,
      '{"errors":[]}\n',
    ],
    [
      'of many connections',
      `${said}${sent}${got}{"errors":[]}* Connection #10 to host x left intact\n`,
      '{"errors":[]}\n',
    ],
    ['on the line of the body', `${said}${sent}${got}{"errors":[]}* Closing connection 0\n`, '{"errors":[]}\n'],
    ['among it, with a count of bytes', `${said}${sent}${got}{ [13 bytes data]\n{"errors":[]}`, '{"errors":[]}'],
    [
      'with a meter',
      `  % Total    % Received\n   Dload  Upload\n  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r${said}${sent}${got}{"errors":[]}\r100    13  100    13    0     0    750      0 --:--:-- --:--:-- --:--:--   757\n`,
      '{"errors":[]}\n',
    ],
  ])('is read without what curl says, %s', (_name, text, body) => {
    for (const form of [text, text.replaceAll('\n', '\r\n')]) {
      const [message] = readHttpMessages(form)
      expect(message).toMatchObject({ status: 404, headers: [['Content-Type', 'application/json']], request })
      expect(message?.body.trim()).toBe(body.trim())
    }
  })

  test('tells the line of a body in all that was printed', () => {
    expect(readHttpMessages(`${said}${sent}${got}{"a":1}`)).toMatchObject([{ line: 12 }])
    expect(readHttpMessages(`\n\n${said}${sent}${got}{"a":1}`)).toMatchObject([{ line: 14 }])
  })

  test('keeps every line of a body, but one that is a meter', () => {
    const meter = '\r100    13  100    13    0     0    750      0 --:--:-- --:--:-- --:--:--   757'
    const body = '<!doctype html>\r\n<title>No</title>\n\n<p>1 < 2\r\n</p>'
    const text = `${sent}${got.replaceAll('\n', '\r\n')}${body.replace('<p>', `${meter}\n<p>`)}`
    expect(readHttpMessages(text)).toMatchObject([{ headers: [['Content-Type', 'application/json']], body }])
  })

  test.each([
    ' 12 1234k   12  150k    0     0  5000k      0  0:00:01  0:00:01 --:--:-- 5000k',
    '100  1.2M  100  1.2M    0     0  5000k      0  0:00:01  0:00:12  0:01:23 5000k',
    '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
    '100     7  100     7    0     0     70      0  0:00:10  0:00:10  0:00:10    70',
  ])('is read without what its meter counts: %j', (meter) => {
    expect(readHttpMessages(`< HTTP/2 503\n< \n${meter}\nno\n`)).toMatchObject([{ body: 'no\n' }])
    expect(readHttpMessages(`< HTTP/2 503\n< \nx${meter}\n`)).toMatchObject([{ body: `x${meter}\n` }])
  })

  test('has of a request only what stands behind its mark', () => {
    const text = '> POST http://a.example:1/x HTTP/1.1\n* b: c\n> Host: d\n> \n< HTTP/2 503\n< \n'
    expect(readHttpMessages(text)).toMatchObject([
      { request: { method: 'POST', url: 'http://a.example:1/x', headers: [['Host', 'd']] } },
    ])
    expect(readHttpMessages('* only this\n')).toEqual([])
    expect(readHttpMessages('< HTTP/2 503\n< \nno\n  % Total    % Received\n')).toMatchObject([{ body: 'no\n' }])
  })

  test('has a head that ends with a mark alone', () => {
    expect(readHttpMessages('< HTTP/1.1 404 Not Found\n<\nno')).toMatchObject([{ status: 404, body: 'no' }])
  })

  test('tells of no request where none was printed', () => {
    expect(readHttpMessages('> Host: a\n> \n< HTTP/2 503\n< \n')[0]).not.toHaveProperty('request')
  })

  test('keeps all headers of a request, whatever they end with', () => {
    const text = '> GET /x HTTP/1.1\r\n> Link: <a>\r\n> Host : b \r\n> \r\n< HTTP/2 503\r\n< \r\n'
    const headers = [
      ['Link', '<a>'],
      ['Host', 'b'],
    ]
    expect(readHttpMessages(text)).toMatchObject([{ request: { method: 'GET', url: '/x', headers } }])
  })

  test('is found behind what was sent, as Insomnia prints it', () => {
    const text =
      '* Preparing request\n> POST /x HTTP/1.1\n> Host: a\n>\n| {"a":1}\n\n< HTTP/1.1 409 Conflict\n< \n{"errors":[]}'
    expect(readHttpMessages(text)).toMatchObject([
      { status: 409, body: '{"errors":[]}', request: { method: 'POST', url: '/x' } },
    ])
  })

  test('may have its status among the headers', () => {
    const text = '* Connected\n\n< :status: 404\n< content-type: text/plain\n< \nno'
    expect(readHttpMessages(text)).toMatchObject([
      { status: 404, headers: [['content-type', 'text/plain']], body: 'no' },
    ])
  })

  test.each([
    ['  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current', true],
    ['                                 Dload  Upload   Total   Spent    Left  Speed', true],
    ['Dload  Upload   Total', true],
    ['* Closing connection', true],
    ['see Dload  Upload', false],
    ['xDload  Upload', false],
    ['100 items', false],
  ])('has lines of curl: that %j is one is %s', (line, is) => {
    expect(isOfCurl(line)).toBe(is)
  })

  test('has each response behind its own request', () => {
    const text = `${sent}< HTTP/2 503\n< \n> POST /x HTTP/2\n> \n< HTTP/2 200\n< \n{}`
    expect(readHttpMessages(text)).toMatchObject([
      { status: 503, request: { method: 'GET' } },
      { status: 200, request: { method: 'POST', url: '/x', headers: [] } },
    ])
  })
})

test('what httpie prints begins with the request', () => {
  const text = 'POST /x HTTP/1.1\r\nHost: a\r\n\r\n{"data":{}}\r\n\r\nHTTP/1.1 409 Conflict\r\n\r\n{"errors":[]}'
  expect(readHttpMessages(text)).toMatchObject([
    { status: 409, body: '{"errors":[]}', request: { method: 'POST', url: '/x', headers: [['Host', 'a']] } },
  ])
  expect(readHttpMessages(`\n\n${text}`)).toMatchObject([{ status: 409, request: { url: '/x' } }])
  expect(readHttpMessages('GET /x HTTP/1.1\nA: PUT /y HTTP/1.1\n\nHTTP/1.1 409 Conflict\n\n')).toMatchObject([
    { status: 409, request: { method: 'GET', url: '/x', headers: [['A', 'PUT /y HTTP/1.1']] } },
  ])
  expect(readHttpMessages('GET /x HTTP/1.1\n\n')).toEqual([])
  expect(readHttpMessages('GET /x HTTP/1.1\nHTTP/2 503')).toEqual([
    { status: 503, headers: [], body: '', isRecorded: true, line: 2, behind: NOTHING },
  ])
})

test.each(['{"a":1}', '[1]', '<p>No</p>'])(
  'the body %s shows where it begins where the empty line was lost',
  (body) => {
    const [message] = readHttpMessages(`HTTP/1.1 409 Conflict\nContent-Type: x/y\n${body}`)
    expect(message).toMatchObject({ status: 409, headers: [['Content-Type', 'x/y']], body })
  },
)

test('the status may be that of a pseudo-header, as HTTP/2 has it', () => {
  for (const status of [':status: 404', ':status 404', ':status:  404', ' :status: 404 '])
    expect(readHttpMessages(`${status}\ncontent-type: text/plain\n\nno`)).toMatchObject([{ status: 404, body: 'no' }])
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

describe('the work grows with the text alone', () => {
  /** How many characters are looked at. */
  function workOf(text: string): number {
    const original = String.prototype.charCodeAt
    let looks = 0
    try {
      String.prototype.charCodeAt = function (this: string, index: number) {
        looks += 1
        return original.call(this, index)
      }
      readHttpMessages(text)
    } finally {
      String.prototype.charCodeAt = original
    }
    return looks
  }

  test.each([
    ['lengths that are wrong', (count: number) => 'HTTP/1.1 200 OK\ncontent-length: 90000\n\n{"a":1}'.repeat(count)],
    [
      'chunks that break off',
      (count: number) => 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\nffff\n{"a":1}'.repeat(count),
    ],
    [
      'lengths that are longer than the text',
      (count: number) => 'HTTP/1.1 200 OK\ncontent-length: 90000000\n\n{"a":1}'.repeat(count),
    ],
    ['lengths that are right', (count: number) => 'HTTP/1.1 200 OK\ncontent-length: 7\n\n{"a":1}'.repeat(count)],
    ['trailers', (count: number) => 'HTTP/1.1 200 OK\n\n{"a":1}a: b\n'.repeat(count)],
  ])('with %s', (_name, textOf) => {
    const [small, large] = [textOf(2000), textOf(4000)]
    expect(workOf(large)).toBeLessThan(2.1 * workOf(small) + 1000)
    expect(workOf(large)).toBeLessThan(4 * large.length)
  })

  test.each([
    ['one line', `HTTP/2 200\n\n${'}'.repeat(1_000_000)}${' '.repeat(1_000_000)}`, 1],
    ['many status lines in one', `HTTP/2 200\n\n${'HTTP/1.1 200 '.repeat(100_000)}`, 1],
    ['many responses', 'HTTP/2 200\n\n{}'.repeat(50_000), 50_000],
    ['many heads', 'HTTP/2 503\n\n'.repeat(50_000), 50_000],
    ['many that curl -v prints', '> GET / HTTP/1.1\n>\n< HTTP/2 200\n<\n{}\n'.repeat(50_000), 50_000],
    ['one long header', `HTTP/2 200\na: b\n${'  c\n'.repeat(200_000)}\n{}`, 1],
  ])('and so a megabyte is read in no time: %s', (_name, text, count) => {
    expect(readHttpMessages(text)).toHaveLength(count)
  })
})
