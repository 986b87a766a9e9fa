/** Throws failures: one error for one, an AggregateError for several. */
import type { Failure } from '../failure/failure.js'
import type { JsonApiError } from '../failure/json-api-error.js'

/** Runs `make` while no stack is captured, where the host lets it. */
function withoutStacks<T>(make: () => T): T {
  const limit = Error.stackTraceLimit
  try {
    Error.stackTraceLimit = 0
  } catch {
    return make() // Frozen intrinsics: then every error has its stack, which costs time and nothing else.
  }
  try {
    return make()
  } finally {
    Error.stackTraceLimit = limit
  }
}

/**
 * The error to throw for `failures`: the one of the only failure, or an `AggregateError` with one of each. Only the error that
 * is thrown captures a stack: the others were never thrown, and a stack is most of what an error costs.
 */
export function errorOf(failures: readonly Failure[], ErrorClass: typeof JsonApiError): JsonApiError | AggregateError {
  const [only, ...others] = failures
  if (only !== undefined && others.length === 0) return new ErrorClass(only)
  const errors = withoutStacks(() => failures.map((failure) => new ErrorClass(failure)))
  const told = errors.slice(0, 3).map(({ message }) => message)
  const untold = errors.length > told.length ? [`and ${errors.length - told.length} more`] : []
  return new AggregateError(errors, `${errors.length} failures: ${[...told, ...untold].join('; ')}`)
}
