/** Reads properties that are written as text or as JavaScript, one in a line: `object.prop=value`, `object.prop='value'`. */
import { match, problemAt, type ReadProperties, setProperty } from './property-list.js'

// Lines as servers write them, without escapes, quotes and space to take off; all others are looked at character by character.
// Sticky, and each part ends where the next begins: a line that is none of these is told in linear time.
const PLAIN_TEXT = /([^\s=#\\'"][^\s=\\]*)=((?:[^\s\\'"](?:[^\\\r\n]*[^\s\\])?)?)(?:\r?\n|$)/y
const PLAIN_ASSIGNMENT = /([^\s'"=;()]+)='([^'\n]*)';?(?:\r?\n|$)/y

const SPACE = 32
const HASH = 35
const DOUBLE_QUOTE = 34
const QUOTE = 39
const EQUALS = 61
const BACKSLASH = 92

/**
 * Properties as text, the syntax of Java's `.properties` files: lines that begin with `#` are comments; space around names and
 * values does not count, quotes around a value neither; `\n`, `\t`, `\uXXXX` and backslashes before other characters are escapes.
 * Of several values of a name, the last counts.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”, “Text properties”
 */
export function readTextProperties(text: string): ReadProperties {
  const properties: Record<string, unknown> = {}
  let at = 0
  while (at < text.length) {
    PLAIN_TEXT.lastIndex = at
    const plain = match(PLAIN_TEXT, text)
    if (plain !== null) {
      setProperty(properties, plain[1], plain[2])
      at = PLAIN_TEXT.lastIndex
      continue
    }
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    while (text.charCodeAt(at) <= SPACE && at < end) at += 1
    if (at < end && text.charCodeAt(at) !== HASH) {
      const equals = findEquals(text, at, end)
      if (equals < 0) return problemAt('a line is neither a comment nor of the form name=value', text, at)
      setProperty(properties, unescapeText(trimmed(text, at, equals)), readValue(text, equals + 1, end))
    }
    at = end + 1
  }
  return { properties }
}

/** The first `=` that no backslash stands before. */
function findEquals(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const character = text.charCodeAt(at)
    if (character === EQUALS) return at
    if (character === BACKSLASH) at += 1
  }
  return -1
}

/** Whatever is not above a space counts as one. */
function trimmed(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && text.charCodeAt(start) <= SPACE) start += 1
  while (end > start && text.charCodeAt(end - 1) <= SPACE) end -= 1
  return text.slice(start, end)
}

function readValue(text: string, from: number, to: number): string {
  const value = trimmed(text, from, to)
  const first = value.charCodeAt(0)
  const isQuoted =
    (first === QUOTE || first === DOUBLE_QUOTE) && value.length > 1 && value.charCodeAt(value.length - 1) === first
  return unescapeText(isQuoted ? value.slice(1, -1) : value)
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' }

// A backslash that ends the text, and \u without four digits, stay as they are.
function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([\da-fA-F]{4})|(?!u)([\s\S]))/g, (_match, unit?: string, character = '') =>
    unit === undefined ? (ESCAPED[character] ?? character) : String.fromCharCode(Number.parseInt(unit, 16)),
  )
}

/**
 * Properties as JavaScript: one assignment in a line, its value in single quotes, which stand doubled in the value. Nothing is
 * ever evaluated; a line of any other form is refused.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”, “JavaScript properties”
 */
export function readJavaScriptProperties(text: string): ReadProperties {
  const properties: Record<string, unknown> = {}
  let at = 0
  while (at < text.length) {
    PLAIN_ASSIGNMENT.lastIndex = at
    const plain = match(PLAIN_ASSIGNMENT, text)
    if (plain !== null) {
      setProperty(properties, plain[1], plain[2])
      at = PLAIN_ASSIGNMENT.lastIndex
      continue
    }
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const problem = readAssignment(trimmed(text, at, end), properties)
    if (problem) return problemAt("a line is not of the form object.name='value'", text, at)
    at = end + 1
  }
  return { properties }
}

/** Whether there is something wrong with a line that is not empty; sets its property where there is not. */
function readAssignment(line: string, properties: Record<string, unknown>): boolean {
  if (line === '') return false
  const equals = line.indexOf('=')
  const name = line.slice(0, Math.max(0, equals)).trimEnd()
  const quoted = trimmed(line, equals + 1, line.endsWith(';') ? line.length - 1 : line.length)
  if (name === '' || /[\s'"();]/.test(name)) return true
  if (quoted.length < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) return true
  const value = quoted.slice(1, -1)
  if (value.includes("'")) {
    if (value.replaceAll("''", '').includes("'")) return true
    setProperty(properties, name, value.replaceAll("''", "'"))
  } else setProperty(properties, name, value)
  return false
}
