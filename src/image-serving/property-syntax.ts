/** Tells the four syntaxes of properties apart, and reads each. */
import type { ReadContext } from '../dialect/reader.js'
import { isRecord } from '../failure/read-errors.js'
import type { ReadProperties } from './property-list.js'
import { readJsonp } from './read-jsonp.js'
import { readJavaScriptProperties, readTextProperties } from './read-text-properties.js'
import { readXmlProperties } from './read-xml-properties.js'
import type { PropertyFormat } from './request-types.js'

/** Properties in one syntax as they were read, before anybody asks whether they are those of an error. */
export type Syntax = ReadProperties & {
  readonly format: PropertyFormat
  readonly handler?: string
  readonly id?: string
}

/** How much of a text its beginning is. */
const HEAD = 1024

// Beginnings that nothing but properties has.
const MARKS: readonly (readonly [PropertyFormat, RegExp])[] = [
  ['text', /^\s*#S7Z\b/],
  ['json', /^\s*(?:\/\*jsonp\*\/|s7json(?:Error|Response)\s*\()/],
  ['xml', /^\s*(?:<\?xml\s[^>]*>\s*)?<prop-group[\s/>]/],
]

/** The format of a text that nothing but properties begins with; `undefined` where it may be anything. */
export function markedFormat(text: string): PropertyFormat | undefined {
  for (const [format, mark] of MARKS) if (mark.test(text)) return format
  return undefined
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
      return { ...readTextProperties(text), format }
    case 'javascript':
      return { ...readJavaScriptProperties(text), format }
    case 'xml':
      return { ...readXmlProperties(text), format }
    case 'json':
      return readJson(text)
  }
}

/** JSON on its own is what clients that speak JSONP have left of it. */
function readJson(text: string): Syntax {
  if (/^\s{0,100}[{[]/.test(text)) return readParsed(parsed(text))
  const call = readJsonp(text)
  if (typeof call === 'string') return { problem: call, format: 'json' }
  const { data: properties, ...others } = call
  return { properties, ...others, format: 'json' }
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
  return isRecord(value)
    ? { properties: value, format: 'json' }
    : { problem: 'the answer is no JSON object', format: 'json' }
}
