/** The server under the bench, in a process of its own: an error of 350 bytes, and a list of a megabyte. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorTexts, pick, successTexts } from './documents.js'

const errors = errorTexts(1).map((text) => Buffer.from(text))
// 50 builds are about 60 KB.
const filler = 'x'.repeat(1_000_000 - Buffer.byteLength(pick(successTexts, 0)))
const list = Buffer.from(pick(successTexts, 0).replace(/}$/, `,"meta":{"filler":"${filler}"}}`))
let sent = 0

const server = createServer((request, response) => {
  const isList = request.url === '/list'
  const body = isList ? list : pick(errors, sent++)
  response.writeHead(isList ? 200 : 409, {
    'content-type': request.url === '/error-as-json' ? 'application/json' : 'application/vnd.api+json',
    'content-length': body.length,
    'x-request-id': 'abc123',
  })
  response.end(body)
})
// Connections are kept for as long as the bench lasts.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
