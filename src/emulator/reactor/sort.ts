/** Reads the order of a list: `sort=+name,-created_at`. */
import type { Resource } from './resource.js'

/** One attribute to sort by; `sign` is -1 where it goes downwards. */
export interface SortKey {
  readonly name: string
  readonly sign: 1 | -1
}

/**
 * What `sort` names: attributes, `-` before those that go downwards. Before the others the API documents a plus sign; in a query
 * it arrives as a space.
 *
 * @see https://jsonapi.org/format/1.1/#fetching-sorting
 */
export function sortKeys(sort: string): readonly SortKey[] {
  const keys = sort.split(',').map((key) => key.trim())
  return keys
    .filter((key) => key !== '')
    .map((key) => ({ name: key.replace(/^[+-]/, ''), sign: key.startsWith('-') ? -1 : 1 }))
}

/** Compares resources by one attribute after the other; without keys the order stays as it is. */
export function orderOf(keys: readonly SortKey[]): (a: Resource, b: Resource) => number {
  return (a, b) => {
    for (const { name, sign } of keys) {
      const order = compare(a.attributes[name], b.attributes[name])
      if (order !== 0) return order * sign
    }
    return 0
  }
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''))
}
