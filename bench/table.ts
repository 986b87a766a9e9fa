/** Prints what was measured: one line per candidate, with the ceiling it should stay under, where it has one. */
import { ceilings } from './ceilings.js'
import { type Callers, compare, type Work } from './harness.js'
import { losses } from './losses.js'

/** One thing to measure. */
export interface Candidate {
  readonly name: string
  readonly work: Work
}

/** One figure of a table, as the process that measured it tells the one that asked. */
export interface Row {
  readonly heading: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** How far the middle half of the rounds lies apart, as a part of the value. */
  readonly spread?: number
  readonly ceiling?: number
  /** What of the job it leaves out. */
  readonly loses?: string
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)
let current = ''

/** Prints the heading of a group of tables; what stands in brackets at its end is not part of its name. */
export function heading(text: string): void {
  current = text.replace(/ \([^()]*\)$/, '')
  print(`\n${text}`)
}

/** One line of a table: what, the figure with its unit and its spread, the ceiling and whether it is met. */
export function row(name: string, value: number, unit: string, spread?: number): void {
  const [job = name] = name.split(', ')
  const ceiling = ceilings[current]?.[name] ?? ceilings[current]?.[job]
  const figure = `${value.toFixed(value < 0.1 ? 4 : value < 10 ? 2 : 1)} ${unit}`
  const around = spread === undefined ? '' : `± ${(50 * spread).toFixed(0)} %`
  const verdict = ceiling === undefined ? '' : `ceiling ${ceiling}  ${value <= ceiling ? 'met' : 'MISSED'}`
  const loses = /^reactor/.test(name) ? undefined : losses.find(([peer]) => name.includes(peer))?.[1]
  const note = loses === undefined ? verdict : `loses ${loses}`
  print(`  ${name.padEnd(64)} ${figure.padStart(10)}  ${around.padStart(6)}  ${note}`.trimEnd())
  const told: Row = {
    ...{ heading: current, name, value, unit },
    ...(spread === undefined ? {} : { spread }),
    ...(ceiling === undefined ? {} : { ceiling }),
    ...(loses === undefined ? {} : { loses }),
  }
  process.send?.(told)
}

/** Measures the candidates against the floor and prints a line for each. */
export function table(floor: Candidate, candidates: readonly Candidate[], callers?: Callers): void {
  const { ratios, spreads, times } = compare(
    [floor, ...candidates].map(({ work }) => work),
    callers,
  )
  print(`  ${floor.name}: ${((times[0]?.time ?? Number.NaN) / 1000).toFixed(2)} µs`)
  for (const [index, { name }] of candidates.entries()) {
    row(name, ratios[index + 1] ?? Number.NaN, 'x', spreads[index + 1])
  }
}
