/** Finds the failure in whatever somebody holds: a document, a failure, a clone of an error, or the JSON text of any of them. */
import type { ErrorObject } from '../jsonapi/document.js'
import { mixedStatus } from '../jsonapi/status.js'
import { checkedFailure, failuresOf, saysFailure } from './checked.js'
import { cutText } from './cut-text.js'
import type { Failure, Failures } from './failure.js'
import { defined, isError, isNonEmpty, isRecord, itemsIn, itemsOf, membersOf } from './plain.js'
import { documentOf, type ReadErrors, readErrors } from './read-errors.js'

/** Failures as found, and what else an error needs to be like the one that they came from. */
export interface Restored {
  readonly failures: Failures
  readonly stack?: string | undefined
  /** The value that the failure was made from, where nothing in it was one. */
  readonly cause?: unknown
}

/** Where there is no failure in `value`, one is made that has no code. Throws what a getter of `value` throws. */
export function restore(value: unknown): Restored {
  if (isError(value)) return restoreError(value)
  const failures = failuresIn(value)
  return failures === undefined ? { failures: [strange(value)], cause: value } : { failures }
}

/** The failures of an error of ours; the cause of a cloned one; else the failures of all errors in an `AggregateError`. */
function restoreError(error: Error): Restored {
  const { stack } = error
  const own = failuresOf(error)
  if (own !== undefined) return { failures: own, stack }
  const failures = failuresIn(error.cause)
  if (failures !== undefined) return { failures, stack }
  const read = failuresOfAll(error)
  return { failures: isNonEmpty(read) ? read : [strange(error)], stack, cause: error }
}

function failuresOfAll(error: Error): readonly Failure[] {
  return itemsIn(membersOf(error)['errors']).flatMap((each) => failuresOf(each) ?? [])
}

/** The failures that `value` is: one, a list of them, a document, or the JSON text of any of these. */
function failuresIn(value: unknown): Failures | undefined {
  if (typeof value === 'string') return /^\s*[{[]/.test(value) ? failuresIn(parsed(value)) : undefined
  if (Array.isArray(value)) {
    const items = itemsOf(value)
    // Every one has to be a failure, and of the first that is none it is known.
    const failures: Failure[] = []
    for (const each of items) {
      const failure = isRecord(each) && saysFailure(each) ? failureIn(each) : undefined
      if (failure === undefined) return undefined
      failures.push(failure)
    }
    return isNonEmpty(failures) ? failures : undefined
  }
  const failure = failureIn(value)
  if (failure === undefined) return undefined
  return partsOf(failure) ?? [failure]
}

/** Takes apart again what `toJSON` made of several failures. */
function partsOf({ errors, document }: Failure): Failures | undefined {
  let end = 0
  const parts = itemsIn(document?.meta?.['failures']).map((part) => {
    const start = end
    end += Number(membersOf(part)['errors'])
    return failureIn({ ...membersOf(part), errors: errors.slice(start, end) })
  })
  return end === errors.length && parts.every((part) => part !== undefined) && isNonEmpty(parts) ? parts : undefined
}

function failureIn(value: unknown): Failure | undefined {
  // Errors of others hold no error objects in `errors`: those of a refused connection, say.
  if (!isRecord(value) || isError(value) || !Array.isArray(value['errors'])) return undefined
  if (saysFailure(value)) return checkedFailure(value)
  const read = readErrors(value['errors'], '/errors')
  if (read === undefined) return undefined
  return failureOf(Object.keys(value).length > 1 ? { ...read, document: documentOf(value) } : read)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
  const text = isError(value) ? value.message : value
  const detail = typeof text === 'string' && text !== '' ? cutText(text, 2000) : undefined
  const error = defined<ErrorObject>({ title: 'Not A JSON:API Error', detail })
  return { errors: [error], delivery: 'immediate', format: 'unknown' }
}
