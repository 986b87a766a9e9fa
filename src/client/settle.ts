/** Waits until the work on a resource is over: a build, an extension package, a host, a secret. */

import { defined, isRecord, membersOf } from '../failure/plain.js'
import { secretsOf } from '../failure/secrets.js'
import { reactor } from '../reactor/index.js'
import { raise } from './answer.js'
import { type SignalLike, throwIfAborted } from './body.js'
import { checkNumbers } from './check-numbers.js'
import { type Authorization, type LastSeen, NotSettledError, type NotSettledReason } from './not-settled.js'
import { type HostSignal, type Look, look, type PollOptions, type SettleDialect, type SettleFetch } from './poll.js'
import { pendingIn, type SettleResource } from './resource-state.js'
import { type Sleep, sleep as sleepByClock } from './sleep.js'

export {
  type Authorization,
  type HostSignal,
  type LastSeen,
  NotSettledError,
  type NotSettledReason,
  type SettleDialect,
  type SettleFetch,
  type SettleResource,
  type SignalLike,
  type Sleep,
}

/** What was last seen, and how long it takes until the next look. */
export interface Progress extends LastSeen {
  /** In milliseconds. */
  readonly wait: number
}

/** How a resource is waited for. */
export interface SettleOptions {
  /** Asks for the resource; default: the host's `fetch`. What signs requests, or makes errors of answers, goes here. */
  readonly fetch?: SettleFetch | undefined
  /** The headers of each request: `authorization`, `x-api-key`, … `accept` is there already. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Whose resources they are; default: `reactor`. */
  readonly dialect?: SettleDialect | undefined
  /** Ends the wait: `settle` then throws its reason. */
  readonly signal?: SignalLike | null | undefined
  /** How long the resource is waited for at most, in milliseconds; default: 300,000. */
  readonly timeout?: number | undefined
  /** How long one request may take, in milliseconds; default: 30,000. */
  readonly requestTimeout?: number | undefined
  /** The time between the first look and the second, in milliseconds; default: 1,000. It grows by half with each look. */
  readonly interval?: number | undefined
  /** The longest time between two looks, in milliseconds, unless the server asks for more; default: 10,000. */
  readonly maxInterval?: number | undefined
  /** Told after each look that did not end the wait. What it throws ends it. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
  /** The time in milliseconds, since whenever; default: `performance.now`. */
  readonly now?: (() => number) | undefined
  /** How to wait; default: by the host's timers. */
  readonly sleep?: Sleep | undefined
}

const ACCEPT = { accept: 'application/vnd.api+json;revision=1' }

/**
 * Waits until the work on a resource is over, looking at it again and again, and gives the resource when it has succeeded.
 *
 * ```ts
 * const build = await settle(created.data, { headers, signal })
 * ```
 *
 * `what` is the resource, the document that holds it, or its link (a string, a `URL`, a link object). A resource whose work is
 * over as it is given is not asked for. A status that nobody knows is waited for like `pending`. While looks fail for reasons
 * that pass (no network, 503, a code that the catalog calls `later`) the wait goes on, no faster than the server asks.
 *
 * Throws the `JsonApiError` of the failed resource, with a failure for each way in which it failed; that of a look which
 * would fail again, such as 404; a `NotSettledError` when the time is over, or when a person has to authorize a secret first; the
 * reason of `signal` once that is aborted. Throws a `TypeError` where `what` has no absolute HTTP link or the link does not lead
 * to a resource, and a `RangeError` for a time that is not a number from 0 up.
 */
export function settle<Resource extends SettleResource>(
  what: Resource | { readonly data: Resource },
  options?: SettleOptions,
): Promise<Resource>
export function settle(what: string | { readonly href: string }, options?: SettleOptions): Promise<SettleResource>
export async function settle(what: unknown, options: SettleOptions = {}): Promise<SettleResource> {
  const { dialect = reactor, signal, onProgress, now = () => performance.now(), sleep = sleepByClock } = options
  const { timeout = 300_000, requestTimeout = 30_000, interval = 1000, maxInterval = 10_000 } = options
  checkNumbers({ timeout, requestTimeout, interval, maxInterval })
  const headers = { ...ACCEPT, ...options.headers }
  const pollOptions: PollOptions = { url: urlOf(what), headers, fetch: options.fetch ?? fetch, dialect, signal }
  throwIfAborted(signal)
  const began = now()
  const elapsed = () => now() - began
  let resource = givenIn(what)
  let seen: Look = defined<Look>({ resource })
  let pause = Math.min(interval, maxInterval)
  for (let looks = 0; ; looks++) {
    const pending = resource && pendingIn(resource)
    if (seen.resource !== undefined && pending === undefined) return outcomeOf(seen.resource, pollOptions)
    const { failure, trouble } = seen
    const identifier = resource && { type: resource.type, id: resource.id }
    const lastSeen = defined<LastSeen>({
      resource: identifier,
      ...pending,
      looks,
      elapsed: elapsed(),
      failure,
      trouble,
    })
    if (pending?.status === 'manual_authorization') {
      throw new NotSettledError('manual-authorization', lastSeen, authorizationIn(resource))
    }
    // A link says nothing of the resource: the first look is at once.
    if (looks > 0 || resource !== undefined) {
      const wait = Math.max(pause, seen.retryAfter ?? 0)
      if (lastSeen.elapsed + wait >= timeout) throw new NotSettledError('timeout', lastSeen)
      onProgress?.({ ...lastSeen, wait })
      await sleep(wait, signal)
      pause = Math.min(pause * 1.5, maxInterval)
    }
    seen = await look(pollOptions, Math.min(requestTimeout, Math.max(timeout - elapsed(), 0)))
    resource = seen.resource ?? resource
  }
}

/** Gives a resource whose work is over, or throws what came of it. */
function outcomeOf(resource: SettleResource, { dialect, headers, url }: PollOptions): SettleResource {
  const failures = dialect.parse({ data: resource }, { status: 200 })
  if (failures.length === 0) return resource
  throw raise(dialect, failures, secretsOf({ headers, url }))
}

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

/** What was given to be waited for, where it says how far it is: a mere identifier does not. */
function givenIn(what: unknown): SettleResource | undefined {
  const resource = resourceIn(what)
  // As the signature has it, or else a resource of which nothing is known.
  return isRecord(resource['attributes']) ? (resource as unknown as SettleResource) : undefined
}

/** The link to ask for the resource. Throws a `TypeError` where there is none that a request can be sent to. */
function urlOf(what: unknown): string {
  const { self } = membersOf(resourceIn(what)['links'])
  const link = self ?? what
  const href = isRecord(link) ? link['href'] : link
  const url = URL.canParse(`${href}`) ? new URL(`${href}`) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new TypeError('There is no absolute HTTP link to wait for, or it holds credentials')
  }
  return url.href
}
