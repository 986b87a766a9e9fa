/** Recognises the errors that HTTP frameworks and their helpers throw: Express, Fastify, Koa, Hono, http-errors, boom. */
import type { Failure } from '../failure/failure.js'
import { faultFailure, httpFailure } from './http-failure.js'
import { malformedJson } from './malformed-json.js'
import type { Catalog, Recognised } from './options.js'
import * as requestFaults from './request-faults.js'

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
  readonly output?: { readonly statusCode?: unknown; readonly headers?: unknown }
  readonly getResponse?: unknown
  readonly res?: { readonly headers?: unknown }
}

/** An error as the sender of an answer sees it. */
interface HttpError {
  readonly status: unknown
  /** Whether its message is meant for the client. */
  readonly isOpen: boolean
  readonly headers: unknown
}

/**
 * What `thrown` says, if it is an error that a framework made of a bad request, or one that was made to be answered: by
 * http-errors (Express, `ctx.throw` of Koa), boom, `HTTPException` of Hono or a plugin of Fastify. `undefined` for anything else.
 * A bare `status` is not believed: HTTP clients put the one of another server’s answer there. A message is passed on where the
 * error says that it may be. Never throws.
 */
export function recogniseFrameworkError(thrown: unknown, dialect?: Catalog): Recognised | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  try {
    const failure = requestFailure(thrown, dialect)
    return failure === undefined ? httpErrorFailure(thrown, dialect) : { failure }
  } catch {
    return undefined // A getter that throws, or a revoked proxy: no framework made it.
  }
}

function requestFailure(error: FrameworkError, dialect: Catalog | undefined): Failure | undefined {
  const { name, status, body } = error
  const fault = requestFaults.faultsByName.get(error.type) ?? requestFaults.faultsByName.get(error.code)
  const isMalformed = fault === requestFaults.malformedJson || (name === 'SyntaxError' && status === 400)
  if (isMalformed && typeof body === 'string') {
    return malformedJson(body, dialect) ?? faultFailure(requestFaults.scalarJson, dialect)
  }
  if (fault !== undefined) return faultFailure(fault, dialect)
  return name === 'URIError' && status === 400 ? faultFailure(requestFaults.malformedUrl, dialect) : undefined
}

function httpErrorFailure(error: FrameworkError, dialect: Catalog | undefined): Recognised | undefined {
  const { status, isOpen, headers } = httpErrorOf(error)
  if (typeof status !== 'number' || !(Number.isInteger(status) && status >= 400 && status < 600)) return undefined
  // A plain 500 is what becomes of an error that nobody foresaw, and there is a way for those already.
  if (status === 500 && !isOpen) return undefined
  const detail = isOpen && typeof error.message === 'string' ? error.message : undefined
  return { failure: httpFailure(status, { detail }, dialect), headers: sendable(headers) }
}

function httpErrorOf(error: FrameworkError): HttpError {
  const { status, statusCode, output } = error
  const isClients = (value: unknown) => typeof value === 'number' && value < 500
  if (error.isBoom === true) {
    return { status: output?.statusCode, isOpen: isClients(output?.statusCode), headers: output?.headers }
  }
  if (typeof error.expose === 'boolean') {
    return { status: status ?? statusCode, isOpen: error.expose, headers: error.headers }
  }
  if (typeof error.getResponse === 'function') {
    return { status, isOpen: isClients(status), headers: error.res?.headers }
  }
  const isFastify = typeof error.code === 'string' && error.code.startsWith('FST_')
  return { status: isFastify ? statusCode : undefined, isOpen: isClients(statusCode), headers: undefined }
}

/** The headers that may go out with an error document: well-formed, and none that describes a body or the connection. */
function sendable(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {}
  const pairs: Iterable<readonly [unknown, unknown]> =
    headers instanceof Headers ? headers : Object.entries<unknown>(headers as Record<string, unknown>)
  const found: Record<string, string> = {}
  for (const [name, value] of pairs) {
    const key = String(name).toLowerCase()
    const isOurs = /^(?:content-|set-cookie$|transfer-encoding$|connection$)/.test(key)
    const text = Array.isArray(value) ? value.join(', ') : String(value)
    if (!isOurs && /^[\w!#$%&'*+.^`|~-]+$/.test(key) && /^[\t\x20-\x7e]*$/.test(text)) found[key] = text
  }
  return found
}
