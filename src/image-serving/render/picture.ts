/** Makes pictures of files, in the size and format that a request asks for. */
import type { KeptCommands } from '../plan.js'

/** A picture. */
export interface Picture {
  /** Its media type. */
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** How a picture is made. */
export interface PictureInit extends KeptCommands {
  /** The most pixels that the picture may have; 0 or absent: no limit but the renderer's. */
  readonly maxPixels?: number
}

/** The largest picture that is made, in pixels each way. */
const LARGEST = 10_000

/** Thrown where a picture would have more pixels than is allowed. */
export class TooManyPixelsError extends Error {
  override readonly name = 'TooManyPixelsError'
}

/**
 * A picture of the file with these bytes: as it is, or fit into `wid` and `hei`, with white around it where both are given and it is
 * of another shape. Rejects with a `TooManyPixelsError`, or with an Error where the file is none that `sharp` can read.
 */
export async function renderPicture(file: Uint8Array, init: PictureInit = {}): Promise<Picture> {
  const { wid, hei, fmt, qlt, maxPixels = 0 } = init
  const { name, type } = pictureFormatOf(fmt)
  const { default: sharp } = await import('sharp')
  const picture = sharp(file)
  const { width, height } = await picture.metadata()
  const scaled = sizeOf(wid, hei, { width, height })
  if (maxPixels > 0 && scaled.width * scaled.height > maxPixels)
    throw new TooManyPixelsError('The picture is too large')
  const { width: to, height: by } = scaled
  if (wid !== undefined || hei !== undefined) picture.resize(to, by, { fit: 'contain', background: '#ffffff' })
  const quality = Math.round(Number(qlt))
  const options = quality >= 1 && quality <= 100 && name !== 'gif' && name !== 'png' ? { quality } : {}
  return { type, body: new Uint8Array(await picture.toFormat(name, options).toBuffer()) }
}

interface Size {
  readonly width: number
  readonly height: number
}

function sizeOf(wid: string | undefined, hei: string | undefined, { width, height }: Size): Size {
  const size = {
    width: Number(wid ?? (hei === undefined ? width : (Number(hei) * width) / height)),
    height: Number(hei ?? (wid === undefined ? height : (Number(wid) * height) / width)),
  }
  if (!(size.width > 0 && size.height > 0)) throw new RangeError('A size is a number above 0')
  if (size.width > LARGEST || size.height > LARGEST) throw new TooManyPixelsError('The picture is too large')
  return { width: Math.max(1, Math.round(size.width)), height: Math.max(1, Math.round(size.height)) }
}

/** A format, as the renderer calls it, with its media type. */
export interface PictureFormat {
  readonly name: 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'avif'
  readonly type: string
}

const formats: ReadonlyMap<string, PictureFormat['name']> = new Map([
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['png', 'png'],
  ['png-alpha', 'png'],
  ['gif', 'gif'],
  ['gif-alpha', 'gif'],
  ['webp', 'webp'],
  ['webp-alpha', 'webp'],
  ['tif', 'tiff'],
  ['tif-alpha', 'tiff'],
  ['avif', 'avif'],
  ['avif-alpha', 'avif'],
])

/** The format that a value of `fmt=` asks for; JPEG where there is none. Throws a RangeError for one that is not drawn. */
export function pictureFormatOf(fmt: string | undefined): PictureFormat {
  const [word = ''] = (fmt || 'jpg').toLowerCase().split(',')
  const name = formats.get(word)
  if (name === undefined) throw new RangeError('fmt= asks for a format that is not drawn here')
  return { name, type: `image/${name}` }
}
