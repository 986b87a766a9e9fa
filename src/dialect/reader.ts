/** What a reader is: the part of a dialect that recognises one shape of failed answer. */
import type { Failure, Format } from '../failure/failure.js'
import { type HeadersLike, headerOf } from '../failure/headers.js'
import type { ReadErrors } from '../failure/read-errors.js'
import { retryAfterOf } from '../failure/retry-after.js'
import { mixedStatus } from '../jsonapi/status.js'

/** What is known of the answer besides its body. All of it is optional: a body can be read alone. */
export interface AnswerContext {
  /** The HTTP status. */
  readonly status?: number | undefined
  /** The answer's headers, in any of the shapes that clients give them. */
  readonly headers?: HeadersLike | undefined
}

/** What a reader may ask about the answer. */
export interface ReadContext {
  /** The HTTP status; `undefined` where it is not known. */
  readonly status: number | undefined
  /** The first value of a header, asked for by its lower-case name. */
  header(name: string): string | undefined
}

/**
 * Recognises one shape of body. `body` is the parsed JSON value, or the text where it is not JSON (`''` for an empty body).
 * Gives the failures that the body tells of (an empty list: recognised, and nothing failed), or `undefined` to leave the body
 * to the next reader. A reader that throws is taken to have seen something that cannot be read.
 */
export type Reader = (body: unknown, context: ReadContext) => readonly Failure[] | undefined

/** Makes the context that readers see. */
export function readContext({ status, headers }: AnswerContext): ReadContext {
  return { status: typeof status === 'number' ? status : undefined, header: (name) => headerOf(headers, name) }
}

/** The failure of a whole answer: its errors, and what the status, the headers and `meta.request_id` add. */
export function immediateFailure(read: ReadErrors, format: Format, context: ReadContext): Failure {
  const status = context.status ?? mixedStatus(read.errors)
  const requestId = read.errors[0].meta?.['request_id'] ?? context.header('x-request-id')
  const retryAfter = retryAfterOf(context.header('retry-after'), context.header('date'))
  return {
    errors: read.errors,
    delivery: 'immediate',
    format,
    ...(status === undefined ? undefined : { status }),
    ...(typeof requestId === 'string' ? { requestId } : undefined),
    ...(retryAfter === undefined ? undefined : { retryAfter }),
    ...(read.repairs === undefined ? undefined : { repairs: read.repairs }),
  }
}
