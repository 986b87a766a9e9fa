/** The service in Hono. Without the last lines it runs on Bun, Deno and workerd: `export default app`. */
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { honoErrors } from 'reactor-errors/hono'
import { createHosts, type Reply } from './hosts.js'

export async function listen(port: number): Promise<Server> {
  const hosts = createHosts()
  const app = new Hono()
  honoErrors(app, { check: true })
  app.post('/hosts', async (context) => send(hosts.create(await context.req.json())))
  app.get('/hosts/:id', (context) => send(hosts.read(context.req.param('id'))))
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(server as Server))
  })
}

function send({ status, body }: Reply): Response {
  return Response.json(body, { status, headers: { 'content-type': 'application/vnd.api+json' } })
}
