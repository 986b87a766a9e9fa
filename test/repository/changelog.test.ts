/** The check of pull requests that a change of the interface is said in the changelog, on repositories made for it. */
import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from './source-files.js'

const folder = mkdtempSync(join(tmpdir(), 'changelog-'))
afterAll(() => rmSync(folder, { recursive: true }))

const git = (...args: readonly string[]): void =>
  void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder })
const commit = (): void => {
  git('add', '.')
  git('commit', '--quiet', '--message', 'x')
}

const [api, changelog, source] = ['test/package/api/main.txt', 'CHANGELOG.md', 'src/index.ts'] as const
git('init', '--quiet')
for (const path of [api, changelog, source]) {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), 'one\ntwo\n')
}
commit()
git('tag', 'base')

test.each([
  ['passes where no signature changed', [source], 0],
  ['fails where a signature changed and the changelog did not', [api, source], 1],
  ['passes where the changelog says what changed', [api, changelog], 0],
])('the check of the changelog %s', (_, paths, status) => {
  git('reset', '--quiet', '--hard', 'base')
  for (const path of paths) appendFileSync(join(folder, path), 'three\n')
  commit()
  expect(spawnSync('bash', [join(root, '.ci/changelog'), 'base'], { cwd: folder }).status).toBe(status)
})

test('a line that is only taken out of the changelog says nothing of a change', () => {
  git('reset', '--quiet', '--hard', 'base')
  for (const path of [api, changelog]) writeFileSync(join(folder, path), 'one\n')
  commit()
  expect(spawnSync('bash', [join(root, '.ci/changelog'), 'base'], { cwd: folder }).status).toBe(1)
})
