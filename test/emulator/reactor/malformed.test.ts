import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'
import {
  companyOf,
  createProperty,
  createWorld,
  named,
  packageFiles,
  type Sending,
  sftpHost,
  upload,
  type World,
  zip,
} from './world.js'

const JSON_API = 'application/vnd.api+json'
const body = (text: string | Uint8Array<ArrayBuffer>, type = JSON_API): Sending => ({
  body: text,
  headers: { 'content-type': type },
})
const property = { type: 'properties', attributes: { name: 'Property', platform: 'web', domains: ['example.com'] } }

/** What is wrong with a request to create a property, and what comes of it. */
const documents: readonly { readonly what: string; readonly sending: Sending; readonly errors: readonly object[] }[] = [
  { what: 'no body', sending: {}, errors: [{ status: '400' }] },
  { what: 'an empty body', sending: body(''), errors: [{ status: '400' }] },
  { what: 'half of a document', sending: body('{"data":'), errors: [{ status: '400' }] },
  { what: 'bytes that are no UTF-8', sending: body(new Uint8Array([0x22, 0xff, 0x22])), errors: [{ status: '400' }] },
  { what: 'a list', sending: { json: [] }, errors: [{ status: '400', source: { pointer: '' } }] },
  { what: 'null', sending: { json: null }, errors: [{ status: '400', source: { pointer: '' } }] },
  { what: 'no data', sending: { json: {} }, errors: [{ status: '400', source: { pointer: '' } }] },
  {
    what: 'a list of data',
    sending: { json: { data: [] } },
    errors: [{ status: '400', source: { pointer: '/data' } }],
  },
  {
    what: 'another type',
    sending: { json: { data: { ...property, type: 'hosts' } } },
    errors: [{ status: '409', source: { pointer: '/data/type' } }],
  },
  {
    what: 'an id of its own',
    sending: { json: { data: { ...property, id: 'PR1' } } },
    errors: [{ status: '403', source: { pointer: '/data/id' } }],
  },
  {
    what: 'members of the wrong shape',
    sending: { json: { data: { type: 'properties', attributes: [], relationships: 1, meta: 'x' } } },
    errors: [
      { status: '400', source: { pointer: '/data/attributes' } },
      { status: '400', source: { pointer: '/data/relationships' } },
      { status: '400', source: { pointer: '/data/meta' } },
    ],
  },
  {
    what: 'attributes of the wrong kind',
    sending: {
      json: {
        data: { type: 'properties', attributes: { name: 1, platform: 'stone', domains: ['a', 1], enabled: 'yes' } },
      },
    },
    errors: [
      { status: '422', source: { pointer: '/data/attributes/name' } },
      { status: '422', source: { pointer: '/data/attributes/platform' } },
      { status: '422', source: { pointer: '/data/attributes/domains' } },
      { status: '422', source: { pointer: '/data/attributes/enabled' } },
    ],
  },
  {
    what: 'attributes left out',
    sending: { json: { data: { type: 'properties', attributes: { name: '' } } } },
    errors: [
      { status: '422', source: { pointer: '/data/attributes/name' } },
      { status: '422', source: { pointer: '/data/attributes' } },
    ],
  },
  {
    what: 'no attributes at all',
    sending: { json: { data: { type: 'properties' } } },
    errors: [
      { status: '422', source: { pointer: '/data' } },
      { status: '422', source: { pointer: '/data' } },
    ],
  },
  {
    what: 'an action that is no text',
    sending: { json: { data: { ...property, meta: { action: 1 } } } },
    errors: [{ status: '422', source: { pointer: '/data/meta/action' } }],
  },
  { what: 'a form', sending: body('a=1', 'application/x-www-form-urlencoded'), errors: [{ status: '415' }] },
  { what: 'a media type that is none', sending: body('{}', 'json'), errors: [{ status: '415' }] },
  {
    what: 'an extension of JSON:API',
    sending: body('{}', `${JSON_API};ext="https://jsonapi.org/ext/atomic"`),
    errors: [{ status: '415', source: { header: 'Content-Type' } }],
  },
  {
    what: 'a compressed body',
    sending: { body: '{}', headers: { 'content-type': JSON_API, 'content-encoding': 'gzip' } },
    errors: [{ status: '415', source: { header: 'content-encoding' } }],
  },
  {
    what: 'a wish for parameters that JSON:API lacks',
    sending: { json: { data: property }, headers: { accept: `${JSON_API};charset=utf-8, ${JSON_API};ext="a"` } },
    errors: [{ status: '406', source: { header: 'Accept' } }],
  },
  {
    what: 'a wish for an error that nobody has',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'no-such-code' } },
    errors: [{ status: '400', source: { header: 'x-emulate-error' } }],
  },
  {
    what: 'a wish for an error that is misspelt',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'not-uniqe' } },
    errors: [{ status: '400', detail: 'There is no such error to ask for here; did you mean not-unique?' }],
  },
  {
    what: 'a wish for an error that cannot be read',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'not-found; soon' } },
    errors: [{ status: '400', source: { header: 'x-emulate-error' } }],
  },
  {
    what: 'a wish for an error of the identity service',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'invalid_client' } },
    errors: [{ status: '400', source: { header: 'x-emulate-error' } }],
  },
  {
    what: 'a wish for a later error, where nothing comes later',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'internal-error; deferred' } },
    errors: [{ status: '400', source: { header: 'x-emulate-error' } }],
  },
]

