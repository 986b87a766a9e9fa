/** Finds out whether a picture is what was asked for, or an error that a server drew into one. */
import { readContext } from '../../dialect/reader.js'
import type { Failure } from '../../failure/failure.js'
import { checkGiven, checkKind, FUNCTION, OBJECT, oneOf, SIGNAL, TEXTS } from '../../failure/kinds.js'
import { mask, secretsOf } from '../../failure/secrets.js'
import { imageRendering, imageServing } from '../../image-serving/dialects.js'
import { imageFailure } from '../../image-serving/failure.js'
import { fingerprintOf } from '../../image-serving/fingerprint.js'
import { readPictureHead } from '../../image-serving/picture-size.js'
import { parseProperties } from '../../image-serving/properties.js'
import type { Properties } from '../../image-serving/property-text.js'
import type { ImageService } from '../../image-serving/services.js'
import { type ReadBody, readBody, type Shortfall } from '../body.js'
import { type Limits, limitsOf, type ResponseDialect } from '../options.js'
import { absolute, type FetchUrl, fetchGuarded, type HostSignal, headersOf, hrefOf, originsOf } from '../origin.js'
import { failuresOf, type ResponseHead } from '../response.js'
import { withTimeLimit } from '../wait.js'

/** How to check. */
export interface CheckImageOptions {
  /** Asks for a URL; default: the host's `fetch`. What it throws is passed on. */
  readonly fetch?: FetchUrl | undefined
  /** Which server it is; default: Image Rendering for paths that begin with `/ir/`, Image Serving for all others. */
  readonly service?: ImageService | undefined
  /** The fingerprints of error images that the server is known to send (see `fingerprintOf`); default: none. */
  readonly fingerprints?: readonly string[] | undefined
  /**
   * What to ask about the same request where the picture alone does not tell: `props`, for the properties of its result, where
   * neither error images nor default images come in their place; `validate`, which finds requests that cannot be parsed and looks at
   * no picture, so that nothing is ever sound; or `nothing`. Default: `props`.
   */
  readonly ask?: 'props' | 'validate' | 'nothing' | undefined
  /** Sent with each request to the origin of the URL. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Further origins to which redirects take `headers` along, as URLs; default: none. */
  readonly allowedOrigins?: readonly (string | { readonly href: string })[] | undefined
  /** Ends the check with its reason. */
  readonly signal?: HostSignal | undefined
  /** The longest body that is read, in bytes; default: 16 MiB. */
  readonly maxBytes?: number | undefined
  /** The longest time that a response may take to begin, and its body to arrive after that, in milliseconds; default: 60,000. */
  readonly timeout?: number | undefined
}

/** The outcome of a check. Plain data. */
export type ImageCheck =
  /** The request failed; `by` says what told: its own response, the fingerprint of the picture, or the response to what was asked. */
  | {
      readonly verdict: 'failed'
      readonly by: 'response' | 'fingerprint' | 'props' | 'validate'
      readonly failure: Failure
    }
  /** A whole picture came, of the size that its properties have. */
  | { readonly verdict: 'sound'; readonly by: 'props' }
  /** Something came with a status of success that may be an error image, or is no picture at all: nothing tells. */
  | { readonly verdict: 'undetectable'; readonly why: string }

const DEFAULTS: Limits = { maxBytes: 16 * 2 ** 20, timeout: 60_000 }

/** One response that was read. */
interface Arrived {
  readonly head: ResponseHead
  readonly body: ReadBody
  readonly failure: Failure | undefined
}

/**
 * Asks for the picture at `url` and tells whether it is one. An error image comes with the status 200 like any other picture: it is
 * known by its fingerprint, or by asking the server for the properties of the picture that the request gives, which are those of an
 * error, or of a picture of another size. What is not sent as a picture, breaks off, is longer than `maxBytes`, or is of a format
 * whose size is not read (all but AVIF, BMP, GIF, JPEG, PNG, TIFF and WebP) is `undetectable`, whatever the properties say.
 *
 * The headers go to the origin of `url`; redirects to other origins are followed without them, save to `allowedOrigins`.
 *
 * A redirect from a public host into an internal network is refused, save to `allowedOrigins`.
 *
 * Rejects with what `fetch` throws, with a `TimeoutError` where no response begins in time, with the reason of an abort, with a
 * `RangeError` for a limit that is not a number from 0 up, and with a `TypeError` for a `url` that is not absolute, a redirect that
 * is refused, and options that are not of their kind.
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “ErrorImage”, “req”
 */
export async function checkImage(
  url: string | { readonly href: string },
  options: CheckImageOptions = {},
): Promise<ImageCheck> {
  const check = checkerOf(options)
  const href = hrefOf(url)
  if (href === undefined) throw new TypeError('"url" must be a URL')
  return check(href, options.signal)
}

/** Checks one picture, with the options that it was made of. Rejects as `checkImage` does. */
export type Checker = (url: string, signal?: HostSignal) => Promise<ImageCheck>

