import { createReadStream } from 'node:fs'
import { createServer, get } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import basicAuth from '@fastify/basic-auth'
import createFastifyError from '@fastify/error'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import { ForbiddenException, NotFoundException, ServiceUnavailableException } from '@nestjs/common'
import { NotFoundError as ElysiaNotFound, status as elysiaStatus } from 'elysia'
import express from 'express'
import { expressjwt } from 'express-jwt'
import express4 from 'express4'
import fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { HTTPError } from 'h3'
import { Hono } from 'hono'
import Koa from 'koa'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { z as z3 } from 'zod3'
import { JsonApiError, reactor } from '../../../src/index.js'
import { expressErrors } from '../../../src/server/adaptors/express.js'
import { fastifyErrors } from '../../../src/server/adaptors/fastify.js'
import { honoErrors } from '../../../src/server/adaptors/hono.js'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import { withErrorResponses } from '../../../src/server/adaptors/node.js'
import type { AdaptorOptions } from '../../../src/server/adaptors/responder.js'
import { withErrorResponses as forFetch } from '../../../src/server/index.js'
import type { ErrorReport } from '../../../src/server/options.js'
import { listening, type Running } from './frameworks.js'

const open: Running[] = []
const apps: FastifyInstance[] = []
afterEach(async () => {
  await Promise.all([...open.splice(0).map(({ close }) => close()), ...apps.splice(0).map((app) => app.close())])
})

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const running = await listening(createServer(listener))
  open.push(running)
  return running.url
}

async function fastifyApp(options: AdaptorOptions = {}): Promise<FastifyInstance> {
  const app = fastify()
  apps.push(app)
  await app.register(fastifyErrors, options)
  return app
}

/** What a client gets: the status, the one error object, and the headers. */
async function told(response: Response) {
  const [{ id: _id, meta: _meta, ...error }] = (await response.json()).errors
  return { status: response.status, error, headers: response.headers }
}

/** A handler that throws, in each framework. */
const throwers: Readonly<Record<string, (thrown: () => unknown, options?: AdaptorOptions) => Promise<string>>> = {
  Express: (thrown, options) => {
    const app = express()
    app.get('/', (_request, _response, next) => next(thrown()))
    return serve(app.use(expressErrors(options)))
  },
  'Express 4': (thrown, options) => {
    const app = express4()
    app.get('/', (_request, _response, next) => next(thrown()))
    return serve(app.use(expressErrors(options)))
  },
  Fastify: async (thrown, options) => {
    const app = await fastifyApp(options)
    app.get('/', async () => {
      throw thrown()
    })
    return app.listen({ port: 0, host: '127.0.0.1' })
  },
  Koa: (thrown, options) => {
    const app = new Koa().use(koaErrors(options)).use(() => {
      throw thrown()
    })
    return serve(app.callback())
  },
  'node:http': (thrown, options) =>
    serve(
      withErrorResponses(() => {
        throw thrown()
      }, options),
    ),
}

const secret = 'row 7 of table users'
const withStatus = (members: object): Error => Object.assign(new Error(secret), members)

