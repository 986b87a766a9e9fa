/** Reads the error objects out of whatever was thrown; what nobody can read becomes an `internal-error`. */

import { dialectOf } from '../failure/brand.js'
import type { Failure, Failures } from '../failure/failure.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { messageOf } from '../failure/json-api-error.js'
import { isRecord } from '../failure/plain.js'
import { isErrorLike, readErrors } from '../failure/read-errors.js'
import { restore } from '../failure/restore.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { httpFailure } from './http-failure.js'
import type { Recognised, ServerOptions } from './options.js'

/** What was thrown, as error objects; all of it, nothing left out yet. */
export interface Caught {
  readonly errors: readonly ErrorObject[]
  /** The status that came with them, of whatever class. */
  readonly status?: number | undefined
  /** In milliseconds. */
  readonly retryAfter?: number | undefined
  readonly headers?: Recognised['headers']
}

type Recognise = ServerOptions['recognise']

const MAX_DEPTH = 5

/** What was thrown, and what is in it where it is an `AggregateError`. Throws only what `recognise` throws. */
export function readThrown(thrown: unknown, recognise: Recognise): Caught {
  return read(thrown, recognise, MAX_DEPTH) ?? { errors: [internalError(thrown)] }
}

function read(thrown: unknown, recognise: Recognise, depth: number): Caught | undefined {
  // The mark says that it has a failure.
  const own = attempt(() =>
    dialectOf(thrown) === undefined ? undefined : ofFailures((thrown as JsonApiError).failures),
  )
  if (own !== undefined) return own
  const recognised = recognise?.(thrown)
  if (recognised) return ofRecognised(recognised)
  const several = depth === 0 ? undefined : attempt(() => membersOf(thrown))
  if (several === undefined) return attempt(() => ofData(thrown))
  const known = several.flatMap((each) => read(each, recognise, depth - 1) ?? [])
  if (known.length === 0) return undefined
  // However many there are that say nothing, it is said once.
  return merge(known.length < several.length ? [...known, { errors: [internalError(thrown)] }] : known)
}

/** What `read` gives, and nothing where it throws: a getter of what was thrown, or a revoked proxy. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

function ofRecognised(recognised: Failure | Recognised): Caught {
  if (!('failure' in recognised)) return ofAnswer(recognised)
  const { failure, headers } = recognised
  return { ...ofAnswer(failure), headers }
}

function membersOf(thrown: unknown): readonly unknown[] | undefined {
  return thrown instanceof AggregateError && Array.isArray(thrown.errors) ? [...thrown.errors] : undefined
}

function merge(all: readonly Caught[]): Caught {
  const waits = all.flatMap(({ retryAfter }) => retryAfter ?? [])
  return {
    errors: all.flatMap(({ errors }) => errors),
    retryAfter: waits.length === 0 ? undefined : Math.max(...waits),
    headers: Object.assign({}, ...all.map(({ headers }) => headers)),
  }
}

/** A failure, a document, error objects, or the clone of an error of this package, which keeps its failure as `cause`. */
function ofData(thrown: unknown): Caught | undefined {
  const data = thrown instanceof Error ? thrown.cause : thrown
  if (Array.isArray(data)) return data.every(isErrorLike) ? readErrors(data, '') : undefined
  if (!isRecord(data) || data instanceof Error) return undefined
  // Of an error's cause only a failure will do: what else has errors there was not meant for clients.
  if (thrown instanceof Error && data['delivery'] === undefined) return undefined
  const { failures } = restore(data)
  if (failures[0].format !== 'unknown') return ofFailures(failures)
  return typeof data['code'] === 'string' && typeof data['status'] === 'string' ? readErrors([data], '') : undefined
}

function ofFailures(failures: Failures): Caught | undefined {
  const known = failures.flatMap((failure) => ofFailure(failure) ?? [])
  return known.length > 1 ? merge(known) : known[0]
}

/** What failed elsewhere and was no answer of an API says nothing to this server's clients but that it failed. */
function ofFailure(failure: Failure): Caught | undefined {
  const { format, retryAfter } = failure
  if (format === 'json:api' || format === 'problem') return ofAnswer(failure)
  return format === 'unknown' ? undefined : { errors: upstreamErrors(failure), retryAfter }
}

function ofAnswer({ errors, status, retryAfter }: Failure): Caught {
  // What has no errors that can be read is read as anything else.
  const found = readErrors(errors, '')
  if (found === undefined) throw new TypeError('A failure needs at least one error object')
  return { errors: found.errors, status, retryAfter }
}

function upstreamErrors(failure: Failure): Failure['errors'] {
  const isBusy = failure.status === 429 || failure.status === 503
  const status = failure.format === 'timed-out' || failure.status === 504 ? 504 : isBusy ? 503 : 502
  return httpFailure(status, { detail: messageOf([failure]) }).errors
}

function internalError(thrown: unknown): ErrorObject {
  const error: ErrorObject = { status: '500', code: 'internal-error', title: 'Internal Error' }
  const text = attempt(() => (thrown instanceof Error ? thrown.message : thrown))
  return typeof text === 'string' && text !== '' ? { ...error, detail: text } : error
}
