/** Says what becomes of the headers that were set for an answer before it failed. */
import type { ErrorResponse } from './options.js'

/** The headers that described what would have been sent. */
export const bodyHeaders: readonly string[] = [
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

/** The headers of an answer, with what an earlier `Vary` says added to theirs (RFC 9110, section 12.5.5). */
export function withVary(headers: ErrorResponse['headers'], earlier: unknown): Record<string, string> {
  if (earlier === undefined || earlier === null) return headers
  const names = [String(earlier), headers['vary'] ?? ''].join(',').split(',')
  const known = new Map(names.map((name) => [name.trim().toLowerCase(), name.trim()]))
  known.delete('')
  return { ...headers, vary: [...known.values()].join(', ') }
}
