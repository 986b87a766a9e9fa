/**
 * Knows what a secret is and how it is masked: a request's own by value, which is a promise, all others by looks, at best effort.
 */
import { MASK } from './escapes.js'
import type { Failures } from './failure.js'
import { type HeadersLike, headerEntries } from './headers.js'
import { itemsOf, MAX_OBJECTS, toPlain } from './plain.js'
import { isNamedCredential, looksRandom, maskLooks } from './secret-looks.js'
import { maskValues, SHORTEST } from './secret-values.js'

/** The parts of a request that hold secrets. */
export interface RequestSecrets {
  readonly headers?: HeadersLike | undefined
  /** A text or a `URL`, whole or a path; whatever else stands there has none. */
  readonly url?: unknown
}

/** Headers whose values are no secrets; those of all others are. */
const HARMLESS =
  /^(?:accept(?:-(?:charset|encoding|language|ranges))?|cache-control|connection|content-(?:encoding|language|length|range|type)|date|dnt|expect|host|if-(?:match|none-match|range|(?:un)?modified-since)|keep-alive|max-forwards|origin|pragma|prefer|priority|range|sec-ch-(?:prefers|ua)(?:-[a-z]+)*|sec-fetch-(?:dest|mode|site|user)|sec-gpc|te|trailer|traceparent|transfer-encoding|upgrade(?:-insecure-requests)?|user-agent|via|x-(?:correlation|request)-id|x-forwarded-(?:host|port|proto)|x-http-method-override|x-requested-with)$/i

/**
 * The secrets of a request, as a response might repeat them: the values of all its headers but those that are harmless (whole,
 * without their scheme, in parts; of Basic also user and password), and of its URL every value in the query and in the fragment,
 * user and password. Never throws: of what cannot be read there are none.
 */
export function secretsOf(request: RequestSecrets): readonly string[] {
  const found = new Set<string>()
  try {
    for (const [name, value] of headerEntries(request.headers)) if (!HARMLESS.test(name)) addHeader(value, found)
  } catch {
    // Headers that throw are sent by nobody.
  }
  try {
    const { url } = request
    if (typeof url === 'string' || url instanceof URL) addUrl(`${url}`, found)
  } catch {
    // The same.
  }
  return [...found].filter((secret) => secret.length >= SHORTEST)
}

function addHeader(value: string, found: Set<string>): void {
  found.add(value.trim())
  for (const part of value.split(/[;,]/)) {
    const text = part.trim()
    found.add(text.replace(/^[\w-]+ +/, ''))
    const sign = text.indexOf('=')
    found.add(text.slice(sign + 1).replace(/^"|"$/g, ''))
    const basic = /^basic +(\S+)$/i.exec(text)
    if (basic !== null) addUserAndPassword(`${basic[1]}`, found)
  }
}

function addUserAndPassword(encoded: string, found: Set<string>): void {
  try {
    const bytes = atob(encoded.replace(/-/g, '+').replace(/_/g, '/'))
    // In whichever of the two charsets it was written (RFC 7617, section 2.1).
    const inUtf8 = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
    for (const text of [bytes, inUtf8]) {
      const colon = text.indexOf(':')
      for (const part of [text, text.slice(0, colon), text.slice(colon + 1)]) found.add(part)
    }
  } catch {
    // Not Base64.
  }
}

