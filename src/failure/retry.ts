/** When the same request can succeed: what its code, its status and the server's own wish say together. */
import type { Failure } from './failure.js'

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
}

// RFC 9110, section 15; RFC 6585; RFC 8470: these say that the request was not at fault, or came too early.
const LATER = new Set([408, 425, 429, 500, 502, 503, 504])
const ORDER: readonly RetryClass[] = ['later', 'after-sign-in', 'after-fix', 'never']

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
export function retryAdvice(failure: Failure, classOf: (code: string) => RetryClass | undefined): RetryAdvice {
  const verdicts = failure.errors.map((error): RetryAdvice => {
    const byCode = error.code === undefined ? undefined : classOf(error.code)
    if (byCode !== undefined) return { retry: byCode, because: 'code' }
    const byStatus = retryClassOf(Number(error.status)) ?? retryClassOf(failure.status ?? 0)
    return byStatus === undefined ? { retry: 'after-fix', because: 'nothing' } : { retry: byStatus, because: 'status' }
  })
  const worst = verdicts.reduce((a, b) => (ORDER.indexOf(b.retry) > ORDER.indexOf(a.retry) ? b : a))
  if (worst.retry !== 'later' || failure.retryAfter === undefined) return worst
  return { ...worst, after: failure.retryAfter }
}
