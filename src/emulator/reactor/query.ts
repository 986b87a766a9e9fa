/** Reads what a list is asked for: filters (`filter[name]=EQ core`) and an order (`sort=+name,-created_at`). */
import type { Resource } from './resource.js'

type Test = (value: unknown) => boolean

/** What an operator makes of the values behind it. */
type Operator = (wanted: readonly string[]) => Test

const textual = (value: unknown): string => String(value ?? '')

const compare = (value: unknown, wanted = ''): number =>
  typeof value === 'number' ? value - Number(wanted) : textual(value).localeCompare(wanted)

// https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/filtering
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['EQ', (wanted) => (value) => wanted.includes(textual(value))],
  ['NOT', (wanted) => (value) => !wanted.includes(textual(value))],
  [
    'LT',
    ([limit]) =>
      (value) =>
        compare(value, limit) < 0,
  ],
  [
    'GT',
    ([limit]) =>
      (value) =>
        compare(value, limit) > 0,
  ],
  [
    'BETWEEN',
    ([low, high]) =>
      (value) =>
        compare(value, low) >= 0 && compare(value, high) <= 0,
  ],
  ['CONTAINS', (wanted) => (value) => wanted.some((part) => contains(textual(value), part))],
])

/** Case does not matter, and `%` stands for anything: Adobe’s tests of its SDK rely on both. */
function contains(text: string, part: string): boolean {
  let rest = text.toLowerCase()
  for (const piece of part.toLowerCase().split('%')) {
    const place = rest.indexOf(piece)
    if (place < 0) return false
    rest = rest.slice(place + piece.length)
  }
  return true
}

/** The test in `CONTAINS red,CONTAINS blue`: the operator may be said again, and is the same for all. */
function testOf(text: string): Test | undefined {
  const [, name = '', values = ''] = /^([A-Z]+)\s(.*)/s.exec(text) ?? []
  const wanted = values.split(',').map((value) => value.trim())
  return operators.get(name)?.(
    wanted.map((value) => (value.startsWith(`${name} `) ? value.slice(name.length + 1) : value)),
  )
}

/**
 * Whether a resource passes all filters of a query; `undefined` where there are none. The last filter of an attribute counts; one
 * that cannot be read, or asks for an attribute that the resource lacks, lets everything pass: so the API documents it.
 */
export function filterOf(query: URLSearchParams): ((resource: Resource) => boolean) | undefined {
  const filters = new Map<string, Test>()
  for (const [parameter, text] of query) {
    const name = /^filter\[(.*)\]$/.exec(parameter)?.[1]
    const test = testOf(text)
    if (name !== undefined && test !== undefined) filters.set(name, test)
  }
  if (filters.size === 0) return undefined
  return ({ attributes }) =>
    [...filters].every(([name, passes]) => !Object.hasOwn(attributes, name) || passes(attributes[name]))
}

/** One attribute to sort by. */
export interface SortKey {
  readonly name: string
  readonly descends: boolean
}

/**
 * What `sort` names: attributes, `-` before those that go downwards. Before the others the API documents a plus sign; in a query
 * it arrives as a space.
 *
 * @see https://jsonapi.org/format/1.1/#fetching-sorting
 */
export function sortKeys(query: URLSearchParams): readonly SortKey[] {
  const keys = (query.get('sort') ?? '').split(',').map((key) => key.trim())
  return keys
    .filter((key) => key !== '')
    .map((key) => ({ name: key.replace(/^[+-]/, ''), descends: key.startsWith('-') }))
}

/** Compares resources by one attribute after the other. */
export function orderOf(keys: readonly SortKey[]): (a: Resource, b: Resource) => number {
  return (a, b) => {
    for (const { name, descends } of keys) {
      const order = compareValues(a.attributes[name], b.attributes[name])
      if (order !== 0) return descends ? -order : order
    }
    return 0
  }
}

/** Which of two values comes first: numbers as numbers, everything else as text. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return textual(a).localeCompare(textual(b))
}
