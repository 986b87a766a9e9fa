/** Makes the web `Response` to a request that failed. */

import type { RespondOptions } from './options.js'
import { answer } from './render-response.js'
import type { WebResponse } from './web-response.js'

/** The same as `answer`, as a `Response` (https://fetch.spec.whatwg.org/#response-class). Never throws. */
export function respond(thrown: unknown, options: RespondOptions = {}): WebResponse {
  const { status, headers, body } = answer(thrown, options)
  return new Response(body === '' ? null : body, { status, headers })
}
