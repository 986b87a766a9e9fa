/** Where an emulator listens, and from whom it takes requests: from programs of this machine, not from web pages elsewhere. */
import type { IncomingMessage, Server, ServerOptions } from 'node:http'
import { type AddressInfo, isIP, type Socket } from 'node:net'
import type { Kind } from '../failure/kinds.js'

/** What a server takes for a port, and nothing else: of a text it would make a pipe in the working directory. */
export const PORT: Kind = [
  'a whole number from 0 to 65535',
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 16,
]

/** The name of a host or a file: to listen at an empty one would be to listen at every address of the machine. */
export const NAME: Kind = ['a string that is not empty', (value) => typeof value === 'string' && value !== '']

/**
 * Listens, and resolves with the URL; rejects where the address cannot be had. A connection that is silent for twice the time that
 * headers may take before its first request is dropped: among thousands that open at once, Node’s own check overlooks some.
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  server.on('connection', (socket: Socket) => socket.setTimeout(2 * server.headersTimeout))
  server.on('request', ({ socket }: IncomingMessage) => socket.setTimeout(0))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      // A server that listens on a port has such an address; only pipes have others.
      resolve(urlOf(server.address() as AddressInfo))
    })
  })
}

/** The URL of a server that listens on an address. IPv6 addresses stand in brackets there. */
export function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** Stops listening, and drops the connections that are open. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** How long connections and requests may take, in milliseconds. */
export interface Patience {
  /** From the opening of a connection, or its first byte, to the end of the headers. */
  readonly headersTimeout: number
  /** From the first byte of a request to the last of its body. */
  readonly requestTimeout: number
}

/** Options of `createServer` that close connections which send nothing, or too slowly, so that nobody can hold all of them. */
export function patient({ headersTimeout, requestTimeout }: Patience): ServerOptions {
  // A client whose event loop was busy for some seconds, as in a test, still finds its connection open.
  const keepAliveTimeout = 60_000
  return {
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: Math.ceil(headersTimeout / 4),
  }
}

/** What of a request tells where it comes from. */
export type Caller = Pick<IncomingMessage, 'headers' | 'method' | 'url'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'localAddress'>
}

/** The servers whose places emulators take, which proxies are asked for by name. */
const EMULATED = /(?:^|\.)(?:adobe\.io|adobelogin\.com|scene7\.com)$/

/**
 * Says why a request is refused that a web page elsewhere may have made; `undefined` where there is no reason. `bound` is the
 * name or address that the server was told to listen on.
 *
 * - `Host` has to name this machine: a page whose name was rebound to a loopback address still sends its own name.
 * - `Origin` has to be the server's own, and `Sec-Fetch-Site` must not speak of another site, unless a link was followed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2 and https://fetch.spec.whatwg.org/#origin-header
 */
export function whyForeign({ headers, method, url, socket }: Caller, bound: string): string | undefined {
  const { host, origin } = headers
  // Only clients that were told of a proxy send whole URLs, and then Host counts for nothing.
  const target = /^https?:\/\/([^/?#]*)/i.exec(String(url))?.[1]
  const name = hostnameOf(target ?? host ?? 'localhost')
  const isHere = name !== undefined && (isLocal(name, bound) || isAddressOf(name, socket.localAddress))
  if (!isHere && (target === undefined || name === undefined || !EMULATED.test(name))) {
    return 'Host has to name this machine: requests for other names are refused.'
  }
  if (origin !== undefined && origin !== `http://${host}`) return 'Requests of web pages are refused.'
  const isLink = headers['sec-fetch-mode'] === 'navigate' && (method === 'GET' || method === 'HEAD')
  const site = headers['sec-fetch-site']
  const isElsewhere = site === 'cross-site' || site === 'same-site'
  return isElsewhere && !isLink ? 'Requests of web pages are refused.' : undefined
}

/** The name in `name:port`, in lower case, brackets aside; `undefined` where it is none. */
function hostnameOf(authority: string): string | undefined {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([\w.-]+?)\.?)(?::\d{0,5})?$/i.exec(authority) ?? []
  return (bracketed ?? plain)?.toLowerCase()
}

// https://www.rfc-editor.org/rfc/rfc6761#section-6.3: names below localhost are loopback, too.
const isLocal = (name: string, bound: string): boolean =>
  name === bound.toLowerCase() ||
  name === 'localhost' ||
  name.endsWith('.localhost') ||
  name === '::1' ||
  (isIP(name) === 4 && name.startsWith('127.'))

/** Whether a name is the address, not a name for it, that the request arrived at. */
const isAddressOf = (name: string, address: string | undefined): boolean =>
  address !== undefined && name === address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
