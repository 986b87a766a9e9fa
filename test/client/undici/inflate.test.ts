import * as zlib from 'node:zlib'
import { expect, test } from 'vitest'
import { inflate } from '../../../src/client/undici/inflate.js'

const limits = { maxBytes: 1000, timeout: 1000 }
const text = `{"errors":[{"code":"not-found","detail":"${'x'.repeat(300)}"}]}`
/** No text, and not compressed. */
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])

const compressions: Readonly<Record<string, (given: string) => Uint8Array>> = {
  gzip: zlib.gzipSync,
  'x-gzip': zlib.gzipSync,
  GZIP: zlib.gzipSync,
  deflate: zlib.deflateSync,
  'deflate without its wrapper': zlib.deflateRawSync,
  br: zlib.brotliCompressSync,
  'gzip, br': (given) => zlib.brotliCompressSync(zlib.gzipSync(given)),
  // Where this Node has it.
  ...('zstdCompressSync' in zlib && { zstd: zlib.zstdCompressSync as (given: string) => Uint8Array }),
}

test.each(Object.entries(compressions))('a body compressed with %s is inflated, within the limit', (name, compress) => {
  const codings = name.replace(' without its wrapper', '')
  const bytes = compress(text)
  expect(new TextDecoder().decode(inflate({ bytes }, codings, limits).bytes)).toBe(text)
  expect(inflate({ bytes }, codings, limits).shortfall).toBeUndefined()
  const bomb = { bytes: compress('x'.repeat(1001)) }
  expect(inflate(bomb, codings, limits)).toEqual({
    bytes: new Uint8Array(),
    shortfall: { format: 'too-large', message: 'The body is longer than 1000 bytes and was read no further' },
  })
})

test.each(['gzip', 'deflate', 'deflate without its wrapper', 'br'])(
  'of a body of %s that is cut off, what arrived is read',
  (name) => {
    const whole = compressions[name]?.(Array.from({ length: 300 }, (_, index) => index ** 3).join()) ?? new Uint8Array()
    const { bytes, shortfall } = inflate(
      { bytes: whole.subarray(0, whole.length - 50) },
      name.replace(' without its wrapper', ''),
      { ...limits, maxBytes: 10_000 },
    )
    expect(new TextDecoder().decode(bytes)).toMatch(/^0,1,8,27,/)
    expect(shortfall).toBeUndefined()
  },
)

test.each<[what: string, bytes: Uint8Array, codings: string]>([
  ['nothing', new Uint8Array(), 'gzip'],
  ['what is not said to be compressed', picture, ''],
  ['what is said to be as it is', picture, 'identity'],
  ['text, whatever it is said to be', new TextEncoder().encode(text), 'aes128gcm'],
])('%s is left as it is', (_, bytes, codings) => {
  expect(inflate({ bytes }, codings, limits)).toEqual({ bytes })
})

test.each<[what: string, bytes: Uint8Array, codings: string, how: string]>([
  ['in a way that is not known', picture, 'aes128gcm', 'in a way that is not known here'],
  ['in a way of which one half is known', zlib.gzipSync(picture), 'aes128gcm, gzip', 'in a way that is not known here'],
  ['as it is not', picture, 'gzip', 'as gzip, but is not'],
  ['three times', picture, 'gzip, br, gzip', 'more often than makes sense'],
  ['once, and is twice more', zlib.gzipSync(zlib.gzipSync(zlib.gzipSync(text))), 'gzip', 'more often than makes sense'],
])('a body that is said to be compressed %s is not shown', (_, bytes, codings, how) => {
  expect(inflate({ bytes }, codings, limits)).toEqual({
    bytes: new Uint8Array(),
    shortfall: { format: 'malformed', message: `The body is said to be compressed ${how}`, isWhole: false },
  })
})
