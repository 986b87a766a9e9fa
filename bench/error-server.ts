/** The servers under the bench, in a process of their own: each framework with handlers by hand and with ours, same bytes. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { built, peer, peerModule } from './packages.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const { renderResponse } = await built<typeof import('../src/server/index.js')>('server')
const forNode = await built<typeof import('../src/server/adaptors/node.js')>('node')
const forExpress = await built<typeof import('../src/server/adaptors/express.js')>('express')
const forFastify = await built<typeof import('../src/server/adaptors/fastify.js')>('fastify')
const express = peer<typeof import('express')>('express')
const { fastify } = await peerModule<typeof import('fastify')>('fastify')

const pointer = '/data/attributes/name'
const { title } = reactor.entry('not-unique')
let made = 0
const detail = (): string => `A data element called ${made++} exists already in this property`

/** What handlers by hand know of an error. */
interface Facts {
  readonly message: string
  readonly code: string
  readonly title: string
  readonly pointer: string
}

const facts = (): Facts => ({ message: detail(), code: 'not-unique', title, pointer })

/** A response by hand. */
function byHand({ message, code, title, pointer }: Facts, request: IncomingMessage) {
  const id = request.headers['x-request-id'] ?? randomUUID()
  const source = { pointer }
  const error = { id: randomUUID(), status: '409', code, title, detail: message, source, meta: { request_id: id } }
  const text = JSON.stringify({ errors: [error] })
  const headers = {
    'content-type': 'application/vnd.api+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': String(id),
    vary: 'accept',
    'content-length': String(Buffer.byteLength(text)),
  }
  return { headers, text }
}

const throwByHand = (): never => {
  const { message, ...members } = facts()
  throw Object.assign(new Error(message), members)
}
const throwOurs = (): never => {
  throw reactor.error('not-unique', { detail: detail(), pointer })
}

function send(known: Facts, request: IncomingMessage, response: ServerResponse): void {
  const { headers, text } = byHand(known, request)
  response.writeHead(409, headers).end(text)
}

const nodeByHand = createServer((request, response) => {
  try {
    if (request.url === '/thrown') throwByHand()
    send(facts(), request, response)
  } catch (error) {
    // It was thrown right above.
    send(error as Facts, request, response)
  }
})
const nodeOurs = createServer(
  forNode.withErrorResponses((request, response) => {
    if (request.url === '/thrown') throwOurs()
    const errors = [reactor.object('not-unique', { detail: detail(), pointer })]
    const { status, headers, body } = renderResponse(errors, { request })
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
  }),
)

const makeExpress = () => express().disable('x-powered-by').disable('etag')
const expressByHand = makeExpress()
expressByHand.get('/plain', (request, response) => {
  const { headers, text } = byHand(facts(), request)
  response.status(409).set(headers).end(text)
})
expressByHand.get('/thrown', throwByHand)
expressByHand.use(((error, request, response, _next) => {
  const { headers, text } = byHand(error, request)
  response.status(409).set(headers).end(text)
}) satisfies import('express').ErrorRequestHandler)
const expressOurs = makeExpress()
expressOurs.get('/thrown', throwOurs)
expressOurs.use(forExpress.expressErrors())

const fastifyByHand = fastify()
fastifyByHand.get('/plain', (request, reply) => {
  const { headers, text } = byHand(facts(), request.raw)
  // As a Buffer: to a text Fastify would add a charset.
  return reply.code(409).headers(headers).send(Buffer.from(text))
})
fastifyByHand.get('/thrown', throwByHand)
fastifyByHand.setErrorHandler<Error & Facts>((error, request, reply) => {
  const { headers, text } = byHand(error, request.raw)
  return reply.code(409).headers(headers).send(Buffer.from(text))
})
const fastifyOurs = fastify()
forFastify.fastifyErrors(fastifyOurs)
fastifyOurs.get('/thrown', throwOurs)
await fastifyByHand.ready()
await fastifyOurs.ready()

const servers = {
  nodeByHand,
  nodeOurs,
  expressByHand: createServer(expressByHand),
  expressOurs: createServer(expressOurs),
  fastifyByHand: fastifyByHand.server,
  fastifyOurs: fastifyOurs.server,
}
const urls: Record<string, string> = {}
for (const [name, server] of Object.entries(servers)) {
  // Connections are kept for as long as the bench lasts.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
process.send?.(urls)
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.on('disconnect', () => process.exit())
