/** The entry `reactor-errors/validate`: holds values against the rules of JSON:API, and says what breaks which rule. */
export type { Violation } from '../violation.js'
export type { Rule } from './rules.js'
export type { StandardIssue, StandardProps, StandardResult } from './standard.js'
export type { Validator } from './validator.js'
export { isErrorDocument, rules, validateCatalog, validateErrorDocument, validateErrorObject } from './validators.js'
export type { ValidateOptions } from './walk.js'
