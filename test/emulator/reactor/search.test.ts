import { expect, test } from 'vitest'
import {
  act,
  at,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  named,
  ORG,
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
    what: 'no term, with a space behind it',
    query: { 'attributes.settings': { value: 'nothing ', value_operator: 'OR' } },
    found: [],
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
  {
    what: 'a whole delegate',
    query: {
      'attributes.delegate_descriptor_id': { value: 'core::dataElements::custom-code' },
      'attributes.name': { value: 'cart' },
    },
    found: ['cart'],
  },
  {
    what: 'part of a part of a delegate',
    query: { 'attributes.delegate_descriptor_id': { value: 'custom' } },
    found: [],
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
  { what: 'a member of a text', query: { 'attributes.name.length': { exists: true } }, found: [] },
  { what: 'a member of every object', query: { 'attributes.constructor': { exists: true } }, found: [] },
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

test.each([
  { range: { gt: 22 }, found: ['Host 443'] },
  { range: { gte: 22 }, found: ['Host 22', 'Host 443'] },
  { range: { lt: '22' }, found: ['Host 21'] },
  { range: { lte: 22 }, found: ['Host 21', 'Host 22'] },
])('hosts are found by ports in $range', async ({ range, found }) => {
  const { world } = await stocked()
  expect(await hits(world, { query: { 'attributes.port': { range } } })).toEqual(found)
})

test('text that looks like a number is in no range, and lists are searched through', async () => {
  const world = await createWorld()
  await createProperty(world, 'web', { name: '7', domains: ['example.org', 'example.com'] })
  const resource_types = ['properties']
  expect(await hits(world, { query: { 'attributes.name': { range: { gt: 1 } } }, resource_types })).toEqual([])
  expect(await hits(world, { query: { 'attributes.domains': { value: 'example.com' } }, resource_types })).toEqual([
    '7',
  ])
})

test('what is known by a name of its own is found by the whole of it', async () => {
  const { world, property, element } = await stocked()
  await createLibrary(world, property, { environment: await createEnvironment(world, property) })
  const totalOf = async (path: string, value: string) =>
    at(await search(world, { query: { [path]: { value } } }), '/meta/total_hits')
  const whole = { id: element.id, type: 'hosts', 'attributes.name': 'cart', 'attributes.status': 'pending' }
  const more = { state: 'development', stage: 'development', platform: 'web', type_of: 'sftp' }
  const paths = Object.entries(more).map(([name, value]): [string, string] => [`attributes.${name}`, value])
  for (const [path, value] of [...Object.entries(whole), ...paths]) {
    expect([path, await totalOf(path, value)]).not.toEqual([path, 0])
    expect([path, await totalOf(path, value.slice(1))]).toEqual([path, 0])
  }
})

test('what leads to several resources is found by each of them', async () => {
  const { world, property } = await stocked()
  const [first, second] = [
    await create(world, property, 'rules', { attributes: { name: 'First' } }),
    await create(world, property, 'rules', { attributes: { name: 'Second' } }),
  ]
  const attributes = { name: 'Click', delegate_descriptor_id: 'core::events::click' }
  const relationships = { extension: named(await coreOf(world, property)), rules: [named(first), named(second)] }
  await create(world, property, 'rule_components', { attributes, relationships })
  for (const { id } of [first, second])
    expect(await hits(world, { query: { 'relationships.rules.data.id': { value: id } } })).toEqual(['Click'])
})

test('no more than 100 results come at once', async () => {
  const meta = { emulator: { org: ORG } }
  const rules = Array.from({ length: 101 }, () => ({ type: 'rules', meta, attributes: { name: 'Rule' } }))
  const world = await createWorld({ seed: { data: rules } })
  const query = { type: { value: 'rules' } }
  expect(await hits(world, { query })).toHaveLength(100)
  expect(await hits(world, { query, size: 101 })).toHaveLength(100)
  expect(await hits(world, { query, from: 99 })).toHaveLength(2)
})

test('results are sorted, and come in parts', async () => {
  const { world } = await stocked()
  const query = { type: { value: 'hosts' } }
  const sort = [{ 'attributes.port': 'desc' }, { 'attributes.name': 'asc' }]
  expect(await hits(world, { query, sort })).toEqual(['Host 443', 'Host 22', 'Host 21'])
  const two = [{ type: 'asc' }, null, { 'attributes.port': 'desc' }]
  expect(await hits(world, { query, sort: two })).toEqual(['Host 443', 'Host 22', 'Host 21'])
  expect(await hits(world, { query, sort: [{ type: 'asc' }], from: 1, size: 1 })).toEqual(['Host 22'])
  expect(await hits(world, { query, from: 0, size: 1 })).toEqual(['Host 21'])
  expect(await hits(world, { query, size: 1000 })).toHaveLength(3)
  expect((await search(world, { query, size: 0 })).body).toMatchObject({ data: [], meta: { total_hits: 3 } })
})

test('numbers are sorted as numbers, behind what lacks them', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  for (const port of [10, 0, null, 9, null, 8])
    await create(world, property, 'hosts', { attributes: { name: `Host ${port}`, type_of: 'akamai', port } })
  const sort = [{ 'attributes.port': 'asc' }]
  const found = await hits(world, { query: { type: { value: 'hosts' } }, sort })
  expect(found).toEqual(['Host null', 'Host null', 'Host 0', 'Host 8', 'Host 9', 'Host 10'])
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

const NO_QUERY = 'query has to be an object with a field path or more.'
const NO_PATH = 'A field path is made of a-z, _, * and dots.'
const NO_CONDITION = 'id needs exists, value, or range with gt, gte, lt or lte.'
const NO_TYPES =
  'resource_types is a list of audit_events, builds, callbacks, data_elements, environments, extension_packages, extensions, ' +
  'hosts, libraries, properties, rule_components, rules.'
const count = (name: string) => `${name} has to be a whole number from 0.`

test.each([
  { data: [], pointer: '/data', detail: 'data has to be an object.' },
  { data: {}, pointer: '/data', detail: NO_QUERY },
  { data: { query: {} }, pointer: '/data/query', detail: NO_QUERY },
  ...['A!', '.id', 'id.', 'a..b', 'X.id', 'idX', 'id.X'].map((path) => ({
    data: { query: { [path]: { value: 1 } } },
    pointer: '/data/query',
    detail: NO_PATH,
  })),
  { data: { query: { id: {} } }, pointer: '/data/query', detail: NO_CONDITION },
  { data: { query: { id: { range: {} } } }, pointer: '/data/query', detail: NO_CONDITION },
  { data: { query: { id: { exists: 'yes', range: 1 } } }, pointer: '/data/query', detail: NO_CONDITION },
  { data: { query: { id: 'x' } }, pointer: '/data/query', detail: NO_CONDITION },
  { data: { query: id, from: -1 }, pointer: '/data/from', detail: count('from') },
  { data: { query: id, from: 0.5 }, pointer: '/data/from', detail: count('from') },
  { data: { query: id, size: 'many' }, pointer: '/data/size', detail: count('size') },
  { data: { query: id, sort: {} }, pointer: '/data/sort', detail: 'sort has to be a list.' },
  { data: { query: id, resource_types: ['companies'] }, pointer: '/data/resource_types', detail: NO_TYPES },
  { data: { query: id, resource_types: 'rules' }, pointer: '/data/resource_types', detail: NO_TYPES },
])('the search $data is refused at $pointer', async ({ data, pointer, detail }) => {
  const response = await search(await createWorld(), data)
  expect(response.failures).toMatchObject([{ errors: [{ detail, source: { pointer } }] }])
})
