/** Waits until the work on a resource is over: a build, an extension package, a host, a secret. */
import type { Failure } from '../failure/failure.js'
import { checkGiven, checkKind, checkNumbers, dialectWith, FUNCTION, OBJECT, SIGNAL } from '../failure/kinds.js'
import { amount, defined, isNonEmpty, isRecord, membersOf } from '../failure/plain.js'
import { notPromised } from '../failure/promised.js'
import { reactor } from '../reactor/index.js'
import { type Authorization, type LastSeen, NotSettledError, type NotSettledReason } from './not-settled.js'
import { numberFrom } from './options.js'
import { type FetchUrl, ForeignOriginError, type HostSignal, headersOf, isHttp, originsOf } from './origin.js'
import {
  isResource,
  type Poll,
  type PollRequest,
  pendingIn,
  poll,
  type SettleDialect,
  type SettleResource,
} from './poll.js'
import { errorFor } from './response.js'
import { type SignalLike, type Sleep, sleep as sleepByClock, throwIfAborted } from './wait.js'

export {
  type Authorization,
  type FetchUrl,
  ForeignOriginError,
  type HostSignal,
  type LastSeen,
  NotSettledError,
  type NotSettledReason,
  type SettleDialect,
  type SettleResource,
  type SignalLike,
  type Sleep,
}

/** The state at the last poll, and how long it takes until the next. */
export interface Progress extends LastSeen {
  /** In milliseconds. */
  readonly wait: number
}

/** How a resource is waited for. */
export interface SettleOptions {
  /** Asks for the resource; default: the host's `fetch`. Pass one that signs requests, or throws for failed responses. */
  readonly fetch?: FetchUrl | undefined
  /** The headers of each request: `authorization`, `x-api-key`, … `accept` is there already. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /**
   * The origins to which a resource's own link may lead, and to which redirects take `headers` along, as URLs; a URL that is
   * passed to `settle` itself needs no other. Default: `https://reactor.adobe.io` for resources, none for URLs.
   */
  readonly allowedOrigins?: readonly (string | { readonly href: string })[] | undefined
  /** The dialect of the resources; default: `reactor`. */
  readonly dialect?: SettleDialect | undefined
  /** Ends the wait: `settle` then throws its reason. */
  readonly signal?: SignalLike | null | undefined
  /** How long the resource is waited for at most, in milliseconds; default: 300,000. Then there is one last poll, of up to 1 s. */
  readonly timeout?: number | undefined
  /** How long one request may take, in milliseconds; default: 30,000. */
  readonly requestTimeout?: number | undefined
  /** The time between the first poll and the second, in milliseconds; default: 1,000. It grows by half with each poll. */
  readonly interval?: number | undefined
  /** The longest time between two polls, in milliseconds, unless the server asks for more; default: 10,000. */
  readonly maxInterval?: number | undefined
  /** Called after each poll that did not end the wait, and waited for. What it throws ends the wait. */
  readonly onProgress?: ((progress: Progress) => unknown) | undefined
  /** Returns the time in milliseconds, since whenever; default: `performance.now`. */
  readonly now?: (() => number) | undefined
  /** How to wait; default: by the host's timers. */
  readonly sleep?: Sleep | undefined
}

const ACCEPT = { accept: 'application/vnd.api+json;revision=1' }
/** Where the API is: https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/overview */
const API = 'https://reactor.adobe.io'
/** The time for a poll that begins when the time is over, in milliseconds. */
const LAST_POLL = 1000

/**
 * Waits until the work on a resource is over, polling it, and gives the resource when it has succeeded.
 *
 * ```ts
 * const build = await settle(created.data, { headers, signal })
 * ```
 *
 * `what` is the resource, the document that holds it, or its URL (a string, a `URL`, a link object). A resource whose work is
 * over as it is given is not asked for. A status that nobody knows is waited for like `pending`. While polls fail for reasons
 * that pass (no network, a status such as 503) the wait goes on, no faster than the server asks.
 *
 * Requests go to the origin of the URL that was passed. The link of a resource was written by somebody else: where `headers`
 * or `fetch` are set it is followed to `allowedOrigins` only. Redirects to other origins are followed without `headers`.
 *
 * Throws the `JsonApiError` of the failed resource; that of a poll which would fail again, such as 404; a `NotSettledError` when
 * the time is over, or when a person has to authorize a secret first; a `ForeignOriginError` where the link of the resource leads
 * to an origin that is not allowed; the reason of `signal` once that is aborted. Throws a `TypeError` where `what` has no
 * absolute HTTP URL or it does not lead to a resource, and for options that are not of their kind; and a `RangeError` for a time
 * that is not a number from 0 up.
 */
