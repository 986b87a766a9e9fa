/** Reads the responses in a HAR file (HTTP Archive 1.2), as browsers save them: http://www.softwareishard.com/blog/har-12-spec/ */

import { isRecord } from '../failure/plain.js'
import type { ImageService } from '../image-serving/services.js'
import { bytesOf, headersIn, readTime, type SentRequest } from './log.js'

/** One request of a HAR file and what came back. */
export interface HarResponse {
  /** 0 where no response came. */
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Uint8Array
  /** `false` where a body came and the file does not hold it. */
  readonly isRecorded: boolean
  readonly request: SentRequest
  /** When the request was sent, in milliseconds since 1970. */
  readonly time?: number
  /** The server of images that was asked, by the path of the request. */
  readonly service?: ImageService
}

/** A member of whatever `value` is. */
function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const size = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** The status of a response, which some write as text. */
function statusOf(response: unknown): number {
  const status = member(response, 'status')
  return typeof status === 'string' && /^\d{3}$/.test(status) ? Number(status) : size(status)
}

/** An entry by itself, the response of one, a list of entries, or the whole file around them. */
function entriesOf(value: unknown): readonly unknown[] | undefined {
  const one = entryOf(value)
  if (one !== undefined) return [one]
  const entries = member(member(value, 'log'), 'entries') ?? member(value, 'entries') ?? value
  if (!Array.isArray(entries)) return undefined
  const read = entries.map(entryOf)
  if (isRecord(member(value, 'log'))) return entries
  return read.length > 0 && !read.includes(undefined) ? read : undefined
}

/** An entry, or what stands for it: the response of one. */
function entryOf(value: unknown): unknown {
  if (isEntry(value)) return value
  return isResponse(value) ? { response: value } : undefined
}

function isEntry(value: unknown): boolean {
  const [request, response] = [member(value, 'request'), member(value, 'response')]
  return isRecord(request) && typeof request['url'] === 'string' && isRecord(response) && isRecord(response['content'])
}

/** Whether a value is the response of an entry, as developer tools copy it. */
function isResponse(value: unknown): boolean {
  return Array.isArray(member(value, 'headers')) && typeof member(member(value, 'content'), 'mimeType') === 'string'
}

/** Whether a JSON value is a HAR file, or entries of one. */
export function isHar(value: unknown): boolean {
  return entriesOf(value) !== undefined
}

/** The responses of a HAR file in their order, read one by one; members of the wrong type count as absent. */
export function* readHar(value: unknown): Generator<HarResponse> {
  for (const entry of entriesOf(value) ?? []) {
    const [asked, response] = [member(entry, 'request'), member(entry, 'response')]
    const status = statusOf(response)
    const headers = headersIn(member(response, 'headers'))
    const [method, url] = [text(member(asked, 'method')), text(member(asked, 'url'))]
    const request = { ...(method && { method }), ...(url && { url }), headers: headersIn(member(asked, 'headers')) }
    const time = readTime(member(entry, 'startedDateTime'))
    const service = serviceOf(pathOf(url))
    const content = bodyOf(response)
    yield {
      status,
      headers,
      request,
      ...(isOfApi(entry, content.body, service) ? content : { body: '', isRecorded: true }),
      ...(time !== undefined && { time }),
      ...(service && { service }),
    }
  }
}

/** A browser also loads pages and pictures; unless they failed, they say nothing of an API. */
function isOfApi(entry: unknown, body: string | Uint8Array, service: ImageService | undefined): boolean {
  const response = member(entry, 'response')
  if (statusOf(response) >= 400) return true
  if (typeof body !== 'string' || /^\s*[{[]/.test(body)) return true
  const named = (headers: unknown, name: string) =>
    headersIn(headers).flatMap(([each, value]) => (each.toLowerCase() === name ? [value.toLowerCase()] : []))
  const types = [
    ...named(member(response, 'headers'), 'content-type'),
    text(member(member(response, 'content'), 'mimeType')).toLowerCase(),
  ]
  // Servers of images send properties as text of several kinds.
  if (service !== undefined && types.some((type) => type.startsWith('text/'))) return true
  return [...types, ...named(member(member(entry, 'request'), 'headers'), 'accept')].some((type) =>
    type.includes('json'),
  )
}

function serviceOf(path: string): ImageService | undefined {
  if (path.startsWith('/ir/')) return 'image-rendering'
  return path.startsWith('/is/') ? 'image-serving' : undefined
}

/** The path of a URL, without its query. */
export function pathOf(url: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/i.exec(url)?.[1]
  return path || '/'
}

function bodyOf(response: unknown): Pick<HarResponse, 'body' | 'isRecorded'> {
  const content = member(response, 'content')
  const kept = member(content, 'text')
  const body = isRecord(kept) ? JSON.stringify(kept) : text(kept)
  const length = Math.max(size(member(content, 'size')), size(member(response, 'bodySize')))
  if (body === '') return { body, isRecorded: length <= 0 }
  const isEncoded = text(member(content, 'encoding')).toLowerCase() === 'base64'
  return { body: (isEncoded && bytesOf(body)) || body, isRecorded: true }
}
