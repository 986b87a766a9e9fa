/** Reads the body of a response within limits: so many bytes, for so long, and not past an abort. */
import { isHidden } from './compressed.js'
import type { Limits } from './options.js'
import { onAbort, type SignalLike, startTimer, throwIfAborted } from './wait.js'

/** Why a body was not read to its end, or not as it was called. */
export interface Shortfall {
  readonly format: 'too-large' | 'timed-out' | 'malformed' | 'unread'
  /** For people; holds nothing of the body. */
  readonly message: string
  /** Whether all of the body is there nonetheless, and can be read. */
  readonly isWhole?: boolean
}

/** The part of a body that was read. */
export interface ReadBody {
  /** The bytes that arrived, all of them or not. */
  readonly bytes: Uint8Array
  /** Why that is not all of it; absent where it is. */
  readonly shortfall?: Shortfall | undefined
}

/** The shortfall of a body that is longer than the limit. */
export const tooLarge = ({ maxBytes }: Limits): Shortfall => ({
  format: 'too-large',
  message: `The body is longer than ${maxBytes} bytes and was read no further`,
})

/** The shortfall of a body that took longer than the limit. */
export const timedOut = ({ timeout }: Limits): Shortfall => ({
  format: 'timed-out',
  message: `The body had not arrived whole after ${timeout} ms`,
})

