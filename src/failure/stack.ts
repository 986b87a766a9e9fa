/** Captures one stack for each error that is thrown, and begins it where the caller of this package stands. */

// Not of the language, but of V8 and by now of others; where the limit is missing, setting it does nothing.
const errorClass: object = Error
/** Where hosts capture stacks. Whoever calls `captureStackTrace` itself spares a frame, each of which is a tenth of the price. */
export const host: {
  stackTraceLimit?: number | undefined
  readonly captureStackTrace?: (error: Error, caller: Caller) => void
} = errorClass

/** The function below whose frame a stack begins. */
export type Caller = (...given: never[]) => unknown

/** Runs `make` while no stack is captured, where the host lets it: a stack is most of what an error costs. */
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

/** The error that `make` makes, as yet without a stack where one can be captured later. */
export function unstacked<E extends Error>(make: () => E): E {
  return host.captureStackTrace === undefined ? make() : withoutStacks(make)
}

/** The error that `make` makes, its stack beginning at the caller of `caller`, which has to be running. Captures one stack. */
export function withStackFrom<E extends Error>(caller: Caller, make: () => E): E {
  const error = unstacked(make)
  host.captureStackTrace?.(error, caller)
  return error
}
