/** The command `emulate`: runs an emulator of the Reactor API, or of the servers of images, until it is interrupted. */
import { readdir, readFile, stat } from 'node:fs/promises'
import type { RequestLog } from '../emulator/index.js'
import { problemOf } from '../input/problem.js'
import { type ExitCode, exitCodes } from './exit-codes.js'
import { onInterrupt } from './interrupt.js'
import type { Reporter } from './reporters/reporter.js'
import type { Terminal } from './terminal.js'

/** Where to listen. */
interface ListenOptions {
  readonly port: number
  readonly host: string
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
  /** Whether each request is written; default: where stdout is a terminal. */
  readonly log?: boolean
}

/** Emulates the Reactor API. */
export async function emulateReactor(
  { port, host, delay, causes: isQuestion = false, state, fault = [], strict = false, log }: EmulateReactorOptions,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  // Loaded when it is needed: the other commands do without a server.
  const { causes, curlFor, startReactorEmulator } = await import('../emulator/index.js')
  if (isQuestion) {
    for (const [code, cause] of Object.entries(causes))
      await terminal.write(reporter.report({ kind: 'cause', code, cause }))
    return exitCodes.nothingFailed
  }
  const delays = delay === undefined ? {} : { delays: { build: delay, host: delay, package: delay, secret: delay } }
  const onResponse = ({ method, path, status, codes }: RequestLog): void => {
    void terminal.write(reporter.report({ kind: 'request', method, path, status, codes }))
  }
  const start = () =>
    startReactorEmulator({
      port,
      host,
      strict,
      faults: fault,
      ...delays,
      ...(state !== undefined && { stateFile: state }),
      ...((log ?? terminal.io.stdout.isTTY === true) && { onResponse }),
    })
  const hints = (url: string): readonly string[] => [
    'Try it, and see how to get each code:',
    `  ${curlFor(url)}`,
    `  curl ${url}/emulator/causes`,
  ]
  return runEmulator(start, { subject: 'The Reactor API is', hints }, reporter, terminal)
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
  { port, host, root, config: file, set = [] }: EmulateImagesOptions,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  let text: string
  try {
    if (!(await stat(root)).isDirectory()) throw new Error('it is no folder')
  } catch (error) {
    await terminal.complain(`the folder of --root cannot be read: ${problemOf(error).message}`)
    return exitCodes.unreadableInput
  }
  try {
    text = file === undefined ? '' : await readFile(file, 'utf8')
  } catch (error) {
    await terminal.complain(`the file of --config cannot be read: ${problemOf(error).message}`)
    return exitCodes.unreadableInput
  }
  const { readImageConfig, startImageServingEmulator } = await import('../emulator/image-serving/index.js')
  const start = async () => startImageServingEmulator({ root, port, host, config: readImageConfig(text, set) })
  const picture = (await readdir(root)).find((name) => PICTURE.test(name))?.replace(PICTURE, '') ?? 'name-of-a-picture'
  const hints = (url: string): readonly string[] => [
    'Try it:',
    `  curl -i -o /dev/null -D - '${url}/is/image/${encodeURIComponent(picture)}?wid=100'`,
    `  curl -i '${url}/is/image/not-there'`,
  ]
  return runEmulator(start, { subject: 'Image Serving and Image Rendering are', hints }, reporter, terminal)
}

const PICTURE = /\.(?:jpe?g|png|webp|gif|tiff?|avif)$/i

/** An emulator that listens. */
interface Emulator {
  readonly url: string
  close(): Promise<void>
}

/** The words about an emulator. */
interface Introduction {
  /** Its subject, as the beginning of a sentence: `The Reactor API is`. */
  readonly subject: string
  /** The lines about what to do with it at its address. */
  readonly hints: (url: string) => readonly string[]
}

/** Starts an emulator, says where it listens, and stops it when the process is told to end. */
async function runEmulator(
  start: () => Promise<Emulator>,
  { subject, hints }: Introduction,
  reporter: Reporter,
  terminal: Terminal,
): Promise<ExitCode> {
  let emulator: Emulator
  try {
    emulator = await start()
  } catch (error) {
    await terminal.complain(`the emulator cannot start: ${problemOf(error).message}`)
    return exitCodes.wrongUse
  }
  const { url } = emulator
  const ended = new Promise<void>(onInterrupt)
  await terminal.write(reporter.report({ kind: 'emulator', subject, url, hints: hints(url) }))
  await ended
  await emulator.close()
  return exitCodes.nothingFailed
}
