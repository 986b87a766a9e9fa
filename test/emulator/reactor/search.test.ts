import { expect, test } from 'vitest'
import {
  act,
  at,
  create,
  createDataElement,
  createProperty,
  createWorld,
  type Resource,
  resourceIn,
  type World,
} from './world.js'

const search = (world: World, data: unknown) => world.call('POST', '/search', { json: { data } })

async function hits(world: World, data: object): Promise<readonly unknown[]> {
  const response = await search(world, data)
  expect(response.status).toBe(200)
  return (at(response, '/data') as readonly Resource[]).map(({ attributes }) => attributes['name'])
}

/** A world with data elements, rules and a property in it. */
async function stocked() {
  const world = await createWorld()
  const property = await createProperty(world)
  const settings = JSON.stringify({ source: 'return _satellite.getVar("Evar7 Cart")' })
  const element = await createDataElement(world, property, { name: 'Performance Indicator', settings })
  await createDataElement(world, property, { name: 'cart', default_value: null, settings: '{"source":"return 0"}' })
  const ports = [21, 22, 443]
  for (const port of ports)
    await create(world, property, 'hosts', { attributes: { name: `Host ${port}`, type_of: 'sftp', port } })
  const revision = resourceIn(await act(world, element, 'revise'))
  return { world, property, element, revision }
}

test.each([
  { what: 'a name, exactly', query: { 'attributes.name': { value: 'cart' } }, found: ['cart'] },
  { what: 'a name in another case', query: { 'attributes.name': { value: 'Cart' } }, found: [] },
  {
    what: 'text, by part and in any case',
    query: { 'attributes.settings': { value: 'EVAR7' } },
    found: ['Performance Indicator', 'Performance Indicator'],
  },
  { what: 'all terms', query: { 'attributes.settings': { value: 'cart nothing' } }, found: [] },
  {
    what: 'some terms',
    query: { 'attributes.settings': { value: 'cart nothing', value_operator: 'OR' } },
    found: ['Performance Indicator', 'Performance Indicator'],
  },
  {
    what: 'any attribute',
    query: { 'attributes.*': { value: 'evar7' } },
    found: ['Performance Indicator', 'Performance Indicator'],
  },
  {
    what: 'part of a delegate',
    query: { 'attributes.delegate_descriptor_id': { value: 'custom-code' }, 'attributes.name': { value: 'cart' } },
    found: ['cart'],
  },
  { what: 'what exists', query: { 'attributes.default_value': { exists: true } }, found: [] },
  {
    what: 'what does not exist',
    query: { 'attributes.default_value': { exists: false }, 'attributes.name': { value: 'cart' } },
    found: ['cart'],
  },
  { what: 'a number', query: { 'attributes.revision_number': { value: 1 } }, found: ['Performance Indicator'] },
  {
    what: 'a range, in text',
    query: { 'attributes.revision_number': { range: { gt: '0', lte: '2' } } },
    found: ['Performance Indicator'],
  },
  { what: 'a range without results', query: { 'attributes.revision_number': { range: { gte: 0, lt: 0 } } }, found: [] },
  { what: 'a member that is not there', query: { 'attributes.nothing.more': { value: 'x' } }, found: [] },
  { what: 'a member of every object', query: { 'attributes.to_string': { exists: true } }, found: [] },
])('data elements are found by $what', async ({ query, found }) => {
  const { world } = await stocked()
  expect(await hits(world, { query, resource_types: ['data_elements'] })).toEqual(found)
})

test('a search goes over all types, and finds by id and relationship', async () => {
  const { world, property, element, revision } = await stocked()
  expect(await hits(world, { query: { id: { value: element.id } } })).toEqual(['Performance Indicator'])
  const inProperty = { 'relationships.property.data.id': { value: property.id } }
  expect(await hits(world, { query: inProperty, resource_types: ['hosts'] })).toEqual([
    'Host 21',
    'Host 22',
    'Host 443',
  ])
  const response = await search(world, { query: { id: { value: revision.id } } })
  expect(response.body).toMatchObject({ meta: { total_hits: 1 } })
  expect(at(response, '/data/0')).not.toHaveProperty('meta')
})

test('results are sorted, and come in parts', async () => {
  const { world } = await stocked()
  const query = { type: { value: 'hosts' } }
  const sort = [{ 'attributes.port': 'desc' }, { 'attributes.name': 'asc' }]
  expect(await hits(world, { query, sort })).toEqual(['Host 443', 'Host 22', 'Host 21'])
  expect(await hits(world, { query, sort: [{ type: 'asc' }], from: 1, size: 1 })).toEqual(['Host 22'])
  expect(await hits(world, { query, size: 1000 })).toHaveLength(3)
  expect((await search(world, { query, size: 0 })).body).toMatchObject({ data: [], meta: { total_hits: 3 } })
})

test('what others own, and what was deleted, is not found', async () => {
  const { world, element } = await stocked()
  const data = { query: { id: { value: element.id } } }
  const headers = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }
  expect(at(await world.call('POST', '/search', { json: { data }, headers }), '/meta/total_hits')).toBe(0)
  await world.call('DELETE', `/data_elements/${element.id}`)
  expect(await hits(world, data)).toEqual([])
})

const id = { id: { value: 'x' } }

test.each([
  { data: [], pointer: '/data' },
  { data: {}, pointer: '/data' },
  { data: { query: {} }, pointer: '/data/query' },
  { data: { query: { 'A!': { value: 1 } } }, pointer: '/data/query' },
  { data: { query: { id: {} } }, pointer: '/data/query' },
  { data: { query: { id: 'x' } }, pointer: '/data/query' },
  { data: { query: id, from: -1 }, pointer: '/data/from' },
  { data: { query: id, size: 'many' }, pointer: '/data/size' },
  { data: { query: id, sort: {} }, pointer: '/data/sort' },
  { data: { query: id, resource_types: ['companies'] }, pointer: '/data/resource_types' },
  { data: { query: id, resource_types: 'rules' }, pointer: '/data/resource_types' },
])('the search $data is refused at $pointer', async ({ data, pointer }) => {
  const response = await search(await createWorld(), data)
  expect(response.failures).toMatchObject([{ errors: [{ source: { pointer } }] }])
})
