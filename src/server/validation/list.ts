/** Finds the list in what a validator gave. */

/**
 * The list that `given` is, or has as its member `name`; an empty one where there is none, which says that all is well. An error
 * without a list, and what cannot be read, do not say so: then the list has one item that says nothing. Never throws.
 */
export function listOf<Item>(given: unknown, name: 'errors' | 'issues'): readonly (Item | undefined)[] {
  try {
    // Anything but null and undefined may be asked for a member.
    const list = Array.isArray(given) ? given : (given as Readonly<Record<string, unknown>> | null | undefined)?.[name]
    // Copied once: it may be one that changes, or cannot be read any more.
    if (Array.isArray(list)) return [...list]
    const isWell = (list === undefined || list === null) && !(given instanceof Error)
    return isWell ? [] : [undefined]
  } catch {
    return [undefined]
  }
}
