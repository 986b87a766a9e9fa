/** The validators, as functions and as schemas (https://standardschema.dev), and the list of what they hold values against. */
import type { ErrorDocument, ErrorObject } from '../document.js'
import { segmentsOf } from '../pointer-syntax.js'
import { errorDocument, errorObject } from './document.js'
import { checkKind, type Kind } from './kind.js'
import { made, READABLE, type Rule, type Violation } from './rules.js'
import { startWalk, type ValidateOptions, violationsOf } from './walk.js'

/** One defect of a value, as Standard Schema tells it. */
export interface StandardIssue {
  readonly message: string
  /** The names of members and the indices of elements that lead to it, as strings. */
  readonly path: readonly string[]
}

/** The value as it was given, or the issues with it; never both. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** The member `~standard` of a schema. */
export interface StandardProps<Output> {
  readonly version: 1
  readonly vendor: string
  /** Validates by the default options; never throws. */
  readonly validate: (value: unknown) => StandardResult<Output>
  /** Only there for the compiler. */
  readonly types?: { readonly input: unknown; readonly output: Output } | undefined
}

/** The interface for the validator `validate`, after which a value without violations of level `error` is an `Output`. */
function standardProps<Output>(validate: (value: unknown) => readonly Violation[]): StandardProps<Output> {
  return {
    version: 1,
    vendor: 'reactor-errors',
    validate: (value) => {
      const issues = validate(value)
        .filter(({ level }) => level === 'error')
        .map(({ message, pointer }) => ({ message, path: segmentsOf(pointer) }))
      // A document without violations is of that type.
      return issues.length > 0 ? { issues } : { value: value as Output }
    },
  }
}

/** Finds what is wrong with a value; never throws. Also a schema as Standard Schema wants it. */
export interface Validator<Output> {
  (value: unknown, options?: ValidateOptions): Violation[]
  /** The Standard Schema interface, version 1, whose issues are the violations of level `error`: https://standardschema.dev */
  readonly '~standard': StandardProps<Output>
}

/** The validator of values that are to be of that kind. */
function validator<Output>(kind: Kind): Validator<Output> {
  const validate = (value: unknown, options?: ValidateOptions): Violation[] => {
    const walk = startWalk(options)
    checkKind(walk, '', value, kind, READABLE)
    return violationsOf(walk)
  }
  return Object.assign(validate, { '~standard': standardProps<Output>(validate) })
}

/** Every rule that a violation can name, frozen: first those of whole objects, then those of single members. */
export const rules: readonly Rule[] = Object.freeze(made)

/**
 * Finds what is wrong with one error object, a value as `JSON.parse` gives it: https://jsonapi.org/format/1.1/#error-objects
 *
 * Takes the value and options; gives violations with pointers into the value, in its order, none if nothing is wrong. Never throws.
 */
export const validateErrorObject: Validator<ErrorObject> = validator(errorObject)

/**
 * Finds what is wrong with a document that is to report errors, a value as `JSON.parse` gives it:
 * https://jsonapi.org/format/1.1/#document-top-level
 *
 * Takes the value and options; gives violations with pointers into the value, in its order, none if nothing is wrong. Never throws.
 */
export const validateErrorDocument: Validator<ErrorDocument> = validator(errorDocument)

/**
 * Whether `value` is a document that reports errors as the specification says it MUST: no violations of level `error`. Never
 * throws.
 */
export function isErrorDocument(value: unknown, options?: ValidateOptions): value is ErrorDocument {
  return validateErrorDocument(value, options).every(({ level }) => level !== 'error')
}
