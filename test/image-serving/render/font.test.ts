import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { fileOf, fontsFor, type PackagedFont, unpackInto, unpackWoff } from '../../../src/image-serving/render/font.js'

/** The tables of a font: name, checksum, and bytes, which are packed where that makes them fewer. */
type Table = readonly [tag: string, sum: number, bytes: Uint8Array]

/** A WOFF file of these tables (WOFF 1.0, sections 3 to 5), somewhere in a larger buffer, as Node hands files out. */
function woffOf(tables: readonly Table[], size: number): Uint8Array {
  const packed = tables.map(([, , bytes]) => {
    const deflated = deflateSync(bytes)
    return deflated.length < bytes.length ? deflated : bytes
  })
  const start = 44 + 20 * tables.length
  const whole = Buffer.alloc(7 + start + packed.reduce((sum, { length }) => sum + length, 0))
  const file = whole.subarray(7)
  file.write('wOFF')
  file.writeUInt32BE(0x4f54544f, 4)
  file.writeUInt16BE(tables.length, 12)
  file.writeUInt32BE(size, 16)
  let at = start
  for (const [index, [tag, sum, bytes]] of tables.entries()) {
    const entry = 44 + 20 * index
    const part = packed[index] ?? bytes
    file.write(tag, entry)
    for (const [field, value] of [at, part.length, bytes.length, sum].entries())
      file.writeUInt32BE(value, entry + 4 + 4 * field)
    file.set(part, at)
    at += part.length
  }
  return file
}

const zeros = new Uint8Array(40)
const tables: readonly Table[] = [
  ['abcd', 0x01020304, new Uint8Array([1, 2, 3, 4, 5])],
  ['efgh', 0x05060708, zeros],
  ['ijkl', 0x090a0b0c, new Uint8Array([9])],
]
const size = 12 + 3 * 16 + 8 + 40 + 4

test('a font is unpacked, each of its tables at its place, packed or not', () => {
  const font = Buffer.from(unpackWoff(woffOf(tables, size)))
  expect(font.toString('latin1', 0, 4)).toBe('OTTO')
  // How many tables there are, and what a binary search among them needs (OpenType, “Table Directory”).
  expect([4, 6, 8, 10].map((at) => font.readUInt16BE(at))).toEqual([3, 32, 1, 16])
  const records = tables.map((_, index) => {
    const at = 12 + 16 * index
    return [font.toString('latin1', at, at + 4), ...[4, 8, 12].map((field) => font.readUInt32BE(at + field))]
  })
  expect(records).toEqual([
    ['abcd', 0x01020304, 60, 5],
    ['efgh', 0x05060708, 68, 40],
    ['ijkl', 0x090a0b0c, 108, 1],
  ])
  expect([...font.subarray(60)]).toEqual([1, 2, 3, 4, 5, 0, 0, 0, ...zeros, 9, 0, 0, 0])
})

test('a font without tables is one', () => {
  expect(unpackWoff(woffOf([], 12))).toHaveLength(12)
})

test.each([
  ['empty', new Uint8Array(), 'The font is no WOFF file'],
  ['short', woffOf(tables, size).subarray(0, 43), 'The font is no WOFF file'],
  ['of another kind', new Uint8Array(100), 'The font is no WOFF file'],
  ['too large', woffOf(tables, 64 * 2 ** 20 + 1), 'The font is too large'],
  ['smaller than its tables', woffOf(tables, size - 8), 'offset is out of bounds'],
  ['cut off', woffOf(tables, size).subarray(0, 90), /./],
  [
    'larger in one of its tables than it says',
    woffOf([['abcd', 1, zeros]], 68).fill(20, 59, 60),
    'larger than 20 bytes',
  ],
])('a file that is %s is refused', (_, bytes, why) => {
  expect(() => unpackWoff(bytes)).toThrow(why)
})

describe('a font in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'font-'))
  const woff = woffOf(tables, size)
  beforeEach(() => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('has the name of its package, of the user and of what it holds, and is for that user alone', () => {
    const file = fileOf(woff, folder, 'unifont')
    expect(file).toMatch(new RegExp(`/reactor-errors-unifont-${userInfo().uid}-[0-9a-f]{16}\\.ttf$`))
    expect(readFileSync(file).equals(unpackWoff(woff))).toBe(true)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(fileOf(woffOf(tables, size + 4), folder, 'unifont')).not.toBe(file)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('is used as it is, and written anew where it is broken', () => {
    const file = fileOf(woff, folder, 'unifont')
    const { ino } = statSync(file)
    expect(fileOf(woff, folder, 'unifont')).toBe(file)
    expect(statSync(file).ino).toBe(ino)
    writeFileSync(file, 'half')
    expect(fileOf(woff, folder, 'unifont')).toBe(file)
    expect(readFileSync(file).equals(unpackWoff(woff))).toBe(true)
    expect(readdirSync(folder)).toHaveLength(1)
  })

  test.each([0o620, 0o602])('is not used where others could change it: %i', (mode) => {
    const file = fileOf(woff, folder, 'unifont')
    chmodSync(file, mode)
    expect(() => fileOf(woff, folder, 'unifont')).toThrow('The file of the font belongs to somebody else')
    chmodSync(file, 0o644)
    expect(fileOf(woff, folder, 'unifont')).toBe(file)
  })

  test('is not used where it leads elsewhere', () => {
    const file = fileOf(woff, folder, 'unifont')
    rmSync(file)
    writeFileSync(join(folder, 'other'), unpackWoff(woff))
    symlinkSync(join(folder, 'other'), file)
    expect(() => fileOf(woff, folder, 'unifont')).toThrow('The file of the font belongs to somebody else')
  })
})

test('a package that is not installed is named, with the command that installs it', () => {
  const missing = 'other' as PackagedFont // There is none of that name.
  expect(() => unpackInto(tmpdir(), missing)).toThrow(
    expect.objectContaining({
      name: 'RendererMissingError',
      message: 'Messages are drawn with @fontsource/other, which cannot be loaded here: npm install @fontsource/other',
      cause: expect.any(Error),
    }),
  )
})

test('a text is given the fonts that it needs', () => {
  const families = (text: string) => Object.entries(fontsFor(text)).map(([role, { family }]) => `${role}: ${family}`)
  expect(families('Größe 글자')).toEqual(['main: Unifont'])
  const all = ['main: Unifont', 'beyond: UnifontExMono', 'emoji: Noto Color Emoji']
  for (const text of ['\u{10330}', '⌚', '❤\ufe0f']) expect(families(text)).toEqual(all)
})
