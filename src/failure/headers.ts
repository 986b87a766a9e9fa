/** Reads one header out of whatever a client keeps headers in. */

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

function* pairs(headers: HeadersLike): Generator<readonly [unknown, unknown]> {
  if (Array.isArray(headers) && typeof headers[0] === 'string') {
    for (let i = 0; i + 1 < headers.length; i += 2) yield [headers[i], headers[i + 1]]
  } else if (Symbol.iterator in headers) {
    for (const pair of headers) if (Array.isArray(pair)) yield [pair[0], pair[1]]
  } else yield* Object.entries(headers)
}

/**
 * The value of the header `name` (lower case), the first one where it came several times; `undefined` where it is absent.
 */
export function headerOf(headers: HeadersLike | undefined, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined
  // A Map has a `get` as well, but one that knows a single spelling.
  if ('get' in headers && typeof headers.get === 'function' && !(headers instanceof Map)) return text(headers.get(name))
  for (const [key, value] of pairs(headers)) {
    if (typeof key === 'string' && key.toLowerCase() === name) return text(value)
  }
  return undefined
}
