/** Readers, the parts of a dialect that each recognise one shape of failed response, and what they share. */
import type { Failure, Format } from '../failure/failure.js'
import { type HeadersLike, headerOf } from '../failure/headers.js'
import type { ReadErrors } from '../failure/read-errors.js'
import { retryAfterOf } from '../failure/retry-after.js'
import { attempt } from '../jsonapi/attempt.js'
import { mixedStatus } from '../jsonapi/status.js'

/** The response around a body. All of it is optional: a body can be read alone. */
export interface ResponseContext {
  /** The HTTP status. */
  readonly status?: number | undefined
  /** The same, as responses of Node’s `http`, undici and got call it; counts where `status` is no status. */
  readonly statusCode?: number | undefined
  /** The response's headers, in any of the shapes that clients give them. */
  readonly headers?: HeadersLike | undefined
}

/** The response around a body, as a reader asks for it. */
export interface ReadContext {
  /** The HTTP status; `undefined` where it is not known. */
  readonly status: number | undefined
  /** The first value of a header, asked for by its lower-case name. */
  header(name: string): string | undefined
  /** The headers themselves, in whatever shape they were given; absent or `undefined` where they were not. */
  readonly headers?: HeadersLike | undefined
}

/**
 * Recognises one shape of body. `body` is the parsed JSON value, or the text where it is not JSON (`''` for an empty body).
 * Gives the failures that the body tells of (an empty list: recognised, and nothing failed), or `undefined` to leave the body
 * to the next reader. Where a reader throws, all are asked once more, about a copy of the body that can be read everywhere; one
 * that throws again leaves that body to the next.
 */
export type Reader = (body: unknown, context: ReadContext) => readonly Failure[] | undefined

/** Plain data while it is put together. */
export type Draft<T> = { -readonly [Member in keyof T]: T[Member] }

const noHeader = (): undefined => undefined

/** Makes the context that readers see. Never throws: what cannot be read is not known. */
export function readContext(response: ResponseContext): ReadContext {
  const status = attempt(() => [response.status, response.statusCode].find(isStatus))
  const headers = attempt(() => response.headers)
  return {
    status,
    header: headers === undefined ? noHeader : (name) => attempt(() => headerOf(headers, name)),
    headers,
  }
}

// Clients say 0 where there was no response.
const isStatus = (status: unknown): status is number =>
  typeof status === 'number' && status >= 100 && status < 1000 && Number.isInteger(status)

/** The part that all failures share: the errors as read, and the request id, from `meta.request_id` or the header. */
export function draftOf(
  { errors, repairs, document }: ReadErrors,
  delivery: Failure['delivery'],
  format: Format,
  { status, header }: ReadContext,
): Draft<Failure> {
  const draft: Draft<Failure> =
    status === undefined
      ? { errors, delivery, format, origin: 'received' }
      : { errors, delivery, format, origin: 'received', status }
  const requestId = errors[0].meta?.['request_id'] ?? header('x-request-id')
  if (typeof requestId === 'string') draft.requestId = requestId
  if (document !== undefined) draft.document = document
  if (repairs !== undefined) draft.repairs = repairs
  return draft
}

/** The failure of a whole response: what all failures have, the status that the errors claim where none is known, Retry-After. */
export function immediateFailure(read: ReadErrors, format: Format, context: ReadContext): Draft<Failure> {
  const draft = draftOf(read, 'immediate', format, context)
  const status = context.status ?? mixedStatus(read.errors)
  const retryAfter = retryAfterOf(context.header('retry-after'), () => context.header('date'))
  if (status !== undefined) draft.status = status
  if (retryAfter !== undefined) draft.retryAfter = retryAfter
  return draft
}
