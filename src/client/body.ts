/** Reads the body of a response within limits: so many bytes, for so long, and not past an abort. */
import { Collector } from './collector.js'
import type { Limits } from './options.js'

/** Why a body was not read to its end. */
export interface Shortfall {
  readonly format: 'too-large' | 'timed-out' | 'malformed' | 'unread'
  /** What happened, for people; holds nothing of the body. */
  readonly message: string
}

/** What was read of a body. */
export interface ReadBody {
  /** What arrived, whole or not. */
  readonly bytes: Uint8Array
  /** Why that is not all of it; absent where it is. */
  readonly shortfall?: Shortfall
}

/** What can be waited for to be aborted: an `AbortSignal`. */
export interface SignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export const tooLarge = ({ maxBytes }: Limits): Shortfall => ({
  format: 'too-large',
  message: `The body is longer than ${maxBytes} bytes and was read no further`,
})

export const timedOut = ({ timeout }: Limits): Shortfall => ({
  format: 'timed-out',
  message: `The body had not arrived whole after ${timeout} ms`,
})

/** What undici, and Node's `fetch` with it, calls a body that it stopped reading. */
const FORMATS: ReadonlyMap<unknown, Shortfall['format']> = new Map([
  ['UND_ERR_BODY_TIMEOUT', 'timed-out'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too-large'],
])

/** For a body that ended before its end. Of `reason` only the code or name is told: its text may hold anything. */
export function brokenOff(reason: unknown): Shortfall {
  const { code, cause, name } = Object(reason) as Partial<Error> & { readonly code?: unknown }
  const known = code ?? (cause as { readonly code?: unknown } | undefined)?.code
  const told = typeof known === 'string' ? known : (name ?? 'no reason given')
  return { format: FORMATS.get(known) ?? 'malformed', message: `The body broke off before its end (${told})` }
}

const alreadyRead: Shortfall = { format: 'unread', message: 'The body had been read, or was being read, elsewhere' }

/** What is read of a response. */
export interface BodyHolder {
  /** A `ReadableStream`, one of Node's streams, or nothing. */
  readonly body?: unknown
  readonly bodyUsed?: boolean
}

/** Where the chunks of a body come from. */
interface Source {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>
  /** Gives the rest up; what is waited for then comes to its end. */
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

/** Gives up the body of a response that has one, unless somebody else has begun to read it. */
export function discardBody(response: BodyHolder): void {
  if (!isSpent(response)) sourceOf(response.body as Stream).cancel()
}

export function throwIfAborted(signal: SignalLike | null | undefined): void {
  if (signal?.aborted) throw signal.reason
}

/**
 * Reads the body of `response` up to its end or to the limits, and gives what arrived with what was wrong. A body that is left
 * before its end is cancelled. Throws the reason of `signal` once that is aborted, or the `AbortError` that the stream fails
 * with, and nothing else.
 */
export async function readBody(response: BodyHolder, limits: Limits, signal?: SignalLike | null): Promise<ReadBody> {
  const collector = new Collector(limits.maxBytes)
  if (isSpent(response)) return { bytes: collector.bytes, shortfall: alreadyRead }
  const stream = streamOf(response)
  if (!stream) return { bytes: collector.bytes }
  const source = sourceOf(stream)
  let shortfall: Shortfall | undefined
  const timer = setTimeout(() => {
    shortfall = timedOut(limits)
    source.cancel()
  }, limits.timeout)
  // Not at once: what is aborted with its request fails by itself, and to cancel a clone in the same turn makes the fetch of
  // Node 20 leave a rejection unhandled.
  const stop = (): void => void setTimeout(source.cancel)
  signal?.addEventListener('abort', stop)
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
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    source.cancel()
  }
  throwIfAborted(signal)
  return shortfall === undefined ? { bytes: collector.bytes } : { bytes: collector.bytes, shortfall }
}
