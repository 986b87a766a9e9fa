/** The entry `reactor-errors/express`: error responses in Express 4 and 5. */
import { checkIsOptions } from '../check-options.js'
import type { RequestLike } from '../options.js'
import { unrouted } from '../refusals.js'
import { type NodeResponse, sendResponse } from './node-response.js'
import { type AdaptorOptions, responder } from './responder.js'

export type { AdaptorOptions } from './responder.js'

/** A request whose body a parser may have read. */
export interface ExpressRequest extends RequestLike {
  readonly body?: unknown
}

type Next = (error?: unknown) => void

/** A response that a status can be set on before it is sent. */
export interface ExpressResponse extends NodeResponse {
  readonly statusCode: number
}

/** A middleware of Express. */
export type ExpressHandler = (request: RequestLike, response: ExpressResponse, next: Next) => void

/** A middleware of Express for errors. */
export type ExpressErrorHandler = (
  error: unknown,
  request: ExpressRequest,
  response: ExpressResponse,
  next: Next,
) => void

/**
 * Two middlewares, to be used after all others: what nobody answered becomes a 404; and whatever middlewares throw, reject with or
 * pass to `next` is answered. Faults of `express.json()` get line and column.
 *
 * ```ts
 * app.use(expressErrors())
 * ```
 *
 * Express has no way to ask which methods a path takes, so that there is no 405: a route can say so itself, by
 * `app.route('/things').get(…).all(() => { throw unrouted(['GET']) })`. Requests with OPTIONS that nobody answered are left to
 * Express, which does know. `check` has no part in this, since it comes before all handlers: see `requestCheck`.
 */
export function expressErrors(options: AdaptorOptions = {}): [ExpressHandler, ExpressErrorHandler] {
  const { respond } = responder(options)
  return [
    ({ method }, _response, next) => (method === 'OPTIONS' ? next() : next(unrouted())),
    // Express knows such a middleware by its four parameters.
    (error, request, response, _next) =>
      sendResponse(
        response,
        respond(error, request, {
          status: response.statusCode,
          document: request.body,
          earlier: (name) => response.getHeader(name),
        }),
      ),
  ]
}

/**
 * A middleware, to be used before the parsers of bodies: refuses requests whose media types JSON:API tells servers to refuse,
 * with 406 or 415. `strict` also refuses the parameter `revision`, which Reactor uses.
 */
export function requestCheck(options: AdaptorOptions = {}): ExpressHandler {
  checkIsOptions(options)
  const { check } = responder({ ...options, check: options.check || true })
  return (request, _response, next) => {
    check(request)
    next()
  }
}
