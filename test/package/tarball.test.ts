import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEntries } from '../../scripts/entries.js'
import { root } from '../repository/source-files.js'
import { installed, packed } from './packed.js'

const isTypes = (path: string): boolean => path.startsWith('dist/types/')
const isChunk = (path: string): boolean => /^dist\/chunks\/[\w-]+\.js(?:\.map)?$/.test(path)
const isMap = (path: string): boolean => path.endsWith('.js.map')

test('the tarball holds the entries, the data and the licence, and nothing else', () => {
  const expected = [
    ...readEntries().map(({ output }) => output),
    ...['CHANGELOG.md', 'LICENSE', 'README.md', 'codes.json', 'package.json'],
    ...readdirSync(join(root, 'schemas')).map((name) => `schemas/${name}`),
  ]
  const files = packed.files.filter((path) => !isTypes(path) && !isChunk(path) && !isMap(path))
  expect(files).toEqual(expected.sort())
})

test('every source map belongs to a module', () => {
  const maps = packed.files.filter(isMap)
  expect(maps).not.toEqual([])
  expect(maps.filter((path) => !packed.files.includes(path.replace(/\.map$/, '')))).toEqual([])
})

test('every declaration in the tarball comes from a source file', () => {
  const orphans = packed.files
    .filter(isTypes)
    .filter((path) => !existsSync(join(root, path.replace('dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'))))
  expect(orphans).toEqual([])
})

test('the error class exists once', () => {
  const holders = packed.files
    .filter((path) => path.endsWith('.js'))
    .filter((path) => readFileSync(join(installed, path), 'utf8').includes('reactor-errors.dialect'))
  expect(holders).toHaveLength(1)
})

test('installing the package runs no script of it', () => {
  const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  expect(Object.keys(scripts).filter((name) => /^(?:(?:pre|post)?install|(?:pre|post)?prepare)$/.test(name))).toEqual(
    [],
  )
})

test('the command of the package starts with a hashbang', () => {
  expect(readFileSync(join(installed, 'dist/cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})