export function settle<Resource extends SettleResource>(
  what: Resource | { readonly data: Resource },
  options?: SettleOptions,
): Promise<Resource>
export function settle(what: string | { readonly href: string }, options?: SettleOptions): Promise<SettleResource>
export async function settle(what: unknown, options: SettleOptions = {}): Promise<SettleResource> {
  checkKind(OBJECT, { options })
  const { signal, onProgress, now = () => performance.now(), sleep = sleepByClock } = options
  const { timeout = 300_000, requestTimeout = 30_000, interval = 1000, maxInterval = 10_000 } = options
  checkNumbers({ timeout, requestTimeout, interval, maxInterval })
  checkKind(FUNCTION, { now, sleep })
  checkGiven(FUNCTION, { onProgress })
  checkGiven(SIGNAL, { signal })
  const request = requestFor(what, options)
  throwIfAborted(signal)
  const time = () => numberFrom('now', now())
  const began = time()
  let resource = givenIn(what)
  let seen: Poll = defined<Poll>({ resource })
  let pause = Math.min(interval, maxInterval)
  let isLast = timeout === 0
  for (let polls = 0; ; polls++) {
    const pending = resource && pendingIn(resource)
    const over = pending === undefined ? seen.resource : undefined
    const failed = over === undefined ? seen.failed : failuresIn(over, request)
    if (failed !== undefined && isNonEmpty(failed))
      throw errorFor(request.dialect, failed, { ...request, method: 'GET' }, settle)
    if (over !== undefined) return over
    const { failure, trouble } = seen
    const elapsed = time() - began
    const left = timeout - elapsed
    const identifier = resource && { type: resource.type, id: resource.id }
    const lastSeen = defined<LastSeen>({ resource: identifier, ...pending, polls, elapsed, failure, trouble })
    if (pending?.status === 'manual_authorization') {
      throw new NotSettledError('manual-authorization', lastSeen, authorizationIn(resource))
    }
    // A URL says nothing of the resource: the first poll is at once.
    if (polls > 0 || resource !== undefined) {
      const asked = amount(seen.retryAfter) ?? 0
      if (isLast || asked >= left) throw new NotSettledError('timeout', lastSeen)
      const wait = Math.min(Math.max(pause, asked), left)
      isLast = wait === left
      await onProgress?.({ ...lastSeen, wait })
      await sleep(wait, signal)
      pause = Math.min(pause * 1.5, maxInterval)
    }
    const limit = isLast ? LAST_POLL : Math.max(timeout - (time() - began), 0)
    seen = await poll(request, Math.min(requestTimeout, limit))
    resource = seen.resource ?? resource
  }
}

/** The failures that a resource tells of. */
const failuresIn = (resource: SettleResource, { dialect }: PollRequest): readonly Failure[] =>
  notPromised('dialect.parse', dialect.parse({ data: resource }, { status: 200 }))

/** See https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets */
function authorizationIn(resource: SettleResource | undefined): Authorization | undefined {
  const { authorization_url: url, authorization_url_expires_at: expiresAt } = membersOf(resource?.meta)
  if (typeof url !== 'string') return undefined
  return typeof expiresAt === 'string' ? { url, expiresAt } : { url }
}

/** The resource itself, or that of a document. */
const resourceIn = (what: unknown): Readonly<Record<string, unknown>> => {
  const { data } = membersOf(what)
  return membersOf(data ?? what)
}

/** The resource that was given to be waited for, where it says how far it is: a mere identifier does not. */
function givenIn(what: unknown): SettleResource | undefined {
  const resource = resourceIn(what)
  return isRecord(resource['attributes']) && isResource(resource) ? resource : undefined
}

/** The URL of a resource, and whether that is its own link; an empty one where there is none that can be read. */
function linkIn(what: unknown): { readonly isLink: boolean; readonly href: string } {
  try {
    const { self } = membersOf(resourceIn(what)['links'])
    const link = self ?? what
    return { isLink: self !== undefined, href: `${isRecord(link) ? link['href'] : link}` }
  } catch {
    return { isLink: true, href: '' } // A getter that throws, a symbol, or a revoked proxy.
  }
}

/** How to ask for the resource. Throws a `TypeError` where there is no URL that a request can be sent to, or nothing to send it. */
function requestFor(what: unknown, options: SettleOptions): PollRequest {
  const { allowedOrigins, dialect = reactor, headers = {}, signal } = options
  checkKind(FUNCTION, { fetch: options.fetch ?? fetch })
  checkKind(dialectWith('parse', 'error', 'from', 'retryAdvice'), { dialect })
  const { isLink, href } = linkIn(what)
  const url = URL.canParse(href) ? new URL(href) : undefined
  if (url === undefined || !isHttp(url.protocol)) {
    throw new TypeError('There is no absolute HTTP URL to wait for: pass the resource or its URL')
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('The URL holds credentials: pass them in "headers"')
  }
  const isTrusted = !isLink || (options.fetch === undefined && Object.keys(headers).length === 0)
  const allowed = originsOf(allowedOrigins ?? (isTrusted ? [] : [API]))
  return {
    url: url.href,
    fetch: options.fetch ?? fetch,
    harmless: ACCEPT,
    headers: headersOf(headers),
    origins: new Set(isTrusted ? [url.origin, ...allowed] : allowed),
    dialect,
    signal,
  }
}
