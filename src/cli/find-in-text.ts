/** Validates the document in an answer, and finds the line and column of everything that is wrong with it. */

import { parseJson, syntaxProblem } from '../input/json-text.js'
import type { Problem } from '../input/problem.js'
import type { Answer, Unanswered } from '../input/responses.js'
import { openSource } from '../input/source-places.js'
import type { Violation } from '../jsonapi/validate/index.js'
import { validateErrorDocument } from '../jsonapi/validate/index.js'

/** What to check against. */
export interface Rules {
  /** The version of JSON:API; default: 1.1. */
  readonly spec?: '1.0' | '1.1'
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
  const findings = validateErrorDocument(document, { version: rules.spec ?? '1.1' })
  return findings
    .map((finding) => {
      const place = source.locate(base + finding.pointer)
      return { ...finding, line: place.line, column: place.column }
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
