import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { RedirectPlan } from '../../../src/image-serving/plan.js'
import { hasBeenProxied, proxy } from '../../../src/image-serving/render/proxy.js'
import { closeSecondaries, secondary } from './secondary.js'

afterEach(closeSecondaries)

const plan = (url: string, more: Partial<RedirectPlan> = {}): RedirectPlan => ({
  kind: 'redirect',
  url,
  connectTimeout: 2_000,
  socketTimeout: 2_000,
  otherwise: { kind: 'text', status: 403, words: { title: 'x', message: 'x' }, because: [] },
  because: [],
  ...more,
})

test('the response comes back as it is, but for what is about the connection', async () => {
  let seen: unknown
  const root = await secondary((request, response) => {
    seen = [request.url, request.headers['cdn-loop'], request.headers.authorization]
    response.writeHead(418, ['content-type', 'image/odd', 'x-two', 'a', 'x-two', 'b', 'connection', 'close'])
    response.end(new Uint8Array([0, 255, 7]))
  })
  const { status, headers, body } = await proxy(plan(`${root}/is/image/a?b=c%20d`))
  expect([status, [...body]]).toEqual([418, [0, 255, 7]])
  expect(headers).toMatchObject({ 'content-type': 'image/odd', 'x-two': 'a, b' })
  expect(headers).not.toHaveProperty('connection')
  expect(headers).not.toHaveProperty('transfer-encoding')
  expect(seen).toEqual(['/is/image/a?b=c%20d', 'reactor-errors', undefined])
})

test('cookies stay apart, and what is named in Connection stays behind', async () => {
  const root = await secondary((_, response) => {
    response.writeHead(200, [
      ...['set-cookie', 'a=1; expires=Wed, 09 Jun 2032 10:18:14 GMT', 'set-cookie', 'b=2'],
      ...['connection', 'close, X-Secret', 'connection', 'x-other', 'x-secret', '1', 'x-other', '2', 'keep-alive', 'x'],
      ...['alt-svc', 'h2="10.0.0.1:443"', 'x-kept', '3'],
    ])
    response.end()
  })
  const { headers } = await proxy(plan(`${root}/is/image/a`))
  expect(headers['set-cookie']).toEqual(['a=1; expires=Wed, 09 Jun 2032 10:18:14 GMT', 'b=2'])
  expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-secret']))
  for (const name of ['x-secret', 'x-other', 'keep-alive', 'alt-svc']) expect(headers).not.toHaveProperty(name)
  expect(headers).toHaveProperty('x-kept', '3')
})

test('what is about one connection or the server itself stays behind, however often it comes', async () => {
  const own = [
    ...['keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade', 'alt-svc'],
    ...['proxy-authenticate', 'proxy-authentication-info'],
  ]
  const root = await secondary((_, response) => {
    response.writeHead(200, [...own.flatMap((name) => [name, 'x']), 'x-kept', '1'])
    response.end('ok')
  })
  const { headers } = await proxy(plan(`${root}/is/image/a`))
  expect(Object.keys(headers).filter((name) => name !== 'date')).toEqual(['x-kept'])
})

test('of several places, one inside is enough to hide them', async () => {
  const root = await secondary((_, response) =>
    response.writeHead(200, ['refresh', '0;url=/a', 'refresh', '0;url=http://10.0.0.1/']).end(),
  )
  expect((await proxy(plan(`${root}/is/image/a`))).headers).not.toHaveProperty('refresh')
})

test('a server may send as much as is read of it', async () => {
  const root = await secondary((_, response) => response.end('four'))
  const { headers, body } = await proxy(plan(`${root}/is/image/a`), { maxBytes: 4 })
  expect(body).toHaveLength(4)
  expect(headers).not.toHaveProperty('content-length')
})

