/** What a request carried does not go back, whatever the error of a handler repeats of it, in any framework. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import express from 'express'
import express4 from 'express4'
import fastify from 'fastify'
import { Hono } from 'hono'
import createError from 'http-errors'
import Koa from 'koa'
import { afterEach, describe, expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { expressErrors } from '../../../src/server/adaptors/express.js'
import { fastifyErrors } from '../../../src/server/adaptors/fastify.js'
import { honoErrors } from '../../../src/server/adaptors/hono.js'
import { koaErrors } from '../../../src/server/adaptors/koa.js'
import { withErrorResponses } from '../../../src/server/adaptors/node.js'
import { withErrorResponses as forFetch, recogniseFrameworkError, respond } from '../../../src/server/index.js'
import { listening } from './frameworks.js'

/** What was told of a request, for a handler to repeat. */
interface Heard {
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
}

type Fail = (heard: Heard) => never
type Ask = (url: string, init: { readonly headers: Record<string, string> }) => Promise<Response>

const running: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

async function over(listener: RequestListener): Promise<Ask> {
  const { url, close } = await listening(createServer(listener))
  running.push(close)
  return (path, init) => fetch(url + path, init)
}

const heard = ({ url = '', headers }: IncomingMessage): Heard => ({ url, headers })
const heardOfWeb = ({ url, headers }: Request): Heard => ({ url, headers: Object.fromEntries(headers) })

function inExpress(create: typeof express, fail: Fail): Promise<Ask> {
  const inner = create()
  inner.get('/fail', (request) => fail(heard(request)))
  return over(create().use('/app', inner).use(expressErrors()))
}

const frameworks: Readonly<Record<string, (fail: Fail) => Promise<Ask> | Ask>> = {
  'Express 5, in a mounted app': (fail) => inExpress(express, fail),
  'Express 4, in a mounted app': (fail) => inExpress(express4, fail),
  'Fastify, in a plugin, its URL rewritten': async (fail) => {
    const app = fastify({ rewriteUrl: ({ url = '' }) => url.replace('/app', '/inner') })
    await app.register(fastifyErrors)
    await app.register(
      async (plugin) => {
        plugin.get('/fail', ({ raw }) => fail(heard(raw)))
      },
      { prefix: '/inner' },
    )
    running.push(() => app.close())
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    return (path, init) => fetch(url + path, init)
  },
  Koa: (fail) =>
    over(
      new Koa()
        .use(koaErrors())
        .use(({ req }) => fail(heard(req)))
        .callback(),
    ),
  'Hono, in a mounted app': (fail) => {
    const app = new Hono()
    honoErrors(app)
    app.route(
      '/app',
      new Hono().get('/fail', ({ req }) => fail(heardOfWeb(req.raw))),
    )
    return async (path, init) => app.request(`http://localhost${path}`, init)
  },
  'node:http': (fail) => over(withErrorResponses((request) => fail(heard(request)))),
  'a fetch handler': (fail) => {
    const handle = forFetch(async (request: Request): Promise<Response> => fail(heardOfWeb(request)))
    // Node has the `Response` of the web.
    return async (path, init) => (await handle(new Request(`http://localhost${path}`, init))) as Response
  },
  respond: (fail) => async (path, init) => {
    const request = new Request(`http://localhost${path}`, init)
    try {
      return fail(heardOfWeb(request))
    } catch (thrown) {
      return respond(thrown, { request, recognise: recogniseFrameworkError }) as Response
    }
  },
}

const headers = {
  authorization: 'Bearer tAuth-7Qk9-Zx4w',
  cookie: 'theme=dark; sid=cSid-5Rn2-Vb8m',
  'x-api-key': 'kApi-3Hd6-Ls1p',
  'x-own-token': 'oOwn-8Wf4-Jt7c',
}
const path = '/app/fail?api_key=qKey-2Mg9-Ty5r&code=qCode-6Bv3-Nz8k'
const SECRET = /tAuth|cSid|kApi|oOwn|qKey|qCode|7Qk9|5Rn2|3Hd6|8Wf4|2Mg9|6Bv3/i

const told = ({ url, headers }: Heard) => `${url} ${JSON.stringify(headers)}`

const fails: readonly (readonly [where: string, fail: Fail])[] = [
  [
    'a message of http-errors',
    (heard) => {
      throw createError(400, told(heard))
    },
  ],
  [
    'a header of an error',
    (heard) => {
      const realm = `Bearer realm="${heard.url}", error_description="${heard.headers['authorization']}"`
      throw createError(401, 'Unknown token', { headers: { 'WWW-Authenticate': realm, 'Retry-After': '30' } })
    },
  ],
  [
    'an error of the catalog',
    (heard) => {
      const text = told(heard)
      throw reactor.error('invalid-settings-syntax', { detail: text, meta: { given: heard, [text]: text } })
    },
  ],
  [
    'error objects',
    ({ url, headers }) => {
      throw [
        { status: '400', code: `bad ${headers['x-api-key']}`, title: url, source: { parameter: url } },
        { status: '400', title: 'No', source: { header: `${headers['cookie']}` }, links: { about: `https://a${url}` } },
      ]
    },
  ],
]

describe.each(Object.entries(frameworks))('%s', (_, start) => {
  test.each(fails)('sends no secret of a request that is in %s', async (_, fail) => {
    const ask = await start(fail)
    const response = await ask(path, { headers })
    const sent = JSON.stringify([await response.json(), ...response.headers])
    expect([response.status >= 400 && response.status < 500, sent]).toEqual([true, expect.not.stringMatching(SECRET)])
    expect(sent).toContain('[redacted]')
  })
})

test('a header of an error that has the value of a header of the request, and is no secret, stays', async () => {
  const limited = createError(429, 'Slow', { headers: { 'Retry-After': '3600', 'X-Plan': 'premium' } })
  const request = { headers: { 'x-wait': '3600', 'x-plan': 'premium' } }
  const { headers } = respond(limited, { request, recognise: recogniseFrameworkError }) as Response
  expect([headers.get('retry-after'), headers.get('x-plan')]).toEqual(['3600', 'premium'])
})
