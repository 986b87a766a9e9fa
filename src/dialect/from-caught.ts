/** Finds the failed response in what an HTTP client threw, by its shape: no client is imported. */

import type { Failure, Failures } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import type { HeadersLike } from '../failure/headers.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { isError, isRecord, itemsIn, membersOf } from '../failure/plain.js'
import { isErrorLike } from '../failure/read-errors.js'
import { secretsOf } from '../failure/secrets.js'
import { attempt } from '../jsonapi/attempt.js'
import { isBytes } from './decode.js'
import type { ResponseContext } from './reader.js'

const MAX_CAUSES = 5

type Members = Readonly<Record<string, unknown>>
type Parse = (body: unknown, context: ResponseContext) => readonly Failure[]

/** A failed response that somebody threw, and what of its request may not be read in it. */
export interface Found {
  readonly failures: Failures
  readonly secrets: readonly string[]
}

/**
 * The failures of the response that `caught` was thrown for; or the error of this package that stands in its causes; `undefined`
 * where there is neither. Never throws.
 */
export function fromCaught(caught: unknown, parse: Parse): Found | JsonApiError | undefined {
  try {
    let error = caught
    for (let depth = 0; depth < MAX_CAUSES && isRecord(error); depth++) {
      const { cause, name } = error
      if (isJsonApiError(error)) return JsonApiError.from(error)
      const found = failuresIn(error, parse)
      if (found !== undefined) return found
      // fetch wraps what went wrong on the way in a TypeError, other clients in an error that holds the request.
      if (name !== 'TypeError' && !('request' in error)) return undefined
      error = cause
    }
  } catch {
    // A getter that throws or a revoked proxy: no client's work.
  }
  return undefined
}

function failuresIn(error: Members, parse: Parse): Found | undefined {
  const { status, headers, bodies } = keptIn(error)
  // Angular gives the status 0 where no response came.
  if (typeof status !== 'number' || status === 0) return failuresOfBody(error, parse)
  const body = bodies.find(wasRead)
  // Whatever stands there, it is only asked for headers.
  const [first, ...others] = parse(body, { status, headers: headers as HeadersLike })
  if (first === undefined) return undefined
  return {
    failures: body === undefined ? [{ ...first, format: 'unread' }] : [first, ...others],
    secrets: secretsFor(error),
  }
}

/** A response as a client keeps it. */
interface Kept {
  readonly status: unknown
  readonly headers: unknown
  /** What stands where some client keeps bodies; the first that was read is the body. */
  readonly bodies: readonly unknown[]
}

function keptIn(error: Members): Kept {
  const { headers, response, status, statusCode, text } = error
  // undici says '' for what it did not decode.
  if (isOfUndici(error)) return { status: status ?? statusCode, headers, bodies: [error['body'] || undefined] }
  if (isResponse(error))
    return {
      status: status ?? statusCode,
      headers: headers ?? error['responseHeaders'],
      bodies: [
        error['error'], // Angular, request-promise
        error['result'], // typed-rest-client
        error['rawResponse'], // superagent
        dataOf(error), // up-fetch, redaxios, httpie
        error['body'], // needle
      ],
    }
  const trace = membersOf(error['traceData'])
  const { res, payload } = membersOf(error['data'])
  const given = membersOf(trace['response'] ?? response ?? res)
  return {
    status: given['status'] ?? given['statusCode'],
    headers: given['headers'],
    bodies: [
      res === undefined ? error['data'] : payload, // ky 2; hapi's Wreck
      trace['responseBody'], // Adobe's SDK
      dataOf(given), // axios, octokit, gaxios
      given['body'], // got, undici
      given['text'], // superagent, of what it cannot parse
      given['bodyAsText'], // Azure
      text, // wretch
      error['error'], // openapi-fetch
    ],
  }
}

/** The members that only responses have, and errors that stand for one. */
const MARKS = [
  'trailers', // what Node's http and undici give; needle gives Node's
  'responseHeaders', // typed-rest-client
  'rawResponse', // superagent, where JSON is broken
  'responseBody', // bent
]

