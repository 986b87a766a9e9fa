import { expect, test } from 'vitest'
import { at, create, createProperty, createWorld, resourcesIn, type World } from './world.js'

/** A world with some hosts, and a way to list their names. */
async function withHosts(...names: readonly string[]) {
  return withHostsIn(await createWorld(), ...names)
}

async function withHostsIn(world: World, ...names: readonly string[]) {
  const property = await createProperty(world)
  for (const [port, name] of names.entries()) {
    world.clock.advance(1000)
    await create(world, property, 'hosts', { attributes: { name, type_of: 'akamai', port } })
  }
  const path = `/properties/${property.id}/hosts`
  return { world, path, list: (query: Readonly<Record<string, string>>) => listNames(world, path, query) }
}

async function listNames(world: World, path: string, query: Readonly<Record<string, string>>) {
  const response = await world.call('GET', `${path}?${new URLSearchParams(query)}`)
  return resourcesIn(response).map(({ attributes }) => attributes['name'])
}

test('lists come in pages', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `Host ${index}`)
  const { world, path, list } = await withHosts(...names)
  expect(await list({})).toEqual(names.slice(0, 25))
  expect(await list({ 'page[number]': '3' })).toEqual(names.slice(50))
  expect(await list({ 'page[number]': '4' })).toEqual([])
  expect(await list({ 'page[size]': '100' })).toEqual(names)
  const pages = async (query: string) => at(await world.call('GET', `${path}?${query}`), '/meta/pagination')
  expect(await pages('page[number]=1')).toEqual({
    current_page: 1,
    next_page: 2,
    prev_page: null,
    total_pages: 3,
    total_count: 60,
  })
  expect(await pages('page[number]=3')).toMatchObject({ next_page: null, prev_page: 2 })
  expect(await pages('filter[name]=EQ nothing')).toMatchObject({ total_pages: 1, total_count: 0 })
})

test.each([
  { filter: 'EQ red', found: ['red'] },
  { filter: 'EQ red,blue', found: ['red', 'blue'] },
  { filter: 'NOT red', found: ['dark green', 'blue'] },
  { filter: 'CONTAINS GREEN', found: ['dark green'] },
  { filter: 'CONTAINS re,CONTAINS lu', found: ['red', 'dark green', 'blue'] },
  { filter: 'CONTAINS d%k%n', found: ['dark green'] },
  { filter: 'CONTAINS n%d', found: [] },
  { filter: 'LT c', found: ['blue'] },
  { filter: 'GT e', found: ['red'] },
  { filter: 'BETWEEN c,e', found: ['dark green'] },
  { filter: 'LIKE red', found: ['red', 'dark green', 'blue'] },
  { filter: 'red', found: ['red', 'dark green', 'blue'] },
])('the filter “$filter” lets $found through', async ({ filter, found }) => {
  const { list } = await withHosts('red', 'dark green', 'blue')
  expect(await list({ 'filter[name]': filter })).toEqual(found)
})

test('filters compare numbers as numbers, and what is missing as nothing', async () => {
  const { list } = await withHosts('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k')
  expect(await list({ 'filter[port]': 'GT 8' })).toEqual(['j', 'k'])
  expect(await list({ 'filter[port]': 'LT 2' })).toEqual(['a', 'b'])
  expect(await list({ 'filter[server]': 'EQ ', 'filter[port]': 'EQ 3' })).toEqual(['d'])
  expect(await list({ 'filter[colour]': 'EQ red', 'filter[port]': 'EQ 3' })).toEqual(['d'])
})

test('lists are sorted by any attribute, either way, by one after the other', async () => {
  const { list } = await withHosts('b', 'a', 'c')
  expect(await list({ sort: '+name' })).toEqual(['a', 'b', 'c'])
  expect(await list({ sort: 'name' })).toEqual(['a', 'b', 'c'])
  expect(await list({ sort: '-name' })).toEqual(['c', 'b', 'a'])
  expect(await list({ sort: '-port' })).toEqual(['c', 'a', 'b'])
  expect(await list({ sort: '-created_at' })).toEqual(['c', 'a', 'b'])
  expect(await list({ sort: 'type_of,,server,-name' })).toEqual(['c', 'b', 'a'])
  expect(await list({ sort: 'type_of' })).toEqual(['b', 'a', 'c'])
})

test.each([
  { query: 'page[size]=0', parameters: ['page[size]'] },
  { query: 'page[size]=101', parameters: ['page[size]'] },
  { query: 'page[number]=-1&page[size]=many', parameters: ['page[size]', 'page[number]'] },
  { query: 'sort=colour', parameters: ['sort'] },
  { query: 'a=1&a=2&b', parameters: ['a', 'b'] },
])('strictly, “$query” gets an error for each of $parameters', async ({ query, parameters }) => {
  const { world, path } = await withHostsIn(await createWorld({ strict: true }), 'red')
  const response = await world.call('GET', `${path}?${query}`)
  expect(response.status).toBe(400)
  expect(response.failures).toMatchObject([{ errors: parameters.map((parameter) => ({ source: { parameter } })) }])
})

test('strictly, what is no list takes no parameters', async () => {
  const world = await createWorld({ strict: true })
  const response = await world.call('GET', '/profile?page[size]=1')
  expect(response.failures).toMatchObject([{ errors: [{ status: '400', source: { parameter: 'page[size]' } }] }])
})
