/** Takes secrets out of data that came over a transport: credentials by their looks, and those of the request by their value. */
import { detach } from './detach.js'
import { type HeadersLike, headerOf } from './headers.js'
import { redact } from './redact.js'

const MASK = '[redacted]'
const SECRET_NAME = /authorization|cookie|token|secret|password|passphrase|(?:api|private)[_-]?key/i

/**
 * The credentials of a request, as its answer might repeat them, longest first: those of its headers, and what the query of its
 * URL gives under the name of a secret. Those of fewer than 6 characters do not count: they would be found in any text.
 * Never throws: of what cannot be read there are none.
 */
export function secretsOf(headers: HeadersLike | undefined, url?: unknown): readonly string[] {
  try {
    const inUrl = String(url).match(/(?<=[?&][^=&#]*(?:token|secret|password|key)[^=&#]*=)[^&#]+/gi) ?? []
    return (
      ['authorization', 'proxy-authorization', 'cookie', 'x-api-key']
        .flatMap((name) => (headerOf(headers, name) ?? '').split(';'))
        // What follows `Bearer `, or `name=`.
        .map((text) => text.trim().replace(/^[^\s=]+[\s=]+(?=[^\s=])/, ''))
        .concat(inUrl)
        .filter((secret) => secret.length > 5)
        .sort((a, b) => b.length - a.length)
    )
  } catch {
    return []
  }
}

/**
 * A copy of plain data in which each of `secrets`, every credential and every query string gives way to `[redacted]`, and so
 * does whatever stands under the name of a secret.
 */
export function conceal<T>(data: T, secrets: readonly string[] = []): T {
  const concealed = detach(data, (value, key = '') => {
    if (SECRET_NAME.test(key)) return MASK
    if (typeof value !== 'string') return value
    return redact(secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value))
  })
  // Plain data stays what it is; only texts in it change.
  return concealed as T
}
