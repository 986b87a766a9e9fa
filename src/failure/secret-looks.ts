/** Finds in a text what looks like a credential: best effort, by the names, schemes and forms that credentials have. */

import { once } from '../jsonapi/once.js'
import { PERCENT, replaced, type Span, type Unescaped, unescaped } from './escapes.js'

/** The names of credentials, by their last word: `access_token`, `clientSecret`, `x-api-key`. */
const NAME = [
  'token|secret|passw(?:or)?d|passphrase|passcode|authorization|(?:set-)?cookie|assertion|credentials?',
  '(?:api|private|access|secret|signing|encryption|subscription|account|shared)[ _-]?key(?:[ _-]?id)?',
  '(?<![a-z])(?:pwd|pass|otp|jwt|sig|signature|sid|session[ _-]?id)',
].join('|')
/**
 * The separators between a name and its value in prose, JSON, JSON in JSON, a query, a query in a query, and prints of PHP and
 * Rust.
 */
const SIGN =
  '[\\\\"\'\\]]{0,8}\\s{0,3}(?::|=>?|>|%3A|%3D)\\s{0,3}(?:\\s{0,40}\\w{1,9}\\((?:\\d{1,9}\\) )?(?=\\\\{0,7}"))?|%22%3A'
const SCHEME =
  'Bearer|Basic|Token|Password|DPoP|Digest|Negotiate|NTLM|Api[- ]?Key|SharedKey(?:Lite)?|OAuth|Hawk|Signature|SSWS|GoogleLogin|AWS4-HMAC-SHA256|AWS'
const SPACE = '(?:\\s|%20|[+:]){1,4}'
/** Tokens that are known by how they begin. */
const KNOWN = [
  'eyJ[\\w-]{5,}(?:\\.[\\w-]*){0,4}|A[KS]IA[0-9A-Z]{12,}|AIza[\\w-]{20,}|xox[a-z]-[\\w-]{8,}',
  'gh[oprsu]_\\w{16,}|github_pat_\\w{16,}|npm_\\w{30,}|glpat-[\\w-]{16,}|[sr]k[-_](?:live|test|proj|ant)[-_][\\w-]{8,}',
  '[ps]8e-[\\w-]{16,}|ya29\\.[\\w-]{16,}',
].join('|')
const PRIVATE_KEY =
  '-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-(?!----)[^-]*)*(?:-----END [A-Z ]{0,40}-----)?'

/** Whatever is found has one of these words, `?` or `@`, each of which may be encoded, and that again. */
const WORDS =
  'eyj|-----|bearer|basic|token|secret|pass|pwd|otp|auth|cookie|key|jwt|sig|assertion|credential|digest|negotiate|' +
  'ntlm|hawk|ssws|googlelogin|aws|akia|asia|aiza|xox|gho|ghp|ghr|ghs|ghu|glpat|' +
  'dpop|sid|session|npm_|github_pat|sk_|sk-|rk_|rk-|p8e-|s8e-|ya29'
const suspects = /* @__PURE__ */ once(() => new RegExp(`[?@]|%(?:25)*(?:3f|[4-7])|${WORDS}`, 'i'))

/** The last three characters, by five bits of each, which are the same for capitals. */
const rolled = (last: number, code: number): number => ((last << 5) | (code & 31)) & 0x7fff

/** For three characters, whether a word begins with them. */
const beginnings = /* @__PURE__ */ once(() => {
  const table = new Uint8Array(2 ** 15)
  for (const word of WORDS.split('|'))
    table[[0, 1, 2].reduce((last, place) => rolled(last, word.charCodeAt(place)), 0)] = 1
  return table
})

/** Whether `text` may have a credential in it. Nearly none has, and telling so is most of what masking costs. */
function isSuspect(text: string): boolean {
  const table = beginnings()
  let last = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    last = rolled(last, code)
    // A table, since an expression of so many words takes four times as long to tell that it has found none.
    if (table[last] === 1 || code === 0x25 || code === 0x3f || code === 0x40) return suspects().test(text)
  }
  return false
}

// Each alternative begins with a word or sign of its own, and what is looked at once more is short: the whole takes linear time.
const looksOf = /* @__PURE__ */ once(
  () =>
    new RegExp(
      [
        `(?<known>(?<![\\w-])(?:${KNOWN})|${PRIVATE_KEY})`,
        '(?<user>:\\/\\/[^\\s/?#@"\'<>\\\\]+@)',
        '(?<query>\\?)',
        `(?<!unexpected\\s)(?<name>${NAME})(?<sign>${SIGN})(?<quote>\\\\{0,7}["']|%22)?`,
        `(?<!\\w|unexpected\\s)(?<scheme>${SCHEME})${SPACE}["'\`\\u2018\\u201c(]?`,
      ].join('|'),
      'gi',
    ),
)

