/** Tells the errors of this package from everything else, without the class itself, so that a bundle of it alone stays small. */
import { dialectOf } from './brand.js'
import type { JsonApiError } from './json-api-error.js'

/**
 * Whether `value` is a `JsonApiError` of any dialect. Takes anything, never throws, and recognises errors that another copy of
 * this package made: the mark is a registered symbol (`Symbol.for`), which neither JSON nor a class of the same name can carry.
 * Whatever else in this process bears the mark is recognised as well: `JsonApiError.from` checks every member of it.
 */
export function isJsonApiError(value: unknown): value is JsonApiError {
  return dialectOf(value) !== undefined
}
