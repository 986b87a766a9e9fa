import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../src/dialect/decode-body.js'

const decode = (body: unknown, contentType?: string) => decodeBody(body, () => contentType)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a text', () => {
  test.each<[text: string, value: unknown]>([
    ['{"a":1}', { a: 1 }],
    [' \n[1]', [1]],
    ['"text"', 'text'],
    ['null', null],
    [' true ', true],
    ['false\n', false],
    ['-1.5e3', -1500],
    ['0', 0],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('that is JSON is parsed: %j', (text, value) => {
    expect(decode(text)).toStrictEqual({ value })
  })

  test.each(['', ' ', 'text', '<html>', 'nullable', '404 Not Found', '12-34', '1.2.3', 'NaN', '{', '"'])(
    'that is not JSON stays text: %j',
    (text) => {
      expect(decode(text)).toStrictEqual({ value: text })
    },
  )

  test('that breaks off comes with what had arrived', () => {
    expect(decode('{"a":1,"b')).toStrictEqual({ value: '{"a":1,"b', arrived: { a: 1 } })
    expect(decode('\ufeff{"a":[1,')).toStrictEqual({ value: '{"a":[1,', arrived: { a: [1] } })
  })

  test.each(['{"a":1,}x', "{'a':1}", '{a:1}', '[1 2]'])('that is broken otherwise comes with nothing: %s', (text) => {
    expect(decode(text)).toEqual({ value: text })
  })
})

describe('bytes', () => {
  const bytes = utf8('{"a":"ü€😀"}')

  test.each<[what: string, body: unknown]>([
    ['Uint8Array', bytes],
    ['Buffer', Buffer.from(bytes)],
    ['ArrayBuffer', bytes.slice().buffer],
    ['DataView', new DataView(bytes.slice().buffer)],
    [
      'part of a larger buffer',
      new Uint8Array(Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')])).subarray(2, -2),
    ],
  ])('of a %s are UTF-8', (_, body) => {
    expect(decode(body)).toStrictEqual({ value: { a: 'ü€😀' } })
  })

  test('lose their byte order mark', () => {
    expect(decode(utf8('\ufeff{"a":1}'))).toStrictEqual({ value: { a: 1 } })
  })

  const utf16 = Buffer.from('{"a":"ü"}', 'utf16le')

  test.each<[contentType: string, body: Uint8Array]>([
    ['application/json; charset=utf-16le', utf16],
    ['application/json;charset="utf-16"', utf16],
    ['application/json; CHARSET=UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['application/json; x=y; charset=utf-16be', Buffer.from(utf16).swap16()],
    ['application/json; charset=iso-8859-1', Buffer.from('{"a":"ü"}', 'latin1')],
    ['application/json; charset=windows-1252; x=y', Buffer.from('{"a":"ü"}', 'latin1')],
    ['application/vnd.api+json', utf8('{"a":"ü"}')],
    ['application/json; charset=nobody-knows', utf8('{"a":"ü"}')],
    ['application/json; charset=', utf8('{"a":"ü"}')],
  ])('are read in the charset of %s', (contentType, body) => {
    expect(decode(body, contentType)).toStrictEqual({ value: { a: 'ü' } })
  })

  test('that are not of their charset are read as far as they are', () => {
    expect(decode(Buffer.from('{"a":"ü"}', 'latin1'))).toStrictEqual({ value: { a: '\ufffd' } })
  })

  test('that are none are an empty text', () => {
    expect(decode(new Uint8Array())).toStrictEqual({ value: '' })
  })
})

test.each([undefined, null])('%o is an empty body', (body) => {
  expect(decode(body)).toStrictEqual({ value: '' })
})

test.each([{ a: 1 }, [1], 5, true, Symbol.iterator])('%o is taken as parsed', (body) => {
  expect(decode(body)).toStrictEqual({ value: body })
})
