/** Makes the headers of an error response, and says what becomes of those that were set before the request failed. */
import { maskTokens } from '../failure/secrets.js'
import { isNegotiated, type Negotiated } from './negotiate.js'
import type { RespondOptions } from './options.js'
import { PAGE_POLICY } from './render/page.js'
import type { Thrown } from './thrown.js'

const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\x20-\x7e]+$/
/**
 * Headers about the connection and the length are up to whoever sends the response (RFC 9110, section 7.6.1; RFC 9113, section
 * 8.2.2).
 */
const SENDERS =
  /^(?:connection|content-length|http2-settings|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/

/** Headers that only requests have: a whole request might have been given for options. */
const REQUESTS = /^(?:(?:proxy-)?authorization|cookie|host)$/

type Headers = Map<string, string>

/** A response before it has headers. */
interface Facts {
  readonly status: number
  readonly requestId: string
  readonly negotiated: Negotiated
  /** The tag of the language that was chosen, where there was a choice. */
  readonly language: string | undefined
  readonly thrown: Thrown
  /** The texts that the request carried and that do not go back. */
  readonly secrets: readonly string[]
}

/** All headers but Content-Length, by their names in lower case; the response's own before those that options and errors add. */
export function headersOf(
  { status, requestId, negotiated, language, thrown, secrets }: Facts,
  options: RespondOptions,
): Record<string, string> {
  const { format, contentType } = negotiated
  const headers: Headers = new Map([
    ['content-type', contentType],
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
    ['x-request-id', requestId],
  ])
  const asked = isNegotiated(options) ? 'accept' : ''
  if (asked !== '') headers.set('vary', asked)
  if (language !== undefined) {
    headers.set('vary', asked === '' ? 'accept-language' : `${asked}, accept-language`)
    addHeaders(headers, { 'content-language': language })
  }
  if (format === 'text/html') headers.set('content-security-policy', PAGE_POLICY)
  const wait = secondsOf(thrown.retryAfter)
  if (wait !== undefined) headers.set('retry-after', wait)
  if (thrown.headers !== undefined) addHeaders(headers, thrown.headers, secrets)
  if (options.headers !== undefined) addHeaders(headers, options.headers)
  // RFC 9110, section 15.5.2: there has to be one; who knows no better says how the Reactor API is signed in to.
  if (status === 401) addHeaders(headers, { 'www-authenticate': options.authenticate })
  if (status === 401) addHeaders(headers, { 'www-authenticate': 'Bearer' })
  return Object.fromEntries(headers)
}

/** RFC 9110, section 10.2.3: whole seconds; to come back too early would be refused again. */
function secondsOf(milliseconds: number | undefined): string | undefined {
  const seconds = milliseconds !== undefined && milliseconds >= 0 ? Math.ceil(milliseconds / 1000) : undefined
  return Number.isSafeInteger(seconds) ? `${seconds}` : undefined
}

/** Adds those of `more` that HTTP can carry (RFC 9110, section 5) and that are not there yet, without `secrets`. */
function addHeaders(headers: Headers, more: Readonly<Record<string, unknown>>, secrets: readonly string[] = []): void {
  for (const [name, value] of Object.entries(more)) {
    const key = name.toLowerCase()
    const isResponses = NAME.test(name) && !SENDERS.test(key) && !REQUESTS.test(key)
    if (isResponses && typeof value === 'string' && VALUE.test(value) && !headers.has(key))
      headers.set(key, maskTokens(value, secrets))
  }
}

/** The headers that described what would have been sent. */
const bodyHeaders: readonly string[] = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-range',
  'etag',
  'expires',
  'last-modified',
  'trailer',
  'transfer-encoding',
]

/** The statuses that Retry-After goes with (RFC 9110, sections 10.2.3 and 15.5.14; RFC 6585, section 4). */
const WAITING: ReadonlySet<number> = new Set([413, 429, 503])

/** The headers that were meant for another response: they are taken away before an error of this status is sent. */
export const staleHeaders = (status: number): readonly string[] =>
  WAITING.has(status) ? bodyHeaders : [...bodyHeaders, 'retry-after']

/**
 * The headers of an error response, to be set beside those that `earlier` tells of by their names: an earlier `Vary` is added to
 * (RFC 9110, section 12.5.5), and an earlier `WWW-Authenticate`, by whoever refused the request, is left as it is.
 */
export function besideEarlier(
  headers: Readonly<Record<string, string>>,
  earlier: (name: string) => unknown,
): Record<string, string> {
  const all: Record<string, string> = { ...headers }
  if (earlier('www-authenticate')) delete all['www-authenticate']
  const vary = earlier('vary')
  if (vary === undefined || vary === null) return all
  const names = [String(vary), headers['vary'] ?? ''].join(',').split(',')
  const known = new Map(names.map((name) => [name.trim().toLowerCase(), name.trim()]))
  known.delete('')
  return { ...all, vary: [...known.values()].join(', ') }
}
