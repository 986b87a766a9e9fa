import sharp, { type Metadata } from 'sharp'
import { expect, test } from 'vitest'
import {
  pictureFormatOf,
  renderPicture,
  TooManyPixelsError,
  uprightSize,
} from '../../../src/image-serving/render/picture.js'
import { pixels } from './approved.js'
import { oddPictures } from './odd-pictures.js'

const red = { r: 200, g: 0, b: 0 }
const file = await sharp({ create: { width: 60, height: 30, channels: 3, background: red } })
  .png()
  .toBuffer()

test.each([
  [{}, 60, 30, 'jpeg'],
  [{ wid: '30' }, 30, 15, 'jpeg'],
  [{ hei: '60', fmt: 'png' }, 120, 60, 'png'],
  [{ wid: '40', hei: '40', fmt: 'webp', qlt: '50' }, 40, 40, 'webp'],
  [{ wid: '0.2', fmt: 'png', qlt: '50' }, 1, 1, 'png'],
  [{ fmt: 'gif', qlt: '50' }, 60, 30, 'gif'],
  [{ wid: '40', hei: '40', isPadded: false }, 40, 20, 'jpeg'],
  [{ wid: '60', hei: '40', fmt: 'png' }, 60, 40, 'png'],
  [{ wid: '40', hei: '30', fmt: 'png' }, 40, 30, 'png'],
  [{ scl: '2' }, 30, 15, 'jpeg'],
  [{ scl: '2', wid: '50', usualSize: { width: 5, height: 5 } }, 50, 25, 'jpeg'],
  [{ usualSize: { width: 20, height: 0 } }, 20, 10, 'jpeg'],
  [{ usualSize: { width: 0, height: 3 } }, 6, 3, 'jpeg'],
  [{ usualSize: { width: 600, height: 600 } }, 60, 30, 'jpeg'],
  [{ usualSize: { width: 20, height: 20 }, maxSize: { width: 20, height: 10 } }, 20, 10, 'jpeg'],
])('with %j the picture has %j by %j pixels in %s', async (init, width, height, format) => {
  const { type, body } = await renderPicture(file, init)
  expect(type).toBe(`image/${format}`)
  expect(await sharp(body).metadata()).toMatchObject({ width, height, format })
})

test('a picture of another shape has white around it', async () => {
  const { data } = await pixels((await renderPicture(file, { wid: '40', hei: '40', fmt: 'png' })).body)
  expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255])
  expect([...data.subarray((20 * 40 + 20) * 4, (20 * 40 + 20) * 4 + 4)]).toEqual([200, 0, 0, 255])
})

test('less quality takes less room', async () => {
  const noise = await sharp({
    create: { width: 80, height: 80, channels: 3, background: red, noise: { type: 'gaussian', mean: 128, sigma: 40 } },
  })
    .png()
    .toBuffer()
  const [low, high, odd, plain] = await Promise.all(
    ['5', '95', 'many', undefined].map(
      async (qlt) => (await renderPicture(noise, qlt === undefined ? {} : { qlt })).body.length,
    ),
  )
  expect(low).toBeLessThan(high ?? 0)
  expect(odd).toBe(plain)
})

test('quality goes from 1 to 100, and is for formats that have it', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const file = await sharp({ create: { width: 20, height: 20, channels: 3, background: red, noise } })
    .png()
    .toBuffer()
  const made = async (init: object) => Buffer.from((await renderPicture(file, init)).body).toString('base64')
  const plain = await made({})
  for (const qlt of ['0', '101', 'x']) expect(await made({ qlt })).toBe(plain)
  for (const qlt of ['1', '100']) expect(await made({ qlt })).not.toBe(plain)
  for (const fmt of ['png', 'gif']) expect(await made({ fmt, qlt: '5' })).toBe(await made({ fmt }))
})

test('a picture may be as large as that', async () => {
  expect(await renderPicture(file, { wid: '10000', hei: '1' })).toMatchObject({ width: 10_000, height: 1 })
})

