/**
 * Prints how the package compares with its peers and with the floor: `npm run bench`, or some of its tables by name
 * (`npm run bench -- decode import`). `--json FILE` writes the figures to a file as well; `--check` fails past a ceiling.
 */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Row } from './table.js'
import { tables } from './tables.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const unknown = positionals.filter((name) => !Object.hasOwn(tables, name))
if (unknown.length > 0) {
  process.stderr.write(`No such table: ${unknown.join(', ')}. There are ${Object.keys(tables).join(', ')}.\n`)
  process.exit(2)
}

const directory = fileURLToPath(new URL('.', import.meta.url))
const npm = (...args: readonly string[]): void => void execFileSync('npm', args, { cwd: directory, stdio: 'inherit' })

if (!existsSync(new URL('node_modules', import.meta.url))) npm('ci', '--no-audit', '--no-fund')
// What is measured is what users get.
npm('run', 'build', '--silent', '--prefix', '..')

process.stdout.write(`Node ${process.version} on ${process.platform} ${process.arch}\n`)
const rows: (Row & { readonly table: string })[] = []
for (const table of positionals.length > 0 ? positionals : Object.keys(tables)) {
  // In a process of its own: what one table has V8 optimise would tell in the next.
  const child = fork(new URL('one.ts', import.meta.url), [table])
  // It sends nothing but rows.
  child.on('message', (row) => rows.push({ table, ...(row as Row) }))
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exitCode = 1
}
if (values.json !== undefined) {
  const cores = cpus()
  const machine = `${cores.length} cores of ${cores[0]?.model.trim() ?? 'an unknown processor'} (${process.platform} ${process.arch})`
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(values.json, `${JSON.stringify({ machine, date, node: process.version, rows }, null, 2)}\n`)
}
const missed = rows.filter(({ value, ceiling }) => ceiling !== undefined && value > ceiling)
process.stdout.write(
  `\n${missed.length} of ${rows.filter(({ ceiling }) => ceiling !== undefined).length} ceilings missed\n`,
)
if (values.check && missed.length > 0) process.exitCode = 1
