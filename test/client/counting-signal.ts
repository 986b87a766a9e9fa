/** A signal that counts who listens to it. */
import type { SignalLike } from '../../src/client/wait.js'

/** A signal, and what a test wants to know of it. */
export interface CountingSignal {
  readonly signal: SignalLike
  /** How many listen now. */
  listeners(): number
  /** How many have ever listened. */
  added(): number
  /** How many have listened at the same time at most. */
  most(): number
  abort(reason: unknown): void
}

/** Makes one that is not aborted. */
export function countingSignal(): CountingSignal {
  const listeners = new Set<() => void>()
  const state: { aborted: boolean; reason?: unknown } = { aborted: false }
  let added = 0
  let most = 0
  return {
    signal: Object.assign(state, {
      addEventListener: (_: string, listener: () => void) => {
        listeners.add(listener)
        added += 1
        most = Math.max(most, listeners.size)
      },
      removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
    }),
    listeners: () => listeners.size,
    added: () => added,
    most: () => most,
    abort(reason) {
      Object.assign(state, { aborted: true, reason })
      for (const listener of listeners) listener()
    },
  }
}
