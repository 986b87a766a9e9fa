import { expect, test } from 'vitest'
import { doors } from './doors.js'
import { fuzz } from './fuzz.js'

test('no input of a short run gets through a door the wrong way', async () => {
  const faults: string[] = []
  let opened = 0
  for await (const { door, fault } of fuzz(100, 1)) {
    opened += 1
    if (fault !== undefined) faults.push(`${door}: ${fault}`)
  }
  expect(faults).toEqual([])
  expect(opened).toBe(doors.length)
})