test.each(documents)('$what: every fault is said', async ({ sending, errors }) => {
  const world = await createWorld()
  const { id } = await companyOf(world)
  const response = await world.call('POST', `/companies/${id}/properties`, sending)
  expect(response.failures).toMatchObject([{ errors }])
  expect(response.failures[0]?.errors).toHaveLength(errors.length)
})

test.each([
  'application/json',
  'application/json; charset=utf-8',
  JSON_API,
  `${JSON_API};revision=1`,
  `${JSON_API};profile="https://example.com/profile"`,
])('a document may come as %s', async (type) => {
  const world = await createWorld()
  const { id } = await companyOf(world)
  const response = await world.call(
    'POST',
    `/companies/${id}/properties`,
    body(JSON.stringify({ data: property }), type),
  )
  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toMatch(/\/properties\/PR\w{32}$/)
})

test.each([
  '*/*',
  'application/json',
  `${JSON_API};charset=utf-8, ${JSON_API}`,
  `${JSON_API};revision=2;q=0.5`,
  'text/html',
  'nonsense',
])('the response is JSON:API for those who accept %s', async (accept) => {
  const world = await createWorld()
  const response = await world.call('GET', '/companies', { headers: { accept } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(JSON_API)
})

test('without a type a resource can be created, but not changed', async () => {
  const world = await createWorld()
  const { id } = await companyOf(world)
  const created = await world.call('POST', `/companies/${id}/properties`, {
    json: { data: { attributes: property.attributes } },
  })
  expect(created.status).toBe(201)
  const one = await createProperty(world)
  const changed = await world.call('PATCH', `/properties/${one.id}`, { json: { data: { id: one.id } } })
  expect(changed.failures).toMatchObject([{ errors: [{ status: '409', source: { pointer: '/data' } }] }])
  const other = await world.call('PATCH', `/properties/${one.id}`, {
    json: { data: { type: 'properties', id: 'PR1' } },
  })
  expect(other.failures).toMatchObject([{ errors: [{ status: '409', source: { pointer: '/data/id' } }] }])
})

test('an action that there is not gets those that there are', async () => {
  const world = await createWorld()
  const one = await createProperty(world)
  const act = (action: string) =>
    world.call('PATCH', `/properties/${one.id}`, { json: { data: { ...named(one), meta: { action } } } })
  for (const action of ['explode', 'constructor', '__proto__']) {
    expect((await act(action)).failures).toMatchObject([
      {
        errors: [{ status: '422', detail: expect.stringContaining('none'), source: { pointer: '/data/meta/action' } }],
      },
    ])
  }
})

/** The errors of a request that names another resource. */
async function naming(world: World, data: unknown) {
  const one = await createProperty(world)
  const attributes = { name: 'Environment' }
  const json = { data: { type: 'environments', attributes, relationships: { host: { data } } } }
  const { failures } = await world.call('POST', `/properties/${one.id}/environments`, { json })
  return failures[0]?.errors
}

test.each([
  { data: 'HT1', errors: [{ status: '400', source: { pointer: '/data/relationships/host/data' } }] },
  { data: { id: 'HT1' }, errors: [{ status: '409', source: { pointer: '/data/relationships/host/data' } }] },
  {
    data: { type: 'rules', id: 'RL1' },
    errors: [{ status: '409', source: { pointer: '/data/relationships/host/data/type' } }],
  },
  {
    data: { type: 'hosts', id: 1 },
    errors: [{ status: '400', source: { pointer: '/data/relationships/host/data/id' } }],
  },
  {
    data: { type: 'hosts', id: 'HT1' },
    errors: [{ status: '404', code: 'not-found', source: { pointer: '/data/relationships/host/data/id' } }],
  },
])('a relationship to $data is refused', async ({ data, errors }) => {
  expect(await naming(await createWorld(), data)).toMatchObject(errors)
})

test('what belongs to another property, or another organization, is not there', async () => {
  const world = await createWorld()
  const elsewhere = await createProperty(world)
  const response = await world.call('POST', `/properties/${elsewhere.id}/hosts`, {
    json: { data: { type: 'hosts', ...sftpHost() } },
  })
  const { data } = response.body as { readonly data: { readonly type: string; readonly id: string } }
  expect(await naming(world, named(data))).toMatchObject([{ code: 'not-found' }])
  const headers = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }
  const other = await world.call('GET', `/hosts/${data.id}`, { headers })
  expect(other.failures).toMatchObject([{ errors: [{ code: 'not-found' }] }])
})

test.each([
  { method: 'GET', path: '/nothing', status: 404 },
  { method: 'GET', path: '/constructor', status: 404 },
  { method: 'GET', path: '/hosts', status: 404 },
  { method: 'GET', path: '/users/UR1', status: 404 },
  { method: 'GET', path: '/hosts/HT1/nothing', status: 404 },
  { method: 'GET', path: '/hosts/HT1/property/more', status: 404 },
  { method: 'GET', path: '/hosts/%E0%A4%A', status: 404 },
  { method: 'GET', path: '/emulator/nothing', status: 404 },
  { method: 'GET', path: '/emulator/authorize', status: 404 },
  { method: 'GET', path: '/emulator/settle', status: 405, allow: 'POST' },
  { method: 'DELETE', path: '/profile', status: 405, allow: 'GET' },
  { method: 'POST', path: '/hosts/HT1', status: 405, allow: 'GET, PATCH, DELETE' },
  { method: 'OPTIONS', path: '/companies/CO1/properties', status: 405, allow: 'GET, POST' },
  { method: 'CONSTRUCTOR', path: '/profile', status: 405, allow: 'GET' },
])('$method $path gets $status', async ({ method, path, status, allow }) => {
  const world = await createWorld()
  // fetch knows no CONSTRUCTOR: unknown methods go out as they are.
  const response = method === 'CONSTRUCTOR' ? await raw(world, `PURGE ${path}`) : await world.call(method, path)
  expect(response.status).toBe(status)
  expect(response.headers.get('allow')).toBe(allow ?? null)
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
  expect(JSON.parse(response.text)).toMatchObject({ errors: [{ status: '400' }] })
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

test('a body that is too large is refused, whether it says so or not', async () => {
  const world = await createWorld({ limits: { document: 1000 } })
  const large = 'x'.repeat(2000)
  expect((await world.call('POST', '/search', body(large))).failures).toMatchObject([{ errors: [{ status: '413' }] }])
  const chunked = { body: new Blob([large]).stream(), duplex: 'half' } as const
  const headers = {
    'x-api-key': 'key',
    authorization: 'Bearer token',
    'x-gw-ims-org-id': 'A@AdobeOrg',
    'content-type': JSON_API,
  }
  const response = await fetch(`${world.emulator.url}/search`, { method: 'POST', headers, ...chunked })
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ errors: [{ status: '413' }] })
})

test('a body without end is cut off', async () => {
  const world = await createWorld({ limits: { document: 1000 } })
  const { hostname, port } = new URL(world.emulator.url)
  const sent = await new Promise<number>((resolve) => {
    let written = 0
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /profile HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n')
      const more = (error?: Error | null): void => {
        written += chunk.length
        if (!error && written < 2 ** 28) socket.write(chunk, more)
      }
      more()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(written))
  })
  expect(sent).toBeLessThan(2 ** 28)
  expect(await world.call('GET', '/companies')).toMatchObject({ status: 200 })
})

