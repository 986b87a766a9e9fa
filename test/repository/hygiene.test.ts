import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './source-files.js'

/** Every text file that is tracked, or would be. */
const texts = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))
  .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
  .filter(({ bytes }) => !bytes.includes(0))
  .map(({ path, bytes }) => ({ path, text: bytes.toString() }))

/** Where any of the patterns stands, as `path:line`. */
function places(patterns: readonly (string | RegExp)[], among = texts): readonly string[] {
  return among.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        patterns.some((pattern) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line)))
          ? [`${path}:${index + 1}`]
          : [],
      ),
  )
}

test('no text names a folder of somebody’s machine', () => {
  // A folder that everybody has says nothing about a machine.
  const shared = [resolve(tmpdir()), resolve('/')]
  const folders = [dirname(root), homedir()].filter((folder) => !shared.includes(folder)).map((folder) => `${folder}/`)
  expect(places([...folders, /(?<![\w.~:/-])\/(?:home|Users)\/\w/, /\b[A-Z]:\\Users\\/])).toEqual([])
})

test('no text names the host of a package registry', () => {
  const configured = execFileSync('npm', ['config', 'get', 'registry'], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  })
  expect(places([new URL(configured).host, /\bregistry\.(?:npmjs|yarnpkg)\./])).toEqual([])
})

test('the lock files say what to install and not where from', () => {
  expect(
    places(
      ['"resolved":'],
      texts.filter(({ path }) => path.endsWith('package-lock.json')),
    ),
  ).toEqual([])
})

test('no test is skipped, singled out or left for later', () => {
  const tests = texts.filter(({ path }) => /\.test(?:-d)?\.ts$/.test(path))
  expect(
    places(
      [/\b(?:describe|test|it|suite)\s*\.(?:\w+\.)*(?:skip|only|todo|fails|skipIf|runIf)\b/, /\bcontext\.skip\(/],
      tests,
    ),
  ).toEqual([])
})
