/** The syntax of JSON Pointers (RFC 6901), in its plain form and as a URI fragment, without depending on anything. */
/** The first place where a text stops being a JSON Pointer: it starts with something else than `/`, or a `~` escapes nothing. */
const WRONG = /^[^/]|~(?![01])/

/**
 * Whether `value` is a JSON Pointer in its plain form, strictly: `""`, or `/` and a segment any number of times, with
 * `~` only as `~0` (for `~`) and `~1` (for `/`). The fragment form (`#/data`) is not one. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-3
 */
export function isPointer(value: unknown): value is string {
  return typeof value === 'string' && !WRONG.test(value)
}

/**
 * The error of every pointer function: a text that is not a JSON Pointer. The message names the column and what is wrong, not the
 * text.
 */
export class PointerSyntaxError extends SyntaxError {
  override readonly name = 'PointerSyntaxError'
  /** The value that was given, whatever it is. */
  readonly input: unknown
  /** Where `input` goes wrong, in UTF-16 code units from 1; 0 if `input` is not a string. */
  readonly column: number

  constructor(problem: string, input: unknown, column: number) {
    super(`Not a JSON Pointer${column > 0 ? ` at column ${column}` : ''}: ${problem}`)
    this.input = input
    this.column = column
  }
}

/** Throws a `PointerSyntaxError` unless `value` is a JSON Pointer. */
export function assertPointer(value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new PointerSyntaxError(`a string is needed, not ${typeof value}`, value, 0)
  const index = value.search(WRONG)
  if (index >= 0) {
    const problem = value[index] === '~' ? '"~" must be followed by 0 or 1' : 'only "/" can start it'
    throw new PointerSyntaxError(problem, value, index + 1)
  }
}

/** The pointer to the member `name`, or the element of that index, of what `pointer` leads to. */
export function childPointer(pointer: string, name: string | number): string {
  return `${pointer}/${`${name}`.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The names and indices that a JSON Pointer leads through, unescaped. What is none gives whatever its parts say. */
export function segmentsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescaped)
}

/** The name that a segment of a JSON Pointer stands for. */
export const unescaped = (segment: string): string =>
  segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment

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
