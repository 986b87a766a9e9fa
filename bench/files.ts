/** Decoding of files by the command line, against bare programs that read the same lines; and what its start costs. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorTexts, pick, successTexts } from './documents.js'
import { median, spread } from './harness.js'
import { builtFile } from './packages.js'
import { heading, row } from './table.js'

const MEGABYTE = 2 ** 20
const megabytes = Number(process.env['BENCH_MEGABYTES'] ?? 64)
const rounds = 5

const cli = fileURLToPath(builtFile('cli'))

/** Writes to the fourth stream how long the processor was busy, in milliseconds. */
const meter = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1000)) })`)}`

/** Parses each line as fast as a program of ten lines can, and does `each` with its value. */
const reading = (each: string): string => `
  import { createReadStream } from 'node:fs'
  let rest = ''
  for await (const chunk of createReadStream(process.argv[2], { encoding: 'utf8', highWaterMark: 2 ** 18 })) {
    const lines = (rest + chunk).split('\\n')
    rest = lines.pop()
    let out = ''
    for (const line of lines) { const value = JSON.parse(line); ${each} }
    if (out !== '' && !process.stdout.write(out)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }`

/** One of each kind of line, as they come in a log of responses. */
const lists = successTexts.map((text) => (JSON.parse(text) as { readonly data: readonly object[] }).data)
const ofResource = lists.flatMap((list) => list.slice(0, 4).map((data) => JSON.stringify({ data })))
const ofList = lists.map((list) => JSON.stringify({ data: list.slice(0, 10) }))

/** The kinds of lines that each file has in turn. */
export const kindsOfLines: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'where every second response failed': [errorTexts(1), ofResource, errorTexts(5), ofList],
  'where every response failed': [errorTexts(1)],
  'where nothing failed': [ofResource, ofResource, ofList],
}

/** Writes lines of these kinds, one after the other, until the file has that many bytes; returns how many it has. */
export function writeLines(file: string, kinds: readonly (readonly string[])[], bytes: number): number {
  const lines: string[] = []
  let size = 0
  for (let i = 0; size < bytes; i++) {
    const line = pick(kinds[i % kinds.length] ?? [], i)
    lines.push(line)
    size += line.length + 1
  }
  writeFileSync(file, `${lines.join('\n')}\n`)
  return size
}

/** The milliseconds that the processor takes for a program whose output goes nowhere. Throws where it fails. */
function spent(args: readonly string[]): number {
  const nowhere = openSync('/dev/null', 'w')
  const { output, status, stderr } = spawnSync(process.execPath, ['--import', meter, ...args], {
    stdio: ['ignore', nowhere, 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  closeSync(nowhere)
  // Ours ends with 1 where something failed in what it read.
  if (status !== 0 && status !== 1) throw new Error(stderr)
  return Number(output[3])
}

/** The milliseconds that each program takes of the processor, round by round. */
export function timesOf(programs: readonly (readonly string[])[], count: number): readonly (readonly number[])[] {
  const times = programs.map((): number[] => [])
  for (let round = 0; round < count; round++) {
    for (const [place, args] of programs.entries()) times[place]?.push(spent(args))
  }
  return times
}

/** Whole runs of the command line: how fast it reads in parts of the speed of bare programs, and what its start takes. */
export function benchFiles(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const write = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text)
    return join(directory, name)
  }
  const empty = write('empty.mjs', '')
  const parsing = write('parsing.mjs', reading(''))
  const writing = write(
    'writing.mjs',
    reading("if (value.errors) out += JSON.stringify({ kind: 'failure', failure: value }) + '\\n'"),
  )
  for (const [name, kinds] of Object.entries(kindsOfLines)) {
    const file = join(directory, 'lines.ndjson')
    writeLines(file, kinds, megabytes * MEGABYTE)
    const programs = [
      [parsing, file],
      [writing, file],
      [cli, 'decode', '--json', file],
      [cli, 'decode', file],
    ]
    const [bare = [], both = [], json = [], text = []] = timesOf(programs, rounds)
    heading(`Decode ${megabytes} MB of NDJSON ${name}: the time of reactor-errors decode`)
    const tell = (label: string, floor: readonly number[], times: readonly number[]): void => {
      const ratios = times.map((time, round) => time / (floor[round] ?? Number.NaN))
      row(label, median(ratios), 'x', spread(ratios))
    }
    tell('decode --json, against JSON.parse of each line', bare, json)
    tell('decode --json, against JSON.parse and writing what failed', both, json)
    tell('decode, against JSON.parse of each line', bare, text)
  }
  const response = write('response.json', pick(errorTexts(1), 0))
  const [start = [], ...others] = timesOf(
    [[empty], [cli, 'decode', response], [cli, 'explain', 'not-unique'], [cli, '--version']],
    15,
  )
  heading('Start of the command line, milliseconds more than Node with an empty file')
  for (const [place, name] of ['decode of one response', 'explain', '--version'].entries()) {
    row(name, median(others[place] ?? []) - median(start), 'ms')
  }
  rmSync(directory, { recursive: true })
}
