/** When the same request can succeed: what its code, its status and the server's own wish say together. */

import type { Failure } from './failure.js'
import { amount, defined, itemsOf, membersOf, toPlain } from './plain.js'
import { unlessPromised } from './promised.js'

/**
 * When the same request can succeed: `never`; `after-fix`, once the request or what it refers to is mended;
 * `after-sign-in`, with a fresh token; `later`, as it is.
 */
export type RetryClass = 'never' | 'after-fix' | 'after-sign-in' | 'later'

/** Whether and when to try again. */
export interface RetryAdvice {
  readonly retry: RetryClass
  /** With `later`: how long the server asks to wait, in milliseconds; absent where it does not say. */
  readonly after?: number
  /** The reason for the advice: the error's code, its HTTP status, or nothing but the fact that it failed. */
  readonly because: 'code' | 'status' | 'nothing'
  /**
   * Where a `method` was told: whether a program may repeat the request by itself. That takes a response whose own status says
   * that it passes, whatever its body claims, and a method that does no more when it is done twice (RFC 9110, section 9.2.2) or a
   * status that says that nothing was done: 429, and 503 with Retry-After.
   */
  readonly repeat?: boolean
  /**
   * With `later`, where an `attempt` was told: how long to wait before the next, in milliseconds: what the server asks, and on
   * top of it a random part of a time that doubles with each attempt, so that many clients do not come back all at once.
   */
  readonly delay?: number
}

/** How fast attempts follow each other. */
export interface RetryPace {
  /** The longest wait after the first attempt, in milliseconds; default: 500. It doubles with each that follows. */
  readonly baseDelay?: number | undefined
  /** The longest wait after any attempt, in milliseconds, not counting what the server asks for; default: 30,000. */
  readonly maxDelay?: number | undefined
  /** Gives numbers from 0 up to 1; default: `Math.random`. */
  readonly random?: (() => number) | undefined
}

/** The request that failed, as far as advice depends on it. */
export interface RetryRequest extends RetryPace {
  /** Its method: `GET`. */
  readonly method?: string | undefined
  /** How many times it has been sent: 1 after the first failure. */
  readonly attempt?: number | undefined
}

// RFC 9110, section 15; RFC 6585; RFC 8470: the 4xx that say that the request was not at fault, or came too early.
const LATER = new Set([408, 425, 429])
const ORDER: readonly RetryClass[] = ['later', 'after-sign-in', 'after-fix', 'never']
const IDEMPOTENT = /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/i

/** The advice that a status alone gives (RFC 9110, section 15): `undefined` where it is not a 4xx or 5xx. */
export function retryClassOf(status: number): RetryClass | undefined {
  if (LATER.has(status)) return 'later'
  // 511: of the network, RFC 6585, section 6.
  if (status === 401 || status === 511) return 'after-sign-in'
  if (status === 501 || status === 505) return 'never'
  return status >= 400 && status < 600 ? (status < 500 ? 'after-fix' : 'later') : undefined
}

const isRetryClass = (value: unknown): value is RetryClass => ORDER.some((each) => each === value)

/**
 * Advice for a failure. Each error is judged by its code where `classOf` knows it, else by its status, else by the status of
 * the response; the error that stands most in the way decides, since all of them have to go before the request can succeed.
 * A 413 that says how long to wait is `later` (RFC 9110, section 15.5.14).
 * Whether a program may repeat the request by itself is decided by the status of the response alone. Never throws: what cannot be
 * read says nothing, and a number that is none, or below 0, counts as absent.
 */
export function retryAdvice(
  failure: Failure,
  classOf: (code: string) => RetryClass | undefined,
  request: RetryRequest = {},
): RetryAdvice {
  try {
    return adviceOf(failure, classOf, request)
  } catch {
    // A getter that throws or a revoked proxy: what can be read is.
    const [plain, asked] = [toPlain(failure), membersOf(toPlain(request))]
    return adviceOf(membersOf(plain), classOf, { ...asked, random: undefined })
  }
}

function adviceOf(
  { delivery, errors, retryAfter, status }: { readonly [Name in keyof Failure]?: unknown },
  classOf: (code: string) => RetryClass | undefined,
  { method, attempt, ...pace }: { readonly [Name in keyof RetryRequest]?: unknown },
): RetryAdvice {
  const judged = Array.isArray(errors) && errors.length > 0 ? itemsOf(errors) : [undefined]
  const wanted = amount(retryAfter)
  // RFC 9110, section 15.5.14: where a wait is given, it was too much for now alone.
  const byStatus = (value: unknown): RetryClass | undefined =>
    wanted !== undefined && numberOf(value) === 413 ? 'later' : retryClassOf(numberOf(value))
  const verdicts = judged.map((error) => verdictOf(membersOf(error), status, classOf, byStatus))
  const { retry, because } = verdicts.reduce((a, b) => (ORDER.indexOf(b.retry) > ORDER.indexOf(a.retry) ? b : a))
  const isLater = retry === 'later'
  const passes = isLater && delivery === 'immediate' && byStatus(status) === 'later'
  const isUndone = status === 429 || (status === 503 && wanted !== undefined)
  const count = amount(attempt)
  return defined<RetryAdvice>({
    retry,
    because,
    after: isLater ? wanted : undefined,
    repeat: typeof method === 'string' ? passes && (isUndone || IDEMPOTENT.test(method)) : undefined,
    delay: isLater && count !== undefined ? (wanted ?? 0) + backoff(count, pace) : undefined,
  })
}

/** The advice that one error gives. */
type Verdict = Pick<RetryAdvice, 'retry' | 'because'>

/** A status as a number; of what is neither that nor a text, none: an object may refuse to become one. */
const numberOf = (status: unknown): number =>
  typeof status === 'number' || typeof status === 'string' ? Number(status) : Number.NaN

function verdictOf(
  { code, status }: Readonly<Record<string, unknown>>,
  ofResponse: unknown,
  classOf: (code: string) => RetryClass | undefined,
  ofStatus: (status: unknown) => RetryClass | undefined,
): Verdict {
  const byCode: unknown = typeof code === 'string' ? unlessPromised(classOf(code)) : undefined
  if (isRetryClass(byCode)) return { retry: byCode, because: 'code' }
  const byStatus = ofStatus(status) ?? ofStatus(ofResponse)
  return byStatus === undefined ? { retry: 'after-fix', because: 'nothing' } : { retry: byStatus, because: 'status' }
}

function backoff(
  attempt: number,
  { baseDelay, maxDelay, random }: { readonly [Name in keyof RetryPace]?: unknown },
): number {
  const longest = Math.min(amount(maxDelay) ?? 30_000, (amount(baseDelay) ?? 500) * 2 ** (attempt - 1))
  const share = amount(typeof random === 'function' ? unlessPromised(random()) : undefined) ?? Math.random()
  return Math.min(share, 1) * longest
}
