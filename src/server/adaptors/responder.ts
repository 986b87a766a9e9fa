/** Shared by the adaptors of all frameworks: their options, and the way from an error to a response. */

import type { Failure } from '../../failure/failure.js'
import { attempt } from '../../jsonapi/attempt.js'
import { isErrorStatus } from '../../jsonapi/status.js'
import { documentOf } from '../body.js'
import { checkOptions } from '../check-options.js'
import { isUrlAtFault, leavingOf, readFrameworkError } from '../framework-errors.js'
import type { Catalog, ErrorResponse, Recognised, RequestLike, ServerOptions } from '../options.js'
import { refusalFailure, refusals } from '../refusals.js'
import { checkRequest, hasBody } from '../request.js'
import { renderThrown } from '../respond.js'

/** How a framework responds with errors. */
export interface AdaptorOptions extends ServerOptions {
  /**
   * Whether requests are held against the rules of JSON:API for media types before a handler sees them, and refused with 406 or
   * 415; default: no. `strict` also refuses the parameter `revision`, which Reactor uses.
   */
  readonly check?: boolean | 'strict' | undefined
}

/** The circumstances of an error that an adaptor knows. */
interface Circumstances {
  /** Makes a failure of an error that it knows better than others. */
  readonly known?: ((thrown: unknown) => Failure | undefined) | undefined
  /** The status that was set before the error came, for an error without a status of its own. */
  readonly status?: number | undefined
  /** The document of the request as the framework has read it; some have an empty one where none came. */
  readonly document?: unknown
  /** Reads a header that was set on the response before the error came. */
  readonly earlier?: ((name: string) => unknown) | undefined
}

/** The steps that an adaptor takes for one request. */
export interface Responder {
  /**
   * The response to what was thrown; tells the hook, unless it was nothing but the client that left in the midst of a response.
   * Never throws.
   */
  respond(thrown: unknown, request: RequestLike, circumstances?: Circumstances): ErrorResponse
  /** Throws the error of a request that is to be refused, if the options want requests to be checked. */
  check(request: RequestLike): void
}

/** Prepares for all requests what the options say. Throws a `TypeError` for one that is not of its kind. */
export function responder(options: AdaptorOptions): Responder {
  checkOptions(options)
  return responderAsIs(options)
}

/** The same where nothing may be thrown any more: a response is made without what is not of its kind. */
export function responderAsIs({ check = false, ...options }: AdaptorOptions): Responder {
  const { recognise, dialect } = options
  return {
    respond(thrown, request, { known, status, document, earlier } = {}) {
      return renderThrown(thrown, {
        ...options,
        request,
        earlierId: attempt(() => earlier?.('x-request-id')),
        otherwise: isKept(status) ? status : undefined,
        // Parsers that leave a body alone leave an empty document in its place: what was read by `readJson` is what came.
        document: documentOf(request) ?? (hasBody(request) ? document : undefined),
        onError: hasHungUp(thrown, request) ? undefined : options.onError,
        recognise: (value) =>
          recognise?.(value) ??
          known?.(value) ??
          blameClient(value, request, dialect) ??
          readFrameworkError(value, dialect),
      })
    },
    check(request) {
      if (check === false) return
      const error = checkRequest(request, { ...options, revision: check !== 'strict', body: hasBody(request) })
      if (error !== undefined) throw error
    },
  }
}

/** Whether a status that was set says more than what becomes of any error, 500. */
const isKept = (status: number | undefined): status is number =>
  status !== undefined && isErrorStatus(`${status}`) && status !== 500

/** The client's mistake, where one made `thrown`: a URL that cannot be decoded, or a request that broke off. */
function blameClient(thrown: unknown, request: RequestLike, dialect: Catalog | undefined): Recognised | undefined {
  const hasLeft = leavingOf(thrown, request) === 'in request'
  const refusal = isUrlAtFault(thrown, request) ? refusals.malformedUrl : hasLeft ? refusals.brokenOff : undefined
  return refusal && { failure: refusalFailure(refusal, dialect) }
}

// A value that cannot be read did not come from a connection.
const hasHungUp = (thrown: unknown, request: RequestLike): boolean =>
  attempt(() => leavingOf(thrown, request)) === 'in response'
