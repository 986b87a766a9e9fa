/** Reads properties that are written as text or as JavaScript, one in a line: `object.prop=value`, `object.prop='value'`. */

/** Properties by their dotted names: `image.width`. */
export type Properties = Readonly<Record<string, unknown>>

/** What a reader of one syntax gives: the properties, or what is wrong and in which line, counted from 1. */
export type ReadProperties =
  | { readonly properties: Properties }
  | { readonly problem: string; readonly line?: number | undefined }

const PROTO = '__proto__'

/** Sets a property that came off the wire: `__proto__` is a name like any other. */
export function setProperty(properties: Record<string, unknown>, name: string, value: string): void {
  // By its length first: to compare a name that was put together takes a copy of it.
  if (name.length !== PROTO.length || name !== PROTO) properties[name] = value
  else Object.defineProperty(properties, name, { value, writable: true, enumerable: true, configurable: true })
}

/** A problem at a place of `text`. */
export function problemAt(problem: string, text: string, at: number): ReadProperties {
  let line = 1
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) line += 1
  return { problem, line }
}

/** What a pattern matches whose two groups take part in every match. */
export function match(pattern: RegExp, text: string): readonly [string, string, string] | null {
  // So the patterns are made that are passed here.
  return pattern.exec(text) as readonly [string, string, string] | null
}

const SPACE = 32
const HASH = 35
const DOUBLE_QUOTE = 34
const QUOTE = 39
const SEMICOLON = 59
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
  const isPlain = !text.includes('\\')
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    while (text.charCodeAt(at) <= SPACE && at < end) at += 1
    if (at < end && text.charCodeAt(at) !== HASH) {
      const equals = isPlain ? text.indexOf('=', at) : findEquals(text, at, end)
      if (equals < 0 || equals >= end)
        return problemAt('a line is neither a comment nor of the form name=value', text, at)
      const name = trimmed(text, at, equals)
      const value = withoutQuotes(trimmed(text, equals + 1, end))
      if (isPlain) setProperty(properties, name, value)
      else setProperty(properties, unescapeText(name), unescapeText(value))
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

function withoutQuotes(value: string): string {
  const first = value.charCodeAt(0)
  if ((first !== QUOTE && first !== DOUBLE_QUOTE) || value.length === 1) return value
  return value.charCodeAt(value.length - 1) === first ? value.slice(1, -1) : value
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f' }

// A backslash that ends the text, and \u without four digits, stay as they are. Without groups: those take six times as long.
function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u[\da-fA-F]{4}|[^u])/g, (found) => {
    const character = found.charAt(1)
    if (character === 'u') return String.fromCharCode(Number.parseInt(found.slice(2), 16))
    return ESCAPED[character] ?? character
  })
}

/**
 * Properties as JavaScript: one assignment in a line, its value in single quotes, which stand doubled in the value; escapes
 * mean what they mean in a string of JavaScript. Nothing is ever evaluated; a line of any other form is refused.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”, “JavaScript properties”
 */
export function readJavaScriptProperties(text: string): ReadProperties {
  const properties: Record<string, unknown> = {}
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    // What is looked for is looked for in the line alone: past its end each line would search the whole rest again.
    const line = text.slice(at, end)
    const problem = !readPlainly(line, properties) && readAssignment(trimmed(line, 0, line.length), properties)
    if (problem) return problemAt("a line is not of the form object.name='value'", text, at)
    at = end + 1
  }
  return { properties }
}

/** Whether there is something wrong with a line that is not empty; sets its property where there is not. */
function readAssignment(line: string, properties: Record<string, unknown>): boolean {
  const length = line.endsWith(';') ? trimmed(line, 0, line.length - 1).length : line.length
  if (line === '') return false
  const equals = line.indexOf('=')
  const name = trimmed(line, 0, equals)
  const quoted = trimmed(line, equals + 1, length)
  const isQuoted = quoted.length > 1 && quoted.charCodeAt(0) === QUOTE && quoted.charCodeAt(quoted.length - 1) === QUOTE
  if (!isQuoted || name === '' || NO_NAME.test(name)) return true
  const value = quoted.slice(1, -1)
  if (value.replaceAll("''", '').includes("'")) return true
  setProperty(properties, name, unescapeText(value.replaceAll("''", "'")))
  return false
}

/** Sets the property of a line that is written as servers write it, without space and quotes to see to; whether it is one. */
function readPlainly(line: string, properties: Record<string, unknown>): boolean {
  const equals = line.indexOf('=')
  const open = equals + 1
  const last = line.length - (line.charCodeAt(line.length - 1) === SEMICOLON ? 2 : 1)
  if (equals <= 0 || line.charCodeAt(open) !== QUOTE || line.indexOf("'", open + 1) !== last) return false
  const name = line.slice(0, equals)
  if (NO_NAME.test(name)) return false
  setProperty(properties, name, unescapeText(line.slice(open + 1, last)))
  return true
}

const NO_NAME = /[\s'"();]/
