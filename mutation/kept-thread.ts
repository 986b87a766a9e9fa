/**
 * Where tests run while sources are changed: a thread that outlives a run. Stryker starts a run for each of thousands of changes, and a
 * new thread spends most of its time on loading Vitest and packages, which no change touches.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node'

export const keptThread: PoolRunnerInitializer = {
  name: 'kept-thread',
  createPoolWorker: (options) => new KeptThread(options),
}

/** What of `Worker.on` and `Worker.off` Vitest uses. */
type Listener = (argument: unknown) => void

/** Vitest goes on telling of its tests behind a run, for a second where there are thousands of them. */
const LONGEST_WAIT = 3000

let kept: Worker | undefined

class KeptThread implements PoolWorker {
  readonly name: string = keptThread.name
  readonly #options: PoolOptions
  readonly #listeners: [event: string, listener: Listener][] = []
  #thread: Worker | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  start(): Promise<void> {
    const { env, execArgv } = this.#options
    this.#thread = kept ?? new Worker(new URL('./kept-thread-worker.js', import.meta.url), { env, execArgv })
    this.#thread.ref()
    kept = undefined
    return Promise.resolve()
  }

  /** Keeps the thread where the run left nothing behind that goes on in it, such as a retry without end; else ends it. */
  async stop(): Promise<void> {
    const thread = this.#taken
    for (const [event, listener] of this.#listeners) thread.off(event, listener)
    thread.postMessage('Tell when nothing goes on.')
    const isIdle = await once(thread, 'message', { signal: AbortSignal.timeout(LONGEST_WAIT) }).then(
      () => true,
      () => false,
    )
    thread.unref()
    // The next run may have begun meanwhile, with a thread of its own.
    if (isIdle && kept === undefined) kept = thread
    else await thread.terminate()
  }

  on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener])
    this.#taken.on(event, listener)
  }

  off(event: string, listener: Listener): void {
    this.#taken.off(event, listener)
  }

  send(message: WorkerRequest): void {
    this.#taken.postMessage(message)
  }

  deserialize(data: unknown): unknown {
    return data
  }

  get #taken(): Worker {
    if (this.#thread === undefined) throw new Error('The thread is used before its start.')
    return this.#thread
  }
}
