/** Leaves out of an object what has no value. */

/** A copy of `members` without those that are `undefined`: what is absent has no key. */
export function defined<T extends object>(members: { readonly [Name in keyof T]: T[Name] | undefined }): T {
  const present: Partial<Record<keyof T, unknown>> = {}
  for (const name in members) if (members[name] !== undefined) present[name] = members[name]
  // Every member that is left is of its type in T, and those that T requires were never undefined.
  return present as T
}

/** `members`, or `undefined` where there are none. */
export function unlessEmpty<T extends object>(members: T): T | undefined {
  return Object.keys(members).length > 0 ? members : undefined
}
