/** The time of the emulator: that of the machine, or one that a test turns. */

import { checkNumbers } from '../../failure/kinds.js'

/** Tells the time, and calls back later. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Calls `run` once after so many milliseconds; what it gives takes that back. */
  after(milliseconds: number, run: () => void): () => void
}

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Lets so many milliseconds pass: what is due in them is called, in the order of its time. */
  advance(milliseconds: number): void
}

/** No timer of Node waits longer. */
const LONGEST = 2 ** 31 - 1

/** The time of the machine; what waits for it keeps no process alive. */
export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, run) {
    const timer = setTimeout(run, Math.min(milliseconds, LONGEST))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/**
 * A clock for tests. It starts at the time given, in milliseconds since 1970 and by default 2026-01-01T00:00:00Z, and moves only by
 * `advance`. Throws a `RangeError` where the time is no number from 0 up.
 */
export function createManualClock(start: number = Date.UTC(2026, 0, 1)): ManualClock {
  checkNumbers({ start })
  let time = start
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run }
      timers.add(timer)
      return () => {
        timers.delete(timer)
      }
    },
    advance(milliseconds) {
      const end = time + milliseconds
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.run()
      }
      time = end
    },
  }
}
