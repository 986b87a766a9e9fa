/** Refuses the promise that a function of somebody's options gives where its value is due, and handles its rejection. */

/** Whether `value` is a promise, of whatever kind. Throws what a getter of it throws. */
function isPromise(value: unknown): boolean {
  // Any value but null and undefined may be asked for a member.
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

/** Sees to it that the rejection of what may be a promise, which nobody waits for, ends no process. */
export function ignoreRejection(returned: unknown): void {
  Promise.resolve(returned).catch(() => {})
}

/** The value that a function has returned; nothing where that is a promise. */
export function unlessPromised<T>(returned: T): T | undefined {
  if (!isPromise(returned)) return returned
  ignoreRejection(returned)
  return undefined
}

/** The value that the function called `name`, an option, has returned. Throws a `TypeError` for a promise of one. */
export function notPromised<T>(name: string, returned: T): T {
  if (!isPromise(returned)) return returned
  ignoreRejection(returned)
  throw new TypeError(`"${name}" must return its value, not a promise of it`)
}
