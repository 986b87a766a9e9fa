import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './source-files.js'

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: true; readonly peer?: true }>>
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))
const { dependencies, peerDependencies } = json('package.json') as Manifest
const page = readFileSync(join(root, 'docs/entries.md'), 'utf8')
const brought = page.slice(page.indexOf('## What it brings along'))

test('the documentation gives a reason for every package that is installed with this one, and for no other', () => {
  const named = Array.from(brought.matchAll(/^\| \[`([^`]+)`\]/gm), ([, name]) => name)
  expect(named.sort()).toEqual(Object.keys(dependencies).sort())
})

test('the documentation names every package that an entry needs to be installed', () => {
  expect(Object.keys(peerDependencies).filter((name) => !brought.includes(`\`${name}\``))).toEqual([])
})

test('what is installed with this package has a licence that asks for no more than its notice', () => {
  const { packages } = json('package-lock.json') as Lock
  const installed = Object.entries(packages).filter(([path, { dev, peer }]) => path !== '' && !dev && !peer)
  expect(
    installed.map(([, { license }]) => license).filter((license) => license !== 'MIT' && license !== 'ISC'),
  ).toEqual([])
  expect(brought).toContain(`brings ${['eight', 'nine', 'ten', 'eleven'][installed.length - 8]} packages`)
})

test('the workflows run actions of a known content, whose version stands beside', () => {
  const folder = join(root, '.github/workflows')
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('uses:')),
  )
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
})
