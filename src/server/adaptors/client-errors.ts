/** Responds to requests that are so broken that Node never hands them to a listener. */
import { reasonPhrase } from '../../jsonapi/status.js'
import { type Refusal, refusalFailure, refusals } from '../refusals.js'
import { byteLength } from './node-response.js'
import { type AdaptorOptions, responder } from './responder.js'

/** The part of a socket that is needed. */
export interface ClientErrorSocket {
  readonly writable: boolean
  end(text: string): unknown
  destroy(): unknown
}

/** The errors of Node’s parser that have a status of their own, as Node itself has it; that of all others is 400. */
const refusalsByCode: ReadonlyMap<unknown, Refusal> = new Map<unknown, Refusal>([
  ['ERR_HTTP_REQUEST_TIMEOUT', refusals.requestTimeout],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', refusals.bodyTooLarge],
  ['HPE_HEADER_OVERFLOW', refusals.headersTooLarge],
])

/**
 * Gives a listener for the event `clientError` of Node’s HTTP servers: headers too large (431), a request that takes too long
 * (408), and what is no HTTP (400) get a response and `onError` is told. A connection that was reset is closed.
 *
 * ```ts
 * server.on('clientError', clientErrorResponses())
 * ```
 *
 * @see https://nodejs.org/api/http.html#event-clienterror
 */
export function clientErrorResponses(options: AdaptorOptions = {}): (error: Error, socket: ClientErrorSocket) => void {
  const { respond } = responder(options)
  const { dialect } = options
  return (error, socket) => {
    // Node names the response that is under way so, and looks at it likewise: another in the midst of it would garble both.
    const response = Object(Reflect.get(socket, '_httpMessage'))
    const isAnswering = response.headersSent === true
    const code: unknown = Reflect.get(error, 'code')
    // Who breaks off in the middle of a body is told of by whoever reads it.
    const hasLeft = code === 'ECONNRESET' || (code === 'HPE_INVALID_EOF_STATE' && 'headersSent' in response)
    if (hasLeft || isAnswering || !socket.writable) {
      socket.destroy()
      return
    }
    const refusal = refusalsByCode.get(code) ?? refusals.malformedRequest
    const { status, headers, body } = respond(error, {}, { known: () => refusalFailure(refusal, dialect) })
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const head = `HTTP/1.1 ${status} ${reasonPhrase(status)}\r\n${lines.join('')}content-length: ${byteLength(body)}\r\nconnection: close`
    socket.end(`${head}\r\n\r\n${body}`)
  }
}
