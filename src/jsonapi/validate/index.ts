/** The entry `reactor-errors/validate`: holds values against the rules of JSON:API, and says what breaks which rule. */
export type { Rule, Violation } from './rules.js'
export type { StandardIssue, StandardProps, StandardResult, Validator } from './validator.js'
export { isErrorDocument, rules, validateErrorDocument, validateErrorObject } from './validator.js'
export type { ValidateOptions } from './walk.js'
