import { rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesOf, fileBelow } from '../../../src/emulator/image-serving/folder.js'
import { makePictures } from './pictures.js'

let root = ''
beforeAll(async () => {
  root = await makePictures()
})
afterAll(() => rmSync(dirname(root), { recursive: true }))

test.each([
  ['shoes/red', 'red.png'],
  ['shoes/red.png', 'red.png'],
  ['/shoes/red', 'red.png'],
  ['in', 'red.png'],
  ['style.css', 'style.css'],
])('%s is the file %s', async (name, file) => {
  expect(basename((await fileBelow(root, name)) ?? '')).toBe(file)
})

test.each([
  '',
  '.',
  'shoes',
  'none',
  '../secret',
  'shoes/../../secret.png',
  'shoes/..',
  '..\\secret.png',
  'out',
  'up/secret',
  'shoes/red\0.png',
  'x'.repeat(10_000),
])('%j is no file below the root', async (name) => {
  expect(await fileBelow(root, name)).toBeUndefined()
})

test('a file that is too large is not read', async () => {
  const file = join(root, 'large')
  writeFileSync(file, '')
  truncateSync(file, 129 * 2 ** 20)
  await expect(bytesOf(file)).rejects.toThrow('too large')
})