const isOfUndici = ({ code }: Members): boolean => typeof code === 'string' && code.startsWith('UND_ERR_RE')

/** Whether an error is the response itself. */
function isResponse(error: Members): boolean {
  const { headers, kind, name, response, statusMessage } = error
  return (
    // Angular's are, and so is a `Response` that was thrown.
    typeof membersOf(headers)['get'] === 'function' ||
    // request-promise has no more of it than its status where it was told to be brief.
    (name === 'StatusCodeError' && response === undefined) ||
    (typeof statusMessage === 'string' && headers !== undefined) || // httpie
    kind === 'response' || // up-fetch
    MARKS.some((mark) => mark in error)
  )
}

/** The `data` of a response. That of node-fetch's own is no body, but a warning for whoever reads it. */
function dataOf(response: Members): unknown {
  return 'bodyUsed' in response && !Object.hasOwn(response, 'data') ? undefined : response['data']
}

/** What is read where no reader has known the form of a body. */
const UNKNOWN_FORMS: ReadonlySet<string> = new Set(['json', 'malformed', 'text', 'html', 'empty', 'binary', 'unread'])

/**
 * The failures of a body that was thrown itself, as clients made from OpenAPI do, or whose `errors` an error has, as Ember's; or
 * that stands beside its status, as `data` or `body`, as RTK Query and other generated clients have it.
 */
function failuresOfBody(error: Members, parse: Parse): Found | undefined {
  const { errors, status } = error
  const isFailed = typeof status === 'number' && status >= 400
  const isOwn = isListOfData(errors) || !(isError(error) || Array.isArray(errors))
  const bodies = [isOwn && (isError(error) ? { errors } : error), isFailed && error['data'], isFailed && error['body']]
  for (const body of bodies) {
    const [first, ...others] = parse(body || undefined, isFailed ? { status } : {})
    if (first === undefined || first.delivery === 'deferred' || UNKNOWN_FORMS.has(first.format)) continue
    // A word under `error` alone may be anybody's.
    const isSaid = first.format === 'ims' ? first.errors[0].detail !== undefined : first.errors.every(isErrorLike)
    if (isSaid) return { failures: [first, ...others], secrets: secretsFor(error) }
  }
  return undefined
}

/** Whether `value` lists something, and no errors that were thrown, as an `AggregateError` does: they may have codes, too. */
function isListOfData(value: unknown): boolean {
  const items = itemsIn(value)
  return items.length > 0 && !items.some(isError)
}

/** Returns the secrets of the request that a client keeps on its errors, in whichever parts. */
export function secretsFor(error: Members): readonly string[] {
  const { config, options, req, request, response, traceData } = error
  const given = membersOf(response ?? membersOf(dataOf(error))['res'])
  return [config, options, membersOf(traceData)['request'], request, given['request'], given['req'], req]
    .map(membersOf)
    .flatMap((each) => [
      { url: each['url'] ?? each['path'], headers: headersOf(each) },
      // axios and got add these to URL and headers themselves. Whatever stands there, it is only asked for names and their values; got
      // throws where it is asked for members that others have.
      ...['params', 'searchParams', 'auth'].map((name) => ({ headers: attempt(() => each[name] as HeadersLike) })),
    ])
    .flatMap(secretsOf)
}

/** The headers of a request as clients keep them: superagent calls them `header`, and Node's `http` gives them when asked. */
function headersOf(request: Members): HeadersLike | undefined {
  const { headers, header, getHeaders } = request
  const found = headers ?? header ?? (typeof getHeaders === 'function' ? getHeaders.call(request) : undefined)
  // Whatever stands there, it is only asked for headers and their values.
  return found as HeadersLike | undefined
}

/** Whether a client has read a body: streams cannot be read here, and `{}` is what Adobe's SDK puts in the place of one. */
function wasRead(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return typeof body === 'string'
  if (isBytes(body)) return true
  return !('pipe' in body) && Object.keys(body).length > 0
}
