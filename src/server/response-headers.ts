/** Makes the headers of an answer. */
import type { Caught } from './caught.js'
import { isNegotiated, type Negotiated } from './negotiate.js'
import type { RespondOptions } from './options.js'
import { PAGE_POLICY } from './page.js'

const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\x20-\x7e]+$/
/** What is said of the connection and the length is up to who sends the answer (RFC 9110, section 7.6.1; RFC 9113, section 8.2.2). */
const SENDERS =
  /^(?:connection|content-length|http2-settings|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/

type Headers = Record<string, string>

/** What is known of an answer before it has headers. */
interface Facts {
  readonly status: number
  readonly requestId: string
  readonly negotiated: Negotiated
  /** The tag of the language that was chosen, where there was a choice. */
  readonly language: string | undefined
  readonly caught: Caught
}

/** All headers but Content-Length, by their names in lower case; their own before those that options and errors add. */
export function headersOf(
  { status, requestId, negotiated, language, caught }: Facts,
  options: RespondOptions,
): Headers {
  const { format, contentType } = negotiated
  const { retryAfter } = caught
  const headers: Headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  }
  const asked = isNegotiated(options) ? 'accept' : ''
  if (asked !== '') headers['vary'] = asked
  if (language !== undefined) {
    headers['vary'] = asked === '' ? 'accept-language' : `${asked}, accept-language`
    addHeaders(headers, { 'content-language': language })
  }
  if (format === 'text/html') headers['content-security-policy'] = PAGE_POLICY
  // RFC 9110, section 10.2.3: whole seconds; to come back too early would be refused again.
  const seconds = retryAfter !== undefined && retryAfter >= 0 ? Math.ceil(retryAfter / 1000) : undefined
  if (Number.isSafeInteger(seconds)) headers['retry-after'] = `${seconds}`
  if (status === 401) addHeaders(headers, { 'www-authenticate': options.authenticate })
  if (caught.headers !== undefined) addHeaders(headers, caught.headers)
  if (options.headers !== undefined) addHeaders(headers, options.headers)
  return headers
}

/** Adds those of `more` that HTTP can carry (RFC 9110, section 5) and that are not there yet. */
function addHeaders(headers: Headers, more: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(more)) {
    const key = name.toLowerCase()
    const isSendable = NAME.test(name) && !SENDERS.test(key) && typeof value === 'string' && VALUE.test(value)
    if (isSendable && !Object.hasOwn(headers, key)) headers[key] = value
  }
}
