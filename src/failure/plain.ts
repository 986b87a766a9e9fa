/** Copies a value that cannot be trusted into plain data: no getters, no cycles, no depth without end. */

const MAX_DEPTH = 32
/** More of them than any response has, each counted wherever it stands: so often whoever writes them out would write it. */
export const MAX_OBJECTS = 200_000

/** A copy, and how many objects it comes to. */
interface Copied {
  readonly copy: unknown
  readonly size: number
}

/** Returns what to put in the place of a member, or of an item, which has no key. */
type Change = (value: unknown, key?: string) => unknown

/**
 * A copy of `value` made of plain objects, arrays and what JSON can say, each changed by `change` before it is copied. Never
 * throws, unless `change` does: what cannot be read or said, turns in a circle or lies deeper than 32 levels is replaced by a
 * text that says so. What stands in several places is copied once, and left out where all together would come to more than
 * 200,000 objects.
 */
export function toPlain(value: unknown, change: Change = (same) => same): unknown {
  const done = new Map<object, Copied>()
  let count = 0

  function copy(given: unknown, depth: number, key?: string): unknown {
    const item = change(given, key)
    if (typeof item === 'bigint') return `${item}`
    if (typeof item === 'function' || typeof item === 'symbol') return `[${typeof item}]`
    if (typeof item !== 'object' || item === null) return item
    const known = done.get(item)
    if (known === undefined && depth === 0) return '[too deep]'
    if (count + (known?.size ?? 1) > MAX_OBJECTS) return '[left out]'
    if (known !== undefined) {
      count += known.size
      return known.copy
    }
    const before = count++
    done.set(item, { copy: '[circular]', size: 0 })
    const copied = copyMembers(item, depth - 1)
    done.set(item, { copy: copied, size: count - before })
    return copied
  }

  function copyMembers(of: object, depth: number): unknown {
    try {
      if (tagOf(of) === '[object Date]') return JSON.parse(JSON.stringify(of))
      if (Array.isArray(of)) return itemsOf(of).map((item) => copy(item, depth))
      return Object.fromEntries(Object.keys(of).map((key) => [key, copy(member(of, key), depth, key)]))
    } catch {
      return '[unreadable]'
    }
  }

  return copy(value, MAX_DEPTH)
}

/** A list with more holes than that is as good as endless. */
const MOST_HOLES = 1000

/** The items of a list; without its holes, where it consists of them. */
export function itemsOf<T>(list: readonly T[]): readonly T[] {
  const items: T[] = []
  for (let index = 0, holes = 0; index < list.length; index++) {
    if (!(index in list) && ++holes > MOST_HOLES) return Object.values(list)
    // A hole is read as a list says that it is: `undefined`.
    items.push(list[index] as T)
  }
  return items
}

/** The items of what may be a list; of all else none. */
export const itemsIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? itemsOf(value) : [])

/** Whether `other` is a list of the same items. */
export const isSameList = (one: readonly unknown[], other: unknown): boolean =>
  Array.isArray(other) && one.length === other.length && one.every((item, index) => item === other[index])

function member(value: object, key: string): unknown {
  try {
    // The key is one of the object's own.
    return (value as Record<string, unknown>)[key]
  } catch {
    return '[unreadable]'
  }
}

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

/** A finite number from 0 up; nothing else is one that can be waited for or counted with. */
export function amount(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : undefined
}

export { isNonEmpty, isRecord, membersOf } from '../jsonapi/record.js'

/** The kind of value that the language itself sees in one of any realm: `[object Date]`. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value)

/** Whether `value` is an error, of this realm or another. Never throws. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || tagOf(value) === '[object Error]'
  } catch {
    return false // A revoked proxy, or one whose traps throw.
  }
}
