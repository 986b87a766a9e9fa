/** Tells the four syntaxes of properties apart, and reads each; JSONP without evaluating it. */

import type { ReadContext } from '../dialect/reader.js'
import { isRecord } from '../failure/plain.js'
import { attempt } from '../jsonapi/attempt.js'
import { type Properties, type ReadProperties, readJavaScriptProperties, readTextProperties } from './property-text.js'
import { readXmlProperties, skipSpace } from './property-xml.js'
import type { PropertyFormat } from './services.js'

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

/** The kinds of requests whose responses need not be properties. */
const FREE = /^(?:contents|imageset|loadcache|map|mbrset|resolve|set|targets|userdata|xmp)$/i

// What image maps, media sets, lists of streams, vignettes and metadata begin with.
const DOCUMENT =
  /^(?:<\?xml\s[^>]*>\s*)?<(?:\?xpacket|(?:area|contents|manifest|map|set|vignette|x:xmpmeta)\b)|^#EXTM3U\b/i
const PAGE = /^<(?:!doctype html|html|head|body)\b/i

/** Whether a text is a page. */
export const isPage = (head: string): boolean => PAGE.test(head)

/** Whether a text that is no list of properties is a response all the same: one of a kind of its own, or what `req=` may give. */
export function isDocument(text: string, req = ''): boolean {
  const head = text.slice(0, HEAD).trimStart()
  if (isPage(head) || (head.startsWith('<') && !text.trimEnd().endsWith('>'))) return false
  return FREE.test(req) || DOCUMENT.test(head)
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

const parsed = (text: string): unknown => attempt<unknown>(() => JSON.parse(text))

/** What was parsed already. */
export function readParsed(value: unknown): Syntax {
  return {
    format: 'json',
    read: isRecord(value) ? { properties: value } : { problem: 'the response is no JSON object' },
  }
}

/** What a server of images calls back with. */
export interface Jsonp {
  /** The function that it calls: `s7jsonResponse`, or what `handler=` named. */
  readonly handler: string
  /** Its first argument, a JSON object. */
  readonly data: Properties
  /** The request's `id=`, its second argument; `''` where the request had none. */
  readonly id?: string
}

const MARK = '/*jsonp*/'

/**
 * The call in `text`: `handler({…}, "id");` behind a comment that says `jsonp`, where comment, id and semicolon may be missing.
 * Else why it is refused: a name with other characters than letters and digits (`handler=` takes no others), or anything but one
 * JSON object and an id.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “req”, “json”
 */
export function readJsonp(text: string): Jsonp | string {
  const start = text.trimStart()
  const call = start.startsWith(MARK) ? start.slice(MARK.length).trim() : start.trimEnd()
  const open = call.indexOf('(')
  const handler = call.slice(0, Math.max(0, open)).trimEnd()
  if (handler === '' || /[^A-Za-z0-9]/.test(handler))
    return 'the name of the handler has other characters than letters and digits'
  const close = call.endsWith(';') ? call.slice(0, -1).trimEnd().length - 1 : call.length - 1
  if (call[close] !== ')') return 'the call does not end'
  const args = parseArguments(call.slice(open + 1, close))
  if (args === undefined) return 'the arguments of the handler are not JSON'
  const [data, id, ...others] = args
  if (!isRecord(data) || others.length > 0 || (id !== undefined && typeof id !== 'string')) {
    return 'the arguments of the handler are not one JSON object and an id'
  }
  return id === undefined ? { handler, data } : { handler, data, id }
}

// An array literal of JSON is an array.
const parseArguments = (text: string): readonly unknown[] | undefined =>
  attempt(() => JSON.parse(`[${text}]`) as unknown[])
