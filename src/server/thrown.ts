/** Reads the error objects out of whatever was thrown; what nobody can read becomes an `internal-error`. */
import type { Failure, Failures } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import { JsonApiError, messageOf } from '../failure/json-api-error.js'
import { isError, isRecord, itemsOf } from '../failure/plain.js'
import { notPromised } from '../failure/promised.js'
import { isErrorLike, readErrors } from '../failure/read-errors.js'
import { restore } from '../failure/restore.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { pointedInto } from '../jsonapi/nearest.js'
import { isErrorStatus } from '../jsonapi/status.js'
import { documentOf } from './body.js'
import type { Recognised, RespondOptions } from './options.js'
import { httpFailure } from './refusals.js'

/** A thrown value as error objects; all of it, nothing left out yet. */
export interface Thrown {
  readonly errors: readonly ErrorObject[]
  /** The status that came with them, of whatever class. */
  readonly status?: number | undefined
  /** In milliseconds. */
  readonly retryAfter?: number | undefined
  readonly headers?: Recognised['headers']
}

/** What an adaptor may know of an error besides. */
export interface RenderOptions extends RespondOptions {
  /** The status for what nobody can read; default: 500. Nothing of its text goes with it. */
  readonly otherwise?: number | undefined
  /** The X-Request-Id that the response had before, for a request that has none. */
  readonly earlierId?: unknown
}

type Reading = Pick<RespondOptions, 'recognise' | 'upstream' | 'document'>

/** So many values are looked at in one list or `AggregateError` and in those that are in it. */
const MOST_READ = 1000
const MOST = 10_000

/**
 * Returns the thrown value, and those in it where it is a list or an `AggregateError`. Throws what `recognise` and its getters
 * throw.
 */
export function readThrown(
  thrown: unknown,
  options: Reading & Pick<RenderOptions, 'request' | 'dialect' | 'otherwise'>,
): Thrown {
  const { request, otherwise, dialect, document = request && documentOf(request) } = options
  const reading: Reading = { ...options, document }
  const known: Thrown[] = []
  let isUnknown = false
  const seen = new Set<unknown>()
  // The next one is the last of the list: recursion would have no more levels than there is stack.
  const pending = [thrown]
  while (pending.length > 0) {
    const each = pending.pop()
    if (seen.has(each)) continue
    seen.add(each)
    const found = read(each, reading)
    if (found !== undefined) known.push(found)
    else if (isAggregate(each) || isListOfCaught(each)) {
      // Never below 0: the first is one, and no more is added than there is room for.
      const room = MOST - seen.size - pending.length
      const parts: readonly unknown[] = isAggregate(each) ? each.errors : each
      for (const one of parts.slice(0, room).reverse()) pending.push(one)
    } else isUnknown = true
  }
  const [first, ...others] = known
  if (first === undefined) {
    return otherwise === undefined ? { errors: [internalError(thrown)] } : httpFailure(otherwise, {}, dialect)
  }
  // However many there are that say nothing, it is said once.
  if (isUnknown) others.push({ errors: [internalError(thrown)] })
  return others.length === 0 ? first : merged([first, ...others])
}

const isAggregate = (value: unknown): value is AggregateError =>
  isError(value) &&
  (value instanceof AggregateError || value.name === 'AggregateError') &&
  Array.isArray(Reflect.get(value, 'errors'))

/** Whether a value lists errors, or failures as `parse` gives them. */
const isListOfCaught = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) &&
  itemsOf(value).every((item) => isError(item) || (isRecord(item) && item['errors'] !== undefined))

function read(thrown: unknown, reading: Reading): Thrown | undefined {
  // Of whatever copy of this package: whoever bears the mark of it may be none.
  if (isJsonApiError(thrown)) return ofFailures(JsonApiError.from(thrown).failures, reading)
  const recognised = notPromised('recognise', reading.recognise?.(thrown))
  if (recognised) return ofRecognised(recognised, reading)
  return isError(thrown) ? undefined : ofData(thrown, reading)
}

function ofRecognised(recognised: Failure | Recognised, { document }: Reading): Thrown {
  if (!('failure' in recognised)) return asItIs(recognised, document)
  const { failure, headers } = recognised
  return { ...asItIs(failure, document), headers }
}

