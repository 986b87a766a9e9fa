/** The service in Fastify. */
import type { Server } from 'node:http'
import fastify, { type FastifyReply } from 'fastify'
import { fastifyErrors, serverErrors } from 'reactor-errors/fastify'
import { createHosts, type Reply } from './hosts.js'

export async function listen(port: number): Promise<Server> {
  const hosts = createHosts()
  const app = fastify(serverErrors())
  fastifyErrors(app, { check: true })
  app.post('/hosts', (request, reply) => send(reply, hosts.create(request.body)))
  app.get<{ Params: { id: string } }>('/hosts/:id', (request, reply) => send(reply, hosts.read(request.params.id)))
  await app.listen({ port, host: '127.0.0.1' })
  return app.server
}

// As bytes: to a text Fastify adds a charset, and JSON:API's media type must not have one.
function send(reply: FastifyReply, { status, body }: Reply): FastifyReply {
  return reply
    .code(status)
    .type('application/vnd.api+json')
    .send(Buffer.from(JSON.stringify(body)))
}
