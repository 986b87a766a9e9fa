/** Streams that a test holds, in place of those of a process. */
import { Writable } from 'node:stream'
import { createJsonReporter } from '../../src/cli/reporters/json.js'
import type { Reporter } from '../../src/cli/reporters/reporter.js'
import { createTextReporter } from '../../src/cli/reporters/text.js'
import { createTerminal, type Io, type OutputStream } from '../../src/cli/terminal.js'
import { en } from '../../src/explain/index.js'
import { wordsOf } from '../../src/explain/words.js'

/** What a command is connected to. */
export interface Setting {
  readonly stdin?: string | Uint8Array | readonly (string | Uint8Array)[]
  /** Which streams are terminals. */
  readonly tty?: readonly ('stdin' | 'stdout' | 'stderr')[]
  readonly columns?: number
  readonly env?: Io['env']
}

/** A stream that keeps what is written to it. */
export interface Sink extends OutputStream {
  text(): string
}

/** A stream that keeps what is written to it; a terminal if it has columns. */
export function sink(columns?: number): Sink {
  let written = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      written += String(chunk)
      done()
    },
  })
  const terminal = columns === undefined ? undefined : { isTTY: true, columns }
  return Object.assign(stream, { text: () => written, ...terminal })
}

/** Text or bytes, in pieces, as a stream. */
export async function* bytesOf(input: Setting['stdin'] = ''): AsyncGenerator<Uint8Array> {
  const pieces = typeof input === 'string' || input instanceof Uint8Array ? [input] : input
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}

/** The streams of `setting`. */
export function ioOf(setting: Setting = {}): Io & { readonly stdout: Sink; readonly stderr: Sink } {
  const { stdin, tty = [], columns = 80, env = {} } = setting
  return {
    stdin: Object.assign(bytesOf(stdin), { isTTY: tty.includes('stdin') }),
    stdout: sink(tty.includes('stdout') ? columns : undefined),
    stderr: sink(tty.includes('stderr') ? columns : undefined),
    env,
  }
}

/** All that an iteration gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}

/** The lines of `--json`, parsed. */
export function jsonLines(text: string): unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

/** The reporter that a command would have on these streams, in English. */
export function reporterOf(io: Io, { json = false }: { readonly json?: boolean } = {}): Reporter {
  if (json) return createJsonReporter(en)
  const look = { ...createTerminal(io), language: en, words: wordsOf(en), isWatched: io.stdout.isTTY === true }
  return createTextReporter(look)
}
