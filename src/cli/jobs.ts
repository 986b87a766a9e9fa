/**
 * Decodes NDJSON in several threads at once: blocks of whole lines, put together again in their order, to the same bytes as in one.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
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

/** Decodes one block; `undefined` where what begins in it goes on in the next. */
export async function decodeBlock({ bytes, line, isLast }: Block, manner: Manner): Promise<Outcome | undefined> {
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

/** How large a block is at least, in bytes. */
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
): Promise<Rest | undefined> {
  const blocks = blocksOf(bytes)
  const ahead: Ahead[] = []
  const threads: Thread[] = []
  try {
    for (let count = 0; ; count++) {
      const next = await blocks.next()
      if (next.done && ahead.length === 0) return undefined
      if (!next.done) {
        if (count === 0 && (next.value.isLast || !isNdjson(next.value))) return restOf([next.value], blocks)
        const thread = threads[count % jobs] ?? new Thread(manner)
        threads[count % jobs] = thread
        ahead.push({ block: next.value, outcome: thread.decode(next.value) })
        if (ahead.length < jobs * AHEAD) continue
      }
      const outcome = await ahead[0]?.outcome
      if (outcome === undefined || !(await take(outcome)))
        return restOf(
          ahead.map(({ block }) => block),
          blocks,
        )
      ahead.shift()
    }
  } finally {
    for (const thread of threads) thread.end()
  }
}

/** A block that a thread works on. */
interface Ahead {
  readonly block: Block
  readonly outcome: Promise<Outcome | undefined>
}

function restOf(started: readonly Block[], blocks: AsyncIterable<Block>): Rest {
  return { bytes: bytesOf(started, blocks), first: started[0]?.line ?? 1 }
}

async function* bytesOf(started: readonly Block[], blocks: AsyncIterable<Block>): AsyncGenerator<Uint8Array> {
  for (const { bytes } of started) yield bytes
  for await (const { bytes } of blocks) yield bytes
}

/** Cuts bytes into blocks in front of lines that begin as those of NDJSON do. */
async function* blocksOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let parts: Uint8Array[] = []
  let length = 0
  let line = 1
  for await (const chunk of bytes) {
    parts.push(chunk)
    length += chunk.length
    if (length < BLOCK) continue
    const all = Buffer.concat(parts)
    const cut = all.lastIndexOf(CUT) + 1
    parts = [all]
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

/** The outcome of a block whose thread has died. */
const LOST = 'lost'
type Decoded = Outcome | undefined | typeof LOST

/** A thread that decodes blocks, one after the other. Should it die, its blocks are decoded here. */
class Thread {
  readonly #manner: Manner
  readonly #worker: Worker
  readonly #waiting: ((decoded: Decoded) => void)[] = []
  #isDead = false

  constructor(manner: Manner) {
    this.#manner = manner
    this.#worker = new Worker(new URL(import.meta.url), { workerData: { [MARK]: manner } })
    this.#worker.on('message', (outcome: Outcome | undefined) => this.#waiting.shift()?.(outcome))
    this.#worker.on('error', () => this.#die())
    this.#worker.on('exit', () => this.#die())
  }

  async decode(block: Block): Promise<Outcome | undefined> {
    const decoded = await this.#ask(block)
    return decoded === LOST ? decodeBlock(block, this.#manner) : decoded
  }

  #ask(block: Block): Promise<Decoded> {
    if (this.#isDead) return Promise.resolve(LOST)
    this.#worker.postMessage(block)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #die(): void {
    this.#isDead = true
    for (const resolve of this.#waiting.splice(0)) resolve(LOST)
  }

  end(): void {
    void this.#worker.terminate()
  }
}

/** The mark that tells a thread of ours from those of others, who may load this file. */
const MARK = 'reactor-errors.decode'

/** The port through which blocks come and outcomes go back. */
interface Port {
  on(event: 'message', listener: (block: Block) => void): unknown
  postMessage(outcome: Outcome | undefined): void
}

/** Decodes the blocks that come through a port. */
export function serve(port: Port, manner: Manner): void {
  port.on('message', (block) => {
    void decodeBlock(block, manner).then((outcome) => port.postMessage(outcome))
  })
}

const task: unknown = isMainThread ? undefined : workerData
if (parentPort !== null && typeof task === 'object' && task !== null && MARK in task)
  // It is what the constructor of a Thread has put there.
  serve(parentPort, task[MARK] as Manner)
