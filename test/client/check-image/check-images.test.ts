import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, test } from 'vitest'
import { type CheckedImage, type CheckImagesOptions, checkImages } from '../../../src/client/check-image/index.js'

const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#ff0000' } })
  .png()
  .toBuffer()
const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The origin of a server of its own. */
async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends a picture that is sound, and its properties. */
const sound: Handler = ({ url }, response) => {
  if (url?.includes('req=props')) response.end('#S7Z OK\nimage.width=3\nimage.height=2\n')
  else response.setHeader('content-type', 'image/png').end(picture)
}

async function all(
  urls: Iterable<string> | AsyncIterable<string>,
  options: CheckImagesOptions = {},
): Promise<CheckedImage[]> {
  const checked: CheckedImage[] = []
  for await (const each of checkImages(urls, options)) checked.push(each)
  return checked
}

const verdictsOf = (checked: readonly CheckedImage[]) =>
  Object.fromEntries(checked.map(({ url, check }) => [new URL(url, 'none:').pathname, check.verdict]))

const HUNG = 'No response came: TimeoutError: There was no response in time'

describe('each URL comes back with its check', () => {
  test('whatever becomes of it', async () => {
    const origin = await serve((request, response) => {
      if (request.url?.includes('boot')) response.writeHead(403).end('Image Not Found')
      else if (request.url?.includes('torn')) request.socket.destroy()
      else if (request.url?.includes('circle')) response.writeHead(302, { location: request.url }).end()
      else sound(request, response)
    })
    const names = ['shoe', 'boot', 'torn', 'circle', 'shoe']
    const urls = [...names.map((name) => `${origin}/is/image/${name}`), 'ftp://127.0.0.1/is/image/a', 'shoe', '']
    const checked = await all(urls)
    expect(checked.map(({ url }) => url).sort()).toEqual(urls.sort())
    const why = Object.fromEntries(
      checked.map(({ url, check }) => [url.replace(origin, ''), check.verdict === 'undetectable' && check.why]),
    )
    expect(why).toEqual({
      '/is/image/shoe': false,
      '/is/image/boot': false,
      '/is/image/torn': expect.stringMatching(/^No response came: .*UND_ERR_SOCKET/),
      '/is/image/circle': 'No response came: TypeError: There were more than 20 redirects',
      'ftp://127.0.0.1/is/image/a': 'It is no URL of HTTP',
      shoe: 'It is no URL of HTTP',
      '': 'It is no URL of HTTP',
    })
  })

  test('also where half of them never respond, and no more are worked on than wait for their host', async () => {
    let [open, most] = [0, 0]
    const origin = await serve((request, response) => {
      if (request.url?.includes('hang')) return
      sound(request, response)
    })
    const total = 400
    let read = 0
    async function* urls(): AsyncGenerator<string> {
      for (; read < total; read++) {
        open += 1
        most = Math.max(most, open)
        yield `${origin}/is/image/${read % 2 === 0 ? 'hang' : 'shoe'}/${read}`
      }
    }
    const hung = new Set<string>()
    const others = new Set<string>()
    for await (const { url, check } of checkImages(urls(), { timeout: 700, concurrency: 200 })) {
      open -= 1
      if (url.includes('hang')) expect(check).toMatchObject({ verdict: 'undetectable', why: HUNG })
      ;(url.includes('hang') ? hung : others).add(url)
    }
    expect([hung.size, others.size]).toEqual([total / 2, total / 2])
    expect(most).toBeLessThanOrEqual(201)
  })

  test('in the order in which the checks end, while URLs are still waited for', async () => {
    const origin = await serve(sound)
    let goOn = () => {}
    async function* urls(): AsyncGenerator<string> {
      yield `${origin}/is/image/first`
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
      yield `${origin}/is/image/second`
    }
    const paths: string[] = []
    for await (const { url } of checkImages(urls())) {
      paths.push(new URL(url).pathname)
      goOn()
    }
    expect(paths).toEqual(['/is/image/first', '/is/image/second'])
  })
})

