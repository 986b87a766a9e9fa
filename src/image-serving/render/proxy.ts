/** Passes a request on to a secondary server, and gives its answer back as it is. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { RedirectPlan } from '../plan.js'
import type { ImageResponse } from '../response.js'

/** How much is read of a secondary server's answer, and for how long. */
export interface ProxyLimits {
  /** In bytes; default 64 MB. */
  readonly maxBytes?: number
  /** In milliseconds, for all of it; default a minute. */
  readonly totalTimeout?: number
}

/**
 * Says to servers that a request has been passed on, so that none passes it on in a circle.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8586 section 2
 */
const LOOP_HEADER = 'cdn-loop'

/** The name of this package in that header. */
const LOOP_NAME = 'reactor-errors'

/** Whether a request was passed on by this package, as its header says: then it is not to be passed on again. */
export function hasBeenPassedOn(header: string | undefined): boolean {
  return header?.split(',').some((entry) => entry.split(';')[0]?.trim() === LOOP_NAME) ?? false
}

/** Headers that are about one connection and not about the answer (RFC 9110, section 7.6.1). */
const perConnection: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  'content-length',
])

/**
 * The secondary server's answer, success or failure. Redirects are not followed. Rejects with an Error where the server cannot be
 * reached or does not answer in the time that the plan gives it, or answers too much.
 */
export function proxyTo(plan: RedirectPlan, limits: ProxyLimits = {}): Promise<ImageResponse> {
  const { maxBytes = 64 * 2 ** 20, totalTimeout = 60_000 } = limits
  return new Promise((resolve, reject) => {
    const isSecure = /^https:/i.test(plan.url)
    const send = isSecure ? httpsRequest : httpRequest
    const request = send(plan.url, { agent: false, headers: { [LOOP_HEADER]: LOOP_NAME } })
    const giveUp = (why: string) => () => {
      reject(new Error(`The secondary server ${why}`))
      request.destroy()
    }
    const connecting = setTimeout(giveUp('cannot be reached in time'), plan.connectTimeout)
    const waiting = setTimeout(giveUp('takes too long'), totalTimeout)
    request.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting)),
    )
    request.setTimeout(plan.socketTimeout, giveUp('does not answer in time'))
    request.on('error', reject)
    request.on('upgrade', (_response, socket) => {
      socket.destroy()
      giveUp('does not speak HTTP')()
    })
    request.on('close', () => {
      clearTimeout(connecting)
      clearTimeout(waiting)
    })
    request.on('response', (response) => {
      // Node reads 000 as well, and refuses to send it on.
      if (statusOf(response) < 200) giveUp('answers without a status')()
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > maxBytes) giveUp('answers too much')()
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => resolve(answerOf(response, Buffer.concat(chunks))))
    })
    request.end()
  })
}

/** An answer has a status. */
const statusOf = ({ statusCode }: IncomingMessage): number => statusCode as number

function answerOf(response: IncomingMessage, body: Buffer): ImageResponse {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headersDistinct)) {
    if (value !== undefined && !perConnection.has(name)) headers[name] = value.join(', ')
  }
  return { status: statusOf(response), headers, body: new Uint8Array(body) }
}
