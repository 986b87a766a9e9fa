/** JSON Pointers as URI fragments, `#/data/attributes/name`, and back. */
import { assertPointer, PointerSyntaxError } from './pointer-error.js'

/**
 * `pointer` as a URI fragment: `#`, then the pointer with what a fragment cannot hold percent-encoded as UTF-8.
 *
 * Throws a `PointerSyntaxError` if `pointer` is not a JSON Pointer, or holds half a surrogate pair, which UTF-8 cannot say.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-6
 */
export function toFragment(pointer: string): string {
  assertPointer(pointer)
  const lone = pointer.search(/\p{Cs}/u)
  if (lone >= 0) throw new PointerSyntaxError('half a surrogate pair cannot be percent-encoded', pointer, lone + 1)
  return `#${encodeURI(pointer).replaceAll('#', '%23')}`
}

/**
 * The JSON Pointer that a URI fragment stands for: percent-decoded first, `~0` and `~1` left as they are. Characters that
 * a fragment ought to percent-encode are taken as they stand, because browsers leave some of them.
 *
 * Throws a `PointerSyntaxError` if `fragment` does not start with `#`, if a percent-encoding in it is broken (its column
 * is where that run of encodings starts), or if what it decodes to is not a JSON Pointer (its `input` is what was decoded).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-6
 */
export function fromFragment(fragment: string): string {
  if (typeof fragment !== 'string' || fragment[0] !== '#') {
    throw new PointerSyntaxError('a fragment starts with "#"', fragment, typeof fragment === 'string' ? 1 : 0)
  }
  const pointer = fragment.slice(1).replace(/(?:%[\da-f]{2})+|%/gi, (run, at: number) => {
    try {
      return decodeURIComponent(run)
    } catch {
      throw new PointerSyntaxError('broken percent-encoding', fragment, at + 2)
    }
  })
  assertPointer(pointer)
  return pointer
}
