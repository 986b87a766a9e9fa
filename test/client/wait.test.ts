import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { onAbort, type SignalLike, sleep, withTimeLimit } from '../../src/client/wait.js'
import { countingSignal } from './counting-signal.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const reason = new Error('enough')

describe('a sleep', () => {
  test('lasts as long as it was told to', async () => {
    let awake = false
    const slept = sleep(1000).then(() => {
      awake = true
    })
    await vi.advanceTimersByTimeAsync(999)
    expect(awake).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await slept
    expect(awake).toBe(true)
  })

  test('may be longer than a timer can keep: then it is as long as one can', async () => {
    let awake = false
    const slept = sleep(Number.POSITIVE_INFINITY).then(() => {
      awake = true
    })
    await vi.advanceTimersByTimeAsync(2 ** 31 - 2)
    expect(awake).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await slept
  })
})

describe.each<[what: string, begin: (signal: SignalLike) => Promise<unknown>]>([
  ['a sleep', (signal) => sleep(1000, signal)],
  ['work with a time limit', (signal) => withTimeLimit(1000, signal, () => new Promise(() => {}))],
])('%s', (_, begin) => {
  test('ends with the reason of an abort and leaves nothing behind', async () => {
    const { signal, listeners, abort } = countingSignal()
    const begun = begin(signal)
    expect(listeners()).toBe(1)
    abort(reason)
    await expect(begun).rejects.toBe(reason)
    expect(listeners()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not begin after an abort', async () => {
    const { signal, listeners, abort } = countingSignal()
    abort(reason)
    await expect(begin(signal)).rejects.toBe(reason)
    expect(listeners()).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('work with a time limit that comes to its end in time leaves nothing behind', async () => {
  const { signal, listeners } = countingSignal()
  expect(await withTimeLimit(1000, signal, async (limited) => limited.aborted)).toBe(false)
  await expect(withTimeLimit(1000, signal, () => Promise.reject(reason))).rejects.toBe(reason)
  expect(listeners()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('work that takes too long fails with a TimeoutError, and its signal says so', async () => {
  const signals: SignalLike[] = []
  const work = withTimeLimit(1000, undefined, (limited) => {
    signals.push(limited)
    return new Promise(() => {})
  })
  vi.advanceTimersByTime(1000)
  await expect(work).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' })
})

describe('however many wait for one signal', () => {
  const many = 1000

  test('it has one listener, which goes with the last of them', async () => {
    const { signal, abort, listeners, most } = countingSignal()
    const waits = Array.from({ length: many }, (_, index) =>
      index % 2 === 0 ? sleep(1000, signal) : withTimeLimit(1000, signal, () => new Promise(() => {})),
    )
    expect([listeners(), vi.getTimerCount()]).toEqual([1, many])
    abort(reason)
    const outcomes = await Promise.allSettled(waits)
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason === reason)).toBe(true)
    expect([listeners(), most(), vi.getTimerCount()]).toEqual([0, 1, 0])
  })

  test('those that come to their end leave the others be', async () => {
    const { signal, abort, listeners } = countingSignal()
    const short = sleep(1, signal)
    const long = sleep(1000, signal)
    await vi.advanceTimersByTimeAsync(1)
    await short
    expect(listeners()).toBe(1)
    abort(reason)
    await expect(long).rejects.toBe(reason)
    expect(listeners()).toBe(0)
  })

  test('one that is called off twice calls off nobody else', () => {
    const { signal, listeners } = countingSignal()
    const callOff = onAbort(signal, () => {})
    callOff()
    const other = onAbort(signal, () => {})
    callOff()
    expect(listeners()).toBe(1)
    other()
    expect(listeners()).toBe(0)
  })
})
