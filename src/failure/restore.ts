/** Finds the failure in whatever somebody holds: a document, a failure, a clone of an error, or the JSON text of any of them. */
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import { mixedStatus } from '../jsonapi/status.js'
import { dialectOf } from './brand.js'
import { defined } from './defined.js'
import type { Failure } from './failure.js'
import { isRecord, type ReadErrors, readErrors } from './read-errors.js'
import { redact } from './redact.js'

/** A failure as found, and what else an error needs to be like the one that it came from. */
export interface Restored {
  readonly failure: Failure
  readonly stack?: string | undefined
  /** What the failure was made of, where nothing in it was one. */
  readonly cause?: unknown
}

/** Where there is no failure in `value`, one is made that has no code. Throws what a getter of `value` throws. */
export function restore(value: unknown): Restored {
  if (value instanceof Error) return restoreError(value)
  const failure = failureIn(value)
  return failure === undefined ? { failure: strange(value), cause: value } : { failure }
}

/** What a clone of an error has as its cause; else the error objects of all errors in an `AggregateError`. */
function restoreError(error: Error): Restored {
  const { stack } = error
  const failure = failureIn(error.cause)
  if (failure !== undefined) return { failure, stack }
  const read = readErrors(errorsIn(error), '/errors')
  return { failure: read === undefined ? strange(error) : failureOf(read), stack, cause: error }
}

function errorsIn(error: Error): readonly unknown[] {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : []
  // Errors of this package, of any copy, have such a list as well.
  return errors.flatMap((each) => (dialectOf(each) === undefined ? [] : (each as AggregateError).errors))
}

function failureIn(value: unknown): Failure | undefined {
  if (typeof value === 'string') return value.trimStart().startsWith('{') ? failureIn(parsed(value)) : undefined
  // What errors of others have in `errors` are no error objects: those of a refused connection, say.
  if (!isRecord(value) || value instanceof Error || !Array.isArray(value['errors'])) return undefined
  const read = readErrors(value['errors'], '/errors')
  if (read === undefined) return undefined
  if (isFailure(value)) return { ...value, ...read }
  // Its errors have just been read.
  return failureOf(Object.keys(value).length > 1 ? { ...read, document: value as unknown as ErrorDocument } : read)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a record with `errors` is a failure, told by what else it has to have, and has nothing else in their places. */
function isFailure(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Failure {
  const { delivery, format, resource, document } = value
  const isResource = isRecord(resource) && typeof resource['type'] === 'string' && typeof resource['id'] === 'string'
  return (
    (delivery === 'immediate' || delivery === 'deferred') &&
    typeof format === 'string' &&
    ['status', 'retryAfter'].every((name) => ['undefined', 'number'].includes(typeof value[name])) &&
    ['requestId', 'field'].every((name) => ['undefined', 'string'].includes(typeof value[name])) &&
    (resource === undefined || isResource) &&
    (document === undefined || isRecord(document))
  )
}

function failureOf({ errors, repairs, document }: ReadErrors): Failure {
  const requestId = errors[0].meta?.['request_id']
  return defined<Failure>({
    errors,
    delivery: 'immediate',
    format: 'json:api',
    status: mixedStatus(errors),
    requestId: typeof requestId === 'string' ? requestId : undefined,
    document,
    repairs,
  })
}

function strange(value: unknown): Failure {
  const text = value instanceof Error ? value.message : value
  const detail = typeof text === 'string' && text !== '' ? redact(text.slice(0, 2000)) : undefined
  const error = defined<ErrorObject>({ title: 'Not A JSON:API Error', detail })
  return { errors: [error], delivery: 'immediate', format: 'unknown' }
}
