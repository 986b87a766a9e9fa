/** Finds the failure in whatever somebody holds: a document, a failure, a clone of an error, or the JSON text of any of them. */
import type { ErrorDocument } from '../jsonapi/document.js'
import { detach } from './detach.js'
import type { Failure } from './failure.js'
import { isRecord, readErrors } from './read-errors.js'
import { redact } from './redact.js'

/** A failure as found, and what else an error needs to be like the one that it came from. */
export interface Revived {
  readonly failure: Failure
  readonly stack?: string | undefined
  /** What the failure was made of, where nothing in it was one. */
  readonly cause?: unknown
}

/** Never throws: where there is no failure in `value`, one is made that has no code. */
export function revive(value: unknown): Revived {
  try {
    return find(value)
  } catch {
    const cause = detach(value)
    return { failure: strange(cause), cause }
  }
}

function find(value: unknown): Revived {
  const failure = failureIn(value)
  if (failure !== undefined) return { failure }
  const inside = value instanceof Error ? failureIn(value.cause) : undefined
  if (inside === undefined) return { failure: strange(value), cause: value }
  return { failure: inside, stack: (value as Error).stack }
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
