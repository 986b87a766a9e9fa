/** Makes a failure of answers that speak no language of errors: other JSON, text, HTML, nothing, or a body cut off half way. */

import type { Failure, Format } from '../../failure/failure.js'
import { defined, isRecord } from '../../failure/plain.js'
import { mask, maskText } from '../../failure/secrets.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { immediateFailure, type ReadContext } from '../reader.js'

const LONGEST = 300
const TITLES: Readonly<Record<string, string>> = {
  empty: 'Empty Answer',
  html: 'HTML Instead Of JSON',
  malformed: 'Malformed JSON',
  text: 'Text Instead Of JSON',
}

function snippet(text: string): string {
  const line = maskText(text.slice(0, 4 * LONGEST))
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** The text between `<name…>` and `</name>`, found without a regular expression that a hostile page could make slow. */
function elementText(html: string, name: string): string | undefined {
  const lower = html.slice(0, 65_536).toLowerCase()
  const open = lower.indexOf(`<${name}`)
  const start = open < 0 ? -1 : lower.indexOf('>', open)
  const end = start < 0 ? -1 : lower.indexOf(`</${name}`, start)
  if (end < 0) return undefined
  return snippet(html.slice(start + 1, end).replace(/<[^<>]*>/g, ' ')) || undefined
}

function formatOf(body: unknown): Format {
  if (typeof body !== 'string') return 'json'
  const start = body.trimStart()
  if (start === '') return 'empty'
  if (start.startsWith('<')) return 'html'
  return start.startsWith('{') || start.startsWith('[') ? 'malformed' : 'text'
}

function detailOf(body: unknown, format: Format): string | undefined {
  if (typeof body === 'string') {
    if (format === 'html') return elementText(body, 'title') ?? elementText(body, 'h1')
    return format === 'text' ? snippet(body) : undefined
  }
  if (!isRecord(body)) return undefined
  const said = body['detail'] ?? body['message'] ?? body['error_message'] ?? body['error'] ?? body['description']
  return typeof said === 'string' ? snippet(said) : isRecord(said) ? detailOf(said, format) : undefined
}

const isFailed = (format: Format, status: number | undefined): boolean =>
  (status !== undefined && status >= 400) ||
  format === 'html' ||
  format === 'malformed' ||
  (format === 'text' && status === undefined)

/**
 * The last resort, which recognises every body. It failed when the status says so, and whatever the status when the body is
 * HTML or broken JSON: no API that this reader serves answers so on purpose. Text without a known status failed, too.
 */
export function readOpaque(body: unknown, context: ReadContext): Failure[] {
  const { status } = context
  const format = formatOf(body)
  if (!isFailed(format, status)) return []
  const detail = detailOf(body, format)
  const received = receivedOf(body, format)
  const code = isRecord(body) && typeof body['code'] === 'string' ? body['code'] : undefined
  const title = (status === undefined ? undefined : reasonPhrase(status)) ?? TITLES[format]
  const error = defined<ErrorObject>({
    status: status?.toString(),
    code,
    title: title ?? 'Request Failed',
    detail,
    meta: received === undefined ? undefined : { received },
  })
  return [immediateFailure({ errors: [error] }, format, context)]
}

/** What there is to see in a body whose text is not the detail. */
function receivedOf(body: unknown, format: Format): unknown {
  if (typeof body === 'string') return format === 'malformed' ? snippet(body) : undefined
  // A service that echoes the request echoes its headers.
  return body === null || (typeof body === 'object' && Object.keys(body).length === 0) ? undefined : mask(body)
}
