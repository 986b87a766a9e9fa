import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesOf, type FileKind, fileBelow } from '../../../src/emulator/image-serving/folder.js'
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
  ['style.css', 'style.css', 'content'],
  ['shoes/red', 'red.png', 'content'],
  ['notes.txt', 'notes.txt', 'named'],
] as const)('%s is the file %s', async (name, file, kind?: FileKind) => {
  expect(basename((await fileBelow(root, name, kind)) ?? '')).toBe(file)
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
  '.env',
  '.hidden/red.png',
  'shown.png',
  'shoes/red.png:$DATA',
])('%j is no file below the root, whatever is asked for', async (name) => {
  for (const kind of ['picture', 'content', 'named'] as const) {
    expect(await fileBelow(root, name, kind)).toBeUndefined()
  }
})

test.each([
  ['style.css', 'picture'],
  ['notes.txt', 'picture'],
  ['notes.txt', 'content'],
] as const)('%s is no %s', async (name, kind) => {
  expect(await fileBelow(root, name, kind)).toBeUndefined()
})

const pictures = ['.jpg', '.jpeg', '.png', '.tif', '.tiff', '.gif', '.webp', '.avif', '.svg', '.vnt']
const contents = ['.css', '.vtt', '.pdf', '.mp4', '.m4v', '.mov', '.webm', '.mp3', '.woff', '.woff2']

test.each(pictures)('a picture may end with %s, or without', async (ending) => {
  const file = `one${ending.slice(1)}${ending}`
  writeFileSync(join(root, file), '')
  for (const name of [file, `one${ending.slice(1)}`]) {
    expect(await fileBelow(root, name)).toBe(await fileBelow(root, file, 'named'))
    expect(await fileBelow(root, name)).toMatch(/one/)
  }
})

test.each(contents)('static content may end with %s, and not without', async (ending) => {
  writeFileSync(join(root, `content${ending}`), '')
  expect(await fileBelow(root, `content${ending}`, 'content')).toMatch(/content/)
  expect(await fileBelow(root, `content${ending}`)).toBeUndefined()
  expect(await fileBelow(root, 'content', 'content')).toBeUndefined()
})

test('endings may be in capitals, and a folder is no file whatever its ending', async () => {
  writeFileSync(join(root, 'LOUD.PNG'), '')
  mkdirSync(join(root, 'folder.png'))
  expect(await fileBelow(root, 'LOUD.PNG')).toMatch(/LOUD/)
  expect(await fileBelow(root, 'folder.png')).toBeUndefined()
})

test('a file that is too large is not read', async () => {
  const file = join(root, 'large')
  writeFileSync(file, '')
  truncateSync(file, 129 * 2 ** 20)
  await expect(bytesOf(file)).rejects.toThrow('too large')
})
