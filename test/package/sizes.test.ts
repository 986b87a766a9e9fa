import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { installed, packed } from './packed.js'

/** What a user's bundler makes of a program, minified, for browsers. */
function bundle(program: string, external: string[] = []): string {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: packed.plain },
    bundle: true,
    external,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'warning',
  })
  return outputFiles[0]?.text ?? ''
}

const kilobytes = (text: string): number => gzipSync(text, { level: 9 }).length / 1000

const main = bundle(`export * from 'reactor-errors'`)
const guard = bundle(`export { isJsonApiError } from 'reactor-errors'`)
const pointer = bundle(`export * from 'reactor-errors/pointer'`)
const ownPointer = bundle(`export * from 'reactor-errors/pointer'`, ['json-pointer'])
const validate = bundle(`export * from 'reactor-errors/validate'`)

const { codes } = JSON.parse(readFileSync(join(installed, 'codes.json'), 'utf8')) as {
  codes: Readonly<Record<string, { readonly title: string; readonly cause: string; readonly remedy: string }>>
}
const rows = Object.values(codes)

/** The programs and their weights in kB, as docs/entries.md lists them: it is the table of ceilings. */
const documented = Array.from(
  readFileSync(new URL('../../docs/entries.md', import.meta.url), 'utf8').matchAll(
    /^\| `(export .*)` \| ([\d.]+) \|$/gm,
  ),
  ([, program = '', ceiling = '']) => ({ program, ceiling: Number(ceiling) }),
)

test('the documentation tells what imports weigh', () => {
  expect(documented.length).toBeGreaterThanOrEqual(8)
})

test.each(documented)('$program weighs $ceiling kB, minified and compressed', ({ program, ceiling }) => {
  const weight = Number(kilobytes(bundle(program)).toFixed(1))
  expect(weight).toBeLessThanOrEqual(ceiling)
  expect(weight).toBeGreaterThan(ceiling * 0.95 - 0.1)
})

test('the pointer kit of our own stays within 1.5 kB', () => {
  expect(kilobytes(ownPointer)).toBeLessThanOrEqual(1.5)
})

test('the main entry holds the title of every code and no prose', () => {
  expect(rows.length).toBeGreaterThanOrEqual(50)
  expect(rows.filter(({ title }) => !main.includes(title))).toEqual([])
  expect(rows.filter(({ cause, remedy }) => main.includes(cause) || main.includes(remedy))).toEqual([])
})

test('the guard alone brings no catalog along', () => {
  expect(rows.filter(({ title }) => guard.includes(title))).toEqual([])
})

test('only the languages that a program imports are loaded', () => {
  const english = bundle(`export * from 'reactor-errors/explain'`)
  const korean = bundle(`export * from 'reactor-errors/explain/ko'`)
  expect(rows.filter(({ cause }) => !english.includes(cause))).toEqual([])
  expect(rows.filter(({ cause }) => korean.includes(cause))).toEqual([])
  expect([english, korean].map((code) => /\p{Script=Hangul}/u.test(code))).toEqual([false, true])
  expect([english, korean].map((code) => /\p{Script=Hiragana}|ß/u.test(code))).toEqual([false, false])
})

test('no entry makes code from strings', () => {
  expect([main, pointer, validate].filter((code) => /\beval\(|\bnew Function\b|\bFunction\(/.test(code))).toEqual([])
})
