/** Answers errors in Koa. */
import { type AdaptorOptions, answerer } from './adaptor.js'
import { bodyHeaders, withVary } from './earlier-headers.js'
import { faultFailure } from './http-failure.js'
import { type NodeResponse, sendResponse } from './node-response.js'
import type { RequestLike } from './options.js'
import type { RequestFault } from './request-faults.js'
import * as requestFaults from './request-faults.js'

export type { AdaptorOptions } from './adaptor.js'

/** What is needed of a context. */
export interface KoaContext {
  readonly req: RequestLike
  readonly res: NodeResponse
  readonly headerSent: boolean
  readonly writable: boolean
  respond?: boolean | undefined
  status: number
  body: unknown
  readonly response: { get(name: string): unknown }
  set(headers: Record<string, string>): void
  remove(name: string): void
}

/** A middleware of Koa. */
export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>

/** What a status without a body says. */
const bare: ReadonlyMap<number, RequestFault> = new Map([
  [404, requestFaults.unknownRoute],
  [405, requestFaults.methodNotAllowed],
])

/**
 * A middleware, to be used before all others: whatever they throw is answered, and so is a request that they leave without a body
 * at a status from 400 up: 404 where nobody took it, 405 where a router says so (its header `Allow` is kept).
 *
 * ```ts
 * app.use(koaErrors())
 * ```
 *
 * What it answers raises no event `error` of the app: `onError` is told.
 */
export function koaErrors(options: AdaptorOptions = {}): KoaMiddleware {
  const { answer, check } = answerer(options)
  return async (context, next) => {
    const send = (thrown: unknown): void => {
      const answered = answer(thrown, context.req)
      if (context.headerSent || !context.writable) {
        context.respond = false
        sendResponse(context.res, answered)
        return
      }
      for (const name of bodyHeaders) context.remove(name)
      // Of an empty text Koa would say that it has length 0, which is not that of the answer to GET.
      context.body = answered.body || null
      context.status = answered.status
      context.set(withVary(answered.headers, context.response.get('vary') || undefined))
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
      send(faultFailure(bare.get(status) ?? { status, detail: '' }, options.dialect))
    }
  }
}
