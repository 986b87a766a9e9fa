import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { readJson, sendError, unrouted, withErrorResponses } from '../../../src/server/adaptors/node.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { listening, type Running } from './frameworks.js'

const open: Running[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

async function serve(listener: RequestListener): Promise<string> {
  const app = await listening(createServer(listener))
  open.push(app)
  return app.url
}

/** A hook, and the promise of what it is told first. */
function hook() {
  const reports: ErrorReport[] = []
  let onError: (report: ErrorReport) => void = () => {}
  const told = new Promise<ErrorReport>((resolve) => {
    onError = (report) => {
      reports.push(report)
      resolve(report)
    }
  })
  return { reports, told, onError }
}

const type = 'application/vnd.api+json'

test('breaks off a response that is under way', async () => {
  const { reports, onError } = hook()
  const url = await serve(
    withErrorResponses(
      async (_request, response) => {
        response.writeHead(200, { 'content-type': type, 'content-length': 100 })
        await new Promise((resolve) => response.write('{"data":', resolve))
        throw new Error('too late')
      },
      { onError },
    ),
  )
  const response = await fetch(url)
  await expect(response.text()).rejects.toThrow('terminated')
  expect(reports).toHaveLength(1)
})

test('leaves a response alone that is whole', async () => {
  const { told, onError } = hook()
  const url = await serve(
    withErrorResponses(
      async (_request, response) => {
        response.end('done')
        throw new Error('too late')
      },
      { onError },
    ),
  )
  expect(await (await fetch(url)).text()).toBe('done')
  expect((await told).status).toBe(500)
})

test('tells the hook once, and sends nothing, when the client breaks off', async () => {
  const { reports, told, onError } = hook()
  const closed: Promise<unknown>[] = []
  const responses: ServerResponse[] = []
  let arrive = (): void => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const url = await serve((message, response) => {
    responses.push(response)
    arrive()
    closed.push(once(response, 'close'))
    withErrorResponses((request) => readJson(request), { onError })(message, response)
  })
  const client = request(url, { method: 'POST', headers: { 'content-type': type, 'content-length': 100 } })
  client.on('error', () => {})
  client.write('{"data":')
  await arrived
  client.destroy()
  expect((await told).errors).toMatchObject([
    { status: '400', detail: 'The connection broke before the body had arrived.' },
  ])
  await Promise.all(closed)
  expect(responses.map(({ headersSent }) => headersSent)).toEqual([false])
  expect(reports).toHaveLength(1)
})

test('keeps headers that were set before, those about the body aside, and adds to Vary', async () => {
  const url = await serve(
    withErrorResponses((_request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.setHeader('Set-Cookie', ['a=1', 'b=2'])
      response.setHeader('Vary', 'Origin, Accept')
      response.setHeader('ETag', '"1"')
      response.setHeader('Content-Encoding', 'br')
      response.setHeader('Trailer', 'Digest')
      response.statusMessage = 'Fine'
      throw reactor.error('not-found')
    }),
  )
  const { headers, statusText } = await fetch(url)
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(headers.get('vary')).toBe('Origin, accept')
  expect([headers.get('etag'), headers.get('content-encoding'), headers.get('trailer')]).toEqual([null, null, null])
  expect(statusText).toBe('Not Found')
})

test('answers for those who catch for themselves', async () => {
  const url = await serve((message, response) => sendError(reactor.error('not-found'), message, response))
  const response = await fetch(url)
  expect([response.status, response.headers.get('content-type')]).toEqual([404, type])
})

test('refuses a strict program’s requests with a revision', async () => {
  const url = await serve(withErrorResponses((_request, response) => response.end('ok'), { check: 'strict' }))
  const statusOf = async (accept: string) => (await fetch(url, { headers: { accept } })).status
  expect([await statusOf(`${type}; revision=1`), await statusOf(type)]).toEqual([406, 200])
})

test('asks the recogniser of the program first', async () => {
  const failure = { errors: [{ status: '418' }], delivery: 'immediate', format: 'json:api' } as const
  const url = await serve(
    withErrorResponses(
      () => {
        throw unrouted()
      },
      { recognise: () => failure },
    ),
  )
  expect((await fetch(url)).status).toBe(418)
})

/** What `readJson` makes of a body. */
async function read(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, maxBytes?: number) {
  const url = await serve(
    withErrorResponses(async (message: IncomingMessage, response) => {
      response.end(JSON.stringify(await readJson(message, { maxBytes })))
    }),
  )
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...headers } })
  const document = await response.json()
  return response.ok ? document : { status: response.status, ...document.errors[0] }
}

test.each([
  ['JSON:API', '{"a":1}', {}, { a: 1 }],
  ['JSON', '[1]', { 'content-type': 'application/json; charset=utf-8' }, [1]],
  ['a byte order mark', '\ufeff{}', { 'content-encoding': 'identity' }, {}],
])('reads a body of %s', async (_, body, headers, value) => {
  expect(await read(body, headers)).toEqual(value)
})

