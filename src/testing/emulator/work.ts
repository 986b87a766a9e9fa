/** What the emulator does after it has answered: each task ends after a while, or at once when a test asks. */
import type { Clock } from './clock.js'

/** How long work takes, in milliseconds. */
export interface Delays {
  /** A build, and a build published again. */
  readonly build: number
  /** Unpacking and checking an extension package. */
  readonly package: number
  /** The connection test of an SFTP host. */
  readonly host: number
  /** The exchange of a secret's credentials, and each refresh. */
  readonly secret: number
}

/** What takes a while on a quiet day. */
export const usualDelays: Delays = { build: 2000, package: 1500, host: 1000, secret: 1000 }

/** The tasks that are under way, at most one for each key. */
export interface Work {
  /** Calls `finish` after so many milliseconds. A task of the same key that is still under way is dropped. */
  begin(key: string, delay: number, finish: () => void): void
  /** Forgets the task of a key; it never ends. */
  drop(key: string): void
  /** Finishes everything that is under way, and what that begins, now. */
  settle(): void
  /** Drops everything that is under way. */
  stop(): void
}

/** How often finished work may begin new work before `settle` takes it for endless. */
const ROUNDS = 100

/** Nothing is under way yet. */
export function createWork(clock: Clock): Work {
  const tasks = new Map<string, { readonly finish: () => void; readonly drop: () => void }>()
  const end = (key: string): void => {
    tasks.get(key)?.drop()
    tasks.delete(key)
  }
  return {
    begin(key, delay, finish) {
      end(key)
      const run = (): void => {
        end(key)
        finish()
      }
      tasks.set(key, { finish: run, drop: clock.after(delay, run) })
    },
    drop: end,
    settle() {
      for (let round = 0; round < ROUNDS && tasks.size > 0; round++) {
        for (const { finish } of [...tasks.values()]) finish()
      }
    },
    stop() {
      for (const key of [...tasks.keys()]) end(key)
    },
  }
}
