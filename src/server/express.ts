/** Answers errors in Express 4 and 5. */
import { type AdaptorOptions, answerer } from './adaptor.js'
import { methodsAt } from './express-routes.js'
import { type NodeResponse, sendResponse } from './node-response.js'
import type { RequestLike } from './options.js'
import { unrouted } from './unrouted.js'

export type { AdaptorOptions } from './adaptor.js'

/** What is needed of a request. */
export interface ExpressRequest extends RequestLike {
  readonly url: string
  readonly originalUrl: string
  /** The app that handles it. */
  readonly app: object
}

type Next = (error?: unknown) => void

/** A middleware of Express. */
export type ExpressHandler = (request: ExpressRequest, response: NodeResponse, next: Next) => void

/** A middleware of Express for errors. */
export type ExpressErrorHandler = (error: unknown, request: ExpressRequest, response: NodeResponse, next: Next) => void

/**
 * Two middlewares, to be used after all others: what no route takes becomes a 404, or a 405 with `Allow`; and whatever middlewares
 * throw, reject with or pass to `next` is answered. Faults of `express.json()` get line and column.
 *
 * ```ts
 * app.use(expressErrors())
 * ```
 *
 * Which methods a path takes is read off the routes of `app` and of the routers in it; those of another app that is mounted in it
 * cannot be seen, and give 404. It has no part in `check`, which comes before all handlers: see `requestCheck`.
 */
export function expressErrors(options: AdaptorOptions = {}): [ExpressHandler, ExpressErrorHandler] {
  const { answer } = answerer(options)
  return [
    ({ app, url, originalUrl, method }, _response, next) => {
      const methods = methodsAt(app, Reflect.get(app, 'parent') ? url : originalUrl)
      // What a path can do is for Express to tell.
      if (method === 'OPTIONS' && methods.length > 0) next()
      else next(unrouted(methods))
    },
    // Express knows such a middleware by its four parameters.
    (error, request, response, _next) => sendResponse(response, answer(error, request)),
  ]
}

/**
 * A middleware, to be used before the parsers of bodies: refuses requests whose media types JSON:API tells servers to refuse,
 * with 406 or 415. `strict` also refuses the parameter `revision`, which Reactor uses.
 */
export function requestCheck(options: AdaptorOptions = {}): ExpressHandler {
  const { check } = answerer({ ...options, check: options.check || true })
  return (request, _response, next) => {
    check(request)
    next()
  }
}
