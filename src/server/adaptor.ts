/** What the adaptors of all frameworks share: their options, and how they come to an answer. */
import type { Failure } from '../failure/failure.js'
import { blame } from './blame.js'
import { checkRequest } from './check-request.js'
import { recogniseFrameworkError } from './framework-errors.js'
import type { ErrorResponse, RequestLike, ServerOptions } from './options.js'
import { answer } from './render-response.js'
import { requestHeader } from './request.js'

/** How a framework answers errors. */
export interface AdaptorOptions extends ServerOptions {
  /**
   * Whether requests are held against the rules of JSON:API for media types before a handler sees them, and refused with 406 or
   * 415; default: no. `strict` also refuses the parameter `revision`, which Reactor uses.
   */
  readonly check?: boolean | 'strict' | undefined
}

/** What an adaptor does with a request. */
export interface Answerer {
  /**
   * The answer for what was thrown; tells the hook. `known` is what the adaptor itself makes of it, if it makes anything.
   * Never throws.
   */
  answer(thrown: unknown, request: RequestLike, known?: Failure): ErrorResponse
  /** Throws the error of a request that is to be refused, if the options want requests to be checked. */
  check(request: RequestLike): void
}

/** Prepares for all requests what the options say. */
export function answerer({ check = false, ...options }: AdaptorOptions): Answerer {
  const { recognise, dialect } = options
  return {
    answer: (thrown, request, known) =>
      answer(thrown, {
        ...options,
        request,
        recognise: (value) =>
          recognise?.(value) ?? known ?? recogniseFrameworkError(value, dialect) ?? blame(value, request, dialect),
      }),
    check(request) {
      if (check === false) return
      const error = checkRequest(request, { ...options, revision: check !== 'strict', body: hasBody(request) })
      if (error !== undefined) throw error
    },
  }
}

/** Whether a request comes with a body (RFC 9112, section 6). HTTP/2, and what came by no wire, need not say it. */
function hasBody(request: RequestLike): boolean {
  const length = requestHeader(request, 'content-length')
  if (length !== undefined) return Number(length) > 0
  if (requestHeader(request, 'transfer-encoding') !== undefined) return true
  return requestHeader(request, 'content-type') !== undefined && !/^(?:GET|HEAD)$/.test(request.method ?? 'GET')
}
