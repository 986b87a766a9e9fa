/**
 * Finds the secrets of a request in a text by their value: whole, cut short, wrapped, escaped, percent-encoded, in Base64, in any
 * case.
 */

import { ESCAPE, MASK, replaced, type Span, unescaped } from './escapes.js'

/** Shorter ones would be found in any text. */
export const SHORTEST = 6
/** So much of a longer secret gives it away. */
const GIVEAWAY = 12
/** So many characters are looked up at once; of each giveaway the index has at least one such piece. */
const PIECE = 6
/** A piece that a secret repeats is looked at in so many places. */
const MOST_PLACES = 4

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
  /** Every form of the long ones, each with a mark behind it that counts as no character of a text. */
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
      .map((secret) => unescaped(secret, ESCAPE).text)
      .filter((secret) => secret.length >= SHORTEST)
      .flatMap(formsOf)
      .map(lowerCase)
      .filter((form) => !MASK.includes(form)),
  )
  const all = [...forms]
  let long = ''
  const places = new Map<string, number[]>()
  for (const form of all.filter(({ length }) => length >= GIVEAWAY)) {
    // From its first character on, where it is found whole, whichever other secret is a part of it.
    for (let index = 0; index + PIECE <= form.length; index += GIVEAWAY - PIECE) {
      const piece = form.slice(index, index + PIECE)
      const known = places.get(piece) ?? []
      if (known.length < MOST_PLACES) places.set(piece, [...known, long.length + index])
    }
    long += `${form}\0`
  }
  return { long, places, short: all.filter((form) => form.length < GIVEAWAY) }
}

function soughtOf(secrets: readonly string[]): Sought {
  const sought = prepared.get(secrets) ?? prepare(secrets)
  prepared.set(secrets, sought)
  return sought
}

/** Where secrets stand in a text that has no escapes, one behind the other. */
function spansIn(given: string, { long, places, short }: Sought): readonly Span[] {
  const text = lowerCase(given)
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
  return char === long[place] && char !== '\0'
}

/** `text` with the mask in the place of every part that gives one of `secrets` away. Takes linear time. */
export function maskValues(text: string, secrets: readonly string[]): string {
  if (secrets.length === 0) return text
  const sought = soughtOf(secrets)
  const plain = unescaped(text, ESCAPE)
  const masked = replaced(text, plain, spansIn(plain.text, sought))
  // As it is too, since what stands before a secret may make an escape of its beginning.
  return plain.text === text ? masked : replaced(masked, {}, spansIn(masked, sought))
}
