/** Sends a response by way of Node’s responses, which Express, Fastify and Koa use too. */
import { Readable } from 'node:stream'
import { besideEarlier, staleHeaders } from '../headers.js'
import type { ErrorResponse } from '../options.js'

/** The part of a `ServerResponse`, of HTTP/1 or HTTP/2, that is needed. */
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

/** https://www.rfc-editor.org/rfc/rfc9113#name-error-codes */
const INTERNAL_ERROR = 2

/**
 * Sends a response, and keeps the headers that were set before, those about another response aside. Where a response is under way
 * already the connection is broken off, so that nobody takes half of it for the whole. Nothing is done where the client has left.
 */
export function sendResponse(response: NodeResponse, { status, headers, body }: ErrorResponse): void {
  if (response.destroyed || response.writableEnded) return
  if (response.headersSent) {
    // In HTTP/2 a stream that is only destroyed ends as if all were well.
    if (response.stream === undefined) response.destroy()
    else response.stream.close(INTERNAL_ERROR)
    return
  }
  for (const name of staleHeaders(status)) response.removeHeader(name)
  // HTTP/2 has none, and Node warns of every use of it.
  if (response.stream === undefined) response.statusMessage = ''
  const all = besideEarlier(headers, (name) => response.getHeader(name))
  // The response to HEAD has no body, and says nothing of its length.
  response.writeHead(status, body === '' ? all : { ...all, 'content-length': String(byteLength(body)) })
  response.end(body)
}

/** How many bytes a text has in UTF-8. */
export const byteLength = (text: string): number => Buffer.byteLength(text)

/**
 * A body that frameworks of Node send as it is, bytes or a stream; of an empty one they say no length, as it is that of the
 * response to HEAD.
 */
export function payloadOf(body: string): object {
  return body === '' ? Readable.from([]) : Buffer.from(body)
}
