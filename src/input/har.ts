/** Reads the answers in a HAR file (HTTP Archive 1.2), as browsers save them: http://www.softwareishard.com/blog/har-12-spec/ */

import type { ImageService } from '../image-serving/services.js'

/** One request of a HAR file and what came back. */
export interface HarResponse {
  /** Method and path, without query string: `GET /companies`. */
  readonly label: string
  /** 0 where no answer came. */
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Uint8Array
  /** The server of images that was asked, by the path of the request. */
  readonly service: ImageService | undefined
}

/** A member of whatever `value` is. */
function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? // The member is one of the object's own.
      (value as Record<string, unknown>)[name]
    : undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function entriesOf(value: unknown): readonly unknown[] | undefined {
  const entries = member(member(value, 'log'), 'entries')
  return Array.isArray(entries) ? entries : undefined
}

/** Whether a JSON value is a HAR file. */
export function isHar(value: unknown): boolean {
  return entriesOf(value) !== undefined
}

/** The answers of a HAR file in their order, read one by one; members of the wrong type count as absent. */
export function* readHar(value: unknown): Generator<HarResponse> {
  for (const entry of entriesOf(value) ?? []) {
    const request = member(entry, 'request')
    const response = member(entry, 'response')
    const status = member(response, 'status')
    const path = pathOf(text(member(request, 'url')))
    const service = serviceOf(path)
    yield {
      label: `${text(member(request, 'method')) || '?'} ${path}`,
      status: typeof status === 'number' ? status : 0,
      headers: headersOf(member(response, 'headers')),
      body: isAnswerOfApi(entry, status, service) ? bodyOf(member(response, 'content')) : '',
      service,
    }
  }
}

/** A browser also loads pages and pictures; unless they failed, they say nothing of an API. */
function isAnswerOfApi(entry: unknown, status: unknown, service: ImageService | undefined): boolean {
  if (typeof status === 'number' && status >= 400) return true
  const accepts = headersOf(member(member(entry, 'request'), 'headers')).filter(([name]) => /^accept$/i.test(name))
  const type = text(member(member(member(entry, 'response'), 'content'), 'mimeType'))
  // Servers of images answer properties as text of several kinds.
  if (service !== undefined && type.startsWith('text/')) return true
  return [type, ...accepts.map(([, value]) => value)].some((types) => types.includes('json'))
}

function serviceOf(path: string): ImageService | undefined {
  if (path.startsWith('/ir/')) return 'image-rendering'
  return path.startsWith('/is/') ? 'image-serving' : undefined
}

function pathOf(url: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/i.exec(url)?.[1]
  return path || '/'
}

function headersOf(headers: unknown): [string, string][] {
  if (!Array.isArray(headers)) return []
  return headers.map((header: unknown) => [text(member(header, 'name')), text(member(header, 'value'))])
}

function bodyOf(content: unknown): string | Uint8Array {
  const body = text(member(content, 'text'))
  return member(content, 'encoding') === 'base64' ? Buffer.from(body, 'base64') : body
}
