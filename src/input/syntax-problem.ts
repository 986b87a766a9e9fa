/** Says in which line and column JSON text goes wrong, and how. */
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser'
import { indexLines, type LinePlace } from '../jsonapi/text.js'
import type { Problem } from './problem.js'

/** By the errors that can be the first in a text, and before its end. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that JSON does not know',
  PropertyNameExpected: 'the name of a member, in double quotes, is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  EndOfFileExpected: 'more text after the end of the document (several documents go one per line)',
  InvalidCommentToken: 'a comment',
  UnexpectedEndOfString: 'a string that does not end',
  UnexpectedEndOfNumber: 'a number that does not end',
  InvalidUnicode: 'an escape that is not of the form \\u0000',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a control character inside a string',
}

/** Why `text`, which begins at `place` of its input, is not JSON. */
export function syntaxProblem(text: string, { line, column }: LinePlace): Problem {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    // Nested too deeply for the parser that knows places; the text is still not JSON.
  }
  const [first] = errors
  if (first === undefined) return { kind: 'problem', message: 'not valid JSON', line, column }
  const end = text.trimEnd().length
  const what = first.offset >= end ? 'it breaks off' : MESSAGES[printParseErrorCode(first.error)]
  const place = indexLines(text, line).placeOf(Math.min(first.offset, end))
  return {
    kind: 'problem',
    message: `not valid JSON: ${what}`,
    line: place.line,
    column: place.line === line ? place.column + column - 1 : place.column,
  }
}
