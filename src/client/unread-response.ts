/** Finds the response that an HTTP client has thrown and left unread. */
import { secretsFor } from '../dialect/from-caught.js'
import { type HeadersLike, headerOf } from '../failure/headers.js'
import { isRecord, membersOf } from '../failure/plain.js'
import type { ResponseLike } from './response.js'

/** How deep the response may stand in what was thrown: in a cause, in a trace of Adobe’s SDK. */
const DEEPEST = 5

/** A response whose body can still be read, and the secrets of its request. */
export interface UnreadResponse {
  readonly response: ResponseLike
  readonly secrets: readonly string[]
}

/** Returns the unread response that `thrown`, or an error in its causes, is or holds. Throws what a getter of them throws. */
export function unreadResponseIn(thrown: unknown, depth: number = DEEPEST): UnreadResponse | undefined {
  if (!isRecord(thrown) || depth === 0) return undefined
  const { response, traceData, cause } = thrown
  const found = asResponse(thrown) ?? asResponse(response) ?? asResponse(membersOf(traceData)['response'])
  return found === undefined ? unreadResponseIn(cause, depth - 1) : { response: found, secrets: secretsFor(thrown) }
}

/** Whether an object is a response of some `fetch`. Its `clone` is not asked for: a failed response is read itself. */
function isFetchResponse(value: object): value is ResponseLike {
  const { status, headers, bodyUsed }: { status?: unknown; headers?: unknown; bodyUsed?: unknown } = value
  return typeof status === 'number' && typeof bodyUsed === 'boolean' && typeof membersOf(headers)['get'] === 'function'
}

/**
 * A response of fetch as it is; in its form one of a client that keeps a stream of Node’s in `data` or `body`, a `Blob` in `data`
 * (gaxios), or gives the bytes when asked (bent).
 */
function asResponse(value: unknown): ResponseLike | undefined {
  if (!isRecord(value)) return undefined
  if (isFetchResponse(value) && !(value.bodyUsed && Object.hasOwn(value, 'data'))) return value
  const { status, statusCode, headers, body, data } = value
  const code = status ?? statusCode
  if (typeof code !== 'number' || !isRecord(headers)) return undefined
  const stream = [data, body, value].map(streamOf).find((each) => each !== undefined)
  if (stream === undefined) return undefined
  const get = (name: string): string | null => headerOf(headers as HeadersLike, name.toLowerCase()) ?? null
  const response: ResponseLike = {
    status: code,
    headers: { get },
    body: stream,
    bodyUsed: false,
    clone: () => response,
  }
  return response
}

/** A stream of Node’s as it is; that of what gives all of its bytes when asked. */
function streamOf(holder: unknown): object | undefined {
  if (!isRecord(holder)) return undefined
  const { arrayBuffer, pipe } = holder
  if (typeof pipe === 'function') return holder
  if (typeof arrayBuffer !== 'function') return undefined
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(new Uint8Array(await arrayBuffer.call(holder)))
      controller.close()
    },
  })
}
