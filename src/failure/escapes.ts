/** Takes the escapes out of a text and remembers where each character of it stood, to replace what was found without them. */

/** A text without its escapes, and where each of its characters began and ended. Both are absent where nothing was escaped. */
export interface Unescaped {
  readonly text: string
  readonly starts?: readonly number[]
  readonly ends?: readonly number[]
}

/**
 * Whatever HTTP, JSON, programs, HTML and mail put in the place of a character, the breaks of wrapped lines, and what stands between
 * characters without being seen.
 */
export const ESCAPE: RegExp =
  /(?:%[\da-f]{2})+|\\u[\da-f]{4}|\\u\{[\da-f]{1,6}\}|\\x[\da-f]{2}|\\[\\"'/bfnrt]|=\r?\n|[ \t]{0,8}[\r\n]\s*|&(?:amp|lt|gt|quot|apos|#\d{1,10}|#x[\da-f]{1,8});|(?!\t)[\p{Cc}\p{Cf}\p{DI}]/giu
/** The escapes of URLs alone. */
export const PERCENT: RegExp = /(?:%[\da-f]{2})+/gi
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
}
const HAS_ESCAPE = /[%\\&\p{Cc}\p{Cf}\p{DI}]/u
/** JSON in JSON in a query is as deep as anybody goes. */
const MOST_LEVELS = 4

function unescapedPart(part: string): string {
  const first = part[0]
  if (first === '%') return fromPercent(part)
  if (first === '&') return ENTITIES[part.toLowerCase()] ?? fromEntity(part)
  if (first !== '\\') return '' // A line was wrapped here, or nothing was to be seen.
  const [digits] = /(?<=\\[ux]\{?)[\da-f]+/i.exec(part) ?? []
  if (digits !== undefined) return characterOf(`0x${digits}`)
  // An escape of JSON that breaks a line, broke it in the text.
  return /[bfnrt]/.test(`${part[1]}`) ? '\n' : `${part[1]}`
}

function fromEntity(entity: string): string {
  // `&#60;` or `&#x3c;`; behind a zero both are numbers.
  return characterOf(`0${entity.slice(2, -1)}`)
}

/** The character of a number; none for one that no character has. */
function characterOf(number: string): string {
  const code = Number(number)
  return code > 0x10ffff ? '' : String.fromCodePoint(code)
}

function fromPercent(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number(`0x${digits}`)))
  }
}

/** Takes away one level of escapes. */
function unescapedOnce({ text, starts, ends }: Unescaped, pattern: RegExp): Unescaped {
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
  for (const { 0: part, index } of text.matchAll(pattern)) {
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

/** `text` without those of its escapes that `pattern`, a global one, finds; they may be escaped themselves. */
export function unescaped(text: string, pattern: RegExp): Unescaped {
  let plain: Unescaped = { text }
  for (let level = 0; level < MOST_LEVELS && HAS_ESCAPE.test(plain.text); level++) {
    const next = unescapedOnce(plain, pattern)
    if (next.text === plain.text) break
    plain = next
  }
  return plain
}

/** Where something begins and ends in a text without its escapes. */
export type Span = readonly [start: number, end: number]

/** The mark that stands where a secret was. */
export const MASK = '[redacted]'

/** `text` with the mask in the place of what stands at `spans` of `plain`, which is that text without its escapes. */
export function replaced(text: string, { starts, ends }: Omit<Unescaped, 'text'>, spans: readonly Span[]): string {
  let masked = ''
  let done = 0
  for (const [from, to] of spans) {
    const start = starts?.[from] ?? from
    const end = ends?.[to - 1] ?? to
    if (end <= done) continue
    // Where two overlap, there is one mask.
    if (start >= done) masked += text.slice(done, start) + MASK
    done = end
  }
  return masked + text.slice(done)
}