describe.each(Object.entries(throwers))('%s', (_, start) => {
  test.each<[what: string, thrown: () => unknown, status: number]>([
    ['an error with a statusCode', () => withStatus({ statusCode: 410 }), 410],
    ['an error with a status', () => withStatus({ status: 409 }), 409],
    ['an error of @fastify/error', () => createFastifyError('SHOP_CLOSED', secret, 423)(), 423],
    ['an unavailability of @fastify/error', () => createFastifyError('FST_SHOP', secret, 503)(), 503],
    ['an exception of NestJS', () => new NotFoundException(secret), 404],
    ['a refusal of NestJS', () => new ForbiddenException({ message: secret, reason: secret }), 403],
    ['an unavailability of NestJS', () => new ServiceUnavailableException(secret), 503],
    ['an error of h3', () => new HTTPError({ status: 418, message: secret }), 418],
    ['an error of Elysia', () => new ElysiaNotFound(secret), 404],
    ['a status of Elysia', () => elysiaStatus(402, secret as never), 402],
  ])('believes the status of %s, and publishes nothing of its text', async (_, thrown, status) => {
    const response = await fetch(await start(thrown))
    const text = await response.text()
    expect([response.status, JSON.parse(text).errors[0].status]).toEqual([status, String(status)])
    expect(text).not.toContain(secret)
  })

  test.each<[what: string, thrown: () => unknown]>([
    ['axios, got or superagent', () => withStatus({ status: 404, response: { status: 404 } })],
    ['octokit', () => withStatus({ status: 404, request: {} })],
    ['axios without a response', () => withStatus({ status: 404, config: {} })],
    ['the SDK of AWS', () => withStatus({ statusCode: 403, $metadata: {} })],
    ['undici', () => withStatus({ statusCode: 404, code: 'UND_ERR_RESPONSE', headers: {}, body: '' })],
    ['a client that keeps headers and body', () => withStatus({ statusCode: 404, headers: {}, body: '' })],
    ['the SDK of OpenAI', () => withStatus({ status: 401, requestID: 'r', headers: {} })],
    ['the SDK of Stripe', () => withStatus({ statusCode: 402, raw: {}, requestId: 'r' })],
    ['Angular', () => ({ status: 404, ok: false })],
    ['Cloudflare', () => withStatus({ status: 404, headers: {}, error: {} })],
    ['Square', () => withStatus({ statusCode: 404, body: '', rawResponse: {} })],
    ['Algolia', () => withStatus({ status: 404, transporterStackTrace: [] })],
    ['Discord', () => withStatus({ status: 404, rawError: {}, requestBody: {}, code: 10_004 })],
    ['Supabase', () => withStatus({ status: 404, __isStorageError: true })],
    ['Elasticsearch', () => withStatus({ statusCode: 404, meta: { statusCode: 404, headers: {}, body: {} } })],
    ['urllib', () => withStatus({ status: 404, headers: {}, res: {} })],
    ['a status that is none', () => withStatus({ status: 200 })],
    ['a server error', () => withStatus({ status: 503 })],
    ['an h3 error that nobody foresaw', () => new HTTPError({ status: 500, unhandled: true, message: secret })],
  ])('does not believe the status in an error of %s', async (_, thrown) => {
    const response = await fetch(await start(thrown))
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining(secret)])
  })

  test('keeps the headers of an error, and gives a challenge with 401', async () => {
    const limited = await told(
      await fetch(await start(() => withStatus({ status: 429, headers: { 'Retry-After': '7' } }))),
    )
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    const unknown = await told(await fetch(await start(() => withStatus({ status: 401 }))))
    expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  test('takes no upstream’s response for its own, unless told to', async () => {
    const received = new JsonApiError({
      ...{ errors: [{ status: '401', code: 'authentication-failure', title: 'Access Token Invalid' }], status: 401 },
      ...{ delivery: 'immediate', format: 'json:api', origin: 'received' },
    })
    const wrapped = new Error('upstream', { cause: { errors: [{ status: '401', code: 'a' }], delivery: 'immediate' } })
    expect((await fetch(await start(() => received))).status).toBe(502)
    expect((await fetch(await start(() => received, { upstream: 'pass' }))).status).toBe(401)
    expect((await fetch(await start(() => wrapped))).status).toBe(500)
  })
})

/** A handler that sets a status and Retry-After before it throws, in each framework that tells of the status. */
const setters: Readonly<Record<string, (status: number, thrown: Error) => Promise<string>>> = {
  Express: (status, thrown) => {
    const app = express()
    app.get('/', (_request, response, next) => {
      response.status(status).set('Retry-After', '7')
      next(thrown)
    })
    return serve(app.use(expressErrors()))
  },
  Fastify: async (status, thrown) => {
    const app = await fastifyApp()
    app.get('/', (_request, reply) => void reply.code(status).header('Retry-After', '7').send(thrown))
    return app.listen({ port: 0, host: '127.0.0.1' })
  },
  Koa: (status, thrown) => {
    const app = new Koa().use(koaErrors()).use((context) => {
      context.status = status
      context.set('Retry-After', '7')
      throw thrown
    })
    return serve(app.callback())
  },
  'node:http': (status, thrown) =>
    serve(
      withErrorResponses((_request, response) => {
        response.statusCode = status
        response.setHeader('Retry-After', '7')
        throw thrown
      }),
    ),
}

describe.each(Object.entries(setters))('what was set before, in %s', (_, start) => {
  test.each([
    [503, 'Service Unavailable', '7'],
    [429, 'Too Many Requests', '7'],
    [502, 'Bad Gateway', null],
    [403, 'Not Authorized', null],
  ])('the status %i is kept, with Retry-After where it has one, and without a word of the error', async (...of) => {
    const [status, title, retryAfter] = of
    const { error, ...response } = await told(await fetch(await start(status, new Error(secret))))
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter])
    expect(error).toMatchObject({ status: String(status), title })
    expect(JSON.stringify(error)).not.toContain(secret)
  })

  test.each([200, 302, 500])('the status %i is none of an error that somebody foresaw', async (set) => {
    const { status, headers } = await told(await fetch(await start(set, new Error(secret))))
    expect([status, headers.get('retry-after')]).toEqual([500, null])
  })

  test('neither a status nor Retry-After is kept where the error has a status of its own', async () => {
    const { status, headers } = await told(await fetch(await start(503, reactor.error('not-found'))))
    expect([status, headers.get('retry-after')]).toEqual([404, null])
  })
})

