/** Responds with errors where a handler takes a web `Request` and returns a `Response`: Bun, Deno, workerd and others. */
import { checkKind, FUNCTION, type Kind } from '../../failure/kinds.js'
import { brokenOff, type ReadJsonOptions, receiveJson } from '../body.js'
import type { RequestLike } from '../options.js'
import { toWebResponse, type WebResponse } from '../respond.js'
import { type AdaptorOptions, responder } from './responder.js'

/** The result of one read of a stream. */
type Chunk = { readonly done: true } | { readonly done?: false | undefined; readonly value: Uint8Array }

/** The part of a `Request` that is needed to read its body. */
export interface WebRequest extends RequestLike {
  /** Firefox has none. */
  readonly body?: { getReader(): { read(): Promise<Chunk> } } | null
  arrayBuffer(): Promise<ArrayBuffer>
}

/** Nothing that platforms of the web pass on beside a request is a response. */
const NO_RESPONSE: Kind = [
  'one of web requests; for listeners of node:http there is withErrorResponses of reactor-errors/node',
  (value) => typeof Object(value).writeHead !== 'function',
]

/**
 * Returns a handler that responds to whatever `handler` throws or rejects with. Whatever else the platform passes on, `handler` gets:
 * `env` and `context` of workerd, `info` of Deno, `server` of Bun.
 *
 * ```ts
 * export default { fetch: withErrorResponses((request) => { throw reactor.error('not-found') }) }
 * ```
 *
 * Throws a `TypeError` at once for a handler or an option that is not of its kind. As a listener of `node:http`, which is waited
 * for in vain, the handler rejects with one.
 */
export function withErrorResponses<Request extends RequestLike, Rest extends readonly unknown[], Result>(
  handler: (request: Request, ...rest: Rest) => Result | Promise<Result>,
  options: AdaptorOptions = {},
): (request: Request, ...rest: Rest) => Promise<Result | WebResponse> {
  checkKind(FUNCTION, { handler })
  const { respond, check } = responder(options)
  return async (request, ...rest) => {
    checkKind(NO_RESPONSE, { handler: rest[0] })
    try {
      check(request)
      return await handler(request, ...rest)
    } catch (thrown) {
      return toWebResponse(respond(thrown, request))
    }
  }
}

/**
 * The body of a request as a JSON value; of any media type of JSON, up to a limit. Rejects with a `JsonApiError`: 400 where the
 * body is no JSON (with line and column), no UTF-8, empty, or breaks off; 413 where it is too long; 415 where it is compressed or
 * of another type. Rejects with a `RangeError` for a `maxBytes` that is not a number from 0 up, and with a `TypeError` for what is
 * no request.
 */
export async function readJson(request: WebRequest, options: ReadJsonOptions = {}): Promise<unknown> {
  const body = receiveJson(request, options)
  const next = chunksOf(request)
  for (;;) {
    const chunk = await next().catch(() => {
      throw brokenOff()
    })
    if (chunk.done) return body.value()
    body.add(chunk.value)
  }
}

const DONE: Promise<Chunk> = Promise.resolve({ done: true })

/** The chunks of a body, one with each call; all in one where the platform gives no stream. */
function chunksOf(request: WebRequest): () => Promise<Chunk> {
  if (request.body === undefined) {
    let isRead = false
    return async () => {
      if (isRead) return DONE
      isRead = true
      return { value: new Uint8Array(await request.arrayBuffer()) }
    }
  }
  const reader = request.body?.getReader()
  return () => reader?.read() ?? DONE
}
