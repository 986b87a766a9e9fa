/**
 * Recognises the errors that HTTP frameworks and their helpers throw: Express, Fastify, Koa, Hono, NestJS, h3, Elysia,
 * http-errors and boom; and those that are the fault of a client that left.
 */

import type { Failure } from '../failure/failure.js'
import { isError, itemsIn } from '../failure/plain.js'
import { attempt } from '../jsonapi/attempt.js'
import type { Catalog, Recognised } from './options.js'
import { httpFailure, malformedJson, type Refusal, refusalFailure, refusals } from './refusals.js'

/**
 * The names of the errors of frameworks: `type` of body-parser and raw-body (Express, Koa), `code` of Fastify. All of these
 * come of a request alone, never of what a handler does.
 *
 * @see https://github.com/expressjs/body-parser#errors
 * @see https://fastify.dev/docs/latest/Reference/Errors/
 */
const refusalsByName: ReadonlyMap<unknown, Refusal> = new Map<unknown, Refusal>([
  ['charset.unsupported', refusals.charset],
  ['encoding.unsupported', refusals.encoding],
  ['entity.parse.failed', refusals.malformedJson],
  ['entity.too.large', refusals.bodyTooLarge],
  ['parameters.too.many', refusals.manyParameters],
  ['querystring.parse.rangeError', refusals.deepQuery],
  ['request.aborted', refusals.brokenOff],
  ['request.size.invalid', refusals.wrongLength],
  ['FST_ERR_BAD_URL', refusals.malformedUrl],
  ['FST_ERR_CTP_BODY_TOO_LARGE', refusals.bodyTooLarge],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', refusals.emptyBody],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', refusals.wrongLength],
  ['FST_ERR_CTP_INVALID_JSON_BODY', refusals.refusedJson],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', refusals.mediaType],
  ['FST_ERR_MAX_PARAM_LENGTH', refusals.longParameter],
  ['FST_ERR_NOT_FOUND', refusals.unknownRoute],
])

/** The members that the errors of frameworks have, each by its own custom. */
interface FrameworkError {
  readonly name?: unknown
  readonly message?: unknown
  readonly type?: unknown
  readonly code?: unknown
  readonly status?: unknown
  readonly statusCode?: unknown
  readonly expose?: unknown
  readonly headers?: unknown
  readonly body?: unknown
  readonly isBoom?: unknown
  readonly data?: unknown
  readonly output?: { readonly statusCode?: unknown; readonly headers?: unknown }
  readonly getStatus?: unknown
  readonly getResponse?: unknown
  readonly res?: { readonly headers?: unknown }
}

/** The response that an error asks for. */
interface Wish {
  readonly status: unknown
  /** Whether its message was written for clients. */
  readonly isOpen?: boolean
  readonly headers?: unknown
}

/**
 * The failure and the headers that `thrown` asks for, if it is an error that a framework made of a bad request, or one that a
 * framework would take a status from; `undefined` for anything else. A status from 400 to 499 is believed, and one from 501 up of
 * an error that only a framework or its helpers make. The status of an error that bears the marks of an HTTP client is that of
 * another server’s response, and not believed. A message is passed on only where the
 * error says that it may be. Never throws.
 */
export function recogniseFrameworkError(thrown: unknown, dialect?: Catalog): Recognised | undefined {
  // What cannot be read no framework made.
  return attempt(() => readFrameworkError(thrown, dialect))
}

/** The same; throws what getters of `thrown` throw. */
export function readFrameworkError(thrown: unknown, dialect?: Catalog): Recognised | undefined {
  if (typeof thrown !== 'object' || thrown === null || isDocument(thrown)) return undefined
  const failure = requestFailure(thrown, dialect)
  return failure === undefined ? wishedFailure(thrown, dialect) : { failure }
}

/** Whether a handler threw an error document, which says more than its status does. */
const isDocument = (thrown: object): boolean => !isError(thrown) && itemsIn(member(thrown, 'errors')).length > 0

function requestFailure(error: FrameworkError, dialect: Catalog | undefined): Failure | undefined {
  const { name, status, body } = error
  const refusal = refusalsByName.get(error.type) ?? refusalsByName.get(error.code)
  const isMalformed = refusal === refusals.malformedJson || (name === 'SyntaxError' && status === 400)
  if (isMalformed && typeof body === 'string') {
    return malformedJson(body, dialect) ?? refusalFailure(refusals.scalarJson, dialect)
  }
  if (refusal !== undefined) return refusalFailure(refusal, dialect)
  return name === 'URIError' && status === 400 ? refusalFailure(refusals.malformedUrl, dialect) : undefined
}

function wishedFailure(error: FrameworkError, dialect: Catalog | undefined): Recognised | undefined {
  const { status, isOpen = false, headers } = wishOf(error)
  if (typeof status !== 'number' || !(Number.isInteger(status) && status >= 400 && status < 600)) return undefined
  // A plain 500 is what becomes of an error that nobody foresaw, and there is a way for those already.
  if (status === 500 && !isOpen) return undefined
  const detail = isOpen && typeof error.message === 'string' ? error.message : undefined
  return { failure: httpFailure(status, { detail }, dialect), headers: sendable(headers) }
}

const isClients = (status: unknown): boolean => typeof status === 'number' && status < 500

