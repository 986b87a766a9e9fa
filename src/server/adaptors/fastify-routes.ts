/** Asks a router of Fastify's own which methods a path takes. */
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { isForAll } from '../refusals.js'

/** One route as the hook `onRoute` tells of it. */
export interface Route {
  readonly method: string | readonly string[]
  /** A path with parameters: `/shops/:id`. */
  readonly url: string
  readonly constraints?: { readonly host?: string | RegExp; readonly version?: string } | undefined
}

/** The options of an app that decide which route takes a path. */
export interface RouterOptions {
  readonly caseSensitive?: boolean
  readonly ignoreTrailingSlash?: boolean
  readonly ignoreDuplicateSlashes?: boolean
  readonly maxParamLength?: number
  readonly useSemicolonDelimiter?: boolean
  readonly allowUnsafeRegex?: boolean
}

/** The part of a request that decides which route takes it. */
interface Asked {
  readonly url?: string | undefined
  readonly headers?: object | undefined
}

/** Collects routes, and gives the methods of all that take the path of a request. */
export interface RouteTable {
  add(route: Route): void
  methodsAt(request: Asked): Promise<readonly string[]>
}

type Ask = (request: Asked) => readonly string[]

/**
 * Fastify has no way to ask its router without a request being handled. So the routes are given to a second app, whose handlers
 * say nothing but that they were reached; it is made when a path is asked for first. A route that it does not take, such as one
 * with constraints of the app's own making, is left out.
 */
export function routeTable(options: RouterOptions): RouteTable {
  const routes: Route[] = []
  let ask: Promise<Ask> | undefined
  return {
    add(route) {
      if (!isForAll(route.url)) routes.push(route)
    },
    async methodsAt(request) {
      ask ??= askable(routes, options)
      return (await ask)(request)
    },
  }
}

async function askable(routes: readonly Route[], options: RouterOptions): Promise<Ask> {
  const { fastify } = await import('fastify')
  const { caseSensitive, ignoreTrailingSlash, ignoreDuplicateSlashes, maxParamLength } = options
  const { useSemicolonDelimiter, allowUnsafeRegex } = options
  const app = fastify({
    exposeHeadRoutes: false,
    routerOptions: Object.fromEntries(
      Object.entries({
        ...{ caseSensitive, ignoreTrailingSlash, ignoreDuplicateSlashes, maxParamLength },
        ...{ useSemicolonDelimiter, allowUnsafeRegex },
      }).filter(([, value]) => value !== undefined),
    ),
  })
  let reached = false
  const methods = new Set<string>()
  for (const { method, url, constraints = {} } of routes) {
    for (const one of [method].flat()) {
      try {
        if (!app.supportedMethods.includes(one)) app.addHttpMethod(one)
        app.route({
          method: one,
          url,
          constraints,
          handler: (_request, reply) => {
            reached = true
            reply.hijack()
          },
        })
        methods.add(one)
      } catch {
        // Its constraint is of the app's own making.
      }
    }
  }
  await app.ready()
  return ({ url, headers }) =>
    [...methods].filter((method) => {
      reached = false
      const request = Object.assign(new IncomingMessage(new Socket()), { method, url, headers: { ...headers } })
      app.routing(request, new ServerResponse(request))
      return reached
    })
}