describe('a host', () => {
  test.each<[options: CheckImagesOptions, most: number]>([
    [{}, 2],
    [{ concurrency: 1 }, 1],
    [{ concurrency: 5 }, 5],
  ])('with %j has no more requests than %i at a time, beside those of others', async (options, expected) => {
    const counts = [0, 0]
    const most = [0, 0]
    const counting =
      (host: 0 | 1): Handler =>
      (request, response) => {
        counts[host] = Number(counts[host]) + 1
        most[host] = Math.max(Number(most[host]), Number(counts[host]))
        setImmediate(() => {
          counts[host] = Number(counts[host]) - 1
          sound(request, response)
        })
      }
    const origins = [await serve(counting(0)), await serve(counting(1))]
    const urls = Array.from({ length: 40 }, (_, index) => `${origins[index % 2]}/is/image/${index}`)
    expect(await all(urls, options)).toHaveLength(40)
    expect(most.every((each) => each <= expected)).toBe(true)
  })

  test('is left alone for as long as it asks, by all pictures of it, and then asked again', async () => {
    const asked: string[] = []
    const waits: number[] = []
    let isBusy = true
    const origin = await serve((request, response) => {
      asked.push(`${request.url}`)
      if (isBusy) response.writeHead(429, { 'retry-after': '7' }).end()
      else sound(request, response)
    })
    const sleep = async (milliseconds: number) => {
      waits.push(milliseconds)
      isBusy = false
    }
    const urls = [1, 2, 3].map((number) => `${origin}/is/image/${number}`)
    const checked = await all(urls, { concurrency: 1, sleep, maxRetryAfter: 7000 })
    expect(verdictsOf(checked)).toEqual({ '/is/image/1': 'sound', '/is/image/2': 'sound', '/is/image/3': 'sound' })
    expect(waits[0]).toBe(7000)
    expect(waits[1]).toBeGreaterThanOrEqual(7000)
    expect(asked.filter((path) => path === '/is/image/1')).toHaveLength(2)
  })

  test('is asked no more often than the attempts, and not again where nothing passes', async () => {
    let asked = 0
    const origin = await serve((request, response) => {
      asked += 1
      response.writeHead(request.url?.includes('busy') ? 503 : 404).end()
    })
    let waits = 0
    const sleep = async () => {
      waits += 1
    }
    const [busy] = await all([`${origin}/is/image/busy`], { sleep, attempts: 4 })
    expect(busy?.check).toMatchObject({ verdict: 'failed', by: 'response', failure: { status: 503 } })
    // Nobody waits after the last attempt, nor where the server asks for no rest.
    expect([asked, waits]).toEqual([4, 3])
    await all([`${origin}/is/image/none`], { sleep })
    expect(asked).toBe(5)
  })

  test('that asks for more than one waits is not asked for anything any more', async () => {
    const origin = await serve((_request, response) => response.writeHead(503, { 'retry-after': '86400' }).end())
    const other = await serve(sound)
    const urls = [1, 2, 3].map((number) => `${origin}/is/image/${number}`)
    const checked = await all([...urls, `${other}/is/image/4`], { concurrency: 1 })
    expect(verdictsOf(checked)).toEqual({
      '/is/image/1': 'failed',
      '/is/image/2': 'undetectable',
      '/is/image/3': 'undetectable',
      '/is/image/4': 'sound',
    })
    expect(checked.find(({ url }) => url.endsWith('/2'))?.check).toMatchObject({
      why: 'The server asks to be left alone for 86400000 ms',
    })
  })
})

