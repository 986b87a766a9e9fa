/** The lines that are mutated: those that a branch changed, for a pull request, and a sample; in a repository made for it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { changedLines, sampledLines } from '../../mutation/lines.js'

const folder = mkdtempSync(join(tmpdir(), 'changed-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

const git = (...args: readonly string[]): void =>
  void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder })
function commit(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
}

git('init', '--quiet')
commit({
  'src/a/one.ts': '1\n2\n3\n4\n5\n',
  'src/a/gone.ts': 'gone\n',
  'src/a/old.ts': '1\n2\n3\n4\n5\n6\n',
  'src/index.ts': '1\n',
})
git('tag', 'base')
git('checkout', '--quiet', '-b', 'branch')
rmSync(join(folder, 'src/a/gone.ts'))
renameSync(join(folder, 'src/a/old.ts'), join(folder, 'src/a/new.ts'))
commit({
  'src/a/one.ts': '1\nX\n3\n5\nY\nZ\n',
  'src/b/c/added.ts': '1\n2\n',
  'src/index.ts': '2\n',
  'test/a/one.ts': '1\n',
  'src/a/read.me': '1\n',
})

test('are those that were added or changed in a room since the branch began', () => {
  git('checkout', '--quiet', '-b', 'main', 'base')
  commit({ 'src/a/one.ts': '0\n1\n2\n3\n4\n5\n' })
  git('checkout', '--quiet', 'branch')
  expect(changedLines('main', folder)).toStrictEqual(['src/a/one.ts:2-2', 'src/a/one.ts:5-6', 'src/b/c/added.ts:1-2'])
})

test('are none where nothing changed', () => {
  expect(changedLines('HEAD', folder)).toStrictEqual([])
})

test('every second line of a room, and none of what is generated', () => {
  writeFileSync(join(folder, 'src/a/codes.generated.ts'), '1\n2\n')
  expect(sampledLines('a', 2, folder)).toEqual([
    'src/a/new.ts:2-2',
    'src/a/new.ts:4-4',
    'src/a/new.ts:6-6',
    'src/a/one.ts:2-2',
    'src/a/one.ts:4-4',
    'src/a/one.ts:6-6',
  ])
  expect(sampledLines('b', 2, folder)).toEqual(['src/b/c/added.ts:2-2'])
  expect(sampledLines('b', 3, folder)).toEqual([])
})
