/** Errors out of `fetch`: Node's, undici's and the browser's. */

import type { Failure } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import type { HeadersLike } from '../failure/headers.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { checkGiven, checkKind, dialectWith, FUNCTION, type Kind, OBJECT, SIGNAL } from '../failure/kinds.js'
import { isNonEmpty } from '../failure/plain.js'
import { attempt } from '../jsonapi/attempt.js'
import { isJsonMediaType } from '../jsonapi/media-type.js'
import { reactor } from '../reactor/index.js'
import { discardBody, isSpent, readBody } from './body.js'
import { type ReactorErrorsOptions, type ResponseDialect, type Settings, settingsOf } from './options.js'
import { errorFor, failuresOf, type ResponseLike } from './response.js'
import { unreadResponseIn } from './unread-response.js'
import { type SignalLike, signalOf } from './wait.js'

export type { ReactorErrorsOptions, ResponseDialect, ResponseLike, SignalLike }

/** Any `fetch`: a function that takes a request and promises a response. */
export type FetchLike = (...request: never[]) => Promise<ResponseLike>

/** How one response is read. */
export interface ErrorFromResponseOptions extends ReactorErrorsOptions {
  /** Stops the reading of the body; best the signal that the request was made with. */
  readonly signal?: SignalLike | null | undefined
}

/** The part of a request that is used: of a `Request`, or of the options beside a URL. */
interface RequestLike {
  readonly signal?: SignalLike | null | undefined
  readonly headers?: HeadersLike | undefined
  readonly method?: string | undefined
  readonly url?: string | undefined
}

/**
 * Gives a `fetch` of the same type that throws a `JsonApiError` for every failed response (a status of 400 and up) and, with
 * `deferred`, for every 2xx JSON response in which resources have failed. What `fetch` itself throws for networks and aborts is
 * passed on as it is. A response that is given back has its body unread.
 *
 * ```ts
 * const fetchReactor = withReactorErrors(fetch, { deferred: true })
 * const host = await fetchReactor(url, { headers }).catch(reactor.on('not-found', () => undefined))
 * ```
 *
 * Throws at once: a `RangeError` for a limit that is not a number from 0 up, a `TypeError` for a `fetch` that is no function, and
 * for options of another kind.
 */
export function withReactorErrors<F extends FetchLike>(fetch: F, options: ReactorErrorsOptions = {}): F {
  checkKind(FUNCTION, { fetch })
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
 * Rejects with a `RangeError` for a limit that is not a number from 0 up, and with a `TypeError` for what is no response, a promise
 * of one say, and for options of another kind.
 */
export async function errorFromResponse(
  response: ResponseLike,
  options: ErrorFromResponseOptions = {},
): Promise<JsonApiError | undefined> {
  const settings = settingsOf(options)
  checkKind(RESPONSE, { response })
  checkGiven(SIGNAL, { signal: options.signal })
  const failures = await failuresIn(response, settings, options.signal)
  return isNonEmpty(failures) ? errorFor(settings.dialect, failures, undefined, errorFromResponse) : undefined
}

/** The part of a dialect that is used. */
export interface FromDialect extends ResponseDialect {
  /** Finds the failed response in what a client threw. */
  from(caught: unknown): unknown
}

/** How what was thrown is read. */
export interface FromAsyncOptions extends ErrorFromResponseOptions {
  /** Whose codes are looked for. Default: `reactor`. */
  readonly dialect?: FromDialect | undefined
}

/**
 * As `reactor.from`, and reads the body first where the client left it unread: of ky 1, Adobe’s SDK, axios and got with streams,
 * and of a response of fetch, undici or Node’s `http` that was thrown itself. The body is then spent. Everything that is no failed
 * response is given back as it is. Rejects only with the reason of an abort, with a `RangeError` for a limit that is not a number
 * from 0 up, or with a `TypeError` for options of another kind.
 *
 * ```ts
 * const host = await client.get(url).catch(async (caught) => {
 *   throw await fromAsync(caught)
 * })
 * ```
 */
export async function fromAsync<Caught>(
  caught: Caught,
  options: FromAsyncOptions = {},
): Promise<Caught | JsonApiError> {
  checkKind(OBJECT, { options })
  const { dialect = reactor, signal } = options
  checkKind(dialectWith('from', 'parse', 'error'), { dialect })
  checkGiven(SIGNAL, { signal })
  const error = dialect.from(caught)
  // What `from` gives is an error of ours, or what it was given.
  if (!isJsonApiError(error) || error.failure.format !== 'unread') return error as Caught | JsonApiError
  const found = unreadResponseIn(caught)
  if (found === undefined) return error
  const read = await errorFromResponse(found.response, { ...options, dialect })
  return read === undefined ? error : dialect.error(read.failures, { secrets: found.secrets })
}

/** A response of `fetch`, as far as it is used without a look at what it has: not a promise of one, nor that of another client. */
const RESPONSE: Kind = [
  'a Response',
  (value) => {
    // Anything may be asked for a member, once it is an object.
    const { status, headers } = Object(value) as Partial<ResponseLike>
    return typeof status === 'number' && typeof headers?.get === 'function'
  },
]

async function send(fetch: FetchLike, request: never[], settings: Settings): Promise<ResponseLike> {
  const response = await received(fetch, request)
  // A text or URL has none of the members that are asked for.
  const [input, init] = request as readonly (RequestLike | undefined)[]
  const failures = await failuresIn(response, settings, signalOf(request))
  if (!isNonEmpty(failures)) return response
  // A function that needs no arguments knows alone where it asks.
  const sent = input && {
    method: init?.method ?? input.method ?? 'GET',
    // Some take an object with all that they need.
    url: attempt(() => String(input.url ?? input), ''),
    headers: init?.headers ?? input.headers,
  }
  throw errorFor(settings.dialect, failures, sent, send)
}

async function received(fetch: FetchLike, request: never[]): Promise<ResponseLike> {
  try {
    // Called on nothing: a browser's `fetch` refuses to work as a method of an object that is not its own.
    return await fetch(...request)
  } catch (caught) {
    throw unwrapped(caught)
  }
}

/** Behind undici's `fetch` the errors of an interceptor arrive as the `cause` of a `TypeError` that says “fetch failed”. */
function unwrapped(caught: unknown): unknown {
  // Nothing has no cause, and what throws is no client's work.
  const cause = attempt(() => (caught as Partial<Error>).cause)
  return isJsonApiError(cause) ? cause : caught
}

async function failuresIn(
  response: ResponseLike,
  { dialect, failed, deferred }: Settings,
  signal: SignalLike | null | undefined,
): Promise<readonly Failure[]> {
  const { status, headers } = response
  if (status >= 400) return failuresOf(dialect, await readBody(response, failed, signal), { status, headers })
  if (deferred === undefined || !isExamined(response)) return []
  let passed = false
  try {
    const failures = failuresOf(dialect, await readBody(copyOf(response), deferred, signal), { status, headers })
    passed = failures.length === 0
    return failures
  } finally {
    if (!passed) discardBody(response)
  }
}

const isExamined = ({ status, headers }: ResponseLike): boolean =>
  status >= 200 && status < 300 && isJsonMediaType(headers.get('content-type'))

/** A clone, since nothing that is made anew has the `url`, `redirected` and `type` of a response and passes for one everywhere. */
const copyOf = (response: ResponseLike): ResponseLike => (isSpent(response) ? response : response.clone())
