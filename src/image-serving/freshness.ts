/** How long answers stay fresh, and the headers that say so. */
import type { Attributes } from './attributes.js'
import type { RequestType } from './request-types.js'

/** How long an answer to a kind of request stays fresh, in hours; 0: not at all; -1: forever (references of the expirations). */
export function hoursFresh({ freshness }: RequestType, attributes: Attributes): number {
  return freshness === 'never' ? 0 : attributes[freshness]
}

/** Caches take a year for forever (RFC 9111, section 5.2.2.1 has no word for it). */
const FOREVER = 31_536_000

/**
 * The headers of an answer that caches may keep for so many hours; 0, as for every error: they are not to keep it at all. That errors
 * are never kept is documented (reference of `catalog::Expiration`), the header that says so is a reading. Browsers are not to take
 * an answer for anything but what it is.
 */
export function responseHeaders(contentType: string, hours: number): Readonly<Record<string, string>> {
  const seconds = hours < 0 ? FOREVER : Math.min(FOREVER, Math.round(hours * 3_600))
  return {
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
    'cache-control': seconds === 0 ? 'no-store' : `max-age=${seconds}`,
  }
}
