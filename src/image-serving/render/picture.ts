/** Makes pictures of files, in the size and format that a request asks for. */
import type { Metadata } from 'sharp'
import type { PixelLimits } from '../attributes.js'
import type { KeptCommands } from '../plan.js'
import type { Bytes } from '../response.js'
import { loadSharp } from './sharp.js'

/** A picture. */
export interface Picture {
  /** Its media type. */
  readonly type: string
  readonly body: Bytes
}

/** A picture that was made, with its size in pixels. */
export interface RenderedPicture extends Picture {
  readonly width: number
  readonly height: number
}

/** How a picture is made. */
export interface PictureInit extends KeptCommands {
  /** `scl=`: by what the size of the file is divided where neither `wid=` nor `hei=` says another. */
  readonly scl?: string
  /** Whether white goes around a picture that is of another shape than `wid=` and `hei=` together; default: yes. */
  readonly isPadded?: boolean
  /** The largest width and height that the picture may have (`MaxPix`); default: no limit. */
  readonly maxSize?: PixelLimits
  /**
   * The largest width and height where the request asks for no size (`DefaultPix`), to which it is made smaller; default: no limit.
   */
  readonly usualSize?: PixelLimits
  /** The most pixels that the picture may have; default: 100 million. */
  readonly maxPixels?: number
  /** The most pixels that the file may say it has; default: 100 million. */
  readonly maxSourcePixels?: number
}

/** The largest picture that is made, in pixels each way. */
const LARGEST = 10_000
const MOST_PIXELS = 100_000_000
const NO_LIMIT: PixelLimits = { width: 0, height: 0 }

/** The longest that one picture may take, in seconds. */
const PATIENCE = 30

/** Thrown where a picture would be larger than is allowed. */
export class TooManyPixelsError extends Error {
  override readonly name = 'TooManyPixelsError'
}

/**
 * A picture of the file with these bytes, upright, of its first frame: as it is, or fit into `wid` and `hei`. Nothing is decoded of a
 * file that says it is too large. Rejects with a `TooManyPixelsError`, with a `RangeError` for a size or a format that is none, or
 * with an Error where the file is none that `sharp` can read to its end.
 */
export async function renderPicture(file: Uint8Array, init: PictureInit = {}): Promise<RenderedPicture> {
  const { wid, hei, fmt, qlt, isPadded = true, maxSourcePixels = MOST_PIXELS } = init
  const { name, type } = pictureFormatOf(fmt)
  const sharp = await loadSharp()
  // The limit is seen to here, where an error tells it from files that cannot be read.
  const picture = sharp(file, { limitInputPixels: false }).timeout({ seconds: PATIENCE })
  const source = uprightSize(await picture.metadata())
  if (source.width * source.height > maxSourcePixels) throw new TooManyPixelsError('The file has too many pixels')
  const { width, height } = sizeOf(init, source)
  picture.autoOrient()
  if (width !== source.width || height !== source.height) {
    const fit = wid !== undefined && hei !== undefined && isPadded ? 'contain' : 'inside'
    picture.resize(width, height, { fit, background: '#ffffff' })
  }
  const quality = Math.round(Number(qlt))
  const options = quality >= 1 && quality <= 100 && name !== 'gif' && name !== 'png' ? { quality } : {}
  const { data, info } = await picture.toFormat(name, options).toBuffer({ resolveWithObject: true })
  return { type, body: new Uint8Array(data), width: info.width, height: info.height }
}

/** The size of a picture that is turned as its orientation says. */
export function uprightSize({ width, height, orientation = 1 }: Metadata): PixelLimits {
  return orientation > 4 ? { width: height, height: width } : { width, height }
}

/** The size that a request asks for, which may be too large. */
function sizeOf(init: PictureInit, source: PixelLimits): PixelLimits {
  const { maxSize = NO_LIMIT, maxPixels = MOST_PIXELS } = init
  const size = askedSize(init, source)
  if (!(size.width > 0 && size.height > 0)) throw new RangeError('A size is a number above 0')
  const isTooLarge =
    (maxSize.width > 0 && size.width > maxSize.width) ||
    (maxSize.height > 0 && size.height > maxSize.height) ||
    Math.max(size.width, size.height) > LARGEST ||
    size.width * size.height > maxPixels
  if (isTooLarge) throw new TooManyPixelsError('The picture is too large')
  return { width: Math.max(1, Math.round(size.width)), height: Math.max(1, Math.round(size.height)) }
}

function askedSize({ wid, hei, scl, usualSize = NO_LIMIT }: PictureInit, { width, height }: PixelLimits): PixelLimits {
  if (wid !== undefined || hei !== undefined) {
    return {
      width: Number(wid ?? (Number(hei) * width) / height),
      height: Number(hei ?? (Number(wid) * height) / width),
    }
  }
  const usual = Math.min(1, (usualSize.width || width) / width, (usualSize.height || height) / height)
  const factor = scl === undefined ? usual : 1 / Number(scl)
  return { width: width * factor, height: height * factor }
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
