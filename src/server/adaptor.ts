/** What the adaptors of all frameworks share: their options, and how they come to an answer. */
import { answer } from './answer.js'
import { blame } from './blame.js'
import { checkRequest } from './check-request.js'
import { recogniseFrameworkError } from './framework-errors.js'
import { faultFailure } from './http-failure.js'
import type { AnswerOptions, ErrorAnswer, RequestLike, ServerOptions } from './options.js'
import { requestHeader } from './request.js'
import { respond } from './respond.js'

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
  /** The answer for what was thrown; tells the hook. Never throws. */
  answer(thrown: unknown, request: RequestLike): ErrorAnswer
  /** The same as a web `Response`. */
  respond(thrown: unknown, request: RequestLike): Response
  /** Throws the error of a request that is to be refused, if the options want requests to be checked. */
  check(request: RequestLike): void
}

/** Prepares for all requests what the options say. */
export function answerer({ check = false, ...options }: AdaptorOptions): Answerer {
  const { recognise, dialect } = options
  const optionsFor = (request: RequestLike): AnswerOptions => ({
    ...options,
    request,
    recognise(thrown) {
      const found = recognise?.(thrown) ?? recogniseFrameworkError(thrown, dialect)
      const fault = found === undefined ? blame(thrown, request) : undefined
      return fault === undefined ? found : faultFailure(fault, dialect)
    },
  })
  return {
    answer: (thrown, request) => answer(thrown, optionsFor(request)),
    respond: (thrown, request) => respond(thrown, optionsFor(request)),
    check(request) {
      if (check === false) return
      const error = checkRequest(request, { ...options, revision: check !== 'strict', body: hasBody(request) })
      if (error !== undefined) throw error
    },
  }
}

/** Whether a request comes with a body (RFC 9112, section 6). */
const hasBody = (request: RequestLike): boolean =>
  requestHeader(request, 'transfer-encoding') !== undefined || Number(requestHeader(request, 'content-length') ?? 0) > 0
