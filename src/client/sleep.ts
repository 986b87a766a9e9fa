/** Waits, and stops waiting when it is told to. */
import type { SignalLike } from './body.js'

/** Resolves after so many milliseconds; rejects with the reason of `signal` as soon as that is aborted. */
export type Sleep = (milliseconds: number, signal?: SignalLike | null) => Promise<void>

/** Timers take no more; what is longer fires at once. */
export const LONGEST_TIMEOUT: number = 2 ** 31 - 1

/** `Sleep` by the host's own clock. Leaves no timer and no listener behind. */
export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(signal.reason)
      else resolve()
    }
    const timer = setTimeout(stop, Math.min(milliseconds, LONGEST_TIMEOUT))
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) stop()
  })
