import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPictureHead } from '../../src/image-serving/picture-size.js'

const create = { width: 301, height: 7, channels: 4, background: '#c8000080' } as const
const whole = { width: 301, height: 7, isWhole: true }

test.each(['png', 'jpeg', 'gif', 'webp', 'avif', 'tiff'] as const)('the size of a %s is read', async (format) => {
  const bytes = await sharp({ create }).toFormat(format).toBuffer()
  expect(readPictureHead(bytes)).toEqual({ type: `image/${format}`, ...whole })
  for (let length = 0; length < Math.min(bytes.length, 300); length++) {
    expect(readPictureHead(bytes.subarray(0, length))?.isWhole ?? false).toBe(
      // Where AVIF and TIFF end is not read.
      ['avif', 'tiff'].includes(format) && readPictureHead(bytes.subarray(0, length)) !== undefined,
    )
  }
})

test('each form of WebP has its size elsewhere', async () => {
  const flat = { ...create, channels: 3, background: '#c80000' } as const
  for (const options of [{ lossless: true }, { lossless: false }]) {
    const bytes = await sharp({ create: flat }).webp(options).toBuffer()
    expect(readPictureHead(bytes)).toEqual({ type: 'image/webp', ...whole })
  }
  const odd = await sharp({ create }).webp().toBuffer()
  odd.write('VP8Y', 12)
  expect(readPictureHead(odd)).toBeUndefined()
})

test('a JPEG may be progressive, and have zeros behind its end or fill bytes within', async () => {
  const bytes = await sharp({ create }).jpeg({ progressive: true }).toBuffer()
  expect(readPictureHead(Buffer.concat([bytes, Buffer.alloc(9)]))).toEqual({ type: 'image/jpeg', ...whole })
  const filled = Buffer.concat([bytes.subarray(0, 2), Buffer.from([255, 255]), bytes.subarray(2)])
  expect(readPictureHead(filled)).toEqual({ type: 'image/jpeg', ...whole })
  expect(readPictureHead(Buffer.from('ffd8ffe0000200', 'hex'))).toBeUndefined()
  expect(readPictureHead(Buffer.from('ffd8ffe00002000000', 'hex'))).toBeUndefined()
})

