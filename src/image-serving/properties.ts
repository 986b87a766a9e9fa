/** Reads answers that consist of properties, in any of their four syntaxes. */
import { decodeBytes } from '../dialect/decode-bytes.js'
import { type ResponseContext, readContext } from '../dialect/reader.js'
import { unreadable } from './image-failure.js'
import { type FailedPropertyResponse, judge, type PropertyResponse } from './judge-properties.js'
import { formatOf, readParsed, readSyntax } from './property-syntax.js'
import type { ImageService, PropertyFormat } from './request-types.js'

/** What is known of an answer besides its body. */
export interface PropertyOptions extends ResponseContext {
  /** Which server answered; default: `image-serving`. */
  readonly service?: ImageService
  /** The format that was asked for; default: what the answer looks like. */
  readonly format?: PropertyFormat
  /** How many characters are read; default: 67,108,864. */
  readonly maxLength?: number
}

const MAX_LENGTH = 64 * 2 ** 20

/**
 * The properties in `body` (text, bytes in any encoding that `req=` offers, or JSON parsed already), or a failure: that of an error
 * that the server answers, or one of format `malformed` or `too-large`. `exists` with the value `0` is no failure. Never evaluates
 * anything, never throws.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Properties”
 */
export function parseProperties(
  body: unknown,
  options: PropertyOptions = {},
): PropertyResponse | FailedPropertyResponse {
  const { service = 'image-serving', maxLength = MAX_LENGTH } = options
  const context = readContext(options)
  try {
    const received = isBytes(body) ? textOf(body, context.header('content-type')) : body
    if (typeof received !== 'string') return judge(readParsed(received), { text: '', service, context })
    const text = received.startsWith('\ufeff') ? received.slice(1) : received
    const format = options.format ?? formatOf(text, context)
    if (text.length <= maxLength) return judge(readSyntax(text, format), { text, service, context })
    const problem = `The answer has more than ${maxLength} characters`
    return { ok: false, failure: unreadable({ problem, form: 'too-large', service, format }, context) }
  } catch {
    const problem = 'The answer is not one that can be read' // A getter that throws, or a revoked proxy.
    return { ok: false, failure: unreadable({ problem, form: 'malformed', service }, context) }
  }
}

const isBytes = (body: unknown): body is ArrayBuffer | ArrayBufferView =>
  body instanceof ArrayBuffer || ArrayBuffer.isView(body)

const DECLARED = /^<\?xml[^>]{0,200}?\sencoding=["']([\w.:-]{1,40})["']/

/** The text of bytes; where no charset was sent, that of an XML declaration counts (XML 1.0, section 4.3.3). */
function textOf(bytes: ArrayBuffer | ArrayBufferView, contentType = ''): string {
  const text = decodeBytes(bytes, contentType)
  // The declaration itself is the same in all encodings that have ASCII in one byte.
  const declared = /;\s*charset=/i.test(contentType) ? undefined : DECLARED.exec(text)?.[1]
  return declared === undefined || /^utf-8$/i.test(declared) ? text : decodeBytes(bytes, `;charset=${declared}`)
}