describe('the checks end', () => {
  test('with the reason of an abort, whether it comes before or while a server is waited for', async () => {
    const reason = new Error('enough')
    await expect(all(['http://127.0.0.1:9/'], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const closed: Promise<unknown>[] = []
    const origin = await serve((request) => {
      closed.push(new Promise((resolve) => request.socket.once('close', resolve)))
      if (closed.length === 2) controller.abort(reason)
    })
    const urls = [1, 2, 3].map((number) => `${origin}/is/image/${number}`)
    await expect(all(urls, { signal: controller.signal })).rejects.toBe(reason)
    // The requests are over, too.
    await Promise.all(closed)
  })

  test('when the loop is left, and so do the URLs', async () => {
    const origin = await serve(sound)
    let isClosed = false
    function* urls(): Generator<string> {
      try {
        for (let number = 0; ; number++) yield `${origin}/is/image/${number}`
      } finally {
        isClosed = true
      }
    }
    for await (const { check } of checkImages(urls())) {
      expect(check.verdict).toBe('sound')
      break
    }
    await expect.poll(() => isClosed).toBe(true)
  })

  test('when the loop is left, whatever the URLs have to say to that', async () => {
    const origin = await serve(sound)
    async function* urls(): AsyncGenerator<string> {
      try {
        for (;;) yield `${origin}/is/image/1`
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: this is what a file does that cannot be closed.
        throw new Error('cannot be closed')
      }
    }
    for await (const { check } of checkImages(urls())) {
      expect(check.verdict).toBe('sound')
      break
    }
  })

  test('with what keeps the URLs from being read', async () => {
    const reason = new Error('The list breaks off')
    async function* urls(): AsyncGenerator<string> {
      yield 'none'
      throw reason
    }
    await expect(all(urls())).rejects.toBe(reason)
  })

  test.each<[options: CheckImagesOptions, error: typeof RangeError]>([
    [{ concurrency: 0 }, RangeError],
    [{ attempts: 0.5 }, RangeError],
    [{ maxRetryAfter: -1 }, RangeError],
    [{ timeout: Number.NaN }, RangeError],
    [{ headers: { 'no name': '' } }, TypeError],
    [{ allowedOrigins: ['here'] }, TypeError],
  ])('before they begin where the options are %j', async (options, error) => {
    await expect(all(['none'], options)).rejects.toThrow(error)
  })

  test.each(['concurrency', 'attempts'])('and tell which number is none: %s', async (name) => {
    await expect(all(['none'], { [name]: 0 })).rejects.toThrow(`"${name}" must be a number from 1 up, not 0`)
  })
})

test.each<[concurrency: number, read: number]>([
  [1, 64],
  [100, 100],
])(
  'with %i at a time, no more URLs are read than %i while one host is waited for, and others are asked meanwhile',
  async (concurrency, most) => {
    const controller = new AbortController()
    const asked = new Set<string>()
    const fetchOwn = (url: string): Promise<Response> => {
      asked.add(new URL(url).host)
      return new Promise(() => {})
    }
    let read = 0
    function* urls(): Generator<string> {
      for (;;) yield `https://${++read % 50 === 0 ? 'quick' : 'slow'}.example/is/image/${read}`
    }
    const checks = all(urls(), { fetch: fetchOwn, concurrency, signal: controller.signal })
    await new Promise(setImmediate)
    controller.abort('enough')
    await expect(checks).rejects.toBe('enough')
    expect([read, ...asked]).toEqual([most, 'slow.example', 'quick.example'])
  },
)

test('a redirect from a public host into an internal network is followed only where its origin was named', async () => {
  const inside = await serve(sound)
  const fetchOwn: typeof fetch = async (input, init) =>
    `${input}`.startsWith('https://pictures.example/')
      ? new Response(null, { status: 302, headers: { location: `${inside}/is/image/secret?req=img` } })
      : fetch(input, init)
  const url = 'https://pictures.example/is/image/shoe'
  const [refused] = await all([url], { fetch: fetchOwn })
  expect(refused?.check).toEqual({ verdict: 'undetectable', why: expect.stringContaining('into an internal network') })
  const [followed] = await all([url], { fetch: fetchOwn, allowedOrigins: [inside] })
  expect(followed?.check).toMatchObject({ verdict: 'undetectable', why: expect.stringContaining('has no properties') })
})

test.each(['ftp://127.0.0.1/is/image/a', 'shoe', ''])('what is no URL of HTTP is told so: %j', async (url) => {
  const check = { verdict: 'undetectable', why: 'It is no URL of HTTP' }
  expect(await all([url], { fetch: () => expect.fail('it was asked for') })).toEqual([{ url, check }])
})

test('no secret of a request is told in why no response came', async () => {
  const fetchOwn = () => Promise.reject(new Error('cannot reach canary-one with canary-two'))
  const [checked] = await all(['https://pictures.example/is/image/a?id=canary-one'], {
    fetch: fetchOwn,
    headers: { 'x-own': 'canary-two' },
  })
  expect(JSON.stringify(checked?.check)).not.toContain('canary')
})
