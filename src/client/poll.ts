/** Looks once at a resource, and tells what may pass from what ends the wait for it. */
import { decodeBody } from '../dialect/decode.js'
import type { Failure } from '../failure/failure.js'
import { isJsonApiError } from '../failure/json-api-error.js'
import { isRecord, membersOf } from '../failure/plain.js'
import type { RetryAdvice } from '../failure/retry.js'
import { retryAfterOf } from '../failure/retry.js'
import { mask, secretsOf } from '../failure/secrets.js'
import { failuresOf, raise } from './answer.js'
import { readBody, type SignalLike, throwIfAborted } from './body.js'
import type { ResponseDialect, ResponseLike } from './fetch.js'
import type { SettleResource } from './resource-state.js'
import { LONGEST_TIMEOUT } from './sleep.js'
import { withTimeLimit } from './time-limit.js'

/** What waiting needs of a dialect: `reactor` and whatever `defineDialect` made have it. */
export interface SettleDialect extends ResponseDialect {
  /** Makes a `JsonApiError` of what was caught, where it was thrown for a failed answer. Must not throw. */
  from(caught: unknown): unknown
  /** When the same request can succeed. */
  retryAdvice(failure: Failure): RetryAdvice
}

/** The `AbortSignal` of the program's own types, whether they are those of browsers or of Node; where it has none, what counts of one. */
export type HostSignal = typeof globalThis extends { readonly AbortSignal: { readonly prototype: infer Signal } }
  ? Signal
  : SignalLike

/** What asks for the resource: `fetch`, or what is made of it. */
export type SettleFetch = (
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal: HostSignal },
) => Promise<ResponseLike>

/** How the resource is asked for. */
export interface PollOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly fetch: SettleFetch
  readonly dialect: SettleDialect
  readonly signal: SignalLike | null | undefined
}

/** What one look gave: the resource, or why it could not be had this time. */
export interface Look {
  readonly resource?: SettleResource
  readonly failure?: Failure
  readonly trouble?: string
  /** How long the server asks to wait before the next look, in milliseconds. */
  readonly retryAfter?: number | undefined
}

const LIMITS = { maxBytes: 2 ** 24, timeout: LONGEST_TIMEOUT }

/**
 * Asks for the resource, for so many milliseconds at most. Throws what ends the wait: the reason of an abort, a failure that does
 * not pass, a `TypeError` where the answer is something else than a resource.
 */
export async function look(pollOptions: PollOptions, milliseconds: number): Promise<Look> {
  const { dialect, headers, signal, url } = pollOptions
  const found = await withTimeLimit(milliseconds, signal, (limited) => ask(pollOptions, limited)).catch(
    (caught: unknown): Look => {
      throwIfAborted(signal)
      const error = dialect.from(caught)
      if (isJsonApiError(error)) {
        if (error.failures.every((failure) => passes(failure, dialect))) return missed(error.failure)
        throw error
      }
      return { trouble: mask(troubleOf(error), secretsOf({ headers, url })) }
    },
  )
  if (found === undefined) throw new TypeError('The link does not lead to a resource')
  return found
}

const missed = (failure: Failure): Look => ({ failure, retryAfter: failure.retryAfter })

async function ask({ url, headers, fetch, dialect }: PollOptions, signal: AbortSignal): Promise<Look | undefined> {
  const response = await fetch(url, { headers: { ...headers }, signal })
  const read = await readBody(response, LIMITS, signal)
  const answer = { status: response.status, headers: response.headers }
  const header = (name: string) => response.headers.get(name) ?? undefined
  const { data } = membersOf(decodeBody(read.bytes, () => header('content-type')).value)
  if (answer.status < 400 && read.shortfall === undefined && isRecord(data)) {
    // Asked for a resource, and `data` is an object.
    return {
      resource: data as unknown as SettleResource,
      retryAfter: retryAfterOf(header('retry-after'), header('date')),
    }
  }
  const failures = failuresOf(dialect, read, answer)
  if (failures.length > 0) throw raise(dialect, failures, secretsOf({ headers, url }))
  return undefined
}

/** Whether a later look may go better: the catalog or the status says so, or what arrived of a good answer could not be read. */
function passes(failure: Failure, dialect: SettleDialect): boolean {
  if (failure.delivery === 'deferred') return false
  const wasGood = failure.status !== undefined && failure.status < 400
  return wasGood ? /^(?:malformed|timed-out)$/.test(failure.format) : dialect.retryAdvice(failure).retry === 'later'
}

/** What kept the answer from coming, for people. */
function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error'
  const { name, message, cause } = error
  // Any error may have a code; that of a failed fetch stands in its cause.
  const { code } = (cause instanceof Error ? cause : error) as Error & { readonly code?: unknown }
  return `${name}: ${message}${typeof code === 'string' ? ` (${code})` : ''}`
}
