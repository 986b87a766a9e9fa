import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startReactorEmulator } from '../../src/emulator/index.js'
import { close, listen, patient, urlOf, whyForeign } from '../../src/emulator/loopback.js'

const socket = { localAddress: '127.0.0.1' }
const HOST = 'Host has to name this machine: requests for other names are refused.'
const PAGE = 'Requests of web pages are refused.'

test.each([
  'localhost',
  'localhost:8080',
  'LOCALHOST.:8080',
  'my.localhost:1',
  '127.0.0.1:8080',
  '127.1.2.3',
  '[::1]:8080',
  'localhost:',
  'box.example:8080',
])('the host %s is this machine', (host) => {
  expect(whyForeign({ headers: { host }, socket }, 'Box.Example')).toBeUndefined()
})

test.each([
  'evil.example',
  'evil.example:8080',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'notlocalhost',
  '128.0.0.1',
  '127.evil.example',
  '127.1',
  '192.168.0.1',
  '[::2]',
  '0.0.0.0:8080',
  'a b',
  'evil localhost',
  'localhost evil',
  'localhost:port',
  'localhost:123456',
  '',
])('the host “%s” is not', (host) => {
  expect(whyForeign({ headers: { host }, socket }, '127.0.0.1')).toBe(HOST)
})

test('the address that a request arrived at is this machine, as whatever it is written', () => {
  const arrived = (localAddress: string, host: string) =>
    whyForeign({ headers: { host }, socket: { localAddress } }, '0.0.0.0')
  expect(arrived('192.168.0.7', '192.168.0.7:80')).toBeUndefined()
  expect(arrived('::ffff:192.168.0.7', '192.168.0.7')).toBeUndefined()
  expect(arrived('fe80::1', '[FE80::1]:80')).toBeUndefined()
  expect(arrived('FE80::1', '[fe80::1]')).toBeUndefined()
  expect(arrived('::ffff:ab', '[::ffff:ab]')).toBeUndefined()
  expect(arrived('64::ffff:1.2.3.4', '[64::ffff:1.2.3.4]')).toBeUndefined()
  expect(arrived('192.168.0.7', 'rebound.example')).toBe(HOST)
  expect(whyForeign({ headers: { host: 'rebound.example' }, socket: {} }, '0.0.0.0')).toBe(HOST)
})

test('clients of HTTP/1.0 name no host, clients of a proxy name one in the target', () => {
  expect(whyForeign({ headers: {}, socket }, '127.0.0.1')).toBeUndefined()
  const proxied = (url: string) => whyForeign({ headers: { host: 'x' }, url, socket }, '127.0.0.1')
  expect(proxied('http://reactor.adobe.io/companies')).toBeUndefined()
  expect(proxied('https://ADOBE.IO?a=b')).toBeUndefined()
  expect(proxied('HTTP://ims-na1.adobelogin.com#a')).toBeUndefined()
  expect(proxied('http://s7d1.scene7.com')).toBeUndefined()
  expect(proxied('http://localhost:8080/companies')).toBeUndefined()
  expect(whyForeign({ headers: { host: 'localhost' }, url: '*http://evil.example/', socket }, 'box')).toBeUndefined()
  expect(proxied('http://not-adobe.io.example/')).toBe(HOST)
  expect(proxied('http://notadobe.io/')).toBe(HOST)
  expect(whyForeign({ headers: { host: 'reactor.adobe.io' }, url: '/companies', socket }, 'box')).toBe(HOST)
  expect(proxied('http://evil.example/companies')).toBe(HOST)
  expect(proxied('http://adobe.io.evil.example/')).toBe(HOST)
  expect(proxied('http://user@/')).toBe(HOST)
})

