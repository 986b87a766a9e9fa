/** Speaks HTTP: turns what arrives into requests, and sends the responses. */

import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { ignoreRejection } from '../../failure/promised.js'
import { readJson } from '../../server/adaptors/node.js'
import { whyForeign } from '../loopback.js'
import type { Clock } from './clock.js'
import type { Fault, Faults } from './faults.js'
import { failedResponse, reject } from './refusal.js'
import { type ApiRequest, type ApiResponse, hasBody, targetOf } from './request.js'

/** How large bodies may be, and how long requests may take. */
export interface Limits {
  /** Documents, and everything else that is no upload, in bytes. */
  readonly document: number
  /** Forms with a file, in bytes. */
  readonly upload: number
  /** From the opening of a connection to the end of a request's headers, in milliseconds. */
  readonly headersTimeout: number
  /** From the first byte of a request to the last of its body, in milliseconds. */
  readonly requestTimeout: number
}

/** The usual limits: 1 MiB for documents, 50 MiB for uploads; 10 seconds for headers, 5 minutes for a whole request. */
export const usualLimits: Limits = {
  document: 2 ** 20,
  upload: 50 * 2 ** 20,
  headersTimeout: 10_000,
  requestTimeout: 300_000,
}

/** One request and its response, for a log. It holds no credentials: of the URL it has the path alone. */
export interface RequestLog {
  readonly requestId: string
  readonly method: string
  /** The path, without the query. */
  readonly path: string
  /** The status of the response; 0 where a fault reset the connection. */
  readonly status: number
  /** The codes of the errors in the response; the status, as text, for errors that have no code. */
  readonly codes: readonly string[]
}

/** What a listener needs. */
export interface Listening {
  readonly respond: (request: ApiRequest) => ApiResponse | Promise<ApiResponse>
  readonly limits: Limits
  /** The name or address that the server listens on. */
  readonly host: string
  readonly faults: Faults
  readonly clock: Clock
  readonly onResponse: ((log: RequestLog) => void) | undefined
}

/** Hands each request to `respond`, and sends what it gives, or the error that it throws or rejects with. */
export function createListener(listening: Listening): RequestListener {
  const { respond, limits, host, faults } = listening
  return (message, response) => {
    const request = requestOf(message, limits)
    const finish = (outcome: ApiResponse, fault?: Fault): void =>
      send(listening, { message, response, request }, outcome, fault)
    const fail = (thrown: unknown, fault?: Fault): void => finish(failedResponse(request, thrown), fault)
    const carryOut = (fault?: Fault): void => {
      try {
        const outcome = fault?.response ?? respond(request)
        if (outcome instanceof Promise) {
          outcome.then(
            (late) => finish(late, fault),
            (thrown: unknown) => fail(thrown, fault),
          )
        } else {
          finish(outcome, fault)
        }
      } catch (thrown) {
        fail(thrown, fault)
      }
    }
    try {
      const foreign = whyForeign(message, host)
      if (foreign !== undefined) reject({}, 403, { detail: foreign })
      const fault = faults.next(request)
      if (fault?.delay === undefined) carryOut(fault)
      else listening.clock.after(fault.delay, () => carryOut(fault))
    } catch (thrown) {
      fail(thrown)
    }
  }
}

function requestOf(message: IncomingMessage, limits: Limits): ApiRequest {
  const { method = '', url = '', headers } = message
  return {
    id: randomUUID().replaceAll('-', ''),
    method,
    headers,
    ...targetOf(url),
    readJson: () => readJson(message, { maxBytes: limits.document }),
    readForm: () => readForm(message, limits),
  }
}

/** Reads forms of both kinds: a file comes in one, the identity service takes either. */
async function readForm(message: IncomingMessage, limits: Limits): Promise<FormData> {
  const type = String(message.headers['content-type'])
  const limit = /^multipart\//i.test(type) ? limits.upload : limits.document
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      // A stream of bytes that nobody set an encoding for gives bytes.
      const bytes = chunk as Uint8Array
      length += bytes.length
      if (length > limit) break
      chunks.push(bytes)
    }
  } catch {
    reject({}, 400, { detail: 'The connection broke before the body had arrived.' })
  }
  if (length > limit) reject({}, 413, { detail: `The body is larger than ${limit} bytes.` })
  try {
    return await new Response(Buffer.concat(chunks), { headers: { 'content-type': type } }).formData()
  } catch {
    return reject({}, 400, { detail: 'The body is no form, or the boundary in its Content-Type is not its own.' })
  }
}

/** What belongs to one request. */
interface Transfer {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly request: ApiRequest
}

function send({ limits, onResponse }: Listening, transfer: Transfer, outcome: ApiResponse, fault?: Fault): void {
  const { message, response, request } = transfer
  const { status, body = '', codes = [] } = outcome
  const headers: Record<string, string | number> = { 'x-request-id': request.id, vary: 'Accept', ...outcome.headers }
  if (body !== '') headers['content-length'] = Buffer.byteLength(body)
  if (fault?.connection !== undefined) breakOff(response, { status, headers, body }, fault.connection)
  // Of a response to HEAD, Node sends no body.
  else response.writeHead(status, headers).end(body)
  if (hasBody(request) && !message.complete) drain(message, 4 * limits.upload)
  ignoreRejection(onResponse?.({ requestId: request.id, method: request.method, path: request.url, status, codes }))
}

/** Ends a connection before a response, or in the middle of it. */
function breakOff(
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: Record<string, string | number>; body: string },
  how: 'reset' | 'cut',
): void {
  if (how === 'reset' || body === '') {
    response.socket?.resetAndDestroy()
    return
  }
  const bytes = Buffer.from(body)
  response.writeHead(status, headers)
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
}

/**
 * Reads what is left of a body and keeps nothing of it, so that the client gets to read the response; a body without end is cut
 * off.
 */
function drain(message: IncomingMessage, most: number): void {
  let length = 0
  message.on('error', () => undefined)
  message.on('data', (chunk: Uint8Array) => {
    length += chunk.length
    if (length > most) message.destroy()
  })
}
