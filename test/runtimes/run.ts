/**
 * Runs the same checks of the packed package in every runtime that it names, and compares what they give, line by line, with
 * what Node 20 gives, where none may fail. `npm run test:runtimes` installs the runtimes from npm into a folder of its own (about
 * 700 MB); `npm run test:runtimes -- bun deno` runs those two alone. Chromium and Firefox are looked for on the path, or in
 * `CHROMIUM` and `FIREFOX`. Exits 1 where a runtime gives anything else, or cannot be run.
 */
import { project } from './checks-project.js'
import { writeTable } from './project.js'
import { linesOf, node, runtimes } from './runners.js'

/** Where a runtime is known to give something else, and why. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Bun: { 'main: outlives structuredClone': 'structuredClone drops the cause of an Error' },
  'Bun, entries for Node': { 'undici: throws': 'Bun has a module of its own for undici, without `compose`' },
}

const [option, ...rest] = process.argv.slice(2)
const writes = option === '--write'
const wanted = (writes ? rest : process.argv.slice(2)).map((name) => name.toLowerCase())

const expected = {
  web: linesOf(project.output(node('20'), 'web.mjs')),
  node: linesOf(project.output(node('20'), 'node.mjs')),
}
const broken = Object.values(expected).flatMap((lines) => lines.filter((line) => line.includes(' = THROWN ')))
if (broken.length > 0) throw new Error(`Checks fail on Node 20:\n${broken.join('\n')}`)
const rows = ['| runtime | version | checks | result |', '| --- | --- | --- | --- |']
for (const runtime of runtimes) {
  if (wanted.length > 0 && !wanted.some((name) => runtime.name.toLowerCase().includes(name))) continue
  const should = expected[runtime.kind]
  const nameOf = (line: string): string => line.slice(0, line.indexOf(' = '))
  const why = (line: string): string | undefined => known[runtime.name]?.[nameOf(line)]
  const row = await runtime.run().then(
    ({ version, lines }) => {
      const different = should.filter((line, index) => line !== lines[index])
      const faults = different.filter((line) => why(line) === undefined)
      for (const line of faults) {
        process.stderr.write(`${runtime.name}\n  expected ${line}\n  received ${lines[should.indexOf(line)]}\n`)
      }
      const isComplete = lines.length === should.length
      if (faults.length > 0 || !isComplete) return { version, result: `${faults.length} differ`, isSound: false }
      const excuses = different.map((line) => `; ${nameOf(line)}: ${why(line)}`)
      return { version, result: `the same${excuses.join('')}`, isSound: true }
    },
    (error: Error) => ({ version: '', result: `not run: ${error.message.split('\n')[0]}`, isSound: false }),
  )
  if (!row.isSound) process.exitCode = 1
  rows.push(`| ${runtime.name} | ${row.version} | ${should.length} | ${row.result} |`)
  process.stdout.write(`${rows.at(-1)}\n`)
}
if (writes) writeTable(rows)
