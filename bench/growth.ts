/** Growth: what a job costs where its input is ten times as large, again and again; and how that stands to the floor. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorTexts, pick, successTexts, variants } from './documents.js'
import { kindsOfLines, timesOf, writeLines } from './files.js'
import { compare, median, spread, type Work } from './harness.js'
import { built, builtFile } from './packages.js'
import { heading, row } from './table.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const { validateErrorDocument } = await built<typeof import('../src/jsonapi/validate/index.js')>('validate')

/** What a job took for an input: the medians, and how far the middle half lies apart, as a part of them. */
interface Cost {
  readonly name: string
  /** In nanoseconds. */
  readonly time: number
  readonly spread: number
  /** The time against that of the floor. */
  readonly ratio?: { readonly value: number; readonly spread: number }
}

/** An input of some size, and what each job took for it; the floor is the first. */
interface Step {
  /** How large it is, in words. */
  readonly size: string
  /** In what the table counts: errors, resources, bytes. */
  readonly count: number
  readonly costs: readonly Cost[]
}

/** Measures jobs against the first of them, for an input of some size. */
function stepOf(size: string, count: number, jobs: Readonly<Record<string, Work>>): Step {
  const { ratios, spreads, times } = compare(Object.values(jobs))
  const costs = Object.keys(jobs).map((name, index): Cost => {
    const { time, spread: around } = times[index] ?? { time: Number.NaN, spread: Number.NaN }
    const [value = Number.NaN, spread = 0] = [ratios[index], spreads[index]]
    return { name, time, spread: around, ...(index > 0 && { ratio: { value, spread } }) }
  })
  return { size, count, costs }
}

/** Prints how each job stands to the floor for each input. */
function tellRatios(title: string, steps: readonly Step[]): void {
  heading(title)
  for (const [job] of steps[0]?.costs.entries() ?? []) {
    for (const { size, costs } of steps) {
      const { name = '', ratio } = costs[job] ?? {}
      if (ratio !== undefined) row(`${name}, ${size}`, ratio.value, 'x', ratio.spread)
    }
  }
}

/** Prints what a unit costs in each input, against what it costs in the input before, which is a tenth of it. */
function tellGrowth(title: string, steps: readonly Step[]): void {
  heading(`${title}, against one where there are ten times fewer`)
  for (const [job, { name }] of steps[0]?.costs.entries() ?? []) {
    for (const [index, { size, count, costs }] of steps.slice(1).entries()) {
      const before = steps[index]
      const [cost, less] = [costs[job], before?.costs[job]]
      if (cost === undefined || before === undefined || less === undefined) continue
      const growth = cost.time / count / (less.time / before.count)
      row(`${name}, ${size}`, growth, 'x', Math.hypot(cost.spread, less.spread))
    }
  }
}

const sizeOf = (bytes: number): string => {
  const unit = bytes < 1e6 ? 'kB' : 'MB'
  const value = bytes / (unit === 'kB' ? 1e3 : 1e6)
  return `${value.toFixed(value < 10 && value % 1 > 0.05 ? 1 : 0)} ${unit}`
}
const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

const thrown = (body: string, status: number): unknown => {
  try {
    return reactor.throwIfFailed(body, { status })
  } catch (error) {
    return error
  }
}

/** Returns error documents with that many errors; those with more than a hundred are one and the same. */
function errorTextsOf(count: number): readonly string[] {
  if (count <= 100) return errorTexts(count)
  const hundreds = Array.from({ length: count / 100 }, (_, index) => {
    const text = pick(errorTexts(100), index)
    return (JSON.parse(text) as { readonly errors: readonly unknown[] }).errors
  })
  return new Array<string>(variants).fill(JSON.stringify({ errors: hundreds.flat() }))
}

