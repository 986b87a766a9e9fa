/** Tells what holds a body from a body: a response, a promise, a stream or a blob that somebody passed in its place. */
import type { Failure } from '../failure/failure.js'
import { isBytes } from './decode.js'
import type { ReadContext } from './reader.js'

const REMEDY = {
  response: 'pass `await response.text()` as the body and the response as the context',
  promise: 'await it first',
  stream: 'read it to its end first',
  blob: 'pass `await blob.text()`',
  'list of chunks': 'join them first',
} as const

/** A value that holds a body, by what it can do; values that came as JSON can do nothing. */
interface Holder {
  readonly bodyUsed?: unknown
  readonly status?: unknown
  readonly headers?: { readonly get?: unknown }
  readonly then?: unknown
  readonly getReader?: unknown
  readonly pipe?: unknown
  readonly arrayBuffer?: unknown
  readonly [Symbol.asyncIterator]?: unknown
}

/** Returns the noun for what `value` is where it holds a body, else `undefined`. Throws what getters of `value` throw. */
function holderOf(value: Holder): keyof typeof REMEDY | undefined {
  if (Array.isArray(value)) return isBytes(value[0]) ? 'list of chunks' : undefined
  const { then, headers, bodyUsed, getReader, pipe, arrayBuffer } = value
  if (typeof then === 'function') return 'promise'
  if (typeof bodyUsed === 'boolean' && typeof headers?.get === 'function') return 'response'
  if (Symbol.asyncIterator in value || typeof (getReader ?? pipe) === 'function') return 'stream'
  return typeof arrayBuffer === 'function' ? 'blob' : undefined
}

/**
 * Returns the failure to read where `body` is no body but holds one, whatever the status: that nothing failed is not known.
 * `undefined` for everything else. Throws what getters of `body` throw.
 */
export function readHolder(body: unknown, context: ReadContext): Failure | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  // Bytes or plain data, as nearly always.
  if (ArrayBuffer.isView(body) || Object.getPrototypeOf(body) === Object.prototype) return undefined
  const noun = holderOf(body)
  if (noun === undefined) return undefined
  const own: unknown = noun === 'response' ? (body as Holder).status : undefined
  const status = context.status ?? (typeof own === 'number' ? own : undefined)
  const detail = `A ${noun} was passed in place of a body: ${REMEDY[noun]}`
  return {
    errors: [
      { ...(status !== undefined && status >= 400 && { status: String(status) }), title: 'Body Not Read', detail },
    ],
    delivery: 'immediate',
    format: 'unread',
    origin: 'received',
    ...(status !== undefined && { status }),
  }
}
