/** Answering errors: making the response, sending it, and what is left in memory. */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { median } from './harness.js'
import { built, peer, peerModule } from './packages.js'
import { heading, row, table } from './table.js'

const { reactor } = await built<typeof import('../src/index.js')>('index')
const { renderResponse } = await built<typeof import('../src/server/index.js')>('server')
const undici = await peerModule<typeof import('undici')>('undici')
const { JapiError, ErrorSerializer } = peer<{
  JapiError: new (error: object) => object
  ErrorSerializer: new () => { serialize: (error: object) => object }
}>('ts-japi')
const JsonApiSerializer = peer<new () => { serializeError: (error: object) => object }>('json-api-serializer')
const httpErrors = peer<(status: number, message: string) => Error & { status: number }>('http-errors')
const boom = peer<{
  Boom: new (message: string, options: object) => Error & { output: { statusCode: number } }
}>('@hapi/boom')

const pointer = '/data/attributes/name'
const detail = (i: number): string => `A data element called ${i} exists already in this property`
const request = { method: 'POST', url: '/', headers: { host: 'example.com', 'x-request-id': 'r-1', accept: '*/*' } }
const literal = (text: string) => ({
  id: randomUUID(),
  status: '409',
  code: 'not-unique',
  title: 'Name Already In Use',
  detail: text,
  source: { pointer },
  meta: { request_id: request.headers['x-request-id'] },
})
const init = (i: number) => ({ detail: detail(i), pointer })

/** A whole response around a document. */
const whole = (document: object, status = 409) => ({
  status,
  headers: {
    'content-type': 'application/vnd.api+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': request.headers['x-request-id'],
    vary: 'accept',
  },
  body: JSON.stringify(document),
})

/** One error: to status, headers and text, as data and as an Error that was made to be thrown. */
export function benchResponse(): void {
  const japiSerializer = new ErrorSerializer()
  const jsonApi = new JsonApiSerializer()
  heading('Make the response to an error object: to status, headers and text, against a literal and JSON.stringify')
  table({ name: 'literal, JSON.stringify', work: (i) => whole({ errors: [literal(detail(i))] }) }, [
    {
      name: 'response to an error object',
      work: (i) => renderResponse([reactor.object('not-unique', init(i))], { request }),
    },
    {
      name: 'ts-japi JapiError, ErrorSerializer',
      work: (i) => whole(japiSerializer.serialize(new JapiError(literal(detail(i))))),
    },
    {
      name: 'json-api-serializer serializeError',
      work: (i) => whole(jsonApi.serializeError(literal(detail(i)))),
    },
  ])
  heading('Make an Error and its response, against http-errors and a literal')
  table(
    {
      name: 'http-errors, then the literal',
      work: (i) => {
        const { message, status } = httpErrors(409, detail(i))
        return whole({ errors: [literal(message)] }, status)
      },
    },
    [
      {
        name: 'reactor.error, answer',
        work: (i) => renderResponse(reactor.error('not-unique', init(i)), { request }),
      },
      {
        name: 'Error with members, json-api-serializer serializeError',
        work: (i) => {
          const { detail: message, ...members } = literal(detail(i))
          return whole(jsonApi.serializeError(Object.assign(new Error(message), members)))
        },
      },
      {
        name: '@hapi/boom, then the literal',
        work: (i) => {
          const { message, output } = new boom.Boom(detail(i), { statusCode: 409 })
          return whole({ errors: [literal(message)] }, output.statusCode)
        },
      },
    ],
    'optimised',
  )
}

const warmups = 20
const rounds = 15
const count = 400

/** Answers over loopback, one after the other: each framework against a handler by hand that sends the same bytes. */
export async function benchServer(): Promise<void> {
  const server = fork(new URL('error-server.ts', import.meta.url))
  const [urls] = await once(server, 'message')
  const agent = new undici.Agent({ connections: 1 })
  const usage = async (): Promise<number> => {
    server.send('usage')
    const [microseconds] = await once(server, 'message')
    return microseconds
  }
  /** Microseconds that a request takes, and those of the server's processor. */
  const cost = async (url: string) => {
    const used = await usage()
    const start = performance.now()
    for (let i = 0; i < count; i++) {
      const { statusCode, body } = await undici.request(url, { dispatcher: agent, headers: { 'x-request-id': 'r-1' } })
      await body.text()
      if (statusCode !== 409) throw new Error(`${url} gave ${statusCode}`)
    }
    const time = ((performance.now() - start) * 1000) / count
    return { time, processor: ((await usage()) - used) / count }
  }
  heading('An error over loopback, against a handler by hand that sends the same bytes')
  // An Error costs more than all else, for its stack: the rows that compare one with none say how much.
  for (const [name, hand, ours] of [
    ['node:http, error objects', `${urls.nodeByHand}/plain`, `${urls.nodeOurs}/plain`],
    ['node:http, Errors', `${urls.nodeByHand}/thrown`, `${urls.nodeOurs}/thrown`],
    ['node:http, an Error against none', `${urls.nodeByHand}/plain`, `${urls.nodeOurs}/thrown`],
    ['Express, Errors', `${urls.expressByHand}/thrown`, `${urls.expressOurs}/thrown`],
    ['Express, an Error against none', `${urls.expressByHand}/plain`, `${urls.expressOurs}/thrown`],
    ['Fastify, Errors', `${urls.fastifyByHand}/thrown`, `${urls.fastifyOurs}/thrown`],
    ['Fastify, an Error against none', `${urls.fastifyByHand}/plain`, `${urls.fastifyOurs}/thrown`],
  ] as const) {
    const times: number[] = []
    const processors: number[] = []
    for (let round = -warmups; round < rounds; round++) {
      // Each round starts with the other one.
      const first = await cost(round % 2 === 0 ? hand : ours)
      const second = await cost(round % 2 === 0 ? ours : hand)
      const [floor, own] = round % 2 === 0 ? [first, second] : [second, first]
      if (round < 0) continue
      times.push(own.time / floor.time)
      processors.push(own.processor / floor.processor)
    }
    row(`${name}: a whole request`, median(times), 'x')
    row(`${name}: the server's processor`, median(processors), 'x')
  }
  await agent.close()
  server.disconnect()
}

/** What a million answers leave behind. */
export function benchMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const used = (): number => {
    collect()
    return process.memoryUsage().heapUsed / 1e6
  }
  const answerAll = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const accept = ['*/*', 'text/html', 'application/problem+json', `application/x-${i}`][i % 4] ?? ''
      const headers = { ...request.headers, accept, 'x-request-id': `r-${i}` }
      renderResponse(i % 8 === 0 ? new Error(`unknown ${i}`) : reactor.error('not-unique', init(i)), {
        request: { headers },
      })
    }
  }
  answerAll(0, 10_000)
  const before = used()
  answerAll(10_000, 1_010_000)
  heading('Memory after 1,000,000 errors, in four formats, each of another request')
  row('growth of the heap', used() - before, 'MB')
}
