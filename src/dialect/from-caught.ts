/** Finds the failed answer in what an HTTP client threw, by its shape: no client is imported. */

import { dialectOf } from '../failure/brand.js'
import { conceal, secretsOf } from '../failure/conceal.js'
import type { Failure } from '../failure/failure.js'
import type { HeadersLike } from '../failure/headers.js'
import { isRecord } from '../failure/read-errors.js'
import type { ResponseContext } from './reader.js'

const MAX_CAUSES = 5

type Members = Readonly<Record<string, unknown>>
type Parse = (body: unknown, context: ResponseContext) => readonly Failure[]

/**
 * The failures of the answer that `caught` was thrown for, without a secret of its request; or the error of this package that
 * stands in its causes; `undefined` where there is neither. Never throws.
 */
export function fromCaught(caught: unknown, parse: Parse): readonly Failure[] | Error | undefined {
  try {
    let error = caught
    for (let depth = 0; depth < MAX_CAUSES && isRecord(error); depth++) {
      const { cause, errors, name } = error
      // The mark says that it is one; an AggregateError holds one for each failed resource.
      if (dialectOf(error) ?? dialectOf(membersOf(errors)[0])) return error as unknown as Error
      const failures = failuresIn(error, parse)
      if (failures.length > 0) return failures
      // fetch wraps what went wrong on the way in a TypeError, other clients in an error that holds the request.
      if (name !== 'TypeError' && !('request' in error)) return undefined
      error = cause
    }
  } catch {
    // A getter that throws or a revoked proxy: no client's work.
  }
  return undefined
}

/** Any object may be asked for members that it might not have; what is no object has none. */
const membersOf = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {})

function failuresIn(error: Members, parse: Parse): readonly Failure[] {
  const { code, config, data, options, request, response, traceData } = error
  const trace = membersOf(traceData)
  // undici's own errors are the answer themselves; Adobe's SDK keeps it in `traceData`.
  const isAnswer = typeof code === 'string' && code.startsWith('UND_ERR_RE')
  const answer = isAnswer ? error : membersOf(trace['response'] ?? response)
  const status = answer['status'] ?? answer['statusCode']
  if (typeof status !== 'number') return []
  const sent = [config, options, trace['request'], request].map(membersOf).find(({ headers }) => headers) ?? {}
  // As ky 2, Adobe's SDK, axios and octokit, got and undici keep it. undici says '' for what it did not decode.
  const body = (
    isAnswer ? [answer['body'] || undefined] : [data, trace['responseBody'], answer['data'], answer['body']]
  ).find(wasRead)
  // Whatever stands there, it is only asked for headers.
  const failures = parse(body, { status, headers: answer['headers'] as HeadersLike })
  const secrets = secretsOf(sent['headers'] as HeadersLike, sent['url'])
  return failures.map((failure) => conceal(body === undefined ? { ...failure, format: 'unread' } : failure, secrets))
}

/** Whether a client has read a body: streams cannot be read here, and `{}` is what Adobe's SDK puts in the place of one. */
function wasRead(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return typeof body === 'string'
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return true
  return !('pipe' in body) && Object.keys(body).length > 0
}
