/** A request as the emulator's handlers see it. */
import type { IncomingHttpHeaders } from 'node:http'

/** One request; its body has arrived. */
export interface ApiRequest {
  /** The id that its answer carries, in `x-request-id` and in each error. */
  readonly id: string
  readonly method: string
  /** The segments of the path: `['hosts', 'HT…']`; `undefined` where the target is no path. */
  readonly path: readonly string[] | undefined
  /** What follows the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array<ArrayBuffer>
}

/** The value of a header that is given once, without space around it; `undefined` where it is missing or empty. */
export function header({ headers }: ApiRequest, name: string): string | undefined {
  return headers[name]?.toString().trim() || undefined
}

/** Splits the target of a request into path and query. An absolute URL, as proxies are sent, counts by its path. */
export function targetOf(target: string): Pick<ApiRequest, 'path' | 'query'> {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '')
  const mark = local.indexOf('?')
  const [path, query] = mark < 0 ? [local, ''] : [local.slice(0, mark), local.slice(mark + 1)]
  if (path[0] !== '/') return { path: undefined, query }
  // One slash at the end changes nothing.
  return { path: (path.length > 1 && path.endsWith('/') ? path.slice(1, -1) : path.slice(1)).split('/'), query }
}
