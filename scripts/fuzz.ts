/**
 * `npm run fuzz -- --rounds 100000 --seed 7 --only parse --state figures.json`: opens every door to inputs of chance, keeps the
 * figures of the run in a file, and ends with 1 where there was a fault.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Fault, type Figures, fuzz } from '../test/fuzz/fuzz.js'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: `${Date.now() % 2 ** 31}` },
    only: { type: 'string' },
    state: { type: 'string' },
  },
})
const [rounds, seed] = [Number(values.rounds), Number(values.seed)]
if (!(Number.isInteger(rounds) && rounds > 0 && Number.isInteger(seed)))
  throw new TypeError('--rounds and --seed take numbers')

const figures: Figures = { inputs: 0, faults: 0, doors: new Map() }
/** The first fault of each kind. */
const faults = new Map<string, Fault>()
const began = Date.now()

function keep(): void {
  if (values.state === undefined) return
  const seconds = Math.round((Date.now() - began) / 1000)
  const state = { seed, seconds, ...figures, doors: Object.fromEntries(figures.doors), kinds: [...faults.values()] }
  writeFileSync(values.state, `${JSON.stringify(state, null, 2)}\n`)
}

const timer = setInterval(keep, 10_000)
for await (const fault of fuzz({ rounds, seed, only: values.only }, figures)) {
  const kind = `${fault.door} ${fault.error.replace(/\d+/g, '0').slice(0, 300)}`
  if (faults.has(kind) || faults.size === 100) continue
  faults.set(kind, fault)
  process.stdout.write(`FAULT ${JSON.stringify(fault, null, 2)}\n`)
}
clearInterval(timer)
keep()
for (const [door, inputs] of figures.doors) process.stdout.write(`${String(inputs).padStart(9)} ${door}\n`)
process.stdout.write(`${figures.inputs} inputs, ${figures.faults} faults, seed ${seed}\n`)
process.exitCode = figures.faults === 0 ? 0 : 1
