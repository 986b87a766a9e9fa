/** Tells a log what failed in few fields, each said once. */
import type { ErrorObject } from '../jsonapi/document.js'
import { failuresOf } from './checked.js'
import type { FailedResource, Failure, Failures } from './failure.js'
import { defined } from './plain.js'
import { errorStatusOf, shared } from './shared.js'

/** The fields of one error object: its code and the place in the request. */
export interface LoggedError {
  readonly code?: string
  /** The JSON Pointer, query parameter or header that is to blame. */
  readonly at?: string
  /** The resource that failed, where several did. */
  readonly resource?: FailedResource
}

/** The fields of an error for structured logs. Plain data, masked. */
export interface LogFields extends LoggedError {
  readonly status?: number
  readonly requestId?: string
  readonly method?: string
  /** Without query and fragment. */
  readonly path?: string
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfter?: number
  /** Each error object, where there are several. */
  readonly errors?: readonly LoggedError[]
}

const loggedError = ({ code, source }: ErrorObject, resource?: FailedResource): LoggedError =>
  defined<LoggedError>({ code, at: source?.pointer ?? source?.parameter ?? source?.header, resource })

/**
 * Returns the fields of an error for structured logs, as pino, winston and consoles take them beside a message: code, status,
 * request id, method and path, resource, Retry-After, and the code and place of each error object where there are several. What
 * is no `JsonApiError` has no fields. Never throws.
 *
 * ```ts
 * logger.warn(logFields(error), error.message)
 * ```
 */
export function logFields(error: unknown): LogFields {
  try {
    const failures = failuresOf(error)
    return failures === undefined ? {} : fieldsOf(failures)
  } catch {
    return {} // A getter that throws, or a revoked proxy: it is none of ours.
  }
}

function fieldsOf(failures: Failures): LogFields {
  const code = shared(failures, ({ errors }) => errors[0].code)
  const status = shared(failures, errorStatusOf)
  const [{ request, requestId, retryAfter, resource }] = failures
  const isOne = failures.length === 1
  const each = failures.flatMap((one: Failure) =>
    one.errors.map((object) => loggedError(object, isOne ? undefined : one.resource)),
  )
  const [only, ...others] = each
  return defined<LogFields>({
    code,
    at: others.length === 0 ? only?.at : undefined,
    status,
    requestId,
    method: request?.method,
    path: request?.url,
    resource: isOne ? resource : undefined,
    retryAfter,
    errors: others.length === 0 ? undefined : each,
  })
}
