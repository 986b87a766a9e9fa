/** Writes the body of an answer in the format that was chosen. */
import { toProblem } from '../dialect/problem.js'
import { labelsOf } from '../explain/labels.js'
import type { Language } from '../explain/language.js'
import type { ErrorObject } from '../jsonapi/document.js'
import type { Catalog, ResponseFormat } from './options.js'
import { page } from './page.js'
import { plainText } from './plain-text.js'
import { readable } from './readable.js'

/** What is written. */
export interface Content {
  readonly status: number
  /** As they are sent. */
  readonly errors: readonly ErrorObject[]
  /** How many more there were. */
  readonly omitted: number
  readonly requestId: string
  readonly language: Language
  readonly dialect: Catalog | undefined
}

/** The body, as text. */
export function bodyOf(
  format: ResponseFormat,
  { status, errors, omitted, requestId, language, dialect }: Content,
): string {
  if (format === 'application/vnd.api+json') {
    return JSON.stringify(omitted > 0 ? { errors, meta: { omitted_errors: omitted } } : { errors })
  }
  // Its status has to be that of the answer (RFC 9457, section 3.1.2).
  if (format === 'application/problem+json') return JSON.stringify({ ...toProblem(errors), status })
  const words = errors.map((error) => readable(error, language, dialect))
  const write = format === 'text/html' ? page : plainText
  return write(status, words, requestId, labelsOf(language))
}
