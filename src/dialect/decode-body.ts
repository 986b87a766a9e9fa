/** Turns a body, however it came, into what readers take: a JSON value, or text where it is none. */
import { completeJson } from './complete-json.js'
import { decodeBytes } from './decode-bytes.js'

/** A body as readers take it. */
export interface DecodedBody {
  readonly value: unknown
  /** Where the body was JSON that broke off: what had arrived of it, closed and parsed. */
  readonly arrived?: unknown
}

const BOM = '\uFEFF'
// Other texts are not even tried: an attempt that fails costs an error and its stack.
const JSON_START = /^\s*(?:["{[]|(?:null|true|false|-?\d[\d.eE+-]*)\s*$)/

function decodeText(text: string): DecodedBody {
  const json = text.startsWith(BOM) ? text.slice(1) : text
  if (json[0] !== '{' && !JSON_START.test(json)) return { value: json }
  try {
    return { value: JSON.parse(json) }
  } catch {
    const closed = completeJson(json)
    return closed === undefined ? { value: json } : { value: json, arrived: parsed(closed) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Decodes a body: a string or bytes (see `decodeBytes`) that hold JSON are parsed, other text
 * is left as text, `undefined` and `null` count as empty (`''`), and any other value is taken as JSON parsed already.
 */
export function decodeBody(body: unknown, contentType: () => string | undefined): DecodedBody {
  if (typeof body === 'string') return decodeText(body)
  if (body === undefined || body === null) return { value: '' }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return decodeText(decodeBytes(body, contentType()))
  return { value: body }
}
