import { once } from 'node:events'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import Koa, { type Middleware } from 'koa'
import { afterEach, expect, test } from 'vitest'
import type { ErrorReport } from '../../src/server/index.js'
import { errorAnswers } from '../../src/server/koa.js'
import { listening, type Running } from './adaptors/frameworks.js'

const open: Running[] = []
const reports: ErrorReport[] = []
afterEach(async () => {
  reports.length = 0
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

async function serve(middleware: Middleware): Promise<string> {
  const app = new Koa()
  app.use(errorAnswers({ onError: (report) => reports.push(report) }))
  app.use(middleware)
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

test('answers what a router leaves without a body, and keeps its Allow', async () => {
  const { status, headers, error } = await ask((context) => {
    context.status = 405
    context.set('Allow', 'GET, POST')
  })
  expect([status, headers.get('allow'), error.title]).toEqual([405, 'GET, POST', 'Method Not Allowed'])
  const other = await ask((context) => {
    context.status = 501
  })
  expect(other.error).toEqual({ status: '501', title: 'Not Implemented' })
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

test('breaks off an answer that is under way', async () => {
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
