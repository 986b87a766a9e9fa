/** Answers requests that are so broken that Node never hands them to a listener. */
import { reasonPhrase } from '../jsonapi/status.js'
import { type AdaptorOptions, answerer } from './adaptor.js'
import { faultFailure } from './http-failure.js'
import { byteLength } from './node-response.js'
import type { RequestFault } from './request-faults.js'
import * as requestFaults from './request-faults.js'

/** What is needed of a socket. */
export interface ClientErrorSocket {
  readonly writable: boolean
  end(text: string): unknown
  destroy(): unknown
}

/** The errors of Node’s parser that have a status of their own, as Node itself has it; those of all others is 400. */
const faults: ReadonlyMap<unknown, RequestFault> = new Map<unknown, RequestFault>([
  ['ERR_HTTP_REQUEST_TIMEOUT', requestFaults.requestTimeout],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', requestFaults.bodyTooLarge],
  ['HPE_HEADER_OVERFLOW', requestFaults.headersTooLarge],
])

/**
 * Gives a listener for the event `clientError` of Node’s HTTP servers: headers too large (431), a request that takes too long
 * (408), and what is no HTTP (400) get an answer and `onError` is told. A connection that was reset is closed.
 *
 * ```ts
 * server.on('clientError', clientErrorResponses())
 * ```
 *
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function clientErrorResponses(options: AdaptorOptions = {}): (error: Error, socket: ClientErrorSocket) => void {
  const { recognise, dialect } = options
  const { answer } = answerer({
    ...options,
    recognise: (thrown) => recognise?.(thrown) ?? faultFailure(faultOf(thrown), dialect),
  })
  return (error, socket) => {
    // Node names the response that is under way so, and looks at it likewise: another in the midst of it would garble both.
    const response = Object(Reflect.get(socket, '_httpMessage'))
    const isAnswering = response.headersSent === true
    const code = codeOf(error)
    // Who breaks off in the middle of a body is told of by whoever reads it.
    const hasLeft = code === 'ECONNRESET' || (code === 'HPE_INVALID_EOF_STATE' && 'headersSent' in response)
    if (hasLeft || isAnswering || !socket.writable) {
      socket.destroy()
      return
    }
    const { status, headers, body } = answer(error, {})
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const head = `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n${lines.join('')}content-length: ${byteLength(body)}\r\nconnection: close`
    socket.end(`${head}\r\n\r\n${body}`)
  }
}

const codeOf = (error: unknown): unknown => Reflect.get(Object(error), 'code')

const faultOf = (error: unknown): RequestFault => faults.get(codeOf(error)) ?? requestFaults.malformedRequest
