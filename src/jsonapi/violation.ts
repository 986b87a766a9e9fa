/** One statement about a document, a catalog or a pointer that does not hold, as plain data. */

/** What a validator found: which rule, where, and what is wrong. */
export interface Violation {
  /** The rule's name, kebab-case, stable: `error-object-not-empty`. */
  readonly rule: string
  /** `error`: the specification says MUST. `warning`: it says SHOULD, or is silent and readers will stumble. */
  readonly level: 'error' | 'warning'
  /** Where in the validated value, as a JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** What is wrong and what would be right, for people. */
  readonly message: string
  /** Where the rule stands: a URL of the specification. */
  readonly see: string
}
