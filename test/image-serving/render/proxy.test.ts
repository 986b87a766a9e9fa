import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { RedirectPlan } from '../../../src/image-serving/plan.js'
import { hasBeenPassedOn, proxyTo } from '../../../src/image-serving/render/proxy.js'
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

test('the answer comes back as it is, but for what is about the connection', async () => {
  let seen: unknown
  const root = await secondary((request, response) => {
    seen = [request.url, request.headers['cdn-loop'], request.headers.authorization]
    response.writeHead(418, ['content-type', 'image/odd', 'x-two', 'a', 'x-two', 'b', 'connection', 'close'])
    response.end(new Uint8Array([0, 255, 7]))
  })
  const { status, headers, body } = await proxyTo(plan(`${root}/is/image/a?b=c%20d`))
  expect([status, [...body]]).toEqual([418, [0, 255, 7]])
  expect(headers).toMatchObject({ 'content-type': 'image/odd', 'x-two': 'a, b' })
  expect(headers).not.toHaveProperty('connection')
  expect(headers).not.toHaveProperty('transfer-encoding')
  expect(seen).toEqual(['/is/image/a?b=c%20d', 'reactor-errors', undefined])
})

test('redirects are not followed', async () => {
  const root = await secondary((_, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  expect(await proxyTo(plan(root))).toMatchObject({ status: 302, headers: { location: '/elsewhere' } })
})

test('a server that never answers is given up', async () => {
  const root = await secondary(() => undefined)
  await expect(proxyTo(plan(root, { socketTimeout: 30 }))).rejects.toThrow('does not answer in time')
})

test('a server that answers bit by bit is given up', async () => {
  const root = await secondary((_, response) => {
    const timer = setInterval(() => response.write('x'), 5)
    response.on('close', () => clearInterval(timer))
  })
  await expect(proxyTo(plan(root), { totalTimeout: 60 })).rejects.toThrow('takes too long')
})

test('a server that cannot be connected to in time is given up', async () => {
  const root = await talking(() => undefined)
  await expect(proxyTo(plan(`https://${root}`, { connectTimeout: 30 }))).rejects.toThrow('cannot be reached in time')
})

test('a server that answers too much is given up', async () => {
  const root = await secondary((_, response) => response.end('x'.repeat(100_000)))
  await expect(proxyTo(plan(root), { maxBytes: 1_000 })).rejects.toThrow('answers too much')
})

test('a server that breaks off is an error', async () => {
  const root = await secondary((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('x')
    setImmediate(() => response.destroy())
  })
  await expect(proxyTo(plan(root))).rejects.toThrow('aborted')
})

test('what is no HTTP is an error, and so is nobody there', async () => {
  const root = await talking((socket) => socket.end('nonsense\r\n\r\n'))
  await expect(proxyTo(plan(`http://${root}`))).rejects.toThrow('Parse Error')
  await expect(proxyTo(plan(`https://${root}`))).rejects.toThrow()
  closeTalking()
  await expect(proxyTo(plan(`http://${root}`))).rejects.toThrow('ECONNREFUSED')
})

test.each([
  ['101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other', 'does not speak HTTP'],
  ['000 None\r\nContent-Length: 0', 'answers without a status'],
  ['099 None\r\nContent-Length: 0', 'answers without a status'],
])('an answer with the status line %j is an error', async (head, why) => {
  const root = await talking((socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\n\r\n`)))
  await expect(proxyTo(plan(`http://${root}`))).rejects.toThrow(why)
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
])('the header %j says whether a request has been passed on: %j', (header, expected) => {
  expect(hasBeenPassedOn(header)).toBe(expected)
})
