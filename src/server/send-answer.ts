/** Sends an answer by way of Node’s responses, which Express and Koa use too. */
import type { ErrorAnswer } from './options.js'

/** What is needed of a `ServerResponse`, of HTTP/1 or HTTP/2. */
export interface NodeResponse {
  readonly headersSent: boolean
  readonly writableEnded: boolean
  readonly destroyed: boolean
  /** That of HTTP/2. */
  readonly stream?: { close(code: number): unknown } | undefined
  statusMessage: string
  getHeader(name: string): unknown
  removeHeader(name: string): void
  writeHead(status: number, headers: Record<string, string>): unknown
  end(body: string): unknown
  destroy(): unknown
}

/** The headers that described what would have been sent. */
export const bodyHeaders: readonly string[] = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-range',
  'etag',
  'expires',
  'last-modified',
  'trailer',
  'transfer-encoding',
]

/** https://www.rfc-editor.org/rfc/rfc9113#name-error-codes */
const INTERNAL_ERROR = 2

/**
 * Sends `answer`, and keeps the headers that were set before, those about the body aside. Where an answer is under way already
 * the connection is broken off, so that nobody takes half of it for the whole. Nothing is done where the client has left.
 */
export function sendAnswer(response: NodeResponse, { status, headers, body }: ErrorAnswer): void {
  if (response.destroyed || response.writableEnded) return
  if (response.headersSent) {
    // In HTTP/2 a stream that is only destroyed ends as if all were well.
    if (response.stream === undefined) response.destroy()
    else response.stream.close(INTERNAL_ERROR)
    return
  }
  for (const name of bodyHeaders) response.removeHeader(name)
  // HTTP/2 has none, and Node warns of every use of it.
  if (response.stream === undefined) response.statusMessage = ''
  const all = withVary(headers, response.getHeader('vary'))
  // The answer to HEAD has no body, and says nothing of its length.
  response.writeHead(status, body === '' ? all : { ...all, 'content-length': String(byteLength(body)) })
  response.end(body)
}

/** The headers of an answer, with what an earlier `Vary` says added to theirs (RFC 9110, section 12.5.5). */
export function withVary(headers: ErrorAnswer['headers'], earlier: unknown): Record<string, string> {
  if (earlier === undefined || earlier === null) return headers
  const names = [String(earlier), headers['vary'] ?? ''].join(',').split(',')
  const known = new Map(names.map((name) => [name.trim().toLowerCase(), name.trim()]))
  known.delete('')
  return { ...headers, vary: [...known.values()].join(', ') }
}

/** How many bytes a text has in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length