test('TIFF is read in either order of bytes, and BMP from either end', () => {
  const tiff = Buffer.alloc(50)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(3, 8)
  tiff.writeUInt16BE(256, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt16BE(301, 18)
  tiff.writeUInt16BE(257, 22)
  tiff.writeUInt16BE(4, 24)
  tiff.writeUInt32BE(7, 30)
  tiff.writeUInt16BE(258, 34)
  tiff.writeUInt16BE(3, 36)
  tiff.writeUInt16BE(8, 42)
  expect(readPictureHead(tiff)).toEqual({ type: 'image/tiff', ...whole })
  const bmp = Buffer.alloc(54)
  bmp.write('BM')
  bmp.writeUInt32LE(54, 2)
  bmp.writeInt32LE(301, 18)
  bmp.writeInt32LE(-7, 22)
  expect(readPictureHead(bmp)).toEqual({ type: 'image/bmp', ...whole })
  expect(readPictureHead(bmp.subarray(0, 40))).toMatchObject({ isWhole: false })
})

/** A frame header of JPEG, or another segment of its form. */
const segment = (marker: number, height: number, width: number): number[] => [
  ...[0xff, marker, 0, 11, 8],
  ...[height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
]

test.each(Array.from({ length: 18 }, (_, at) => 0xbf + at))(
  'the segment %i of a JPEG has the size of the picture, or is passed over',
  (marker) => {
    // DHT, JPG and DAC stand among the markers of frames (ITU-T T.81, table B.1).
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    const bytes = [0xff, 0xd8, ...segment(marker, 0x0102, 0x0304), ...segment(0xc0, 7, 9), 0xff, 0xd9, 0, 0]
    expect(readPictureHead(Uint8Array.from(bytes))).toEqual({
      type: 'image/jpeg',
      ...(isFrame ? { height: 0x0102, width: 0x0304 } : { height: 7, width: 9 }),
      isWhole: true,
    })
  },
)

test.each([
  ['other bytes', [0xff, 0xd8, 0xd9]],
  ['half a marker', [0xff, 0xd8, 0xff]],
  ['the end of another picture', [0xff, 0xd8, 0, 0xd9]],
])('a JPEG that ends with %s is not whole', (_, end) => {
  const bytes = Uint8Array.from([0xff, 0xd8, ...segment(0xc0, 7, 9), ...end])
  expect(readPictureHead(bytes)).toMatchObject({ width: 9, isWhole: false })
})

/** A WebP file of one chunk. */
function webp(chunk: string, at: number, bytes: readonly number[]): Buffer {
  const file = Buffer.alloc(34)
  file.write('RIFF')
  file.writeUInt32LE(26, 4)
  file.write(`WEBP${chunk}`, 8)
  file.set(bytes, at)
  return file
}

test.each([
  ['VP8X', 24, [0x56, 0x34, 0x12, 0x03, 0x02, 0x01], 0x123457, 0x010204],
  ['VP8L', 21, [0xff, 0x7f, 0x05, 0xf0], 0x4000, 0x16],
  ['VP8 ', 26, [0x34, 0xd2, 0x78, 0x96], 0x1234, 0x1678],
])('the size of a WebP with the chunk %s takes as many bits as it has', (chunk, at, bytes, width, height) => {
  const file = webp(chunk, at, bytes)
  expect(readPictureHead(file)).toEqual({ type: 'image/webp', width, height, isWhole: true })
  expect(readPictureHead(file.subarray(0, 33))).toMatchObject({ isWhole: false })
})

/** An AVIF file that gives these sizes, of a whole picture and of its tiles. */
function avif(...sizes: readonly (readonly [width: number, height: number])[]): Buffer {
  const boxes = sizes.map(([width, height]) => {
    const box = Buffer.alloc(16)
    box.write('ispe')
    box.writeUInt32BE(width, 8)
    box.writeUInt32BE(height, 12)
    return box
  })
  return Buffer.concat([Buffer.from('\0\0\0\x20ftypavif'), ...boxes])
}

test('the size of an AVIF is the largest that it gives', () => {
  const found = { type: 'image/avif', width: 70_000, height: 3, isWhole: true }
  expect(readPictureHead(avif([70_000, 3], [20, 9]))).toEqual(found)
  expect(readPictureHead(avif([20, 9], [70_000, 3]))).toEqual(found)
  expect(readPictureHead(avif([4, 4], [5, 5]))).toMatchObject({ width: 5 })
  expect(readPictureHead(avif([3, 70_000], [70_000, 3]))).toMatchObject({ width: 3 })
  expect(readPictureHead(avif())).toBeUndefined()
  expect(readPictureHead(avif([0, 9]))).toBeUndefined()
  expect(readPictureHead(Buffer.concat([avif(), Buffer.alloc(5000), avif([2, 2])]))).toBeUndefined()
})

test.each([
  [[0, 7], undefined],
  [[7, 0], undefined],
])('a GIF of %j pixels is none', ([width = 0, height = 0], expected) => {
  expect(readPictureHead(Uint8Array.from([...Buffer.from('GIF89a'), width, 0, height, 0, 0x3b]))).toBe(expected)
})

test('a JPEG in which something else stands between its segments is none that is known', () => {
  const odd = [0xff, 0xd8, ...segment(0xe0, 1, 1), 0, ...segment(0xc0, 7, 9), 0xff, 0xd9]
  expect(readPictureHead(Uint8Array.from(odd))).toBeUndefined()
  expect(readPictureHead(Uint8Array.from(odd.toSpliced(15, 1)))).toMatchObject({ width: 9 })
  const [, ...frame] = segment(0xc0, 7, 9)
  expect(readPictureHead(Uint8Array.from([0xff, 0xd8, ...segment(0xe0, 1, 1), 0, ...frame]))).toBeUndefined()
})

test('a TIFF that says nothing of its size is none that is known', () => {
  expect(readPictureHead(Uint8Array.from([...Buffer.from('II*\0'), 8, 0, 0, 0, 0, 0]))).toBeUndefined()
})

test.each(['', 'x'.repeat(60), '{}', '<svg/>', 'BM', 'GIF89a', '\x89PNG\r\n\x1a\n', '....ftypavif', 'RIFF....WEBP'])(
  '%j is no picture',
  (text) => {
    expect(readPictureHead(Buffer.from(text, 'latin1'))).toBeUndefined()
  },
)
