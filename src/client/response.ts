/** Finds what failed in a response, however much of it could be read, and makes the error to throw for it. */
import { immediateFailure, type ResponseContext, readContext } from '../dialect/reader.js'
import type { FailedRequest, Failure, Failures } from '../failure/failure.js'
import type { HeadersLike } from '../failure/headers.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { notPromised } from '../failure/promised.js'
import { secretsOf } from '../failure/secrets.js'
import { type Caller, withStackFrom } from '../failure/stack.js'
import { isNonEmpty } from '../jsonapi/record.js'
import { reasonPhrase } from '../jsonapi/status.js'
import type { ReadBody, Shortfall } from './body.js'
import type { ResponseDialect } from './options.js'

/** The part of a response that is used, whichever `fetch` gave it. */
export interface ResponseLike {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** A `ReadableStream`, one of Node's streams, or `null`. */
  readonly body: unknown
  readonly bodyUsed: boolean
  /** `opaqueredirect` where a browser hides where a redirect leads. */
  readonly type?: string
  clone(): ResponseLike
}

/** The part of a response that arrives before its body. */
export interface ResponseHead extends ResponseContext {
  readonly status: number
}

/** The request that was sent: what an error tells of it, and what no error may tell. */
interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeadersLike | undefined
}

/**
 * Everything that failed in a response; empty when nothing did. A status of 400 and up is a failure whatever the dialect makes
 * of the body, and so is a body that could not be read to its end.
 */
export function failuresOf(dialect: ResponseDialect, body: ReadBody, head: ResponseHead): readonly Failure[] {
  const { shortfall } = body
  if (head.status >= 400 || (shortfall !== undefined && !shortfall.isWhole))
    return failuresOfFailed(dialect, body, head)
  const failures = notPromised('dialect.parse', dialect.parse(body.bytes, head))
  return shortfall === undefined ? failures : failures.map((failure) => withShortfall(failure, shortfall))
}

/**
 * The failures of a response that has failed: those that the dialect finds in as much as arrived, else the one that its status
 * tells. Where it was not read to its end, `format` and a repair say what kept it from that.
 */
export function failuresOfFailed(
  dialect: ResponseDialect,
  { bytes, shortfall }: ReadBody,
  head: ResponseHead,
): Failures {
  const found = notPromised('dialect.parse', dialect.parse(bytes, head))
  const failures: Failures = isNonEmpty(found) ? found : [unread(head)]
  if (shortfall === undefined) return failures
  const [first, ...others] = failures
  return [withShortfall(first, shortfall), ...others.map((failure) => withShortfall(failure, shortfall))]
}

/**
 * The error to throw for the failures of a request: it says which request failed, repeats no secret of it, and its stack begins
 * where `caller`, which has to be running, was called.
 */
export function errorFor(
  dialect: Pick<ResponseDialect, 'error'>,
  [first, ...others]: Failures,
  request: SentRequest | undefined,
  caller: Caller,
): JsonApiError {
  const secrets = request && secretsOf(request)
  const told = (failure: Failure): Failure =>
    request === undefined ? failure : { ...failure, request: toldOf(request) }
  const make = () => notPromised('dialect.error', dialect.error([told(first), ...others.map(told)], { secrets }))
  return withStackFrom(caller, make)
}

/** The method of a request, and the path of its URL, or of the path that stands in its place. */
function toldOf({ method, url }: SentRequest): FailedRequest {
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*/s, '')
  return { method, url: path === '' ? '/' : path }
}

/** The failure of a response whose body says nothing of one. */
function unread(head: ResponseHead): Failure {
  const title = reasonPhrase(head.status) ?? 'Unreadable Response'
  return immediateFailure({ errors: [{ status: String(head.status), title }] }, 'unknown', readContext(head))
}

function withShortfall(failure: Failure, { format, message }: Shortfall): Failure {
  const [first, ...others] = failure.errors
  // A reason of its own stays.
  const isSilent = first.code === undefined && first.detail === undefined
  const repair = { pointer: '', message, received: '[cut off]' }
  return {
    ...failure,
    errors: [isSilent ? { ...first, detail: message } : first, ...others],
    format,
    repairs: [...(failure.repairs ?? []), repair],
  }
}
