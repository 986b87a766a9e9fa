import fastify from 'fastify'
import { expect, test } from 'vitest'
import {
  type AdaptorOptions,
  type FastifyApp,
  type FastifyReplyLike,
  fastifyErrors,
  serverErrors,
} from '../../../src/server/adaptors/fastify.js'
import type { NodeResponse } from '../../../src/server/adaptors/node-response.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { responseOf } from './fakes.js'

const type = 'application/vnd.api+json'

const things = {
  schema: {
    body: {
      type: 'object',
      required: ['data'],
      properties: {
        data: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 3 } } },
      },
    },
    querystring: { type: 'object', properties: { size: { type: 'integer' } } },
    headers: { type: 'object', properties: { 'x-size': { type: 'integer' } } },
    params: { type: 'object', properties: { id: { type: 'integer' } } },
  },
}

function app(reports: ErrorReport[] = []) {
  const server = fastify(serverErrors())
  fastifyErrors(server, { onError: (report) => reports.push(report) })
  server.post('/things/:id', things, () => ({}))
  return server
}

async function ask(url: string, payload: unknown = { data: { name: 'a' } }, headers = {}) {
  const reports: ErrorReport[] = []
  const response = await app(reports).inject({
    method: 'POST',
    url,
    payload: JSON.stringify(payload),
    headers: { 'content-type': type, ...headers },
  })
  const [{ id: _id, meta: _meta, ...error } = {} as Record<string, unknown>] = response.json().errors
  return { status: response.statusCode, error, reports }
}

test.each([
  ['the body', '/things/1', { data: { name: 'long' } }, {}, 422, { source: { pointer: '/data/name' } }],
  ['what the body lacks', '/things/1', { data: {} }, {}, 422, { source: { pointer: '/data' } }],
  ['the query', '/things/1?size=big', undefined, {}, 400, { source: { parameter: 'size' } }],
  ['a header', '/things/1', undefined, { 'x-size': 'big' }, 400, { source: { header: 'x-size' } }],
])('tells where its schemas find fault with %s', async (_, url, payload, headers, status, object) => {
  const received = await ask(url, payload, headers)
  expect(received).toMatchObject({ status, error: { status: String(status), ...object } })
  expect(received.reports).toMatchObject([{ error: { cause: { code: 'FST_ERR_VALIDATION' } } }])
})

test('tells what its schemas find wrong with the path, which has no name in JSON:API', async () => {
  const { status, error } = await ask('/things/one')
  expect([status, error]).toEqual([
    400,
    { status: '400', title: 'Bad Request', detail: 'The path parameter "id": Must be an integer.' },
  ])
})

test('can be registered as a plugin, for the app that registers it', async () => {
  const server = fastify()
  await server.register(fastifyErrors, { check: true })
  server.get('/things', () => ({}))
  expect(server.pluginName).toBe('fastify -> reactor-errors')
  const statusOf = async (method: 'GET' | 'PUT', accept = '*/*') =>
    (await server.inject({ method, url: '/things', headers: { accept } })).statusCode
  expect([await statusOf('GET'), await statusOf('PUT'), await statusOf('GET', `${type}; a=b`)]).toEqual([200, 405, 406])
})

test('keeps the parsers that an app has, and what it says of dangerous members', async () => {
  const server = fastify({ onProtoPoisoning: 'remove', onConstructorPoisoning: 'ignore' })
  server.addContentTypeParser(type, { parseAs: 'string' }, (_request, _body, done) => done(null, 'own'))
  fastifyErrors(server)
  server.post('/', ({ body }) => ({ body }))
  const post = (contentType: string, payload: string) =>
    server.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': contentType } })
  expect((await post(type, '{')).json()).toEqual({ body: 'own' })
  expect((await post('application/json', '{"a":1,"__proto__":{}}')).json()).toEqual({ body: { a: 1 } })
})

test('refuses dangerous members, as Fastify does', async () => {
  const response = await app().inject({
    method: 'POST',
    url: '/things/1',
    payload: '{"__proto__":{}}',
    headers: { 'content-type': type },
  })
  expect(response.json().errors).toMatchObject([
    { status: '400', detail: 'The body is not JSON that this server takes.' },
  ])
})

test('sees the methods of routes with all that a path may have', async () => {
  const server = fastify()
  fastifyErrors(server)
  const paths = ['/a/:id(^\\d+$)', '/b/:from-:to', '/c/*', '/d/:name?', '/e/::x', '/f.json', '/g/:file.:ext']
  for (const path of paths) server.get(path, () => ({}))
  server.route({ method: ['PUT', 'PATCH'], url: '/h', handler: () => ({}) })
  const allow = async (url: string) => (await server.inject({ method: 'DELETE', url })).headers['allow']
  expect(
    await Promise.all(['/a/1?b', '/b/1-2', '/c/d/e', '/d', '/d/x', '/e/:x', '/f.json', '/g/a.b'].map(allow)),
  ).toEqual(Array.from({ length: 8 }, () => 'GET, HEAD'))
  expect(await Promise.all(['/h', '/fxjson', '/a', '/a/1/2', '/e/x'].map(allow))).toEqual(['PATCH, PUT', ...Array(4)])
})