function merged(all: readonly Thrown[]): Thrown {
  const waits = all.flatMap(({ retryAfter }) => retryAfter ?? [])
  const headers = all.flatMap((each) => Object.entries({ ...each.headers }))
  return {
    errors: all.flatMap(({ errors }) => errors),
    retryAfter: waits.length === 0 ? undefined : Math.max(...waits),
    headers: Object.fromEntries(headers),
  }
}

/**
 * A failure, a document or error objects that a handler threw itself. Data that only hangs on an error was not meant for clients:
 * that an upstream's response is the `cause` of an error does not make it this server's.
 */
function ofData(data: unknown, reading: Reading): Thrown | undefined {
  if (Array.isArray(data)) {
    const items = itemsOf(data)
    return items.every(isErrorObject) ? readAll(items, reading.document) : undefined
  }
  if (!isRecord(data)) return undefined
  const { failures } = restore(data)
  if (failures[0].format !== 'unknown') return withStatus(ofFailures(failures, reading), data['status'])
  return typeof data['code'] === 'string' && typeof data['status'] === 'string'
    ? readAll([data], reading.document)
    : undefined
}

/** Whether one of a list is an error object. Errors that were caught, and failures, may have a code and a status as well. */
const isErrorObject = (item: unknown): boolean =>
  isRecord(item) &&
  !isError(item) &&
  item['errors'] === undefined &&
  (isErrorLike(item) || item['status'] !== undefined || isRecord(item['source']))

/** With the status that stands beside the errors of a document, where they have none themselves. */
const withStatus = (found: Thrown | undefined, status: unknown): Thrown | undefined =>
  found && found.status === undefined && typeof status === 'number' ? { ...found, status } : found

function ofFailures(failures: Failures, reading: Reading): Thrown | undefined {
  const read = failures.flatMap((failure) => ofFailure(failure, reading) ?? [])
  const [first, ...others] = read
  return others.length === 0 ? first : merged(read)
}

/** Whatever failed elsewhere says nothing to this server's clients but that it failed, unless it is to be passed on. */
function ofFailure(failure: Failure, { upstream, document }: Reading): Thrown | undefined {
  const { format, origin, retryAfter } = failure
  if (format === 'unknown') return undefined
  const isReceived = origin === 'received'
  const isOfApi = format === 'json:api' || format === 'problem'
  const isPassed = upstream === 'pass' && (isOfApi || isErrorStatus(`${failure.status}`))
  // The pointers of an upstream's errors lead into the request that it got.
  return isPassed || (isOfApi && !isReceived)
    ? asItIs(failure, isReceived ? undefined : document)
    : { errors: upstreamErrors(failure), retryAfter }
}

function asItIs({ errors, status, retryAfter }: Failure, document: unknown): Thrown {
  const found = readAll(itemsOf(errors), document)
  if (found === undefined) throw new TypeError('A failure needs at least one error object')
  return { errors: found.errors, status, retryAfter }
}

/**
 * All errors of a list, in parts: of one list the first thousand are read, and those that a response has no room for are counted.
 * Their pointers exist in `document`, where there is one.
 */
function readAll(list: readonly unknown[], document: unknown): Pick<Thrown, 'errors'> | undefined {
  const errors: ErrorObject[] = []
  for (let from = 0; from < list.length; from += MOST_READ) {
    for (const error of readErrors(list.slice(from, from + MOST_READ), '')?.errors ?? []) errors.push(error)
  }
  if (errors.length === 0) return undefined
  return { errors: document === undefined ? errors : pointedInto(document, errors) }
}

function upstreamErrors(failure: Failure): Failure['errors'] {
  const isBusy = failure.status === 429 || failure.status === 503
  const status = failure.format === 'timed-out' || failure.status === 504 ? 504 : isBusy ? 503 : 502
  return httpFailure(status, { detail: messageOf([failure]) }).errors
}

function internalError(thrown: unknown): ErrorObject {
  const error: ErrorObject = { status: '500', code: 'internal-error', title: 'Internal Error' }
  const text: unknown = isError(thrown) ? thrown.message : thrown
  return typeof text === 'string' && text !== '' ? { ...error, detail: text } : error
}
