import { createServer } from 'node:http'
import express from 'express'
import express4 from 'express4'
import { afterEach, describe, expect, test } from 'vitest'
import { expressErrors, requestCheck } from '../../src/server/express.js'
import { methodsAt } from '../../src/server/express-routes.js'
import type { ErrorReport } from '../../src/server/index.js'
import { listening, type Running } from './adaptors/frameworks.js'

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

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('%s', (_, create) => {
  test('finds the methods of a path in routers within routers, and none of an app that is mounted', async () => {
    const app = create()
    const outer = create.Router()
    const inner = create.Router()
    const mounted = create()
    app.use((_request, _response, next) => next())
    inner
      .route('/')
      .get(() => {})
      .patch(() => {})
    inner.delete('/:id', () => {})
    outer.use('/inner/', inner)
    app.use('/outer', outer)
    app.put('/outer/inner/:id', () => {})
    mounted.get('/', () => {})
    app.use('/mounted', mounted)
    app.use(expressErrors())
    const url = await serve(app)
    const allow = async (path: string) => {
      const response = await fetch(url + path, { method: 'POST' })
      return [response.status, response.headers.get('allow')]
    }
    expect(await allow('/outer/inner?a=/x')).toEqual([405, 'GET, HEAD, PATCH'])
    expect(await allow('/outer/inner/1')).toEqual([405, 'DELETE, PUT'])
    expect(await allow('/outer')).toEqual([404, null])
    expect(await allow('/mounted')).toEqual([404, null])
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
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
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

  test('breaks off an answer that is under way', async () => {
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

test('finds no methods in what is no app, nor under a path that cannot be decoded', () => {
  expect(methodsAt({}, '/')).toEqual([])
  const app = express()
  app.get('/:id', () => {})
  expect(methodsAt(app, '/%zz')).toEqual([])
})
