import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { renderErrorImage } from '../../../src/image-serving/render/error-image.js'
import { builtInFont, unpackInto, unpackWoff } from '../../../src/image-serving/render/font.js'

const folder = mkdtempSync(join(tmpdir(), 'font-'))
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the font is unpacked once, and again where somebody has removed it', async () => {
  const draw = async () =>
    Buffer.from((await renderErrorImage({ words: { title: 'x', message: '글자' }, fmt: 'png' })).body)
  const font = builtInFont(folder)
  expect([font.family, readdirSync(folder).length]).toEqual(['Unifont', 1])
  expect(builtInFont(folder)).toBe(font)
  const picture = await draw()
  rmSync(font.file)
  expect(builtInFont(folder)).toEqual(font)
  expect((await draw()).equals(picture)).toBe(true)
})

test('without a folder it is where temporary files are, for all processes of a user', () => {
  rmSync(builtInFont(folder).file)
  expect(builtInFont()).toEqual({ family: 'Unifont', file: unpackInto(tmpdir()) })
})

const file = createRequire(import.meta.url).resolve('@fontsource/unifont/files/unifont-latin-400-normal.woff')
const woff = new Uint8Array(readFileSync(file))

test('a font is unpacked, each of its tables at its place', () => {
  const font = unpackWoff(woff)
  const view = new DataView(font.buffer)
  const count = view.getUint16(4)
  expect(view.getUint32(0)).toBe(0x00010000)
  expect([view.getUint16(6), view.getUint16(8), view.getUint16(10)]).toEqual([
    16 * 2 ** Math.floor(Math.log2(count)),
    Math.floor(Math.log2(count)),
    count * 16 - 16 * 2 ** Math.floor(Math.log2(count)),
  ])
  for (let table = 0; table < count; table++) {
    const record = 12 + table * 16
    const [sum, offset, length] = [4, 8, 12].map((field) => view.getUint32(record + field)) as [number, number, number]
    const tag = String.fromCharCode(...font.subarray(record, record + 4))
    // The sum of `head` counts without its own adjustment, so only the others can be summed up plainly.
    if (tag !== 'head') expect([tag, sumOf(font, offset, length)]).toEqual([tag, sum])
  }
})

/** The checksum of a table (OpenType, “Calculating checksums”). */
function sumOf(font: Uint8Array, offset: number, length: number): number {
  let sum = 0
  for (let at = 0; at < length; at++) sum = (sum + (font[offset + at] ?? 0) * 2 ** (24 - 8 * (at % 4))) % 2 ** 32
  return sum
}
