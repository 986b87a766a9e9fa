/** Validates the document in an answer, and finds the line and column of everything that is wrong with it. */

import { parseJson, syntaxProblem } from '../input/json-text.js'
import type { Problem } from '../input/problem.js'
import type { Answer, Unanswered } from '../input/responses.js'
import { openSource } from '../input/source-places.js'
import { validateCatalog, validateErrorDocument } from '../jsonapi/validate/index.js'
import type { Violation } from '../jsonapi/violation.js'

/** What to check against. */
export interface Rules {
  /** The version of JSON:API; default: 1.1. */
  readonly spec?: '1.0' | '1.1'
  /** Take every document for a catalog of codes. */
  readonly catalog?: boolean
}

/** A finding, and where in the input it stands. */
export interface LocatedViolation extends Violation {
  readonly line: number
  readonly column: number
}

const HAR: Problem = { kind: 'problem', message: 'is a HAR file, not a document; decode can read it' }

/** The findings of a document in the order of their places; a problem where it is no document. */
export function findInText(answer: Answer | Unanswered, rules: Rules): readonly LocatedViolation[] | Problem {
  if (answer.kind === 'unanswered' || answer.text === undefined) return HAR
  const { text, line, base, body } = answer
  const parsed = parseJson(text)
  const source = openSource('', text, line)
  if (parsed === undefined || source === undefined) return syntaxProblem(text, line)
  const document = base === '' ? parsed.value : body
  const { spec = '1.1', catalog = isCatalog(document) } = rules
  const findings = catalog ? validateCatalog(document) : validateErrorDocument(document, { version: spec })
  return findings
    .map((finding) => {
      const place = source.locate(base + finding.pointer)
      return { ...finding, line: place.line, column: place.column }
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/** Whether a document says that it is a catalog of codes, or has the members of one. */
function isCatalog(document: unknown): boolean {
  if (typeof document !== 'object' || document === null) return false
  const has = (name: string) => Object.hasOwn(document, name)
  return has('codes') && !has('errors') && !has('data')
}
