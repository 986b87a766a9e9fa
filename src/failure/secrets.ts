/** Knows what a secret is, and takes it out of texts and data: those of a request by their value, all others by their looks. */
import { type HeadersLike, headerOf } from './headers.js'
import { isError, toPlain } from './plain.js'

// The credential of an Authorization header; a JSON Web Token; the user of a URL; its query string, or that of a path;
// `token=…` and its like, save for what parsers say of the tokens of a language. No part can start again inside what it has tried, so that all of it takes linear time.
const SECRET =
  /\b(Bearer|Basic)\s+(?!(?:tokens?|auth\w*|scheme|realm)\b)[\w.~+/-]+=*|\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}|(?<=:\/\/)[^\s/?#@"'<>]+(?=@)|\?(?<=:\/\/[^\s?"'<>]*\?)[^\s"'<>)]+|\?[^\s"'<>()?=]+=[^\s"'<>)]*|(?<!unexpected )(token|secret|password|passphrase|api[_-]?key)(["']?\s?[=:]\s?["']?)[^\s"'&,;<>]+/gi

// What every secret has in it: telling that a text has nothing of it takes a tenth of the time of looking for all of them.
const SUSPECT = /[?=:@]|eyJ|bearer|basic/i

/** `text` with every credential, JSON Web Token and query string in it replaced by `[redacted]`. */
export function maskText(text: string): string {
  if (!SUSPECT.test(text)) return text
  return text.replace(SECRET, (_match, scheme?: string, name?: string, sign?: string) => {
    if (scheme !== undefined) return `${scheme} [redacted]`
    return name === undefined ? '[redacted]' : `${name}${sign}[redacted]`
  })
}

const MASK = '[redacted]'
const IN_QUERY = /(?<=[?&][^=&#]*(?:token|secret|password|key)[^=&#]*=)[^&#]+/gi
const SECRET_NAME = /authorization|cookie|token|secret|password|passphrase|(?:api|private)[_-]?key/i

const CREDENTIALS = ['authorization', 'proxy-authorization', 'cookie', 'x-api-key']

/** What of a request holds secrets. */
export interface RequestSecrets {
  readonly headers?: HeadersLike | undefined
  /** A text or a `URL`, whole or a path; whatever else stands there has none. */
  readonly url?: unknown
}

/**
 * The credentials of a request, as its answer might repeat them, longest first: those of its headers, and what the query of its
 * URL gives under the name of a secret. Those of fewer than 6 characters do not count: they would be found in any text.
 * Never throws: of what cannot be read there are none.
 */
export function secretsOf({ headers, url }: RequestSecrets): readonly string[] {
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
export function mask<T>(data: T, secrets: readonly string[] = []): T {
  const mask = (text: string): string =>
    maskText(secrets.reduce((left, secret) => (left.includes(secret) ? left.replaceAll(secret, MASK) : left), text))
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

/** `cause` where nothing in it is to be masked; else a copy: of an error, one of the same kind. Never throws. */
export function maskError(cause: unknown, secrets: readonly string[] = []): unknown {
  return isError(cause) ? cause : mask(cause, secrets)
}
