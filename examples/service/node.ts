/** The service on `node:http`. */
import { createServer, type Server } from 'node:http'
import { clientErrorResponses, readJson, unrouted, withErrorResponses } from 'reactor-errors/node'
import { createHosts, type Reply } from './hosts.js'

export async function listen(port: number): Promise<Server> {
  const hosts = createHosts()
  const server = createServer(
    withErrorResponses(
      async (request, response) => {
        const id = /^\/hosts\/([^/?]+)$/.exec(request.url ?? '')?.[1]
        let reply: Reply
        if (request.url === '/hosts') {
          if (request.method !== 'POST') throw unrouted(['POST'])
          reply = hosts.create(await readJson(request))
        } else if (id !== undefined) {
          if (request.method !== 'GET') throw unrouted(['GET'])
          reply = hosts.read(decodeURIComponent(id))
        } else throw unrouted()
        response.writeHead(reply.status, { 'content-type': 'application/vnd.api+json' })
        response.end(JSON.stringify(reply.body))
      },
      { check: true },
    ),
  )
  server.on('clientError', clientErrorResponses())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}