describe('what was set before', () => {
  test('a status in Express is believed', async () => {
    const app = express()
    app.get('/', (_request, response, next) => {
      response.status(403)
      next(new Error(secret))
    })
    expect((await told(await fetch(await serve(app.use(expressErrors()))))).error).toEqual({
      ...{ status: '403', code: 'not-authorized', title: 'Not Authorized' },
    })
  })

  test('a status in Fastify is believed', async () => {
    const app = await fastifyApp()
    app.get('/', (_request, reply) => void reply.code(403).send(new Error(secret)))
    const response = await app.inject('/')
    expect([response.statusCode, response.body]).toEqual([403, expect.not.stringContaining(secret)])
  })

  test('plugins of Fastify keep their status and headers', async () => {
    const app = await fastifyApp()
    await app.register(rateLimit, { max: 1 })
    await app.register(basicAuth, {
      authenticate: { realm: 'shop' },
      validate: async () => new Error(secret),
    })
    app.get('/open', () => ({}))
    app.get('/closed', { onRequest: app.basicAuth }, () => ({}))
    await app.inject('/open')
    const limited = await app.inject('/open')
    expect([limited.statusCode, limited.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)])
    const closed = await app.inject('/closed')
    expect([closed.statusCode, closed.headers['www-authenticate']]).toEqual([
      401,
      expect.stringMatching(/^Basic realm="shop"/),
    ])
  })

  test('express-jwt says 401', async () => {
    const app = express().use(expressjwt({ secret: 'a', algorithms: ['HS256'] }))
    const { status, error } = await told(await fetch(await serve(app.use(expressErrors()))))
    expect([status, error]).toEqual([401, { status: '401', code: 'authentication-failure', title: expect.any(String) }])
  })
})

describe('a route for every path', () => {
  test('says nothing about any of them, in Fastify', async () => {
    const app = await fastifyApp()
    app.options('*', () => ({}))
    await app.register(statics, { root: new URL('.', import.meta.url).pathname })
    app.get('/things', () => ({}))
    app.options('/shops', () => ({}))
    const ask = async (method: 'GET' | 'PUT', url: string) => {
      const { statusCode, headers } = await app.inject({ method, url })
      return [statusCode, headers['allow']]
    }
    expect(await ask('GET', '/none')).toEqual([404, undefined])
    expect(await ask('PUT', '/none')).toEqual([404, undefined])
    expect(await ask('PUT', '/things')).toEqual([405, 'GET, HEAD'])
    expect(await ask('GET', '/shops')).toEqual([404, undefined])
  })

  test('says nothing about any of them, in Hono', async () => {
    const app = new Hono()
    honoErrors(app)
    app.options('*', (context) => context.text(''))
    app.get('*', (_context, next) => next())
    app.get('/things', (context) => context.text(''))
    app.options('/shops', (context) => context.text(''))
    const ask = async (method: string, path: string) => {
      const { status, headers } = await app.request(path, { method })
      return [status, headers.get('allow')]
    }
    expect(await ask('GET', '/none')).toEqual([404, null])
    expect(await ask('PUT', '/none')).toEqual([404, null])
    expect(await ask('PUT', '/things')).toEqual([405, 'GET, HEAD'])
    expect(await ask('GET', '/shops')).toEqual([404, null])
  })
})

describe('a route that says that there is nothing here is 404', () => {
  test('in Hono, and another method of its path 405', async () => {
    const app = new Hono()
    honoErrors(app)
    app.get('/things/:id', (context) => context.notFound())
    app.all('/any', (context) => context.notFound())
    app.post('/any', (context) => context.text(''))
    const ask = async (method: string, path = '/things/1') => {
      const response = await app.request(path, { method })
      return [response.status, response.headers.get('allow')]
    }
    expect(await ask('GET')).toEqual([404, null])
    expect(await ask('HEAD')).toEqual([404, null])
    expect(await ask('GET', '/any')).toEqual([404, null])
    expect(await ask('DELETE')).toEqual([405, 'GET, HEAD'])
  })

  test('in Fastify, by callNotFound and by the plugin for files', async () => {
    const app = await fastifyApp()
    await app.register(statics, { root: new URL('.', import.meta.url).pathname, prefix: '/files/' })
    app.get('/things/:id', (_request, reply) => reply.callNotFound())
    const ask = async (method: 'GET' | 'HEAD' | 'DELETE', url: string) => {
      const { statusCode, headers } = await app.inject({ method, url })
      return [statusCode, headers['allow']]
    }
    expect(await ask('GET', '/things/1')).toEqual([404, undefined])
    expect(await ask('GET', '/files/none')).toEqual([404, undefined])
    expect(await ask('HEAD', '/files/none')).toEqual([404, undefined])
    expect(await ask('DELETE', '/things/1')).toEqual([405, 'GET, HEAD'])
  })
})

