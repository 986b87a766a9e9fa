import { expect, test } from 'vitest'
import { coreOf, create, createProperty, createWorld, errorsOf, named, post, sftpHost, type World } from './world.js'

/** The errors of a request that names another resource. */
async function naming(world: World, data: unknown) {
  const one = await createProperty(world)
  const attributes = { name: 'Environment' }
  const json = { data: { type: 'environments', attributes, relationships: { host: { data } } } }
  const { failures } = await world.call('POST', `/properties/${one.id}/environments`, { json })
  return failures[0]?.errors
}

test.each([
  { data: 'HT1', status: '400', pointer: '', detail: 'A resource identifier is needed here.' },
  { data: [], status: '400', pointer: '', detail: 'A resource identifier is needed here.' },
  { data: { id: 'HT1' }, status: '409', pointer: '', detail: 'The type has to be hosts.' },
  { data: { type: 'rules', id: 'RL1' }, status: '409', pointer: '/type', detail: 'The type has to be hosts.' },
  { data: { type: 'hosts', id: 1 }, status: '400', pointer: '/id', detail: 'The id has to be text.' },
  {
    data: { type: 'hosts', id: 'HT1' },
    status: '404',
    pointer: '/id',
    detail: 'There is no record of type hosts under this id.',
  },
])('a relationship to $data is refused', async ({ data, status, pointer, detail }) => {
  const source = { pointer: `/data/relationships/host/data${pointer}` }
  expect(await naming(await createWorld(), data)).toMatchObject([{ status, detail, source }])
})

test.each([undefined, null, { data: null }, {}])('a relationship that is %j leads nowhere', async (host) => {
  const world = await createWorld()
  const one = await createProperty(world)
  const json = { data: { type: 'environments', attributes: { name: 'E' }, relationships: { host } } }
  const { status, body } = await world.call('POST', `/properties/${one.id}/environments`, { json })
  expect([status, body]).toMatchObject([201, { data: { relationships: { host: { data: null } } } }])
})

test('what names a resource stands in data', async () => {
  const world = await createWorld()
  const one = await createProperty(world)
  const json = { data: { type: 'environments', attributes: { name: 'E' }, relationships: { host: 'HT1' } } }
  const response = await world.call('POST', `/properties/${one.id}/environments`, { json })
  expect(errorsOf(response)).toMatchObject([
    { status: '400', detail: 'A resource identifier is needed here.', source: { pointer: '/data/relationships/host' } },
  ])
})

test('where several are named, each is read, and there has to be a list of them', async () => {
  const world = await createWorld()
  const one = await createProperty(world)
  const extension = named(await coreOf(world, one))
  const rule = named(await create(world, one, 'rules', { attributes: { name: 'R' } }))
  const attributes = { name: 'Click', delegate_descriptor_id: 'core::events::click' }
  const make = (rules: unknown) =>
    post(world, one, 'rule_components', { attributes, relationships: { extension, rules } })
  const pointer = '/data/relationships/rules/data'
  expect(errorsOf(await make(rule))).toMatchObject([
    { status: '400', detail: 'A list of resource identifiers is needed here.', source: { pointer } },
  ])
  const other = { type: 'hosts', id: 'HT1' }
  expect(errorsOf(await make([rule, other]))).toMatchObject([{ source: { pointer: `${pointer}/1/type` } }])
  expect((await make([{ ...rule, meta: null }])).status).toBe(201)
})

test('what belongs to another property, or another organization, is not there', async () => {
  const world = await createWorld()
  const elsewhere = await createProperty(world)
  const response = await world.call('POST', `/properties/${elsewhere.id}/hosts`, {
    json: { data: { type: 'hosts', ...sftpHost() } },
  })
  const { data } = response.body as { readonly data: { readonly type: string; readonly id: string } }
  expect(await naming(world, named(data))).toMatchObject([
    {
      code: 'not-found',
      detail: 'It belongs to another property.',
      source: { pointer: '/data/relationships/host/data/id' },
    },
  ])
  const headers = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }
  const other = await world.call('GET', `/hosts/${data.id}`, { headers })
  expect(other.failures).toMatchObject([{ errors: [{ code: 'not-found' }] }])
})