/** The parts of a match that are there; those of one alternative. */
type Parts = Readonly<Partial<Record<'known' | 'user' | 'query' | 'name' | 'sign' | 'quote' | 'scheme', string>>>

/** A mask may show what the rest of a value is; in a value in a value in a value. */
const MOST_ROUNDS = 8

/**
 * `text` with every part that looks like a credential replaced by `[redacted]`, percent-encoded or not; masked again, it stays as
 * it is. Takes linear time.
 */
export function maskLooks(text: string, rounds: number = MOST_ROUNDS): string {
  const masked = isSuspect(text) ? maskedOnce(text) : text
  return masked === text || rounds === 1 ? masked : maskLooks(masked, rounds - 1)
}

function maskedOnce(text: string): string {
  if (!text.includes('%')) return maskIn(text, { text })
  // Encoded spaces are spaces; all else as it is first, since an encoded `&` is part of a value.
  const masked = maskIn(text, unescaped(text, SPACES))
  return maskIn(masked, unescaped(masked, PERCENT))
}

const SPACES = /%20|%0[9ad]/gi

const maskIn = (text: string, plain: Unescaped): string => replaced(text, plain, spansIn(plain.text))

/** Where credentials stand, one behind the other. */
function spansIn(text: string): readonly Span[] {
  const spans: Span[] = []
  const looks = looksOf()
  looks.lastIndex = 0
  for (let match = looks.exec(text); match !== null; match = looks.exec(text)) {
    // All of its groups have names.
    const span = spanOf(text, match[0], match.index, match.groups as Parts)
    if (span === undefined) continue
    spans.push(span)
    looks.lastIndex = span[1]
  }
  return spans
}

/** Where the credential of a match stands; `undefined` where there is none, and then the search goes on. */
function spanOf(text: string, match: string, index: number, parts: Parts): Span | undefined {
  const end = index + match.length
  const { known, user, query, name, sign, quote, scheme } = parts
  // The search does not tell capitals apart, and `eyjafjord.example.com` is a host.
  if (known !== undefined)
    return /^(?:eyJ|A[KS]IA|AIza|xox|g|npm|[sr]k|-|[ps]8e|ya29)/.test(known) ? [index, end] : undefined
  if (user !== undefined) return [index + 3, end - 1]
  if (query !== undefined) return ofQuery(text, index)
  if (scheme !== undefined) return ofScheme(text, scheme, end, isCredentialOf)
  if (quote !== undefined) return ofQuoted(text, quote, end)
  return ofName(text, `${name}`.toLowerCase(), `${sign}`, end)
}

