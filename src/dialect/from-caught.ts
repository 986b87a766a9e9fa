/** Finds the failed response in what an HTTP client threw, by its shape: no client is imported. */

import type { Failure, Failures } from '../failure/failure.js'
import { isJsonApiError } from '../failure/guard.js'
import type { HeadersLike } from '../failure/headers.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { isRecord, membersOf } from '../failure/plain.js'
import { secretsOf } from '../failure/secrets.js'
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
  const { code, data, headers, name, response, traceData } = error
  const trace = membersOf(traceData)
  // undici's own errors are the response themselves, as Angular's are and a `Response` that was thrown; Adobe's SDK keeps it in
  // `traceData`; request-promise has no more of it than its status where it was told to be brief.
  const isResponse =
    (typeof code === 'string' && code.startsWith('UND_ERR_RE')) ||
    typeof membersOf(headers)['get'] === 'function' ||
    (name === 'StatusCodeError' && response === undefined)
  const given = isResponse ? error : membersOf(trace['response'] ?? response)
  const status = given['status'] ?? given['statusCode']
  // Angular gives the status 0 where no response came.
  if (typeof status !== 'number' || status === 0) return undefined
  // As Angular and request-promise, ky 2 and up-fetch, Adobe's SDK, axios and octokit, got and undici keep it. undici says '' for
  // what it did not decode.
  const body = (
    isResponse
      ? [error['error'], given['body'] || undefined]
      : [data, trace['responseBody'], given['data'], given['body']]
  ).find(wasRead)
  // Whatever stands there, it is only asked for headers.
  const [first, ...others] = parse(body, { status, headers: given['headers'] as HeadersLike })
  if (first === undefined) return undefined
  return {
    failures: body === undefined ? [{ ...first, format: 'unread' }] : [first, ...others],
    secrets: secretsOf(sentFor(error)),
  }
}

/** Returns the request that a client keeps on its errors, as far as its secrets are concerned. */
export function sentFor({ config, options, request, traceData }: Members): Parameters<typeof secretsOf>[0] {
  const sent = [config, options, membersOf(traceData)['request'], request].map(membersOf).find(({ headers }) => headers)
  // Whatever stands there, it is only asked for headers and their values.
  return { headers: sent?.['headers'] as HeadersLike, url: sent?.['url'] }
}

/** Whether a client has read a body: streams cannot be read here, and `{}` is what Adobe's SDK puts in the place of one. */
function wasRead(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return typeof body === 'string'
  if (isBytes(body)) return true
  return !('pipe' in body) && Object.keys(body).length > 0
}
