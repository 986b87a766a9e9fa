/** Tells what failed in an answer, however much of it could be read. */

import { immediateFailure, type ResponseContext, readContext } from '../dialect/reader.js'
import type { Failure, Failures } from '../failure/failure.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { reasonPhrase } from '../jsonapi/status.js'
import type { ReadBody, Shortfall } from './body.js'
import type { ResponseDialect } from './options.js'

/** What of an answer is there before its body. */
export interface Answer extends ResponseContext {
  readonly status: number
}

/**
 * Everything that failed in an answer; empty when nothing did. A status of 400 and up is a failure whatever the dialect makes
 * of the body, and so is a body that could not be read to its end: `format` and a repair say what kept it from that, and the
 * rest is what the dialect makes of as much as arrived.
 */
export function failuresOf(
  dialect: ResponseDialect,
  { bytes, shortfall }: ReadBody,
  answer: Answer,
): readonly Failure[] {
  const told = dialect.parse(bytes, answer)
  const failed = shortfall !== undefined || answer.status >= 400
  const failures = told.length === 0 && failed ? [untold(answer)] : told
  return shortfall === undefined ? failures : failures.map((failure) => withShortfall(failure, shortfall))
}

/** The error to throw for at least one failure, in which the `secrets` of the request are masked. */
export function raise(
  dialect: ResponseDialect,
  failures: readonly Failure[],
  secrets: readonly string[],
): JsonApiError {
  // Nobody asks for an error where nothing failed.
  return dialect.error(failures as Failures, { secrets })
}

/** The failure of an answer in whose body nothing tells of one. */
function untold(answer: Answer): Failure {
  const title = reasonPhrase(answer.status) ?? 'Unreadable Answer'
  return immediateFailure({ errors: [{ status: String(answer.status), title }] }, 'unknown', readContext(answer))
}

function withShortfall(failure: Failure, { format, message }: Shortfall): Failure {
  const [first, ...others] = failure.errors
  // What says something of its own is not talked over.
  const isSilent = first.code === undefined && first.detail === undefined
  const repair = { pointer: '', message, received: '[cut off]' }
  return {
    ...failure,
    errors: [isSilent ? { ...first, detail: message } : first, ...others],
    format,
    repairs: [...(failure.repairs ?? []), repair],
  }
}