test.each([
  ['location', 'https://www.example.com/elsewhere', true],
  ['location', '/is/image/b?a=http://10.0.0.1/', true],
  ['refresh', '0;url=https://www.example.com/', true],
  ['location', 'SELF/is/image/b', false],
  ['location', 'http://10.1.2.3/admin', false],
  ['location', '//192.168.0.1/admin', false],
  ['location', '\\\\169.254.169.254\\latest', false],
  ['location', 'http://2130706433/', false],
  ['location', 'http://[::1]/', false],
  ['location', 'http://[fd00::1]/', false],
  ['location', 'http://images.internal/', false],
  ['location', 'http://build-server:8080/', false],
  ['content-location', 'http://172.16.0.1/', false],
  ['refresh', "0; URL='http://127.0.0.1/", false],
  ['refresh', '10;url=http://10.0.0.1/', false],
  ['refresh', '5;  url = "http://10.0.0.1/"', false],
] as const)('%s: %s reaches the client: %j', async (name, value, expected) => {
  const root = await secondary((request, response) =>
    response.writeHead(302, { [name]: value.replace('SELF', `http://${request.headers.host}`) }).end(),
  )
  expect(name in (await proxy(plan(`${root}/is/image/a`))).headers).toBe(expected)
  expect((await proxy(plan(`${root}/is/image/a`), { allowInternalLocations: true })).headers).toHaveProperty(name)
})

test.each([
  'http://127.0.0.1:1/admin',
  'http://127.0.0.1:1/is/content/../../admin',
  'http://127.0.0.1:1/is/content/%2e%2e/%2e%2e/admin',
  'http://127.0.0.1:1/is/content/%252e%252e/admin',
  'http://127.0.0.1:1/is/content/..%5c..%5cadmin',
  'http://user:pass@127.0.0.1:1/is/image/a',
  'file:///is/image/a',
  'no URL',
])('%s is asked of nobody', async (url) => {
  await expect(proxy(plan(url))).rejects.toThrow(/none of a secondary server|Invalid URL/)
})

test('redirects are not followed', async () => {
  const root = await secondary((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  expect(await proxy(plan(`${root}/is/image/a`))).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
})

test('a server that never responds is given up', async () => {
  const root = await secondary(() => undefined)
  await expect(proxy(plan(`${root}/is/image/a`, { socketTimeout: 30 }))).rejects.toThrow('does not respond in time')
})

test('a server that responds bit by bit is given up', async () => {
  const root = await secondary((_, response) => {
    const timer = setInterval(() => response.write('x'), 5)
    response.on('close', () => clearInterval(timer))
  })
  await expect(proxy(plan(`${root}/is/image/a`), { totalTimeout: 60 })).rejects.toThrow('takes too long')
})

test('a server that cannot be connected to in time is given up', async () => {
  const root = await talking(() => undefined)
  await expect(proxy(plan(`https://${root}/is/image/a`, { connectTimeout: 30 }))).rejects.toThrow(
    'cannot be reached in time',
  )
})

test('a server that sends too much is given up', async () => {
  const root = await secondary((_, response) => response.end('x'.repeat(100_000)))
  await expect(proxy(plan(`${root}/is/image/a`), { maxBytes: 1_000 })).rejects.toThrow('sends too much')
})

test('a server that breaks off is an error', async () => {
  const root = await secondary((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('x')
    setImmediate(() => response.destroy())
  })
  await expect(proxy(plan(`${root}/is/image/a`))).rejects.toThrow('aborted')
})

test('what is no HTTP is an error, and so is nobody there', async () => {
  const root = await talking((socket) => socket.end('nonsense\r\n\r\n'))
  await expect(proxy(plan(`http://${root}/is/image/a`))).rejects.toThrow('Parse Error')
  await expect(proxy(plan(`https://${root}/is/image/a`))).rejects.toThrow()
  closeTalking()
  await expect(proxy(plan(`http://${root}/is/image/a`))).rejects.toThrow('ECONNREFUSED')
})

test.each([
  ['101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other', 'does not speak HTTP'],
  ['000 None\r\nContent-Length: 0', 'responds without a status'],
  ['099 None\r\nContent-Length: 0', 'responds without a status'],
])('a response with the status line %j is an error', async (head, why) => {
  const root = await talking((socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n`)))
  await expect(proxy(plan(`http://${root}/is/image/a`))).rejects.toThrow(why)
})

const closings: (() => void)[] = []
const closeTalking = (): void => {
  for (const close of closings.splice(0)) close()
}
afterEach(closeTalking)

/** Starts a server that speaks no HTTP, and gives its address. */
async function talking(greet: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined))
    greet(socket)
  })
  closings.push(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}` // It listens on a port.
}

test.each([
  [undefined, false],
  ['', false],
  ['other, more;v=1', false],
  ['reactor-errors', true],
  ['other;v=1, reactor-errors ; v=2', true],
  ['not-reactor-errors', false],
])('the header %j says whether a request has been proxied: %j', (header, expected) => {
  expect(hasBeenProxied(header)).toBe(expected)
})