test.each([
  { headers: {}, why: undefined },
  { headers: { origin: 'http://localhost:8080' }, why: undefined },
  { headers: { origin: 'https://evil.example' }, why: PAGE },
  { headers: { origin: 'http://localhost:3000' }, why: PAGE },
  { headers: { origin: 'https://localhost:8080' }, why: PAGE },
  { headers: { origin: 'null' }, why: PAGE },
  { headers: { origin: '' }, why: PAGE },
  { headers: { 'sec-fetch-site': 'cross-site' }, why: PAGE },
  { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, why: PAGE },
  { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, why: undefined },
  { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, method: 'HEAD', why: undefined },
  { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, method: 'POST', why: PAGE },
  { headers: { 'sec-fetch-site': 'none' }, why: undefined },
  { headers: { 'sec-fetch-site': 'same-origin' }, why: undefined },
])('a request with $headers is refused: $why', ({ headers, method = 'GET', why }) => {
  expect(whyForeign({ headers: { host: 'localhost:8080', ...headers }, method, socket }, '127.0.0.1')).toBe(why)
})

describe('the emulator', () => {
  test.each([
    { method: 'POST', path: '/emulator/settle', headers: { origin: 'https://evil.example' } },
    { method: 'POST', path: '/emulator/reset', headers: { 'sec-fetch-site': 'cross-site' } },
    { method: 'GET', path: '/emulator/state', headers: { host: 'evil.example' } },
    { method: 'POST', path: '/ims/token/v3', headers: { origin: 'null' } },
    { method: 'GET', path: '/companies', headers: { host: 'evil.example:80' } },
  ])('refuses $method $path with $headers', async ({ method, path, headers }) => {
    const emulator = await startReactorEmulator()
    const { hostname, port } = new URL(emulator.url)
    const response = await new Promise<{ status: number | undefined; text: string }>((resolve) => {
      request({ hostname, port, method, path, headers }, (message) => {
        let text = ''
        message.on('data', (chunk) => {
          text += String(chunk)
        })
        message.on('end', () => resolve({ status: message.statusCode, text }))
      }).end()
    })
    expect(response.status).toBe(403)
    expect(JSON.parse(response.text)).toMatchObject({ errors: [{ status: '403', title: 'Forbidden' }] })
    await emulator.close()
  })
})

test('addresses of both families make URLs', () => {
  expect(urlOf({ address: '127.0.0.1', family: 'IPv4', port: 80 })).toBe('http://127.0.0.1:80')
  expect(urlOf({ address: '::1', family: 'IPv6', port: 80 })).toBe('http://[::1]:80')
})

test('a server that listens lets its later errors be heard', async () => {
  const server = createServer()
  await listen(server, 0, '127.0.0.1')
  expect(server.listenerCount('error')).toBe(0)
  await close(server)
})

test('connections are looked at four times in the time that headers may take, and kept for a minute', () => {
  expect(patient({ headersTimeout: 50, requestTimeout: 100 })).toEqual({
    headersTimeout: 50,
    requestTimeout: 100,
    keepAliveTimeout: 60_000,
    connectionsCheckingInterval: 13,
  })
})

test('connections that send nothing, and requests that do not end, are closed in time', async () => {
  const server = createServer(patient({ headersTimeout: 50, requestTimeout: 100 }))
  const { hostname, port } = new URL(await listen(server, 0, '127.0.0.1'))
  const closed = (text: string) =>
    new Promise<void>((resolve) => {
      const client = connect(Number(port), hostname, () => client.write(text)).resume()
      client.on('error', () => undefined)
      client.on('close', () => resolve())
    })
  const texts = ['', 'GET / HT', 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\n\r\nab']
  await Promise.all(
    Array.from({ length: 20 }, () => texts)
      .flat()
      .map(closed),
  )
  await close(server)
})

test('a connection that Node’s own check overlooks is dropped, and one that has sent a request is not', async () => {
  const unchecked = { ...patient({ headersTimeout: 20, requestTimeout: 100 }), connectionsCheckingInterval: 1e9 }
  const server = createServer(unchecked, (_, response) => response.end('done'))
  const { hostname, port } = new URL(await listen(server, 0, '127.0.0.1'))
  const ask = 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n'
  const busy = connect(Number(port), hostname, () => busy.write(ask))
  await once(busy, 'data')
  const silent = connect(Number(port), hostname).resume()
  await once(silent, 'close')
  busy.write(ask)
  expect(String((await once(busy, 'data'))[0])).toContain('200 OK')
  busy.destroy()
  await close(server)
})
