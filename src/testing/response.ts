/** Responses as plain data, and as the `Response` that a stand-in for `fetch` gives. */
import { checkKind, OBJECT } from '../failure/kinds.js'
import type { WebResponse } from '../server/respond.js'

/** A response as a server sends it; `reactor.parse(response.body, response)` reads it. */
export interface PlainResponse<Body = unknown> {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** A JSON value, or the text that is sent as it is. */
  readonly body: Body
}

/**
 * A response as a `Response`, for stand-ins for `fetch`: `async () => toResponse(immediateResponse('not-found'))`. A body of text
 * is sent as it is (an empty one not at all), any other as JSON. Throws a `RangeError` for a status below 200 or above 599, and
 * a `TypeError` for no response, and for a body with a status that has none.
 *
 * @see https://fetch.spec.whatwg.org/#response-class
 */
export function toResponse(response: PlainResponse): WebResponse {
  checkKind(OBJECT, { response })
  const { status, headers, body } = response
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  // https://fetch.spec.whatwg.org/#null-body-status
  if (text && [204, 205, 304].includes(status)) throw new TypeError(`A response of the status ${status} has no body`)
  // An empty text would be given the type text/plain; nothing has no type.
  return new Response(text || null, { status, headers })
}
