import statics from '@fastify/static'
import fastify from 'fastify'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { fastifyErrors } from '../../../src/server/adaptors/fastify.js'
import { honoErrors } from '../../../src/server/adaptors/hono.js'
import { closed, fastifyApp } from './served.js'

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
  const app = closed(
    fastify({ routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 5000 } }),
  )
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
  const app = closed(fastify({ routerOptions: { constraints: { tenant: byTenant as never } } }))
  app.addHttpMethod('PURGE')
  await app.register(fastifyErrors)
  app.route({ method: 'GET', url: '/t', constraints: { tenant: 'a' } as never, handler: () => ({}) })
  app.route({ method: 'PURGE', url: '/p', handler: () => ({}) })
  const ask = async (url: string) => (await app.inject({ method: 'DELETE', url })).statusCode
  expect([await ask('/t'), await ask('/p')]).toEqual([404, 405])
})
