/** Writes the responses of plans that need nothing but themselves, and says how long responses stay fresh. */
import type { Attributes } from './attributes.js'
import type { DataPlan, ErrorWords, PropertiesPlan, TextPlan } from './plan.js'
import type { ImageRequest } from './request.js'
import type { RequestType } from './services.js'
import {
  encodeXml,
  type PropertyWriting,
  propertyTypes,
  type WrittenProperties,
  writeProperties,
} from './write-properties.js'

/** How long a response to a request stays fresh, in hours; 0: not at all; -1: forever (references of the expirations). */
export function hoursFresh(request: ImageRequest, { freshness }: RequestType, attributes: Attributes): number {
  return freshness === 'never' ? 0 : hoursOnClient(request, attributes[freshness])
}

/** The same hours, or 0 where `cache=` keeps a picture or file off the caches of clients (reference of `cache=`). */
export function hoursOnClient({ format, commands }: ImageRequest, hours: number): number {
  const client = commands.get('cache')?.toLowerCase().split(',')[0]
  return client === 'off' && format === undefined ? Math.min(0, hours) : hours
}

/** Caches take a year for forever (RFC 9111, section 5.2.2.1 has no word for it). */
const FOREVER = 31_536_000

/**
 * The headers of a response that caches may keep for so many hours; 0, as for every error: they must not keep it at all. That errors
 * are never kept is documented (reference of `catalog::Expiration`), the header that says so is a reading. Browsers must not take
 * it for anything but what it is.
 */
export function responseHeaders(contentType: string, hours: number): Readonly<Record<string, string>> {
  const seconds = hours < 0 ? FOREVER : Math.min(FOREVER, Math.round(hours * 3_600))
  return {
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
    'cache-control': seconds === 0 ? 'no-store' : `max-age=${seconds}`,
  }
}

/** Bytes that a `Response` takes as its body: a `Uint8Array<ArrayBuffer>`, in words that TypeScript before 5.7 knows, too. */
export type Bytes = ReturnType<Uint8ArrayConstructor['from']>

/** A response, ready to be sent. */
export interface ImageResponse {
  readonly status: number
  /** By names in small letters. Of a header that cannot be joined, as `set-cookie`, each value. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Bytes
}

/**
 * The response of a plan that can always be executed. `now` is for the second line of properties as text; default: the clock.
 * Caches must never keep errors; data they keep as long as the attributes say.
 */
export function writeResponse(plan: TextPlan | PropertiesPlan | DataPlan, now: Date = new Date()): ImageResponse {
  if (plan.kind === 'text') return plan.debug === undefined ? plainText(plan) : debugText(plan, now)
  const { format, encoding } = plan
  if (plan.kind === 'data') {
    const { properties, status, expires } = plan
    // An entry of user data that does not resolve is a line without text (reference of `req=userdata`).
    if (Object.keys(properties).length === 0)
      return plainResponse({ status, type: 'text/plain', text: '\r\n', expires })
    return propertyResponse(properties, { ...plan, heading: 'OK', now }, plan)
  }
  const properties =
    format === 'json' ? { message: plan.words.message, title: plan.words.title } : propertiesOf(plan.words)
  // Whatever handler= asks for, errors are handed to this one, as pages that use Image Serving have it.
  const writing: PropertyWriting = { format, encoding, handler: 's7jsonError', id: plan.id, heading: 'ERROR', now }
  return propertyResponse(properties, writing, { status: plan.status, expires: 0 })
}

const propertiesOf = ({ title, message }: ErrorWords): WrittenProperties => ({
  'error.title': title,
  'error.message': message,
})

const plainText = ({ status, words: { message } }: TextPlan): ImageResponse =>
  plainResponse({ status, type: 'text/plain', text: message, expires: 0 })

function debugText({ status, words, debug }: TextPlan, now: Date): ImageResponse {
  const properties = { ...propertiesOf(words), ...debug }
  const writing: PropertyWriting = { format: 'text', encoding: 'UTF-8', handler: '', id: '', heading: 'ERROR', now }
  return propertyResponse(properties, writing, { status, expires: 0 })
}

/** The response that consists of properties. */
function propertyResponse(
  properties: WrittenProperties,
  writing: PropertyWriting,
  { status, expires }: { readonly status: number; readonly expires: number },
): ImageResponse {
  const text = writeProperties(properties, writing)
  const type = propertyTypes[writing.format]
  if (writing.format !== 'xml') return plainResponse({ status, type, text, expires })
  const body = encodeXml(text, writing.encoding)
  return { status, headers: responseHeaders(`${type};charset=${writing.encoding}`, expires), body }
}

function plainResponse({ status, type, text, expires }: Words): ImageResponse {
  return { status, headers: responseHeaders(`${type};charset=UTF-8`, expires), body: new TextEncoder().encode(text) }
}

interface Words {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly expires: number
}
