/** A request and the response to it, as the emulator's handlers see them. */
import type { IncomingHttpHeaders } from 'node:http'

/** One request. Its body is still to come. */
export interface ApiRequest {
  /** The id that its response carries, in `x-request-id` and in each error. */
  readonly id: string
  readonly method: string
  /** The path as it came, without the query. */
  readonly url: string
  /** The segments of the path: `['hosts', 'HT…']`; `undefined` where the target is no path. */
  readonly path: readonly string[] | undefined
  /** What follows the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  /** Reads the body as a JSON value; rejects with a `JsonApiError` where it is none. */
  readJson(): Promise<unknown>
  /** Reads the body as a form; rejects with a `Refusal` where it is none. */
  readForm(): Promise<FormData>
}

/** What is sent in response. */
export interface ApiResponse {
  readonly status: number
  /** JSON, as text; absent where there is no body. */
  readonly body?: string
  /** Default: that of JSON:API, where there is a body. */
  readonly headers?: Readonly<Record<string, string>>
  /** The codes of its errors, for the log. */
  readonly codes?: readonly string[]
}

/** JSON:API’s own media type. */
export const JSON_API: 'application/vnd.api+json' = 'application/vnd.api+json'

/** A response in JSON:API with such a document. */
export const documentResponse = (status: number, document: object, headers?: ApiResponse['headers']): ApiResponse =>
  textResponse(status, JSON.stringify(document), headers)

/** A response in JSON:API whose document is text already. */
export function textResponse(status: number, body: string, headers?: ApiResponse['headers']): ApiResponse {
  return { status, body, headers: { ...headers, 'content-type': JSON_API } }
}

/** A response that is JSON but not JSON:API, as gateway and identity service give. */
export function plainResponse(status: number, value: object, headers?: ApiResponse['headers']): ApiResponse {
  return { status, body: JSON.stringify(value), headers: { ...headers, 'content-type': 'application/json' } }
}

/** The value of a header that is given once, without space around it; `undefined` where it is missing or empty. */
export function header({ headers }: Pick<ApiRequest, 'headers'>, name: string): string | undefined {
  return headers[name]?.toString().trim() || undefined
}

/** Whether a request says that it has a body. */
export const hasBody = ({ headers }: Pick<ApiRequest, 'headers'>): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Splits the target of a request into path and query. An absolute URL, as proxies are sent, counts by its path. */
export function targetOf(target: string): Pick<ApiRequest, 'url' | 'path' | 'query'> {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = local.indexOf('?')
  const [url, query] = mark < 0 ? [local, ''] : [local.slice(0, mark), local.slice(mark + 1)]
  if (url[0] !== '/') return { url, path: undefined, query }
  // One slash at the end changes nothing.
  const path = (url.length > 1 && url.endsWith('/') ? url.slice(1, -1) : url.slice(1)).split('/')
  return { url, path, query }
}
