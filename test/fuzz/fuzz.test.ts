import { expect, test } from 'vitest'
import { doors } from './doors.js'
import { type Figures, fuzz } from './fuzz.js'

test('no input of a short run gets through a door the wrong way', async () => {
  const figures: Figures = { inputs: 0, faults: 0, doors: new Map() }
  const faults = []
  for await (const fault of fuzz({ rounds: 60, seed: 1 }, figures)) faults.push(fault)
  expect(faults).toEqual([])
  for (const { name } of doors) expect(figures.doors.get(name)).toBeGreaterThan(0)
  expect(figures.inputs).toBeGreaterThan(1500)
})
