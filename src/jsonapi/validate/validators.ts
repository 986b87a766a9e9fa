/** The validators, and the list of what they hold values against. */
import type { ErrorDocument, ErrorObject } from '../document.js'
import { catalog } from './catalog.generated.js'
import { errorDocument } from './error-document.js'
import { errorObject } from './error-object.js'
import { made, type Rule } from './rules.js'
import { type Validator, validator } from './validator.js'
import type { ValidateOptions } from './walk.js'

/** Every rule that a finding can name, frozen: first those of whole objects, then those of single members. */
export const rules: readonly Rule[] = Object.freeze(made)

/**
 * Finds what is wrong with one error object, a value as `JSON.parse` gives it: https://jsonapi.org/format/1.1/#error-objects
 *
 * Takes the value and options; gives findings with pointers into the value, in its order, none if nothing is wrong. Never throws.
 */
export const validateErrorObject: Validator<ErrorObject> = validator(errorObject)

/**
 * Finds what is wrong with a document that is to report errors, a value as `JSON.parse` gives it:
 * https://jsonapi.org/format/1.1/#document-top-level
 *
 * Takes the value and options; gives findings with pointers into the value, in its order, none if nothing is wrong. Never throws.
 */
export const validateErrorDocument: Validator<ErrorDocument> = validator(errorDocument)

/**
 * Finds what is wrong with a catalog of codes, a value as `JSON.parse` gives it, by `reactor-errors/schemas/codes.schema.json`.
 *
 * Takes the value; gives findings with pointers into the value, in its order, none if nothing is wrong. Never throws.
 */
export const validateCatalog: Validator<Readonly<Record<string, unknown>>> = validator(catalog)

/** Whether `value` is a document that reports errors as the specification says it MUST: no findings of level `error`. Never throws. */
export function isErrorDocument(value: unknown, options?: ValidateOptions): value is ErrorDocument {
  return validateErrorDocument(value, options).every(({ level }) => level !== 'error')
}
