/** The entry `reactor-errors/from-ajv`: what Ajv found wrong with a request, as error objects that point to it. */
import type { ErrorObject } from '../../jsonapi/document.js'
import type { ReactorCodes } from '../../reactor/index.js'
import { type AjvError, hasUnions, readAjvError } from './ajv-read.js'
import { reduced } from './ajv-unions.js'
import type { ValidationOptions } from './options.js'
import { partOf } from './place.js'
import { errorsOf, listOf, type ViolationCode } from './violation.js'

export type {
  BodyOptions,
  MappingOptions,
  PartOptions,
  RenameOptions,
  ValidationOptions,
} from './options.js'
export { type ValidationCode, validationCodes } from './options.js'
export type { AjvError }

/** The list that Ajv leaves on `validate.errors`, or the error that an `$async` schema throws. */
export type AjvErrors = readonly AjvError[] | { readonly errors: readonly AjvError[] } | null | undefined

/**
 * Error objects for what Ajv (6 to 8, any draft, JSON Type Definition, with `allErrors` or without) found: one per place and
 * detail, in Ajv's order; an empty list for none.
 *
 * `fromAjv(validate.errors, { document })` points into `document`, the parsed body of the request: at the value at fault, at a
 * member that is too many by its name, at the nearest ancestor of what is missing. With `in: 'query'` or `in: 'headers'` the
 * errors name the parameter (`page[size]`) or the header. Of `oneOf` and `anyOf` only the branch is told that came closest: one
 * that takes the value for another type, or asks for another value of a tag (a `const`, or whatever is called `type`), is farther
 * than one that does not; then the one with fewer errors is closer, then the one with the deeper error; branches that are alike
 * are told in one error. What a branch says by `$ref` is told apart from others by what Ajv says of it, which is not everything.
 *
 * `detail` says in English what is wrong and what is allowed, and repeats no value of the request, nor what is allowed where the
 * name of the place is that of a secret. Errors of keywords that are not of JSON Schema have their own message as detail.
 *
 * Never throws for errors, whatever they are: of what cannot be read it is said that the whole is not valid. Throws for options:
 * a `TypeError` for those that do not say where the value stood, are not of their kind, or name a code that neither the dialect nor
 * `validationCodes` has; a `PointerSyntaxError` for `base` or `rename`.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 * @see https://ajv.js.org/api.html#validation-errors
 */
export function fromAjv<Codes extends object = ReactorCodes>(
  errors: AjvErrors,
  options: ValidationOptions<Codes>,
): ErrorObject<ViolationCode<Codes>>[] {
  const part = partOf(options)
  const list = listOf<AjvError>(errors, 'errors')
  const withUnions = hasUnions(list)
  const violations = list.map((error) => readAjvError(error, part, withUnions))
  return errorsOf(withUnions ? reduced(violations) : violations, part, options)
}
