/** Finds places in JSON text: the line of an offset, where a text stops being JSON, and what of it came whole before that. */

/** A place in a text. */
export interface LinePlace {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number
}

/** The lines of a text. */
export interface LineIndex {
  /** Where in the text an offset lies. */
  placeOf(offset: number): LinePlace
  /** The line of a place, without its line break. */
  lineAt(place: LinePlace): string
}

/** Finds all lines of `text` once, so that each question takes next to no time. `first` is the number of its first line. */
export function indexLines(text: string, first = 1): LineIndex {
  const lines = text.split('\n')
  const starts: number[] = []
  let start = 0
  for (const line of lines) {
    starts.push(start)
    start += line.length + 1
  }
  return {
    placeOf(offset) {
      const index = lastAtMost(starts, offset)
      return { line: first + index, column: offset - Number(starts[index]) + 1 }
    },
    lineAt: ({ line }) => String(lines[line - first]).replace(/\r$/, ''),
  }
}

/** The index of the last of ascending numbers that is at most `limit`; the first is. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (Number(numbers[middle]) <= limit) low = middle
    else high = middle - 1
  }
  return low
}

/** The first place at which a text is not JSON. */
export interface SyntaxPosition extends LinePlace {
  /** Whether nothing is wrong but that the text ends too early. */
  readonly isCutOff: boolean
}

/** A name, number, word or escape that may go on where the text ends. */
const BEGUN = /^(?:-|\.|[eE][+-]?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?|\\(?:u[\da-fA-F]{0,3})?)?$/

/**
 * Where `text` stops being JSON (RFC 8259); `undefined` if it is JSON from end to end. Engines tell the place in words of their
 * own, or not at all; this asks none. Takes one pass, whatever the depth. Never throws.
 */
export function syntaxPosition(text: string): SyntaxPosition | undefined {
  const { fault } = scan(text)
  if (fault === undefined) return undefined
  const isCutOff = BEGUN.test(text.slice(fault))
  return { ...indexLines(text).placeOf(fault), isCutOff }
}

/**
 * JSON of what came whole in `text` before it stops being JSON: `text` up to the end of the last whole value, and the brackets
 * that close what is open there. `undefined` where no value came whole. Takes one pass. Never throws.
 */
export function completeJson(text: string): string | undefined {
  const { end, closers } = scan(text)
  return end === 0 ? undefined : text.slice(0, end) + closers
}

/** How far a text is JSON. */
interface Scan {
  /** Where it stops being JSON, if it does. */
  readonly fault: number | undefined
  /** Where the last whole value ends; 0 if there is none. */
  readonly end: number
  /** The brackets that close there what is open. */
  readonly closers: string
}

/** The token that may come next. `first` follows an opening bracket: a value or a name, or the bracket that closes. */
type Wanted = 'first' | 'value' | 'name' | 'colon' | 'comma'

const SPACE = /[ \t\n\r]*/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
/** What ends a value that neither quotes nor brackets do. */
const ENDS = ' \t\n\r,]}'
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

function scan(text: string): Scan {
  const open: string[] = []
  let wanted: Wanted = 'value'
  let end = 0
  let depth = 0
  const stop = (fault?: number): Scan => ({ fault, end, closers: open.slice(0, depth).reverse().join('') })
  // Brackets that are open at a whole value stay open until the next: whatever closes is one.
  const whole = (at: number): void => {
    end = at
    depth = open.length
    wanted = 'comma'
  }
  for (let at = skip(SPACE, text, 0); ; at = skip(SPACE, text, at)) {
    const char = text[at]
    const closer = open.at(-1)
    if (char === undefined) return stop(wanted === 'comma' && closer === undefined ? undefined : at)
    if ((wanted === 'comma' || wanted === 'first') && char === closer) {
      open.pop()
      whole(++at)
    } else if (wanted === 'comma') {
      if (char !== ',' || closer === undefined) return stop(at)
      at++
      wanted = closer === '}' ? 'name' : 'value'
    } else if (wanted === 'colon') {
      if (char !== ':') return stop(at)
      at++
      wanted = 'value'
    } else if (char === '"') {
      const quote = endOfString(text, at + 1)
      if (text[quote] !== '"') return stop(quote)
      at = quote + 1
      if (isName(wanted, closer)) wanted = 'colon'
      else whole(at)
    } else if (isName(wanted, closer)) {
      return stop(at)
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
      at++
      wanted = 'first'
    } else {
      const last = skip(SCALAR, text, at)
      if (last === at) return stop(at)
      at = last
      // A number at the end of the text may go on, and `5.`, `5e` or `2026-11` are no 5 and no 2026.
      if (at < text.length && ENDS.includes(text.charAt(at))) whole(at)
      wanted = 'comma'
    }
  }
}

const isName = (wanted: Wanted, closer: string | undefined): boolean =>
  wanted === 'name' || (wanted === 'first' && closer === '}')

/** Where a match of the sticky `pattern` at `at` ends; `at` itself if there is none. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** Where the quote is that ends the string whose content begins at `at`, else where the string goes wrong. */
function endOfString(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === 0x22 || char < 0x20) return i
    if (char !== 0x5c) continue
    const end = skip(ESCAPE, text, i)
    if (end === i) return i
    i = end - 1
  }
  return text.length
}
