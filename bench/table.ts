/** Prints what was measured: one line per candidate, with the ceiling it should stay under, where it has one. */
import { type Callers, compare, type Work } from './harness.js'

/** One thing to measure. */
export interface Candidate {
  readonly name: string
  readonly work: Work
  /** The ratio that it should not exceed. */
  readonly ceiling?: number
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** Prints the heading of a group of tables. */
export function heading(text: string): void {
  print(`\n${text}`)
}

/** One line of a table: what, the figure with its unit, the ceiling and whether it is met. */
export function row(name: string, value: number, unit: string, ceiling?: number): void {
  const figure = `${value.toFixed(value < 0.1 ? 4 : value < 10 ? 2 : 1)} ${unit}`
  const verdict = ceiling === undefined ? '' : `ceiling ${ceiling}  ${value <= ceiling ? 'met' : 'MISSED'}`
  print(`  ${name.padEnd(64)} ${figure.padStart(10)}  ${verdict}`.trimEnd())
}

/** Measures the candidates against the floor and prints a line for each. */
export function table(floor: Candidate, candidates: readonly Candidate[], callers?: Callers): void {
  const { ratios, nanoseconds } = compare(
    [floor, ...candidates].map(({ work }) => work),
    callers,
  )
  print(`  ${floor.name}: ${(nanoseconds / 1000).toFixed(2)} µs`)
  for (const [index, { name, ceiling }] of candidates.entries()) {
    row(name, ratios[index + 1] ?? Number.NaN, 'x', ceiling)
  }
}
