/** Finds what a JSON Pointer points at, through own members only, in any document however hostile. */
import { buildPointer, parsePointer } from './pointer-parse.js'
import { isPointer } from './pointer-syntax.js'

/**
 * Why a pointer leads nowhere. `not-a-pointer`: it is none. `no-member`: the object has no such member of its own.
 * `no-element`: the array has no such element (`-` stands for the one after the last, which never exists). `no-container`:
 * neither an object nor an array. `unreadable`: reading threw (a getter, a revoked proxy).
 */
export type Unresolved = 'not-a-pointer' | 'no-member' | 'no-element' | 'no-container' | 'unreadable'

/** What a pointer leads to, or how far it leads. */
export type Resolution =
  | { readonly found: true; readonly value: unknown }
  | {
      readonly found: false
      /** The nearest ancestor that exists, as a JSON Pointer; `""` at worst. */
      readonly nearest: string
      /** What was wrong with the step after `nearest`. */
      readonly reason: Unresolved
    }

const INDEX = /^(?:0|[1-9]\d*)$/

/** Why `value` has nothing at `segment`; `undefined` if it has. */
function obstacle(value: unknown, segment: string): Unresolved | undefined {
  if (typeof value !== 'object' || value === null) return 'no-container'
  if (Array.isArray(value)) {
    const within = INDEX.test(segment) && Number(segment) < value.length && Object.hasOwn(value, segment)
    return within ? undefined : 'no-element'
  }
  return Object.hasOwn(value, segment) ? undefined : 'no-member'
}

/**
 * What `pointer` leads to in `document`, a JSON value. Only own members count, so `/toString` and `/__proto__` lead
 * nowhere unless the document says so; only `0`, `1`, `2`… are elements of an array, never `01` or `-`. Never throws.
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
