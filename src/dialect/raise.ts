/** Throws failures: one error for one, an AggregateError for several. */
import type { Failure } from '../failure/failure.js'
import type { JsonApiError } from '../failure/json-api-error.js'

// Not of the language, but of V8 and JavaScriptCore; where it is missing, setting it does nothing.
const host = Error as ErrorConstructor & { stackTraceLimit?: number | undefined }

/** Runs `make` while no stack is captured, where the host lets it. */
export function withoutStacks<T>(make: () => T): T {
  const limit = host.stackTraceLimit
  try {
    host.stackTraceLimit = 0
  } catch {
    return make() // Frozen intrinsics: then every error has its stack, which costs time and nothing else.
  }
  try {
    return make()
  } finally {
    host.stackTraceLimit = limit
  }
}

/**
 * The error to throw for `failures`: what `make` makes of the only one, or an `AggregateError` with one of each. Only the
 * error that is thrown captures a stack: the others were never thrown, and a stack is most of what an error costs.
 */
export function errorOf(
  failures: readonly Failure[],
  make: (failure: Failure) => JsonApiError,
): JsonApiError | AggregateError {
  const [only] = failures
  if (only !== undefined && failures.length === 1) return make(only)
  const errors = withoutStacks(() => failures.map((failure) => make(failure)))
  const told = errors.slice(0, 3).map(({ message }) => message)
  const untold = errors.length > told.length ? [`and ${errors.length - told.length} more`] : []
  return new AggregateError(errors, `${errors.length} failures: ${[...told, ...untold].join('; ')}`)
}
