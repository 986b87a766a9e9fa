/**
 * The entry `reactor-errors/from-standard-schema`: what Zod, Valibot or ArkType found wrong with a request, as error objects that
 * point to it.
 */
import type { ErrorObject } from '../../jsonapi/document.js'
import type { ReactorCodes } from '../../reactor/index.js'
import type { ValidationOptions } from './options.js'
import { partOf } from './place.js'
import { readIssue, type StandardIssue } from './standard-read.js'
import { errorsOf, listOf, type ViolationCode } from './violation.js'

export type {
  BodyOptions,
  MappingOptions,
  PartOptions,
  RenameOptions,
  ValidationOptions,
} from './options.js'
export { type ValidationCode, validationCodes } from './options.js'
export type { StandardIssue }

/** The issues of a validator, its result, or the error that it throws. */
export type StandardIssues =
  | readonly StandardIssue[]
  | { readonly issues?: readonly StandardIssue[] | undefined }
  | null
  | undefined

/**
 * Error objects for the issues of a validator that speaks Standard Schema: one per place and detail, in the validator’s order;
 * an empty list for none. `fromStandardSchema(schema['~standard'].validate(document), { document })`, once awaited, or with the
 * `issues` of what a validator’s own functions give.
 *
 * Places, codes and options are those of `fromAjv`: members that are too many are named one by one, what is missing is said of
 * the nearest ancestor that the document has. Of a union, where the validator tells its branches, only the one that came closest
 * is told. `detail` is the message of the issue without the value that was found, which Valibot and ArkType put there; of what is
 * called like a secret, it says that the value is not allowed, and not which ones are.
 *
 * Never throws for issues, whatever they are: of what cannot be read it is said that the whole is not valid. Throws for options:
 * a `TypeError` for those that do not say where the value stood, are not of their kind, or name a code that neither the dialect nor
 * `validationCodes` has; a `PointerSyntaxError` for `base` or `rename`.
 *
 * @see https://standardschema.dev
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function fromStandardSchema<Codes extends object = ReactorCodes>(
  issues: StandardIssues,
  options: ValidationOptions<Codes>,
): ErrorObject<ViolationCode<Codes>>[] {
  const part = partOf(options)
  const violations = listOf<StandardIssue>(issues, 'issues').flatMap((issue) => readIssue(issue, part))
  return errorsOf(violations, part, options)
}