test('breaks off a response that is under way', async () => {
  const reports: ErrorReport[] = []
  const server = fastify()
  fastifyErrors(server, { onError: (report) => reports.push(report) })
  server.get('/', async (_request, reply) => {
    reply.raw.writeHead(200, { 'content-length': 100 })
    await new Promise((resolve) => reply.raw.write('half', resolve))
    throw new Error('too late')
  })
  const response = await fetch(await server.listen({ port: 0, host: '127.0.0.1' }))
  await expect(response.text()).rejects.toThrow('terminated')
  expect(reports).toHaveLength(1)
  await server.close()
})

const raw = { method: 'DELETE', url: '/things', headers: {} }

/** A reply that keeps account of what is done with it. */
function replyOf(members: Partial<NodeResponse> = {}) {
  const { response, done } = responseOf(members)
  let send: (body: unknown) => void = () => {}
  const sent = new Promise((resolve) => {
    send = resolve
  })
  const reply: FastifyReplyLike = {
    ...{ raw: response, statusCode: 200, getHeader: () => undefined, removeHeader: () => undefined },
    code: (status) => done.push(status),
    headers: (headers) => done.push(headers),
    send,
  }
  return { reply, done, sent }
}

/** The handlers that the plugin sets in an app with this configuration. */
function handlersOf(initialConfig: object) {
  const handlers = new Map<string, (...values: readonly unknown[]) => void>()
  const set = (name: string) => (handler: never) => handlers.set(name, handler)
  const nothing = () => undefined
  const app: FastifyApp = {
    ...{ initialConfig, addHook: nothing, addContentTypeParser: nothing, getDefaultJsonParser: () => nothing },
    ...{ setErrorHandler: set('error'), setNotFoundHandler: set('not found') },
  }
  fastifyErrors(app)
  return handlers
}

test('is a 404 where no router can be asked which methods a path takes', async () => {
  const { reply, done, sent } = replyOf()
  handlersOf({ maxParamLength: 'long' }).get('not found')?.({ raw }, reply)
  expect(JSON.parse(String(await sent)).errors).toMatchObject([{ status: '404', code: 'not-found' }])
  expect(done).toEqual([404, expect.not.objectContaining({ allow: expect.anything() })])
})

test.each<[what: string, members: Partial<NodeResponse>, expected: unknown[]]>([
  ['is under way is broken off', { headersSent: true }, ['destroyed']],
  ['nobody waits for is not sent', { destroyed: true }, []],
])('a response that %s', (_, members, expected) => {
  const { reply, done } = replyOf(members)
  handlersOf({}).get('error')?.(new Error('too late'), { raw }, reply)
  expect(done).toEqual(expected)
})

test('answers what fails before there is a request to handle', () => {
  const { response, done } = responseOf({})
  const error = Object.assign(new Error('bad'), { code: 'FST_ERR_BAD_URL', statusCode: 400 })
  serverErrors().frameworkErrors(error, { raw }, { raw: response })
  expect(done).toEqual([400, expect.objectContaining({ 'content-type': type }), expect.stringContaining('"errors"')])
})

test('rejects the registration where an option is not of its kind', async () => {
  const server = fastify()
  const options = { expose: '2' }
  // @ts-expect-error -- callers without types
  await expect(async () => server.register(fastifyErrors, options)).rejects.toThrow(/^"expose" must be a level/)
})

test('points into the document that was sent, not into what schemas made of it', async () => {
  const server = fastify()
  await server.register(fastifyErrors)
  const properties = {
    tags: { type: 'array', items: { type: 'string', minLength: 3 } },
    more: { type: 'object', default: {}, required: ['x'] },
  }
  server.post('/', { schema: { body: { type: 'object', properties } } }, () => ({}))
  const pointerFor = async (payload: object) => {
    const response = await server.inject({ method: 'POST', url: '/', payload })
    return response.json().errors.map(({ source }: { source: object }) => source)
  }
  expect(await pointerFor({ tags: 'x' })).toEqual([{ pointer: '/tags' }])
  expect(await pointerFor({})).toEqual([{ pointer: '' }])
})

test.each<[what: string, options: AdaptorOptions, logged: readonly unknown[]]>([
  ['the log of the app of what nobody foresaw', {}, ['bug', 'What was thrown is no error']],
  ['nothing but its hook, where there is one', { onError: () => {} }, []],
])('tells %s', async (_, options, logged) => {
  const lines: string[] = []
  const server = fastify({ logger: { level: 'error', stream: { write: (line: string) => lines.push(line) } } })
  fastifyErrors(server, options)
  server.get('/bug', () => {
    throw new Error('bug')
  })
  server.get('/text', () => {
    throw 'text'
  })
  for (const url of ['/bug', '/text', '/nowhere']) await server.inject({ url })
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(logged)
  if (logged.length > 0) expect(JSON.parse(String(lines[0])).err.stack).toContain('fastify.test')
})

test('answers where the log fails', async () => {
  const { reply, done } = replyOf()
  const log = {
    error() {
      throw new Error('full')
    },
  }
  handlersOf({}).get('error')?.(new Error('bug'), { raw, log }, reply)
  expect(done[0]).toBe(500)
})

test('keeps the id of the request that a hook set', async () => {
  const server = fastify()
  fastifyErrors(server)
  server.get('/', (_request, reply) => {
    reply.header('X-Request-Id', 'set-before')
    throw new Error('bug')
  })
  const { headers } = await server.inject({ url: '/' })
  expect(headers['x-request-id']).toBe('set-before')
})
