/** Reads what may throw through no fault of the program: getters, revoked proxies, texts that are not what they should be. */

/** The value that `read` returns; `otherwise`, by default `undefined`, where it throws. */
export function attempt<T>(read: () => T): T | undefined
export function attempt<T>(read: () => T, otherwise: T): T
export function attempt<T>(read: () => T, otherwise?: T): T | undefined {
  try {
    return read()
  } catch {
    return otherwise
  }
}
