/** Errors out of `fetch`: Node's, undici's and the browser's. */

import type { HeadersLike } from '../failure/headers.js'
import { isJsonApiError, type JsonApiError } from '../failure/json-api-error.js'
import { secretsOf } from '../failure/secrets.js'
import { isJsonMediaType } from '../jsonapi/media-type.js'
import { failuresOf, raise } from './answer.js'
import { discardBody, isSpent, readBody, type SignalLike } from './body.js'
import { type ReactorErrorsOptions, type ResponseDialect, type Settings, settingsOf } from './options.js'

export type { ReactorErrorsOptions, ResponseDialect, SignalLike }

/** What is asked of a response, whichever `fetch` gave it. */
export interface ResponseLike {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** A `ReadableStream`, one of Node's streams, or `null`. */
  readonly body: unknown
  readonly bodyUsed: boolean
  clone(): ResponseLike
}

/** Any `fetch`: what takes a request and promises a response. */
export type FetchLike = (...request: never[]) => Promise<ResponseLike>

/** How one response is read. */
export interface ErrorFromResponseOptions extends ReactorErrorsOptions {
  /** Stops the reading of the body; best the signal that the request was made with. */
  readonly signal?: SignalLike | null | undefined
}

/** What is asked of a request: of a `Request`, or of what comes beside a URL. */
interface RequestLike {
  readonly signal?: SignalLike | null | undefined
  readonly headers?: HeadersLike | undefined
  readonly url?: string | undefined
}

/**
 * Gives a `fetch` of the same type that throws for every failed answer (a status of 400 and up) and, with `deferred`, for every
 * 2xx JSON answer in which a resource has failed: a `JsonApiError`, with a failure for each failed resource.
 * What `fetch` itself throws for networks and aborts is passed on as it is. A response that is given back has its body unread.
 *
 * ```ts
 * const fetchReactor = withReactorErrors(fetch, { deferred: true })
 * const host = await fetchReactor(url, { headers }).catch(reactor.on('not-found', () => undefined))
 * ```
 *
 * Throws a `RangeError` at once for a limit that is not a number from 0 up.
 */
export function withReactorErrors<F extends FetchLike>(fetch: F, options: ReactorErrorsOptions = {}): F {
  const settings = settingsOf(options)
  // A proxy, so that whatever else hangs on the function is there as well, as its type says.
  return new Proxy(fetch, { apply: (target, _self, request: never[]) => send(target, request, settings) })
}

/**
 * The error that `response` stands for, as `withReactorErrors` would throw it; `undefined` when nothing failed, and then its
 * body is unread. Where there is an error the body is spent. Rejects only with the reason of an abort.
 *
 * ```ts
 * const response = await fetch(url, { headers, signal })
 * const error = await errorFromResponse(response, { signal })
 * if (reactor.is(error, 'not-found')) return undefined
 * ```
 *
 * Rejects with a `RangeError` for a limit that is not a number from 0 up.
 */
export async function errorFromResponse(
  response: ResponseLike,
  options: ErrorFromResponseOptions = {},
): Promise<JsonApiError | undefined> {
  return errorOf(response, settingsOf(options), options.signal, () => [])
}

async function send(fetch: FetchLike, request: never[], settings: Settings): Promise<ResponseLike> {
  // Called on nothing: a browser's `fetch` refuses to work as a method of an object that is not its own.
  const response = await fetch(...request).catch((caught: unknown) => {
    throw unwrapped(caught)
  })
  const [input, init] = request as readonly (RequestLike | undefined)[]
  const signal = init?.signal === undefined ? input?.signal : init.signal
  const secrets = () => secretsOf({ headers: init?.headers ?? input?.headers, url: input?.url ?? input })
  const error = await errorOf(response, settings, signal, secrets)
  if (error !== undefined) throw error
  return response
}

/** Behind undici's `fetch` the errors of an interceptor arrive as the `cause` of a `TypeError` that says “fetch failed”. */
function unwrapped(caught: unknown): unknown {
  const cause = (caught as Partial<Error> | undefined)?.cause
  return isJsonApiError(cause) ? cause : caught
}

async function errorOf(
  response: ResponseLike,
  { dialect, failed, deferred }: Settings,
  signal: SignalLike | null | undefined,
  secrets: () => readonly string[],
): Promise<JsonApiError | undefined> {
  const { status, headers } = response
  const answer = { status, headers }
  if (status >= 400)
    return raise(dialect, failuresOf(dialect, await readBody(response, failed, signal), answer), secrets())
  if (deferred === undefined || !isExamined(response)) return undefined
  let passed = false
  try {
    const failures = failuresOf(dialect, await readBody(copyOf(response), deferred, signal), answer)
    passed = failures.length === 0
    return passed ? undefined : raise(dialect, failures, secrets())
  } finally {
    if (!passed) discardBody(response)
  }
}

const isExamined = ({ status, headers, body }: ResponseLike): boolean =>
  status >= 200 && status < 300 && !!body && isJsonMediaType(headers.get('content-type'))

/** A clone, since nothing that is made anew has the `url`, `redirected` and `type` of a response and passes for one everywhere. */
const copyOf = (response: ResponseLike): ResponseLike => (isSpent(response) ? response : response.clone())
