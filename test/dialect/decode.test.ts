import { runInNewContext } from 'node:vm'
import { deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decodeBody, decodeBytes, isBytes, isCompressed, joinedBytes } from '../../src/dialect/decode.js'

const decode = (body: unknown, contentType?: string) => decodeBody(body, () => contentType)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const foreign = (bytes: Uint8Array, name: string): unknown =>
  runInNewContext(`const bytes = Uint8Array.of(${bytes}); const { buffer } = bytes; ${name}`)

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}

afterEach(() => vi.restoreAllMocks())

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

  test.each<[text: string, value: object]>([
    [
      'error=invalid_client&error_description=no+such%20one',
      { error: 'invalid_client', error_description: 'no such one' },
    ],
    ['\nstate=&error=a%26b\r\n', { state: '', error: 'a&b' }],
  ])('that is a form with an error is parsed: %j', (text, value) => {
    expect(decode(text)).toStrictEqual({ value })
  })

  test.each([
    'error=5',
    'a=1&b=2',
    'see error=5&b=2',
    'error=5&b',
    'error=5&b=<b>',
    'error=5&b=2 and more',
    '&error=5&b=2',
  ])('that is no form, or tells of no error, stays text: %j', (text) => {
    expect(decode(text)).toStrictEqual({ value: text })
  })

  test.each<[text: string, value: unknown, message: string]>([
    ['{"a":1,"b', { a: 1 }, 'breaks off'],
    ['\ufeff{"a":[1,', { a: [1] }, 'breaks off'],
    ['{"a":1,}x', { a: 1 }, 'is not JSON from line 1, column 8 on'],
    ['[1\n 2]', [1], 'is not JSON from line 2, column 2 on'],
    ['{"a":1}\n<!-- proxy -->', { a: 1 }, 'is not JSON from line 2, column 1 on'],
  ])('that stops being JSON comes with what came whole: %j', (text, value, message) => {
    const decoded = decode(text)
    expect(decoded).toMatchObject({ value: text.replace('\ufeff', ''), whole: { value } })
    expect(decoded.whole?.message).toContain(message)
  })

  test.each(["{'a':1}", '{a:1}', '[x'])('that has nothing whole comes alone: %s', (text) => {
    expect(decode(text)).toStrictEqual({ value: text })
  })

  test('that the engine does not parse, for its depth, comes alone', () => {
    vi.spyOn(JSON, 'parse').mockImplementation(() => {
      throw new RangeError('Maximum call stack size exceeded')
    })
    expect(decode('[[[[1]]]]')).toStrictEqual({ value: '[[[[1]]]]' })
  })

  test.each<[text: string, value: unknown]>([
    [JSON.stringify('{"a":1}'), { a: 1 }],
    [JSON.stringify(JSON.stringify(' [1]')), [1]],
    [JSON.stringify('1'), '1'],
    [JSON.stringify('x {"a":1}'), 'x {"a":1}'],
  ])('of JSON in JSON is parsed as often as it was written: %s', (text, value) => {
    expect(decode(text)).toStrictEqual({ value })
  })
})

