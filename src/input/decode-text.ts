/** Turns a stream of bytes into text: UTF-8, or UTF-16 where a byte order mark says so; refuses what is not text. */
import { UnreadableError } from './problem.js'

/** How long a document may be that is not NDJSON, in characters. */
export const MAX_DOCUMENT: number = 256 * 2 ** 20

const GZIP = [0x1f, 0x8b]

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8'
}

function assertText(text: string, isFirst: boolean): void {
  const strange = isFirst ? (text.match(/\ufffd/g) ?? []).length : 0
  if (text.includes('\0') || strange > text.length / 10) throw new UnreadableError('is binary data, not text')
}

/**
 * The text of `bytes`, in pieces, without a byte order mark. What is not valid in the encoding becomes U+FFFD.
 * Throws an `UnreadableError` at binary data.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let start = new Uint8Array()
  for await (const chunk of bytes) {
    if (decoder !== undefined) {
      const text = decoder.decode(chunk, { stream: true })
      assertText(text, false)
      yield text
      continue
    }
    // A pipe may hand out a byte order mark in two parts.
    start = Buffer.concat([start, chunk])
    if (start.length < GZIP.length) continue
    if (startsWith(start, GZIP))
      throw new UnreadableError('is compressed with gzip; unpack it first (curl --compressed)')
    decoder = new TextDecoder(encodingOf(start))
    const text = decoder.decode(start, { stream: true })
    assertText(text, true)
    yield text
  }
  yield decoder === undefined ? new TextDecoder().decode(start) : decoder.decode()
}

/** All of `chunks` as one text. Throws an `UnreadableError` where that has more characters than `limit`. */
export async function collectText(chunks: AsyncIterable<string>, limit: number = MAX_DOCUMENT): Promise<string> {
  let text = ''
  for await (const chunk of chunks) {
    text += chunk
    assertLength(text, limit)
  }
  return text
}

/** Throws an `UnreadableError` if `text` is longer than a document may be. */
export function assertLength(text: string, limit: number): void {
  if (text.length > limit) throw new UnreadableError('is too long for one document; NDJSON may be of any length')
}
