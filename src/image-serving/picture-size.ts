/** Reads of the bytes of a picture what it is, how large, and whether it is all there. */
import { attempt } from '../jsonapi/attempt.js'

/** What the bytes of a picture say of it. */
export interface PictureHead {
  readonly type: 'image/avif' | 'image/bmp' | 'image/gif' | 'image/jpeg' | 'image/png' | 'image/tiff' | 'image/webp'
  /** In pixels, as stored: orientation does not count. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  /** Whether the bytes go on to where the format says that they end; `true` where it does not say. */
  readonly isWhole: boolean
}

type Read = (bytes: Uint8Array, view: DataView) => Omit<PictureHead, 'type'> | undefined

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))

/** https://www.w3.org/TR/png-3/ */
const png: Read = (bytes, view) => ({
  width: view.getUint32(16),
  height: view.getUint32(20),
  isWhole: ascii(bytes.subarray(-8), 0, 4) === 'IEND',
})

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
const gif: Read = (bytes, view) => ({
  width: view.getUint16(6, true),
  height: view.getUint16(8, true),
  isWhole: bytes.at(-1) === 0x3b,
})

/** ITU-T T.81, annex B: markers with lengths, of which a frame header has the size. */
const jpeg: Read = (bytes, view) => {
  let at = 2
  for (;;) {
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at += 1
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // All from C0 to CF but tables: Huffman (C4), reserved (C8) and arithmetic (CC).
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), isWhole: endsJpeg(bytes) }
    }
    at += 2 + view.getUint16(at + 2)
  }
}

/** Whether an end marker is among the last bytes: some programs add zeros behind it. */
function endsJpeg(bytes: Uint8Array): boolean {
  let end = bytes.length
  while (bytes[end - 1] === 0) end -= 1
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9
}

/** https://developers.google.com/speed/webp/docs/riff_container */
const webp: Read = (bytes, view) => {
  const isWhole = bytes.length >= view.getUint32(4, true) + 8
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000 + 1
  switch (ascii(bytes, 12, 16)) {
    case 'VP8X':
      return { width: three(24), height: three(27), isWhole }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, isWhole }
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, isWhole }
    default:
      return undefined
  }
}

/** ISO/IEC 23008-12: of the boxes `ispe`, that of the whole picture is the largest. */
const avif: Read = (bytes, view) => {
  // The boxes stand near the beginning; the pixels follow.
  const head = ascii(bytes, 0, Math.min(bytes.length, 4096))
  let size = { width: 0, height: 0 }
  for (let at = head.indexOf('ispe'); at >= 0; at = head.indexOf('ispe', at + 4)) {
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
    if (found.width * found.height > size.width * size.height) size = found
  }
  return { ...size, isWhole: true }
}

/** TIFF 6.0: of the first directory, the entries 256 and 257. */
const tiff: Read = (_, view) => {
  const isLittle = view.getUint8(0) === 0x49
  const start = view.getUint32(4, isLittle)
  const size = { width: 0, height: 0 }
  for (let entry = 0; entry < view.getUint16(start, isLittle); entry++) {
    const at = start + 2 + entry * 12
    const value =
      view.getUint16(at + 2, isLittle) === 3 ? view.getUint16(at + 8, isLittle) : view.getUint32(at + 8, isLittle)
    const tag = view.getUint16(at, isLittle)
    if (tag === 256) size.width = value
    if (tag === 257) size.height = value
  }
  return { ...size, isWhole: true }
}

/** BITMAPINFOHEADER; the height of one that is stored from the top is negative. */
const bmp: Read = (bytes, view) => ({
  width: view.getInt32(18, true),
  height: Math.abs(view.getInt32(22, true)),
  isWhole: bytes.length >= view.getUint32(2, true),
})

/** By what a format is known: a text, and where it stands. */
const formats: readonly (readonly [PictureHead['type'], number, string, Read])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n', png],
  ['image/jpeg', 0, '\xff\xd8\xff', jpeg],
  ['image/gif', 0, 'GIF8', gif],
  ['image/webp', 8, 'WEBP', webp],
  ['image/avif', 4, 'ftyp', avif],
  ['image/tiff', 0, 'II*\0', tiff],
  ['image/tiff', 0, 'MM\0*', tiff],
  ['image/bmp', 0, 'BM', bmp],
]

/**
 * What the bytes of a picture say of it; `undefined` where they are no picture of a format that is known, or break off in its head.
 */
export function readPictureHead(bytes: Uint8Array): PictureHead | undefined {
  const start = ascii(bytes, 0, 32)
  const format = formats.find(([, at, signature]) => start.startsWith(signature, at))
  if (format === undefined) return undefined
  const [type, , , read] = format
  // Where the head breaks off, there is nothing to read beyond the end of a view.
  const found = attempt(() => read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  return found === undefined || found.width <= 0 || found.height <= 0 ? undefined : { type, ...found }
}