describe('bytes', () => {
  const bytes = utf8('{"a":"ü€😀"}')

  test.each<[what: string, body: unknown]>([
    ['Uint8Array', bytes],
    ['Buffer', Buffer.from(bytes)],
    ['ArrayBuffer', bytes.slice().buffer],
    ['DataView', new DataView(bytes.slice().buffer)],
    ['ArrayBuffer of another realm', foreign(bytes, 'buffer')],
    ['Uint8Array of another realm', foreign(bytes, 'bytes')],
    ['SharedArrayBuffer', shared(bytes)],
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

  test.each(['windows-1252', 'iso-8859-1', 'latin1'])('in %s have the characters that Windows has', (charset) => {
    const bytes = Uint8Array.of(0x22, 0x93, 0x80, 0x9f, 0xa0, 0x7f, 0x22)
    expect(decode(bytes, `application/json; charset=${charset}`).value).toBe('“€Ÿ\u00a0\u007f')
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

describe('bytes that are compressed, though no header says so', () => {
  const text = '{"errors":[{"code":"not-found"}]}'

  test.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
    ['zlib, at its fastest', deflateSync(text, { level: 1 })],
    ['gzip without its end', gzipSync(text).subarray(0, -8)],
  ])('are inflated: %s', (_, bytes) => {
    expect(decode(bytes)).toStrictEqual({ value: JSON.parse(text) })
  })

  test.each([
    ['more than 16 MiB', gzipSync(Buffer.alloc(2 ** 24 + 1, 32))],
    ['nothing of the kind', Buffer.from('\x1f\x8bnothing', 'latin1')],
    ['a text', Buffer.from('x^2 + y^2')],
  ])('are left as they are where they hold %s', (_, bytes) => {
    expect(decode(bytes)).toStrictEqual({ value: new TextDecoder().decode(bytes) })
  })

  test('are left as they are where the host has no zlib', () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
    expect(decode(gzipSync(text))).toStrictEqual({ value: new TextDecoder().decode(gzipSync(text)) })
  })
})

const inUtf16 = (text: string, isBigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const xml = '<?xml version="1.0"?><a>é€한</a>'

test.each<[what: string, bytes: Uint8Array, contentType?: string]>([
  ['UTF-8', Buffer.from(xml)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${xml}`)],
  ['UTF-16LE with a byte order mark', inUtf16(`\ufeff${xml}`, false)],
  ['UTF-16BE with a byte order mark', inUtf16(`\ufeff${xml}`, true), 'text/xml; charset=UTF-16'],
  ['UTF-16LE without one', inUtf16(xml, false), 'text/xml; charset=UTF-16'],
  ['UTF-16BE without one', inUtf16(xml, true), 'text/xml; charset="UTF-16"'],
  ['UTF-16BE without a word about it', inUtf16(xml, true)],
])('%s is read', (_what, bytes, contentType) => {
  expect(decodeBytes(bytes, contentType)).toBe(xml)
  const { buffer, byteOffset, byteLength } = bytes
  expect(decodeBytes(new DataView(buffer, byteOffset, byteLength), contentType)).toBe(xml)
  expect(decodeBytes(Uint8Array.from(bytes).buffer, contentType)).toBe(xml)
})

test('ISO-8859-1 is read where the content type names it', () => {
  expect(decodeBytes(Buffer.from('é', 'latin1'), 'text/plain;charset=ISO-8859-1')).toBe('é')
})

test.each<[what: string, bytes: string, contentType?: string]>([
  ['a charset that nobody knows', 'é', 'text/plain; charset=klingon'],
  ['nothing', ''],
  ['one byte', 'x'],
])('UTF-8 stands in for %s', (_what, bytes, contentType) => {
  expect(decodeBytes(Buffer.from(bytes), contentType)).toBe(bytes)
})

describe('text around JSON', () => {
  const message = 'The body is text that holds JSON; that was read'

  test.each<[text: string, isLast: boolean]>([
    ['f({"a":1}) ;\n', true],
    ['f({ "a":1})', true],
    ['1 {"a":1}', true],
    ['f({"a":1})more', false],
    ['{"a":1} more'.replace('{', 'x{'), false],
  ])('leaves what it holds, and tells whether that is the last of it: %j', (text, isLast) => {
    expect(decode(text)).toStrictEqual({ value: text, whole: { value: { a: 1 }, message, rest: '[text]', isLast } })
  })

  test('may hold none', () => {
    expect(decode('x {1}')).toStrictEqual({ value: 'x {1}' })
  })
})

test('a form may have any number of fields', () => {
  expect(decode('error=a&b=c&d=e')).toStrictEqual({ value: { error: 'a', b: 'c', d: 'e' } })
})

test.each([
  ['a revoked proxy', revoked()],
  ['an object that calls itself a buffer', { [Symbol.toStringTag]: 'MyArrayBuffer' }],
])('%s holds no bytes', (_, value) => {
  expect(isBytes(value)).toBe(false)
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

test.each([
  [[0xfe, 0x61], '\ufffda'],
  [[0x61, 0xff], 'a\ufffd'],
  [[0xff, 0x61], '\ufffda'],
  [[0x61, 0xfe], 'a\ufffd'],
  [[0, 0], '\0\0'],
  [[0x61, 0x62], 'ab'],
  [[0x61], 'a'],
  [[0x61, 0], 'a'],
  [[0, 0x61], 'a'],
])('the bytes %j are %j', (bytes, text) => {
  expect(decodeBytes(Uint8Array.from(bytes), undefined)).toBe(text)
})

test.each([
  [[0x1f, 0x8b], true],
  [[0x78, 0x9c], true],
  [[0x78, 0x01], true],
  [[0x1f, 0x9c], false],
  [[0x68, 0x8b], false],
  [[0x78, 0x9d], false],
  [[0x68, 0x81], false],
  [[0x78], false],
  [[], false],
])('that the bytes %j are compressed is %s', (bytes, is) => {
  expect(isCompressed(Uint8Array.from(bytes))).toBe(is)
})

test('chunks are joined in their order, one without a copy', () => {
  const [one, other] = [Uint8Array.of(1, 2), Uint8Array.of(3)]
  expect(joinedBytes([one], 2)).toBe(one)
  expect(joinedBytes([one, other, one], 5)).toEqual(Uint8Array.of(1, 2, 3, 1, 2))
  expect(joinedBytes([], 0)).toEqual(new Uint8Array())
})
