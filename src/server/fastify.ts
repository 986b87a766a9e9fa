/** Answers errors in Fastify 5. */
import { JsonApiError } from '../failure/json-api-error.js'
import { type AdaptorOptions, answerer } from './adaptor.js'
import { type ClientErrorSocket, clientErrorResponses } from './client-errors.js'
import { bodyHeaders, withVary } from './earlier-headers.js'
import { type Route, routeTable } from './fastify-routes.js'
import { validationFailure } from './fastify-validation.js'
import { malformedJson } from './malformed-json.js'
import { type NodeResponse, payloadOf, sendResponse } from './node-response.js'
import type { RequestLike } from './options.js'
import { unrouted } from './unrouted.js'

export type { AdaptorOptions } from './adaptor.js'

/** What is needed of a request. */
export interface FastifyRequestLike {
  readonly raw: RequestLike
  readonly url: string
  readonly body?: unknown
}

/** What is needed of a reply. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse
  getHeader(name: string): unknown
  removeHeader(name: string): unknown
  code(status: number): unknown
  headers(headers: Record<string, string>): unknown
  send(body: object): unknown
}

type Done = (error: Error | null, body?: unknown) => void
type Parser = (request: never, body: string, done: Done) => void
type Send = (thrown: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => void

/** What is needed of an app. */
export interface FastifyApp {
  readonly initialConfig: { readonly onProtoPoisoning?: Poisoning; readonly onConstructorPoisoning?: Poisoning }
  addHook(name: 'onRoute', hook: (route: Route) => void): unknown
  addHook(
    name: 'onRequest',
    hook: (request: FastifyRequestLike, reply: FastifyReplyLike, done: (error?: Error) => void) => void,
  ): unknown
  setErrorHandler(handler: Send): unknown
  setNotFoundHandler(handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => void): unknown
  addContentTypeParser(type: string, options: { parseAs: 'string' }, parser: Parser): unknown
  getDefaultJsonParser(onProto: Poisoning, onConstructor: Poisoning): Parser
}

type Poisoning = 'error' | 'remove' | 'ignore'

/**
 * Has `app` answer whatever its handlers and hooks throw, the errors of its schemas with pointers, and what no route takes: 404,
 * or 405 with `Allow`. Also has it read bodies of JSON:API’s media type, and tell line and column of what is no JSON.
 *
 * ```ts
 * const app = fastify(serverErrors())
 * fastifyErrors(app)
 * ```
 *
 * To be called before there are routes; `await app.register(fastifyErrors, options)` does the same. The constraints of routes
 * and the expressions for their parameters are left out of account where `Allow` is made.
 */
export function fastifyErrors(app: FastifyApp, options: AdaptorOptions = {}, done?: () => void): void {
  const { check } = answerer(options)
  const send = sender(options)
  const routes = routeTable()
  app.addHook('onRoute', routes.add)
  app.setErrorHandler(send)
  app.setNotFoundHandler((request, reply) => send(unrouted(routes.methodsAt(request.url)), request, reply))
  app.addHook('onRequest', (request, _reply, next) => {
    check(request.raw)
    next()
  })
  addParsers(app)
  done?.()
}

// As fastify-plugin does: what the plugin sets counts for the app that registers it.
Object.assign(fastifyErrors, { [Symbol.for('skip-override')]: true })

/**
 * Options for `fastify()`, for what fails before there is a request to handle: malformed URLs, and all that `clientErrorResponses`
 * of `reactor-errors/node` answers.
 */
export function serverErrors(options: AdaptorOptions = {}): {
  frameworkErrors: (
    error: Error,
    request: Pick<FastifyRequestLike, 'raw'>,
    reply: Pick<FastifyReplyLike, 'raw'>,
  ) => void
  clientErrorHandler: (error: Error, socket: ClientErrorSocket) => void
} {
  const { answer } = answerer(options)
  return {
    frameworkErrors: (error, request, reply) => sendResponse(reply.raw, answer(error, request.raw)),
    clientErrorHandler: clientErrorResponses(options),
  }
}

function sender(
  options: AdaptorOptions,
): (thrown: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => void {
  const { answer } = answerer(options)
  return (thrown, request, reply) => {
    const answered = answer(thrown, request.raw, validationFailure(thrown, request.body))
    if (reply.raw.headersSent || reply.raw.destroyed) {
      sendResponse(reply.raw, answered)
      return
    }
    for (const name of bodyHeaders) reply.removeHeader(name)
    reply.code(answered.status)
    reply.headers(withVary(answered.headers, reply.getHeader('vary')))
    // To a text Fastify would add a charset, which JSON:API’s media type must not have.
    reply.send(payloadOf(answered.body))
  }
}

function addParsers(app: FastifyApp): void {
  const { onProtoPoisoning = 'error', onConstructorPoisoning = 'error' } = app.initialConfig
  const parse = app.getDefaultJsonParser(onProtoPoisoning, onConstructorPoisoning)
  const parser: Parser = (request, body, done) =>
    parse(request, body, (error, value) => {
      const failure = error ? malformedJson(body) : undefined
      done(failure === undefined ? error : new JsonApiError(failure), value)
    })
  for (const type of ['application/json', 'application/vnd.api+json']) {
    try {
      app.addContentTypeParser(type, { parseAs: 'string' }, parser)
    } catch {
      // The app has a parser of its own for it.
    }
  }
}
