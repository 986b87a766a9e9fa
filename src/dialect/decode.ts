/** Turns a body, however it came, into what readers take: a JSON value, or text where it is none. */
import { attempt } from '../jsonapi/attempt.js'
import { completeJson, syntaxPosition } from '../jsonapi/text.js'

/** A body as readers take it. */
export interface DecodedBody {
  readonly value: unknown
  /** What of the body is JSON, parsed, where it stops being that or other text stands around; and what to say of the rest. */
  readonly whole?: {
    readonly value: unknown
    readonly message: string
    readonly rest: '[cut off]' | '[text]'
    /** Whether no other text follows. */
    readonly isLast: boolean
  }
}

const BOM = 0xfeff
// Other texts are not even tried: an attempt that fails costs an error and its stack.
const JSON_START = /^\s*(?:["{[]|(?:null|true|false|-?\d[\d.eE+-]*)\s*$)/
const BEGINS = /^\s*["{[]/
// As token servers write it that send no JSON. One name alone may as well be a line of somebody's log.
const FORM = /^\s*[\w.-]{1,64}=[^\s&<>{}]*(?:&[\w.-]{1,64}=[^\s&<>{}]*)+\s*$/

function decodeText(text: string): DecodedBody {
  const json = text.charCodeAt(0) === BOM ? text.slice(1) : text
  if (json[0] !== '{' && !JSON_START.test(json)) return decodeForm(json) ?? decodeAround(json)
  try {
    const value: unknown = JSON.parse(json)
    // Some servers write JSON into a JSON text.
    return typeof value === 'string' && BEGINS.test(value) ? decodeText(value) : { value }
  } catch {
    return decodeBroken(json)
  }
}

/** A form that names an `error`. */
function decodeForm(text: string): DecodedBody | undefined {
  const form = FORM.test(text) ? new URLSearchParams(text.trim()) : undefined
  return form?.has('error') ? { value: Object.fromEntries(form) } : undefined
}

/**
 * Text that holds JSON: what guards against reading it as a script, a callback around it, a part of a multipart message, an event.
 */
function decodeAround(text: string): DecodedBody {
  const start = text.search(/\{\s*"/)
  const end = text.lastIndexOf('}') + 1
  const whole = start < 0 ? undefined : parsed(text.slice(start, end))
  if (whole === undefined) return { value: text }
  // What closes a call may follow.
  const isLast = /^[\s);]*$/.test(text.slice(end))
  return {
    value: text,
    whole: { ...whole, message: 'The body is text that holds JSON; that was read', rest: '[text]', isLast },
  }
}

function decodeBroken(text: string): DecodedBody {
  const whole = BEGINS.test(text) ? parsed(completeJson(text)) : undefined
  if (whole === undefined) return { value: text }
  const position = syntaxPosition(text)
  const message =
    position?.isCutOff === false
      ? `The body is not JSON from line ${position.line}, column ${position.column} on; what stands before that was read`
      : 'The body breaks off; what had arrived of it was read'
  return { value: text, whole: { ...whole, message, rest: '[cut off]', isLast: true } }
}

// It may be nested more deeply than the engine parses.
const parsed = (text: string | undefined): { readonly value: unknown } | undefined =>
  text === undefined ? undefined : attempt(() => ({ value: JSON.parse(text) }))

/**
 * Decodes a body. A string, or bytes (see `decodeBytes`), that holds JSON is parsed, and so is a form that names an `error`
 * (https://url.spec.whatwg.org/#application/x-www-form-urlencoded); other text is left as text; `undefined`
 * and `null` count as empty (`''`); any other value is taken for JSON that was parsed already.
 */
export function decodeBody(body: unknown, contentType: () => string | undefined): DecodedBody {
  if (typeof body === 'string') return decodeText(body)
  if (body === undefined || body === null) return { value: '' }
  return isBytes(body) ? decodeText(decodeBytes(body, contentType())) : { value: body }
}

const BUFFERS = ['[object ArrayBuffer]', '[object SharedArrayBuffer]']

/** Whether `value` holds bytes, of whatever realm. Never throws. */
export function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  if (ArrayBuffer.isView(value)) return true
  return attempt(() => BUFFERS.includes(Object.prototype.toString.call(value)), false)
}

const UTF_8: TextDecoder = /* @__PURE__ */ new TextDecoder()
const CHARSET = /;\s*charset="?([^\s";]+)/i

/** The encoding that the first bytes show: a byte order mark, or the zero that ASCII has in UTF-16; else what was sent. */
function encodingOf(bytes: Uint8Array, contentType: string | undefined): string {
  const first = bytes[0]
  const second = bytes[1]
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be'
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le'
  return (contentType === undefined ? undefined : CHARSET.exec(contentType)?.[1]) ?? 'utf-8'
}

/**
 * The text of `bytes`: in UTF-16 where a byte order mark or the zeros of ASCII show it
 * (https://encoding.spec.whatwg.org/#bom-sniff), else in the charset of `contentType`, then UTF-8. What is not valid there becomes
 * U+FFFD; a charset that nobody knows counts as none. Bytes that are compressed, though no header says so, are inflated first
 * where the host has zlib, to 16 MiB at most.
 */
export function decodeBytes(bytes: ArrayBuffer | ArrayBufferView, contentType: string | undefined): string {
  const sent = uint8Array(bytes)
  const plain = isCompressed(sent) ? (inflated(sent) ?? sent) : sent
  const encoding = encodingOf(plain, contentType)
  try {
    if (encoding === 'utf-8') return UTF_8.decode(plain)
    const decoder = new TextDecoder(encoding)
    const text = decoder.decode(plain)
    return decoder.encoding === 'windows-1252' ? ofWindows(text) : text
  } catch {
    return UTF_8.decode(plain) // A charset that nobody knows.
  }
}

const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** `text` with the characters that Windows has from 0x80 on: not every version of Node decodes them. */
export function ofWindows(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => WINDOWS.charAt(control.charCodeAt(0) - 0x80))
}

/** The bytes of `chunks`, which are `length` together. One chunk is the usual case, and is not copied. */
export function joinedBytes(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks
  if (first !== undefined && chunks.length === 1) return first
  const bytes = new Uint8Array(length)
  let end = 0
  for (const chunk of chunks) {
    bytes.set(chunk, end)
    end += chunk.length
  }
  return bytes
}

function uint8Array(bytes: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
}

/** Whether bytes begin like gzip (RFC 1952) or zlib (RFC 1950). */
export function isCompressed(bytes: Uint8Array): boolean {
  // By their places: to take them out of a list takes as long as to decode a short text.
  const first = bytes[0]
  const second = bytes[1] ?? 0
  return (first === 0x1f && second === 0x8b) || (first === 0x78 && (0x7800 + second) % 31 === 0)
}

/** The part of Node's `zlib` that is used here. */
interface Zlib {
  unzipSync(bytes: Uint8Array, options: { readonly finishFlush: number; readonly maxOutputLength: number }): Uint8Array
}

// Browsers have no such `process`, and can inflate only while others wait.
const host = globalThis as { readonly process?: { readonly getBuiltinModule?: (name: string) => unknown } }
const SYNC_FLUSH = 2

/** Returns the inflated bytes, as far as they arrived; `undefined` where they cannot be told. */
function inflated(bytes: Uint8Array): Uint8Array | undefined {
  return attempt(() => {
    // Either it has this function, or none at all.
    const zlib = host.process?.getBuiltinModule?.('node:zlib') as Zlib | undefined
    return zlib?.unzipSync(bytes, { finishFlush: SYNC_FLUSH, maxOutputLength: 2 ** 24 })
  })
}
