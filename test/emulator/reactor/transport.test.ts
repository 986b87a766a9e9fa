import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { type RequestLog, usualLimits } from '../../../src/emulator/reactor/http.js'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'
import { createWorld, type World } from './world.js'

const JSON_API = 'application/vnd.api+json'

test.each([
  { method: 'GET', path: '/nothing', status: 404 },
  { method: 'GET', path: '/constructor', status: 404 },
  { method: 'GET', path: '/hosts', status: 404 },
  { method: 'GET', path: '/users/UR1', status: 404 },
  { method: 'GET', path: '/hosts/HT1/nothing', status: 404 },
  { method: 'GET', path: '/hosts/HT1/property/more', status: 404 },
  { method: 'GET', path: '/hosts/%E0%A4%A', status: 404 },
  { method: 'GET', path: '/emulator/nothing', status: 404 },
  { method: 'GET', path: '/emulator/state/a/b', status: 404 },
  { method: 'GET', path: '/emulator/authorize', status: 404 },
  { method: 'GET', path: '/emulator/settle', status: 405, allow: 'POST' },
  { method: 'DELETE', path: '/profile', status: 405, allow: 'GET' },
  { method: 'POST', path: '/hosts/HT1', status: 405, allow: 'GET, PATCH, DELETE' },
  { method: 'OPTIONS', path: '/companies/CO1/properties', status: 405, allow: 'GET, POST' },
  { method: 'HEAD', path: '/emulator/settle', status: 405, allow: 'POST' },
  { method: 'CONSTRUCTOR', path: '/profile', status: 405, allow: 'GET' },
])('$method $path gets $status', async ({ method, path, status, allow }) => {
  const world = await createWorld()
  // fetch knows no CONSTRUCTOR: unknown methods go out as they are.
  const response = method === 'CONSTRUCTOR' ? await raw(world, `PURGE ${path}`) : await world.call(method, path)
  expect(response.status).toBe(status)
  expect(response.headers.get('allow')).toBe(allow ?? null)
})

test('what a URL is for is said where it is for something else, or for nothing', async () => {
  const world = await createWorld()
  const detailOf = async (method: string, path: string) =>
    (await world.call(method, path)).failures.flatMap(({ errors }) => errors.map(({ detail }) => detail))
  expect(await detailOf('DELETE', '/profile')).toEqual(['This URL takes GET.'])
  expect(await detailOf('DELETE', '/companies/CO1/properties')).toEqual(['This URL takes GET, POST.'])
  expect(await detailOf('GET', '/nothing')).toEqual(['This URL is not emulated: GET /emulator says what is.'])
  expect(await detailOf('GET', '/emulator/nothing')).toEqual(['The emulator has no such URL.'])
  expect(await detailOf('GET', '/emulator/authorize')).toEqual(['There is no such secret.'])
})

test('HEAD is GET without the body', async () => {
  const world = await createWorld()
  const head = await world.call('HEAD', '/companies')
  const get = await world.call('GET', '/companies')
  expect(head).toMatchObject({ status: 200, body: undefined })
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
})

test('a slash at the end, and a whole URL in place of the path, change nothing', async () => {
  const world = await createWorld()
  expect(await world.call('GET', '/companies/')).toMatchObject({ status: 200 })
  expect(await raw(world, 'GET http://reactor.adobe.io/companies?sort=name')).toMatchObject({ status: 200 })
})

/** Sends bytes as they are, and reads what comes back until the server closes. */
function raw(world: World, start: string, rest = ''): Promise<{ status: number; headers: Headers; text: string }> {
  const { hostname, port } = new URL(world.emulator.url)
  const head = [
    'host: localhost',
    'x-api-key: key',
    'authorization: Bearer token',
    'x-gw-ims-org-id: TEST@AdobeOrg',
    'connection: close',
  ]
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(start.includes('\r\n') ? start : `${start} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${rest}`)
    })
    socket.on('data', (chunk) => {
      received += chunk.toString()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [lines = '', ...text] = received.split('\r\n\r\n')
      const [first = '', ...headers] = lines.split('\r\n')
      const pairs = headers.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ])
      resolve({ status: Number(first.split(' ')[1]), headers: new Headers(pairs), text: text.join('\r\n\r\n') })
    })
  })
}

