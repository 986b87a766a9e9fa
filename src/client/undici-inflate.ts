/** Inflates a body as its Content-Encoding says, within a limit: https://www.rfc-editor.org/rfc/rfc9110#section-8.4 */
import { kMaxLength } from 'node:buffer'
import * as zlib from 'node:zlib'
import { type ReadBody, type Shortfall, tooLarge } from './body.js'
import type { Limits } from './options.js'

type Inflate = (bytes: Uint8Array, options: zlib.ZlibOptions & zlib.BrotliOptions) => Uint8Array

/** Node 22.15 and later have it; the types that we compile against do not. */
const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: Inflate }

// Flushing instead of finishing, here and below: of a body that was cut off, what arrived can be read.
const finishFlush = zlib.constants.Z_SYNC_FLUSH

const gunzip: Inflate = (bytes, options) => zlib.gunzipSync(bytes, { ...options, finishFlush })

/** Some servers leave out the wrapper of zlib, whose first byte ends in 8 (RFC 1950, section 2.2). */
const inflateEither: Inflate = (bytes, options) =>
  (Number(bytes[0]) % 16 === 8 ? zlib.inflateSync : zlib.inflateRawSync)(bytes, { ...options, finishFlush })

const unbrotli: Inflate = (bytes, options) =>
  zlib.brotliDecompressSync(bytes, { ...options, finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH })

const inflaters: ReadonlyMap<string, Inflate | undefined> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflateEither],
  ['br', unbrotli],
  ['zstd', zstdDecompressSync],
])

/** Nobody compresses three times; each time costs up to the limit. */
const MOST_CODINGS = 2

/**
 * The body inflated, no longer than the limit. `encoding` is the value of Content-Encoding: codings in the order in which they
 * were applied. A body that cannot be inflated, or no further, comes with a shortfall.
 */
export function inflate(body: ReadBody, encoding: string, limits: Limits): ReadBody {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length === 0 || body.bytes.length === 0) return body
  if (codings.length > MOST_CODINGS) return unread(body, 'more often than makes sense')
  let { bytes } = body
  for (const coding of codings.reverse()) {
    const inflateOne = inflaters.get(coding)
    if (inflateOne === undefined) return unread(body, 'in a way that is not known here')
    try {
      bytes = inflateOne(bytes, { maxOutputLength: Math.min(Math.max(limits.maxBytes, 1), kMaxLength) })
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') return unread(body, `as ${coding}, but is not`)
      return { bytes: new Uint8Array(), shortfall: tooLarge(limits) }
    }
  }
  return { ...body, bytes }
}

/** `[`, `{` and `<`, with which JSON and HTML begin. */
const BEGINNINGS = [0x5b, 0x7b, 0x3c]

/** What cannot be inflated is told of; it is read as it is if it looks as if it had never been compressed. */
function unread({ bytes, shortfall }: ReadBody, how: string): ReadBody {
  const isPlain = BEGINNINGS.includes(Number(bytes[0]))
  const why: Shortfall = { format: 'malformed', message: `The body is said to be compressed ${how}` }
  return { bytes: isPlain ? bytes : new Uint8Array(), shortfall: shortfall ?? why }
}
