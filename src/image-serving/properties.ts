/** Reads responses that consist of properties, in any of their four syntaxes, and tells errors from what was asked for. */

import { decodeBytes, isBytes } from '../dialect/decode.js'
import { type ReadContext, type ResponseContext, readContext } from '../dialect/reader.js'
import { readHolder } from '../dialect/unread.js'
import type { Failure } from '../failure/failure.js'
import { unlessEmpty } from '../failure/plain.js'
import { imageFailure, type Said, unreadable } from './failure.js'
import { formatOf, isDocument, markedFormat, readParsed, readSyntax, type Syntax } from './property-syntax.js'
import type { Properties } from './property-text.js'
import type { ImageService, PropertyFormat } from './services.js'

/** The properties of a response. Plain data. */
export interface PropertyResponse {
  readonly ok: true
  readonly format: PropertyFormat
  /** By dotted names: `image.width`. Values are strings, save in JSON, where `req=set` and its like nest what they have. */
  readonly properties: Properties
  /**
   * The body as it came where it is no list of properties: an image map, a media set, streams, user data; then `properties` is
   * empty.
   */
  readonly text?: string
  /** JSONP: the function that the response calls. */
  readonly handler?: string
  /** JSONP: the `id=` of the request, `''` where it had none. */
  readonly id?: string
}

/** A response that is an error, or cannot be read. */
export interface FailedPropertyResponse {
  readonly ok: false
  readonly failure: Failure
}

/** Where properties came from. */
export interface Origin {
  /** The text that they were read from; `''` where they were parsed already. */
  readonly text: string
  readonly service: ImageService
  readonly context: ReadContext
  /** What `req=` asked for, where that is known. */
  readonly req?: string | undefined
}

/** Tells what was read apart: what was asked for, an error, or a response that is broken. */
export function judge(
  syntax: Syntax,
  { text, service, context, req }: Origin,
): PropertyResponse | FailedPropertyResponse {
  const { format, read, handler, id } = syntax
  const hasFailed = context.status !== undefined && context.status >= 400
  const isMarked = markedFormat(text) !== undefined
  if (!(isMarked || hasFailed) && isDocument(text, 'problem' in read ? req : undefined)) {
    return { ok: true, format, properties: {}, text }
  }
  if ('problem' in read) {
    // A status of failure comes with text where it does not come with properties.
    if (hasFailed && !isMarked) {
      return { ok: false, failure: imageFailure(service, { message: text }, 'text', context) }
    }
    const place = read.line === undefined ? '' : ` (line ${read.line})`
    const problem = `The response cannot be read: ${read.problem}${place}`
    return { ok: false, failure: unreadable({ problem, form: 'malformed', service, format }, context) }
  }
  const { properties } = read
  const said = errorIn(properties, syntax, text)
  if (said === undefined && !hasFailed) {
    if (handler === undefined) return { ok: true, format, properties }
    return id === undefined ? { ok: true, format, properties, handler } : { ok: true, format, properties, handler, id }
  }
  const form = handler === undefined ? 'properties' : 'jsonp'
  return { ok: false, failure: imageFailure(service, { ...said, format, reqId: id }, form, context) }
}

/**
 * The error in properties that are those of one: they are handed to `s7jsonError`, whatever `handler=` asked for; they have the
 * names of the variables of error templates; or their first line says something else than `#S7Z OK`. Adobe documents of these
 * the variables and the first line of a success; the rest was seen.
 */
function errorIn(properties: Properties, { handler }: Syntax, text: string): Said | undefined {
  const isCalled = handler === 's7jsonError'
  const titleName = isCalled ? 'title' : 'error.title'
  const messageName = isCalled ? 'message' : 'error.message'
  const title = ownText(properties, titleName)
  const message = ownText(properties, messageName)
  const isHeaded = FAILED_HEADING.test(text)
  if (!isCalled && !isHeaded && title === undefined && message === undefined) return undefined
  const others = Object.entries(properties).filter(
    ([name, value]) => typeof value !== 'string' || (name !== titleName && name !== messageName),
  )
  const said = { title, message, received: unlessEmpty(Object.fromEntries(others)) }
  if (!isHeaded || title !== undefined || message !== undefined) return said
  return { ...said, message: HEADING.exec(text)?.[1] }
}

const FAILED_HEADING = /^\s*#S7Z[ \t](?!OK\s|OK$)/
const HEADING = /#S7Z[ \t]+([^\r\n]{0,500})/

function ownText(properties: Properties, name: string): string | undefined {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** What is known of a response besides its body. */
export interface PropertyOptions extends ResponseContext {
  /** Which of the two servers it is from; default: `image-serving`. */
  readonly service?: ImageService
  /** The format that was asked for; default: the one that the body looks like. */
  readonly format?: PropertyFormat
  /** What `req=` asked for: `set`. For some kinds of requests, a body need be no list of properties; default: what it looks like. */
  readonly req?: string
  /** How many characters are read; default: 67,108,864. */
  readonly maxLength?: number
}

const MAX_LENGTH = 64 * 2 ** 20

/**
 * The properties in `body` (text, bytes in any encoding that `req=` offers, or JSON parsed already), or a failure: that of an error
 * that the server sends, or one of format `malformed`, `too-large`, or `unread` for a response or a promise in place of a body.
 * `exists` with the value `0` is no failure, nor is an image map, a media set, a list of streams or the contents of a vignette, which
 * come back as `text`. Never evaluates anything, never throws.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”
 */
export function parseProperties(
  body: unknown,
  options: PropertyOptions = {},
): PropertyResponse | FailedPropertyResponse {
  const { service = 'image-serving', maxLength = MAX_LENGTH, req } = options
  const context = readContext(options)
  try {
    const received = isBytes(body) ? textOf(body, context.header('content-type')) : body
    const holder = readHolder(received, context)
    if (holder !== undefined) return { ok: false, failure: holder }
    if (typeof received !== 'string') return judge(readParsed(received), { text: '', service, context })
    const text = received.startsWith('\ufeff') ? received.slice(1) : received
    const format = options.format ?? formatOf(text, context)
    // Not modified, so that there is nothing to send.
    if (context.status === 304 && text === '') return { ok: true, format, properties: {} }
    if (text.length <= maxLength) return judge(readSyntax(text, format), { text, service, context, req })
    const problem = `The response has more than ${maxLength} characters`
    return { ok: false, failure: unreadable({ problem, form: 'too-large', service, format }, context) }
  } catch {
    const problem = 'The response cannot be read' // A getter that throws, or a revoked proxy.
    return { ok: false, failure: unreadable({ problem, form: 'malformed', service }, context) }
  }
}

const DECLARED = /^<\?xml[^>]{0,200}?\sencoding=["']([\w.:-]{1,40})["']/

/** The text of bytes; where no charset was sent, that of an XML declaration counts (XML 1.0, section 4.3.3). */
function textOf(bytes: ArrayBuffer | ArrayBufferView, contentType = ''): string {
  const text = decodeBytes(bytes, contentType)
  // The declaration itself is the same in all encodings that have ASCII in one byte.
  const declared = /;\s*charset=/i.test(contentType) ? undefined : DECLARED.exec(text)?.[1]
  return declared === undefined || /^utf-8$/i.test(declared) ? text : decodeBytes(bytes, `;charset=${declared}`)
}
