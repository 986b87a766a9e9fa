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
  const tiff = Buffer.alloc(38)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(2, 8)
  tiff.writeUInt16BE(256, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt16BE(301, 18)
  tiff.writeUInt16BE(257, 22)
  tiff.writeUInt16BE(4, 24)
  tiff.writeUInt32BE(7, 30)
  expect(readPictureHead(tiff)).toEqual({ type: 'image/tiff', ...whole })
  const bmp = Buffer.alloc(54)
  bmp.write('BM')
  bmp.writeUInt32LE(54, 2)
  bmp.writeInt32LE(301, 18)
  bmp.writeInt32LE(-7, 22)
  expect(readPictureHead(bmp)).toEqual({ type: 'image/bmp', ...whole })
  expect(readPictureHead(bmp.subarray(0, 40))).toMatchObject({ isWhole: false })
})

test.each(['', '{}', '<svg/>', 'BM', 'GIF89a', '\x89PNG\r\n\x1a\n', '....ftypavif', 'RIFF....WEBP'])(
  '%j is no picture',
  (text) => {
    expect(readPictureHead(Buffer.from(text, 'latin1'))).toBeUndefined()
  },
)
