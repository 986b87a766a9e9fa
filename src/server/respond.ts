/** Makes the response to a request that failed, of whatever was thrown, and tells the server's own log of it. */
import type { Failure } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { ignoreRejection, notPromised } from '../failure/promised.js'
import { secretsOf } from '../failure/secrets.js'
import { withoutStacks } from '../failure/stack.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { mixedStatus } from '../jsonapi/status.js'
import { exposed } from './expose.js'
import { headersOf } from './headers.js'
import { negotiate } from './negotiate.js'
import type { ErrorResponse, RespondOptions } from './options.js'
import { bodyOf } from './render/body.js'
import { readerLanguage, translatedTitle } from './render/words.js'
import { isHead, requestHeader, requestIdOf } from './request.js'
import { type RenderOptions, readThrown, type Thrown } from './thrown.js'

/** The `Response` of the program's own types, whether they are those of browsers or of Node; `unknown` where it has neither. */
export type WebResponse = typeof globalThis extends { readonly Response: { readonly prototype: infer Web } }
  ? Web
  : unknown

/** The same as `renderResponse`, as a `Response` (https://fetch.spec.whatwg.org/#response-class). Never throws. */
export function respond(thrown: unknown, options?: RespondOptions): WebResponse {
  return toWebResponse(renderResponse(thrown, options))
}

/** A rendered response as a `Response` of the web. */
export function toWebResponse({ status, headers, body }: ErrorResponse): WebResponse {
  return new Response(body === '' ? null : body, { status, headers })
}

/**
 * The whole response to a request that failed, of whatever was thrown: a `JsonApiError` of any copy of this package, an
 * `AggregateError` of them, a failure, an error document, a list of error objects; anything else becomes an `internal-error`, and
 * nothing of its text reaches the client, unless `expose` says so. A failure that was received from an upstream becomes a 502, 503
 * or 504, unless `upstream` says so. Written as JSON:API, problem details, a page or plain text, as the request asks; without a
 * body for HEAD. Secrets are masked; texts, `meta` and the number of errors are cut to bounded sizes. Pointers lead to what
 * the request carried, where its `document` is known. Takes the options of the server, the `request`, and more `headers`. Never
 * throws: where a function of the options does, or a getter of what was thrown, the response is at level 0 and made without it.
 *
 * @see https://jsonapi.org/format/1.1/#errors
 */
export function renderResponse(thrown: unknown, options?: RespondOptions): ErrorResponse {
  // Without types somebody may give `null` for none.
  return renderThrown(thrown, options ?? {})
}

/** The same, with what an adaptor knows besides. */
export function renderThrown(thrown: unknown, options: RenderOptions): ErrorResponse {
  let trouble: { readonly renderError: unknown } | undefined
  let rendered: Rendered
  try {
    rendered = render(thrown, options)
  } catch (caught) {
    trouble = { renderError: caught }
    rendered = renderSafely(thrown, options)
  }
  report(thrown, rendered, trouble, options)
  return rendered.response
}

/** A response, and the truth behind it. */
interface Rendered {
  readonly response: ErrorResponse
  /** Nothing left out. */
  readonly errors: readonly ErrorObject[]
  /** As they are sent. */
  readonly sent: readonly ErrorObject[]
  readonly requestId: string
}

/** More errors than anybody reads, and more text; they bound the size of a response. */
const MOST_ERRORS = 1000
const MOST_CHARACTERS = 1_000_000

