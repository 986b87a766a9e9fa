/** The font that messages are drawn with. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackWoff } from './woff.js'

/** A font in a file. */
export interface ErrorFont {
  /** The name that the font has in itself: `Noto Sans KR`. */
  readonly family: string
  /** The path of a TrueType or OpenType file. */
  readonly file: string
}

let unpacked: ErrorFont | undefined

/**
 * Unifont, out of `@fontsource/unifont`: a character for every one of the Basic Multilingual Plane, so for every living script. It is
 * unpacked once, into a folder for temporary files that is removed when the process ends; again, where somebody else has removed it.
 * Throws an Error where the package is not installed.
 */
export function builtInFont(): ErrorFont {
  if (unpacked === undefined || !existsSync(unpacked.file)) unpacked = unpack()
  return unpacked
}

function unpack(): ErrorFont {
  const packed = createRequire(import.meta.url).resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff')
  const font = unpackWoff(readFileSync(packed))
  const folder = mkdtempSync(join(tmpdir(), 'reactor-errors-font-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'unifont.ttf')
  writeFileSync(file, font)
  return { family: 'Unifont', file }
}
