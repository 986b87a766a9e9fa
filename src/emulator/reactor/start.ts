/** Starts an emulator of the Reactor API. */
import { createServer } from 'node:http'
import { createAccounts } from './accounts.js'
import { type Clock, systemClock } from './clock.js'
import { definitions } from './definitions.js'
import { answer } from './dispatch.js'
import { type Limits, usualLimits } from './limits.js'
import { answerBrokenRequest, createListener } from './listener.js'
import { close, listen } from './listening.js'
import type { Emulation } from './model.js'
import { seed } from './resources/seeds.js'
import { createStore } from './store.js'
import { createWork, type Delays, usualDelays } from './work.js'

/** How to start an emulator. */
export interface ReactorEmulatorOptions {
  /** The port to listen on; default: 0, which picks one that is free. */
  readonly port?: number
  /** The address to listen on; default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string
  /** The time by which builds end and tokens expire; default: that of the machine. */
  readonly clock?: Clock
  /** How long builds and other work takes, in milliseconds; default: 1 to 2 seconds. */
  readonly delays?: Partial<Delays>
  /** How long tokens last, in milliseconds; default: 24 hours. */
  readonly tokenLifetime?: number
  /** How large bodies may be, in bytes; default: 1 MiB for documents, 50 MiB for uploads. */
  readonly limits?: Partial<Limits>
}

/** An emulator that runs. */
export interface ReactorEmulator {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. IMS is below `/ims`. */
  readonly url: string
  /** Finishes, now, all work that is under way. */
  settle(): void
  /** Stops listening, and drops connections and work. */
  close(): Promise<void>
}

const DAY = 86_400_000

/**
 * Starts an emulator of the Reactor API, its gateway and its identity service: an HTTP server that keeps everything in memory.
 * `GET {url}/emulator/causes` says how to get each error. Rejects if it cannot listen.
 */
export async function startReactorEmulator(options: ReactorEmulatorOptions = {}): Promise<ReactorEmulator> {
  const { port = 0, host = '127.0.0.1', clock = systemClock, tokenLifetime = DAY } = options
  const work = createWork(clock)
  const emulation: Emulation = {
    accounts: createAccounts(clock, tokenLifetime),
    clock,
    definitions,
    delays: { ...usualDelays, ...options.delays },
    store: createStore(),
    tokenLifetime,
    work,
    url: '',
  }
  seed(emulation)
  const listener = createListener((request) => answer(emulation, request), { ...usualLimits, ...options.limits })
  const server = createServer(listener).on('clientError', answerBrokenRequest)
  emulation.url = await listen(server, port, host)
  return {
    url: emulation.url,
    settle: () => work.settle(),
    close: () => {
      work.stop()
      return close(server)
    },
  }
}
