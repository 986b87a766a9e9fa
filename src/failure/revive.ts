/** Turns whatever somebody holds back into a `JsonApiError`. */
import type { ErrorDocument } from '../jsonapi/document.js'
import { detach } from './detach.js'
import type { Failure } from './failure.js'
import { isJsonApiError } from './guard.js'
import type { JsonApiError } from './json-api-error.js'
import { isRecord, readErrors } from './read-errors.js'
import { redact } from './redact.js'

type Make = (failure: Failure, options?: ErrorOptions) => JsonApiError

/** Does the work of `JsonApiError.from`; `make` constructs the error. Never throws. */
export function revive(value: unknown, make: Make): JsonApiError {
  if (isJsonApiError(value)) return value
  try {
    return reviveSound(value, make)
  } catch {
    return make(strange(detach(value)), { cause: detach(value) })
  }
}

function reviveSound(value: unknown, make: Make): JsonApiError {
  const failure = failureIn(value)
  if (failure !== undefined) return make(failure)
  if (!(value instanceof Error)) return make(strange(value), { cause: value })
  const inside = failureIn(value.cause)
  if (inside === undefined) return make(strange(value), { cause: value })
  const revived = make(inside)
  if (value.stack !== undefined) revived.stack = value.stack
  return revived
}

function failureIn(value: unknown): Failure | undefined {
  if (typeof value === 'string') return value.trimStart().startsWith('{') ? failureIn(JSON.parse(value)) : undefined
  if (!isRecord(value) || !Array.isArray(value['errors'])) return undefined
  const read = readErrors(value['errors'], '/errors')
  if (read === undefined) return undefined
  if ((value['delivery'] === 'immediate' || value['delivery'] === 'deferred') && typeof value['format'] === 'string') {
    // Told by its three required members to be a failure that this package made.
    return { ...(value as unknown as Failure), ...read }
  }
  return documentFailure(value as unknown as ErrorDocument, read)
}

function documentFailure(document: ErrorDocument, read: ReturnType<typeof readErrors> & object): Failure {
  const status = Number(read.errors[0].status)
  return {
    ...read,
    delivery: 'immediate',
    format: 'json:api',
    ...(status >= 100 && status < 600 ? { status } : undefined),
    ...(Object.keys(document).length > 1 ? { document } : undefined),
  }
}

function strange(value: unknown): Failure {
  const text = value instanceof Error ? value.message : typeof value === 'string' ? value : undefined
  const detail = text === undefined || text === '' ? undefined : redact(text.slice(0, 2000))
  return {
    errors: [{ title: 'Not A JSON:API Error', ...(detail === undefined ? undefined : { detail }) }],
    delivery: 'immediate',
    format: 'unknown',
  }
}
