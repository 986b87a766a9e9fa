import { expect, test } from 'vitest'
import { companyOf, createProperty, createWorld, named, packageFiles, type Sending, upload, zip } from './world.js'

const JSON_API = 'application/vnd.api+json'
const body = (text: string | Uint8Array<ArrayBuffer>, type = JSON_API): Sending => ({
  body: text,
  headers: { 'content-type': type },
})
const property = { type: 'properties', attributes: { name: 'Property', platform: 'web', domains: ['example.com'] } }

const NO_OBJECT = 'The document has to be an object.'

/** What is wrong with a request to create a property, and what comes of it. */
const documents: readonly { readonly what: string; readonly sending: Sending; readonly errors: readonly object[] }[] = [
  { what: 'no body', sending: {}, errors: [{ status: '400', detail: 'The request has no body.' }] },
  { what: 'an empty body', sending: body(''), errors: [{ status: '400' }] },
  { what: 'half of a document', sending: body('{"data":'), errors: [{ status: '400' }] },
  { what: 'bytes that are no UTF-8', sending: body(new Uint8Array([0x22, 0xff, 0x22])), errors: [{ status: '400' }] },
  { what: 'a list', sending: { json: [] }, errors: [{ status: '400', detail: NO_OBJECT, source: { pointer: '' } }] },
  { what: 'null', sending: { json: null }, errors: [{ status: '400', detail: NO_OBJECT, source: { pointer: '' } }] },
  {
    what: 'no data',
    sending: { json: {} },
    errors: [{ status: '400', detail: 'The document needs data.', source: { pointer: '' } }],
  },
  {
    what: 'a list of data',
    sending: { json: { data: [] } },
    errors: [{ status: '400', detail: 'data has to be a resource object.', source: { pointer: '/data' } }],
  },
  {
    what: 'another type',
    sending: { json: { data: { ...property, type: 'hosts' } } },
    errors: [{ status: '409', detail: 'The type has to be properties.', source: { pointer: '/data/type' } }],
  },
  {
    what: 'an id of its own',
    sending: { json: { data: { ...property, id: 'PR1' } } },
    errors: [{ status: '403', detail: 'Ids are given by the API.', source: { pointer: '/data/id' } }],
  },
  {
    what: 'members of the wrong shape',
    sending: { json: { data: { type: 'properties', attributes: [], relationships: 1, meta: 'x' } } },
    errors: [
      { status: '400', detail: 'attributes has to be an object.', source: { pointer: '/data/attributes' } },
      { status: '400', detail: 'relationships has to be an object.', source: { pointer: '/data/relationships' } },
      { status: '400', detail: 'meta has to be an object.', source: { pointer: '/data/meta' } },
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
      { status: '422', detail: 'name has to be text.', source: { pointer: '/data/attributes/name' } },
      {
        status: '422',
        detail: 'platform has to be one of web, mobile, edge.',
        source: { pointer: '/data/attributes/platform' },
      },
      { status: '422', detail: 'domains has to be a list of texts.', source: { pointer: '/data/attributes/domains' } },
      { status: '422', detail: 'enabled has to be true or false.', source: { pointer: '/data/attributes/enabled' } },
    ],
  },
  {
    what: 'attributes left out',
    sending: { json: { data: { type: 'properties', attributes: { name: '' } } } },
    errors: [
      { status: '422', detail: 'name cannot be empty.', source: { pointer: '/data/attributes/name' } },
      { status: '422', detail: 'platform is required.', source: { pointer: '/data/attributes' } },
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
    errors: [{ status: '422', detail: 'action has to be text.', source: { pointer: '/data/meta/action' } }],
  },
  { what: 'a form', sending: body('a=1', 'application/x-www-form-urlencoded'), errors: [{ status: '415' }] },
  { what: 'a media type that is none', sending: body('{}', 'json'), errors: [{ status: '415' }] },
  { what: 'no media type', sending: { body: new Uint8Array([0x7b, 0x7d]) }, errors: [{ status: '415' }] },
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
    errors: [
      { status: '400', detail: 'There is no such error to ask for here.', source: { header: 'x-emulate-error' } },
    ],
  },
  {
    what: 'a wish for a later error, where nothing comes later',
    sending: { json: { data: property }, headers: { 'x-emulate-error': 'internal-error; deferred' } },
    errors: [
      {
        status: '400',
        detail: 'This request starts no work that could fail later.',
        source: { header: 'x-emulate-error' },
      },
    ],
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
  const detail = 'The id has to be that of the URL.'
  expect(other.failures).toMatchObject([{ errors: [{ status: '409', detail, source: { pointer: '/data/id' } }] }])
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

const NO_FORM = 'The body is no form, or the boundary in its Content-Type is not its own.'
const NO_BODY = 'The request has no body.'
const FORM_NEEDED = expect.stringContaining('multipart/form-data')

test.each([
  { what: 'a form without boundary', sending: body('x', 'multipart/form-data'), status: 400, detail: NO_FORM },
  { what: 'a form in capitals', sending: body('x', 'Multipart/Form-Data'), status: 400, detail: NO_FORM },
  {
    what: 'a form that is none',
    sending: body('x', 'multipart/form-data; boundary=b'),
    status: 400,
    detail: NO_FORM,
  },
  {
    what: 'a form that ends too early',
    sending: body(
      '--b\r\ncontent-disposition: form-data; name="package"; filename="p.zip"\r\n\r\nPK',
      'multipart/form-data; boundary=b',
    ),
    status: 400,
    detail: NO_FORM,
  },
  { what: 'an empty form', sending: body('', 'multipart/form-data; boundary=b'), status: 400, detail: NO_BODY },
  { what: 'a document', sending: { json: { data: { type: 'extension_packages' } } }, status: 415, detail: FORM_NEEDED },
])('$what is no upload', async ({ sending, status, detail }) => {
  const world = await createWorld()
  const response = await world.call('POST', '/extension_packages', sending)
  expect(response.failures).toMatchObject([{ errors: [{ status: String(status), detail }] }])
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
      { errors: [{ status: '400', detail: 'The form has no file named package.' }] },
    ])
  }
})

test('an upload may be larger than a document, but not without limit', async () => {
  const world = await createWorld({ limits: { document: 100, upload: 2000 } })
  expect((await upload(world, zip(packageFiles()))).status).toBe(202)
  expect((await upload(world, new Uint8Array(3000))).status).toBe(413)
})
