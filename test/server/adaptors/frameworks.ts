/** Starts the application of these tests in each framework, on a port of its own. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import express from 'express'
import express4 from 'express4'
import fastify from 'fastify'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import Koa from 'koa'
import * as forExpress from '../../../src/server/adaptors/express.js'
import * as forFastify from '../../../src/server/adaptors/fastify.js'
import * as forHono from '../../../src/server/adaptors/hono.js'
import * as forKoa from '../../../src/server/adaptors/koa.js'
import * as forNode from '../../../src/server/adaptors/node.js'
import type { AdaptorOptions } from '../../../src/server/adaptors/responder.js'
import * as forWeb from '../../../src/server/adaptors/web.js'
import { addThing, getThing, maxBytes, route } from './app.js'

/** A server that listens. */
export interface Running {
  readonly url: string
  readonly server: Server
  close(): Promise<void>
}

/** A framework, by what it is called. */
export type Framework = (options: AdaptorOptions) => Promise<Running>

const JSON_API = ['application/json', 'application/vnd.api+json']
const pathOf = (url: string | undefined): string => new URL(url ?? '', 'http://localhost').pathname

/** Has a server listen on a free port. */
export async function listening(server: Server): Promise<Running> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (listener: RequestListener): Promise<Running> => listening(createServer(listener))

const node: Framework = (options) =>
  listen(
    forNode.withErrorResponses(async (request, response) => {
      const read = () => forNode.readJson(request, { maxBytes })
      const found = await route(request.method ?? '', pathOf(request.url), read)
      response.end(JSON.stringify(found))
    }, options),
  )

function expressApp(create: typeof express): Framework {
  return (options) => {
    const app = create()
    const router = create.Router()
    app.use(forExpress.requestCheck(options))
    app.use(create.json({ type: JSON_API, limit: maxBytes }))
    router.get('/:id', (request, response) => {
      response.json(getThing(request.params.id))
    })
    app.post('/things', (request, response) => {
      response.json(addThing(request.body))
    })
    app.use('/things', router)
    app.use(forExpress.expressErrors(options))
    return listen(app)
  }
}

const fastify5: Framework = async (options) => {
  const app = fastify({ bodyLimit: maxBytes, ...forFastify.serverErrors(options) })
  forFastify.fastifyErrors(app, options)
  app.get<{ Params: { id: string } }>('/things/:id', (request, reply) => {
    reply.send(getThing(request.params.id))
  })
  app.post('/things', (request, reply) => {
    reply.send(addThing(request.body))
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return { ...(await listening(app.server)), close: () => app.close() }
}

const koa: Framework = (options) => {
  const app = new Koa()
  app.silent = true // Koa itself prints that a client broke off.
  app.use(forKoa.koaErrors(options))
  app.use(async (context) => {
    context.body = await route(context.method, context.path, () => forNode.readJson(context.req, { maxBytes }))
  })
  return listen(app.callback())
}

/** The application in Hono, which also runs without a server. */
export function honoApp(options: AdaptorOptions): Hono {
  const app = new Hono()
  forHono.honoErrors(app, options)
  app.post('/things', bodyLimit({ maxSize: maxBytes }), async (context) =>
    context.json(addThing(await context.req.json()) as object),
  )
  app.get('/things/:id', (context) => context.json(getThing(context.req.param('id'))))
  return app
}

/** Serves a handler of web requests. */
async function serveFetch(fetch: (request: Request) => Response | Promise<Response>): Promise<Running> {
  // By its options it is one of HTTP/1.
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }) as Server
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  return listening(server)
}

const web: Framework = (options) =>
  serveFetch(
    forWeb.withErrorResponses(async (request: Request) => {
      const read = () => forWeb.readJson(request, { maxBytes })
      return Response.json(await route(request.method, pathOf(request.url), read))
    }, options),
  )

/** All of them; the first is what the others are compared with. */
export const frameworks: Readonly<Record<string, Framework>> = {
  'node:http': node,
  'Express 5': expressApp(express),
  'Express 4': expressApp(express4),
  'Fastify 5': fastify5,
  'Koa 3': koa,
  'Hono 4': (options) => serveFetch(honoApp(options).fetch),
  'a fetch handler': web,
}
