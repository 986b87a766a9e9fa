/** The font that messages are drawn with. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'

/** A font in a file. */
export interface ErrorFont {
  /** The name that the font has in itself: `Noto Sans KR`. */
  readonly family: string
  /** The path of a TrueType or OpenType file. */
  readonly file: string
}

let builtIn: ErrorFont | undefined

/**
 * Unifont, out of `@fontsource/unifont`: a character for every one of the Basic Multilingual Plane, so for every living script. The
 * text engine reads it from a file, so it is unpacked into one in `folder`, which all processes of a user share; default: the
 * system's for temporary files. Throws an Error where the package is not installed, or somebody else's file is in its place.
 */
export function builtInFont(folder: string = tmpdir()): ErrorFont {
  // Somebody may tidy up while the process runs.
  if (builtIn === undefined || !existsSync(builtIn.file)) builtIn = { family: 'Unifont', file: unpackInto(folder) }
  return builtIn
}

/** The path of the font, which is there and ours; the same one for the same font. */
export function unpackInto(folder: string): string {
  const packed = createRequire(import.meta.url).resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff')
  const woff = readFileSync(packed)
  const font = unpackWoff(woff)
  const { uid } = userInfo()
  const digest = createHash('sha256').update(woff).digest('hex').slice(0, 16)
  const file = join(folder, `reactor-errors-unifont-${uid}-${digest}.ttf`)
  if (existsSync(file)) {
    // Windows has neither owner nor mode here: -1, and writable by all.
    const stats = lstatSync(file)
    const isOurs = stats.isFile() && (uid < 0 || (stats.uid === uid && (stats.mode & 0o022) === 0))
    if (!isOurs) throw new Error('The file of the font belongs to somebody else')
    if (readFileSync(file).equals(font)) return file
  }
  // Another process may be doing the same, and none may see half a font.
  const half = `${file}.${randomUUID()}`
  writeFileSync(half, font, { mode: 0o600, flag: 'wx' })
  renameSync(half, file)
  return file
}

const SIGNATURE = 0x774f4646
const HEADER = 44
const ENTRY = 20
const LARGEST = 64 * 2 ** 20

/**
 * The TrueType or OpenType font in a WOFF file, which text engines on servers do not read. Throws an Error where the file is none.
 *
 * @see https://www.w3.org/TR/WOFF/
 */
export function unpackWoff(woff: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength)
  if (woff.length < HEADER || from.getUint32(0) !== SIGNATURE) throw new Error('The font is no WOFF file')
  const count = from.getUint16(12)
  const size = from.getUint32(16)
  if (size > LARGEST) throw new Error('The font is too large')
  const font = new Uint8Array(size)
  const to = new DataView(font.buffer)
  const power = 31 - Math.clz32(count)
  to.setUint32(0, from.getUint32(4))
  to.setUint16(4, count)
  to.setUint16(6, 16 << power)
  to.setUint16(8, power)
  to.setUint16(10, (count - (1 << power)) * 16)
  let at = 12 + count * 16
  for (let table = 0; table < count; table++) {
    const entry = HEADER + table * ENTRY
    const [offset, packed, length] = [4, 8, 12].map((field) => from.getUint32(entry + field)) as [
      number,
      number,
      number,
    ]
    const bytes = woff.subarray(offset, offset + packed)
    font.set(packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes, at)
    const record = 12 + table * 16
    to.setUint32(record, from.getUint32(entry))
    to.setUint32(record + 4, from.getUint32(entry + 16))
    to.setUint32(record + 8, at)
    to.setUint32(record + 12, length)
    at += Math.ceil(length / 4) * 4
  }
  return font
}
