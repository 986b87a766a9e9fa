/** The checks that `npm run test:runtimes` makes everywhere, on the Node that runs the tests. */
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'
import { readEntries } from '../../scripts/entries.js'
import { root } from '../repository/source-files.js'
import { compile, packed, resolutions, runModule } from './packed.js'

const source = join(import.meta.dirname, '../runtimes/checks.ts')

test.each(Object.entries(resolutions))('the checks of runtimes compile with %s resolution', (_, options) => {
  const file = join(packed.plain, 'checks.ts')
  cpSync(source, file)
  expect(compile([file], { ...options, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'] })).toEqual([])
})

test('every check of the runtimes gives a value', () => {
  const { code } = transformSync(readFileSync(source, 'utf8'), { loader: 'ts', format: 'esm', target: 'node20.19' })
  // Node 20 warns of every import of JSON.
  const { stdout, stderr } = runModule(
    packed.plain,
    `${code}\nconsole.log((await runChecks()).join('\\n'))`,
    '--disable-warning=ExperimentalWarning',
  )
  expect(stderr).toBe('')
  const lines = stdout.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(70)
  expect(lines.filter((line) => line.includes(' = THROWN '))).toEqual([])
})

test('the checks of runtimes import every entry and every file that package.json exports', () => {
  const folder = join(import.meta.dirname, '../runtimes')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const imported = sources.flatMap((text) =>
    Array.from(text.matchAll(/(?:from|import) '(reactor-errors[^']*)'/g), ([, name]) => name),
  )
  const files = ['codes.json', 'package.json', ...readdirSync(join(root, 'schemas')).map((name) => `schemas/${name}`)]
  const exported = [
    ...readEntries().flatMap(({ specifier, types }) => (types === undefined ? [] : specifier)),
    ...files.map((name) => `reactor-errors/${name}`),
  ]
  expect([...new Set(imported)].sort()).toEqual(exported.sort())
})
