import { expect, test } from 'vitest'
import { decodeBytes } from '../../src/dialect/decode-bytes.js'

const utf16 = (text: string, isBigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const text = '<?xml version="1.0"?><a>é€한</a>'

test.each<[what: string, bytes: Uint8Array, contentType?: string]>([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16LE with a byte order mark', utf16(`\ufeff${text}`, false)],
  ['UTF-16BE with a byte order mark', utf16(`\ufeff${text}`, true), 'text/xml; charset=UTF-16'],
  ['UTF-16LE without one', utf16(text, false), 'text/xml; charset=UTF-16'],
  ['UTF-16BE without one', utf16(text, true), 'text/xml; charset="UTF-16"'],
  ['UTF-16BE without a word about it', utf16(text, true)],
])('%s is read', (_what, bytes, contentType) => {
  expect(decodeBytes(bytes, contentType)).toBe(text)
  const { buffer, byteOffset, byteLength } = bytes
  expect(decodeBytes(new DataView(buffer, byteOffset, byteLength), contentType)).toBe(text)
  expect(decodeBytes(Uint8Array.from(bytes).buffer, contentType)).toBe(text)
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
