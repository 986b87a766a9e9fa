/** Turns a stream of bytes into text: unpacks gzip, reads UTF-8, or UTF-16 where the bytes show it; refuses what is not text. */
import { joinedBytes } from '../dialect/decode.js'
import { UnreadableError } from './problem.js'

/** How long a document may be that is not NDJSON, in characters. */
export const MAX_DOCUMENT: number = 256 * 2 ** 20

/** As many bytes as tell the encoding. */
const ENOUGH = 4

/** By a byte order mark, or by the zeros that two characters of ASCII have in UTF-16. */
function encodingOf([first, second, third, fourth]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first && second === 0 && third && fourth === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second && third === 0 && fourth) ? 'utf-16be' : 'utf-8'
}

function assertText(text: string, start?: Uint8Array): void {
  const strange = start === undefined ? 0 : (text.match(/\ufffd/g) ?? []).length
  if (!text.includes('\0') && strange <= text.length / 10) return
  const [packer] = PACKERS.find(([, bytes]) => start !== undefined && standsAt(start, 0, bytes)) ?? [
    CODING.exec(text)?.[1],
  ]
  throw new UnreadableError(
    packer === undefined ? 'is binary data, not text' : `is packed with ${packer}, and has to be unpacked first`,
  )
}

/** The coding of a body that stands as it came behind its head. */
const CODING = /^HTTP\/[^{]*?\ncontent-encoding: *([\w-]+)/i

/** What the files of packers begin with that is not unpacked here. */
const PACKERS: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
]

/** Whether `bytes` begin as gzip does. */
export function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/**
 * The text of `bytes`, in pieces, without a byte order mark. What is not valid in the encoding becomes U+FFFD.
 * Throws an `UnreadableError` at binary data, and where packed data cannot be unpacked.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const source = bytes[Symbol.asyncIterator]()
  const start = await beginning(source)
  if (isGzip(start)) yield* decodeText(inflate(start, source))
  else if (isHttp(start)) yield* decodeMessage(start, source)
  else yield* decodePieces(start, source)
}

const HTTP: readonly number[] = [0x48, 0x54, 0x54, 0x50]
const HEAD_END: readonly number[] = [0x0d, 0x0a, 0x0d, 0x0a]
const LONGEST_HEAD = 2 ** 16

const standsAt = (bytes: Uint8Array, at: number, sought: readonly number[]): boolean =>
  sought.every((byte, index) => bytes[at + index] === byte)

const isHttp = (bytes: Uint8Array, at = 0): boolean => standsAt(bytes, at, HTTP)

/** What curl -i prints without --compressed: heads as text, and behind them a body that is packed with gzip, or is not. */
async function* decodeMessage(start: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  let bytes = start
  let at = bodyIn(bytes)
  while (at === undefined && bytes.length < LONGEST_HEAD) {
    const next = await source.next()
    if (next.done) break
    const seen = Math.max(0, bytes.length - 2 * HEAD_END.length)
    bytes = joined(bytes, next.value)
    at = bodyIn(bytes, seen)
  }
  if (!isGzip(bytes.subarray(at))) return yield* decodePieces(bytes, source)
  yield new TextDecoder().decode(bytes.subarray(0, at))
  yield* decodeText(inflate(bytes.subarray(at), source))
}

/** Where the body begins behind the last of the heads that end at `from` or later; `undefined` while too little has come to tell. */
function bodyIn(bytes: Uint8Array, from = 0): number | undefined {
  for (let at = from; at + 2 * HEAD_END.length <= bytes.length; at++) {
    if (!standsAt(bytes, at, HEAD_END)) continue
    const body = at + HEAD_END.length
    if (!isHttp(bytes, body)) return body
  }
  return undefined
}

/** The first bytes, at least as many as tell the encoding: a pipe may hand out a byte order mark in two parts. */
async function beginning(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start = new Uint8Array()
  while (start.length < ENOUGH) {
    const next = await source.next()
    if (next.done) return start
    start = joined(start, next.value)
  }
  return start
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

async function* decodePieces(start: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
  const encoding = encodingOf(start)
  const decode = encoding === 'utf-8' ? utf8Decoder() : streamDecoder(encoding)
  const first = decode(start).replace(/^\ufeff/, '')
  assertText(first, start)
  yield first
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const text = decode(next.value)
    assertText(text)
    yield text
  }
  yield decode(undefined)
}

/** Decodes pieces of a text; nothing more ends it. */
type Decode = (bytes: Uint8Array | undefined) => string

function streamDecoder(encoding: string): Decode {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes) => decoder.decode(bytes, { stream: bytes !== undefined })
}

/** UTF-8 cut between characters: engines decode whole texts several times as fast as streams. */
function utf8Decoder(): Decode {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let left: Uint8Array = new Uint8Array()
  return (bytes) => {
    const all = bytes === undefined || left.length === 0 ? (bytes ?? left) : joined(left, bytes)
    const end = bytes === undefined ? all.length : endOfCharacters(all)
    left = all.subarray(end)
    return decoder.decode(all.subarray(0, end))
  }
}

/** The end of the last character in `bytes` that is complete, or cannot become so. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; ; back++) {
    // Before the first there is none, which begins nothing.
    const byte = Number(bytes[bytes.length - back])
    // A byte that begins with 10 goes on with a character that others begin.
    if (byte >> 6 === 0b10) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
}

/** Unpacks `start` and the bytes behind it in pieces: as much is unpacked as is read. */
async function* inflate(start: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let problem: unknown = new UnreadableError(
    'is compressed with gzip, and cannot be unpacked: it is damaged or breaks off',
  )
  const packed = new ReadableStream<BufferSource>({
    start: (controller) => controller.enqueue(joined(start, new Uint8Array())),
    async pull(controller) {
      try {
        const next = await source.next()
        if (next.done) controller.close()
        else controller.enqueue(joined(next.value, new Uint8Array()))
      } catch (error) {
        // An input that cannot be read fails for reasons of its own, not for how it is packed.
        problem = error
        throw error
      }
    },
  })
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value
  } catch {
    throw problem
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** The bytes that are packed in `bytes`; `undefined` where that are more than `limit`, or it cannot be unpacked. */
export async function unpack(bytes: Uint8Array, limit: number): Promise<Uint8Array | undefined> {
  const nothing: AsyncIterator<Uint8Array> = { next: async () => ({ done: true, value: undefined }) }
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of inflate(bytes, nothing)) {
      parts.push(piece)
      length += piece.length
      if (length > limit) return undefined
    }
  } catch {
    return undefined
  }
  return joinedBytes(parts, length)
}

/** All of `chunks` as one text. Throws an `UnreadableError` where that has more characters than `limit`. */
export async function collectText(chunks: AsyncIterable<string>, limit: number = MAX_DOCUMENT): Promise<string> {
  let text = ''
  for await (const chunk of chunks) {
    text += chunk
    assertLength(text.length, limit)
  }
  return text
}

/** Throws an `UnreadableError` if `length` is more than a document may have. */
export function assertLength(length: number, limit: number): void {
  if (length > limit) throw new UnreadableError('is too long for one document; NDJSON may be of any length')
}
