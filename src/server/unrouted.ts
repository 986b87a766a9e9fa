/** The error for a request that no route takes. */
import * as requestFaults from './request-faults.js'

/** An error to throw, of the kind that http-errors makes: Express, Koa and this package know what to answer. */
export interface UnroutedError extends Error {
  /** 404, or 405 where other methods are allowed. */
  readonly status: number
  /** The message may be sent. */
  readonly expose: true
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The error for a request that no route takes: 404; or 405 with the header `Allow` where `allowed` names methods that its path
 * does take (RFC 9110, section 15.5.6). For programs that route by themselves: `throw unrouted(['GET', 'POST'])`.
 */
export function unrouted(allowed: readonly string[] = []): UnroutedError {
  const methods = new Set(allowed)
  if (methods.has('GET')) methods.add('HEAD')
  const { status, detail } = methods.size === 0 ? requestFaults.unknownRoute : requestFaults.methodNotAllowed
  const headers: Record<string, string> = methods.size === 0 ? {} : { allow: [...methods].sort().join(', ') }
  return Object.assign(new Error(detail), { status, expose: true as const, headers })
}
