/** The service in Express. */
import { createServer, type Server } from 'node:http'
import express, { type Response } from 'express'
import { expressErrors, requestCheck } from 'reactor-errors/express'
import { createHosts, type Reply } from './hosts.js'

const type = 'application/vnd.api+json'

export async function listen(port: number): Promise<Server> {
  const hosts = createHosts()
  const app = express()
  app.use(requestCheck())
  app.use(express.json({ type }))
  app.post('/hosts', (request, response) => send(response, hosts.create(request.body)))
  app.get('/hosts/:id', (request, response) => send(response, hosts.read(request.params.id)))
  app.use(expressErrors())
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}

// Not `response.json()`, which adds a charset: JSON:API's media type must not have one.
function send(response: Response, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': type })
  response.end(JSON.stringify(body))
}
