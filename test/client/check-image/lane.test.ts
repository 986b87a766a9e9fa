import { expect, test } from 'vitest'
import { Events } from '../../../src/client/check-image/events.js'
import { Lane } from '../../../src/client/check-image/lane.js'

test('so many are on a lane at a time, in the order of their calls, and one that fails makes room as well', async () => {
  const lane = new Lane(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (number: number) => async () => {
    begun.push(number)
    await new Promise<void>((resolve, reject) => ends.push(number === 1 ? () => reject(new Error('broken')) : resolve))
    return number
  }
  const outcomes = Promise.allSettled([1, 2, 3, 4].map((number) => lane.enter(work(number))))
  const told: unknown[] = [[...begun]]
  for (let index = 0; index < 4; index++) {
    ends[index]?.()
    await new Promise(setImmediate)
    told.push([...begun], lane.isIdle)
  }
  expect(told).toEqual([[1, 2], [1, 2, 3], false, [1, 2, 3, 4], false, [1, 2, 3, 4], false, [1, 2, 3, 4], true])
  expect(await outcomes).toMatchObject([{ status: 'rejected' }, { value: 2 }, { value: 3 }, { value: 4 }])
  // The room that was left is there again.
  expect(await lane.enter(async () => 5)).toBe(5)
})

test('a lane of which something has to be remembered is not idle', async () => {
  const lane = new Lane(1)
  lane.rest(new Promise(() => {}))
  await lane.enter(async () => expect(lane.isIdle).toBe(false))
  expect(lane.isIdle).toBe(false)
  const closed = new Lane(1)
  closed.closed = 'The server asks to be left alone'
  expect(closed.isIdle).toBe(false)
})

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