test.each([
  { what: 'no HTTP', start: 'hello\r\n\r\n', status: 400 },
  { what: 'a header that is none', start: 'GET / HTTP/1.1\r\nhost: localhost\r\nno header\r\n\r\n', status: 400 },
  {
    what: 'two lengths',
    start: 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    status: 400,
  },
  {
    what: 'headers without end',
    start: `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    status: 431,
  },
])('$what is treated like every other fault', async ({ start, status }) => {
  const world = await createWorld()
  const response = await raw(world, start)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe(JSON_API)
  const document: unknown = JSON.parse(response.text)
  expect(validateErrorDocument(document)).toEqual([])
  expect(document).toMatchObject({
    errors: [{ status: String(status), meta: { request_id: response.headers.get('x-request-id') } }],
  })
  expect(await world.call('GET', '/companies')).toMatchObject({ status: 200 })
})

test('what nobody knows how to expect is ignored', async () => {
  const world = await createWorld()
  const head = 'host: localhost\r\nexpect: wonders\r\nconnection: close'
  const response = await raw(world, `GET /companies HTTP/1.1\r\n${head}\r\n\r\n`)
  expect([response.status, JSON.parse(response.text)]).toMatchObject([403, { error_code: '403000' }])
})

test('a target that is no path is refused', async () => {
  const response = await raw(await createWorld(), 'OPTIONS *')
  expect(response.status).toBe(400)
  const detail = 'The target of the request is no path.'
  expect(JSON.parse(response.text)).toMatchObject({ errors: [{ status: '400', detail }] })
})

test('a connection that breaks off in the middle of a body harms nothing', async () => {
  const world = await createWorld()
  const { hostname, port } = new URL(world.emulator.url)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /profile HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf', () =>
        socket.destroy(),
      )
    })
    socket.on('close', () => resolve())
  })
  expect(await world.call('GET', '/companies')).toMatchObject({ status: 200 })
})

const headers = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': 'A@AdobeOrg' }

test('a body that is too large is refused, whether it says so or not', async () => {
  const world = await createWorld({ limits: { document: 1000 } })
  const body = 'x'.repeat(1_000_000)
  const typed = { ...headers, 'content-type': JSON_API }
  const large = await world.call('POST', '/search', { body, headers: typed })
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  expect((await world.call('POST', '/ims/revoke', { body, headers: form })).status).toBe(413)
  expect(large.failures).toMatchObject([{ errors: [{ status: '413' }] }])
  const chunked = { body: new Blob([body]).stream(), duplex: 'half' } as const
  const response = await fetch(`${world.emulator.url}/search`, { method: 'POST', headers: typed, ...chunked })
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ errors: [{ status: '413' }] })
})

test('a form may be as large as a document, an upload larger', async () => {
  const world = await createWorld({ limits: { document: 100, upload: 200 } })
  const send = async (type: string, size: number) => {
    const sending = { body: 'x'.repeat(size), headers: { 'content-type': type } }
    const [failure] = (await world.call('POST', '/ims/revoke', sending)).failures
    return failure?.errors.map(({ status, code, detail }) => code ?? `${status}: ${detail}`)
  }
  const fields = 'application/x-www-form-urlencoded'
  expect(await send(fields, 100)).toEqual(['bad_request'])
  expect(await send(fields, 101)).toEqual(['413: The body is larger than 100 bytes.'])
  const upload = 'Multipart/Form-Data; boundary=b'
  expect(await send(upload, 200)).toEqual([expect.stringMatching(/^400: The body is no form/)])
  expect(await send(upload, 201)).toEqual(['413: The body is larger than 200 bytes.'])
})

/** Sends chunks for as long as they are taken, up to so many bytes; tells how many were, and what came back. */
function pour(world: World, most: number): Promise<{ written: number; received: string }> {
  const { hostname, port } = new URL(world.emulator.url)
  return new Promise((resolve) => {
    let [written, received] = [0, '']
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /profile HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n')
      const more = (error?: Error | null): void => {
        written += chunk.length
        if (!error && written < most) socket.write(chunk, more)
        else socket.end()
      }
      more()
    })
    socket.on('data', (data) => {
      received += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ written, received }))
  })
}

test('a body without end is cut off, but not before the response could be read', async () => {
  const world = await createWorld({ limits: { document: 1000, upload: 2 ** 22 } })
  const { written, received } = await pour(world, 3 * 2 ** 22)
  expect(written).toBeGreaterThanOrEqual(3 * 2 ** 22)
  expect(received).toMatch(/^HTTP\/1\.1 403 /)
  expect((await pour(world, 2 ** 26)).written).toBeLessThan(2 ** 26)
  expect(await world.call('GET', '/companies')).toMatchObject({ status: 200 })
})

test('what has no body has no length, and caches tell responses apart by Accept', async () => {
  const world = await createWorld()
  const { headers } = await world.call('GET', '/heartbeat')
  expect(headers.get('content-length')).toBeNull()
  expect(headers.get('vary')).toBe('Accept')
})

test('each request is told of once, without its query', async () => {
  const told: RequestLog[] = []
  const world = await createWorld({ onResponse: (log) => told.push(log) })
  const found = await world.call('GET', '/companies?sort=name')
  await world.call('GET', '/companies/CO1')
  await world.call('DELETE', '/profile', { headers: { 'x-emulate-fault': '502' } })
  const requestId = found.headers.get('x-request-id')
  expect(told).toEqual([
    { requestId, method: 'GET', path: '/companies', status: 200, codes: [] },
    { requestId: expect.any(String), method: 'GET', path: '/companies/CO1', status: 404, codes: ['not-found'] },
    { requestId: expect.any(String), method: 'DELETE', path: '/profile', status: 502, codes: ['502'] },
  ])
})

test('limits are as usual where nobody says otherwise', () => {
  expect(usualLimits).toEqual({
    document: 1_048_576,
    upload: 52_428_800,
    headersTimeout: 10_000,
    requestTimeout: 300_000,
  })
})
