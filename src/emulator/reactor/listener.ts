/** Speaks HTTP: turns what arrives into requests, and replies into what is sent. */
import { randomUUID } from 'node:crypto'
import type { RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Limits } from './limits.js'
import { JSON_API } from './negotiate.js'
import { hasBody, readBody } from './read-body.js'
import { fault } from './refusal.js'
import { failed, type Reply } from './reply.js'
import { type ApiRequest, targetOf } from './request.js'

const nothing = new Uint8Array()

/** Hands each request to `answer`, and sends what it gives. */
export function createListener(
  answer: (request: ApiRequest) => Reply | Promise<Reply>,
  limits: Limits,
): RequestListener {
  return (message, response) => {
    const { method = '', url = '', headers } = message
    const request: ApiRequest = {
      id: randomUUID().replaceAll('-', ''),
      method,
      headers,
      body: nothing,
      ...targetOf(url),
    }
    const reply = (whole: ApiRequest): void => {
      const given = answer(whole)
      if (given instanceof Promise) void given.then((late) => send(response, whole, late))
      else send(response, whole, given)
    }
    if (!hasBody(message)) {
      reply(request)
      return
    }
    const limit = headers['content-type']?.startsWith('multipart/') ? limits.upload : limits.document
    readBody(message, limit, (body) => {
      if (body === 'broken-off') response.destroy()
      else if (body === 'too-large') send(response, request, tooLarge(request, limit))
      else reply({ ...request, body })
    })
  }
}

function tooLarge(request: ApiRequest, limit: number): Reply {
  const error = fault(request, 413, { detail: `The body is larger than ${limit} bytes.` })
  return failed([error], { connection: 'close' })
}

function send(
  response: ServerResponse,
  { id, method }: ApiRequest,
  { status, body, contentType, headers }: Reply,
): void {
  const text = body === undefined ? undefined : JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    'x-request-id': id,
    vary: 'Accept',
    ...(text !== undefined && {
      'content-type': contentType ?? JSON_API,
      'content-length': Buffer.byteLength(text),
    }),
  })
  response.end(method === 'HEAD' ? undefined : text)
}

const statuses: ReadonlyMap<string | undefined, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
])

/** Answers what is no HTTP request, in the form of every other error. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const id = randomUUID().replaceAll('-', '')
  const status = statuses.get(error.code) ?? 400
  const { body } = failed([fault({ id }, status, { detail: 'The request is no HTTP that can be read.' })])
  const text = JSON.stringify(body)
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'connection: close',
    `content-type: ${JSON_API}`,
    `content-length: ${Buffer.byteLength(text)}`,
    `x-request-id: ${id}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`)
}
