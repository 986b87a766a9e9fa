/** A user's program with the types of Node: an error answered on node:http, and read again. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { reactor } from 'reactor-errors'
import { withErrorResponses } from 'reactor-errors/node'
import { respond } from 'reactor-errors/server'

const server = createServer(
  withErrorResponses(() => {
    throw reactor.error('not-found')
  }),
).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
const answer: Response = await fetch(`http://127.0.0.1:${port}`)
const [failure] = reactor.parse(await answer.text(), answer)
server.close()

// What was read from a response is an upstream's failure, unless it is passed on.
const response: Response = respond(failure, { upstream: 'pass' })
export const result: unknown = [response.status, failure?.errors[0].code]
