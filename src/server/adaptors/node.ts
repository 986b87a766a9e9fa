/** The entry `reactor-errors/node`: error responses on `node:http` and `node:http2`, and on whatever is built upon them. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { checkKind, FUNCTION, type Kind, withMethods } from '../../failure/kinds.js'
import { brokenOff, documentOf, type ReadJsonOptions, receiveJson } from '../body.js'
import { hasBody } from '../request.js'
import { sendResponse } from './node-response.js'
import { type AdaptorOptions, responder, responderAsIs } from './responder.js'

export type { ReadJsonOptions } from '../body.js'
export { type UnroutedError, unrouted } from '../refusals.js'
export { type ClientErrorSocket, clientErrorResponses } from './client-errors.js'
export type { AdaptorOptions } from './responder.js'

/** A request of HTTP/1 or HTTP/2. */
type AnyRequest = IncomingMessage | Http2ServerRequest
type AnyResponse = ServerResponse | Http2ServerResponse

/** Handles requests, at once or by and by. */
export type NodeListener<Request extends AnyRequest, Response extends AnyResponse> = (
  request: Request,
  response: Response,
) => unknown

/**
 * Returns a listener that responds to whatever `listener` throws or rejects with. A response that is under way is broken off; where
 * the client has left nothing is sent; `onError` is told, unless the client’s leaving is all that happened. What happens after the
 * listener is done is not its business.
 *
 * ```ts
 * createServer(withErrorResponses(async (request, response) => {
 *   throw reactor.error('not-found')
 * })).listen(8080)
 * ```
 *
 * Throws a `TypeError` at once for a listener or an option that is not of its kind.
 */
export function withErrorResponses<
  Request extends AnyRequest = IncomingMessage,
  Response extends AnyResponse = ServerResponse,
>(
  listener: NodeListener<Request, Response>,
  options: AdaptorOptions = {},
): (request: Request, response: Response) => void {
  checkKind(FUNCTION, { listener })
  const { respond, check } = responder(options)
  return (request, response) => {
    const fail = (thrown: unknown): void => sendResponse(response, respond(thrown, request, setOn(response)))
    try {
      check(request)
      Promise.resolve(listener(request, response)).catch(fail)
    } catch (thrown) {
      fail(thrown)
    }
  }
}

const setOn = (response: AnyResponse) => ({
  status: response.statusCode,
  earlier: (name: string) => response.getHeader(name),
})

/** Responds with `thrown`, as `withErrorResponses` does; for those who catch for themselves. Never throws. */
export function sendError(thrown: unknown, request: AnyRequest, response: AnyResponse, options?: AdaptorOptions): void {
  // Without types somebody may give `null` for none.
  sendResponse(response, responderAsIs(options ?? {}).respond(thrown, request, setOn(response)))
}

const REQUEST: Kind = withMethods('a request of node:http or node:http2', 'on', 'resume')

const TAKEN = 'The body of the request has been read already: readJson gets nothing of it any more'

/**
 * The body of a request as a JSON value; of any media type of JSON, up to a limit. Rejects with a `JsonApiError`: 400 where the
 * body is no JSON (with line and column), no UTF-8, empty, or breaks off; 413 where it is too long; 415 where it is compressed or
 * of another type. Rejects with a `RangeError` for a `maxBytes` that is not a number from 0 up, with a `TypeError` for what is no
 * request of Node, and with an `Error` where something else has read the body. What it has read itself it gives again.
 */
export async function readJson(request: AnyRequest, options: ReadJsonOptions = {}): Promise<unknown> {
  checkKind(REQUEST, { request })
  const known = documentOf(request)
  if (known !== undefined) return known
  try {
    if (request.readableEnded && hasBody(request)) throw new Error(TAKEN)
    const body = receiveJson(request, options)
    await arrival(request, body.add)
    return body.value()
  } catch (error) {
    request.resume() // The rest of the body is let go, so that the client gets to read the response.
    throw error
  }
}

/** Hands over each part of a body until all have arrived; rejects with what `take` throws, and where the connection breaks. */
function arrival(request: AnyRequest, take: (chunk: Uint8Array) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (request.readableEnded) return resolve()
    const fail = (error: unknown): void => {
      request.off('data', receive)
      reject(error)
    }
    const receive = (chunk: Uint8Array): void => {
      try {
        take(chunk)
      } catch (refusal) {
        fail(refusal)
      }
    }
    const breakOff = (): void => {
      if (!request.readableEnded) fail(brokenOff())
    }
    if (request.destroyed) return breakOff()
    request.on('data', receive).on('end', resolve).on('error', breakOff).on('close', breakOff)
  })
}