function addUrl(url: string, found: Set<string>): void {
  const user = /^[a-z][a-z\d+.-]*:\/\/([^/?#@]*)@/i.exec(url)?.[1] ?? ''
  for (const part of [user, ...user.split(':')]) found.add(part)
  for (const part of url.split(/[?&;#]/).slice(1)) {
    const sign = part.indexOf('=')
    const value = part.slice(sign + 1)
    found.add(value).add(value.replace(/\+/g, ' '))
    const name = part.slice(0, sign)
    if (looksRandom(name)) found.add(name)
  }
}

/** `text` in which every secret has given way to `[redacted]`: each of `secrets`, and whatever looks like a credential. */
export function maskText(text: string, secrets: readonly string[] = []): string {
  return maskLooks(maskValues(text, secrets))
}

const WORD = /^[a-z][\w-]*$/i

/** A code as `maskText` makes it; one that is a word stays, whatever words the request had. */
export function maskCode(code: string, secrets: readonly string[]): string {
  return WORD.test(code) ? maskTokens(code, secrets) : maskText(code, secrets)
}

/** `text`, which programs decide by, without those of `secrets` that are no words themselves. */
export function maskTokens(text: string, secrets: readonly string[]): string {
  return maskValues(text, tokensOf(secrets))
}

const tokens = new WeakMap<readonly string[], readonly string[]>()

/** Those of `secrets` that are no words; the same list each time, which is prepared once. */
function tokensOf(secrets: readonly string[]): readonly string[] {
  if (secrets.length === 0) return secrets
  const found = tokens.get(secrets) ?? secrets.filter(looksRandom)
  tokens.set(secrets, found)
  return found
}

/** Shorter names are the words that APIs are made of. */
const LONG_NAME = 12

/**
 * The name of a member as `maskText` makes it; a short one without those of `secrets` that are no words, whatever a query asked
 * for.
 */
export function maskName(name: string, secrets: readonly string[]): string {
  if (name.length < SHORTEST) return name
  return name.length >= LONG_NAME ? maskText(name, secrets) : maskTokens(name, secrets)
}

/**
 * A URL that people have to recognise: in it only user, password, and what looks like a credential among the parameters of the
 * query give way to `[redacted]`, where `maskText` takes the whole query out.
 */
export function maskUrl(url: string): string {
  const query = url.indexOf('?') + 1
  if (query === 0) return maskText(url)
  const parameters = url
    .slice(query)
    .split('&')
    .map((parameter) => {
      const masked = maskText(parameter)
      const start = masked.indexOf('=') + 1
      const value = masked.slice(start)
      return value.length >= LONG_VALUE && looksRandom(value) ? masked.slice(0, start) + MASK : masked
    })
  return `${maskText(url.slice(0, query - 1))}?${parameters.join('&')}`
}

/** Parameters of this length are keys or signatures, whatever their names. */
const LONG_VALUE = 32

/** How the text of a member is told for what it should be, and stays, since programs decide by it; all else is masked as text. */
type Manner = 'always' | 'code' | 'place' | 'word'

/** One kind of object: how its texts are masked that are not masked by their name, and the kinds of the objects in it. */
interface Kind extends ReadonlyMap<string, Manner | Kind> {}

const DATA: Kind = new Map()
const POINTING: Kind = new Map([['pointer', 'place']])
const ERROR: Kind = new Map<string, Manner | Kind>([
  ['code', 'code'],
  ['source', POINTING],
])
const DOCUMENT: Kind = new Map([['errors', ERROR]])
const ATTEMPT: Kind = new Map<string, Manner | Kind>([
  ['delivery', 'always'],
  ['format', 'always'],
  ['field', 'always'],
  ['origin', 'always'],
  ['retryAfter', 'always'],
  ['errors', ERROR],
  ['document', DOCUMENT],
  ['repairs', POINTING],
  ['resource', new Map([['type', 'word']])],
  ['request', new Map([['method', 'word']])],
])
const FAILURE: Kind = new Map([...ATTEMPT, ['attempts', ATTEMPT]])

/** Whether a code is one that programs may decide by. */
type IsCode = (code: string) => boolean

/**
 * `data` in which every secret has given way to `[redacted]`: each of `secrets`, whatever looks like a credential, and what stands
 * under the name of one and may be one. Given back as it is where there is nothing to mask, else a plain copy, in which every
 * value has the type that it had. What stands in so many places that nobody could write it out is copied by `toPlain`. Takes
 * linear time; never throws.
 */
export function mask<T>(data: T, secrets: readonly string[] = []): T {
  // Plain data stays what it is; only texts and numbers in it change.
  return maskKind(data, DATA, secrets) as T
}

/** The same for failures, in which what programs decide by stays: codes that `isCode` knows, types, pointers, and their like. */
export function maskFailures<Code extends string>(
  failures: Failures<Code>,
  secrets: readonly string[] = [],
  isCode?: IsCode,
): Failures<Code> {
  return maskKind(failures, FAILURE, secrets, isCode) as Failures<Code>
}

function maskKind(data: unknown, kind: Kind, secrets: readonly string[], isCode?: IsCode): unknown {
  try {
    return new Walk(secrets, isCode).value(data, kind)
  } catch {
    // A getter that throws, a circle, something that is not plain or stands in too many places, or more levels than there is stack
    // for.
    return new Walk(secrets, isCode).value(toPlain(data), kind)
  }
}

/** Past so many objects those that were seen are remembered: what stands in many places is walked once. */
const UNREMEMBERED = 5000

/** What came of an object, and how many it comes to with those in it, each counted wherever it stands. */
interface Walked {
  /** Absent while it is being walked. */
  readonly masked?: object
  readonly size: number
}

/** One walk through plain data, which copies nothing but the way to what is masked. Throws for what is not plain. */
class Walk {
  readonly #secrets: readonly string[]
  readonly #isCode: IsCode
  #seen = 0
  #again = 0
  #done: Map<object, Walked> | undefined
  /** The errors of a failure stand in its document once more. */
  #last: { readonly list: unknown; readonly kind: Kind; readonly masked: object } | undefined

  constructor(secrets: readonly string[], isCode: IsCode = () => false) {
    this.#secrets = secrets
    this.#isCode = isCode
  }

  value(value: unknown, kind: Kind, isSecret = false): unknown {
    if (typeof value === 'string') return this.#text(value, isSecret)
    if (typeof value === 'number') return this.#number(value)
    if (value === undefined || value === null || typeof value === 'boolean') return value
    if (typeof value !== 'object') throw new TypeError('Not plain')
    this.#seen += 1
    if (this.#seen === UNREMEMBERED) this.#done = new Map()
    const done = this.#done?.get(value)
    if (done !== undefined) return this.#known(done)
    const before = this.#seen + this.#again
    this.#done?.set(value, { size: 0 })
    const masked = Array.isArray(value) ? this.#items(value, kind, isSecret) : this.#members(value, kind, isSecret)
    this.#done?.set(value, { masked, size: this.#seen + this.#again - before })
    return masked
  }

  /** Stands at one more place; at so many it may not. */
  #known({ masked, size }: Walked): object {
    this.#again += size
    if (masked === undefined || this.#again > MAX_OBJECTS) throw new TypeError('Not plain')
    return masked
  }

  #members(value: object, kind: Kind, isSecret: boolean): object {
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) throw new TypeError('Not plain')
    let copy: [string, unknown][] | undefined
    let index = 0
    // An object may be asked for members that it might not have.
    const members = value as Readonly<Record<string, unknown>>
    for (const name in members) {
      const given = members[name]
      const masked = this.#member(name === 'value' ? labelOf(members) : name, given, kind, isSecret)
      const shown = maskName(name, this.#secrets)
      if (copy === undefined && (masked !== given || shown !== name)) copy = Object.entries(value).slice(0, index)
      copy?.push([shown === name ? name : `${shown} ${index}`, masked])
      index += 1
    }
    // From entries, so that `__proto__` is a name like any other.
    return copy === undefined ? value : Object.fromEntries(copy)
  }

  #member(name: string, value: unknown, kind: Kind, isWithin: boolean): unknown {
    const manner = kind.get(name)
    if (typeof manner === 'object') return this.value(value, manner)
    if (manner !== undefined && typeof value === 'string') {
      return this.#keeps(value, manner) ? value : this.#text(value, false)
    }
    // A wait that is the number of a parameter is still to be waited for.
    if (manner && typeof value === 'number') return value
    const isSecret = isWithin && !IDENTIFYING.test(name)
    if (typeof value !== 'string') return this.value(value, DATA, isSecret || isSecretName(name))
    return isSecretName(name) && isNamedCredential(value) ? MASK : this.#text(value, isSecret)
  }

  #items(list: readonly unknown[], kind: Kind, isSecret: boolean): object {
    const last = this.#last
    if (last?.list === list && last.kind === kind) return last.masked
    const items = list.length < UNREMEMBERED ? list : itemsOf(list)
    let copy: unknown[] | undefined = items.length < list.length ? [] : undefined
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      // In lists of headers each name stands before its value.
      const before = index % 2 === 1 && typeof item === 'string' ? items[index - 1] : undefined
      const isNamed = typeof before === 'string' && isSecretName(before)
      const masked = this.value(item, kind, isSecret || isNamed)
      if (copy === undefined && masked !== item) copy = items.slice(0, index)
      copy?.push(masked)
    }
    const masked = copy ?? list
    if (kind !== DATA) this.#last = { list, kind, masked }
    return masked
  }

  #text(text: string, isSecret: boolean): string {
    return isSecret && looksRandom(text) ? MASK : maskText(text, this.#secrets)
  }

  /** 0, which is what there is to say no number with. */
  #number(value: number): number {
    if (this.#secrets.length === 0) return value
    return maskValues(`${value}`, this.#secrets) === `${value}` ? value : 0
  }

  #keeps(value: string, manner: Manner): boolean {
    if (manner === 'always') return true
    if (manner === 'code') return this.#isCode(value)
    const isOne = manner === 'word' ? WORD.test(value) : value.startsWith('/')
    return isOne && maskTokens(value, this.#secrets) === value
  }
}

/** The name of what has its value in a member called `value`, as HAR and Postman write headers. */
function labelOf({ name, key, header }: Readonly<Record<string, unknown>>): string {
  return [name, key, header].find((label) => typeof label === 'string') ?? 'value'
}

// Its last word, or its last two: `secret_id`, `token_type`, `max_tokens` and `authorization_url` name no secret.
const SECRET_NAME =
  /(?:^|[^a-z])(?:(?:access|auth|client|id|refresh|session)?(?:token|secret)|tokens|passw(?:or)?ds?|passphrases?|passcode|passkey|pass|pwd|otp|(?:api|private|access|secret|signing|encryption|subscription|account|shared) ?keys?(?: ?id)?|authorization|cookies?|jwt|assertion|credentials?|sig|signature|sid|session ?id)$/
const SECRET_HINT = /tok|otp|sec|pas|pwd|key|auth|cook|jwt|asser|cred|sig|sid|session/i
/** Within what goes by the name of a secret: these say which it is, and not what. */
const IDENTIFYING = /^(?:id|type|name|kind|status|state)$/

function isSecretName(name: string): boolean {
  if (!SECRET_HINT.test(name)) return false
  // `clientSecret`, `HTTPToken`
  const words = name.slice(-100).replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
  return SECRET_NAME.test(
    words
      .replace(/[^a-z\d]+/gi, ' ')
      .trim()
      .toLowerCase(),
  )
}
