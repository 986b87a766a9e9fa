/** Reads what an answer needs to know of a request, and makes up what is missing. */
import { headerOf } from '../failure/headers.js'
import type { RequestLike, ServerOptions } from './options.js'

// What no log, header or page could take for anything but one word.
const REQUEST_ID = /^[\w.~:@+/=-]{1,128}$/

/** The value of a header, by its name in lower case. Never throws. */
export function requestHeader(request: RequestLike | undefined, name: string): string | undefined {
  try {
    const headers = request?.headers
    if (headers === undefined) return undefined
    // As Node keeps them, a loop over their names is quicker than any list of them.
    if (!('get' in headers) && !(Symbol.iterator in headers)) {
      const value = headers[name]
      if (typeof value === 'string') return value
      if (!hasName(headers, name)) return undefined
    }
    return headerOf(headers, name)
  } catch {
    return undefined // Whatever stands there, it holds no headers.
  }
}

function hasName(headers: object, name: string): boolean {
  for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return true
  return false
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
