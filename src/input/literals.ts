/**
 * Reads objects and lists as JavaScript, Python, Ruby, PHP and Rust print them: `util.inspect`, `repr`, `inspect`, `var_export` and
 * `var_dump`, `{:?}`.
 */

import { parseJson } from './json-text.js'

/** No printed value that anybody looks at is longer, in characters. */
const LONGEST = 2 ** 20
/** Nor deeper. */
const DEEPEST = 60

/** Where such a value may begin; of JSON, too, which may turn out to be one later. */
export const LITERAL: RegExp = /\{\s*(?:["'}:]|$|[\w$-]{1,60}\s*(?::|=>))|\[\s*(?:[{["'\]]|$)/my

const OPENS = '{[('
const CLOSES = '}])'

/** Collects the lines of a value until its last bracket is closed. */
export class LiteralLines {
  #text = ''
  #depth = 0

  constructor(first: string) {
    this.take(first)
  }

  /** Whether brackets are open; one of a value that is too long never closes, and is not waited for. */
  get isOpen(): boolean {
    return this.#depth > 0 && this.#text.length < LONGEST
  }

  /** All of it, up to the bracket that ends it; `undefined` where that did not come. */
  get text(): string | undefined {
    return this.#depth === 0 ? this.#text : undefined
  }

  take(line: string): void {
    let at = 0
    for (; at < line.length; at++) {
      const char = line.charAt(at)
      if (OPENS.includes(char)) this.#depth++
      else if (CLOSES.includes(char)) this.#depth--
      // An apostrophe within a word begins no text.
      else if (/["`]/.test(char) || (char === "'" && !/\w/.test(line.charAt(at - 1))))
        at = sizedEnd(line, at) ?? at + lengthAt(TEXT, line, at) - 1
      if (this.#depth === 0) break
    }
    this.#text += `${line.slice(0, at + 1)}\n`
  }
}

/** A text in quotes; the quote alone where it does not end on its line. */
const TEXT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`|["'`]/y
// Commas, plus signs between parts of a text, references, and what is left out.
const SPACE = /(?:[\s,;+]|<ref \*\d+>|\[Object: null prototype\]|\.\.\. \d+ more \w+)*/y
// A plus sign belongs to a number in `1e+21` alone.
const WORD = /\d{4}-\d\d-\d\dT[\d:.]+Z?|-?\d[\d.]*[eE]\+\d+|[^\s,;:=+(){}[\]'"`<>]+/y
const SIGN = /\s*(?:=>|:(?!:)|=)/y
/** What PHP says of a text before it: how many bytes it has. Quotes in it are not escaped, nor is anything else. */
const SIZED = /string\(\d+\) (?=")/y
/** That of a text that is short enough to be looked at twice. */
const SIZE = /string\((\d{1,3})\) $/
const ANGLED = /#?<[^<>\n]{0,999}>/y
/** An error as Node prints it, with its stack. */
const ERROR = /\w{0,100}(?:Error|Exception)(?: \[\w+\])?: ([^\n]*)(?:\n\s+at [^\n]*)*/y

/** Where the quote stands that ends the text which begins with the quote at `at`, by its size; `undefined` where none does. */
function sizedEnd(text: string, at: number): number | undefined {
  const size = Number(SIZE.exec(text.slice(Math.max(0, at - 12), at))?.[1])
  if (!size) return undefined
  const bytes = new TextEncoder().encode(text.slice(at + 1, at + 1 + size)).subarray(0, size)
  const end = at + 1 + new TextDecoder().decode(bytes).length
  return text.charAt(end) === '"' ? end : undefined
}

/** The length of what `pattern` matches in `text` at `at`; 0 where it does not. */
function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex - at : 0
}

/** The words for values; a value that was not printed is none. */
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...(['None', 'nil', 'null', 'undefined', 'NULL', 'Null', 'NaN'] as const).map((word) => [word, null] as const),
  ...(['True', 'true'] as const).map((word) => [word, true] as const),
  ...(['False', 'false'] as const).map((word) => [word, false] as const),
])
/** In the brackets of these stands the kind of what was left out. */
const LEFT_OUT = /\[(?:Object|Array|Function|Circular|Getter|Setter|class|AsyncFunction)\b[^[\]{}"\n]{0,99}\]/y

/** Errors that Node does not print, so deep do they stand. */
const ERRORS_LEFT_OUT = /\berrors'?: (?:\[\s*)?\[(?:Object|Array)\]/
/** What would tell of a resource whether it failed. The `data` of relationships only names resources. */
const STATES_LEFT_OUT =
  /\b(?:attributes|meta|status_details)'?: \[Object\]|\bdata'?: \{\s*data'?: (?:\[\s*)?\[(?:Object|Array)\]/

/** Where in a printed value errors were left out, or what would tell that there are none; -1 where nothing such was. */
export function errorsLeftOut(text: string): number {
  return text.search(/\berrors'?:/.test(text) ? ERRORS_LEFT_OUT : STATES_LEFT_OUT)
}

/**
 * The object or list that `text` begins with; `undefined` where there is none, or where it is written as JSON is: what is wrong in
 * that is to be told. What the program left out (`[Object]`) is `null`.
 */
export function readLiteral(text: string): object | undefined {
  const reader = new LiteralReader(text)
  const value = reader.value(0)
  return reader.isForeign && typeof value === 'object' && value !== null ? value : undefined
}

/** JSON that a program printed as the text that it is. */
interface Quoted {
  readonly start: number
  readonly text: string
  readonly value: unknown
}

/** Where such a text may begin. */
const QUOTED = /(?:\b[bBuU])?'(?=\s*[{[])/g
/** The beginning of JSON that was copied out of such a text: it has no quotes around it. */
export const COPIED: RegExp = /^\s*[{[][\s{[]*\\"/
/** So many of them are looked at in a line. */
const MOST_QUOTED = 5

/**
 * The first JSON in `text` that is written with escapes: in quotes, as Python's `repr` prints what came over the wire, or as it
 * stands in another JSON text; `undefined` where there is none.
 */
export function quotedJson(text: string): Quoted | undefined {
  if (!text.includes('\\')) return undefined
  const copied = COPIED.test(text) ? escapedJson(text, text.search(/\S/)) : undefined
  if (copied !== undefined) return copied
  let looks = 0
  for (const { 0: mark, index } of text.matchAll(QUOTED)) {
    if (++looks > MOST_QUOTED) break
    const start = index + mark.length
    const end = start - 1 + lengthAt(TEXT, text, start - 1) - 1
    const quoted = escapedJson(text.slice(0, end), start, /b/i.test(mark))
    if (quoted !== undefined) return quoted
  }
  return undefined
}

/** The JSON that is written with escapes from `start` to the end of `text`, by the bytes of its UTF-8 or as it is. */
function escapedJson(text: string, start: number, isBytes = false): Quoted | undefined {
  const said = text.slice(start).trim().replace(ESCAPE, unescaped)
  const own = isBytes ? new TextDecoder().decode(Uint8Array.from(said, (char) => char.charCodeAt(0))) : said
  const parsed = parseJson(own)
  return parsed && { start, text: own, value: parsed.value }
}

/** One pass through the text of a value. */
class LiteralReader {
  readonly #text: string
  #at = 0
  /** Whether something was read that JSON does not know. */
  isForeign = false

  constructor(text: string) {
    this.#text = text
  }

  /** The next value; `undefined` where there is none. */
  value(depth: number): unknown {
    this.#skip(SPACE)
    if (this.#skip(SIZED) !== '') {
      this.isForeign = true
      const [start, end] = [this.#at + 1, sizedEnd(this.#text, this.#at)]
      if (end !== undefined) {
        this.#at = end + 1
        return this.#text.slice(start, end)
      }
    }
    const char = this.#text.charAt(this.#at)
    if (OPENS.includes(char) && char !== '') return this.#group(depth)
    if (/["'`]/.test(char)) return this.#string()
    if (/[#<]/.test(char)) return this.#instance(depth)
    if (char === ':') return this.#symbol()
    return this.#error(depth) ?? this.#word(depth)
  }

  #skip(pattern: RegExp): string {
    const length = lengthAt(pattern, this.#text, this.#at)
    this.#at += length
    return this.#text.slice(this.#at - length, this.#at)
  }

  /** Whatever stands in brackets: an object where there are names, else a list; so are the numbers from 0 on that PHP writes. */
  #group(depth: number): unknown {
    if (this.#skip(LEFT_OUT) !== '') return null
    const open = this.#text.charAt(this.#at)
    const close = CLOSES.charAt(OPENS.indexOf(open))
    this.#at += 1
    const members = new Map<string, unknown>()
    const items: unknown[] = []
    let isNumbered = true
    for (;;) {
      this.#skip(SPACE)
      if (this.#text.charAt(this.#at) === close) break
      const start = this.#at
      const item = depth < DEEPEST ? this.value(depth + 1) : undefined
      if (item === undefined || this.#at === start) return this.#fail()
      const sign = this.#skip(SIGN).trim()
      if (sign !== '' && sign !== ':') this.isForeign = true
      if (sign === '') items.push(item)
      else {
        const name = String(Array.isArray(item) ? item[0] : item)
        isNumbered &&= sign === '=>' && name === `${members.size}`
        members.set(name, this.value(depth + 1) ?? null)
      }
    }
    this.#at += 1
    if (isNumbered && members.size > 0) return [...members.values()]
    if (open === '(' && members.size === 0 && items.length === 1) return items[0]
    return members.size > 0 || (open === '{' && items.length === 0) ? Object.fromEntries(members) : items
  }

  /** Nothing more is read. */
  #fail(): undefined {
    this.#at = this.#text.length
    return undefined
  }

  /** A text, and those that are added to it. */
  #string(): string {
    let text = ''
    for (;;) {
      const quoted = this.#skip(TEXT)
      if (!quoted.startsWith('"')) this.isForeign = true
      text += quoted.slice(1, -1).replace(ESCAPE, unescaped)
      if (lengthAt(ADDED, this.#text, this.#at) === 0) return text
      this.#skip(SPACE)
    }
  }

  /** `:name` or `:"name"` of Ruby. */
  #symbol(): unknown {
    this.#at += 1
    this.isForeign = true
    return /["']/.test(this.#text.charAt(this.#at)) ? this.#string() : this.#skip(WORD) || undefined
  }

  /** `<Buffer 7b>`, `#<Set: {1}>`, `<object at 0x1>`; a group may follow. */
  #instance(depth: number): unknown {
    if (this.#skip(ANGLED) === '') return undefined
    return this.#following(depth) ?? null
  }

  #error(depth: number): unknown {
    ERROR.lastIndex = this.#at
    const match = ERROR.exec(this.#text)
    if (match === null) return undefined
    this.isForeign = true
    const [whole, message = ''] = match
    const isOpen = whole.endsWith('{')
    this.#at += whole.length - (isOpen ? 1 : 0)
    const members = isOpen ? this.#group(depth) : undefined
    return { message: message.replace(/ \{$|,$/, ''), ...Object(members) }
  }

  /** A name, a number, or the class of the group that follows. */
  #word(depth: number): unknown {
    const word = this.#skip(WORD)
    if (word === '') return undefined
    // Python marks texts by a letter.
    if (/^[bru]$/i.test(word) && /["']/.test(this.#text.charAt(this.#at))) return this.#string()
    if (/^-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?$/i.test(word)) return Number(word.replace(/[_n]/g, ''))
    if (!/^(?:null|true|false)$/.test(word)) this.isForeign = true
    if (WORDS.has(word)) return WORDS.get(word)
    return this.#following(depth) ?? word
  }

  /** The last of the groups that follow a class on its line: `Map(2) {`, `[Object: null prototype] {`, `OrderedDict({`. */
  #following(depth: number): unknown {
    let found: unknown
    while (lengthAt(GROUP, this.#text, this.#at) > 0) {
      this.#skip(GAP)
      found = this.#group(depth + 1)
    }
    return found
  }
}

const ADDED = /\s*\+\s*["'`]/y
// PHP numbers its objects.
const GAP = /[ \t]*(?:#\d+ )?/y
const GROUP = /[ \t]*(?:#\d+ )?[{[(]/y
const ESCAPE = /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(.))/gi
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  0: '\0',
}

function unescaped(_: string, braced?: string, four?: string, two?: string, char = ''): string {
  const hex = braced ?? four ?? two
  if (hex === undefined) return ESCAPES[char] ?? char
  const code = Number.parseInt(hex, 16)
  return code > 0x10_ffff ? '\uFFFD' : String.fromCodePoint(code)
}
