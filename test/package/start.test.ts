import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../repository/source-files.js'

const examples = readdirSync(join(root, 'examples')).filter((name) => /^\d/.test(name))

function start(...args: readonly string[]) {
  const command = ['--import', 'tsx', join(root, 'scripts/start.ts'), ...args]
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] } })
}

test('npm start -- examples/ decodes every example in its order, and is content', () => {
  const { status, stdout, stderr } = start('examples/')
  expect([status, stderr]).toEqual([0, ''])
  const headings = stdout.split('\n').flatMap((line) => /^── (\S+) ─/.exec(line)?.[1] ?? [])
  const responses = examples.filter((name) => !name.endsWith('.request.json'))
  expect(responses).toHaveLength(11)
  expect(headings).toEqual(responses.map((name) => `examples/${name}`))
  expect(stdout).toMatchSnapshot()
})

test('npm start decodes the examples and then goes on its tour, in which each error is caught by its code', () => {
  const { status, stdout, stderr } = start()
  expect([status, stderr]).toEqual([0, ''])
  const tour = stdout.slice(stdout.indexOf('\nSign in\n'))
  expect(tour.match(/(?<=✖ \[)[^\]]+/g)).toEqual([
    '403010',
    'not-unique',
    'connection-refused',
    'environment-required',
    'minification-error',
    'multiple-revisions',
  ])
  expect(tour.trimEnd()).toMatch(/✔ build BL\w{32} succeeded$/)
})

test('npm start takes files and folders', () => {
  const { status, stdout } = start('examples/10-unavailable.http')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^✖ 503 Service Unavailable\n/)
  expect(start('no-such-folder')).toMatchObject({ status: 0, stderr: expect.stringContaining('there is no such file') })
})

test('the folder of examples says of each what it is', () => {
  const table = readFileSync(join(root, 'examples/README.md'), 'utf8')
  const named = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
  expect(named).toEqual(examples)
})
