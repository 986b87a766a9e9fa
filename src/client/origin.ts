/** Keeps what a caller sends along with requests at the origins that it is meant for, and redirects out of internal networks. */
import { checkGiven, checkKind, type Kind, OBJECT } from '../failure/kinds.js'
import { isInternalHost } from '../image-serving/internal-host.js'
import { attempt } from '../jsonapi/attempt.js'
import { discardBody } from './body.js'
import type { ResponseLike } from './fetch.js'
import type { SignalLike } from './wait.js'

/** A request would have gone to an origin that nobody has named: it was not sent, and neither were its headers. */
export class ForeignOriginError extends Error {
  /** The origin: `https://example.com`. */
  readonly origin: string

  /** @param origin where the request would have gone. */
  constructor(origin: string) {
    super(`The link leads to ${origin}, where nothing is sent: "allowedOrigins" has to name that origin first`)
    this.origin = origin
  }

  override get name(): string {
    return 'ForeignOriginError'
  }
}

/** The `AbortSignal` of the program's own types, as its `fetch` takes it: browsers, Node and Workers declare one each. */
export type HostSignal = typeof globalThis extends {
  readonly fetch: (input: never, init?: infer Init) => unknown
}
  ? NonNullable<Extract<Init, { readonly signal?: unknown }>['signal']>
  : SignalLike

/** The second argument of `fetch`, as far as it is used. */
interface FetchInit {
  readonly headers: Record<string, string>
  readonly signal: HostSignal
  /** `manual`: a redirect is given back, not followed. */
  readonly redirect: 'manual' | 'follow'
}

/** A function that asks for a URL: the host's `fetch`, or one made of it. */
export type FetchUrl = (url: string, init: FetchInit) => Promise<ResponseLike>

/** A request, and where its headers may go. */
export interface GuardedRequest {
  readonly url: string
  readonly fetch: FetchUrl
  /** Sent to every origin. */
  readonly harmless?: Readonly<Record<string, string>>
  /** The caller's headers, which are sent to `origins` only. */
  readonly headers: Readonly<Record<string, string>>
  readonly origins: ReadonlySet<string>
}

/** The statuses of redirects (RFC 9110, section 15.4) that a GET follows with a GET. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** As many as `fetch` follows: https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST_REDIRECTS = 20

const INWARDS = 'A redirect leads into an internal network, which "allowedOrigins" has to name first'

/** The text of a URL; `undefined` for what is none. Throws what a getter of it throws. */
export function hrefOf(url: unknown): string | undefined {
  // Anything may be asked for a member, once it is an object.
  const href: unknown = typeof url === 'string' ? url : (Object(url) as { readonly href?: unknown }).href
  return typeof href === 'string' ? href : undefined
}

const URLS: Kind = ['a list of URLs', Array.isArray]

/**
 * The origins of URLs: `https://example.com` of `https://example.com/a`. Throws a `TypeError` for what is no absolute HTTP URL.
 */
export function originsOf(urls: readonly (string | { readonly href: string })[]): readonly string[] {
  checkKind(URLS, { allowedOrigins: urls })
  return urls.map((url, index) => {
    const { origin, protocol } = attempt(() => new URL(hrefOf(url) ?? '')) ?? { protocol: '' }
    if (origin === undefined || !isHttp(protocol))
      throw new TypeError(`"allowedOrigins[${index}]" must be an absolute HTTP URL`)
    return origin
  })
}

/** Whether a protocol is one that requests are sent by. */
export const isHttp = (protocol: string): boolean => protocol === 'http:' || protocol === 'https:'

/** Headers by their names in lower case; those given later replace those before. Throws a `TypeError` for what is no header. */
export function headersOf(given: Readonly<Record<string, string>> | undefined): Record<string, string> {
  checkGiven(OBJECT, { headers: given })
  return Object.fromEntries(new Headers(given))
}

/** The parts of a URL that are used. */
interface Address {
  readonly href: string
  readonly origin: string
  readonly hostname: string
}

/** A URL as `fetch` takes it: relative ones are those of the page. Throws a `TypeError` for one that is relative to nothing. */
export function absolute(url: string): Address {
  // Pages have a location, as have some workers.
  const { location } = globalThis as { readonly location?: { readonly href: string } }
  return new URL(url, location?.href)
}

/**
 * Sends a GET and follows redirects as `fetch` does, save that the caller's headers stay behind at the first origin to which they
 * may not go. Browsers do not tell where a redirect leads: there they stay behind at every redirect. Throws a
 * `ForeignOriginError` where the URL itself is at such an origin, a `TypeError` where a redirect leads from a public host into an
 * internal network that none of the origins is in, and whatever `fetch` throws.
 */
export async function fetchGuarded(request: GuardedRequest, signal: HostSignal): Promise<ResponseLike> {
  const { fetch, harmless, origins } = request
  let { headers } = request
  let url = absolute(request.url)
  if (!origins.has(url.origin)) throw new ForeignOriginError(url.origin)
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const response = await fetch(url.href, { headers: { ...harmless, ...headers }, signal, redirect: 'manual' })
    if (response.type === 'opaqueredirect') {
      return fetch(url.href, { headers: { ...harmless }, signal, redirect: 'follow' })
    }
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null
    if (location === null) return response
    discardBody(response)
    const next = new URL(location, url.href)
    if (!isHttp(next.protocol)) throw new TypeError(`A redirect leads to a URL of ${next.protocol}`)
    if (!origins.has(next.origin)) {
      if (isInternalHost(next.hostname) && !isInternalHost(url.hostname)) throw new TypeError(INWARDS)
      headers = {}
    }
    url = next
  }
  throw new TypeError(`There were more than ${MOST_REDIRECTS} redirects`)
}
