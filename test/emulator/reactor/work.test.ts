import { expect, test } from 'vitest'
import { createManualClock } from '../../../src/emulator/reactor/clock.js'
import { createWork, usualDelays } from '../../../src/emulator/reactor/work.js'

/** Work, and what it has done. */
function start() {
  const clock = createManualClock()
  const done: string[] = []
  const work = createWork(clock)
  return { clock, work, done, does: (what: string) => () => void done.push(what) }
}

test('a task ends after its time, and once', () => {
  const { clock, work, done, does } = start()
  work.begin('build', 100, does('build'))
  clock.advance(99)
  expect(done).toEqual([])
  clock.advance(1000)
  work.settle()
  expect(done).toEqual(['build'])
})

test('a new task takes the place of one with the same key', () => {
  const { clock, work, done, does } = start()
  work.begin('build', 100, does('first'))
  work.begin('build', 200, does('second'))
  clock.advance(1000)
  expect(done).toEqual(['second'])
})

test('settling ends tasks and what they begin, but no plans', () => {
  const { clock, work, done, does } = start()
  work.begin('one', 100, () => work.begin('two', 100, does('two')))
  work.plan('refresh', 1000, does('refresh'))
  work.settle()
  expect(done).toEqual(['two'])
  clock.advance(1000)
  expect(done).toEqual(['two', 'refresh'])
})

test('settling ends even where work never does', () => {
  const { work } = start()
  let rounds = 0
  const again = (): void => {
    rounds += 1
    work.begin('again', 1, again)
  }
  again()
  work.settle()
  expect(rounds).toBe(101)
})

test('what is dropped never ends, and nothing begins after the stop', () => {
  const { clock, work, done, does } = start()
  work.begin('dropped', 100, does('dropped'))
  work.drop('dropped')
  work.drop('unknown')
  work.begin('stopped', 100, does('stopped'))
  work.plan('planned', 100, does('planned'))
  work.stop()
  work.begin('late', 100, does('late'))
  work.settle()
  clock.advance(1000)
  expect(done).toEqual([])
})

test('tasks that are dropped all at once make room for others', () => {
  const { clock, work, done, does } = start()
  work.begin('task', 100, does('task'))
  work.plan('plan', 100, does('plan'))
  work.clear()
  clock.advance(1000)
  expect(done).toEqual([])
  work.begin('task', 100, does('again'))
  clock.advance(1000)
  expect(done).toEqual(['again'])
})

test('work takes 1 to 2 seconds where nobody says otherwise', () => {
  expect(usualDelays).toEqual({ build: 2000, package: 1500, host: 1000, secret: 1000 })
})
