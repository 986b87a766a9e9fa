/** Writes to the terminal, the pipe or the file that the command was started with, at the pace at which it is read. */
import { once } from 'node:events'
import picocolors from 'picocolors'
import { refit } from './layout.js'
import { visible } from './safe-text.js'

/** Functions that colour text, or give it back as it is. */
type Colors = ReturnType<typeof picocolors.createColors>

/** A stream to write to; `isTTY` where it is a terminal. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }

/** The streams and variables to which a command is connected: those of a process, or of a test. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where a command writes. */
export interface Terminal {
  readonly io: Io
  /** The columns to fill at most. */
  readonly width: number
  readonly colors: Colors
  /** Writes `text` to stdout; resolves when there is room for more, or nobody reads any longer. */
  write(text: string): Promise<void>
  /** Writes a complaint to stderr, under the same terms. */
  complain(text: string): Promise<void>
  /** A complaint as it is written: behind the name of the program, on lines that fit a terminal. */
  complaint(text: string): string
  /** Whether the reader of stdout has gone, as `head` does when it has enough. */
  isClosed(): boolean
  /** Resolves to why writing failed, as far as it is known after a turn, other than by a reader that has gone. */
  failure(): Promise<string | undefined>
}

const [NARROW, USUAL, WIDE] = [40, 80, 100]

/** Colours are for terminals only, unless the environment says otherwise: https://no-color.org, https://force-color.org */
export function wantsColors(stream: OutputStream, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}

/** The terminal of `io`; text is 80 columns wide where stdout is not a terminal. */
export function createTerminal(io: Io): Terminal {
  const { stdout, stderr, env } = io
  let closed = false
  let failure: string | undefined
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    closed = true
    if (error.code !== 'EPIPE') failure = error.code ?? error.message
  })
  const isClosed = () => closed || !stdout.writable
  // Where nobody reads the complaints, they need not be made.
  stderr.on('error', () => undefined)
  const { red } = picocolors.createColors(wantsColors(stderr, env))
  const complaint = (text: string): string => {
    const said = `reactor-errors: ${visible(text)}`
    const lines = stderr.isTTY ? refit(said, widthOf(stderr)) : said
    return `${lines.replace('reactor-errors:', red('reactor-errors:'))}\n`
  }
  return {
    io,
    width: widthOf(stdout),
    colors: picocolors.createColors(wantsColors(stdout, env)),
    write: async (text) => (text === '' || isClosed() ? undefined : write(stdout, text)),
    complain: (text) => write(stderr, complaint(text)),
    complaint,
    isClosed,
    async failure() {
      // What a file or a device refuses is told a turn later.
      await new Promise((resolve) => setImmediate(resolve))
      return failure
    },
  }
}

/** The columns to fill: those of a terminal within reason, else 80. */
export function widthOf(stream: OutputStream): number {
  const columns = (stream.isTTY && stream.columns) || USUAL
  return Math.min(WIDE, Math.max(NARROW, columns))
}

async function write(stream: OutputStream, text: string): Promise<void> {
  const hasRoom = stream.write(text)
  // A broken stream never drains. An error ends the wait too; its listener has noted it.
  if (!hasRoom && stream.writable) await once(stream, 'drain').catch(() => undefined)
}
