/** Makes the answer to a request that failed, of whatever was thrown. */
import type { ErrorObject } from '../jsonapi/document.js'
import { mixedStatus } from '../jsonapi/status.js'
import { bodyOf } from './body.js'
import { type Caught, readThrown } from './caught.js'
import { exposed } from './expose.js'
import { negotiate } from './negotiate.js'
import type { ErrorResponse, RespondOptions } from './options.js'
import { readerLanguage, translatedTitle } from './reader-language.js'
import { type Made, report } from './report.js'
import { isHead, requestHeader, requestIdOf } from './request.js'
import { headersOf } from './response-headers.js'

/** More errors than anybody reads; it bounds the size of an answer. */
const MOST = 1000

/**
 * The whole answer to a request that failed, of whatever was thrown: a `JsonApiError` of any copy of this package, an
 * `AggregateError` of them, a failure, an error document, a list of error objects; anything else becomes an `internal-error`, and
 * nothing of its text reaches the client, unless `expose` says so. What an upstream answered that is no error of an API (a
 * gateway's, a web page) becomes a 502, 503 or 504. Written as JSON:API, problem details, a page or plain text, as the request
 * asks; without a body for HEAD. Texts, `meta` and the number of errors are cut to bounded sizes. Takes the options of the server,
 * the `request`, and more `headers`. Never throws: where a function of the options does, the answer is at level 0 and made without
 * them.
 *
 * @see https://jsonapi.org/format/1.1/#errors
 */
export function answer(thrown: unknown, options: RespondOptions = {}): ErrorResponse {
  let fault: { readonly thrown: unknown } | undefined
  let made: Made
  try {
    made = make(thrown, options)
  } catch (caught) {
    fault = { thrown: caught }
    made = makeSafely(thrown, options)
  }
  report(thrown, made, fault, options)
  return made.answer
}

/**
 * The answer at level 0, without what functions of the options do, save for the one that recognises errors: whose fault it is does
 * not change. Where even that cannot be made, the one that says the least.
 */
function makeSafely(thrown: unknown, options: RespondOptions): Made {
  const harmless = (): RespondOptions => {
    const { request, baseUrl, formats, extensions, profiles, authenticate, headers } = options
    return { request, baseUrl, formats, extensions, profiles, authenticate, headers, expose: 0 }
  }
  const ways: readonly (() => Made)[] = [
    () => make(thrown, { ...harmless(), recognise: options.recognise }),
    () => make(thrown, harmless()),
    () => make(undefined, { request: options.request }),
  ]
  for (const way of ways) {
    try {
      return way()
    } catch {
      // The next one does less.
    }
  }
  return make(undefined, {})
}

function make(thrown: unknown, options: RespondOptions): Made {
  const { request, languages, dialect } = options
  const caught = readThrown(thrown, options.recognise)
  const errors = caught.errors.length > MOST ? caught.errors.slice(0, MOST) : caught.errors
  const status = statusOf(caught, options.status)
  const requestId = requestIdOf(request, options.requestId)
  const language = readerLanguage(languages && requestHeader(request, 'accept-language'), languages)
  const titleOf = languages && ((error: ErrorObject) => translatedTitle(error, language, dialect))
  const exposure = { requestId, status, options, titleOf }
  const sent: ErrorObject[] = []
  // A loop, since `map` would leave the holes of a sparse list as they are.
  for (const error of errors) sent.push(exposed(error, exposure, thrown))
  const negotiated = negotiate(requestHeader(request, 'accept'), options)
  const content = { status, errors: sent, omitted: caught.errors.length - errors.length, requestId, language, dialect }
  const body = isHead(request) ? '' : bodyOf(negotiated.format, content)
  const headers = headersOf({ status, requestId, negotiated, language: languages && language.tag, caught }, options)
  return { answer: { status, headers, body }, errors: caught.errors, sent, requestId }
}

/** The status of the answer: what `policy` or JSON:API make of the errors, else the one that came with them, else 500. */
function statusOf({ errors, status }: Caught, policy: RespondOptions['status']): number {
  const wanted: unknown = policy === undefined ? (mixedStatus(errors) ?? status) : policy(errors)
  return typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= 400 && wanted < 600 ? wanted : 500
}
