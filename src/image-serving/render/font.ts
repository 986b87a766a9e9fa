/** The fonts that messages are drawn with, out of packages that hold them for the web. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { Bytes } from '../response.js'
import { RendererMissingError } from './sharp.js'

/** A font in a file. */
export interface ErrorFont {
  /** The name that the font has in itself: `Noto Sans KR`. */
  readonly family: string
  /** The path of a TrueType or OpenType file. */
  readonly file: string
}

/** The fonts that one text is drawn with. */
export interface FontSet {
  readonly main: ErrorFont
  /** For characters beyond the Basic Multilingual Plane; absent: they are drawn as U+FFFD. */
  readonly beyond?: ErrorFont
  /** For emoji; absent as above. */
  readonly emoji?: ErrorFont
}

/** The names that fonts have in themselves, and the packages that they are in. */
const packaged = {
  unifont: ['Unifont', '@fontsource/unifont/files/unifont-latin-400-normal.woff'],
  unifontex: ['UnifontExMono', '@fontsource/unifontex/files/unifontex-latin-400-normal.woff'],
  'noto-color-emoji': ['Noto Color Emoji', '@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff'],
} as const

/** The name of a font that a package holds. */
export type PackagedFont = keyof typeof packaged

const unpacked = new Map<PackagedFont, ErrorFont>()

/**
 * Unifont, out of `@fontsource/unifont`: a character for every one of the Basic Multilingual Plane. The text engine reads it from a
 * file, so it is unpacked into one in `folder`, which all processes of a user share; default: the system's for temporary files.
 * Throws a `RendererMissingError` where the package is not installed, an Error where somebody else's file is in its place.
 */
export const builtInFont = (folder: string = tmpdir()): ErrorFont => packagedFont('unifont', folder)

/** A font of a package, unpacked. Throws as `builtInFont` does. */
function packagedFont(name: PackagedFont, folder: string = tmpdir()): ErrorFont {
  const known = unpacked.get(name)
  // Somebody may tidy up while the process runs.
  if (known !== undefined && existsSync(known.file)) return known
  const font = { family: packaged[name][0], file: unpackInto(folder, name) }
  unpacked.set(name, font)
  return font
}

/** The fonts for a text that may hold anything: Unifont, and of the others those whose packages are installed and that it needs. */
export function fontsFor(text: string): FontSet {
  const main = builtInFont()
  if (!/[\u{10000}-\u{10ffff}\p{Emoji_Presentation}]|\ufe0f/u.test(text)) return { main }
  return { main, ...optional('beyond', 'unifontex'), ...optional('emoji', 'noto-color-emoji') }
}

function optional<Role extends string>(role: Role, name: PackagedFont): { readonly [_ in Role]?: ErrorFont } {
  try {
    placeOf(name)
  } catch {
    return {} // An optional package, which is not installed.
  }
  // The one key is of that type.
  return { [role]: packagedFont(name) } as { readonly [_ in Role]: ErrorFont }
}

function placeOf(name: PackagedFont): string {
  try {
    return createRequire(import.meta.url).resolve(packaged[name][1])
  } catch (cause) {
    const missing = `@fontsource/${name}`
    throw new RendererMissingError(
      `Messages are drawn with ${missing}, which cannot be loaded here: npm install ${missing}`,
      { cause },
    )
  }
}

/** The path of the font of a package, unpacked into a folder. */
export const unpackInto = (folder: string, name: PackagedFont = 'unifont'): string =>
  fileOf(readFileSync(placeOf(name)), folder, name)

/** The path of a file with the font in a WOFF file, which is there and ours; the same one for the same font. */
export function fileOf(woff: Uint8Array, folder: string, name: string): string {
  const font = unpackWoff(woff)
  const { uid } = userInfo()
  const digest = createHash('sha256').update(woff).digest('hex').slice(0, 16)
  const file = join(folder, `reactor-errors-${name}-${uid}-${digest}.ttf`)
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
export function unpackWoff(woff: Uint8Array): Bytes {
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
