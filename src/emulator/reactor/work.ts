/** What the emulator does after it has responded: each task ends after a while, or at once when a test asks. */
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

/** The tasks that are under way and the plans for later, at most one of each for each key. */
export interface Work {
  /** Calls `finish` after so many milliseconds. A task of the same key that is still under way is dropped. */
  begin(key: string, delay: number, finish: () => void): void
  /** Forgets the task of a key; it never ends. */
  drop(key: string): void
  /** Calls `run` after so many milliseconds, unless it is dropped. Nobody waits for that: `settle` does not. */
  plan(key: string, delay: number, run: () => void): void
  /** Finishes everything that is under way, and what that begins, now. */
  settle(): void
  /** Drops everything. */
  clear(): void
  /** Drops everything, for good. */
  stop(): void
}

/** How often finished work may begin new work before `settle` takes it for endless. */
const ROUNDS = 100

interface Task {
  readonly finish: () => void
  readonly forget: () => void
}

/** Nothing is under way yet. */
export function createWork(clock: Clock): Work {
  const tasks = new Map<string, Task>()
  const plans = new Map<string, Task>()
  let isStopped = false
  const drop = (table: Map<string, Task>, key: string): void => {
    table.get(key)?.forget()
    table.delete(key)
  }
  const add = (table: Map<string, Task>, key: string, [delay, run]: readonly [number, () => void]): void => {
    drop(table, key)
    if (isStopped) return
    const finish = (): void => {
      drop(table, key)
      run()
    }
    table.set(key, { finish, forget: clock.after(delay, finish) })
  }
  const clear = (): void => {
    for (const table of [tasks, plans]) for (const key of [...table.keys()]) drop(table, key)
  }
  return {
    clear,
    begin: (key, delay, finish) => add(tasks, key, [delay, finish]),
    plan: (key, delay, run) => add(plans, key, [delay, run]),
    drop: (key) => drop(tasks, key),
    settle() {
      for (let round = 0; round < ROUNDS; round++) {
        for (const { finish } of [...tasks.values()]) finish()
      }
    },
    stop() {
      isStopped = true
      clear()
    },
  }
}
