/** Builds JSON Pointers from segments, takes them apart again, and moves them to another base. */
import jsonPointer from 'json-pointer'
import { assertPointer } from './pointer-error.js'
import { isPointer } from './pointer-syntax.js'

/**
 * The JSON Pointer to what `segments` lead to, each the name of a member or the index of an element, as they are:
 * `buildPointer(['data', 3, 'a/b'])` is `/data/3/a~1b`; no segments give `""`, the whole document.
 *
 * Throws a `TypeError` if `segments` is not an array of strings and numbers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-3
 */
export function buildPointer(segments: readonly (string | number)[]): string {
  let given: unknown[] = [undefined]
  try {
    if (Array.isArray(segments)) given = [...segments]
  } catch {
    // What cannot be read is answered like what is not an array.
  }
  const isSegment = (segment: unknown) => typeof segment === 'string' || typeof segment === 'number'
  if (!given.every(isSegment)) throw new TypeError('A JSON Pointer is built from an array of strings and numbers')
  return jsonPointer.compile(given.map(String))
}

/**
 * The segments of `pointer`, unescaped: `/data/3/a~1b` gives `['data', '3', 'a/b']`, `""` gives none, `"/"` gives one, the
 * empty name.
 *
 * Throws a `PointerSyntaxError` if `pointer` is not a JSON Pointer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-4
 */
export function parsePointer(pointer: string): string[] {
  assertPointer(pointer)
  return jsonPointer.parse(pointer)
}

/** From where to where a pointer is moved: two JSON Pointers. */
export interface PointerMove {
  /** The place that the pointer starts from, `""` for the whole document; it is cut off. */
  readonly from: string
  /** The place where what `from` names stands in the other document; it is put before the rest. */
  readonly to: string
}

/**
 * `pointer` with its beginning `from` replaced by `to`, for errors of one part of a request: an item of a bulk request
 * (`{ from: '/data', to: '/data/3' }` makes `/data/3/attributes/name` of `/data/attributes/name`), or an operation
 * (`{ from: '', to: '/atomic:operations/1' }` makes `/atomic:operations/1/data/attributes/name` of the same).
 * `undefined` if `pointer` is not at or below `from`: `/database` is not below `/data`.
 *
 * Throws a `PointerSyntaxError` if `pointer`, `from` or `to` is not a JSON Pointer.
 *
 * @see https://jsonapi.org/ext/atomic/#processing-errors
 */
export function rebasePointer(pointer: string, move: PointerMove): string | undefined {
  const { from, to } = endsOf(move)
  assertPointer(pointer)
  assertPointer(from)
  assertPointer(to)
  const rest = pointer.slice(from.length)
  return pointer.startsWith(from) && isPointer(rest) ? to + rest : undefined
}

function endsOf(move: PointerMove): Partial<PointerMove> {
  try {
    return { ...move }
  } catch {
    return {} // What cannot be read is answered like what is not there.
  }
}

/**
 * `pointer` for people: `data › attributes › name`, a name in quotes where it would be hard to tell, `the whole document`
 * for `""`. What is not a JSON Pointer is quoted and said to be none. Never throws; not made safe for HTML or a terminal.
 */
export function describePointer(pointer: unknown): string {
  if (isPointer(pointer)) {
    const quoted = (segment: string) => (/^$|[\s"›\p{C}]/u.test(segment) ? JSON.stringify(segment) : segment)
    return jsonPointer.parse(pointer).map(quoted).join(' › ') || 'the whole document'
  }
  return `${typeof pointer === 'string' ? JSON.stringify(pointer) : typeof pointer} (not a JSON Pointer)`
}
