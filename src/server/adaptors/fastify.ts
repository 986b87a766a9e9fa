/** The entry `reactor-errors/fastify`: error responses in Fastify 5. */
import { JsonApiError } from '../../failure/json-api-error.js'
import { checkKind, type Kind, withMethods } from '../../failure/kinds.js'
import { isError } from '../../failure/plain.js'
import { attempt } from '../../jsonapi/attempt.js'
import { besideEarlier, staleHeaders } from '../headers.js'
import type { RequestLike } from '../options.js'
import { malformedJson, unrouted } from '../refusals.js'
import { type ClientErrorSocket, clientErrorResponses } from './client-errors.js'
import { type Route, type RouterOptions, routeTable } from './fastify-routes.js'
import { validationFailure } from './fastify-validation.js'
import { type NodeResponse, payloadOf, sendResponse } from './node-response.js'
import { type AdaptorOptions, responder } from './responder.js'

export type { AdaptorOptions } from './responder.js'

/** The part of a request that is needed. */
export interface FastifyRequestLike {
  readonly raw: RequestLike
  readonly body?: unknown
  /** The log of the app, which is told of errors where there is no `onError`. */
  readonly log?: { error(members: object, message?: string): void }
}

/** The part of a reply that is needed. */
export interface FastifyReplyLike {
  readonly raw: NodeResponse
  readonly statusCode: number
  getHeader(name: string): unknown
  removeHeader(name: string): unknown
  code(status: number): unknown
  headers(headers: Record<string, string>): unknown
  send(body: object): unknown
}

type Done = (error: Error | null, body?: unknown) => void
type Parser = (request: never, body: string, done: Done) => void
/** The bodies of requests that are under way, as they came. */
type Texts = WeakMap<object, string>
type Send = (thrown: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => void

/** The part of an app that is needed. */
export interface FastifyApp {
  readonly initialConfig: RouterOptions & {
    readonly routerOptions?: RouterOptions
    readonly onProtoPoisoning?: Poisoning
    readonly onConstructorPoisoning?: Poisoning
  }
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

const APP: Kind = withMethods('an app of Fastify', 'addHook', 'setErrorHandler', 'setNotFoundHandler')

/**
 * A plugin that has the app which registers it respond to whatever its handlers and hooks throw, the errors of its schemas with
 * pointers, and what no route takes: 404, or 405 with `Allow`. Also has it read bodies of JSON:API’s media type, and tell line and
 * column of what is no JSON.
 *
 * ```ts
 * const app = fastify(serverErrors())
 * await app.register(fastifyErrors, { check: true })
 * ```
 *
 * Without `onError` the log of the app is told of errors with a status from 500 up, as by Fastify’s own handler.
 *
 * An option that is not of its kind rejects the registration with a `TypeError`.
 * To be awaited before there are routes: those that it does not see get 404 in the place of 405.
 * A hook `onSend` that fails when an error is sent is answered by Fastify itself, with the message of what it threw.
 */
export function fastifyErrors(app: FastifyApp, options?: AdaptorOptions): void
// Fastify reads the type of the options from the last signature.
export function fastifyErrors(app: FastifyApp, options: AdaptorOptions, done: (error?: Error) => void): void
export function fastifyErrors(app: FastifyApp, options: AdaptorOptions = {}, done?: (error?: Error) => void): void {
  try {
    install(app, options)
  } catch (error) {
    // What a plugin throws nobody would catch.
    if (done === undefined || !isError(error)) throw error
    done(error)
    return
  }
  done?.()
}

function install(app: FastifyApp, options: AdaptorOptions): void {
  const { check } = responder(options)
  checkKind(APP, { app })
  const { initialConfig } = app
  const texts: Texts = new WeakMap()
  const send = sender(options, texts)
  const routes = routeTable({ ...initialConfig, ...initialConfig.routerOptions })
  app.addHook('onRoute', routes.add)
  app.setErrorHandler(send)
  app.setNotFoundHandler((request, reply) => {
    const answer = (methods: readonly string[]): void => send(unrouted(methods, request.raw.method), request, reply)
    // Where there is nobody to ask, it is not known that the path takes other methods.
    routes.methodsAt(request.raw).then(answer, () => answer([]))
  })
  app.addHook('onRequest', (request, _reply, next) => {
    check(request.raw)
    next()
  })
  addParsers(app, texts)
}

// As fastify-plugin does: what the plugin sets counts for the app that registers it.
Object.assign(fastifyErrors, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'reactor-errors',
})

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
  const { respond } = responder(options)
  return {
    frameworkErrors: (error, request, reply) => sendResponse(reply.raw, respond(error, request.raw)),
    clientErrorHandler: clientErrorResponses(options),
  }
}

function sender(options: AdaptorOptions, texts: Texts): Send {
  const { respond } = responder(options)
  return (thrown, request, reply) => {
    const document = documentOf(request, texts)
    const earlier = (name: string) => reply.getHeader(name)
    const response = respond(thrown, request.raw, {
      known: (value) => validationFailure(value, document),
      status: reply.statusCode,
      document,
      earlier,
    })
    // What its own handler would have said.
    if (options.onError === undefined && response.status >= 500) logThrown(thrown, request)
    if (reply.raw.headersSent || reply.raw.destroyed) {
      sendResponse(reply.raw, response)
      return
    }
    for (const name of staleHeaders(response.status)) reply.removeHeader(name)
    reply.code(response.status)
    reply.headers(besideEarlier(response.headers, earlier))
    // To a text Fastify would add a charset, which JSON:API’s media type must not have.
    reply.send(payloadOf(response.body))
  }
}

function logThrown(thrown: unknown, { log }: FastifyRequestLike): void {
  // A log, and what was thrown, may do as they like.
  attempt(() => log?.error({ err: thrown }, isError(thrown) ? thrown.message : 'What was thrown is no error'))
}

/** The document that was sent: schemas of Fastify change the body that they are asked about, and fill in defaults. */
function documentOf(request: FastifyRequestLike, texts: Texts): unknown {
  const text = texts.get(request)
  return text === undefined ? request.body : attempt((): unknown => JSON.parse(text), request.body)
}

function addParsers(app: FastifyApp, texts: Texts): void {
  const { onProtoPoisoning = 'error', onConstructorPoisoning = 'error' } = app.initialConfig
  const parse = app.getDefaultJsonParser(onProtoPoisoning, onConstructorPoisoning)
  const parser: Parser = (request, body, done) => {
    texts.set(request, body)
    parse(request, body, (error, value) => {
      const failure = error ? malformedJson(body) : undefined
      done(failure === undefined ? error : new JsonApiError(failure), value)
    })
  }
  for (const type of ['application/json', 'application/vnd.api+json']) {
    try {
      app.addContentTypeParser(type, { parseAs: 'string' }, parser)
    } catch {
      // The app has a parser of its own for it.
    }
  }
}
