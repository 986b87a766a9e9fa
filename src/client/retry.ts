/** Repeats requests that failed for a reason that passes, and only those that may be sent again. */
import type { Failure, Failures } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import {
  BOOLEAN,
  checkGiven,
  checkKind,
  checkNumbers,
  dialectWith,
  FUNCTION,
  OBJECT,
  SIGNAL,
  TEXT,
} from '../failure/kinds.js'
import { notPromised } from '../failure/promised.js'
import type { RetryAdvice, RetryPace, RetryRequest } from '../failure/retry.js'
import { withStackFrom } from '../failure/stack.js'
import { reactor } from '../reactor/index.js'
import type { FetchLike, ResponseLike } from './fetch.js'
import { madeOf, numberFrom } from './options.js'
import { type SignalLike, type Sleep, signalOf, sleep as sleepByClock, throwIfAborted } from './wait.js'

export type { FetchLike, ResponseLike, RetryPace, SignalLike, Sleep }

/** The part of a dialect that retrying takes: `reactor` and whatever `defineDialect` made have it. */
export interface RetryDialect {
  /** Makes a `JsonApiError` of what was caught, where it was thrown for a failed response. Must not throw. */
  from(caught: unknown): unknown
  /** Whether and when to try again. */
  retryAdvice(failure: Failure, request: RetryRequest): RetryAdvice
  /** The error to throw for failures. */
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
  /** The dialect of the errors, the same that `fetch` throws them of; default: `reactor`. */
  readonly dialect?: RetryDialect | undefined
  /** How often a request is sent at most; default: 4. */
  readonly attempts?: number | undefined
  /**
   * The longest wait that the server may ask for, in milliseconds; default: 60,000. A request is not repeated earlier than the
   * server asks, but given up.
   */
  readonly maxRetryAfter?: number | undefined
  /**
   * Whether sending a request twice does no more than sending it once, so that it may be repeated although the server may have
   * acted on it; default: what its method says (RFC 9110, section 9.2.2: yes for GET, HEAD, OPTIONS, PUT and DELETE, no for POST
   * and PATCH).
   */
  readonly idempotent?: boolean | undefined
  /** Called before each wait, and waited for. What it throws ends the attempts. */
  readonly onRetry?: ((failed: FailedAttempt) => unknown) | undefined
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
 * Does `work`, which sends one request, and does it again while it fails with a response whose own status says that it passes: a
 * request that is idempotent after 408, 425, 429 and every 5xx but 501 and 505, any other after 429, and 503 with Retry-After,
 * which say that nothing was done. Where the catalog knows the code and does not call it `later`, it is not repeated. Deferred
 * failures, network errors and every other error are not repeated: another attempt at reading a failed build does not mend it.
 *
 * ```ts
 * const { data } = await retry(() => axios.get(url, { signal }), { method: 'GET', signal })
 * ```
 *
 * Gives what `work` gives. Throws what `dialect.from` makes of what it threw last; where there were attempts before, the error's
 * `failure` and `cause` list their failures as `attempts`, unless it is one of another dialect. Throws the reason of `signal` once
 * that is aborted, a `RangeError` for a number that is not one from 0 up, and a `TypeError` where `random` returns no number, and for
 * arguments and options of another kind.
 */
export async function retry<T>(work: (attempt: number) => PromiseLike<T> | T, options: RetryOptions): Promise<T> {
  checkKind(FUNCTION, { work })
  checkOptions(options)
  const { dialect = reactor, attempts = 4, maxRetryAfter = 60_000, onRetry, signal, sleep = sleepByClock } = options
  const { method, idempotent, baseDelay, maxDelay, random = Math.random } = options
  checkKind(TEXT, { method })
  checkGiven(SIGNAL, { signal })
  // A method by which the advice is what the caller knows better.
  const like = idempotent === undefined ? method : idempotent ? 'GET' : 'POST'
  const failures: Failure[] = []
  for (let attempt = 1; ; attempt++) {
    throwIfAborted(signal)
    try {
      return await work(attempt)
    } catch (caught) {
      throwIfAborted(signal)
      const error = madeOf(caught, dialect)
      // Several failures are those of resources: another attempt at reading them does not mend them.
      if (!isJsonApiError(error) || error.failures.length > 1) throw error
      const { failure } = error
      const drawn = numberFrom('random', random())
      const request = { method: like, attempt, baseDelay, maxDelay, random: () => drawn }
      const advice = notPromised('dialect.retryAdvice', dialect.retryAdvice(failure, request))
      const { after = 0, delay = 0, repeat } = advice
      if (!repeat || attempt >= attempts || after > maxRetryAfter) {
        if (failures.length === 0) throw error
        const made = withStackFrom(retry, () => dialect.error([{ ...failure, attempts: failures }]))
        // That of another dialect stays what its own handlers know.
        throw made.name === error.name ? made : error
      }
      failures.push(failure)
      await onRetry?.({ attempt, failure, delay })
      await sleep(delay, signal)
    }
  }
}

/** Throws for options that are not of their kind. */
function checkOptions(options: WithRetryOptions): void {
  checkKind(OBJECT, { options })
  const { dialect, attempts, maxRetryAfter, baseDelay, maxDelay, idempotent, onRetry, random, sleep } = options
  checkNumbers({ attempts, maxRetryAfter, baseDelay, maxDelay })
  checkGiven(FUNCTION, { onRetry, random, sleep })
  checkGiven(BOOLEAN, { idempotent })
  checkGiven(dialectWith('from', 'retryAdvice', 'error'), { dialect })
}

/** The parts of a request that decide about repeating it: of a `Request`, or of the options beside a URL. */
interface Repeatable {
  readonly method?: string | undefined
  readonly body?: unknown
  clone?(): unknown
}

/**
 * Gives a `fetch` of the same type that repeats requests as `retry` does. The `fetch` that it is given has to throw for failed
 * responses, as that of `withReactorErrors` does. A request whose body is a stream can be sent once only, and is.
 *
 * ```ts
 * const fetchReactor = withRetry(withReactorErrors(fetch))
 * ```
 *
 * Throws at once: a `TypeError` for a `fetch` that is no function, and for options of another kind; a `RangeError` for a number
 * that is not one from 0 up. Rejects with a `TypeError` where `fetch` gives back a response that should be repeated: 429, and 500
 * and up.
 */
export function withRetry<F extends FetchLike>(fetch: F, options: WithRetryOptions = {}): F {
  checkKind(FUNCTION, { fetch })
  checkOptions(options)
  // A proxy, so that whatever else hangs on the function is there as well, as its type says.
  return new Proxy(fetch, { apply: (target, _self, request: never[]) => send(target, request, options) })
}

function send(fetch: FetchLike, request: never[], options: WithRetryOptions): Promise<ResponseLike> {
  // A text or URL has none of the members that are asked for.
  const [input, init, ...others] = request as readonly (Repeatable | undefined)[]
  const work = async () => {
    const copy = init?.body == null && input?.body ? input.clone?.() : undefined
    // The arguments of this function, with a copy of a `Request` in the place of the first.
    const response = await fetch(...([copy ?? input, init, ...others] as never[]))
    if (isForAnother(response)) throw new TypeError(NOT_THROWN)
    return response
  }
  return retry(work, {
    ...options,
    method: init?.method ?? input?.method ?? 'GET',
    signal: signalOf(request),
    ...(isStream(init?.body) ? { attempts: 1 } : undefined),
  })
}

const NOT_THROWN =
  'withRetry repeats what its fetch throws, and this one gave a failed response back: pass withReactorErrors(fetch)'

/**
 * Whether a response should have been thrown, since another attempt may succeed. Whatever a fetch gives may be asked for a status.
 */
function isForAnother(response: unknown): boolean {
  const { status = 0 } = Object(response) as Partial<ResponseLike>
  return status === 429 || status >= 500
}

/**
 * Whether a body can be read once only: a stream of the web or of Node, an iterator, or what has no more than `pipe`, as form-data.
 */
const isStream = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  ('getReader' in body || 'pipe' in body || 'next' in body || Symbol.asyncIterator in body)