test('Fastify’s own router is asked, however its paths look, and by the options and constraints of the app', async () => {
  const app = fastify({ routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 5000 } })
  apps.push(app)
  await app.register(fastifyErrors)
  app.get('/f/:a-:b-:c-:d', () => ({}))
  app.route({ method: 'GET', url: '/v', constraints: { version: '1.0.0' }, handler: () => ({}) })
  const ask = async (url: string, headers = {}) => {
    const response = await app.inject({ method: 'DELETE', url, headers })
    return [response.statusCode, response.headers['allow']]
  }
  expect(await ask('/F/1-2-3-4/')).toEqual([405, 'GET, HEAD'])
  expect(await ask(`/f/${'-'.repeat(500)}`)).toEqual([405, 'GET, HEAD'])
  expect((await ask(`/f/${'a'.repeat(4000)}`))[0]).toBe(404)
  expect(await ask('/v')).toEqual([404, undefined])
  expect(await ask('/v', { 'accept-version': '1.0.0' })).toEqual([405, 'GET, HEAD'])
})

test('a route of Fastify with a constraint of the app’s own is left out, and a method of its own is not', async () => {
  const byTenant = {
    name: 'tenant',
    storage: () => {
      const handlers = new Map<string, unknown>()
      return {
        get: (key: string) => handlers.get(key) ?? null,
        set: (key: string, handler: unknown) => void handlers.set(key, handler),
      }
    },
    deriveConstraint: () => 'a',
    validate: () => {},
    mustMatchWhenDerived: false,
  }
  // By what find-my-way asks of a strategy; its types want more.
  const app = fastify({ routerOptions: { constraints: { tenant: byTenant as never } } })
  apps.push(app)
  app.addHttpMethod('PURGE')
  await app.register(fastifyErrors)
  app.route({ method: 'GET', url: '/t', constraints: { tenant: 'a' } as never, handler: () => ({}) })
  app.route({ method: 'PURGE', url: '/p', handler: () => ({}) })
  const ask = async (url: string) => (await app.inject({ method: 'DELETE', url })).statusCode
  expect([await ask('/t'), await ask('/p')]).toEqual([404, 405])
})

