/** Measures the rows that are its share of the table, in a process of its own; prints one line of JSON for each. */
import { createMeter } from './meter.js'
import type { Row } from './row.js'

/** What a row was seen to do. */
export interface Growth {
  readonly name: string
  /** The work for an input, and for one that is 16 times as long. */
  readonly work: readonly [number, number]
  /** With which power of its input the work grows. */
  readonly power: number
  readonly most: number
}

/** n log n grows with a power of 1.1 at most, and a limit that the longer input passes may double the work once. */
const USUAL = 1.3

const meter = createMeter(new URL('.', import.meta.url).href)
// Only now: V8 counts the blocks of no function that it compiled before it was told to.
const { rows } = await import('./rows/index.js')

async function growthOf({ name, of, run, to = 2 ** 20, exception }: Row): Promise<Growth> {
  const workOf = (size: number): Promise<number> => {
    const input = of(size)
    // The row made it for this.
    return meter.workOf(() => run(input as never))
  }
  const work = [await workOf(to / 16), await workOf(to)] as const
  return { name, work, power: Math.log2(work[1] / work[0]) / 4, most: exception?.power ?? USUAL }
}

const [part = 0, parts = 1] = process.argv.slice(2).map(Number)
for (const [index, row] of rows.entries()) {
  if (index % parts === part) process.stdout.write(`${JSON.stringify(await growthOf(row))}\n`)
}
