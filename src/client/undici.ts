/** Errors out of undici: an interceptor for `dispatcher.compose(…)`, in undici 7 and 8. */
import type { Dispatcher } from 'undici'
import { secretsOf } from '../failure/conceal.js'
import type { HeadersLike } from '../failure/headers.js'
import { type AnswerDialect, type ReactorErrorsOptions, settingsOf } from './options.js'
import { AnswerHandler } from './undici-handler.js'

export type { AnswerDialect, ReactorErrorsOptions }

/**
 * Makes an interceptor after which every failed answer (a status of 400 and up) ends its request in a `JsonApiError` with all
 * that the answer tells; with `deferred`, also every 2xx JSON answer in which a resource has failed (several: an
 * `AggregateError` of one for each). All other answers pass through as they arrive, and so do network errors and aborts.
 *
 * ```ts
 * const dispatcher = new Agent().compose(reactorErrors())
 * const { body } = await request(url, { dispatcher, headers }).catch(reactor.on('not-found', () => undefined))
 * ```
 *
 * Works for `request`, `stream` and `pipeline`. `fetch` with such a dispatcher throws a `TypeError` (“fetch failed”) whose
 * `cause` is the error; `withReactorErrors(fetch)` of `reactor-errors/fetch` throws the error itself, with any dispatcher.
 *
 * undici's `compose` takes the interceptor nearest to the network first. Give it this one last, after `redirect`, `decompress`
 * and `retry({ throwOnError: false })`; without that setting, `retry` drops the body of the last answer, and the error tells
 * only its status, request id and Retry-After. Compressed bodies need no `decompress`.
 *
 * Throws a `RangeError` for a limit that is not a number from 0 up.
 *
 * @see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatchercomposeinterceptors-interceptor
 */
export function reactorErrors(options: ReactorErrorsOptions = {}): Dispatcher.DispatcherComposeInterceptor {
  const settings = settingsOf(options)
  return (dispatch) => (request, handler) => {
    // Whatever undici takes for headers.
    const secrets = () => secretsOf(request.headers as HeadersLike | undefined, request.path)
    return dispatch(request, new AnswerHandler(handler, settings, secrets))
  }
}
