/** The short way: reads what nearly every failure arrives as, a document of sound error objects, in one look at each member. */
import type { Failure } from '../../failure/failure.js'
import { headerPair } from '../../failure/headers.js'
import { isRecord } from '../../failure/plain.js'
import { documentOf, MOST_READ } from '../../failure/read-errors.js'
import { retryAfterOf } from '../../failure/retry-after.js'
import type { Meta } from '../../jsonapi/document.js'
import { mixedStatus } from '../../jsonapi/status.js'
import type { Draft, ReadContext } from '../reader.js'

/**
 * A JSON:API document with sound error objects and nothing that any other reader could claim: what `readJsonApi` makes of it, in a
 * quarter of the time. `undefined` for everything that is the least unusual, which the full readers take.
 *
 * Members are looked at as they come: V8 finds those of a `for in` without looking them up, and asking objects of many shapes for
 * members by name would cost more than all else here.
 */
export function readSound(body: unknown, { status, header, headers }: ReadContext): Failure[] | undefined {
  if (!isRecord(body)) return undefined
  let errors: unknown
  let saysMore = false
  for (const name in body) {
    if (name === 'errors') errors = body[name]
    else if (name === 'meta' || name === 'jsonapi' || name === 'links') saysMore = true
    else return undefined
  }
  const meta = metaOfFirst(errors)
  if (meta === undefined) return undefined
  const failure: Draft<Failure> = {
    // `metaOfFirst` has looked at each of them.
    errors: errors as Failure['errors'],
    delivery: 'immediate',
    format: 'json:api',
    origin: 'received',
  }
  const told = status ?? mixedStatus(failure.errors)
  const { first: id, second: wait } = headerPair(headers, 'x-request-id', 'retry-after')
  const requestId = meta['request_id'] ?? id
  const retryAfter = wait === undefined ? undefined : retryAfterOf(wait, () => header('date'))
  if (told !== undefined) failure.status = told
  if (typeof requestId === 'string') failure.requestId = requestId
  if (retryAfter !== undefined) failure.retryAfter = retryAfter
  if (saysMore) failure.document = documentOf(body)
  return [failure]
}

const NO_META: Meta = {}

/** The `meta` of the first error in a list of sound ones, empty where it has none; `undefined` for any other value. */
function metaOfFirst(errors: unknown): Meta | undefined {
  if (!Array.isArray(errors) || errors.length > MOST_READ) return undefined
  const first = metaOfSound(errors[0])
  for (let index = 1; index < errors.length; index++) if (metaOfSound(errors[index]) === undefined) return undefined
  return first
}

/** The `meta` of what has members, all of them those of an error object and each of its type; `undefined` for any other value. */
function metaOfSound(error: unknown): Meta | undefined {
  if (!isRecord(error)) return undefined
  let meta: Meta | undefined
  for (const name in error) {
    const value = error[name]
    switch (name) {
      case 'id':
      case 'status':
      case 'code':
      case 'title':
      case 'detail':
        if (typeof value !== 'string') return undefined
        meta ??= NO_META
        break
      case 'links':
      case 'source':
        if (!isRecord(value)) return undefined
        meta ??= NO_META
        break
      case 'meta':
        if (!isRecord(value)) return undefined
        meta = value
        break
      default:
        return undefined
    }
  }
  return meta
}
