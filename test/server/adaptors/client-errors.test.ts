import { createServer } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { clientErrorResponses } from '../../../src/server/adaptors/node.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { listening, type Running } from './frameworks.js'

const open: Running[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

const reports: ErrorReport[] = []

/** A server that answers what it can, and what it says to text that is sent to it. */
async function say(message: string, listener = (): void => {}): Promise<string> {
  reports.length = 0
  const server = createServer({ headersTimeout: 40, connectionsCheckingInterval: 20, maxHeaderSize: 2000 }, listener)
  server.on('clientError', clientErrorResponses({ onError: (report) => reports.push(report) }))
  const app = await listening(server)
  open.push(app)
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  socket.write(message)
  return text(socket)
}

test.each([
  [
    'headers that are too large',
    `GET / HTTP/1.1\r\nx: ${'a'.repeat(5000)}\r\n\r\n`,
    431,
    'Request Header Fields Too Large',
  ],
  ['a request that takes too long', 'GET / HTTP/1.1\r\nx: ', 408, 'Request Timeout'],
  ['what is not HTTP', 'hello\r\n\r\n', 400, 'Bad Request'],
])('answers %s', async (_, message, status, phrase) => {
  const [head = '', body = ''] = (await say(message)).split('\r\n\r\n')
  expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status} ${phrase}`)
  expect(head).toContain(`\r\ncontent-length: ${body.length}\r\nconnection: close`)
  expect(reactor.parse(body, { status })).toMatchObject([{ errors: [{ status: String(status), title: phrase }] }])
  expect(reports).toMatchObject([{ status }])
})

test('adds nothing to a response that is under way', async () => {
  const response = await new Promise<string>((resolve, reject) => {
    const server = createServer((_request, reply) => {
      reply.writeHead(200, { 'content-length': 10 })
      reply.write('half')
    })
    server.on('clientError', clientErrorResponses({ onError: (report) => reports.push(report) }))
    listening(server).then((app) => {
      open.push(app)
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
      let got = ''
      socket.on('data', (data) => {
        got += data
        if (got.endsWith('half')) socket.write('nonsense\r\n\r\n')
      })
      socket.on('close', () => resolve(got))
      socket.on('error', () => resolve(got))
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    }, reject)
  })
  expect(response).toMatch(/\r\n\r\nhalf$/)
})

test('only closes what was reset, or cannot be written to', () => {
  reports.length = 0
  const answerError = clientErrorResponses({ onError: (report) => reports.push(report) })
  const log: string[] = []
  const socket = (writable: boolean) => ({ writable, end: () => log.push('end'), destroy: () => log.push('destroy') })
  answerError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), socket(true))
  answerError(new Error('Parse Error'), socket(false))
  expect([log, reports]).toEqual([['destroy', 'destroy'], []])
})

test.each<[code: string, response: object | undefined, start: string | undefined]>([
  ['HPE_INVALID_EOF_STATE', undefined, 'HTTP/1.1 400 Bad Request'],
  ['HPE_INVALID_EOF_STATE', { headersSent: false }, undefined],
  ['HPE_INVALID_CONSTANT', { headersSent: false }, 'HTTP/1.1 400 Bad Request'],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', undefined, 'HTTP/1.1 413 Content Too Large'],
  ['ERR_HTTP_REQUEST_TIMEOUT', undefined, 'HTTP/1.1 408 Request Timeout'],
])('%s, with the response %j, is answered by %s', (code, response, start) => {
  const sent: string[] = []
  const socket = { writable: true, end: (text: string) => sent.push(text), destroy: () => {}, _httpMessage: response }
  clientErrorResponses({ requestId: () => 'r-1' })(Object.assign(new Error('x'), { code }), socket)
  const [head = '', body] = sent.join().split('\r\n\r\n')
  expect(head.split('\r\n')).toEqual(
    start === undefined
      ? ['']
      : [
          start,
          ...['content-type: application/vnd.api+json', 'cache-control: no-store', 'x-content-type-options: nosniff'],
          ...['x-request-id: r-1', 'vary: accept', `content-length: ${body?.length}`, 'connection: close'],
        ],
  )
})

test('lets the program recognise an error first', () => {
  const sent: string[] = []
  const failure = { errors: [{ status: '418' }], delivery: 'immediate', format: 'json:api' } as const
  const socket = { writable: true, end: (text: string) => sent.push(text), destroy: () => {} }
  clientErrorResponses({ recognise: () => failure })(new Error('x'), socket)
  expect(sent[0]).toMatch(/^HTTP\/1\.1 418 /)
})