test.each([
  { what: 'a form without boundary', sending: body('x', 'multipart/form-data'), status: 400 },
  { what: 'a form that is none', sending: body('x', 'multipart/form-data; boundary=b'), status: 400 },
  {
    what: 'a form that ends too early',
    sending: body(
      '--b\r\ncontent-disposition: form-data; name="package"; filename="p.zip"\r\n\r\nPK',
      'multipart/form-data; boundary=b',
    ),
    status: 400,
  },
  { what: 'a document', sending: { json: { data: { type: 'extension_packages' } } }, status: 415 },
])('$what is no upload', async ({ sending, status }) => {
  const world = await createWorld()
  const response = await world.call('POST', '/extension_packages', sending)
  expect(response.failures).toMatchObject([{ errors: [{ status: String(status) }] }])
})

test('the file has to be in the field package, and a file', async () => {
  const world = await createWorld()
  for (const [field, value] of [
    ['file', new Blob([zip(packageFiles())])],
    ['package', 'text'],
  ] as const) {
    const form = new FormData()
    form.append(field, value)
    const response = await world.call('POST', '/extension_packages', { body: form })
    expect(response.failures).toMatchObject([
      { errors: [{ status: '400', detail: expect.stringContaining('package') }] },
    ])
  }
})

test('an upload may be larger than a document, but not without limit', async () => {
  const world = await createWorld({ limits: { document: 100, upload: 2000 } })
  expect((await upload(world, zip(packageFiles()))).status).toBe(202)
  expect((await upload(world, new Uint8Array(3000))).status).toBe(413)
})