/** The codes of undici, and Node's `fetch` with it, for a body that it stopped reading. */
const FORMATS: ReadonlyMap<unknown, Shortfall['format']> = new Map([
  ['UND_ERR_BODY_TIMEOUT', 'timed-out'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
])

/** The shortfall of a body that ended before its end. Names only the code or name of `reason`: its text may hold anything. */
export function brokenOff(reason: unknown): Shortfall {
  const { code, cause, name } = Object(reason) as Partial<Error> & { readonly code?: unknown }
  const known = code ?? (cause as { readonly code?: unknown } | undefined)?.code
  const why = typeof known === 'string' ? known : (name ?? 'no reason given')
  return { format: FORMATS.get(known) ?? 'malformed', message: `The body broke off before its end (${why})` }
}

const alreadyRead: Shortfall = { format: 'unread', message: 'The body had been read, or was being read, elsewhere' }

const cannotInflate: Shortfall = {
  format: 'malformed',
  message: 'The body is compressed, which nothing says, and cannot be inflated here',
}

const NOTHING = new Uint8Array()

/**
 * The bytes of a body up to a limit. They are copied into one buffer that grows by doubling: a body that comes byte by byte
 * would take a hundred times its size as a list of chunks. A body of one chunk is not copied.
 */
export class Collector {
  readonly #limit: number
  #buffer: Uint8Array = NOTHING
  #length = 0

  /** @param limit how many bytes are kept; `Infinity` for all. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes a chunk, or as much of it as the limit allows; `false` when something had to be left out. */
  add(chunk: Uint8Array): boolean {
    const fits = Math.min(chunk.length, this.#limit - this.#length)
    const part = chunk.subarray(0, fits)
    if (this.#length === 0) this.#buffer = part
    else this.#append(part)
    this.#length += fits
    return fits === chunk.length
  }

  #append(part: Uint8Array): void {
    const needed = this.#length + part.length
    if (needed > this.#buffer.length) {
      const grown = new Uint8Array(Math.min(Math.max(needed, 2 * this.#buffer.length), this.#limit))
      grown.set(this.bytes)
      this.#buffer = grown
    }
    this.#buffer.set(part, this.#length)
  }

  /** The bytes so far, not copied. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length)
  }
}

/** The part of a response that reading its body takes. */
export interface BodyHolder {
  /** A `ReadableStream`, one of Node's streams, or nothing. */
  readonly body?: unknown
  readonly bodyUsed?: boolean
}

/** Where the chunks of a body come from. */
interface Source {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>
  /** Gives the rest up; a call of `next` that waits then comes to its end. */
  cancel(): void
}

/** The parts of `ReadableStream` and of Node's streams that reading takes. */
type Stream =
  | { readonly locked: boolean; getReader(): { read: Source['next']; cancel(): Promise<void> } }
  | (AsyncIterable<unknown> & { readonly locked?: undefined; destroy(): unknown })

// A response has no other kinds of body.
const streamOf = ({ body }: BodyHolder): Stream | null | undefined => body as Stream | null | undefined

const ignore = (): void => {}

function sourceOf(stream: Stream): Source {
  if ('getReader' in stream) {
    const reader = stream.getReader()
    // A stream that failed already rejects its cancellation with the same reason.
    return { next: () => reader.read(), cancel: () => void reader.cancel().catch(ignore) }
  }
  const iterator = stream[Symbol.asyncIterator]()
  return { next: () => iterator.next(), cancel: () => void stream.destroy() }
}

/** A stream of a user's own may hold text. */
function bytesOf(chunk: unknown): Uint8Array {
  if (!ArrayBuffer.isView(chunk)) return new TextEncoder().encode(String(chunk))
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/** Whether a body was read, or is being read, so that nobody else can. */
export function isSpent(response: BodyHolder): boolean {
  return response.bodyUsed === true || streamOf(response)?.locked === true
}

/** Gives up the body of a response, where it has one and nobody else has begun to read it. */
export function discardBody(response: BodyHolder): void {
  const stream = streamOf(response)
  if (stream && !isSpent(response)) sourceOf(stream).cancel()
}

/**
 * Reads the body of `response` up to its end or to the limits, and gives what arrived with what was wrong. A body that is left
 * before its end is cancelled; one that is compressed, though its headers do not say so, is inflated. Throws the reason of `signal`
 * once that is aborted, or the `AbortError` that the stream fails with, and nothing else.
 */
export async function readBody(response: BodyHolder, limits: Limits, signal?: SignalLike | null): Promise<ReadBody> {
  if (isSpent(response)) return { bytes: NOTHING, shortfall: alreadyRead }
  const arrived = await readStream(streamOf(response), limits, signal)
  if (!isHidden(arrived.bytes)) return arrived
  const { bytes, shortfall } = await inflate(arrived.bytes, limits, signal)
  const why = arrived.shortfall ?? shortfall
  // Whoever is given it would inflate it without these limits.
  return isHidden(bytes) ? { bytes: NOTHING, shortfall: why ?? cannotInflate } : { bytes, shortfall: why }
}

/** Inflates the bytes of gzip or zlib. Throws as `readBody` does. */
async function inflate(
  compressed: Uint8Array,
  limits: Limits,
  signal: SignalLike | null | undefined,
): Promise<ReadBody> {
  if (typeof DecompressionStream === 'undefined') return { bytes: NOTHING, shortfall: cannotInflate }
  const format = compressed[0] === 0x1f ? 'gzip' : 'deflate'
  // A view of bytes that a stream gave us: a Blob refuses only those of shared memory.
  const stream = new Blob([compressed as Uint8Array<ArrayBuffer>]).stream()
  return readStream(stream.pipeThrough(new DecompressionStream(format)), limits, signal)
}

async function readStream(
  stream: Stream | null | undefined,
  limits: Limits,
  signal: SignalLike | null | undefined,
): Promise<ReadBody> {
  const collector = new Collector(limits.maxBytes)
  if (!stream) return { bytes: collector.bytes }
  const source = sourceOf(stream)
  let shortfall: Shortfall | undefined
  const stopTimer = startTimer(limits.timeout, () => {
    shortfall = timedOut(limits)
    source.cancel()
  })
  // Not at once: what is aborted with its request fails by itself, and to cancel a clone in the same turn makes the fetch of
  // Node 20 leave a rejection unhandled.
  const callOff = onAbort(signal, () => void setTimeout(source.cancel))
  try {
    throwIfAborted(signal)
    while (shortfall === undefined) {
      const { done, value } = await source.next()
      if (done) break
      if (!collector.add(bytesOf(value))) shortfall = tooLarge(limits)
    }
  } catch (error) {
    throwIfAborted(signal)
    // Whoever aborted without telling us: their error is what they expect.
    if ((error as Partial<Error> | undefined)?.name === 'AbortError') throw error
    shortfall ??= brokenOff(error)
  } finally {
    stopTimer()
    callOff()
    source.cancel()
  }
  throwIfAborted(signal)
  return { bytes: collector.bytes, shortfall }
}
