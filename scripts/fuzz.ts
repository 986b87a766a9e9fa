/** `npm run fuzz -- --runs 100000 --seed 7`: opens every door to so many inputs, and ends with 1 where there was a fault. */
import { parseArgs } from 'node:util'
import { fuzz } from '../test/fuzz/fuzz.js'

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } })
const runs = Number(values.runs ?? 10_000)
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed)))
  throw new TypeError('--runs and --seed take numbers')

const print = (line: string): boolean => process.stdout.write(`${line}\n`)
let [inputs, faults] = [0, 0]
for await (const outcome of fuzz(runs, seed)) {
  inputs += outcome.inputs
  if (outcome.fault !== undefined) faults += 1
  print(
    `${String(outcome.inputs).padStart(9)} ${outcome.door}${outcome.fault === undefined ? '' : `\nFAULT ${outcome.fault}`}`,
  )
}
print(`${inputs} inputs, ${faults} faults, seed ${seed}`)
process.exitCode = faults === 0 ? 0 : 1
