/** Opens every door to so many inputs, and tells of the faults. */
import fc from 'fast-check'
import { type Door, doors } from './doors.js'
import { used } from './inputs.js'

/** What came of one door. */
export interface Outcome {
  readonly door: string
  readonly inputs: number
  /** The first fault, with the input that led to it; a door is left after that. */
  readonly fault?: string
}

/** Runs `runs` inputs through each door, by its share, the same ones for the same `seed`. */
export async function* fuzz(runs: number, seed: number): AsyncGenerator<Outcome> {
  for (const door of doors) yield await open(door, Math.max(1, Math.round(runs * door.share)), seed)
}

async function open({ name, input, open }: Door, numRuns: number, seed: number): Promise<Outcome> {
  const property = fc.asyncProperty(input, async (given) => {
    await open(used(given) as never)
  })
  const {
    failed,
    numRuns: inputs,
    counterexample,
    errorInstance,
  } = await fc.check(property, { numRuns, seed, endOnFailure: true })
  if (!failed) return { door: name, inputs }
  const error = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance)
  return { door: name, inputs, fault: `${error}\n${fc.stringify(counterexample).slice(0, 2000)}` }
}
