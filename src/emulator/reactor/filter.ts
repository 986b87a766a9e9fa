/** Reads filters: `filter[name]=EQ core`. */
import type { Resource } from './resource.js'

type Test = (value: unknown) => boolean

/** What an operator makes of the values behind it. */
type Operator = (wanted: readonly string[]) => Test

const textual = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

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
  const [, name = '', values = ''] = /^([A-Z]+)\s+(.*)$/s.exec(text) ?? []
  const wanted = values.split(',').map((value) => value.trim())
  return operators.get(name)?.(
    wanted.map((value) => (value.startsWith(`${name} `) ? value.slice(name.length + 1) : value)),
  )
}

/**
 * Whether a resource passes all filters of a query. The last filter of an attribute counts; one that cannot be read, or asks
 * for an attribute that the resource lacks, lets everything pass: so the API documents it.
 */
export function filterOf(query: URLSearchParams): (resource: Resource) => boolean {
  const filters = new Map<string, Test>()
  for (const [parameter, text] of query) {
    const name = /^filter\[(.*)\]$/.exec(parameter)?.[1]
    const test = testOf(text)
    if (name !== undefined && test !== undefined) filters.set(name, test)
  }
  return ({ attributes }) =>
    [...filters].every(([name, passes]) => !Object.hasOwn(attributes, name) || passes(attributes[name]))
}
