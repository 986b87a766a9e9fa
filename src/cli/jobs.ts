/**
 * Decodes NDJSON in several threads at once: blocks of whole lines, put together again in their order, to the same bytes as in one.
 */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { membersOf } from '../failure/plain.js'
import { isHar } from '../input/har.js'
import { parseJson } from '../input/json-text.js'
import type { Problem } from '../input/problem.js'
import { type InputItem, Reading } from '../input/responses.js'
import { Decoder } from './decoder.js'
import { loadSpeech } from './languages.js'
import { createJsonReporter } from './reporters/json.js'
import type { Report, Reporter } from './reporters/reporter.js'
import { createTally, type Tally } from './tally.js'

/** A stretch of an input: whole lines, and where they stand. */
export interface Block {
  readonly bytes: Uint8Array
  /** The number of its first line. */
  readonly line: number
  /** Whether nothing of the input comes after it. */
  readonly isLast: boolean
}

/** How blocks are decoded. */
export interface Manner {
  /** The name of the input. */
  readonly input: string
  /** The tag of the language. */
  readonly language: string
  /** JSON is written by the threads; text depends on what was told before, and is written where all blocks come together. */
  readonly isJson: boolean
  /** See `siteIn`. */
  readonly site?: string
}

/** The outcome of a block. */
export interface Outcome {
  /** The output in order: text, or reports that are still to be put into words. */
  readonly written: readonly (Report | string)[]
  readonly problems: readonly Problem[]
  readonly tally: Tally
}

/** The result of a block; `undefined` where what begins in it goes on in the next. */
type Decoded = Outcome | undefined

/** Decodes one block. */
export async function decodeBlock({ bytes, line, isLast }: Block, manner: Manner): Promise<Decoded> {
  const reports: Report[] = []
  // A block is no longer than it is: in it, all codes can be told apart.
  const tally = createTally(Number.POSITIVE_INFINITY)
  const decoder = new Decoder({ name: manner.input }, tally, await reporterInto(reports, manner), line === 1)
  const reading = new Reading()
  const items: InputItem[] = []
  for (const [index, text] of new TextDecoder().decode(bytes).split('\n').entries())
    reading.take({ text: text.endsWith('\r') ? text.slice(0, -1) : text, line: line + index }, items)
  if (reading.isOpen && !isLast) return undefined
  reading.end(items)
  const { text, problems } = decoder.take(items)
  return { written: manner.isJson ? [text] : reports, problems, tally }
}

async function reporterInto(reports: Report[], { isJson, language, site }: Manner): Promise<Reporter> {
  if (isJson) return createJsonReporter((await loadSpeech(language)).language, site)
  return {
    report(report) {
      reports.push(report)
      return ''
    },
  }
}

const BLOCK = 2 ** 20
/** How many blocks each thread is given ahead. */
const AHEAD = 2
/** The beginning of lines of NDJSON, which lines inside of documents do not have. */
const CUT = '\n{"'

/** The rest, for one thread to decode. */
export interface Rest {
  readonly bytes: AsyncIterable<Uint8Array>
  /** The number of its first line. */
  readonly first: number
}

/** With what it is decoded. */
interface Means {
  /** Default: a thread of Node. */
  readonly start?: Start
  /** How large a block is at least, in bytes; default: a mebibyte. */
  readonly size?: number
}

/**
 * Decodes `bytes` in `jobs` threads, and hands on what comes of each block in order, until `take` says that it is enough. The
 * result is what has to be decoded in one: everything, unless it is NDJSON of more than a block; what stands from a value on
 * that goes over blocks; `undefined` for nothing.
 */
export async function decodeInThreads(
  bytes: AsyncIterable<Uint8Array>,
  manner: Manner,
  jobs: number,
  take: (outcome: Outcome) => Promise<boolean>,
  { start = startWorker, size = BLOCK }: Means = {},
): Promise<Rest | undefined> {
  const blocks = blocksOf(bytes, size)
  const ahead: Ahead[] = []
  const threads: Thread[] = []
  try {
    for (;;) {
      const { value: block } = await blocks.next()
      if (block !== undefined) {
        if (threads.length === 0 && (block.isLast || !isNdjson(block))) return restOf(block.line, [block], blocks)
        // Each has its turn, so that none is given much more than another.
        const thread = (threads.length < jobs ? undefined : threads.shift()) ?? new Thread(manner, start)
        threads.push(thread)
        ahead.push({ block, outcome: thread.decode(block) })
        if (ahead.length < jobs * AHEAD) continue
      }
      const [oldest] = ahead
      if (oldest === undefined) return undefined
      const outcome = await oldest.outcome
      if (outcome === undefined || !(await take(outcome))) {
        const started = ahead.map((each) => each.block)
        return restOf(oldest.block.line, started, blocks)
      }
      ahead.shift()
    }
  } finally {
    for (const thread of threads) thread.end()
  }
}

