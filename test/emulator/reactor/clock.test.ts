import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/emulator/index.js'
import { systemClock } from '../../../src/emulator/reactor/clock.js'

test('a manual clock stands still until it is told to go on', () => {
  const clock = createManualClock(1000)
  expect(clock.now()).toBe(1000)
  clock.advance(500)
  expect(clock.now()).toBe(1500)
  expect(new Date(createManualClock().now()).toISOString()).toBe('2026-01-01T00:00:00.000Z')
})

test('what is due is called in the order of its time, each at its time', () => {
  const clock = createManualClock(0)
  const calls: (readonly [string, number])[] = []
  clock.after(20, () => calls.push(['late', clock.now()]))
  clock.after(10, () => {
    calls.push(['early', clock.now()])
    clock.after(5, () => calls.push(['added', clock.now()]))
  })
  clock.after(1000, () => calls.push(['never', clock.now()]))
  clock.advance(100)
  expect(calls).toEqual([
    ['early', 10],
    ['added', 15],
    ['late', 20],
  ])
  expect(clock.now()).toBe(100)
})

test('a call can be taken back', () => {
  const clock = createManualClock()
  const takeBack = clock.after(10, () => expect.unreachable('it was taken back'))
  takeBack()
  clock.advance(100)
})

test('the clock of the machine tells its time, and calls back', async () => {
  const before = Date.now()
  expect(systemClock.now()).toBeGreaterThanOrEqual(before)
  await new Promise<void>((resolve) => {
    systemClock.after(0, resolve)
    // The timer alone would not keep the process waiting.
    setImmediate(() => setImmediate(() => undefined))
    const alive = setInterval(() => undefined, 1)
    systemClock.after(1, () => clearInterval(alive))
  })
  const takeBack = systemClock.after(2 ** 40, () => expect.unreachable('it is far away'))
  takeBack()
})

test('what is due right at the end is called, and time never goes back', () => {
  const clock = createManualClock(100)
  const calls: number[] = []
  clock.after(10, () => calls.push(clock.now()))
  clock.after(-50, () => calls.push(clock.now()))
  clock.advance(10)
  expect(calls).toEqual([100, 110])
})

test('the clock of the machine keeps no process alive, however long a wait is', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  const warnings: string[] = []
  const note = ({ name }: Error): void => void warnings.push(name)
  process.on('warning', note)
  const takeBack = systemClock.after(2 ** 40, () => expect.unreachable('it is far away'))
  expect(timers()).toBe(before)
  takeBack()
  await new Promise(setImmediate)
  process.off('warning', note)
  expect(warnings).toEqual([])
})

test.each(['x', Number.NaN, null])('a start that is no time is refused: %j', (start) => {
  // @ts-expect-error -- callers without types
  expect(() => createManualClock(start)).toThrow(/^"start" must be a number from 0 up, not /)
})
