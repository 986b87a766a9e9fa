/** Takes secrets out of data that came over a transport: credentials by their looks, and those of the request by their value. */
import { detach } from './detach.js'
import { type HeadersLike, headerOf } from './headers.js'
import { redact } from './redact.js'

const MASK = '[redacted]'
const IN_QUERY = /(?<=[?&][^=&#]*(?:token|secret|password|key)[^=&#]*=)[^&#]+/gi
const SECRET_NAME = /authorization|cookie|token|secret|password|passphrase|(?:api|private)[_-]?key/i

/**
 * The credentials of a request, as its answer might repeat them, longest first: those of its headers, and what the query of its
 * URL gives under the name of a secret. Those of fewer than 6 characters do not count: they would be found in any text.
 * Never throws: of what cannot be read there are none.
 */
export function secretsOf(headers: HeadersLike | undefined, url?: unknown): readonly string[] {
  try {
    const address = String(url)
    // To look behind every `=` of an address takes longer than to see that it has no query.
    const inUrl = /[?&]/.test(address) ? address.match(IN_QUERY) : undefined
    return (
      ['authorization', 'proxy-authorization', 'cookie', 'x-api-key']
        .flatMap((name) => (headerOf(headers, name) ?? '').split(';'))
        // What follows `Bearer `, or `name=`.
        .map((text) => text.trim().replace(/^[^\s=]+[\s=]+(?=[^\s=])/, ''))
        .concat(inUrl ?? [])
        .filter((secret) => secret.length > 5)
        .sort((a, b) => b.length - a.length)
    )
  } catch {
    return []
  }
}

/**
 * Plain data in which each of `secrets`, every credential and every query string has given way to `[redacted]`, and so has
 * whatever stands under the name of a secret: `data` itself where there is nothing to mask, else a copy. Never throws.
 */
export function conceal<T>(data: T, secrets: readonly string[] = []): T {
  const mask = (text: string): string =>
    redact(secrets.reduce((left, secret) => (left.includes(secret) ? left.replaceAll(secret, MASK) : left), text))
  // To look is a quarter of the work of a copy, and nearly always all that there is to do.
  if (isClean(data, mask, new Map())) return data
  const concealed = detach(data, (value, key = '') => {
    if (SECRET_NAME.test(key)) return MASK
    return typeof value === 'string' ? mask(value) : value
  })
  // Plain data stays what it is; only texts in it change.
  return concealed as T
}

/** Whether nothing in `value` is to be masked, and all of it is plain. `known` says so of objects; no, while they are looked at. */
function isClean(value: unknown, mask: (text: string) => string, known: Map<object, boolean>): boolean {
  if (typeof value === 'string') return mask(value) === value
  if (typeof value !== 'object' || value === null) return true
  const before = known.get(value)
  if (before !== undefined) return before
  known.set(value, false)
  try {
    if (Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value)) return false
    for (const [key, member] of Object.entries(value)) {
      if (SECRET_NAME.test(key) || !isClean(member, mask, known)) return false
    }
  } catch {
    return false // A getter that throws, a revoked proxy, or more levels than there is stack for.
  }
  known.set(value, true)
  return true
}
