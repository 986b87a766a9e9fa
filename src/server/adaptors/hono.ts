/** The entry `reactor-errors/hono`: error responses in Hono, on whatever platform it runs. */
import type { Failure } from '../../failure/failure.js'
import { checkKind, type Kind, withMethods } from '../../failure/kinds.js'
import { besideEarlier, staleHeaders } from '../headers.js'
import type { RequestLike } from '../options.js'
import { isForAll, malformedJson, unrouted } from '../refusals.js'
import { type AdaptorOptions, responder } from './responder.js'

export type { AdaptorOptions } from './responder.js'

/** The part of a context that is needed. `Result` is the platform’s `Response`. */
export interface HonoContext<Result> {
  readonly req: {
    readonly raw: RequestLike
    readonly path: string
    readonly method: string
    /** The part of the body that was read. */
    readonly bodyCache: object
    text(): Promise<string>
  }
  readonly res: { readonly headers: { get(name: string): string | null } }
  notFound: () => Result | Promise<Result>
  header(name: string, value?: string): void
  newResponse(body: string | null, init: { readonly status: 500; readonly headers: Record<string, string> }): Result
}

/** The part of an app that is needed. */
export interface HonoApp<Result> {
  readonly routes: readonly { readonly method: string }[]
  readonly router: {
    match(
      method: string,
      path: string,
    ): readonly [
      readonly (readonly [readonly [unknown, { readonly method: string; readonly path: string }], unknown])[],
      ...unknown[],
    ]
  }
  onError(handler: (error: Error, context: HonoContext<Result>) => Promise<Result>): unknown
  notFound(handler: (context: HonoContext<Result>) => Promise<Result>): unknown
  use(middleware: (context: HonoContext<Result>, next: () => Promise<void>) => Promise<Result | undefined>): unknown
}

const APP: Kind = withMethods('an app of Hono', 'onError', 'notFound', 'use')

/**
 * Has `app` respond to whatever its handlers throw, and to requests that no route takes: 404, or 405 with `Allow`. To be called
 * before there are routes, since it also adds a middleware: for `check`, and for what is thrown and is no `Error`.
 *
 * ```ts
 * honoErrors(app)
 * ```
 *
 * Where `c.req.json()` fails since the body is not JSON, the response is 400, with line and column, whatever its Content-Type says;
 * any other `SyntaxError` is the server's own, and a 500.
 */
export function honoErrors<Result>(app: HonoApp<Result>, options: AdaptorOptions = {}): void {
  const { respond, check } = responder(options)
  checkKind(APP, { app })
  const send = async (thrown: unknown, context: HonoContext<Result>): Promise<Result> => {
    const known = thrown instanceof SyntaxError ? await bodyFailure(thrown, context, options) : undefined
    const earlier = (name: string) => context.res.headers.get(name)
    const { status, headers, body } = respond(thrown, context.req.raw, {
      known: () => known,
      document: await bodyRead(context),
      earlier,
    })
    const all = besideEarlier(headers, earlier)
    // A header that was set before wins over the one of a new response, unless it is removed.
    for (const name of [...staleHeaders(status), ...Object.keys(all)]) context.header(name)
    // Hono's types list the statuses one by one; any will do.
    return context.newResponse(body === '' ? null : body, { status: status as 500, headers: all })
  }
  app.onError(send)
  app.notFound((context) => {
    const { method, path } = context.req
    return send(unrouted(methodsAt(app, path), method), context)
  })
  app.use(async (context, next) => {
    // Who says so has taken the request; the app itself says that nobody did by another way.
    context.notFound = () => send(unrouted(), context)
    try {
      check(context.req.raw)
      await next()
      return undefined
    } catch (thrown) {
      return send(thrown, context)
    }
  })
}

/** The document of the request, where a handler has read the body and it is one. */
async function bodyRead({ req }: HonoContext<unknown>): Promise<unknown> {
  if (Object.keys(req.bodyCache).length === 0) return undefined
  // It may have broken off, or be no JSON.
  return req
    .text()
    .then(JSON.parse)
    .catch(() => undefined)
}

/** Returns what is wrong with the body that was read, where `SyntaxError` says just that; else it is the server’s own. */
async function bodyFailure(
  { message }: SyntaxError,
  { req }: HonoContext<unknown>,
  { dialect }: AdaptorOptions,
): Promise<Failure | undefined> {
  if (Object.keys(req.bodyCache).length === 0) return undefined
  const text = await req.text()
  return message === faultOf(text) ? malformedJson(text, dialect) : undefined
}

/** The message of the error that a text makes which is not JSON. */
function faultOf(text: string): unknown {
  try {
    JSON.parse(text)
  } catch (error) {
    return Object(error).message
  }
  return undefined
}

/** The methods of all routes that match a path. Middleware matches by any method, and is none. */
function methodsAt({ routes, router }: Pick<HonoApp<unknown>, 'routes' | 'router'>, path: string): readonly string[] {
  return [...new Set(routes.map(({ method }) => method))].filter((method) =>
    router
      .match(method, path)[0]
      .some(([[, route]]) => route.method === method && method !== 'ALL' && !isForAll(route.path)),
  )
}
