/** Writes the body of a response in the format that was chosen. */
import { toProblem } from '../../dialect/problem.js'
import { type Labels, labelsOf } from '../../explain/labels.js'
import type { Language } from '../../explain/language.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import type { Catalog, ResponseFormat } from '../options.js'
import { page } from './page.js'
import { type Readable, readable } from './words.js'

/** The body, and what its headers say of it. */
export interface Content {
  readonly status: number
  /** As they are sent. */
  readonly errors: readonly ErrorObject[]
  /** The same, each as JSON. */
  readonly texts: readonly string[]
  /** How many more there were. */
  readonly omitted: number
  readonly requestId: string
  readonly language: Language
  readonly dialect: Catalog | undefined
}

/** The body, as text. */
export function bodyOf(format: ResponseFormat, content: Content): string {
  const { status, errors, texts, omitted, requestId, language, dialect } = content
  if (format === 'application/vnd.api+json' || format === 'application/json') {
    const meta = omitted > 0 ? `,"meta":{"omitted_errors":${omitted}}` : ''
    return `{"errors":[${texts.join(',')}]${meta}}`
  }
  // Its status has to be that of the response (RFC 9457, section 3.1.2).
  if (format === 'application/problem+json') return JSON.stringify({ ...toProblem(errors), status })
  const words = errors.map((error) => readable(error, language, dialect))
  const write = format === 'text/html' ? page : plainText
  return write(status, words, requestId, labelsOf(language))
}

/** For people who look at it in a terminal: the errors one after the other; at the end the request id. */
function plainText(status: number, errors: readonly Readable[], requestId: string, { words }: Labels): string {
  const paragraphs = errors.map(({ title, detail, place, remedy }) =>
    [title, detail, place && `${words.at}: ${place}`, remedy].filter(Boolean).join('\n'),
  )
  return `${[`${words.status} ${status}`, ...paragraphs, `${words['request-id']}: ${requestId}`].join('\n\n')}\n`
}
