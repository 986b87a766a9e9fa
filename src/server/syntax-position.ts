/** Finds where a text stops being JSON. */

/** The first place at which a text is not JSON. */
export interface SyntaxPosition {
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number
  /** Whether nothing is wrong but that the text ends too early. */
  readonly isCutOff: boolean
}

/** What may come next. `first` is what follows an opening bracket: a value or a name, or the bracket that closes. */
type Wanted = 'first' | 'value' | 'name' | 'colon' | 'comma'

const SPACE = /[ \t\n\r]*/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Where `text` stops being JSON (RFC 8259); `undefined` if it is JSON from end to end. Engines tell the place in words of their
 * own, or not at all; this asks none. Takes one pass, whatever the depth. Never throws.
 */
export function syntaxPosition(text: string): SyntaxPosition | undefined {
  const offset = faultOffset(text)
  if (offset === undefined) return undefined
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n'), isCutOff: offset === text.length }
}

function faultOffset(text: string): number | undefined {
  const open: ('}' | ']')[] = []
  let wanted: Wanted = 'value'
  for (let at = skip(SPACE, text, 0); ; at = skip(SPACE, text, at)) {
    const char = text[at]
    const closer = open.at(-1)
    if (char === undefined) return wanted === 'comma' && closer === undefined ? undefined : at
    if ((wanted === 'comma' || wanted === 'first') && char === closer) {
      open.pop()
      at++
      wanted = 'comma'
    } else if (wanted === 'comma') {
      if (char !== ',' || closer === undefined) return at
      at++
      wanted = closer === '}' ? 'name' : 'value'
    } else if (wanted === 'colon') {
      if (char !== ':') return at
      at++
      wanted = 'value'
    } else if (char === '"') {
      const end = endOfString(text, at + 1)
      if (text[end] !== '"') return end
      at = end + 1
      wanted = isName(wanted, closer) ? 'colon' : 'comma'
    } else if (isName(wanted, closer)) {
      return at
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']')
      at++
      wanted = 'first'
    } else {
      const end = skip(SCALAR, text, at)
      if (end === at) return at
      at = end
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
