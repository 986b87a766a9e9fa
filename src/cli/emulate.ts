/** The command `emulate`: runs an emulator of the Reactor API, or of the servers of images, until it is interrupted. */
import { readFile, stat } from 'node:fs/promises'
import type { StateFileError } from '../emulator/reactor/state-file.js'
import { type Problem, problemOf } from '../input/problem.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { problemLine } from './inputs.js'
import { onInterrupt } from './interrupt.js'
import type { Reporter } from './reporters/reporter.js'
import type { Terminal } from './terminal.js'

/** Where to listen, and whether to tell of it. */
interface ListenOptions {
  readonly port: number
  readonly host: string
  /** Whether each request is written; default: where stdout is a terminal. */
  readonly log?: boolean
}

/** How the Reactor API is emulated. */
export interface EmulateReactorOptions extends ListenOptions {
  /** How long work takes, in milliseconds; default: what it takes on a quiet day. */
  readonly delay?: number
  /** Whether only to say how to get each code. */
  readonly causes?: boolean
  /** The file that keeps everything from one start to the next. */
  readonly state?: string
  /** The faults to make on purpose: `GET /properties* 502 html 10%`. */
  readonly fault?: readonly string[]
  /** Whether what the API overlooks is refused. */
  readonly strict?: boolean
}

/** Emulates the Reactor API. */
export async function emulateReactor(
  { port, host, delay, causes: isQuestion = false, state, fault = [], strict = false, log }: EmulateReactorOptions,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  // Loaded when it is needed: the other commands do without a server.
  const { causes, startReactorEmulator } = await import('../emulator/index.js')
  if (isQuestion) {
    for (const [code, cause] of Object.entries(causes))
      await terminal.write(reporter.report({ kind: 'cause', code, cause }))
    return exitCodes.nothingFailed
  }
  const delays = delay === undefined ? {} : { delays: { build: delay, host: delay, package: delay, secret: delay } }
  const start = () =>
    startReactorEmulator({
      port,
      host,
      strict,
      faults: fault,
      ...delays,
      ...(state !== undefined && keeping(state, terminal)),
      ...logging(log, reporter, terminal),
    })
  return runEmulator(start, { host, port, state, subject: 'The Reactor API is' }, reporter, terminal)
}

/** How the servers of images are emulated. */
export interface EmulateImagesOptions extends ListenOptions {
  /** The folder of the pictures. */
  readonly root: string
  /** The file of catalogs and attributes. */
  readonly config?: string
  /** Lines for the default catalog, which come before those of the file. */
  readonly set?: readonly string[]
}

/** Emulates Image Serving and Image Rendering. */
export async function emulateImages(
  { port, host, log, root, config: file, set = [] }: EmulateImagesOptions,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  let text: string
  try {
    if (!(await stat(root)).isDirectory()) throw new Error('is a file, not a directory')
  } catch (error) {
    await terminal.complain(problemLine(root, problemOf(error)))
    return exitCodes.unreadableInput
  }
  try {
    text = file === undefined ? '' : await readFile(file, 'utf8')
  } catch (error) {
    await terminal.complain(problemLine(`${file}`, problemOf(error)))
    return exitCodes.unreadableInput
  }
  const { readImageConfig, startImageServingEmulator } = await import('../emulator/image-serving/index.js')
  const start = async () =>
    startImageServingEmulator({
      ...{ root, port, host, config: readImageConfig(text, set) },
      ...logging(log, reporter, terminal),
    })
  return runEmulator(start, { host, port, subject: 'Image Serving and Image Rendering are' }, reporter, terminal)
}

/** One request to an emulator, and its response. */
interface Logged {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly codes: readonly string[]
}

/** The option of an emulator by which it tells of its requests; none where nobody is to be told. */
function logging(
  log: boolean | undefined,
  reporter: Reporter,
  terminal: Terminal,
): { readonly onResponse?: (logged: Logged) => void } {
  if (!(log ?? terminal.io.stdout.isTTY)) return {}
  return {
    onResponse: ({ method, path, status, codes }) => {
      void terminal.write(reporter.report({ kind: 'request', method, path, status, codes }))
    },
  }
}

/** The options of an emulator that keeps its state in a file, and complains as soon as it cannot. */
function keeping(
  state: string,
  terminal: Terminal,
): { readonly stateFile: string; readonly onStateError: (error: unknown) => void } {
  return {
    stateFile: state,
    onStateError: (error) => {
      const { kind, message } = problemOfState(error)
      void terminal.complain(problemLine(state, { kind, message: `${message}; it is tried again with each change` }))
    },
  }
}

/** An emulator that listens. */
interface Emulator {
  readonly url: string
  readonly curls: readonly string[]
  close(): Promise<void>
}

/** What is started, and where. */
interface Start extends Pick<ListenOptions, 'host' | 'port'> {
  readonly subject: string
  readonly state?: string | undefined
}

/** Why nobody can listen at a place, where that is what an error is about. */
function refusalOf(error: NodeJS.ErrnoException, { host, port }: Pick<Start, 'host' | 'port'>): string | undefined {
  const { code, syscall } = error
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL') return `${host} is no address of this machine`
  if (code === 'EADDRINUSE') return `another program listens on port ${port}; --port 0 picks one that is free`
  if (syscall !== 'listen') return undefined
  return code === 'EACCES' ? `port ${port} is not for everybody; those from 1024 up are` : problemOf(error).message
}

/** What is wrong with the state file; where there is none, one is made, so that only its folder can be missing. */
function problemOfState(error: unknown): Problem {
  const { code, fault }: NodeJS.ErrnoException & Partial<StateFileError> = Object(error)
  if (fault !== undefined) return { kind: 'problem', message: fault }
  return code === 'ENOENT' ? { kind: 'problem', message: 'there is no such folder to keep it in' } : problemOf(error)
}

/** Starts an emulator, says where it listens and how to try it, and stops it when the process is told to end. */
async function runEmulator(
  start: () => Promise<Emulator>,
  { state, subject, ...place }: Start,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  let emulator: Emulator
  try {
    emulator = await start()
  } catch (error) {
    const thrown: NodeJS.ErrnoException & Partial<StateFileError> = Object(error)
    const refusal = refusalOf(thrown, place)
    if (refusal === undefined && state !== undefined && (thrown.code ?? thrown.fault) !== undefined) {
      await terminal.complain(problemLine(state, problemOfState(error)))
      return exitCodes.unreadableInput
    }
    await terminal.complain(`the emulator cannot start: ${refusal ?? problemOf(error).message}`)
    return exitCodes.wrongUse
  }
  const { url, curls } = emulator
  const hints = ['Try it:', ...curls.map((line) => `  ${line}`)]
  const ended = new Promise<void>(onInterrupt)
  await terminal.write(reporter.report({ kind: 'emulator', subject, url, hints }))
  await ended
  try {
    await emulator.close()
  } catch (error) {
    await terminal.complain(problemLine(`${state}`, problemOfState(error)))
    return exitCodes.unreadableInput
  }
  return exitCodes.nothingFailed
}
