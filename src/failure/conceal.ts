/** Takes secrets out of data that came over a transport: credentials by their looks, and those of the request by their value. */

import { type HeadersLike, headerOf } from './headers.js'
import { toPlain } from './plain.js'
import { redact } from './redact.js'

const MASK = '[redacted]'
const IN_QUERY = /(?<=[?&][^=&#]*(?:token|secret|password|key)[^=&#]*=)[^&#]+/gi
const SECRET_NAME = /authorization|cookie|token|secret|password|passphrase|(?:api|private)[_-]?key/i

const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key']

/**
 * The credentials of a request, as its answer might repeat them, longest first: those of its headers, and what the query of its
 * URL gives under the name of a secret. Those of fewer than 6 characters do not count: they would be found in any text.
 * Never throws: of what cannot be read there are none.
 */
export function secretsOf(headers: HeadersLike | undefined, url?: unknown): readonly string[] {
  try {
    const found: string[] = []
    if (headers !== undefined) for (const name of CREDENTIALS) found.push(...credentialsIn(headerOf(headers, name)))
    const address = String(url)
    // To look behind every `=` of an address takes longer than to see that it has no query.
    if (/[?&]/.test(address)) found.push(...(address.match(IN_QUERY) ?? []))
    return found.filter((secret) => secret.length > 5).sort((a, b) => b.length - a.length)
  } catch {
    return []
  }
}

/** What follows `Bearer `, or `name=`, in each part of a header. */
function credentialsIn(header = ''): readonly string[] {
  return header === '' ? [] : header.split(';').map((text) => text.trim().replace(/^[^\s=]+[\s=]+(?=[^\s=])/, ''))
}

/**
 * Plain data in which each of `secrets`, every credential and every query string has given way to `[redacted]`, and so has
 * whatever stands under the name of a secret: `data` itself where there is nothing to mask, else a copy. Never throws.
 */
export function conceal<T>(data: T, secrets: readonly string[] = []): T {
  const mask = (text: string): string =>
    redact(secrets.reduce((left, secret) => (left.includes(secret) ? left.replaceAll(secret, MASK) : left), text))
  // To look is a quarter of the work of a copy, and nearly always all that there is to do.
  if (isClean(data, mask)) return data
  const concealed = toPlain(data, (value, key = '') => {
    if (SECRET_NAME.test(key)) return MASK
    return typeof value === 'string' ? mask(value) : value
  })
  // Plain data stays what it is; only texts in it change.
  return concealed as T
}

/** Past so many values a copy is made unseen: whatever refers to itself is among them, and needs no memory of where it was. */
const MOST_VALUES = 5000

/** Whether nothing in `data` is to be masked, and all of it is plain. */
function isClean(data: unknown, mask: (text: string) => string): boolean {
  let looked = 0
  const look = (value: unknown): boolean => {
    if (typeof value === 'string') return mask(value) === value
    if (typeof value !== 'object' || value === null) return true
    looked += 1
    if (looked > MOST_VALUES || (Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value)))
      return false
    for (const [key, member] of Object.entries(value)) {
      if (SECRET_NAME.test(key) || !look(member)) return false
    }
    return true
  }
  try {
    return look(data)
  } catch {
    return false // A getter that throws, a revoked proxy, or more levels than there is stack for.
  }
}
