/** Starts what a test asks, and closes it when the test ends. */
import { createServer, type RequestListener } from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { fastifyErrors } from '../../../src/server/adaptors/fastify.js'
import type { AdaptorOptions } from '../../../src/server/adaptors/responder.js'
import { listening } from './frameworks.js'

/** The URL of a server with this listener. */
export async function serve(listener: RequestListener): Promise<string> {
  const running = await listening(createServer(listener))
  onTestFinished(running.close)
  return running.url
}

/** An app of Fastify that has the adaptor, and no routes yet. */
export async function fastifyApp(options: AdaptorOptions = {}): Promise<FastifyInstance> {
  const app = closed(fastify())
  await app.register(fastifyErrors, options)
  return app
}

/** The same app, which is closed when the test ends. */
export function closed(app: FastifyInstance): FastifyInstance {
  onTestFinished(() => app.close())
  return app
}
