/** Says in a few words what a value is, for the messages of failed expectations. */
import { cutText } from '../failure/cut-text.js'
import { isJsonApiError } from '../failure/guard.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { isError } from '../failure/plain.js'
import { maskText } from '../failure/secrets.js'
import { visibleMessage } from '../jsonapi/visible.js'

const LONGEST = 200

/**
 * Describes `value`: an error by its name, codes and message, a text by its beginning. On one line, without secrets; never throws.
 */
export function describeValue(value: unknown): string {
  try {
    return visibleMessage(describe(value))
  } catch {
    return 'something that cannot be read' // A getter that throws, or a revoked proxy.
  }
}

function describe(value: unknown): string {
  if (isJsonApiError(value)) return describeJsonApiError(JsonApiError.from(value))
  if (value instanceof AggregateError) {
    const { errors } = value
    // Those in those in it are counted: it may hold itself.
    const told = errors
      .slice(0, 3)
      .map((each) => (each instanceof AggregateError ? countOf(each) : describeValue(each)))
    return `${countOf(value)}: ${told.join('; ')}`
  }
  if (isError(value)) return `${value.name}: ${cut(value.message)}`
  if (typeof value === 'string') return `the text ${JSON.stringify(cut(value))}`
  if (typeof value === 'function') return 'a function, which was not called'
  if (typeof value !== 'object' || value === null) return String(value)
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1)
  return kind === 'Promise' ? 'a promise, which was not awaited' : `a value of the kind ${cut(kind)}`
}

const countOf = ({ errors }: AggregateError): string => `an AggregateError of ${errors.length}`

function describeJsonApiError({ name, errors, message }: JsonApiError): string {
  const codes = errors.map(({ code }) => (code === undefined ? 'none' : cut(String(code))))
  const label = codes.length === 1 ? 'code' : 'codes'
  return `a ${name} with the ${label} ${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ', …' : ''}: ${message}`
}

const cut = (text: string): string => maskText(cutText(text, LONGEST))
