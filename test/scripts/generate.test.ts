import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
let copy: string

/** Runs the generator of the copy as npm does. */
function generate(...options: string[]): { status: number | null; said: string } {
  const tsx = join(copy, 'node_modules/tsx/dist/cli.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, 'scripts/generate.ts', ...options], {
    cwd: copy,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

const change = (path: string, text: string): void => writeFileSync(join(copy, path), text)
const read = (path: string): string => readFileSync(join(copy, path), 'utf8')

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'generate-'))
  for (const path of ['codes.json', 'schemas', 'scripts', 'src', 'docs', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, path), join(copy, path), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('everything that is committed is up to date', () => {
  expect(generate('--check')).toEqual({
    status: 0,
    said: expect.stringMatching(/^\d+ generated files are up to date\n$/),
  })
})

test('a run with nothing to do touches no file', () => {
  const before = statSync(join(copy, 'src/reactor/codes.generated.ts')).mtimeMs
  expect(generate().status).toBe(0)
  expect(statSync(join(copy, 'src/reactor/codes.generated.ts')).mtimeMs).toBe(before)
})

test('the check names what is stale and the command to run, and changes nothing', () => {
  appendFileSync(join(copy, 'src/reactor/codes.generated.ts'), '// edited by hand\n')
  rmSync(join(copy, 'src/explain/languages.generated.ts'))
  const { status, said } = generate('--check')
  expect(status).toBe(1)
  expect(said).toBe(
    [
      'src/reactor/codes.generated.ts is stale',
      'src/explain/languages.generated.ts is stale',
      'Run `npm run generate` and commit the result.',
      '',
    ].join('\n'),
  )
  expect(read('src/reactor/codes.generated.ts')).toContain('// edited by hand')
})

test('a run writes what is stale and nothing else', () => {
  const { status, said } = generate()
  expect(status).toBe(0)
  expect(said).toBe('src/reactor/codes.generated.ts written\nsrc/explain/languages.generated.ts written\n')
  expect(read('src/explain/languages.generated.ts')).toBe(
    readFileSync(join(root, 'src/explain/languages.generated.ts'), 'utf8'),
  )
  expect(generate('--check').status).toBe(0)
})

test('a change of codes.json makes the tables and their page stale', () => {
  const text = read('codes.json')
  change('codes.json', text.replace('"Record Not Found"', '"Nothing There"'))
  expect(generate('--check').said).toMatch(/codes\.generated\.ts is stale\n(?:.*\n)*docs\/codes\.md is stale\n/)
  change('codes.json', text)
})

test('a key that stands twice in codes.json is an error, not a choice', () => {
  const text = read('codes.json')
  change('codes.json', text.replace('"codes": {', '"codes": {\n    "not-found": {},'))
  expect(generate()).toEqual({ status: 1, said: 'codes.json has keys that stand twice: /codes/not-found\n' })
  change('codes.json', text)
})

test('a page of codes without its markers is an error that says so', () => {
  const text = read('docs/codes.md')
  change('docs/codes.md', '# The codes\n')
  expect(generate()).toEqual({
    status: 1,
    said: expect.stringContaining('docs/codes.md must hold <!-- codes:start -->'),
  })
  change('docs/codes.md', text)
})

test.each([[['--chek']], [['--check', 'x']]])('%j is answered with the usage', (options) => {
  expect(generate(...options)).toEqual({ status: 2, said: 'Usage: npm run generate [-- --check]\n' })
})
