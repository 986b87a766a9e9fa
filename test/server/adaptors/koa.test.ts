import { once } from 'node:events'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import { afterEach, expect, test } from 'vitest'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { listening, type Running } from './frameworks.js'

const open: Running[] = []
const reports: ErrorReport[] = []
afterEach(async () => {
  reports.length = 0
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

function serve(middleware: Middleware): Promise<string> {
  return serveApp((app) => app.use(middleware))
}

async function serveApp(build: (app: Koa) => unknown): Promise<string> {
  const app = new Koa()
  app.use(koaErrors({ onError: (report) => reports.push(report) }))
  build(app)
  const running = await listening(createServer(app.callback()))
  open.push(running)
  return running.url
}

async function ask(middleware: Middleware) {
  const response = await fetch(await serve(middleware))
  const { headers, status } = response
  const [{ id: _id, meta: _meta, ...error }] = (await response.json()).errors
  return { status, headers, error }
}

test('answers what nobody took', async () => {
  expect((await ask((_context, next) => next())).error).toMatchObject({ status: '404', code: 'not-found' })
})

test('answers what the router of Koa leaves without a body, and keeps its Allow', async () => {
  const router = new Router()
  router.get('/things/:id', (context) => {
    context.body = 'thing'
  })
  const url = await serveApp((app) => app.use(router.routes()).use(router.allowedMethods()))
  const ask = async (method: string, path = '/things/1') => {
    const response = await fetch(url + path, { method })
    const body = await response.text()
    return [
      response.status,
      response.headers.get('allow'),
      body.startsWith('{') ? JSON.parse(body).errors[0].title : body,
    ]
  }
  expect(await ask('GET')).toEqual([200, null, 'thing'])
  expect(await ask('DELETE')).toEqual([405, 'HEAD, GET', 'Method Not Allowed'])
  expect(await ask('PROPFIND')).toEqual([501, 'HEAD, GET', 'Not Implemented'])
  expect(await ask('OPTIONS')).toEqual([200, 'HEAD, GET', ''])
  expect(await ask('DELETE', '/nowhere')).toEqual([404, null, 'Record Not Found'])
  expect(reports.map(({ status }) => status)).toEqual([405, 501, 404])
})

test('answers what the router of Koa throws where it is told to', async () => {
  const router = new Router()
  router.get('/', () => {})
  const url = await serveApp((app) => app.use(router.routes()).use(router.allowedMethods({ throw: true })))
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
})

test('leaves alone what has a body, or is none of its business', async () => {
  const textOf = async (middleware: Middleware) => (await fetch(await serve(middleware))).text()
  expect(
    await textOf((context) => {
      context.body = 'own'
      context.status = 404
    }),
  ).toBe('own')
  expect(
    await textOf((context) => {
      context.respond = false
      context.res.statusCode = 404
      context.res.end('by hand')
    }),
  ).toBe('by hand')
  expect(reports).toEqual([])
})

test('answers what ctx.throw and ctx.assert throw', async () => {
  expect((await ask((context) => context.throw(409, 'Taken', { headers: { 'x-a': '1' } }))).error).toEqual({
    status: '409',
    title: 'Conflict',
    detail: 'Taken',
  })
  expect((await ask((context) => context.assert(false, 401, 'Sign in'))).error).toMatchObject({
    code: 'authentication-failure',
    detail: 'Sign in',
  })
})

test('tells line and column of what a body parser of Koa found', async () => {
  const failed = Object.assign(new SyntaxError('Unexpected token'), { status: 400, body: '{"a"}' })
  expect((await ask(() => Promise.reject(failed))).error).toMatchObject({
    detail: 'The body is not JSON. It goes wrong in line 1, column 5.',
  })
})

test('takes away what described another body', async () => {
  const { headers, status } = await ask((context) => {
    context.set('Vary', 'Origin')
    context.set('ETag', '"1"')
    context.set('X-Kept', 'yes')
    context.body = Readable.from(['other'])
    context.throw(404)
  })
  expect([status, headers.get('vary'), headers.get('etag'), headers.get('x-kept')]).toEqual([
    404,
    'Origin, accept',
    null,
    'yes',
  ])
})

test('breaks off a response that is under way', async () => {
  const url = await serve(async (context) => {
    context.res.writeHead(200, { 'content-length': 100 })
    await new Promise((resolve) => context.res.write('half', resolve))
    throw new Error('too late')
  })
  const response = await fetch(url)
  await expect(response.text()).rejects.toThrow('terminated')
  expect(reports).toHaveLength(1)
})

test('tells the hook, and sends nothing, when the client has left', async () => {
  const left = new AbortController()
  const told = new Promise<boolean>((resolve) => {
    serve(async (context) => {
      const closed = once(context.res, 'close')
      left.abort()
      await closed
      queueMicrotask(() => setImmediate(() => resolve(context.res.headersSent)))
      throw new Error('for nobody')
    }).then((url) => fetch(url, { signal: left.signal }).catch(() => {}))
  })
  expect(await told).toBe(false)
  expect(reports).toMatchObject([{ status: 500 }])
})

test('answers for a body that JSON cannot say', async () => {
  const { status, headers, error } = await ask((context) => {
    context.body = { size: 10n }
  })
  expect(status).toBe(500)
  expect(headers.get('content-type')).toBe('application/vnd.api+json')
  expect(error).toMatchObject({ status: '500' })
  expect(reports).toHaveLength(1)
})

test('leaves a stream that fails to Koa, which breaks off the connection and says so', async () => {
  const told: unknown[] = []
  const url = await serveApp((app) => {
    app.on('error', (error: Error) => told.push(error.message))
    app.use((context) => {
      const stream: Readable = new Readable({ read: () => stream.destroy(new Error('disk gone')) })
      context.body = stream
    })
  })
  await expect(fetch(url)).rejects.toThrow()
  expect(told).toContain('disk gone')
  expect(reports).toEqual([])
})

test('keeps the id of the request that a middleware set', async () => {
  const { headers } = await ask((context) => {
    context.set('X-Request-Id', 'set-before')
    throw new Error('bug')
  })
  expect(headers.get('x-request-id')).toBe('set-before')
})
