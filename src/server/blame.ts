/** Tells whether an error that anything could have thrown is the fault of the request at hand. */
import type { Failure } from '../failure/failure.js'
import { faultFailure } from './http-failure.js'
import type { Catalog } from './options.js'
import type { RequestFault } from './request-faults.js'
import * as requestFaults from './request-faults.js'

/**
 * What is wrong with `request`, if that is what made `thrown`: a `URIError` where its URL cannot be decoded, or a lost connection
 * where it is the client that left. `undefined` otherwise: such errors are the server’s own. Never throws.
 */
export function blame(thrown: unknown, request: object, dialect?: Catalog): Failure | undefined {
  try {
    const fault = faultOf(thrown, request)
    return fault && faultFailure(fault, dialect)
  } catch {
    return undefined // A getter that throws, or a revoked proxy.
  }
}

function faultOf(thrown: unknown, request: object): RequestFault | undefined {
  if (thrown instanceof URIError)
    return isDecodable(String(member(request, 'url'))) ? undefined : requestFaults.malformedUrl
  const isLoss = member(thrown, 'code') === 'ECONNRESET' || member(thrown, 'name') === 'AbortError'
  return isLoss && hasLeft(request) ? requestFaults.brokenOff : undefined
}

const member = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch {
    return false
  }
}

/** Whether the client broke off: as Node’s requests say it, or as a web `Request` does. */
function hasLeft(request: object): boolean {
  const isCut = member(request, 'destroyed') === true && member(request, 'complete') === false
  return isCut || member(member(request, 'signal'), 'aborted') === true
}
