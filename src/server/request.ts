/** Reads what an answer needs to know of a request, and makes up what is missing. */
import { headerOf } from '../failure/headers.js'
import type { RequestLike, ServerOptions } from './options.js'

// What no log, header or page could take for anything but one word.
const REQUEST_ID = /^[\w.~:@+/=-]{1,128}$/

/** The value of a header, by its name in lower case. Never throws. */
export function requestHeader(request: RequestLike | undefined, name: string): string | undefined {
  try {
    const headers = request?.headers
    // As Node keeps them: to look the name up is all there is to do. A web Headers has methods, none of which is a header.
    const value: unknown = headers === undefined || 'get' in headers ? undefined : Reflect.get(headers, name)
    return typeof value === 'string' ? value : headerOf(headers, name)
  } catch {
    return undefined // Whatever stands there, it holds no headers.
  }
}

/** Whether the answer goes without a body. Never throws. */
export function isHead(request: RequestLike | undefined): boolean {
  try {
    return request?.method === 'HEAD'
  } catch {
    return false
  }
}

/** The id under which client and server both know a request: its own, where it is fit for a header, or a new one. */
export function requestIdOf(request: RequestLike | undefined, own: ServerOptions['requestId']): string {
  const given: unknown =
    own === undefined || request === undefined ? requestHeader(request, 'x-request-id') : own(request)
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}