/** A block that a thread works on. */
interface Ahead {
  readonly block: Block
  readonly outcome: Promise<Decoded>
}

function restOf(first: number, started: readonly Block[], blocks: AsyncIterable<Block>): Rest {
  return { bytes: bytesOf(started, blocks), first }
}

async function* bytesOf(started: readonly Block[], blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  for (const { bytes } of started) yield bytes
  for await (const { bytes } of blocks) yield bytes
}

/** Cuts bytes into blocks in front of lines that begin as those of NDJSON do. */
async function* blocksOf(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Block, undefined> {
  let parts: Uint8Array[] = []
  let length = 0
  let enough = size
  let line = 1
  for await (const chunk of bytes) {
    parts.push(chunk)
    length += chunk.length
    if (length < enough) continue
    const all = Buffer.concat(parts)
    const cut = all.lastIndexOf(CUT) + 1
    parts = [all]
    // Where there is no line to cut at, as in one document, it is looked for again only once there is twice as much to look at.
    enough = cut === 0 ? 2 * length : size
    if (cut === 0) continue
    const block = all.subarray(0, cut)
    yield { bytes: block, line, isLast: false }
    line += countLines(block)
    parts = [all.subarray(cut)]
    length = all.length - cut
  }
  yield { bytes: Buffer.concat(parts), line, isLast: true }
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}

/** Whether an input that begins with a block is NDJSON in UTF-8: its first line is an object, and no file of its own. */
function isNdjson({ bytes }: Block): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10)))
  const parsed = text.startsWith('{') ? parseJson(text) : undefined
  return parsed !== undefined && !isHar(parsed.value)
}

/** One end of a channel between threads. */
interface Port<Received, Sent> {
  on(event: 'message', listener: (received: Received) => void): unknown
  postMessage(sent: Sent): void
}

/** A thread of Node, as far as it is used. */
export interface Started extends Port<Decoded, Block> {
  on(event: 'error' | 'exit', listener: () => void): unknown
  on(event: 'message', listener: (decoded: Decoded) => void): unknown
  terminate(): unknown
}

/** Starts a thread that runs this file, with `data` as its `workerData`. */
type Start = (data: unknown) => Started

const startWorker: Start = (data) => new Worker(new URL(import.meta.url), { workerData: data })

/** A thread that decodes blocks, one after the other. Should it die, its blocks are decoded here. */
class Thread {
  readonly #manner: Manner
  readonly #worker: Started
  readonly #waiting: { readonly block: Block; readonly resolve: (decoded: Decoded | Promise<Decoded>) => void }[] = []
  #isDead = false

  constructor(manner: Manner, start: Start) {
    this.#manner = manner
    this.#worker = start({ [MARK]: manner })
    this.#worker.on('message', (decoded) => this.#waiting.shift()?.resolve(decoded))
    this.#worker.on('error', () => this.#die())
    this.#worker.on('exit', () => this.#die())
  }

  decode(block: Block): Promise<Decoded> {
    if (this.#isDead) return decodeBlock(block, this.#manner)
    return new Promise((resolve) => {
      this.#waiting.push({ block, resolve })
      this.#worker.postMessage(block)
    })
  }

  #die(): void {
    this.#isDead = true
    for (const { block, resolve } of this.#waiting.splice(0)) resolve(decodeBlock(block, this.#manner))
  }

  end(): void {
    // Of what it still works on nobody wants the outcome.
    this.#waiting.length = 0
    void this.#worker.terminate()
  }
}

/** The mark that tells a thread of ours from those of others, who may load this file. */
const MARK = 'reactor-errors.decode'

/** Decodes the blocks that come through the port of a thread of ours, by the `workerData` that it was started with. */
export function serve(port: Port<Block, Decoded> | null, data: unknown): void {
  const manner = membersOf(data)[MARK]
  if (manner === undefined) return
  port?.on('message', (block) => {
    // It is what the constructor of a Thread has put there.
    void decodeBlock(block, manner as Manner).then((decoded) => port.postMessage(decoded))
  })
}

serve(parentPort, workerData)
