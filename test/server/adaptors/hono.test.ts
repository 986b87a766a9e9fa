import { Hono } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { expect, test } from 'vitest'
import { honoErrors } from '../../../src/server/adaptors/hono.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { honoApp } from './frameworks.js'
import { exchanges } from './requests.js'

function app(reports: ErrorReport[] = []) {
  const hono = new Hono()
  honoErrors(hono, { onError: (report) => reports.push(report) })
  return hono
}

async function objectOf(response: Response) {
  const [{ id: _id, meta: _meta, ...error }] = (await response.json()).errors
  return error
}

const mine = exchanges.filter(({ except = [] }) => !except.includes('Hono 4'))
test.each(mine)('answers $name without a server', async ({ path, init, status, headers = {}, errors }) => {
  const response = await honoApp({ check: true }).request(path, init)
  expect(response.status).toBe(status)
  expect(Object.fromEntries(response.headers)).toMatchObject(headers)
  expect((await response.json()).errors).toMatchObject(errors)
})

test('answers a body that is too large', async () => {
  const init = { method: 'POST', body: 'x'.repeat(5000), headers: { 'content-length': '5000' } }
  expect(await objectOf(await honoApp({}).request('/things', init))).toEqual({
    status: '413',
    title: 'Content Too Large',
  })
})

test('keeps a SyntaxError that is the server’s own to itself', async () => {
  const hono = app()
  hono.post('/unread', () => JSON.parse('{secret'))
  hono.post('/read', async (context) => JSON.parse(`{secret${await context.req.json()}`))
  for (const path of ['/unread', '/read']) {
    const response = await hono.request(path, { method: 'POST', body: '{"fine":true}' })
    expect(await objectOf(response)).toEqual({ status: '500', code: 'internal-error', title: 'Internal Error' })
  }
})

test('leaves a body unread that the handler left unread', async () => {
  const hono = app()
  hono.post('/', () => {
    throw new SyntaxError('bug')
  })
  const request = new Request('http://localhost/', { method: 'POST', body: 'no JSON' })
  expect((await hono.request(request)).status).toBe(500)
  expect(request.bodyUsed).toBe(false)
})

test('answers HTTPException, with the headers of its response', async () => {
  const reports: ErrorReport[] = []
  const hono = app(reports)
  hono.get('/secret', basicAuth({ username: 'a', password: 'b' }), (context) => context.text('in'))
  hono.get('/gone', () => {
    throw new HTTPException(410, { message: 'It was sold' })
  })
  const refused = await hono.request('/secret')
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="Secure Area"'])
  expect(await objectOf(await hono.request('/gone'))).toEqual({ status: '410', title: 'Gone', detail: 'It was sold' })
  expect(reports).toHaveLength(2)
})

test('keeps the headers that others set, those about the body aside, and adds to Vary', async () => {
  const hono = app()
  hono.use(cors({ origin: 'https://shop.example' }))
  hono.get('/', (context) => {
    context.header('etag', '"1"')
    context.header('vary', 'X-Shop')
    throw new Error('bug')
  })
  const { headers } = await hono.request('/', { headers: { origin: 'https://shop.example' } })
  expect(headers.get('access-control-allow-origin')).toBe('https://shop.example')
  expect(headers.get('vary')).toBe('X-Shop, accept, Origin')
  expect(headers.get('etag')).toBeNull()
})

test('names the methods of a path once each, and no middleware', async () => {
  const hono = app()
  hono.use('/a/*', (_context, next) => next())
  hono.get('/a/:id', (context) => context.text('')).get('/a/b', (context) => context.text(''))
  hono.on(['PUT', 'PURGE'], '/a/:id', (context) => context.text(''))
  hono.route(
    '/sub',
    new Hono().patch('/x', (context) => context.text('')),
  )
  const allow = async (path: string) => (await hono.request(path, { method: 'POST' })).headers.get('allow')
  expect([await allow('/a/b'), await allow('/sub/x'), await allow('/a')]).toEqual([
    'GET, HEAD, PURGE, PUT',
    'PATCH',
    null,
  ])
})

test('answers HEAD without a body', async () => {
  const response = await app().request('/nowhere', { method: 'HEAD' })
  expect([response.status, response.body]).toEqual([404, null])
})

test('refuses what is no app by its name', () => {
  // @ts-expect-error -- the app was forgotten
  expect(() => honoErrors({ check: true })).toThrow(new TypeError('"app" must be an app of Hono'))
})

test('blames a body for nothing but what it makes itself, whatever it was sent as', async () => {
  const hono = app()
  hono.post('/own', async (context) => JSON.parse(`{secret${await context.req.text()}`))
  hono.post('/body', async (context) => context.json(await context.req.json()))
  const statusOf = async (path: string, type?: string) => {
    const body = new TextEncoder().encode('a=1')
    return (
      await hono.request(path, { method: 'POST', body, headers: type === undefined ? {} : { 'content-type': type } })
    ).status
  }
  expect([await statusOf('/own'), await statusOf('/own', 'application/json')]).toEqual([500, 500])
  expect([await statusOf('/body'), await statusOf('/body', 'application/json')]).toEqual([400, 400])
  // As curl -d sends it.
  expect(await statusOf('/body', 'application/x-www-form-urlencoded')).toBe(400)
})

test('keeps the id of the request that a middleware set', async () => {
  const hono = app()
  hono.get('/', (context) => {
    context.header('X-Request-Id', 'set-before')
    throw new Error('bug')
  })
  const response = await hono.request('/')
  expect(response.headers.get('x-request-id')).toBe('set-before')
  expect((await response.json()).errors[0].meta.request_id).toBe('set-before')
})
