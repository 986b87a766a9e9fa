/** Sends a request to a secondary server, and gives its response as it is, but for what must not reach clients. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isInternalHost } from '../internal-host.js'
import type { RedirectPlan } from '../plan.js'
import { isServicePath } from '../request.js'
import type { ImageResponse } from '../response.js'

/** How much is read of a secondary server's response, for how long, and what of it reaches clients. */
export interface ProxyLimits {
  /** In bytes; default 64 MB. */
  readonly maxBytes?: number
  /** In milliseconds, for all of it; default a minute. */
  readonly totalTimeout?: number
  /** Whether redirects to the secondary server itself or into its network reach clients; default: no. */
  readonly allowInternalLocations?: boolean
}

/**
 * Says to servers that a request has been proxied, so that none proxies it in a circle.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8586 section 2
 */
const LOOP_HEADER = 'cdn-loop'

/** The name of this package in that header. */
const LOOP_NAME = 'reactor-errors'

/** Whether a request was proxied by this package, as its header says: then it must not be proxied again. */
export function hasBeenProxied(header: string | undefined): boolean {
  return header?.split(',').some((entry) => entry.split(';')[0]?.trim() === LOOP_NAME) ?? false
}

/**
 * The secondary server's response, success or failure. Redirects are not followed. Rejects with an Error where the URL of the plan is
 * for no image or content, and where the server cannot be reached, does not respond in the time that the plan gives it, or sends too
 * much.
 */
export function proxy(plan: RedirectPlan, limits: ProxyLimits = {}): Promise<ImageResponse> {
  const { maxBytes = 64 * 2 ** 20, totalTimeout = 60_000, allowInternalLocations = false } = limits
  return new Promise((resolve, reject) => {
    const url = new URL(plan.url)
    const isSecure = url.protocol === 'https:'
    const isSound = (isSecure || url.protocol === 'http:') && url.username === '' && url.password === ''
    if (!(isSound && isServicePath(url.pathname))) throw new Error('The URL is none of a secondary server')
    const send = isSecure ? httpsRequest : httpRequest
    const request = send(url, { agent: false, headers: { [LOOP_HEADER]: LOOP_NAME } })
    const giveUp = (why: string) => () => {
      reject(new Error(`The secondary server ${why}`))
      request.destroy()
    }
    const connecting = setTimeout(giveUp('cannot be reached in time'), plan.connectTimeout)
    const waiting = setTimeout(giveUp('takes too long'), totalTimeout)
    request.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting)),
    )
    request.setTimeout(plan.socketTimeout, giveUp('does not respond in time'))
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
      if (statusOf(response) < 200) giveUp('responds without a status')()
      const chunks: Buffer[] = []
      let length = 0
      response.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > maxBytes) giveUp('sends too much')()
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => {
        const headers = headersOf(response, allowInternalLocations ? undefined : url)
        resolve({ status: statusOf(response), headers, body: new Uint8Array(Buffer.concat(chunks)) })
      })
    })
    request.end()
  })
}

/** A response has a status. */
const statusOf = ({ statusCode }: IncomingMessage): number => statusCode as number

/** Headers that are about one connection and not about the response (RFC 9110, section 7.6.1), or about the server itself. */
const perConnection: readonly string[] = [
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['content-length', 'alt-svc', 'proxy-authenticate', 'proxy-authentication-info'],
]

/** The headers that clients see; those that name a place inside only where `server` is absent. */
function headersOf({ headersDistinct }: IncomingMessage, server: URL | undefined): ImageResponse['headers'] {
  const named = (headersDistinct['connection'] ?? []).flatMap((value) => value.toLowerCase().split(','))
  const hidden = new Set([...perConnection, ...named.map((name) => name.trim())])
  const entries = Object.entries(headersDistinct).flatMap(([name, values = []]) => {
    const isInternal = server !== undefined && PLACES.has(name) && values.some((value) => leadsInside(value, server))
    if (hidden.has(name) || isInternal) return []
    // Dates have commas, so that cookies cannot be joined (RFC 9110, section 5.3).
    return [[name, name === 'set-cookie' ? values : values.join(', ')] as const]
  })
  return Object.fromEntries(entries)
}

const PLACES: ReadonlySet<string> = new Set(['location', 'content-location', 'refresh'])

/** Stands for the server that the client knows, where relative references stay. */
const CLIENT_SIDE = 'http://client.invalid/'

/** Whether a reference leads to the secondary server, under whatever scheme and port, or into a network of its own. */
function leadsInside(reference: string, { hostname }: URL): boolean {
  const place = reference.replace(/^[^;]{0,20};\s*url\s*=\s*["']?/i, '')
  const host = URL.canParse(place, CLIENT_SIDE) ? new URL(place, CLIENT_SIDE).hostname : ''
  return host !== 'client.invalid' && (host === hostname || isInternalHost(host))
}
