/** The formats that pictures can be asked for in. */

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
