import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SignalLike, sleep, withTimeLimit } from '../../src/client/wait.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A signal that tells how many listen to it. */
function heard(): { readonly signal: SignalLike; readonly listeners: Set<() => void>; abort(reason: unknown): void } {
  const listeners = new Set<() => void>()
  const state: { aborted: boolean; reason?: unknown } = { aborted: false }
  return {
    listeners,
    signal: Object.assign(state, {
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }),
    abort(reason) {
      Object.assign(state, { aborted: true, reason })
      for (const listener of listeners) listener()
    },
  }
}

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
    const { signal, listeners, abort } = heard()
    const begun = begin(signal)
    expect(listeners.size).toBe(1)
    abort(reason)
    await expect(begun).rejects.toBe(reason)
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does not begin after an abort', async () => {
    const { signal, listeners, abort } = heard()
    abort(reason)
    await expect(begin(signal)).rejects.toBe(reason)
    expect(listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('work with a time limit that comes to its end in time leaves nothing behind', async () => {
  const { signal, listeners } = heard()
  expect(await withTimeLimit(1000, signal, async (limited) => limited.aborted)).toBe(false)
  await expect(withTimeLimit(1000, signal, () => Promise.reject(reason))).rejects.toBe(reason)
  expect(listeners.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('work that takes too long fails with a TimeoutError, and its signal says so', async () => {
  const signals: AbortSignal[] = []
  const work = withTimeLimit(1000, undefined, (limited) => {
    signals.push(limited)
    return new Promise(() => {})
  })
  vi.advanceTimersByTime(1000)
  await expect(work).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(signals[0]?.reason).toMatchObject({ name: 'TimeoutError' })
})
