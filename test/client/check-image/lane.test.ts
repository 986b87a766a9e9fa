import { expect, test } from 'vitest'
import { Events } from '../../../src/client/check-image/events.js'
import { Lane } from '../../../src/client/check-image/lane.js'

test('a pause that fails is told to those who wait for quiet, and to nobody else', async () => {
  const lane = new Lane(1)
  expect(lane.isIdle).toBe(true)
  const reason = new Error('enough')
  lane.rest(Promise.reject(reason))
  await expect(lane.whenQuiet()).rejects.toBe(reason)
})

test('who waits for quiet waits for pauses that are asked for meanwhile, too', async () => {
  const lane = new Lane(1)
  const ends: (() => void)[] = []
  const pause = () => new Promise<void>((resolve) => ends.push(resolve))
  lane.rest(pause())
  let isQuiet = false
  const quiet = lane.whenQuiet().then(() => {
    isQuiet = true
  })
  lane.rest(pause())
  ends[0]?.()
  await new Promise(setImmediate)
  expect([isQuiet, lane.isIdle]).toEqual([false, false])
  ends[1]?.()
  await quiet
  expect(lane.isIdle).toBe(true)
})

test('events that nobody waited for are not lost, and a failure goes before them', async () => {
  const events = new Events<number>()
  events.push(1)
  events.push(2)
  expect(await events.next()).toBe(1)
  events.fail(new Error('enough'))
  await expect(events.next()).rejects.toThrow('enough')
})