function wishOf(error: FrameworkError): Wish {
  const { status, statusCode, output, code, headers } = error
  if (error.isBoom === true) {
    // Those of Wreck tell of another server's response.
    if (member(error.data, 'isResponseError') === true || 'res' in Object(error.data)) return { status: undefined }
    return { status: output?.statusCode, isOpen: isClients(output?.statusCode), headers: output?.headers }
  }
  if (typeof error.expose === 'boolean') return { status: status ?? statusCode, isOpen: error.expose, headers }
  if (typeof error.getStatus === 'function') return { status: error.getStatus(), headers } // NestJS
  if (typeof error.getResponse === 'function') return { status, isOpen: isClients(status), headers: error.res?.headers }
  // Elysia throws for `status(401)` an object that is no Error, and has the status as its code.
  if (Object.keys(error).join() === 'code,response') return { status: code }
  const isMade = 'unhandled' in error || error.name === 'FastifyError' || String(code).startsWith('FST_')
  if (isMade) return { status: status ?? statusCode, headers }
  const isBelieved = isClients(status ?? statusCode) && !isOfClient(error)
  return { status: isBelieved ? (status ?? statusCode) : undefined, headers }
}

/**
 * The members by which errors of HTTP clients are known: axios, got, ky, superagent, octokit, the SDKs of AWS, OpenAI, Stripe,
 * Square, Algolia, Discord, Supabase; and failures, which are read with what they say.
 */
const CLIENT_MARKS: readonly string[] = [
  'delivery',
  ...['response', 'request', 'config', '$metadata', '$response', 'ok', 'rawResponse', 'rawError', 'requestBody'],
  ...['requestId', 'requestID', 'request_id', 'raw', 'rawType', 'traceData', 'moreInfo'],
  ...['transporterStackTrace', 'stackTrace', '__isAuthError', '__isStorageError'],
]

/** What stands beside `headers` where they are those of a response: in the SDKs of Cloudflare and Dropbox, in urllib. */
const RECEIVED: readonly string[] = ['body', 'data', 'error', 'res']

/** Whether an error tells of the response that a client of HTTP got from another server. */
function isOfClient(error: FrameworkError): boolean {
  if (typeof error.code === 'string' && error.code.startsWith('UND_ERR_')) return true
  // That of typed-rest-client has nothing else to be known by.
  if (error.name === 'HttpClientError') return true
  // The client of Elasticsearch has the response in `meta`.
  return isResponse(error) || isResponse(member(error, 'meta')) || CLIENT_MARKS.some((mark) => mark in error)
}

const isResponse = (value: unknown): boolean =>
  'headers' in Object(value) && RECEIVED.some((name) => name in Object(value))

/** The headers that may go out with an error document: well-formed, and none that describes a body or the connection. */
function sendable(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {}
  const pairs: Iterable<readonly [unknown, unknown]> =
    headers instanceof Headers ? headers : Object.entries<unknown>(headers as Record<string, unknown>)
  const found = new Map<string, string>()
  for (const [name, value] of pairs) {
    const key = String(name).toLowerCase()
    const isOurs = /^(?:content-|set-cookie$|transfer-encoding$|connection$)/.test(key)
    const text = Array.isArray(value) ? value.join(', ') : String(value)
    if (!isOurs && /^[\w!#$%&'*+.^`|~-]+$/.test(key) && /^[\t\x20-\x7e]*$/.test(text)) found.set(key, text)
  }
  return Object.fromEntries(found)
}

/** The codes of errors that come of a connection that was lost; their names, where they have no code. */
const LOSSES = new Set<unknown>([
  ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'],
  ...['ERR_HTTP2_INVALID_STREAM', 'ERR_HTTP2_STREAM_ERROR', 'AbortError'],
])

/** When a client left: before its request had arrived, or before it had the whole response. */
export type Leaving = 'in request' | 'in response'

/** When the client of `request` left, if that is what made `thrown`; `undefined` otherwise. Throws what getters throw. */
export function leavingOf(thrown: unknown, request: object): Leaving | undefined {
  const signal = member(request, 'signal')
  const hasAborted = member(signal, 'aborted') === true
  // Platforms abort with whatever they like: Hono’s server for Node with a text.
  if (hasAborted && member(signal, 'reason') === thrown) return 'in request'
  const isLoss = LOSSES.has(member(thrown, 'code')) || LOSSES.has(member(thrown, 'name'))
  if (!isLoss) return undefined
  if (hasAborted || (member(request, 'destroyed') === true && member(request, 'complete') === false))
    return 'in request'
  return hasHungUp(member(request, 'stream'), member(request, 'socket'), thrown) ? 'in response' : undefined
}

/** https://www.rfc-editor.org/rfc/rfc9113#name-error-codes */
const CANCEL = 8

/** Whether the other end closed a stream of HTTP/2 or a socket: it ended, or broke by another error than the one at hand. */
function hasHungUp(stream: unknown, socket: unknown, thrown: unknown): boolean {
  if (member(stream, 'rstCode') === CANCEL) return true
  if (member(socket, 'destroyed') !== true) return false
  const errored = member(socket, 'errored')
  return member(socket, 'readableEnded') === true || (errored !== null && errored !== thrown)
}

/** Whether `thrown` is a `URIError` that the URL of `request` makes, which cannot be decoded. */
export function isUrlAtFault(thrown: unknown, request: object): boolean {
  if (!(thrown instanceof URIError)) return false
  const url = String(member(request, 'url'))
  return attempt(() => decodeURIComponent(url)) === undefined
}

const member = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)
