/** Starts an emulator of the Reactor API. */
import { createServer } from 'node:http'
import {
  BOOLEAN,
  checkGiven,
  checkKind,
  checkNumbers,
  FUNCTION,
  type Kind,
  listOf,
  OBJECT,
  withMethods,
} from '../../failure/kinds.js'
import { clientErrorResponses } from '../../server/adaptors/node.js'
import { close, listen, NAME, PORT, patient } from '../loopback.js'
import { createAccounts } from './accounts.js'
import { postMessage } from './audit.js'
import { type Clock, systemClock } from './clock.js'
import { curlsFor } from './control.js'
import { definitions } from './definitions.js'
import { dispatch } from './dispatch.js'
import { createFaults, type FaultRule } from './faults.js'
import { createListener, type Limits, type RequestLog, usualLimits } from './http.js'
import type { Emulation } from './model.js'
import { JSON_API } from './request.js'
import type { Resource } from './resource.js'
import { fill, type StateDocument, stateOf } from './state.js'
import { createStateWriter, readStateFile, StateFileError, type StateWriter } from './state-file.js'
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
  /** How large bodies may be and how long requests may take; default: 1 MiB for documents, 50 MiB for uploads. */
  readonly limits?: Partial<Limits>
  /**
   * Whether unknown query parameters, pages that there are not, and callbacks to HTTP are refused; default: `false`, as the API
   * overlooks the first two, and the third is for tests.
   */
  readonly strict?: boolean
  /**
   * What is there from the beginning: a JSON:API document whose `data` is a list of resources, such as `GET /emulator/state` gives.
   * What a resource lacks, `id` included, it gets as a new one would; `meta.emulator.org` is its organization. Default: nothing but
   * the extension packages that Adobe’s examples install.
   */
  readonly seed?: StateDocument
  /**
   * The path of a file that keeps all resources: read at the start, if it is there, in place of `seed`; written after every change.
   */
  readonly stateFile?: string
  /**
   * Is told why the state file cannot be written while the emulator runs: once, until it can be again. It is tried anew with each
   * change, and by `close`. What somebody else wrote into the file meanwhile is not replaced. What this throws is thrown.
   */
  readonly onStateError?: (error: unknown) => void
  /** What goes wrong on purpose, as rules or as text: `GET /properties* 502 html 10%`. Requests can ask with `x-emulate-fault`. */
  readonly faults?: readonly (FaultRule | string)[]
  /** Is told of each request once its response is on the way. What it throws is thrown. */
  readonly onResponse?: (log: RequestLog) => void
}

/** An emulator that runs. */
export interface ReactorEmulator {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. IMS is below `/ims`. */
  readonly url: string
  /** Lines of curl that work as they are. */
  readonly curls: readonly string[]
  /** Finishes, now, all work that is under way. */
  settle(): void
  /** All resources, as the option `seed` takes them; a copy. */
  state(): StateDocument
  /** Stops listening, and drops connections and work. Rejects where the state file could not be written. */
  close(): Promise<void>
}

const DAY = 86_400_000

/**
 * Starts an emulator of the Reactor API, its gateway and its identity service: an HTTP server that keeps everything in memory.
 * `GET {url}/emulator` explains it, `GET {url}/emulator/causes` says how to get each error. It takes requests from programs, not from
 * web pages: `Host` has to name this machine, and `Origin` the emulator itself. Rejects if it cannot listen, and with a `TypeError`
 * that says what and where if a fault, the seed or the state file cannot be read, or an option is not of its kind; also if the state
 * file cannot be written.
 */
export async function startReactorEmulator(options: ReactorEmulatorOptions = {}): Promise<ReactorEmulator> {
  checkOptions(options)
  const { port = 0, host = '127.0.0.1', clock = systemClock, tokenLifetime = DAY, strict = false, stateFile } = options
  const faults = createFaults(options.faults ?? [])
  // A copy: whatever becomes of the document, the emulator can be brought back to it.
  const seed: unknown = options.seed === undefined ? undefined : JSON.parse(JSON.stringify(options.seed))
  const limits = { ...usualLimits, ...options.limits }
  const stored = stateFile === undefined ? undefined : await readStateFile(stateFile)
  const work = createWork(clock)
  const texts = new Map<Resource, string>()
  let writer: StateWriter | undefined
  const store = createStore((resource) => {
    texts.delete(resource)
    writer?.changed()
  })
  const emulation: Emulation = {
    accounts: createAccounts(clock, tokenLifetime),
    clock,
    definitions,
    faults,
    delays: { ...usualDelays, ...options.delays },
    post: postMessage,
    seed,
    store,
    strict,
    texts,
    tokenLifetime,
    work,
    url: '',
  }
  if (stateFile === undefined || stored === undefined) fill(emulation, seed)
  else fillFrom(stateFile, emulation, stored)
  const { onResponse } = options
  const respond = dispatch.bind(undefined, emulation)
  const listener = createListener({ respond, limits, host, faults, clock, onResponse })
  const server = createServer(patient(limits), listener)
  // What a request expects besides 100-continue may be ignored: https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1
  server.on('checkExpectation', listener)
  server.on('clientError', clientErrorResponses({ formats: [JSON_API] }))
  emulation.url = await listen(server, port, host)
  if (stateFile !== undefined) {
    // Made only now: where nobody can listen, no file is left behind.
    const { onStateError = () => undefined } = options
    writer = createStateWriter(stateFile, { read: () => stateOf(emulation), onError: onStateError })
    // What cannot be kept is better known before work is put into it.
    await writer.flush().catch(async (error: unknown) => {
      work.stop()
      await close(server)
      throw error
    })
  }
  return {
    url: emulation.url,
    curls: curlsFor(emulation.url),
    settle: () => work.settle(),
    state: () => structuredClone(stateOf(emulation)),
    close: async () => {
      work.stop()
      await close(server)
      await writer?.flush()
    },
  }
}

/** Throws for options that are not of their kind, of which some would be noticed only by the first request. */
function checkOptions(options: ReactorEmulatorOptions): void {
  checkKind(OBJECT, { options })
  const { port, host, clock, delays, tokenLifetime, limits, strict, stateFile, onStateError, faults, onResponse } =
    options
  checkGiven(PORT, { port })
  checkGiven(NAME, { host, stateFile })
  checkGiven(CLOCK, { clock })
  checkGiven(OBJECT, { delays, limits })
  checkNumbers({ ...delays, ...limits, tokenLifetime })
  checkGiven(BOOLEAN, { strict })
  checkGiven(RULES, { faults })
  checkGiven(FUNCTION, { onStateError, onResponse })
}

const CLOCK = withMethods('a clock, such as createManualClock makes', 'now', 'after')

const RULES: Kind = listOf(['rules', (rule) => typeof rule === 'string' || (typeof rule === 'object' && rule !== null)])

function fillFrom(stateFile: string, emulation: Emulation, stored: unknown): void {
  try {
    fill(emulation, stored)
  } catch (error) {
    throw error instanceof TypeError ? new StateFileError(stateFile, `holds no state: ${error.message}`) : error
  }
}