/** A checker of such options. Throws a `RangeError` and a `TypeError` for those that are not of their kind. */
export function checkerOf(options: CheckImageOptions): Checker {
  checkKind(OBJECT, { options })
  checkGiven(FUNCTION, { fetch: options.fetch })
  checkGiven(SIGNAL, { signal: options.signal })
  checkGiven(TEXTS, { fingerprints: options.fingerprints })
  checkGiven(oneOf('image-serving', 'image-rendering'), { service: options.service })
  checkGiven(oneOf('props', 'validate', 'nothing'), { ask: options.ask })
  const ask = askerOf(options)
  // The host's own, whichever types it has.
  const never = new AbortController().signal as HostSignal
  return (url, signal = never) => {
    const service = options.service ?? (/^[^?#]*\/ir\//.test(url) ? 'image-rendering' : 'image-serving')
    const dialect = service === 'image-rendering' ? imageRendering : imageServing
    return checkBy((address) => ask(address, dialect, signal), url, { ...options, service })
  }
}

/** Checks the picture at `url` by what `send` gets for it, and for what is asked about it. */
async function checkBy(
  send: (url: string) => Promise<Arrived>,
  url: string,
  { fingerprints = [], ask = 'props', service }: CheckImageOptions & { readonly service: ImageService },
): Promise<ImageCheck> {
  const picture = await send(url)
  if (isCutShort(picture)) return undetectable(picture.body.shortfall.message)
  if (picture.failure !== undefined) return { verdict: 'failed', by: 'response', failure: picture.failure }
  const errorImage = imageFailure(service, { viaErrorImage: true }, 'error-image', readContext(picture.head))
  if (fingerprints.length > 0) {
    const fingerprint = await fingerprintOf(picture.body.bytes)
    const known = fingerprints.some((each) => each.toLowerCase() === fingerprint)
    if (known) return { verdict: 'failed', by: 'fingerprint', failure: errorImage }
  }
  if (ask === 'nothing') return undetectable('An error image comes with the status 200 as well, and nothing was asked')
  const asked = await send(withRequestType(url, ask))
  if (isCutShort(asked)) return undetectable(`Of the response to req=${ask}: ${asked.body.shortfall.message}`)
  // A page, as of somebody who wants a sign-in, is about something else than the picture.
  const isPage = asked.failure?.format === 'html' && asked.head.status < 400
  if (asked.failure !== undefined && !isPage) {
    return { verdict: 'failed', by: ask, failure: withRequest(asked.failure, ask) }
  }
  if (ask === 'validate') return undetectable('req=validate parses the request, and looks at no picture')
  const properties = parseProperties(asked.body.bytes, { ...asked.head, service })
  return properties.ok
    ? compared(picture, properties.properties, errorImage)
    : undetectable('The response to req=props has no properties')
}

/** Whether what came with a status of success broke off, took too long, or is longer than we read: all of it may be a picture. */
const isCutShort = (arrived: Arrived): arrived is Arrived & { readonly body: { readonly shortfall: Shortfall } } =>
  arrived.head.status < 400 && /^(?:malformed|timed-out|too-large)$/.test(arrived.body.shortfall?.format ?? '')

/** The outcome of a check of which nothing tells. */
export const undetectable = (why: string): ImageCheck => ({ verdict: 'undetectable', why })

/** The picture that came beside the properties of the picture that the request gives. */
function compared(
  { head: { status }, body: { bytes } }: Arrived,
  properties: Properties,
  errorImage: Failure,
): ImageCheck {
  if (status === 304) return undetectable('Nothing has changed since, so that no picture was sent')
  const picture = readPictureHead(bytes)
  if (picture === undefined) return undetectable('What was sent is no picture whose size can be read')
  const [width, height] = [numberIn(properties, 'image.width'), numberIn(properties, 'image.height')]
  if (width === undefined || height === undefined) return undetectable('The response to req=props tells no size')
  if (picture.width !== width || picture.height !== height) {
    const [first] = errorImage.errors
    const detail = `The picture has ${picture.width} by ${picture.height} pixels, and its properties say ${width} by ${height}.`
    return {
      verdict: 'failed',
      by: 'props',
      failure: withRequest({ ...errorImage, errors: [{ ...first, detail }] }, 'props'),
    }
  }
  return picture.isWhole ? { verdict: 'sound', by: 'props' } : undetectable('The picture breaks off')
}

function numberIn(properties: Properties, name: string): number | undefined {
  const value = Object.hasOwn(properties, name) ? properties[name] : undefined
  return (typeof value === 'string' || typeof value === 'number') && /^\d{1,9}$/.test(String(value))
    ? Number(value)
    : undefined
}

/** Sends a request to a service, and reads what comes back. */
type Ask = (url: string, dialect: ResponseDialect, signal: HostSignal) => Promise<Arrived>

/** Throws a `RangeError` and a `TypeError` for options that are not of their kind. */
function askerOf(options: CheckImageOptions): Ask {
  const limits = limitsOf(options, DEFAULTS)
  const headers = headersOf(options.headers)
  const allowed = originsOf(options.allowedOrigins ?? [])
  const { fetch: get = fetch } = options
  return async (url, dialect, signal) => {
    const origins = new Set([absolute(url).origin, ...allowed])
    const response = await withTimeLimit(limits.timeout, signal, (limited) =>
      // Made by the host's own controller.
      fetchGuarded({ url, fetch: get, headers, origins }, limited as HostSignal),
    )
    const head = { status: response.status, headers: response.headers }
    const body = await readBody(response, limits, signal)
    const [failure] = failuresOf(dialect, body, head)
    return { head, body, failure: failure && mask(failure, secretsOf({ headers, url })) }
  }
}

/** The request with another `req=`; everything else of it stays as it is written. */
function withRequestType(url: string, ask: string): string {
  const address = url.replace(/#.*/s, '')
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
