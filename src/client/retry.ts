/** Repeats requests that failed for a reason that passes, and only those that may be sent twice. */
import type { Failure, Failures } from '../failure/failure.js'
import { isJsonApiError, type JsonApiError } from '../failure/json-api-error.js'
import type { RetryAdvice, RetryPace, RetryRequest } from '../failure/retry.js'
import { reactor } from '../reactor/index.js'
import { type SignalLike, throwIfAborted } from './body.js'
import { checkNumbers } from './check-numbers.js'
import type { FetchLike, ResponseLike } from './fetch.js'
import { type Sleep, sleep as sleepByClock } from './sleep.js'

export type { FetchLike, ResponseLike, RetryPace, SignalLike, Sleep }

/** What retrying needs of a dialect: `reactor` and whatever `defineDialect` made have it. */
export interface RetryDialect {
  /** Makes a `JsonApiError` of what was caught, where it was thrown for a failed answer. Must not throw. */
  from(caught: unknown): unknown
  /** Whether and when to try again. */
  retryAdvice(failure: Failure, request: RetryRequest): RetryAdvice
  /** The error to throw for what failed. */
  error(failures: Failures): JsonApiError
}

/** An attempt that failed, and that another follows. */
export interface FailedAttempt {
  /** How many it was: 1 for the first. */
  readonly attempt: number
  readonly failure: Failure
  /** How long it takes until the next one, in milliseconds. */
  readonly delay: number
}

/** When requests are repeated, and how fast. */
export interface WithRetryOptions extends RetryPace {
  /** Whose errors they are; default: `reactor`. */
  readonly dialect?: RetryDialect | undefined
  /** How often a request is sent at most; default: 4. */
  readonly attempts?: number | undefined
  /**
   * The longest wait that the server may ask for, in milliseconds; default: 60,000. A request is not repeated earlier than the
   * server asks, but given up.
   */
  readonly maxRetryAfter?: number | undefined
  /**
   * Whether sending a request twice does no more than sending it once; default: what its method says (RFC 9110, section 9.2.2:
   * of GET, HEAD, OPTIONS, PUT and DELETE, and not of POST and PATCH).
   */
  readonly idempotent?: boolean | undefined
  /** Called before each wait. What it throws ends the attempts. */
  readonly onRetry?: ((failed: FailedAttempt) => void) | undefined
  /** How to wait; default: by the host's timers. */
  readonly sleep?: Sleep | undefined
}

/** The same for one piece of work. */
export interface RetryOptions extends WithRetryOptions {
  /** The method of the request that the work sends: `GET`. */
  readonly method: string
  /** Ends the attempts and the waits between them. The work itself has to be given it as well. */
  readonly signal?: SignalLike | null | undefined
}

/**
 * Does `work`, which sends one request, and does it again while it fails for a reason that passes: one whose code the catalog
 * calls `later`, or a status of 429 or 503. Deferred failures, network errors and every other error are not repeated: another
 * attempt at reading a failed build does not mend it.
 *
 * ```ts
 * const { data } = await retry(() => axios.get(url, { signal }), { method: 'GET', signal })
 * ```
 *
 * Gives what `work` gives. Throws what `dialect.from` makes of what it threw last; where there were attempts before, the error's
 * `failure` and `cause` list their failures as `attempts`. Throws the reason of `signal` once that is aborted, and a `RangeError`
 * for a number that is not one from 0 up.
 */
export async function retry<T>(work: (attempt: number) => PromiseLike<T> | T, options: RetryOptions): Promise<T> {
  const { dialect = reactor, attempts = 4, maxRetryAfter = 60_000, onRetry, signal, sleep = sleepByClock } = options
  const { method, idempotent, baseDelay, maxDelay, random } = options
  checkNumbers({ attempts, maxRetryAfter, baseDelay, maxDelay })
  // A method by which the advice is what the caller knows better.
  const like = idempotent === undefined ? method : idempotent ? 'GET' : 'POST'
  const failures: Failure[] = []
  for (let attempt = 1; ; attempt++) {
    throwIfAborted(signal)
    try {
      return await work(attempt)
    } catch (caught) {
      throwIfAborted(signal)
      const error = dialect.from(caught)
      // Several failures are those of resources: another attempt at reading them does not mend them.
      if (!isJsonApiError(error) || error.failures.length > 1) throw error
      const { failure } = error
      const request = { method: like, attempt, baseDelay, maxDelay, random }
      const { after = 0, delay = 0, repeat } = dialect.retryAdvice(failure, request)
      if (!repeat || attempt >= attempts || after > maxRetryAfter) {
        throw failures.length === 0 ? error : dialect.error([{ ...failure, attempts: failures }])
      }
      failures.push(failure)
      onRetry?.({ attempt, failure, delay })
      await sleep(delay, signal)
    }
  }
}

/** The parts of a request that decide about repeating it: of a `Request`, or of what comes beside a URL. */
interface Repeatable {
  readonly method?: string | undefined
  readonly body?: unknown
  readonly signal?: SignalLike | null | undefined
  clone?(): unknown
}

/**
 * Gives a `fetch` of the same type that repeats requests as `retry` does. The `fetch` that it is given has to throw for failed
 * answers, as that of `withReactorErrors` does. A request whose body is a stream can be sent once only, and is.
 *
 * ```ts
 * const fetchReactor = withRetry(withReactorErrors(fetch))
 * ```
 */
export function withRetry<F extends FetchLike>(fetch: F, options: WithRetryOptions = {}): F {
  // A proxy, so that whatever else hangs on the function is there as well, as its type says.
  return new Proxy(fetch, { apply: (target, _self, request: never[]) => send(target, request, options) })
}

function send(fetch: FetchLike, request: never[], options: WithRetryOptions): Promise<ResponseLike> {
  // A text or URL has none of the members that are asked for.
  const [input, init, ...others] = request as readonly (Repeatable | undefined)[]
  const work = () => {
    const sent = init?.body == null && input?.body ? input.clone?.() : input
    return fetch(...([sent, init, ...others] as never[]))
  }
  return retry(work, {
    ...options,
    method: init?.method ?? input?.method ?? 'GET',
    signal: init?.signal === undefined ? input?.signal : init.signal,
    ...(isStream(init?.body) ? { attempts: 1 } : undefined),
  })
}

const isStream = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body)
