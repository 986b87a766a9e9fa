/** Errors out of undici: an interceptor for `dispatcher.compose(…)`, in undici 7 and 8. */

import type { Dispatcher } from 'undici'
import { BOOLEAN, checkGiven } from '../../failure/kinds.js'
import { type ReactorErrorsOptions, type ResponseDialect, settingsOf } from '../options.js'
import { ResponseHandler } from './handler.js'

const outdated =
  'Whoever made this request speaks to dispatchers as undici 6 did; use the fetch of the undici that the dispatcher is from'

export type { ReactorErrorsOptions, ResponseDialect }

/** How the interceptor works. */
export interface InterceptorOptions extends ReactorErrorsOptions {
  /**
   * Whether the stack of an error shows where its request was sent; default: no, and then it shows nothing but the message.
   * To remember that takes about a tenth of the time of a small request, of those that succeed as well.
   */
  readonly stacks?: boolean | undefined
}

/**
 * Makes an interceptor after which every failed response (a status of 400 and up) ends its request in a `JsonApiError` with all
 * that the response says; with `deferred`, also every 2xx JSON response in which resources have failed. All other responses pass
 * through as they arrive, and so do network errors and aborts.
 *
 * ```ts
 * const dispatcher = new Agent().compose(reactorErrors())
 * const { body } = await request(url, { dispatcher, headers }).catch(reactor.on('not-found', () => undefined))
 * ```
 *
 * Works for `request`, `stream` and `pipeline`. `fetch` with such a dispatcher throws a `TypeError` (“fetch failed”) whose
 * `cause` is the error; `withReactorErrors(fetch)` of `reactor-errors/fetch` throws the error itself, with any dispatcher.
 * (The `fetch` that comes with Node takes no dispatcher of undici 8, with or without interceptors.)
 *
 * undici's `compose` takes the interceptor nearest to the network first. Give it this one last, after `redirect`, `decompress`
 * and `retry({ throwOnError: false })`; without that setting, `retry` drops the body of the last response, and the error has only
 * its status, request id and Retry-After. Before `retry`, the responses whose statuses that repeats are repeated as well, and the
 * last one arrives whole. Compressed bodies need no `decompress`.
 *
 * Throws a `RangeError` for a limit that is not a number from 0 up, and a `TypeError` for an option of another kind.
 *
 * @see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatchercomposeinterceptors-interceptor
 */
export function reactorErrors(options: InterceptorOptions = {}): Dispatcher.DispatcherComposeInterceptor {
  const settings = settingsOf(options)
  checkGiven(BOOLEAN, { stacks: options.stacks })
  return (dispatch) => (request, handler) => {
    // undici 7 translates these before they come here; undici 8 would call nothing that they know, and they would wait forever.
    if (handler.onRequestStart === undefined) throw new TypeError(outdated)
    const trace = options.stacks ? new Error() : undefined
    return dispatch(request, new ResponseHandler(handler, settings, { request, trace }))
  }
}
