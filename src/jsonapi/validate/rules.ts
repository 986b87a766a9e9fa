/** Rules, their violations, and every rule that says more than the kind of one member: one sentence, one link each. */

/** One statement that documents and error objects are held against. */
export interface Rule {
  /** Kebab-case, stable; the `rule` of violations. */
  readonly name: string
  /** `error`: the specification says MUST. `warning`: it says SHOULD, or is silent and readers will stumble. */
  readonly level: 'error' | 'warning'
  /** Where the rule stands: a URL of the specification. */
  readonly see: string
  /** The sentence that holds where the rule is kept, in our own words. */
  readonly statement: string
}

/** A broken rule: which one, where, and what stands there. Plain data. */
export interface Violation {
  /** The rule's name, kebab-case, stable: `error-object-not-empty`. */
  readonly rule: string
  /** `error`: the specification says MUST. `warning`: it says SHOULD, or is silent and readers will stumble. */
  readonly level: 'error' | 'warning'
  /** Where in the validated value, as a JSON Pointer (RFC 6901). */
  readonly pointer: string
  /** Says what stands there, and the rule, for people. Holds no text of the value but the names in `pointer`. */
  readonly message: string
  /** Where the rule stands: a URL of the specification, in the version that was validated against. */
  readonly see: string
}

/** All rules, in the order in which they were made. */
export const made: Rule[] = []

/** Makes a rule that MUST be kept. `see` is an anchor of the specification (default: that of error objects) or an address. */
export function must(name: string, statement: string, see = 'error-objects', level: Rule['level'] = 'error'): Rule {
  const address = see.includes('/') ? see : `https://jsonapi.org/format/1.1/#${see}`
  const rule: Rule = Object.freeze({ name, level, see: address, statement })
  made.push(rule)
  return rule
}

function should(name: string, statement: string, see?: string): Rule {
  return must(name, statement, see, 'warning')
}

export const READABLE: Rule = must('readable', 'All of a document can be read.', 'document-structure')
export const ALL_LISTED: Rule = should('all-listed', 'All violations fit on the list.', 'document-structure')
export const KNOWN_MEMBER: Rule = must(
  'known-member',
  'Objects have only members that the specification names; since 1.1 also @-members and those of extensions.',
  'document-structure',
)

export const DOCUMENT: Rule = must('document', 'A document is an object.', 'document-top-level')
export const ERRORS_WITHOUT_DATA: Rule = must(
  'errors-without-data',
  '`errors` and `data` exclude each other.',
  'document-top-level',
)
export const INCLUDED_WITH_DATA: Rule = must('included-with-data', '`included` goes with `data`.', 'document-top-level')
export const ERRORS_GIVEN: Rule = must('errors-given', 'An error document has `errors`.', 'document-top-level')

export const META: Rule = must('meta', 'A `meta` is an object.', 'document-meta')
export const LINK: Rule = must(
  'link',
  'A link is a URI-reference, a link object or null (1.0: only in pagination).',
  'document-links',
)
export const HREF_GIVEN: Rule = must('href-given', 'A link object has an `href`.', 'document-links-link-object')

export const MEMBER_NAME: Rule = must(
  'member-name',
  'A member name has letters, digits and non-ASCII characters; between them also "-", "_" and spaces.',
  'document-member-names',
)
export const MEMBER_NAME_PORTABLE: Rule = should(
  'member-name-portable',
  'A member name is ASCII without spaces.',
  'document-member-names',
)
export const EXTENSION_MEMBER: Rule = must(
  'extension-member',
  'A member of an extension is named by letters and digits, ":" and a member name.',
  'extension-members',
)
export const EXTENSION_APPLIED: Rule = must(
  'extension-applied',
  'Only applied extensions have members.',
  'extension-members',
)

export const ERRORS_NOT_EMPTY: Rule = should('errors-not-empty', '`errors` has an error object.')
export const ERROR: Rule = must('error', 'An error object is an object.')
export const ERROR_NOT_EMPTY: Rule = must(
  'error-not-empty',
  'An error object has a member that the specification names.',
)
export const ERROR_ID: Rule = should('error-id', '`error.id` is a string.')
export const ERROR_ID_UNIQUE: Rule = should('error-id-unique', 'An `id` is that of one error object.')
export const ERROR_STATUS_GIVEN: Rule = should('error-status-given', 'An error object has a `status`.')
export const ERROR_STATUS_HTTP: Rule = should('error-status-http', 'A `status` is one from "400" to "599".')
export const ERROR_TITLE_STABLE: Rule = should('error-title-stable', 'Error objects of one `code` have one `title`.')
export const SOURCE_NOT_EMPTY: Rule = should(
  'source-not-empty',
  'A `source` has a `pointer`, a `parameter` or a `header`.',
)

export const ATOMIC_WITHOUT_ERRORS: Rule = must(
  'atomic-without-errors',
  '`atomic:operations`, `atomic:results` and `errors` exclude one another.',
  'https://jsonapi.org/ext/atomic/#document-structure',
)
export const ATOMIC_POINTER: Rule = should(
  'atomic-pointer',
  'An error of an operation has a `source` with a `pointer`.',
  'https://jsonapi.org/ext/atomic/#processing-errors',
)
