import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
let copy: string

const run = (...args: readonly string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

/** The text of every file of the copy, by its path. */
function snapshot(folder = '.'): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(copy, folder)).flatMap((name): [string, string][] => {
      const path = folder === '.' ? name : `${folder}/${name}`
      if (name === 'node_modules') return []
      return statSync(join(copy, path)).isDirectory()
        ? [...snapshot(path)]
        : [[path, readFileSync(join(copy, path), 'utf8')]]
    }),
  )
}

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'add-a-code-'))
  for (const path of ['codes.json', 'schemas', 'scripts', 'src', 'docs', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, path), join(copy, path), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('a code takes one entry in codes.json: the generator writes the rest, it compiles, and every language explains it', () => {
  const before = snapshot()
  const catalog = JSON.parse(before.get('codes.json') ?? '')
  const row = {
    ...catalog.codes['not-unique'],
    title: 'Zeppelin Moored',
    cause: 'The zeppelin is moored.',
    remedy: 'Cast off, and send the request again.',
    documented: [],
  }
  catalog.codes = Object.fromEntries(Object.entries({ ...catalog.codes, 'zeppelin-moored': row }).sort())
  writeFileSync(join(copy, 'codes.json'), JSON.stringify(catalog, null, 2))

  expect(run('node_modules/tsx/dist/cli.mjs', 'scripts/generate.ts').status).toBe(0)
  const after = snapshot()
  const changed = [...after.keys()].filter((path) => after.get(path) !== before.get(path))
  // The fifth is test/codes.test.ts, which pins the list.
  expect(changed.sort()).toEqual([
    'codes.json',
    'docs/codes.md',
    'src/explain/languages/en.json',
    'src/reactor/codes.generated.ts',
  ])

  expect(run('node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false', '-p', 'src')).toEqual({
    status: 0,
    said: '',
  })

  const program = `
    import { readdirSync } from 'node:fs'
    import { explain } from './src/explain/index.js'
    import { languages } from './src/explain/languages.generated.js'
    const said = await Promise.all(
      Object.values(languages).map(async (load) => explain('zeppelin-moored', { language: await load() })),
    )
    process.stdout.write(JSON.stringify(said.map(({ title, remedy }) => [title, remedy])))
  `
  writeFileSync(join(copy, 'ask.ts'), program)
  const said: unknown[] = JSON.parse(
    execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'ask.ts'], { cwd: copy, encoding: 'utf8' }),
  )
  expect(said.length).toBeGreaterThan(1)
  for (const each of said) expect(each).toEqual([row.title, row.remedy])
})

test('what languages lack is listed, and fails only where a release asks', () => {
  const list = run('node_modules/tsx/dist/cli.mjs', 'scripts/translations.ts')
  expect(list.status).toBe(0)
  expect(list.said).toContain('ko: codes/zeppelin-moored/remedy is missing\n')
  expect(list.said).toMatch(/\d+ sentences to translate\n$/)
  expect(run('node_modules/tsx/dist/cli.mjs', 'scripts/translations.ts', '--check').status).toBe(1)
})

test('what has been translated is noted, so that it is listed no more', () => {
  const korean = JSON.parse(readFileSync(join(copy, 'src/explain/languages/ko.json'), 'utf8'))
  korean.codes['zeppelin-moored'] = { title: '비행선', cause: '비행선이 있습니다.', remedy: '출발하십시오.' }
  writeFileSync(join(copy, 'src/explain/languages/ko.json'), JSON.stringify(korean))
  const listed = () => run('node_modules/tsx/dist/cli.mjs', 'scripts/translations.ts').said
  const stale = 'npm run translated -- ko codes/zeppelin-moored'
  expect(listed()).toContain(stale)
  expect(run('node_modules/tsx/dist/cli.mjs', 'scripts/translated.ts', 'ko', 'codes/zeppelin-moored').status).toBe(0)
  expect(listed()).not.toContain(stale)
  expect(run('node_modules/tsx/dist/cli.mjs', 'scripts/translated.ts', 'ko', 'codes/nothing')).toMatchObject({
    status: 1,
    said: expect.stringContaining('there is no sentence codes/nothing'),
  })
  expect(run('node_modules/tsx/dist/cli.mjs', 'scripts/translated.ts')).toMatchObject({ status: 2 })
})
