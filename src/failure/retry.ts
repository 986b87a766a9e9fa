/** When the same request can succeed: what its code, its status and the server's own wish say together. */

import type { Failure } from './failure.js'
import { defined } from './plain.js'

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
  /** What decided: the error's code, its HTTP status, or nothing but the fact that it failed. */
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

/** What is known of the request that failed. */
export interface RetryRequest extends RetryPace {
  /** Its method: `GET`. */
  readonly method?: string | undefined
  /** How many times it has been sent: 1 after the first failure. */
  readonly attempt?: number | undefined
}

// RFC 9110, section 15; RFC 6585; RFC 8470: these say that the request was not at fault, or came too early.
const LATER = new Set([408, 425, 429, 500, 502, 503, 504])
const ORDER: readonly RetryClass[] = ['later', 'after-sign-in', 'after-fix', 'never']
const IDEMPOTENT = /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/i

/** What a status alone says (RFC 9110, section 15): `undefined` where it is not a 4xx or 5xx. */
export function retryClassOf(status: number): RetryClass | undefined {
  if (LATER.has(status)) return 'later'
  if (status === 401) return 'after-sign-in'
  if (status === 501 || status === 505) return 'never'
  return status >= 400 && status < 600 ? (status < 500 ? 'after-fix' : 'later') : undefined
}

/**
 * Advice for a failure. Each error is judged by its code where `classOf` knows it, else by its status, else by the status of
 * the answer; the error that stands most in the way decides, since all of them have to go before the request can succeed.
 */
export function retryAdvice(
  failure: Failure,
  classOf: (code: string) => RetryClass | undefined,
  { method, attempt, ...pace }: RetryRequest = {},
): RetryAdvice {
  const verdicts = failure.errors.map((error): Verdict => {
    const byCode = error.code === undefined ? undefined : classOf(error.code)
    if (byCode !== undefined) return { retry: byCode, because: 'code' }
    const status = [Number(error.status), failure.status ?? 0].find((number) => retryClassOf(number) !== undefined)
    const byStatus = retryClassOf(status ?? 0)
    if (byStatus === undefined) return { retry: 'after-fix', because: 'nothing' }
    return { retry: byStatus, because: 'status' }
  })
  const { retry, because } = verdicts.reduce((a, b) => (ORDER.indexOf(b.retry) > ORDER.indexOf(a.retry) ? b : a))
  const isLater = retry === 'later'
  const { delivery, retryAfter, status } = failure
  const passes = isLater && delivery === 'immediate' && status !== undefined && retryClassOf(status) === 'later'
  const isUndone = status === 429 || (status === 503 && retryAfter !== undefined)
  return defined<RetryAdvice>({
    retry,
    because,
    after: isLater ? retryAfter : undefined,
    repeat: method === undefined ? undefined : passes && (isUndone || IDEMPOTENT.test(method)),
    delay: isLater && attempt !== undefined ? (retryAfter ?? 0) + backoff(attempt, pace) : undefined,
  })
}

/** What one error says. */
type Verdict = Pick<RetryAdvice, 'retry' | 'because'>

function backoff(attempt: number, { baseDelay = 500, maxDelay = 30_000, random = Math.random }: RetryPace): number {
  return random() * Math.min(maxDelay, baseDelay * 2 ** (attempt - 1))
}

/** Reads `Retry-After`, in seconds or as an HTTP-date (RFC 9110, section 10.2.3). */

const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /
const ASCTIME = /\d{4}$/

function dateOf(value: string): number {
  if (!DATE.test(value)) return Number.NaN
  return Date.parse(ASCTIME.test(value) ? `${value} GMT` : value)
}

/**
 * The wait that `value` asks for, in milliseconds from now; 0 for a date that has passed, `undefined` for what is neither
 * seconds nor an HTTP-date. `date` is the answer's own `Date` header: measured against it, a wrong local clock does no harm.
 */
export function retryAfterOf(value: string | undefined, date?: string): number | undefined {
  const wanted = value?.trim()
  if (wanted === undefined) return undefined
  if (/^\d+$/.test(wanted)) return Math.min(Number(wanted) * 1000, Number.MAX_SAFE_INTEGER)
  const until = dateOf(wanted)
  if (Number.isNaN(until)) return undefined
  const sent = dateOf(date?.trim() ?? '')
  return Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent))
}
