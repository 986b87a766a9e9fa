import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collectText, decodeText, unpack } from '../../src/input/text.js'
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

  test.each([
    ['little end first', Buffer.from('{"ä":1}', 'utf16le')],
    ['big end first', utf16be('{"ä":1}')],
  ])('as UTF-16 without a mark, %s', async (_name, bytes) => {
    expect(await textOf(bytes)).toBe('{"ä":1}')
  })

  test('unpacked where it is packed with gzip, more than once or in several members', async () => {
    const text = `{"a":"${'ä'.repeat(100_000)}"}`
    expect(await textOf(gzipSync(text))).toBe(text)
    expect(await textOf(gzipSync(gzipSync(text)))).toBe(text)
    expect(await textOf(...Array.from(gzipSync('{"a":1}'), (byte) => Uint8Array.of(byte)))).toBe('{"a":1}')
    expect(await textOf(Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')]))).toBe('{"a":1}\n{"b":2}\n')
  })

  test('where there is little of it, or none', async () => {
    expect(await textOf()).toBe('')
    expect(await textOf('')).toBe('')
    expect(await textOf('1')).toBe('1')
  })

  test.each([
    ['one mark is left out', Buffer.from('\ufeff\ufeffa'), '\ufeffa'],
    ['one mark is left out of UTF-16', Buffer.from('\ufeff\ufeffa', 'utf16le'), '\ufeffa'],
    ['a piece is not valid', Buffer.from('abcdefghijklm\u00c0n'), 'abcdefghijklm\u00c0n'],
    ['a mark within it stays', Buffer.from('abcd\ufeffe'), 'abcd\ufeffe'],
    ['the end is not valid', Buffer.from('abcd\u00e4').subarray(0, 5), 'abcd\ufffd'],
    ['the end is not valid UTF-16', Buffer.from('\ufeffab', 'utf16le').subarray(0, 5), 'a\ufffd'],
    ['bytes begin as packed ones do, half', Buffer.from([0x1f, 0x61, 0x61]), '\u001faa'],
    ['a letter has the other half', Buffer.from('ċoding'), 'ċoding'],
  ])('where %s', async (_name, bytes, text) => {
    expect(await textOf(bytes)).toBe(text)
    expect(await textOf(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(text)
  })

  test.each(['\u00c0', '\u07ff', '\u0800', '\u1000', '\uffff', '\u{10000}', '\u{10ffff}'])(
    'with %j cut wherever pieces end',
    async (char) => {
      const bytes = Buffer.from(`abcd${char}${char}e`)
      for (let cut = 4; cut < bytes.length; cut++)
        expect(await textOf(bytes.subarray(0, cut), bytes.subarray(cut))).toBe(`abcd${char}${char}e`)
    },
  )

  test('as UTF-8 where only one of its bytes is as a byte order mark has it', async () => {
    for (const start of [
      [0xff, 0x61],
      [0x61, 0xfe],
      [0xfe, 0x61],
      [0x61, 0xff],
    ]) {
      const text = await textOf(Uint8Array.from([...start, ...Buffer.from('{"title":"long enough"}')]))
      expect(text.replace('\ufffd', 'x').slice(2)).toBe('{"title":"long enough"}')
    }
  })

  test('with marks behind its beginning, however many', async () => {
    expect(await textOf('{"title":"long enough"}', Uint8Array.of(0xff, 0xff))).toBe(
      '{"title":"long enough"}\ufffd\ufffd',
    )
  })

  test('with a mark in place of a byte that is not of the encoding', async () => {
    expect(await textOf(Buffer.from('{"title":"nicht gültig"}', 'latin1'))).toBe('{"title":"nicht g\ufffdltig"}')
  })
})

describe('what curl -i prints without --compressed is unpacked', () => {
  const head = 'HTTP/1.1 409 Conflict\r\ncontent-encoding: gzip\r\n\r\n'
  const body = '{"errors":[{"code":"not-unique","detail":"schön"}]}'
  const redirected = `HTTP/1.1 302 Found\r\nlocation: /x\r\n\r\n${head}`

  test.each([
    ['behind one head', head],
    ['behind several', redirected],
  ])('%s', async (_what, heads) => {
    const bytes = Buffer.concat([Buffer.from(heads), gzipSync(body)])
    expect(await textOf(bytes)).toBe(heads + body)
    expect(await textOf(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(heads + body)
  })

  test.each([
    ['whose body is text', head + body],
    ['without a body', head],
    ['that break off in their head', head.slice(0, 30)],
    ['whose head never ends', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(300_000)}`],
  ])('but not responses %s', async (_what, text) => {
    expect(await textOf(text)).toBe(text)
    expect(await textOf(text.slice(0, 20), text.slice(20))).toBe(text)
  })

  test('and a head that never ends is not waited for', async () => {
    let pieces = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('HTTP/1.1 200 OK\r\nx: '.padEnd(2 ** 14, 'x'))
      for (; pieces < 99; pieces += 1) yield Buffer.alloc(2 ** 14, 'x')
    }
    const text = decodeText(endless())
    expect((await text.next()).value).toHaveLength(2 ** 16)
    expect(pieces).toBe(2)
    await text.return(undefined)
  })

  test('and a body of which hardly anything came is told from one that is not packed', async () => {
    const bytes = Buffer.concat([Buffer.from(head), gzipSync(body).subarray(0, 4)])
    await expect(textOf(bytes)).rejects.toThrow('is compressed with gzip, and cannot be unpacked')
  })

  test('and what nobody unpacks here is called by its name', async () => {
    const bytes = Buffer.concat([Buffer.from(head.replace(': gzip', ':br')), brotliCompressSync(body.repeat(9))])
    await expect(textOf(bytes)).rejects.toThrow('is packed with br, and has to be unpacked first')
    const quoted = Buffer.concat([Buffer.from('> HTTP/2 200\ncontent-encoding: br\n'), Uint8Array.of(0)])
    await expect(textOf(quoted)).rejects.toThrow('is binary data, not text')
  })
})

describe('binary data is refused', () => {
  test.each([
    ['with NUL in it', [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0)]],
    ['with NUL in one of two characters', [Uint8Array.of(0x61, 0, 0x62, 0x63)]],
    ['with NUL in the other of them', [Uint8Array.of(0x61, 0x62, 0x63, 0)]],
    ['with NUL before one of two characters', [Uint8Array.of(0, 0x61, 0x62, 0x63)]],
    ['with NUL before the other', [Uint8Array.of(0x61, 0x62, 0, 0x63)]],
    ['with NUL before and behind', [Uint8Array.of(0, 0x61, 0x62, 0)]],
    ['with more NUL than letters', [Uint8Array.of(0x61, 0, 0, 0)]],
    ['with more NUL before it', [Uint8Array.of(0, 0x61, 0, 0)]],
    ['with NUL and nothing else', [Uint8Array.of(0, 0, 0, 0)]],
    ['with NUL far behind', ['{"a":1}', Uint8Array.of(0)]],
    ['that is no text of any encoding', [Uint8Array.of(0xf1, 0xf2, 0xf3, 0x41, 0xf4, 0xf5)]],
  ])('%s', async (_name, chunks) => {
    await expect(textOf(...chunks)).rejects.toThrow('is binary data, not text')
  })

  test.each([
    ['zip', [0x50, 0x4b, 3, 4, 20, 0]],
    ['bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0]],
    ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]],
    ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0]],
  ])('with the name of what packed it: %s', async (packer, bytes) => {
    await expect(textOf(Uint8Array.from(bytes))).rejects.toThrow(
      `is packed with ${packer}, and has to be unpacked first`,
    )
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

test('packed text that is damaged or breaks off is told from what keeps the bytes from being read', async () => {
  const packed = gzipSync('{"a":1}'.repeat(1000))
  const message = 'is compressed with gzip, and cannot be unpacked: it is damaged or breaks off'
  await expect(textOf(packed.subarray(0, 20))).rejects.toThrow(message)
  await expect(textOf(packed.fill(7, 10, 20))).rejects.toThrow(message)
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield packed.subarray(0, 20)
    throw new Error('EIO')
  }
  await expect(collectText(decodeText(broken()))).rejects.toThrow('EIO')
})

test('what a few bytes are unpacked to is read as it is asked for, and no further than a document may be long', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, 'x'))
  await expect(collectText(decodeText(bytesOf(bomb)), 1000)).rejects.toThrow('is too long for one document')
  expect(await unpack(bomb, 1000)).toBeUndefined()
  expect(await unpack(gzipSync('abc'), 3)).toEqual(Uint8Array.of(97, 98, 99))
  expect(await unpack(gzipSync('abcd'), 3)).toBeUndefined()
  expect(await unpack(Uint8Array.of(0x1f, 0x8b, 1), 3)).toBeUndefined()
})

test('text that is longer than a document may be is refused', async () => {
  expect(await collectText(decodeText(bytesOf(['123', '456'])), 6)).toBe('123456')
  await expect(collectText(decodeText(bytesOf(['123', '456'])), 5)).rejects.toThrow('is too long for one document')
})
