/** Tells the four syntaxes of properties apart, and reads each. */
import type { ReadContext } from '../dialect/reader.js'
import { isRecord } from '../failure/read-errors.js'
import type { ReadProperties } from './property-list.js'
import { readJsonp } from './read-jsonp.js'
import { readJavaScriptProperties, readTextProperties } from './read-text-properties.js'
import { readXmlProperties } from './read-xml-properties.js'
import type { PropertyFormat } from './request-types.js'
import { skipSpace } from './xml-tag.js'

/** Properties in one syntax as they were read, before anybody asks whether they are those of an error. */
export interface Syntax {
  readonly format: PropertyFormat
  readonly read: ReadProperties
  readonly handler?: string
  readonly id?: string
}

/** How much of a text its beginning is. */
const HEAD = 1024

// What nothing but properties begins with, by its first character: each is looked for where the text begins.
const MARKS: Readonly<Record<string, readonly [PropertyFormat, RegExp]>> = {
  '#': ['text', /#S7Z\b/y],
  '/': ['json', /\/\*jsonp\*\//y],
  s: ['json', /s7json(?:Error|Response)\s*\(/y],
  e: ['javascript', /error\.(?:title|message)\s?=\s?'/y],
  '<': ['xml', /(?:<\?xml\s[^>]*>\s*)?<prop-group[\s/>]/y],
}

/** The format of a text that nothing but properties begins with; `undefined` where it may be anything. */
export function markedFormat(text: string): PropertyFormat | undefined {
  const start = skipSpace(text, 0)
  const marked = MARKS[text.charAt(start)]
  if (marked === undefined) return undefined
  const [format, mark] = marked
  mark.lastIndex = start
  return mark.test(text) ? format : undefined
}

/** The format that a text looks like, its content type considered; `text` where nothing tells. */
export function formatOf(text: string, context: ReadContext): PropertyFormat {
  const marked = markedFormat(text)
  if (marked !== undefined) return marked
  const head = text.slice(0, HEAD).trimStart()
  const type = context.header('content-type') ?? ''
  if (head.startsWith('<') || /[/+]xml\b/i.test(type)) return 'xml'
  if (/^[{[]|^[^\s=(]{1,200}\s?\(/.test(head)) return 'json'
  return /javascript/i.test(type) || /^[^\s=#]{1,200}\s?=\s?'/.test(head) ? 'javascript' : 'text'
}

/** Reads a text in a syntax. */
export function readSyntax(text: string, format: PropertyFormat): Syntax {
  switch (format) {
    case 'text':
      return { format, read: readTextProperties(text) }
    case 'javascript':
      return { format, read: readJavaScriptProperties(text) }
    case 'xml':
      return { format, read: readXmlProperties(text) }
    case 'json':
      return readJson(text)
  }
}

/** JSON on its own is what clients that speak JSONP have left of it. */
function readJson(text: string): Syntax {
  const start = text.charAt(skipSpace(text, 0))
  if (start === '{' || start === '[') return readParsed(parsed(text))
  const call = readJsonp(text)
  if (typeof call === 'string') return { format: 'json', read: { problem: call } }
  const { data, handler, id } = call
  const read = { properties: data }
  return id === undefined ? { format: 'json', read, handler } : { format: 'json', read, handler, id }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What was parsed already. */
export function readParsed(value: unknown): Syntax {
  return { format: 'json', read: isRecord(value) ? { properties: value } : { problem: 'the answer is no JSON object' } }
}
