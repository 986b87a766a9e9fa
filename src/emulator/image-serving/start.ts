/** Starts an emulator of Image Serving and Image Rendering. */

import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { checkGiven, checkKind, FUNCTION, OBJECT, TEXT } from '../../failure/kinds.js'
import { ignoreRejection } from '../../failure/promised.js'
import { maskUrl } from '../../failure/secrets.js'
import { readImageRequest, resolveAttributes } from '../../image-serving/index.js'
import { builtInFont, hasBeenProxied, type ImageResponse } from '../../image-serving/render/index.js'
import { loadSharp } from '../../image-serving/render/sharp.js'
import { responseHeaders } from '../../image-serving/response.js'
import { unrouted, withErrorResponses } from '../../server/adaptors/node.js'
import { close, listen, NAME, PORT, patient, whyForeign } from '../loopback.js'
import type { ImageConfig } from './config.js'
import { curlsFor, explanation } from './explanation.js'
import { type Responded, respondTo } from './respond.js'
import type { World } from './world.js'

/** One request and its response, for a log. */
export interface ImageRequestLog {
  readonly method: string
  /** Path and query, in which what looks like a credential is masked. */
  readonly path: string
  readonly status: number
  /** The codes of the errors that the response is about; empty where nothing failed. */
  readonly codes: readonly string[]
}

/** How to start an emulator. */
export interface ImageServingEmulatorOptions {
  /**
   * The folder of the pictures; `/is/image/shoes/red` is `shoes/red.jpg` in it, or another picture of that name. Paths lead to
   * pictures, stylesheets, captions, videos and fonts, records to other files too; hidden files and what lies outside are never read.
   */
  readonly root: string
  /** Catalogs, attributes, rules and the secondary server; default: none, so that all has its built-in value. */
  readonly config?: ImageConfig
  /** The port to listen on; default: 0, which picks one that is free. */
  readonly port?: number
  /** The address to listen on; default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string
  /** Is told of every response, behind it. */
  readonly onResponse?: (log: ImageRequestLog) => void
}

/** An emulator that runs. */
export interface ImageServingEmulator {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8080`. */
  readonly url: string
  /** Lines of curl that work as they are. */
  readonly curls: readonly string[]
  /** Stops listening, and drops connections. */
  close(): Promise<void>
}

/** The header in which the response to a request that fails says why it is what it is. */
const WHY = 'x-emulator-because'

/** The header by which a request asks for an error: `x-emulate-error: image-not-found`. */
const ASK = 'x-emulate-error'

/**
 * Starts an emulator of Image Serving (`/is/image/…`, `/is/content/…`) and Image Rendering (`/ir/render/…`): an HTTP server over a
 * folder of pictures. Requests that fail get what the attributes say, and `x-emulator-because` says why; a request that has the
 * header `x-emulate-error: <code>` gets that error; `GET {url}/emulator` explains it. It takes no requests of web pages from
 * elsewhere, and none for other hosts than this. Rejects with a TypeError where an option is not of its kind or an attribute has a
 * value that it does not take, with a `RendererMissingError` without `sharp` or `@fontsource/unifont`, and with an Error if it
 * cannot listen.
 */
export async function startImageServingEmulator(options: ImageServingEmulatorOptions): Promise<ImageServingEmulator> {
  checkKind(OBJECT, { options })
  const { root, config = {}, port = 0, host = '127.0.0.1', onResponse } = options
  checkKind(TEXT, { root })
  checkKind(NAME, { host })
  checkKind(OBJECT, { config })
  checkKind(PORT, { port })
  checkGiven(FUNCTION, { onResponse })
  checkConfig(config)
  await loadSharp()
  builtInFont()
  const about = { text: '' }
  const listener = listenerFor({ root, config }, host, about, onResponse)
  const server = createServer(patient({ headersTimeout: 10_000, requestTimeout: 60_000 }), listener)
  const url = await listen(server, port, host)
  const curls = await curlsFor(url, root)
  about.text = explanation(curls)
  return { url, curls, close: () => close(server) }
}

/** Throws where an attribute has a value that it does not take, before any request needs it. */
function checkConfig({ catalogs = {}, default: fallback, rules = [], redirect = {}, limits = {} }: ImageConfig): void {
  const shared = { default: fallback?.attributes ?? {}, redirect, limits }
  resolveAttributes(shared)
  for (const { attributes = {}, records = {} } of [fallback ?? {}, ...Object.values(catalogs)]) {
    resolveAttributes({ ...shared, catalog: attributes })
    for (const record of Object.values(records)) resolveAttributes({ record })
  }
  for (const { attributes = {}, addressFilter = '' } of rules) {
    resolveAttributes({ rule: attributes, catalog: { ClientAddressFilter: addressFilter } })
  }
}

function listenerFor(
  world: World,
  host: string,
  about: { readonly text: string },
  onResponse: ImageServingEmulatorOptions['onResponse'],
): RequestListener {
  return withErrorResponses(async (message: IncomingMessage, response: ServerResponse) => {
    let code: string | undefined
    response.once('finish', () => {
      const codes = code === undefined ? [] : [code]
      ignoreRejection(onResponse?.({ method, path: maskUrl(url), status: response.statusCode, codes }))
    })
    const { method = '', url = '', headers, socket } = message
    const foreign = whyForeign(message, host)
    if (foreign !== undefined) throw Object.assign(new Error(foreign), { status: 403, expose: true })
    if (method !== 'GET' && method !== 'HEAD') throw unrouted(['GET'])
    if (/^\/(?:emulator\/?)?(?:\?|$)/.test(url)) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(method === 'HEAD' ? '' : about.text)
      return
    }
    const request = readImageRequest(url)
    if (request === undefined) throw unrouted()
    const responded = await respondTo(world, request, {
      asked: headers[ASK]?.toString(),
      isProxied: hasBeenProxied(headers['cdn-loop']?.toString()),
      client: String(socket.remoteAddress),
    })
    code = responded.code
    send(message, response, responded)
  })
}

/** Sends a response; 304 where the client has it already. */
function send(
  { method, headers: asked }: IncomingMessage,
  target: ServerResponse,
  { response, plans }: Responded,
): void {
  const { status, headers, body }: ImageResponse = response
  const isKept = status === 200 && headers['cache-control'] !== 'no-store'
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const because = plans.flatMap((plan) =>
    plan.because.map(({ step, taken, why, source }) => `${taken ? '+' : '-'} ${step} (${source}): ${why}`),
  )
  const all = { ...headers, ...(because.length > 0 && { [WHY]: because.join(' ') }), ...(isKept && { etag }) }
  if (isKept && isKnown(asked, etag, headers['cache-control'])) {
    target.writeHead(304, all).end()
    return
  }
  target.writeHead(status, { ...all, 'content-length': body.length })
  target.end(method === 'HEAD' ? undefined : body)
}

/** Whether a client has this already; what never expires it has if it has anything (reference of `catalog::Expiration`). */
function isKnown(asked: IncomingMessage['headers'], etag: string, cacheControl: unknown): boolean {
  const tags = asked['if-none-match']
  const isForever = cacheControl === responseHeaders('', -1)['cache-control']
  if (isForever && (tags ?? asked['if-modified-since']) !== undefined) return true
  return tags === '*' || (tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false)
}
