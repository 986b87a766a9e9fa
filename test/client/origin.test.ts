import type { IncomingHttpHeaders } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { checkImage } from '../../src/client/check-image/check-image.js'
import { fetchGuarded } from '../../src/client/origin.js'
import { ForeignOriginError, settle } from '../../src/client/settle.js'
import { rejection } from '../rejection.js'
import { type Served, serve } from './wire-responses.js'

/** What a caller sends along. */
const headers = {
  Authorization: 'Bearer canary-bearer',
  'x-api-key': 'canary-key',
  'x-gw-ims-org-id': 'canary-org',
  cookie: 'sid=canary-session',
  'x-own': 'canary-own',
}

const servers: Served[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

interface Origin {
  readonly url: string
  /** The headers of each request, with its path. */
  readonly seen: { readonly path: string; readonly headers: IncomingHttpHeaders }[]
}

/** A server of its own origin; sends on to `redirects` by path, and gives a build or what `body` says to all else. */
async function origin(redirects: Readonly<Record<string, string>> = {}, body?: string): Promise<Origin> {
  const seen: Origin['seen'] = []
  const server = await serve((request, response) => {
    const path = request.url ?? '/'
    seen.push({ path, headers: request.headers })
    const location = redirects[path]
    if (location !== undefined) response.writeHead(307, { location }).end('elsewhere')
    else response.setHeader('content-type', 'text/plain').end(body ?? JSON.stringify({ data: build('') }))
  })
  servers.push(server)
  return { url: server.url, seen }
}

const build = (self: string) => ({ type: 'builds', id: 'BL1', attributes: { status: 'succeeded' }, links: { self } })
const identifier = (self: unknown) => ({ type: 'builds', id: 'BL1', links: { self: self as string } })

const carried = ({ seen }: Origin): readonly string[] =>
  seen.flatMap(({ headers }) =>
    Object.entries(headers).flatMap(([name, value]) => (`${value}`.includes('canary') ? name : [])),
  )
const all = ['authorization', 'x-api-key', 'x-gw-ims-org-id', 'cookie', 'x-own']

describe('the link of a resource', () => {
  test.each<[form: string, what: (url: string) => unknown]>([
    ['as text', (url) => identifier(url)],
    ['as a link object', (url) => identifier({ href: url })],
    ['in a document', (url) => ({ data: identifier(url) })],
  ])('leads nowhere that nobody has named: %s', async (_, what) => {
    const evil = await origin()
    for (const allowedOrigins of [undefined, [], ['https://reactor.example.com/']]) {
      const error = await rejection(settle(what(evil.url) as string, { headers, allowedOrigins }))
      if (!(error instanceof ForeignOriginError)) throw error
      expect(error).toMatchObject({ name: 'ForeignOriginError', origin: new URL(evil.url).origin })
      expect(error.message).toContain(`${error.origin}, where nothing is sent`)
    }
    expect(evil.seen).toEqual([])
  })

  test('leads nowhere where a fetch of one’s own may sign', async () => {
    const evil = await origin()
    expect(await rejection(settle(identifier(evil.url), { fetch }))).toBeInstanceOf(ForeignOriginError)
  })

  test('leads wherever nothing is sent along', async () => {
    const anywhere = await origin()
    expect(await settle(identifier(anywhere.url))).toMatchObject({ id: 'BL1' })
  })

  test('leads to the origins that are allowed, and takes everything along', async () => {
    const api = await origin()
    for (const allowed of [api.url, new URL('/some/path', api.url), { href: api.url }]) {
      await settle(identifier(`${api.url}builds/BL1`), { headers, allowedOrigins: [allowed] })
    }
    expect(carried(api)).toHaveLength(3 * all.length)
    expect(new Set(carried(api))).toEqual(new Set(all))
  })

  test('leads to the Reactor API where nothing else is said', async () => {
    const asked: string[] = []
    const fetchOwn = async (url: string) => {
      asked.push(url)
      return Response.json({ data: build(url) })
    }
    await settle(identifier('https://reactor.adobe.io/builds/BL1'), { headers, fetch: fetchOwn })
    expect(asked).toEqual(['https://reactor.adobe.io/builds/BL1'])
    const other = identifier('https://reactor.adobe.io.example.com/builds/BL1')
    expect(await rejection(settle(other, { headers, fetch: fetchOwn }))).toHaveProperty(
      'origin',
      'https://reactor.adobe.io.example.com',
    )
  })

  test('is not looked at where the work is over already', async () => {
    const given = build('https://elsewhere.example.com/')
    expect(await settle(given, { headers })).toBe(given)
  })

  test('of a response is not followed: a URL that was passed is asked again', async () => {
    const evil = await origin()
    const pending = { ...build(evil.url), attributes: { status: 'pending' } }
    let polls = 0
    const api = await serve((_, response) => {
      response.end(JSON.stringify({ data: polls++ === 0 ? pending : build(evil.url) }))
    })
    servers.push(api)
    await settle(api.url, { headers, interval: 1 })
    expect([polls, evil.seen]).toEqual([2, []])
  })
})

test.each(['ftp://example.com/', 'reactor.adobe.io', '', 'javascript:alert(1)'])(
  'an origin that is none is refused: %s',
  async (allowed) => {
    const told = await rejection(settle('http://127.0.0.1:9/', { allowedOrigins: [allowed] }))
    expect(told).toEqual(new TypeError('"allowedOrigins[0]" must be an absolute HTTP URL'))
    const images = checkImage('http://127.0.0.1:9/', { allowedOrigins: ['https://example.com', allowed] })
    await expect(images).rejects.toThrow(new TypeError('"allowedOrigins[1]" must be an absolute HTTP URL'))
  },
)

describe.each<[name: string, call: (url: string, options: object) => Promise<unknown>]>([
  ['settle', (url, options) => settle(url, { headers, ...options })],
  ['checkImage', (url, options) => checkImage(url, { headers, ask: 'nothing', ...options })],
])('%s', (_, call) => {
  test('takes everything along to its own origin, over redirects as well', async () => {
    const api = await origin({ '/old': '/new' })
    await call(`${api.url}old`, {})
    expect(api.seen.map(({ path }) => path)).toEqual(['/old', '/new'])
    expect(new Set(carried({ ...api, seen: api.seen.slice(1) }))).toEqual(new Set(all))
  })

  test('drops every header of the caller at a redirect to another origin', async () => {
    const evil = await origin()
    const api = await origin({ '/old': `${evil.url}?from=api` })
    await call(`${api.url}old`, {})
    expect(new Set(carried(api))).toEqual(new Set(all))
    expect(evil.seen).toHaveLength(1)
    expect(carried(evil)).toEqual([])
  })

  test('does not take them up again on the way back', async () => {
    const redirects: Record<string, string> = {}
    const api = await origin(redirects)
    const evil = await origin({ '/': `${api.url}back` })
    redirects['/old'] = evil.url
    await call(`${api.url}old`, {})
    expect(api.seen.map(({ path }) => path)).toEqual(['/old', '/back'])
    expect(carried({ ...api, seen: api.seen.slice(1) })).toEqual([])
  })

  test('takes them along to an origin that is allowed', async () => {
    const storage = await origin()
    const api = await origin({ '/old': storage.url })
    await call(`${api.url}old`, { allowedOrigins: [storage.url] })
    expect(new Set(carried(storage))).toEqual(new Set(all))
  })

  test('keeps them from another port, host or protocol alike', async () => {
    const evil = await origin()
    const api = await origin({ '/old': evil.url.replace('127.0.0.1', 'localhost') })
    await call(`${api.url}old`, { allowedOrigins: [evil.url] })
    expect(carried(evil)).toEqual([])
  })
})

describe('a redirect', () => {
  const harmless = { accept: 'application/json' }
  const guarded = (url: string, fetchOwn: typeof fetch = fetch) =>
    fetchGuarded(
      { url, fetch: fetchOwn, harmless, headers, origins: new Set([new URL(url).origin]) },
      AbortSignal.timeout(5000),
    )

  test('without end is given up', async () => {
    const api = await origin({ '/circle': '/circle' })
    expect(await rejection(guarded(`${api.url}circle`))).toEqual(new TypeError('There were more than 20 redirects'))
    expect(api.seen).toHaveLength(21)
  })

  test.each(['ftp://example.com/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:alert(1)'])(
    'to %s is not followed',
    async (location) => {
      const api = await origin({ '/odd': location })
      const { protocol } = new URL(location)
      expect(await rejection(guarded(`${api.url}odd`))).toEqual(
        new TypeError(`A redirect leads to a URL of ${protocol}`),
      )
    },
  )

  test('that does not say where to is a response like any other', async () => {
    const api = await serve((_, response) => response.writeHead(302).end())
    servers.push(api)
    expect((await guarded(api.url)).status).toBe(302)
  })

  test('that a browser hides is followed without what the caller sends', async () => {
    const sent: RequestInit[] = []
    const browser = async (_: string, init: RequestInit) => {
      sent.push(init)
      const response = new Response('there')
      return init.redirect === 'manual'
        ? Object.defineProperty(response, 'type', { value: 'opaqueredirect' })
        : response
    }
    const response = await guarded('https://api.example.com/', browser as typeof fetch)
    expect(response.status).toBe(200)
    expect(sent.map(({ redirect, headers: given }) => [redirect, given])).toEqual([
      ['manual', { ...harmless, ...headers }],
      ['follow', harmless],
    ])
  })

  test('leaves no connection waiting for its body', async () => {
    const cancelled: string[] = []
    const hop = () =>
      new Response(new ReadableStream({ cancel: () => void cancelled.push('body') }), {
        status: 302,
        headers: { location: '/next' },
      })
    const responses = [hop(), new Response('there')]
    await guarded('https://api.example.com/', async () => responses.shift() ?? new Response())
    expect(cancelled).toEqual(['body'])
  })
})

test('a header of the caller takes the place of one of ours, however it is written', async () => {
  const api = await origin()
  await settle(api.url, { headers: { ACCEPT: 'application/json' } })
  expect(api.seen[0]?.headers.accept).toBe('application/json')
})

test('pages may check pictures by relative URLs', async () => {
  const asked: string[] = []
  const page = Object.assign(globalThis, { location: { href: 'https://shop.example.com/a/b' } })
  const fetchOwn = async (url: string) => {
    asked.push(url)
    return new Response('x', { status: 404 })
  }
  try {
    await checkImage('/is/image/A/shoe', { fetch: fetchOwn })
  } finally {
    Reflect.deleteProperty(page, 'location')
  }
  expect(asked).toEqual(['https://shop.example.com/is/image/A/shoe'])
  await expect(checkImage('/is/image/A/shoe', { fetch: fetchOwn })).rejects.toThrow(TypeError)
})

test('a text in place of a list of origins is refused', async () => {
  // From JavaScript.
  const options = { allowedOrigins: 'https://example.com' } as unknown as { readonly allowedOrigins: readonly string[] }
  expect(await rejection(settle('http://127.0.0.1:9/', options))).toEqual(
    new TypeError('"allowedOrigins" must be a list of URLs'),
  )
})
