import { expect, test } from 'vitest'
import { isTrace, untraced } from '../../src/input/curl-trace.js'
import { readHttpMessages } from '../../src/input/http.js'
import { readResponses } from '../../src/input/responses.js'
import { bytesOf, collect } from '../cli/streams.js'

/** What `curl --trace-ascii -` prints of a response whose body came in two parts, the first longer than a row. */
const trace = `== Info:   Trying 127.0.0.1:8080...
=> Send SSL data, 5 bytes (0x5)
0000: .....
=> Send header, 78 bytes (0x4e)
0000: GET /properties?page=2 HTTP/1.1
001b: Host: localhost
0035: 
<= Recv header, 23 bytes (0x17)
0000: HTTP/1.1 409 Conflict
<= Recv header, 40 bytes (0x28)
0000: content-type: application/vnd.api+json
<= Recv header, 2 bytes (0x2)
0000: 
<= Recv data, 70 bytes (0x46)
0000: {"errors":[{"status":"409","code":"not-unique","title":"Name Alr
0040: eady I
<= Recv data, 9 bytes (0x9)
0000: n Use"}]}
== Info: Connection #0 to host localhost left intact
`

test('the output of curl --trace-ascii is read as that of curl -v is', () => {
  expect(readHttpMessages(trace)).toEqual([
    {
      status: 409,
      headers: [['content-type', 'application/vnd.api+json']],
      body: expect.stringMatching(
        /^\{"errors":\[\{"status":"409","code":"not-unique","title":"Name Already In Use"\}\]\}\s*$/,
      ),
      isRecorded: true,
      line: 15,
      behind: expect.objectContaining({ text: '' }),
      request: { method: 'GET', url: '/properties?page=2', headers: [['Host', 'localhost']] },
    },
  ])
})

test('its lines, with times before them, are known among others', async () => {
  const timed = trace.replace(/^(?===|=>|<=)/gm, '12:00:00.123456 ')
  const items = await collect(readResponses(bytesOf(`some text\n${timed}`)))
  expect(items.flat().map(({ kind }) => kind)).toEqual(['text', 'response'])
})

test('what was sent as a body belongs to no response, and not to the next request', () => {
  const first = trace.replace(
    '<= Recv header, 23',
    '=> Send data, 9 bytes (0x9)\n0000: {"a":1}\n=> Send data, 0 bytes (0x0)\n0000: \n<= Recv header, 23',
  )
  expect(readHttpMessages(`\n${first}${trace.replace('page=2', 'page=3')}`)).toMatchObject([
    { status: 409, line: 20, request: { url: '/properties?page=2' } },
    { status: 409, request: { url: '/properties?page=3', headers: [['Host', 'localhost']] } },
  ])
})

test.each([
  ['== Info: a', true],
  ['12:00:00.123456 => Send header, 2 bytes (0x2)', true],
  ['x == Info: a', false],
  ['=> Sent header', false],
])('that %j begins one is %s', (line, is) => {
  expect(isTrace(line)).toBe(is)
})

test.each<[what: string, lines: readonly string[], untraced: readonly object[]]>([
  ['what was encrypted', ['<= Recv SSL data, 5 bytes (0x5)', '0000: abc', '=> Send SSL data, 5 bytes', '0000: d'], []],
  ['what was sent', ['=> Send data, 7 bytes (0x7)', '0000: {"a":1}'], [{ text: '> {"a":1}', line: 8 }]],
  ['what curl says', ['== Info: a', '0000: abc'], []],
  ['rows before anything', ['0000: abc'], []],
  [
    'lines that are no rows',
    ['<= Recv data, 3 bytes (0x3)', 'Warning: 0000: x', '0000: abc', 'x'],
    [{ text: 'abc', line: 9 }],
  ],
  ['rows of nothing', ['<= Recv header, 2 bytes (0x2)', '0000:'], [{ text: '< ', line: 8 }]],
  [
    'rows that speak of sections',
    ['<= Recv data, 9 bytes (0x9)', '0000: a == Info: b\r'],
    [{ text: 'a == Info: b', line: 8 }],
  ],
  [
    'a part of nothing before others',
    ['<= Recv data, 0 bytes (0x0)', '<= Recv data, 3 bytes (0x3)', '0000: abc'],
    [{ text: 'abc', line: 9 }],
  ],
])('of a trace are told or left out: %s', (_, lines, expected) => {
  expect(untraced(lines, 7)).toEqual(expected)
})
