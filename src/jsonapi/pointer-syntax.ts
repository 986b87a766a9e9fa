/** Tells whether a value is a JSON Pointer, and where one goes wrong, without depending on anything. */

/** The first place where a text stops being a JSON Pointer: it starts with something else than `/`, or a `~` escapes nothing. */
const FAULT = /^[^/]|~(?![01])/

/**
 * Whether `value` is a JSON Pointer in its plain form, strictly: `""`, or `/` and a segment any number of times, with
 * `~` only as `~0` (for `~`) and `~1` (for `/`). The fragment form (`#/data`) is not one. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-3
 */
export function isPointer(value: unknown): value is string {
  return typeof value === 'string' && !FAULT.test(value)
}

/** Where `text` goes wrong, as an index; -1 if it is a JSON Pointer. */
export function faultIndex(text: string): number {
  return text.search(FAULT)
}
