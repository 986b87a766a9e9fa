import basicAuth from '@fastify/basic-auth'
import createFastifyError from '@fastify/error'
import rateLimit from '@fastify/rate-limit'
import { ForbiddenException, NotFoundException, ServiceUnavailableException } from '@nestjs/common'
import { NotFoundError as ElysiaNotFound, status as elysiaStatus } from 'elysia'
import express from 'express'
import { expressjwt } from 'express-jwt'
import express4 from 'express4'
import { HTTPError } from 'h3'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import { JsonApiError, reactor } from '../../../src/index.js'
import { expressErrors } from '../../../src/server/adaptors/express.js'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import { withErrorResponses } from '../../../src/server/adaptors/node.js'
import type { AdaptorOptions } from '../../../src/server/adaptors/responder.js'
import { fastifyApp, serve } from './served.js'

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
