/** Finds out whether a picture is what was asked for, or an error that a server drew into one. */
import { readContext } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import { mask, secretsOf } from '../failure/secrets.js'
import { imageRendering, imageServing } from '../image-serving/dialects.js'
import { imageFailure } from '../image-serving/failure.js'
import { fingerprintOf } from '../image-serving/fingerprint.js'
import { parseProperties } from '../image-serving/properties.js'
import type { ImageService } from '../image-serving/services.js'
import { type ReadBody, readBody } from './body.js'
import { type Limits, limitsOf, type ResponseDialect } from './options.js'
import { absolute, type FetchUrl, fetchGuarded, type HostSignal, headersOf, originsOf } from './origin.js'
import { failuresOf, type ResponseHead } from './response.js'

export type { FetchUrl, HostSignal }

/** How to check. */
export interface CheckImageOptions {
  /** Asks for a URL; default: the host's `fetch`. What it throws is passed on. */
  readonly fetch?: FetchUrl
  /** Which server it is; default: Image Rendering for paths that begin with `/ir/`, Image Serving for all others. */
  readonly service?: ImageService
  /** The fingerprints of error images that the server is known to send (see `fingerprintOf`); default: none. */
  readonly fingerprints?: readonly string[]
  /**
   * What to ask about the same request where the picture alone does not tell: `props`, for the properties of its result, where
   * neither error images nor default images come in their place; `validate`; or `nothing`. Default: `props`.
   */
  readonly ask?: 'props' | 'validate' | 'nothing'
  /** Sent with each request to the origin of the URL. */
  readonly headers?: Readonly<Record<string, string>>
  /** Further origins to which redirects take `headers` along, as URLs; default: none. */
  readonly allowedOrigins?: readonly (string | URL)[]
  /** Ends the check with its reason. */
  readonly signal?: HostSignal
  /** The longest body that is read, in bytes; default: 16 MiB. */
  readonly maxBytes?: number
  /** The longest time that a body may take to arrive, in milliseconds; default: 60,000. */
  readonly timeout?: number
}

/** The outcome of a check. Plain data. */
export type ImageCheck =
  /** The request failed; `by` says what told: its own response, the fingerprint of the picture, or the response to what was asked. */
  | {
      readonly verdict: 'failed'
      readonly by: 'response' | 'fingerprint' | 'props' | 'validate'
      readonly failure: Failure
    }
  /** The request is in order, as the response to what was asked says. */
  | { readonly verdict: 'sound'; readonly by: 'props' | 'validate' }
  /** A picture came with a status of success, and it may be an error image: nothing tells. */
  | { readonly verdict: 'undetectable'; readonly why: string }

const DEFAULTS: Limits = { maxBytes: 16 * 2 ** 20, timeout: 60_000 }

/** One response that was read. */
interface Arrived {
  readonly head: ResponseHead
  readonly body: ReadBody
  readonly failure: Failure | undefined
}

/**
 * Asks for the picture at `url` and tells whether it is one. An error image comes with the status 200 like any other picture:
 * it is known by its fingerprint, or by asking the server about the same request.
 *
 * The headers go to the origin of `url`; redirects to other origins are followed without them, save to `allowedOrigins`.
 *
 * Rejects with what `fetch` throws, with the reason of an abort, with a `RangeError` for a limit that is not a number from 0 up, and
 * with a `TypeError` for a `url` that is not absolute.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “ErrorImage”, “req”
 */
export async function checkImage(url: string, options: CheckImageOptions = {}): Promise<ImageCheck> {
  const { fingerprints = [], ask = 'props' } = options
  const service = options.service ?? (/^[^?#]*\/ir\//.test(url) ? 'image-rendering' : 'image-serving')
  const dialect = service === 'image-rendering' ? imageRendering : imageServing
  const send = sender(dialect, options)
  const picture = await send(url)
  if (picture.failure !== undefined) return { verdict: 'failed', by: 'response', failure: picture.failure }
  if (fingerprints.length > 0) {
    // The bytes are ours, and no view of shared memory.
    const fingerprint = await fingerprintOf(picture.body.bytes as Uint8Array<ArrayBuffer>)
    const known = fingerprints.some((each) => each.toLowerCase() === fingerprint)
    const context = readContext(picture.head)
    const failure = imageFailure(service, { viaErrorImage: true }, 'error-image', context)
    if (known) return { verdict: 'failed', by: 'fingerprint', failure }
  }
  if (ask === 'nothing') {
    return {
      verdict: 'undetectable',
      why: 'An error image comes with the status 200 as well, and nothing was asked about it',
    }
  }
  const asked = await send(withRequestType(url, ask))
  if (asked.failure !== undefined) return { verdict: 'failed', by: ask, failure: withRequest(asked.failure, ask) }
  const properties = parseProperties(asked.body.bytes, { ...asked.head, service })
  const isTold = properties.ok && (ask === 'props' || properties.properties['request.isValid'] === '1')
  if (isTold) return { verdict: 'sound', by: ask }
  return { verdict: 'undetectable', why: `The server does not answer req=${ask} as it should` }
}

/** Sends requests, and reads what comes back. Throws a `RangeError` and a `TypeError` for options that are not of their kind. */
function sender(dialect: ResponseDialect, options: CheckImageOptions): (url: string) => Promise<Arrived> {
  const limits = limitsOf(options, DEFAULTS)
  const headers = headersOf(options.headers)
  const allowed = originsOf(options.allowedOrigins ?? [])
  // The host's own, whichever types it has.
  const { fetch: get = fetch, signal = new AbortController().signal as HostSignal } = options
  return async (url) => {
    const origins = new Set([absolute(url).origin, ...allowed])
    const response = await fetchGuarded({ url, fetch: get, headers, origins }, signal)
    const head = { status: response.status, headers: response.headers }
    const body = await readBody(response, limits, signal)
    const [failure] = failuresOf(dialect, body, head)
    return { head, body, failure: failure && mask(failure, secretsOf({ headers, url })) }
  }
}

/** The request with another `req=`; everything else of it stays as it is written. */
function withRequestType(url: string, ask: string): string {
  const address = url.replace(/#.*$/, '')
  const start = address.indexOf('?')
  if (start < 0) return `${address}?req=${ask}`
  const commands = address.slice(start + 1).split('&')
  const others = commands.filter((command) => command !== '' && !/^req=/i.test(command))
  return `${address.slice(0, start)}?${[...others, `req=${ask}`].join('&')}`
}

/** The failure, and what was asked for when it came. */
function withRequest(failure: Failure, req: string): Failure {
  const [first, ...others] = failure.errors
  return { ...failure, errors: [{ ...first, meta: { ...first.meta, req } }, ...others] }
}