/** From one error to 100,000. */
function benchErrors(): void {
  const steps = [1, 10, 100, 1000, 10_000, 100_000].map((count) => {
    const texts = errorTextsOf(count)
    const parsed = new Map([...new Set(texts)].map((text) => [text, JSON.parse(text) as unknown]))
    const documents = texts.map((text) => parsed.get(text))
    return stepOf(`${counted(count, 'error')}, ${sizeOf(pick(texts, 0).length)}`, count, {
      'JSON.parse': (i) => JSON.parse(pick(texts, i)),
      'reactor.parse': (i) => reactor.parse(pick(texts, i), { status: 409 }),
      'reactor.throwIfFailed': (i) => thrown(pick(texts, i), 409),
      validateErrorDocument: (i) => validateErrorDocument(pick(documents, i)),
    })
  })
  tellRatios('Growth of 1 to 100,000 errors, against JSON.parse of the same text', steps)
  tellGrowth('Growth of 1 to 100,000 errors per error', steps)
}

const builds = successTexts.flatMap((text) => (JSON.parse(text) as { readonly data: readonly object[] }).data)
const failedBuild = {
  id: 'BL0',
  type: 'builds',
  attributes: { status: 'failed' },
  meta: { status_details: { errors: [{ code: 'minification-error', title: 'Code Could Not Be Compiled' }] } },
}
/** Returns a list of builds, every tenth of which failed, or none. */
const listText = (count: number, fails: boolean): string =>
  JSON.stringify({
    data: Array.from({ length: count }, (_, index) =>
      fails && index % 10 === 0 ? failedBuild : builds[index % builds.length],
    ),
  })

/** From one resource to 10,000. */
function benchResources(): void {
  const steps = [1, 10, 100, 1000, 10_000].map((count) => {
    const text = listText(count, true)
    return stepOf(`${counted(count, 'resource')}, ${sizeOf(text.length)}`, count, {
      'JSON.parse': () => JSON.parse(text),
      'reactor.parse': () => reactor.parse(text, { status: 200 }),
      'reactor.throwIfFailed': () => thrown(text, 200),
    })
  })
  tellRatios('Growth of 1 to 10,000 resources where every tenth failed, against JSON.parse of the same text', steps)
  tellGrowth('Growth of 1 to 10,000 resources where every tenth failed per resource', steps)
}

const byteSizes = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8]
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** From 1 kB to 100 MB, as bytes, of what can be parsed. */
function benchBytes(): void {
  const perBuild = listText(builds.length, false).length / builds.length
  const steps = byteSizes.map((size) => {
    const bytes = encoder.encode(listText(Math.max(1, Math.round(size / perBuild)), false))
    return stepOf(sizeOf(size), bytes.length, {
      'TextDecoder and JSON.parse': () => JSON.parse(decoder.decode(bytes)) as unknown,
      'reactor.parse': () => reactor.parse(bytes, { status: 200 }),
    })
  })
  tellRatios('Growth of 1 kB to 100 MB where nothing failed, against TextDecoder and JSON.parse', steps)
  tellGrowth('Growth of 1 kB to 100 MB where nothing failed per byte', steps)
}

/** From 1 kB to 100 MB, as bytes, of what cannot: without a floor, since decoding alone does next to nothing. */
function benchPages(): void {
  const sentence = 'Try <b>again</b> later. '
  const steps = byteSizes.map((size) => {
    const bytes = encoder.encode(
      `<!doctype html><title>502 Bad Gateway</title><p>${sentence.repeat(size / sentence.length)}`,
    )
    return stepOf(sizeOf(size), bytes.length, {
      'reactor.parse': () => reactor.parse(bytes, { status: 502 }),
    })
  })
  tellGrowth('Growth of 1 kB to 100 MB of a page of HTML per byte', steps)
}

/** From 1 kB to 100 MB, by the command line: whole runs, its start included. */
function benchLines(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'))
  const file = join(directory, 'lines.ndjson')
  const steps = byteSizes.map((size): Step => {
    const count = writeLines(file, kindsOfLines['where every second response failed'] ?? [], size)
    const [times = []] = timesOf([[fileURLToPath(builtFile('cli')), 'decode', '--json', file]], 5)
    return { size: sizeOf(size), count, costs: [{ name: 'decode --json', time: median(times), spread: spread(times) }] }
  })
  rmSync(directory, { recursive: true })
  tellGrowth('Growth of 1 kB to 100 MB of NDJSON by the command line per byte', steps)
}

/** What grows with errors, with resources, and with bytes. */
export function benchGrowth(): void {
  benchErrors()
  benchResources()
  benchBytes()
  benchPages()
  benchLines()
}
