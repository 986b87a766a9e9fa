/** Reads one header out of whatever a client keeps headers in. */
import { hasOwn } from '../jsonapi/record.js'
import { itemsOf } from './plain.js'

/**
 * Headers as clients hold them: `Headers` (or anything with its `get`), a plain object, a list of pairs,
 * or the flat list of names and values that undici gives. Values may be lists, names in any case.
 */
export type HeadersLike =
  | { get(name: string): string | null | undefined }
  | { readonly [name: string]: string | readonly string[] | number | undefined }
  | Iterable<readonly [string, string]>
  | readonly string[]

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? text(value[0]) : undefined
}

/** More headers than any server takes. */
const MOST = 10_000

/** The first values of what may go on for ever. */
function first(values: Iterable<unknown>): readonly unknown[] {
  if (Array.isArray(values)) return itemsOf(values)
  const found: unknown[] = []
  for (const value of values) if (found.push(value) >= MOST) break
  return found
}

const isNamed = (key: string, name: string): boolean =>
  key === name || (key.length === name.length && key.toLowerCase() === name)

const canBeAsked = (headers: object): headers is { get(name: string): unknown } =>
  typeof Reflect.get(headers, 'get') === 'function'

/** Whether headers are an object with a member for each. */
const areByName = (headers: HeadersLike): headers is Readonly<Record<string, string>> =>
  !(Symbol.iterator in headers || canBeAsked(headers))

/**
 * The value of the header `name` (lower case), the first one where it came several times; `undefined` where it is absent.
 */
export function headerOf(headers: HeadersLike | undefined, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  if (areByName(headers)) return headerPair(headers, name, name).first
  // A Map has a `get` as well, but one that knows a single spelling.
  if (canBeAsked(headers) && !(headers instanceof Map)) return text(headers.get(name))
  return headerEntries(headers).find(([key]) => isNamed(key, name))?.[1]
}

/** The values of two headers. */
interface HeaderPair {
  readonly first?: string | undefined
  readonly second?: string | undefined
}

/** The values of two headers, as `headerOf` finds them; in one pass through an object, of which no list of names is made. */
export function headerPair(headers: HeadersLike | undefined, firstName: string, secondName: string): HeaderPair {
  if (typeof headers !== 'object' || headers === null) return {}
  if (!areByName(headers)) return { first: headerOf(headers, firstName), second: headerOf(headers, secondName) }
  let first: string | undefined
  let second: string | undefined
  for (const key in headers) {
    if (isNamed(key, firstName)) {
      if (hasOwn(headers, key)) first ??= text(headers[key])
    } else if (isNamed(key, secondName) && hasOwn(headers, key)) second ??= text(headers[key])
  }
  return { first, second }
}

/** The names that are asked of headers that cannot be listed. */
const ASKED = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'api-key', 'x-auth-token', 'x-csrf-token']

/** Every header with each of its values. Throws what the headers throw. */
export function headerEntries(headers: HeadersLike | undefined): readonly (readonly [name: string, value: string])[] {
  if (typeof headers !== 'object' || headers === null) return []
  if (Array.isArray(headers) && typeof headers[0] === 'string') {
    return itemsOf(headers).flatMap((name, index) => (index % 2 === 0 ? valuesOf(name, headers[index + 1]) : []))
  }
  if (Symbol.iterator in headers) return first(headers as Iterable<unknown>).flatMap(pairOf)
  if (canBeAsked(headers)) return ASKED.flatMap((name) => valuesOf(name, headerOf(headers, name)))
  return Object.entries(headers).flatMap(pairOf)
}

const pairOf = (pair: unknown) => (Array.isArray(pair) ? valuesOf(pair[0], pair[1]) : [])

function valuesOf(name: unknown, value: unknown): (readonly [string, string])[] {
  return [value].flat().flatMap((each) => {
    const told = text(each)
    return told === undefined ? [] : [[`${name}`, told] as const]
  })
}
