/** What importing costs at the start of a program: every entry and the peers against an empty ES module. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readEntries } from '../scripts/entries.js'
import { median } from './harness.js'
import { builtFile, peerFile } from './packages.js'
import { heading, row } from './table.js'

const rounds = 11

// The first `import()` of a process pays for the machinery, so one comes before the clock starts.
const program = `
  await import(process.argv[2])
  const start = process.cpuUsage()
  await import(process.argv[3])
  const { user, system } = process.cpuUsage(start)
  console.log((user + system) / 1000)
`

/** Each import in a process of its own, in turn. */
export function benchImports(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text)
    return join(directory, name)
  }
  const main = write('main.mjs', program)
  const first = pathToFileURL(write('first.mjs', '')).href
  const empty = pathToFileURL(write('empty.mjs', '')).href
  const modules = [
    ...readEntries()
      // The last imports a test runner, and the command line runs.
      .filter(({ specifier, types }) => types !== undefined && !specifier.endsWith('/vitest'))
      .map(({ specifier, output }) => ({ name: specifier, file: builtFile(basename(output, '.js')) })),
    ...['http-errors', '@hapi/boom', 'kitsu-core', 'ts-japi', 'json-api-serializer', 'ts-json-api', 'ajv'].map(
      (name) => ({
        name,
        file: peerFile(name),
      }),
    ),
  ]
  const files = [empty, ...modules.map(({ file }) => file)]
  const times = files.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [place, file] of files.entries()) {
      times[place]?.push(Number(execFileSync(process.execPath, [main, first, file], { encoding: 'utf8' })))
    }
  }
  rmSync(directory, { recursive: true })
  const floor = median(times[0] ?? [])
  heading(`Import, milliseconds of the processor more than an empty ES module (which takes ${floor.toFixed(2)} ms)`)
  for (const [place, { name }] of modules.entries()) {
    row(name, median(times[place + 1] ?? []) - floor, 'ms')
  }
}
