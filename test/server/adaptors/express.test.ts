import { createServer } from 'node:http'
import express from 'express'
import express4 from 'express4'
import { afterEach, describe, expect, test } from 'vitest'
import { reactor } from '../../../src/reactor/index.js'
import { expressErrors, requestCheck } from '../../../src/server/adaptors/express.js'
import { readJson } from '../../../src/server/adaptors/node.js'
import type { ErrorReport } from '../../../src/server/index.js'
import { unrouted } from '../../../src/server/refusals.js'
import { listening, type Running } from './frameworks.js'

const open: Running[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ close }) => close()))
})

async function serve(app: express.Express): Promise<string> {
  const running = await listening(createServer(app))
  open.push(running)
  return running.url
}

const type = 'application/vnd.api+json'

test.each<[options: Parameters<typeof requestCheck>[0], accept: string, isRefused: boolean]>([
  [undefined, `${type};a=b`, true],
  [undefined, `${type};revision=1`, false],
  [{ check: false }, `${type};a=b`, true],
  [{ check: 'strict' }, `${type};revision=1`, true],
])('a check with %j refuses Accept: %s: %j', (options, accept, isRefused) => {
  let passed = 0
  const pass = () => {
    passed += 1
  }
  const check = () => requestCheck(options)({ headers: { accept } }, {} as never, pass)
  if (isRefused) expect(check).toThrow(expect.objectContaining({ status: 406 }))
  else check()
  expect(passed).toBe(isRefused ? 0 : 1)
})

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, create) => {
  test('guesses no methods: what no route answered is a 404, and a route can say 405 itself', async () => {
    const app = create()
    const router = create.Router()
    app.all('/api/{*rest}'.replace('{*rest}', create === express ? '{*rest}' : '*'), (_request, _response, next) =>
      next(),
    )
    router.get('/:id', (_request, _response, next) => next())
    app.use('/api/things', router)
    app
      .route('/own')
      .get((_request, response) => void response.end())
      .all(() => {
        throw unrouted(['GET'])
      })
    app.use(expressErrors())
    const url = await serve(app)
    const ask = async (method: string, path: string) => {
      const response = await fetch(url + path, { method })
      return [response.status, response.headers.get('allow')]
    }
    expect(await ask('GET', '/api/things/1')).toEqual([404, null])
    expect(await ask('POST', '/api/things/1')).toEqual([404, null])
    expect(await ask('GET', '/api/nowhere')).toEqual([404, null])
    expect(await ask('POST', '/own')).toEqual([405, 'GET, HEAD'])
  })

  test('leaves it to Express to tell the methods of a path', async () => {
    const app = create()
    app.get('/things', () => {})
    app.use(expressErrors())
    const url = await serve(app)
    const options = async (path: string) => {
      const { status, headers } = await fetch(url + path, { method: 'OPTIONS' })
      return [status, headers.get('allow')?.replaceAll(' ', '')]
    }
    expect(await options('/things')).toEqual([200, 'GET,HEAD'])
    expect(await options('/nowhere')).toEqual([404, undefined])
  })

  test('answers within an app that is mounted', async () => {
    const app = create()
    const mounted = create()
    mounted.get('/things', () => {})
    mounted.use(expressErrors())
    app.use('/v1', mounted)
    const response = await fetch(`${await serve(app)}/v1/things`, { method: 'PUT' })
    expect([response.status, (await response.json()).errors[0].code]).toEqual([404, 'not-found'])
  })

  test('tells what a parser does not read', async () => {
    const app = create()
    app.use(create.json({ type }), create.urlencoded({ extended: true, parameterLimit: 2 }))
    app.use(expressErrors())
    const url = await serve(app)
    const post = async (body: string, headers: Record<string, string>) => {
      const response = await fetch(url, { method: 'POST', body, headers })
      return (await response.json()).errors[0]
    }
    const form = 'application/x-www-form-urlencoded'
    expect(await post('{}', { 'content-type': type, 'content-encoding': 'compress' })).toMatchObject({
      status: '415',
      source: { header: 'content-encoding' },
    })
    expect(await post('{}', { 'content-type': `${type}; charset=x` })).toMatchObject({
      status: '415',
      source: { header: 'content-type' },
    })
    expect(await post('a=1&b=2&c=3', { 'content-type': form })).toMatchObject({ status: '413' })
    expect(await post('"text"', { 'content-type': type })).toMatchObject({
      detail: 'The document has to be an object or an array.',
    })
  })

  test('breaks off a response that is under way', async () => {
    const reports: ErrorReport[] = []
    const app = create()
    app.get('/', (_request, response, next) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => next(new Error('too late')))
    })
    app.use(expressErrors({ onError: (report) => reports.push(report) }))
    const response = await fetch(await serve(app))
    await expect(response.text()).rejects.toThrow('terminated')
    expect(reports).toHaveLength(1)
  })

  test('points into the document that readJson read, and keeps the id of the request that a middleware set', async () => {
    const app = create()
    app.use(create.json())
    app.post('/', async (request, response, next) => {
      response.setHeader('X-Request-Id', 'set-before')
      await readJson(request)
      next(reactor.error('not-unique', { pointer: '/data/name' }))
    })
    app.use(expressErrors())
    const body = '{"data":{"name":"a"}}'
    const response = await fetch(await serve(app), { method: 'POST', body, headers: { 'content-type': type } })
    expect((await response.json()).errors).toMatchObject([
      { source: { pointer: '/data/name' }, meta: { request_id: 'set-before' } },
    ])
    expect(response.headers.get('x-request-id')).toBe('set-before')
  })

  test('says so where it was not called before it was used', async () => {
    const app = create()
    app.use(requestCheck as never)
    const response = await fetch(await serve(app))
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('parentheses are missing')
  })

  test('refuses a revision only where the check is strict', async () => {
    const app = create()
    app.use('/usual', requestCheck())
    app.use('/strict', requestCheck({ check: 'strict' }))
    app.get('/:way', (_request, response) => void response.end('ok'))
    app.use(expressErrors())
    const url = await serve(app)
    const statusOf = async (path: string, accept: string) => (await fetch(url + path, { headers: { accept } })).status
    expect(await statusOf('/strict', `${type};revision=1`)).toBe(406)
    expect(await statusOf('/strict', type)).toBe(200)
    expect(await statusOf('/usual', `${type};revision=1`)).toBe(200)
    expect(await statusOf('/usual', `${type};a=b`)).toBe(406)
  })
})
