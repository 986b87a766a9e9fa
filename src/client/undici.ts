/** Errors out of undici: an interceptor for `dispatcher.compose(…)`, in undici 7 and 8. */
import type { Dispatcher } from 'undici'
import type { HeadersLike } from '../failure/headers.js'
import { secretsOf } from '../failure/secrets.js'
import { type ReactorErrorsOptions, type ResponseDialect, settingsOf } from './options.js'
import { ResponseHandler } from './undici-handler.js'

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
 * Makes an interceptor after which every failed answer (a status of 400 and up) ends its request in a `JsonApiError` with all
 * that the answer tells; with `deferred`, also every 2xx JSON answer in which a resource has failed, with a
 * failure for each. All other answers pass through as they arrive, and so do network errors and aborts.
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
 * and `retry({ throwOnError: false })`; without that setting, `retry` drops the body of the last answer, and the error tells
 * only its status, request id and Retry-After. Compressed bodies need no `decompress`.
 *
 * Throws a `RangeError` for a limit that is not a number from 0 up.
 *
 * @see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatchercomposeinterceptors-interceptor
 */
export function reactorErrors(options: InterceptorOptions = {}): Dispatcher.DispatcherComposeInterceptor {
  const settings = settingsOf(options)
  return (dispatch) => (request, handler) => {
    // undici 7 translates these before they come here; undici 8 would call nothing that they know, and they would wait forever.
    if (handler.onRequestStart === undefined) throw new TypeError(outdated)
    // Whatever undici takes for headers.
    const secrets = () => secretsOf({ headers: request.headers as HeadersLike | undefined, url: request.path })
    return dispatch(
      request,
      new ResponseHandler(handler, settings, { trace: options.stacks ? new Error() : undefined, secrets }),
    )
  }
}