describe('validators of Fastify', () => {
  const body = { data: { attributes: { size: 'big' } } }
  const shape = z.object({
    data: z.object({ attributes: z.object({ name: z.string(), size: z.number() }).strict() }),
  })
  const shape3 = z3.object({
    data: z3.object({ attributes: z3.object({ name: z3.string(), size: z3.number() }).strict() }),
  })
  const expected = [
    { source: { pointer: '/data/attributes' }, detail: expect.stringMatching(/^The member "name" is missing\./) },
    { source: { pointer: '/data/attributes/size' } },
  ]

  const compilers: Readonly<Record<string, (schema: never) => (data: unknown) => unknown>> = {
    'Zod, by its own function': (schema: z.ZodType) => (data) => schema.safeParse(data),
    'a validator that throws what it gives': (schema: z.ZodType) => (data) => {
      const { error } = schema.safeParse(data)
      return error === undefined ? { value: data } : { error: error.issues }
    },
    'one whose paths are those of Joi': () => () => ({
      error: Object.assign(new Error('x'), {
        details: [
          { message: '"name" is required', path: ['data', 'attributes', 'name'], type: 'any.required' },
          { message: '"size" must be a number', path: ['data', 'attributes', 'size'], type: 'number.base' },
        ],
      }),
    }),
    'one whose paths are those of Yup': () => () => ({
      error: Object.assign(new Error('x'), {
        inner: [
          { message: 'name is required', path: 'data.attributes.name', type: 'required' },
          { message: 'size must be a number', path: 'data.attributes["size"]', type: 'typeError' },
        ],
      }),
    }),
    'one whose paths are those of TypeBox': () => () => ({
      error: [
        { message: 'Required property', path: '/data/attributes/name', type: 45 },
        { message: 'Expected number', path: '/data/attributes/size', type: 41 },
      ],
    }),
  }

  test.each(Object.entries(compilers))('%s, are told by pointers and names', async (_, compiler) => {
    for (const schema of [shape, shape3]) {
      const app = await fastifyApp()
      app.setValidatorCompiler(({ schema }) => compiler(schema as never) as never)
      app.post('/', { schema: { body: schema } }, () => ({}))
      const response = await app.inject({ method: 'POST', url: '/', payload: body })
      expect([response.statusCode, response.json().errors]).toMatchObject([422, expected])
    }
  })

  test('the type provider for Zod is told by pointers and names, nested, extra and in the root', async () => {
    const app = await fastifyApp()
    app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
    app.post('/', { schema: { body: shape } }, () => ({}))
    app.get('/', { schema: { querystring: z.object({ size: z.string().min(3) }) } }, () => ({}))
    const ask = async (payload: object) => (await app.inject({ method: 'POST', url: '/', payload })).json().errors
    expect(await ask(body)).toMatchObject(expected)
    expect(await ask({ data: { attributes: { name: 'a', size: 1, colour: 'red' } } })).toMatchObject([
      { source: { pointer: '/data/attributes/colour' }, detail: 'The member "colour" is not allowed.' },
    ])
    expect(await ask([])).toMatchObject([{ source: { pointer: '' } }])
    const query = await app.inject('/?size=a')
    expect(query.json().errors).toMatchObject([{ source: { parameter: 'size' } }])
  })

  test('what has a context and no list is left to others', async () => {
    const app = await fastifyApp()
    app.setValidatorCompiler(() => () => ({ error: new Error(secret) }))
    app.post('/', { schema: { body: {} } }, () => ({}))
    const response = await app.inject({ method: 'POST', url: '/', payload: {} })
    expect([response.statusCode, response.body]).toEqual([400, expect.not.stringContaining(secret)])
  })
})

describe('a client that leaves in mid-response', () => {
  const endless = () => createReadStream('/dev/zero')
  const streams: Readonly<
    Record<string, (options: AdaptorOptions, failed: (error: unknown) => void) => Promise<string>>
  > = {
    'node:http': (options, failed) =>
      serve(
        withErrorResponses(async (_request, response) => {
          await pipeline(endless(), response).catch((error) => {
            failed(error)
            throw error
          })
        }, options),
      ),
    Express: (options, failed) => {
      const app = express()
      app.get('/', async (_request, response) => {
        await pipeline(endless(), response).catch((error) => {
          failed(error)
          throw error
        })
      })
      return serve(app.use(expressErrors(options)))
    },
    Koa: (options, failed) => {
      const app = new Koa().use(koaErrors(options)).use(async (context) => {
        context.respond = false
        await pipeline(endless(), context.res).catch((error) => {
          failed(error)
          throw error
        })
      })
      app.silent = true
      return serve(app.callback())
    },
  }

  test.each(Object.entries(streams))('is no error of the server, in %s', async (_, start) => {
    const reports: ErrorReport[] = []
    await new Promise<unknown>((resolve, reject) => {
      const onError = (report: ErrorReport) => reports.push(report)
      start({ onError }, (error) => setImmediate(resolve, error)).then((url) => {
        const client = get(url, (response) => response.once('data', () => client.destroy()))
        client.on('error', () => {})
      }, reject)
    })
    expect(reports).toEqual([])
  })

  test('a source that breaks is one', async () => {
    const reports: ErrorReport[] = []
    const url = await serve(
      withErrorResponses(
        async (_request, response) => {
          const source = Readable.from(['half'])
          response.once('pipe', () => setImmediate(() => source.destroy()))
          response.writeHead(200, { 'content-length': 100 })
          source.once('end', () => {})
          await pipeline(
            source,
            async function* (chunks) {
              yield* chunks
              throw Object.assign(new Error('cut'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
            },
            response,
          )
        },
        { onError: (report) => reports.push(report) },
      ),
    )
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow()
    expect(reports).toMatchObject([{ status: 500 }])
  })
})

test('where a platform has no stream of a request’s body, as Firefox, it is read whole, up to the limit', async () => {
  const { readJson } = await import('../../../src/server/index.js')
  const request = (text: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  })
  expect(await readJson(request('{"a":1}'))).toEqual({ a: 1 })
  await expect(readJson(request(`"${'x'.repeat(100)}"`), { maxBytes: 10 })).rejects.toMatchObject({ status: 413 })
  const respond = forFetch(async () => {
    throw reactor.error('not-found')
  })
  expect(((await respond(new Request('http://a/'))) as Response).status).toBe(404)
})
