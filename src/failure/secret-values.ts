/**
 * Finds the secrets of a request in a text by their value: whole, cut short, wrapped, escaped, percent-encoded, in Base64, in any
 * case.
 */

/** Shorter ones would be found in any text. */
export const SHORTEST = 6
/** So much of a longer secret gives it away. */
const GIVEAWAY = 12
/** So many characters are looked up at once; of each giveaway the index has at least one such piece. */
const PIECE = 6
/** A piece that a secret repeats is looked at in so many places. */
const MOST_PLACES = 4

/** A text without its escapes, and where each of its characters began and ended. Both are absent where nothing was escaped. */
interface Unescaped {
  readonly text: string
  readonly starts?: readonly number[]
  readonly ends?: readonly number[]
}

const ESCAPE =
  /(?:%[\da-f]{2})+|\\u[\da-f]{4}|\\[\\"'/bfnrt]|=\r?\n|[ \t]{0,8}[\r\n]\s*|&(?:amp|lt|gt|quot|#\d{2,3}|#x[\da-f]{2});/gi
const HAS_ESCAPE = /[%\\&\r\n]/
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
/** JSON in JSON in a query is as deep as anybody goes. */
const MOST_LEVELS = 4

function unescapedPart(part: string): string {
  const first = part[0]
  if (first === '%') return fromPercent(part)
  if (first === '&') return ENTITIES[part.toLowerCase()] ?? fromEntity(part)
  if (first !== '\\') return '' // A line was wrapped here.
  if (part[1] === 'u' && part.length === 6) return String.fromCharCode(Number.parseInt(part.slice(2), 16))
  // An escape of JSON that breaks a line, broke it in the text.
  return /[bfnrt]/.test(`${part[1]}`) ? '\n' : `${part[1]}`
}

function fromEntity(entity: string): string {
  const digits = entity.slice(2, -1)
  return String.fromCharCode(/^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number(digits))
}

function fromPercent(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  }
}

/** Takes away one level of escapes. */
function unescapedOnce({ text, starts, ends }: Unescaped): Unescaped {
  const startOf = (index: number): number => (starts === undefined ? index : Number(starts[index]))
  const endOf = (index: number): number => (ends === undefined ? index + 1 : Number(ends[index]))
  const parts: string[] = []
  const from: number[] = []
  const to: number[] = []
  let done = 0
  const keep = (end: number): void => {
    parts.push(text.slice(done, end))
    for (; done < end; done++) {
      from.push(startOf(done))
      to.push(endOf(done))
    }
  }
  for (const { 0: part, index } of text.matchAll(ESCAPE)) {
    keep(index)
    done = index + part.length
    const plain = unescapedPart(part)
    parts.push(plain)
    for (let at = 0; at < plain.length; at++) {
      from.push(startOf(index))
      to.push(endOf(done - 1))
    }
  }
  keep(text.length)
  return { text: parts.join(''), starts: from, ends: to }
}

/** `text` without its escapes, whatever they were made for. */
function unescaped(text: string): Unescaped {
  let plain: Unescaped = { text }
  for (let level = 0; level < MOST_LEVELS && HAS_ESCAPE.test(plain.text); level++) {
    const next = unescapedOnce(plain)
    if (next.text === plain.text) break
    plain = next
  }
  return plain
}

/** Not for every letter: some have two in their place, and then no place is where it was. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** The forms in which a secret comes back: as it is, and in Base64 wherever in a longer text it stood. */
function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret)
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = base64(new Uint8Array([...new Uint8Array(shift), ...bytes]))
    // The first and last characters also hold bits of what stands around it.
    return text.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + bytes.length) * 4) / 3))
  })
  return [secret, ...inBase64, ...inBase64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_'))]
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Secrets, made ready to be looked for. */
interface Sought {
  /** Every form of the long ones, one behind the other, with nothing that stands in a text between them. */
  readonly long: string
  /** Where in `long` each piece stands; no more than every so many characters one. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** Those that count only whole. */
  readonly short: readonly string[]
}

const prepared = new WeakMap<readonly string[], Sought>()

function prepare(secrets: readonly string[]): Sought {
  const forms = new Set(
    secrets
      .map((secret) => unescaped(secret).text)
      .filter((secret) => secret.length >= SHORTEST)
      .flatMap(formsOf)
      .map(lowerCase)
      .filter((form) => form.length >= SHORTEST),
  )
  const all = [...forms]
  const long = all.filter((form) => form.length >= GIVEAWAY).join('\0')
  const places = new Map<string, number[]>()
  for (let place = 0; place + PIECE <= long.length; place += GIVEAWAY - PIECE) {
    const piece = long.slice(place, place + PIECE)
    const known = places.get(piece)
    if (known === undefined) places.set(piece, [place])
    else if (known.length < MOST_PLACES) known.push(place)
  }
  return { long, places, short: all.filter((form) => form.length < GIVEAWAY).sort((a, b) => b.length - a.length) }
}

function soughtOf(secrets: readonly string[]): Sought {
  const known = prepared.get(secrets)
  if (known !== undefined) return known
  const sought = prepare(secrets)
  prepared.set(secrets, sought)
  return sought
}

type Span = readonly [start: number, end: number]

/** Where secrets stand in a text that has no escapes, one behind the other. */
function spansIn(text: string, { long, places, short }: Sought): readonly Span[] {
  const spans: Span[] = []
  let done = 0
  for (let at = 0; places.size > 0 && at + PIECE <= text.length; at++) {
    const span = giveaway(text, at, done, long, places.get(text.slice(at, at + PIECE)))
    if (span === undefined) continue
    spans.push(span)
    done = span[1]
    at = done - 1
  }
  for (const secret of short) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      spans.push([at, at + secret.length])
    }
  }
  return spans.sort((a, b) => a[0] - b[0])
}

/** The longest part of a secret around the piece at `at`, if it is long enough to give it away. */
function giveaway(
  text: string,
  at: number,
  from: number,
  long: string,
  places: readonly number[] = [],
): Span | undefined {
  let best: Span | undefined
  for (const place of places) {
    let before = 0
    while (at - before > from && isSame(text, at - before - 1, long, place - before - 1)) before++
    let after = PIECE
    while (isSame(text, at + after, long, place + after)) after++
    const isLonger = best === undefined || after + before > best[1] - best[0]
    if (before + after >= GIVEAWAY && isLonger) best = [at - before, at + after]
  }
  return best
}

function isSame(text: string, index: number, long: string, place: number): boolean {
  const char = text[index]
  return char !== undefined && char !== '\0' && char === long[place]
}

/** `text` with `mask` in the place of every part that gives one of `secrets` away. Takes linear time. */
export function maskValues(text: string, secrets: readonly string[], mask: string): string {
  if (secrets.length === 0 || text.length < SHORTEST) return text
  const plain = unescaped(text)
  let masked = ''
  let done = 0
  for (const [from, to] of spansIn(lowerCase(plain.text), soughtOf(secrets))) {
    const start = plain.starts?.[from] ?? from
    const end = plain.ends?.[to - 1] ?? to
    if (end <= done) continue
    // Where two overlap, there is one mask.
    if (start >= done) masked += text.slice(done, start) + mask
    done = end
  }
  return done === 0 ? text : masked + text.slice(done)
}
