import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { renderErrorImage } from '../../../src/image-serving/render/error-image.js'
import { builtInFont, unpackInto } from '../../../src/image-serving/render/font.js'

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

test('a file that is there is used; one that is broken is written anew', () => {
  const file = unpackInto(folder)
  const font = readFileSync(file)
  writeFileSync(file, font.subarray(0, 1_000))
  expect(unpackInto(folder)).toBe(file)
  expect(readFileSync(file).equals(font)).toBe(true)
  expect(readdirSync(folder)).toHaveLength(1)
})

test('a file that others could change is not used', () => {
  const file = unpackInto(folder)
  chmodSync(file, 0o666)
  expect(() => unpackInto(folder)).toThrow('belongs to somebody else')
  rmSync(file)
  writeFileSync(join(folder, 'other'), '')
  symlinkSync(join(folder, 'other'), file)
  expect(() => unpackInto(folder)).toThrow('belongs to somebody else')
})
