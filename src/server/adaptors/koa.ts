/** The entry `reactor-errors/koa`: error responses in Koa. */
import { besideEarlier, staleHeaders } from '../headers.js'
import type { RequestLike } from '../options.js'
import { type Refusal, refusalFailure, refusals } from '../refusals.js'
import { type NodeResponse, sendResponse } from './node-response.js'
import { type AdaptorOptions, responder } from './responder.js'

export type { AdaptorOptions } from './responder.js'

/** The part of a context that is needed. */
export interface KoaContext {
  readonly req: RequestLike
  /** A parser of bodies leaves the body on it. */
  readonly request: { readonly body?: unknown }
  readonly res: NodeResponse
  readonly headerSent: boolean
  readonly writable: boolean
  respond?: boolean | undefined
  /** Is called with what goes wrong once no middleware is left, and with nothing at the end of every response. */
  onerror: (error: Error | null | undefined) => void
  status: number
  body: unknown
  readonly response: { get(name: string): unknown }
  set(headers: Record<string, string>): void
  remove(name: string): void
}

/** A middleware of Koa. */
export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>

/** The error for a status without a body. */
const bare: ReadonlyMap<number, Refusal> = new Map<number, Refusal>([
  [404, refusals.unknownRoute],
  [405, refusals.methodNotAllowed],
])

/**
 * A middleware, to be used before all others: whatever they throw is answered, and so is a request that they leave without a body
 * at a status from 400 up: 404 where nobody took it, 405 where a router says so (its header `Allow` is kept).
 *
 * ```ts
 * app.use(koaErrors())
 * ```
 *
 * Errors that it answers raise no event `error` of the app: `onError` is told.
 */
export function koaErrors(options: AdaptorOptions = {}): KoaMiddleware {
  const { respond, check } = responder(options)
  return async (context, next) => {
    const earlier = (name: string) => context.response.get(name) || undefined
    const send = (thrown: unknown): void => {
      // As long as nobody sets another, it is 404.
      const status = context.status === 404 ? undefined : context.status
      const response = respond(thrown, context.req, { status, document: context.request.body, earlier })
      if (context.headerSent || !context.writable) {
        context.respond = false
        sendResponse(context.res, response)
        return
      }
      for (const name of staleHeaders(response.status)) context.remove(name)
      // Of an empty text Koa would say that it has length 0, which is not that of the response to GET.
      context.body = response.body || null
      context.status = response.status
      context.set(besideEarlier(response.headers, earlier))
    }
    const { onerror } = context
    // A value that JSON cannot say fails once no middleware is left. With a stream that fails Koa breaks off the connection itself.
    context.onerror = (error) => {
      if (!error || !context.writable) onerror.call(context, error)
      else sendResponse(context.res, respond(error, context.req, { document: context.request.body, earlier }))
    }
    try {
      check(context.req)
      await next()
    } catch (thrown) {
      send(thrown)
      return
    }
    const { status, body } = context
    const isEmpty = body === undefined || body === null
    if (isEmpty && status >= 400 && context.respond !== false && !context.headerSent) {
      send(refusalFailure(bare.get(status) ?? { status, detail: '' }, options.dialect))
    }
  }
}