/** The text from a question mark on, where that begins the query of a URL or path, and is not a question or an operator. */
function ofQuery(text: string, index: number): Span | undefined {
  let start = index
  while (start > 0 && !/[\s"'<>()?]/.test(text.charAt(start - 1))) start--
  const before = text.slice(start, index)
  const isOne = before.includes('://') || (before.includes('/') && taken(PARAMETER, text, index) !== '')
  const query = isOne ? taken(QUERY, text, index) : ''
  return query.length > 1 ? [index, index + query.length] : undefined
}

const QUERY = /\?[^\s"'<>)\\]*/y
const PARAMETER = /(?:\?[^\s"'<>()?=]{1,200}=)?/y
// The last are quotation marks of print, and the marks of scripts that have no spaces.
const VALUE = /[^\s"'&,;<>()\\\u2018-\u201f\u3000-\u3020\uff0c]*/y
const LINE = /[^\r\n]*/y
/** So much of what follows shows whether it is a credential. */
const GLANCE = 1024

function taken(pattern: RegExp, text: string, start: number): string {
  pattern.lastIndex = start
  return `${pattern.exec(text)?.[0]}`
}

/** Schemes whose credentials are several parameters. */
const WITH_PARAMETERS = /^(?:Digest|OAuth|Hawk|Signature|GoogleLogin|AWS4-HMAC-SHA256)\b/i

function ofScheme(
  text: string,
  scheme: string,
  start: number,
  isOne: (value: string, scheme: string) => boolean,
): Span | undefined {
  if (WITH_PARAMETERS.test(scheme)) {
    const isGiven = /^[^\r\n]*?\w="?[^\s",]{3}/.test(text.slice(start, start + GLANCE))
    return isGiven ? [start, start + taken(LINE, text, start).length] : undefined
  }
  const value = trimmed(taken(VALUE, text, start))
  return isOne(value, scheme) ? [start, start + value.length] : undefined
}

function isCredentialOf(value: string, scheme: string): boolean {
  if (/^(?:tokens?|auth\w*|schemes?|realm|type)\b/i.test(value)) return false
  if (looksRandom(value)) return true
  if (scheme.toLowerCase() === 'basic') return isUserAndPassword(value)
  return scheme.toLowerCase() === 'bearer' && /^[\w.~+/=-]{8,}$/.test(value) && !PROSE.test(value)
}

/** The endings of words that follow it in a sentence about it. */
const PROSE = /^[a-z]+(?:ing|ed|ions?|ments?|ly|ness|ity|ers?|ors?|able|ible|ates?|ials?|ities|ful|ance|ence)$/i

/** The whole of a quoted value. */
function ofQuoted(text: string, quote: string, start: number): Span | undefined {
  const end = endOfQuoted(text, quote, start)
  return isNamedCredential(text.slice(start, end)) ? [start, end] : undefined
}

/** Where the same quote comes again, behind no more backslashes than it had: behind more it is a part of the value. */
function endOfQuoted(text: string, quote: string, start: number): number {
  const sign = quote === '%22' ? quote : quote.slice(-1)
  for (let end = text.indexOf(sign, start); end >= 0; end = text.indexOf(sign, end + 1)) {
    let first = end
    while (text[first - 1] === '\\') first--
    if (end - first < quote.length) return first
  }
  return text.length
}

const hasScheme = /* @__PURE__ */ once(() => new RegExp(`^(${SCHEME})${SPACE}(?=\\S)`, 'i'))

function ofName(text: string, name: string, sign: string, start: number): Span | undefined {
  if (name.endsWith('cookie')) {
    const isGiven = isParameter(text.slice(start, start + GLANCE))
    return isGiven ? [start, start + taken(LINE, text, start).length] : undefined
  }
  const introduction = hasScheme().exec(text.slice(start, start + GLANCE))
  if (introduction !== null) {
    const isOne = (value: string, scheme: string) =>
      isCredentialOf(value, scheme) || (name === 'authorization' && /\d/.test(value))
    return ofScheme(text, `${introduction[1]}`, start + introduction[0].length, isOne)
  }
  const value = trimmed(taken(VALUE, text, start))
  // With nothing between name and value forms, queries and shells write it, and prose never does.
  const isTight = /^(?:=|%3D)$/i.test(sign)
  return (isTight ? isNamedCredential(value) : looksRandom(value)) ? [start, start + value.length] : undefined
}

/** Without the signs that end a sentence. */
function trimmed(value: string): string {
  let end = value.length
  while (end > 0 && '.:!?…'.includes(value.charAt(end - 1))) end--
  return value.slice(0, end)
}

/** Words in the place of a credential that are none: validators, schemas and logs write them. */
const words = /* @__PURE__ */ once(
  () =>
    new Set(
      [
        'null nil none undefined true false yes no on off missing required optional invalid valid expired expires empty blank',
        'unknown unset revoked denied rejected malformed present absent incorrect wrong weak mismatch string number integer',
        'boolean object array text password token secret bearer basic digest client_credentials authorization_code',
        'refresh_token access_token [redacted]',
      ]
        .join(' ')
        .split(' '),
    ),
)
/** An id of a resource: capitals and hexadecimal digits. */
const ID = /^[A-Z]{2}[0-9a-f]{2,32}$/
const DATE = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?$/
const VERSION = /^v?\d+(?:\.\d+)+$/i
const PHRASE = /^[a-z]+(?:[-_.][a-z]+)+$/i
/** So many characters without a space are no word. */
const LONG = 32

const isParameter = (text: string): boolean => /^[^\s=;,]+=[^\s;,]/.test(text)

/** Whether `value`, which goes by the name of a credential, may be one: no sentence about it, no state and no id. */
export function isNamedCredential(value: string): boolean {
  const word = trimmed(value)
  if (isParameter(word) || WITH_PARAMETERS.test(word)) return true
  const secret = word.replace(hasScheme(), '')
  const isWord = words().has(word.toLowerCase())
  return !/\s/.test(secret) && /[a-z\d]/i.test(secret) && !isWord && !ID.test(word)
}

/** Whether `value` has the length and the mixture of characters that credentials have and words do not. */
export function looksRandom(value: string): boolean {
  const word = trimmed(value)
  if (word.length < 7 || /\s/.test(word) || /^\.{0,2}\/|:\/\//.test(word)) return false
  if (word.length >= LONG) return !ID.test(word) && !PHRASE.test(word)
  const isMixed = /\d/.test(word) && (/[a-z]/i.test(word) || word.length >= 12)
  return isMixed && ![ID, DATE, VERSION].some((form) => form.test(word))
}

/** Whether `value` is Base64 of what HTTP calls user-pass (RFC 7617, section 2). */
function isUserAndPassword(value: string): boolean {
  try {
    const text = atob(value)
    return value.length >= 8 && text.indexOf(':') > 0 && !/\p{Cc}/u.test(text)
  } catch {
    return false // Not Base64.
  }
}
