/** Copies a value that cannot be trusted into plain data: no getters, no cycles, no depth without end. */

const MAX_DEPTH = 32

/**
 * A copy of `value` made of plain objects, arrays and primitives. Never throws: what cannot be read, turns in a circle or
 * lies deeper than 32 levels is replaced by a text in square brackets that says so.
 */
export function detach(value: unknown): unknown {
  return copy(value, MAX_DEPTH, new Map())
}

function copy(value: unknown, depth: number, done: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value
  if (done.has(value)) return done.get(value)
  if (depth === 0) return '[too deep]'
  done.set(value, '[circular]')
  const copied = copyMembers(value, depth - 1, done)
  done.set(value, copied)
  return copied
}

function copyMembers(value: object, depth: number, done: Map<object, unknown>): unknown {
  try {
    if (Array.isArray(value)) return Array.from(value, (item) => copy(item, depth, done))
    return Object.fromEntries(Object.keys(value).map((key) => [key, copy(member(value, key), depth, done)]))
  } catch {
    return '[unreadable]'
  }
}

function member(value: object, key: string): unknown {
  try {
    // The key is one of the object's own.
    return (value as Record<string, unknown>)[key]
  } catch {
    return '[unreadable]'
  }
}