test('a picture with more pixels than allowed is not made', async () => {
  await expect(renderPicture(file, { maxPixels: 60 * 30 })).resolves.toMatchObject({ type: 'image/jpeg' })
  const tooLarge = new TooManyPixelsError('The picture is too large')
  await expect(renderPicture(file, { maxPixels: 60 * 30 - 1 })).rejects.toThrow(tooLarge)
  await expect(renderPicture(file, { maxSourcePixels: 60 * 30 })).resolves.toMatchObject({ width: 60 })
  await expect(renderPicture(file, { maxSourcePixels: 60 * 30 - 1 })).rejects.toThrow(
    new TooManyPixelsError('The file has too many pixels'),
  )
  expect(tooLarge.name).toBe('TooManyPixelsError')
  await expect(renderPicture(file, { maxSize: { width: 60, height: 30 } })).resolves.toMatchObject({ width: 60 })
  await expect(renderPicture(file, { maxSize: { width: 59, height: 99 } })).rejects.toThrow(TooManyPixelsError)
  await expect(renderPicture(file, { maxSize: { width: 99, height: 29 } })).rejects.toThrow(TooManyPixelsError)
  await expect(renderPicture(file, { wid: '10001', hei: '1' })).rejects.toThrow(TooManyPixelsError)
  await expect(renderPicture(file, { wid: '1', hei: '1e9' })).rejects.toThrow(TooManyPixelsError)
})

test.each([
  [Buffer.from('no picture'), {}, 'Input buffer contains unsupported image format'],
  [file.subarray(0, 50), {}, /./],
  [file, { wid: 'x' }, new RangeError('A size is a number above 0')],
  [file, { hei: '-1' }, new RangeError('A size is a number above 0')],
  [file, { wid: '5', hei: '0' }, new RangeError('A size is a number above 0')],
  [file, { wid: '0', hei: '5' }, new RangeError('A size is a number above 0')],
  [file, { fmt: 'pdf' }, new RangeError('fmt= asks for a format that is not drawn here')],
])('what cannot be made rejects', async (bytes, init, why) => {
  await expect(renderPicture(bytes, init)).rejects.toThrow(why)
})

test.each([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['PNG', 'png'],
  ['png-alpha', 'png'],
  ['gif', 'gif'],
  ['gif-alpha,rgb', 'gif'],
  ['webp', 'webp'],
  ['webp-alpha', 'webp'],
  ['tif', 'tiff'],
  ['tif-alpha', 'tiff'],
  ['avif', 'avif'],
  ['avif-alpha', 'avif'],
  ['', 'jpeg'],
  [undefined, 'jpeg'],
])('fmt=%s is the format %s', (fmt, name) => {
  expect(pictureFormatOf(fmt)).toEqual({ name, type: `image/${name}` })
})

test.each([
  [undefined, 60, 30],
  [1, 60, 30],
  [4, 60, 30],
  [5, 30, 60],
  [8, 30, 60],
])('a picture of 60 by 30 pixels with the orientation %s is upright with %i by %i', (orientation, width, height) => {
  // What else is known of a picture is of no interest here.
  const metadata = { width: 60, height: 30, ...(orientation && { orientation }) } as Metadata
  expect(uprightSize(metadata)).toEqual({ width, height })
})

test.each(['animated.gif', 'cmyk.jpg', '16-bit.png', 'grey-alpha.png', 'small.svg'] as const)(
  '%s is a picture of its first frame, in eight bits of red, green and blue',
  async (name) => {
    const { type, body, width, height } = await renderPicture((await oddPictures())[name], {})
    expect([type, width, height]).toEqual(['image/jpeg', 60, 30])
    expect(await sharp(body).metadata()).toMatchObject({ depth: 'uchar', format: 'jpeg' })
  },
)

test('a picture that lies on its side is set upright', async () => {
  const { width, height, body } = await renderPicture((await oddPictures())['sideways.jpg'], { fmt: 'png' })
  expect([width, height]).toEqual([30, 60])
  expect((await sharp(body).metadata()).orientation).toBeUndefined()
  expect(await renderPicture((await oddPictures())['sideways.jpg'], { wid: '15' })).toMatchObject({ height: 30 })
})

test.each(['bomb.png', 'bomb.svg'] as const)('%s says how large it is, and is not decoded', async (name) => {
  await expect(renderPicture((await oddPictures())[name], { wid: '10' })).rejects.toThrow(TooManyPixelsError)
})

test.each(['truncated.jpg', 'truncated.png'] as const)('%s is no picture', async (name) => {
  await expect(renderPicture((await oddPictures())[name], {})).rejects.toThrow()
})
