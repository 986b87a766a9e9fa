/** The entry `reactor-errors/pointer`: JSON Pointers (RFC 6901), and error objects grouped by what they point at. */

import jsonPointer from 'json-pointer'
import { attempt } from './attempt.js'
import { assertPointer, isPointer } from './pointer-syntax.js'
import { isElement } from './record.js'

export { type ErrorGroups, groupErrors } from './group.js'
export { fromFragment, isPointer, PointerSyntaxError, toFragment } from './pointer-syntax.js'

/**
 * The JSON Pointer to what `segments` lead to, each the name of a member or the index of an element, as they are:
 * `buildPointer(['data', 3, 'a/b'])` is `/data/3/a~1b`; no segments give `""`, the whole document.
 *
 * Throws a `TypeError` if `segments` is not an array of strings and numbers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-3
 */
export function buildPointer(segments: readonly (string | number)[]): string {
  // A value that cannot be read counts as no array.
  const given = attempt<unknown[]>(() => (Array.isArray(segments) ? [...segments] : [undefined]), [undefined])
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

// A value that cannot be read counts as absent.
const endsOf = (move: PointerMove): Partial<PointerMove> => attempt<Partial<PointerMove>>(() => ({ ...move }), {})

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

/**
 * Why a pointer leads nowhere. `not-a-pointer`: it is none. `no-member`: the object has no such member of its own.
 * `no-element`: the array has no such element (`-` stands for the one after the last, which never exists). `no-container`:
 * neither an object nor an array. `unreadable`: reading threw (a getter, a revoked proxy).
 */
export type Unresolved = 'not-a-pointer' | 'no-member' | 'no-element' | 'no-container' | 'unreadable'

/** The value that a pointer leads to, or how far it leads. */
export type Resolution =
  | { readonly found: true; readonly value: unknown }
  | {
      readonly found: false
      /** The nearest ancestor that exists, as a JSON Pointer; `""` at worst. */
      readonly nearest: string
      /** Says why the step after `nearest` leads nowhere. */
      readonly reason: Unresolved
    }

/** Why `value` has nothing at `segment`; `undefined` if it has. */
function obstacle(value: unknown, segment: string): Unresolved | undefined {
  if (typeof value !== 'object' || value === null) return 'no-container'
  if (Array.isArray(value)) return isElement(value, segment) ? undefined : 'no-element'
  return Object.hasOwn(value, segment) ? undefined : 'no-member'
}

/**
 * Returns the value that `pointer` leads to in `document`, a JSON value. Only own members count, so `/toString` and `/__proto__`
 * lead nowhere unless the document says so; only `0`, `1`, `2`… are elements of an array, never `01` or `-`. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-4
 */
export function resolvePointer(document: unknown, pointer: string): Resolution {
  if (!isPointer(pointer)) return { found: false, nearest: '', reason: 'not-a-pointer' }
  const segments = parsePointer(pointer)
  let value = document
  for (const [depth, segment] of segments.entries()) {
    let reason: Unresolved | undefined
    try {
      reason = obstacle(value, segment)
      // Indexing is safe where nothing is in the way: an object, and a member of its own.
      if (reason === undefined) value = (value as Record<string, unknown>)[segment]
    } catch {
      reason = 'unreadable'
    }
    if (reason !== undefined) return { found: false, nearest: buildPointer(segments.slice(0, depth)), reason }
  }
  return { found: true, value }
}

/** Whether `pointer` leads to something in `document`; the same rules as `resolvePointer`. Never throws. */
export function pointerExists(document: unknown, pointer: string): boolean {
  return resolvePointer(document, pointer).found
}

/**
 * `pointer` itself if it leads to something in `document`, else its nearest ancestor that does, `""` (the whole document)
 * at worst. That is where `source.pointer` has to point when a member is missing from the request. Never throws.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function nearestPointer(document: unknown, pointer: string): string {
  const resolution = resolvePointer(document, pointer)
  return resolution.found ? pointer : resolution.nearest
}