function render(thrown: unknown, options: RenderOptions): Rendered {
  const { request, languages, dialect } = options
  const read = readThrown(thrown, options)
  const { errors } = read
  const status = statusOf(read, options.status)
  const requestId = requestIdOf(request, options.requestId, options.earlierId)
  const language = readerLanguage(languages && requestHeader(request, 'accept-language'), languages)
  const titleOf = languages && ((error: ErrorObject) => translatedTitle(error, language, dialect))
  const secrets = request === undefined ? [] : secretsOf(request)
  const exposure = { requestId, status, options, secrets, titleOf }
  const sent: ErrorObject[] = []
  const texts: string[] = []
  let room = MOST_CHARACTERS
  for (const error of errors) {
    if (sent.length === MOST_ERRORS || room < 0) break
    const one = exposed(error, exposure, thrown)
    const text = JSON.stringify(one)
    room -= text.length
    sent.push(one)
    texts.push(text)
  }
  const negotiated = negotiate(requestHeader(request, 'accept'), options)
  const content = { status, errors: sent, texts, omitted: errors.length - sent.length, requestId, language, dialect }
  const body = isHead(request) ? '' : bodyOf(negotiated.format, content)
  const headers = headersOf(
    { status, requestId, negotiated, language: languages && language.tag, thrown: read, secrets },
    options,
  )
  return { response: { status, headers, body }, errors, sent, requestId }
}

/**
 * The response at level 0, without what functions of the options do, save for the one that recognises errors: whose mistake it
 * is does not change. Where even that cannot be made, the one that says the least.
 */
function renderSafely(thrown: unknown, options: RenderOptions): Rendered {
  // What it takes to know the status; all else may be of another kind than it should.
  const bare = (): RenderOptions => {
    const { request, document, upstream, otherwise, earlierId } = options
    return { request, document, upstream, otherwise, earlierId, expose: 0 }
  }
  const harmless = (): RenderOptions => {
    const { baseUrl, formats, extensions, profiles, authenticate, headers } = options
    return { ...bare(), baseUrl, formats, extensions, profiles, authenticate, headers }
  }
  const ways: readonly (() => Rendered)[] = [
    () => render(thrown, { ...harmless(), recognise: options.recognise }),
    () => render(thrown, harmless()),
    () => render(thrown, { ...bare(), recognise: options.recognise }),
    () => render(thrown, bare()),
    () => render(undefined, harmless()),
    () => render(undefined, { request: options.request }),
  ]
  for (const way of ways) {
    try {
      return way()
    } catch {
      // The next one does less.
    }
  }
  return render(undefined, {})
}

/** The status of the response: what `policy` or JSON:API make of the errors, else the one that came with them, else 500. */
function statusOf({ errors, status }: Thrown, policy: RespondOptions['status']): number {
  const wanted: unknown = policy === undefined ? (mixedStatus(errors) ?? status) : notPromised('status', policy(errors))
  return typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= 400 && wanted < 600 ? wanted : 500
}

/** Calls the hook of the options, once, and lets nothing that it does come through. */
function report(
  thrown: unknown,
  rendered: Rendered,
  trouble: { readonly renderError: unknown } | undefined,
  options: RespondOptions,
): void {
  try {
    const { onError, request } = options
    if (onError === undefined) return
    const { response, sent, requestId } = rendered
    const { status } = response
    const errors = rendered.errors.map((error, index) => withId(error, sent[index]))
    const error = isJsonApiError(thrown)
      ? JsonApiError.from(thrown)
      : errorOf(thrown, errors, { status, secrets: secretsOf(request ?? {}) })
    const result = onError({
      ...{ error, errors, status, requestId },
      ...(request === undefined ? {} : { request }),
      ...trouble,
    })
    ignoreRejection(result)
  } catch {
    // The response is made, and the log is the hook's own affair.
  }
}

function withId(error: ErrorObject, sent: ErrorObject | undefined): ErrorObject {
  return sent?.id === undefined ? error : { ...error, id: sent.id }
}

/** Whatever was thrown has a stack of its own, if it is an error. */
function errorOf(
  cause: unknown,
  list: readonly ErrorObject[],
  { status, secrets }: { readonly status: number; readonly secrets: readonly string[] },
): JsonApiError {
  // Whatever is thrown makes at least one.
  const errors = list as Failure['errors']
  const failure: Failure = { errors, delivery: 'immediate', format: 'json:api', status }
  return withoutStacks(() => new JsonApiError(failure, { cause, secrets }))
}
