/** Polls a resource once that is waited for, and tells what may pass from what ends the wait. */
import { decodeBody } from '../dialect/decode.js'
import type { DeferredField, Failure, Failures } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import { isError, isNonEmpty, isRecord, itemsIn, membersOf } from '../failure/plain.js'
import { notPromised } from '../failure/promised.js'
import type { RetryAdvice, RetryRequest } from '../failure/retry.js'
import { retryAfterOf } from '../failure/retry-after.js'
import { maskText, secretsOf } from '../failure/secrets.js'
import type { Link } from '../jsonapi/document.js'
import { visibleMessage } from '../jsonapi/visible.js'
import { channels, isUnderWay } from '../reactor/channels.js'
import { type ReadBody, readBody } from './body.js'
import type { ResponseLike } from './fetch.js'
import { troubleOf } from './no-response.js'
import { madeOf, type ResponseDialect } from './options.js'
import { ForeignOriginError, fetchGuarded, type GuardedRequest, type HostSignal } from './origin.js'
import { errorFor, failuresOf, type ResponseHead } from './response.js'
import { type SignalLike, throwIfAborted, withTimeLimit } from './wait.js'

/** The part of a dialect that waiting takes: `reactor` and whatever `defineDialect` made have it. */
export interface SettleDialect extends ResponseDialect {
  /** Makes a `JsonApiError` of what was caught, where it was thrown for a failed response. Must not throw. */
  from(caught: unknown): unknown
  /** Whether and when the same request can succeed. */
  retryAdvice(failure: Failure, request?: RetryRequest): RetryAdvice
}

/** A resource as the API gives it (JSON:API 1.1, “Resource Objects”), as far as waiting for it goes. */
export interface SettleResource {
  readonly type: string
  readonly id: string
  readonly attributes?: object
  readonly meta?: object
  readonly links?: { readonly self?: Link }
}

/**
 * Whether an object that the API gave, or a caller, is a resource: has a type and an id. Its other members are not checked: those
 * that are read are looked at again where they are, and the others go back to the caller as they came.
 */
export function isResource(value: unknown): value is SettleResource {
  return isRecord(value) && typeof value['type'] === 'string' && typeof value['id'] === 'string'
}

/** Something that is still to be waited for. */
export interface Pending {
  /** The member that says so. */
  readonly field: DeferredField
  /** Its value. */
  readonly status: string
}

/** How the resource is asked for. */
export interface PollRequest extends GuardedRequest {
  readonly dialect: SettleDialect
  readonly signal: SignalLike | null | undefined
}

/** The outcome of one poll: the resource, or why it could not be had this time, or not at all. */
export interface Poll {
  readonly resource?: SettleResource
  /** The failures that another poll would meet again. */
  readonly failed?: Failures
  /** A failure that may pass. */
  readonly failure?: Failure
  /** The reason why there was no response, which may pass. */
  readonly trouble?: string
  /** How long the server asks to wait before the next poll, in milliseconds. */
  readonly retryAfter?: number | undefined
}

const LIMITS = { maxBytes: 2 ** 24, timeout: Number.POSITIVE_INFINITY }

/**
 * Returns the state that is still to be waited for; `undefined` where none is. `attributes.status` is, unless it is one of the two
 * that end the work: one that nobody knows may be on its way there. What has no such status is not worked on. The states in `meta`
 * (of refreshed secrets, republished builds, built libraries) are waited for while they are `pending`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets
 */
export function pendingIn(resource: SettleResource): Pending | undefined {
  for (const [field, channel] of Object.entries(channels)) {
    const status = membersOf(resource[channel.in])[field]
    if (isUnderWay(channel, status)) return { field, status }
  }
  return undefined
}

/** A response that arrived, or as much of it as did. */
interface Arrived {
  readonly head: ResponseHead & { readonly headers: ResponseLike['headers'] }
  readonly body: ReadBody
}

/**
 * Asks for the resource, for so many milliseconds at most. Throws the reason of an abort, errors that `fetch` threw for a failure
 * that does not pass, a `ForeignOriginError`, and a `TypeError` where the response is something else than a resource.
 */
export async function poll(request: PollRequest, milliseconds: number): Promise<Poll> {
  const { signal } = request
  let arrived: Arrived
  try {
    arrived = await withTimeLimit(milliseconds, signal, (limited) => ask(request, limited))
  } catch (caught) {
    throwIfAborted(signal)
    // Of what is no error it may not even be asked.
    if (isError(caught) && caught instanceof ForeignOriginError) throw caught
    return outcomeOf(caught, request)
  }
  return read(arrived, request)
}

async function ask(request: PollRequest, signal: SignalLike): Promise<Arrived> {
  // The host's own, whichever types it has.
  const response = await fetchGuarded(request, signal as HostSignal)
  const body = await readBody(response, LIMITS, signal)
  return { head: { status: response.status, headers: response.headers }, body }
}

/** The outcome of a poll in which `fetch` has thrown. */
function outcomeOf(caught: unknown, request: PollRequest): Poll {
  const error = madeOf(caught, request.dialect)
  if (!isJsonApiError(error)) return { trouble: visibleMessage(maskText(troubleOf(error), secretsOf(request))) }
  const outcome = judge(error.failures, request)
  if (outcome.failed !== undefined) throw error
  return outcome
}

function read({ head, body }: Arrived, request: PollRequest): Poll {
  const header = (name: string) => head.headers.get(name) ?? undefined
  const { data, errors } = membersOf(decodeBody(body.bytes, () => header('content-type')).value)
  // What a resource is not to have beside it says that something else failed.
  if (head.status < 400 && body.shortfall === undefined && isResource(data) && itemsIn(errors).length === 0) {
    return {
      resource: data,
      retryAfter: retryAfterOf(header('retry-after'), () => header('date')),
    }
  }
  const failures = failuresOf(request.dialect, body, head)
  if (!isNonEmpty(failures)) throw new TypeError('The URL does not lead to a resource')
  return judge(failures, request)
}

/** The outcome of a poll that met failures: whether they may pass. */
function judge(failures: Failures, request: PollRequest): Poll {
  const { dialect } = request
  if (!failures.every((failure) => passes(failure, dialect))) return { failed: failures }
  const [first] = failures
  // As an error would have it: without the secrets of the request.
  const { failure } = errorFor(dialect, [first], { ...request, method: 'GET' }, judge)
  return { failure, retryAfter: first.retryAfter }
}

/** Whether a later poll may go better: the response's own status says so, or what arrived of a good one could not be read. */
function passes(failure: Failure, dialect: SettleDialect): boolean {
  const isGood = failure.status !== undefined && failure.status < 400
  if (isGood)
    return failure.delivery === 'immediate' && (failure.format === 'malformed' || failure.format === 'timed-out')
  return notPromised('dialect.retryAdvice', dialect.retryAdvice(failure, { method: 'GET' })).repeat === true
}
