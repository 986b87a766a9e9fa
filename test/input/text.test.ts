import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectText, decodeText } from '../../src/input/text.js'
import { bytesOf } from '../cli/streams.js'

const textOf = (...chunks: readonly (string | Uint8Array)[]) => collectText(decodeText(bytesOf(chunks)))
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()

describe('text is read', () => {
  test.each([
    ['as UTF-8', Buffer.from('“ä” 😀\r\n')],
    ['as UTF-8 behind a byte order mark', Buffer.from('\ufeff“ä” 😀\r\n')],
    ['as UTF-16, little end first', Buffer.from('\ufeff“ä” 😀\r\n', 'utf16le')],
    ['as UTF-16, big end first', utf16be('\ufeff“ä” 😀\r\n')],
  ])('%s, whole and byte by byte', async (_name, bytes) => {
    expect(await textOf(bytes)).toBe('“ä” 😀\r\n')
    expect(await textOf(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe('“ä” 😀\r\n')
  })

  test('where there is little of it, or none', async () => {
    expect(await textOf()).toBe('')
    expect(await textOf('')).toBe('')
    expect(await textOf('1')).toBe('1')
  })

  test('with a mark in place of a byte that is not of the encoding', async () => {
    expect(await textOf(Buffer.from('{"title":"nicht gültig"}', 'latin1'))).toBe('{"title":"nicht g\ufffdltig"}')
  })
})

describe('binary data is refused', () => {
  test.each([
    ['with NUL in it', [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0)]],
    ['with NUL far behind', ['{"a":1}', Uint8Array.of(0)]],
    ['that is no text of any encoding', [Uint8Array.of(0xf1, 0xf2, 0xf3, 0x41, 0xf4, 0xf5)]],
  ])('%s', async (_name, chunks) => {
    await expect(textOf(...chunks)).rejects.toThrow('is binary data, not text')
  })

  test('with a hint if it is compressed', async () => {
    await expect(textOf(gzipSync('{}'))).rejects.toThrow('is compressed with gzip; unpack it first (curl --compressed)')
  })

  test('and any bytes at all give text or that answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array()), async (chunks) => {
        const said = await textOf(...chunks).catch((error: Error) => error.name)
        expect(said).toBeTypeOf('string')
      }),
    )
  })
})

test('text that is longer than a document may be is refused', async () => {
  await expect(collectText(decodeText(bytesOf(['123', '456'])), 5)).rejects.toThrow('is too long for one document')
})
