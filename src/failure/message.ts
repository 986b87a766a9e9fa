/** The one line that stands for a failure in logs and stack traces. */
import type { ErrorObject } from '../jsonapi/document.js'
import type { Failure } from './failure.js'
import { redact } from './redact.js'

const LONGEST = 500

/** A part of the message, cut and without secrets. */
function part(text: string): string {
  return redact(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
}

function placeOf({ source }: ErrorObject): string {
  if (source?.pointer === '') return ' (at the whole document)'
  if (typeof source?.pointer === 'string') return ` (at ${part(source.pointer)})`
  if (typeof source?.parameter === 'string') return ` (in parameter ${part(source.parameter)})`
  return typeof source?.header === 'string' ? ` (in header ${part(source.header)})` : ''
}

/**
 * `[code] title: detail (at pointer)` of the first error, then whose failure it was and how many more errors there are.
 * Holds no URL query, header value or token; each part of it is cut at 500 characters.
 */
export function messageOf(failure: Failure): string {
  try {
    return compose(failure)
  } catch {
    return 'An error that cannot be read' // A getter that throws, or a revoked proxy.
  }
}

function compose({ errors, status, resource }: Failure): string {
  const error = errors[0]
  const label = error.code ?? error.status ?? status
  const { title, detail } = error
  const said = title === detail || detail === undefined ? '' : part(detail)
  const text = !title ? said : said === '' ? part(title) : `${part(title)}: ${said}`
  const head = label === undefined ? '' : `[${part(String(label))}] `
  const whose = resource === undefined ? '' : ` (${part(`${resource.type} ${resource.id}`)})`
  const more = errors.length === 1 ? '' : `, and ${errors.length - 1} more`
  return `${head}${text || 'No reason given'}${placeOf(error)}${whose}${more}`
}
