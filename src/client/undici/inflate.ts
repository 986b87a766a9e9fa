/** Inflates a body as its Content-Encoding says, within a limit: https://www.rfc-editor.org/rfc/rfc9110#section-8.4 */
import { kMaxLength } from 'node:buffer'
import * as zlib from 'node:zlib'
import { type ReadBody, type Shortfall, tooLarge } from '../body.js'
import { isHidden, isText } from '../compressed.js'
import type { Limits } from '../options.js'

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
 * The body inflated, no longer than the limit. `codings` is the value of Content-Encoding: codings in the order in which they were
 * applied. Those that nobody knows mean nothing where the bytes read as text; bytes that are compressed, though nothing says so,
 * are inflated too. A body that cannot be inflated, or no further, comes with a shortfall.
 */
export function inflate(body: ReadBody, codings: string, limits: Limits): ReadBody {
  if (body.bytes.length === 0) return body
  const names = codings.split(',').map((name) => name.trim().toLowerCase())
  const undone = names.filter((name) => inflaters.get(name) !== undefined).reverse()
  if (undone.length > MOST_CODINGS) return unread(body, 'more often than makes sense')
  let { bytes } = body
  for (let step = 0; step < undone.length || (step === undone.length && isHidden(bytes)); step++) {
    const name = undone[step] ?? (bytes[0] === 0x1f ? 'gzip' : 'deflate')
    const inflated = inflateOnce(bytes, name, limits)
    if (inflated === 'too large') return { bytes: new Uint8Array(), shortfall: tooLarge(limits) }
    if (inflated === undefined) return unread({ ...body, bytes }, `as ${name}, but is not`)
    bytes = inflated
  }
  if (isHidden(bytes)) return unread({ ...body, bytes }, 'more often than makes sense')
  const isKnown = names.every((name) => undone.includes(name) || name === '' || name === 'identity')
  return isKnown || isText(bytes) ? { ...body, bytes } : unread({ ...body, bytes }, 'in a way that is not known here')
}

/** `undefined` where the bytes are not what they are called. */
function inflateOnce(bytes: Uint8Array, name: string, { maxBytes }: Limits): Uint8Array | 'too large' | undefined {
  try {
    return inflaters.get(name)?.(bytes, { maxOutputLength: Math.min(Math.max(maxBytes, 1), kMaxLength) })
  } catch (error) {
    // zlib throws nothing but errors with a code.
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : undefined
  }
}

/** A body that cannot be inflated is read as it is where it reads as text, as one that was never compressed. */
function unread({ bytes, shortfall }: ReadBody, how: string): ReadBody {
  const isWhole = isText(bytes)
  const why: Shortfall = { format: 'malformed', message: `The body is said to be compressed ${how}`, isWhole }
  return { bytes: isWhole ? bytes : new Uint8Array(), shortfall: shortfall ?? why }
}