test.each([
  ['a gap', '{"a":}', {}, { status: '400', meta: { line: 1, column: 6 } }],
  ['nothing', '', {}, { status: '400', detail: 'The body is empty, and a document is needed.' }],
  [
    'bytes that are not UTF-8',
    new Uint8Array([0x22, 0xff, 0x22]),
    {},
    { status: '400', detail: 'The body is not UTF-8.' },
  ],
  ['half a character', new Uint8Array([0x22, 0xe2, 0x82]), {}, { status: '400', detail: 'The body is not UTF-8.' }],
  [
    'a compressed body',
    '{}',
    { 'content-encoding': 'gzip' },
    { status: '415', source: { header: 'content-encoding' } },
  ],
  ['a form', 'a=1', { 'content-type': 'text/plain' }, { status: '415', source: { header: 'content-type' } }],
])('refuses %s', async (_, body, headers, object) => {
  expect(await read(body, headers)).toMatchObject(object)
})

test('refuses a body that is too large, whether or not it says so, and lets the connection live', async () => {
  const url = await serve(
    withErrorResponses(async (message: IncomingMessage, response) => {
      response.end(JSON.stringify(await readJson(message, { maxBytes: 10 })))
    }),
  )
  const post = (body: BodyInit) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as RequestInit)
  expect((await post(JSON.stringify('x'.repeat(500_000)))).status).toBe(413)
  const chunk = new TextEncoder().encode('"0123456789')
  const chunked = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 1000; i++) controller.enqueue(chunk)
      controller.close()
    },
  })
  expect((await post(chunked)).status).toBe(413)
  expect(await (await post('"ok"')).json()).toBe('ok')
})

test('reads a body that comes in parts, between two bytes of a character too', async () => {
  const parts = [new Uint8Array([0x22, 0xc3]), new Uint8Array([0xa9]), new Uint8Array([0x22])]
  const body = new ReadableStream({
    async pull(controller) {
      const part = parts.shift()
      if (part === undefined) return controller.close()
      controller.enqueue(part)
      await new Promise((resolve) => setImmediate(resolve))
    },
  })
  const url = await serve(
    withErrorResponses(async (message: IncomingMessage, response) => {
      response.end(JSON.stringify(await readJson(message)))
    }),
  )
  const sending = { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as RequestInit
  expect(await (await fetch(url, sending)).json()).toBe('é')
})

test.each([
  [
    'was thrown away',
    async (message: IncomingMessage) => message.destroy(),
    'The connection broke before the body had arrived.',
  ],
])('does not wait for a body that %s', async (_, spoil, detail) => {
  let refused: Promise<unknown> = Promise.resolve()
  const url = await serve((message, response) => {
    refused = spoil(message).then(() => readJson(message))
    refused.catch(() => undefined).then(() => response.destroy())
  })
  await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': type } }).catch(() => undefined)
  await expect(refused).rejects.toMatchObject({ errors: [{ status: '400', detail }] })
})

test('reads a hundred thousand levels', async () => {
  const url = await serve(
    withErrorResponses(async (message: IncomingMessage, response) => {
      response.end(String(Array.isArray(await readJson(message))))
    }),
  )
  const body = '['.repeat(100_000) + ']'.repeat(100_000)
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } })
  expect(await response.text()).toBe('true')
})

test('serves a raw connection', async () => {
  const url = new URL(await serve(withErrorResponses(() => Promise.reject(reactor.error('not-found')))))
  const socket = connect(Number(url.port), url.hostname)
  socket.write('GET / HTTP/1.0\r\n\r\n')
  await once(socket, 'connect')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
})

test('a body that something else has read is no fault of the client', async () => {
  const { told, onError } = hook()
  const url = await serve(
    withErrorResponses(
      async (message) => {
        await text(message)
        await readJson(message)
      },
      { onError },
    ),
  )
  const { status } = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': type } })
  expect(status).toBe(500)
  expect((await told).error.cause).toEqual(
    new Error('The body of the request has been read already: readJson gets nothing of it any more'),
  )
})

test('gives the document of a request again', async () => {
  const url = await serve(
    withErrorResponses(async (message, response) => {
      const document = await readJson(message)
      response.end(String(document === (await readJson(message))))
    }),
  )
  const response = await fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': type } })
  expect(await response.text()).toBe('true')
})

test.each([undefined, {}, new Request('http://localhost/')])(
  'does not read what is no request of Node: %o',
  async (request) => {
    const told = '"request" must be a request of node:http or node:http2'
    await expect(readJson(request as never)).rejects.toThrow(new TypeError(told))
  },
)

test('answers for those who have null for options', async () => {
  const url = await serve((message, response) =>
    sendError(reactor.error('not-found'), message, response, null as never),
  )
  expect((await fetch(url)).status).toBe(404)
})

test.each<[what: string, headers: Record<string, string>, id: string]>([
  ['that was set on the response', {}, 'set-before'],
  ['of the request', { 'x-request-id': 'of-request' }, 'of-request'],
])('keeps the id %s', async (_, headers, id) => {
  const url = await serve(
    withErrorResponses((_request, response) => {
      response.setHeader('X-Request-Id', 'set-before')
      throw reactor.error('not-found')
    }),
  )
  const response = await fetch(url, { headers })
  expect(response.headers.get('x-request-id')).toBe(id)
  expect((await response.json()).errors[0].meta.request_id).toBe(id)
})

test('makes an id where the one that was set is fit for no header', async () => {
  const url = await serve(
    withErrorResponses((_request, response) => {
      response.setHeader('X-Request-Id', 'two words')
      throw reactor.error('not-found')
    }),
  )
  expect((await fetch(url)).headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
})
