import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { expectTypeOf, test } from 'vitest'
import type { JsonApiError } from '../../../src/index.js'
import { expressErrors, requestCheck } from '../../../src/server/adaptors/express.js'
import { fastifyErrors, serverErrors } from '../../../src/server/adaptors/fastify.js'
import { honoErrors } from '../../../src/server/adaptors/hono.js'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import { clientErrorResponses, readJson, withErrorResponses } from '../../../src/server/adaptors/node.js'
import { withErrorResponses as answersOnTheWeb, readJson as readWebJson } from '../../../src/server/index.js'

test('Express takes the middlewares, in apps and in routers', () => {
  express().use(requestCheck(), expressErrors())
  express.Router().use('/v1', requestCheck(), ...expressErrors({ onError: () => {} }))
})

test('Fastify takes the function as a plugin and its options, and so do its other servers', () => {
  const app = fastify({ logger: false, ...serverErrors() })
  fastifyErrors(app)
  app.register(fastifyErrors)
  app.register(fastifyErrors, {
    check: true,
    onError: ({ error }) => expectTypeOf(error).toEqualTypeOf<JsonApiError>(),
  })
  // @ts-expect-error -- no such option
  app.register(fastifyErrors, { exposee: 3 })
  // @ts-expect-error -- no such choice
  app.register(fastifyErrors, { check: 'Strict' })
  fastifyErrors(fastify({ http2: true }), { check: 'strict' })
})

test('Koa takes the middleware, whatever its state is', () => {
  new Koa().use(koaErrors())
  new Koa<{ user: string }, { db: object }>().use(koaErrors({ baseUrl: 'https://shop.example/errors/' }))
})

test('Hono apps fit, whatever their environment', () => {
  honoErrors(new Hono())
  honoErrors(new Hono<{ Bindings: { KV: object }; Variables: { user: string } }>().basePath('/v1'))
})

test('listeners of Node fit, and keep their own kinds of request and response', () => {
  createServer(withErrorResponses((request, response) => response.end(request.url))).on(
    'clientError',
    clientErrorResponses(),
  )
  createSecureServer().on('clientError', clientErrorResponses())
  class Mine extends (null as unknown as typeof IncomingMessage) {
    user = ''
  }
  const listener = withErrorResponses((request: Mine, _response: ServerResponse) => request.user)
  expectTypeOf(listener).parameter(0).toEqualTypeOf<Mine>()
  expectTypeOf(readJson).parameter(0).toEqualTypeOf<IncomingMessage | Http2ServerRequest>()
})

test('listeners of HTTP/2 fit, too', () => {
  createSecureServer({ allowHTTP1: true }).on(
    'request',
    withErrorResponses((request, response) => response.end(request.url)),
  )
  const listener = withErrorResponses((request: Http2ServerRequest, _response: Http2ServerResponse) => request.scheme)
  expectTypeOf(listener).parameter(0).toEqualTypeOf<Http2ServerRequest>()
  // What nothing else is said of is HTTP/1.
  expectTypeOf(withErrorResponses((_request, response) => response.end()))
    .parameter(1)
    .toEqualTypeOf<ServerResponse>()
})

test('fetch handlers keep what the platform passes on', () => {
  const handler = answersOnTheWeb(async (request: Request, env: { name: string }) => {
    await readWebJson(request)
    return new Response(env.name)
  })
  expectTypeOf(handler).toEqualTypeOf<(request: Request, env: { name: string }) => Promise<Response>>()
})
