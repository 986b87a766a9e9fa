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
  expect(await pages('page[number]=2')).toMatchObject({ next_page: 3, prev_page: 1 })
  expect(await pages('page[number]=3')).toMatchObject({ next_page: null, prev_page: 2 })
  expect(await pages('filter[name]=EQ nothing')).toMatchObject({ total_pages: 1, total_count: 0 })
})

test('a page has the links of its neighbours, which ask for the same', async () => {
  const { world, path } = await withHosts('a', 'b', 'c', 'd')
  const linksOf = async (query: string) => at(await world.call('GET', `${path}${query}`), '/links')
  const to = (page: number, more = '') =>
    `${world.emulator.url}${path}?${more}page%5Bnumber%5D=${page}&page%5Bsize%5D=1`
  expect(await linksOf('?page[size]=1')).toEqual({ self: to(1), first: to(1), next: to(2), last: to(4) })
  expect(await linksOf('?page[size]=1&filter[name]=NOT a&page[number]=2')).toEqual({
    self: to(2, 'filter%5Bname%5D=NOT+a&'),
    first: to(1, 'filter%5Bname%5D=NOT+a&'),
    prev: to(1, 'filter%5Bname%5D=NOT+a&'),
    next: to(3, 'filter%5Bname%5D=NOT+a&'),
    last: to(3, 'filter%5Bname%5D=NOT+a&'),
  })
  expect(await linksOf('?page[size]=1&page[number]=4')).toEqual({
    self: to(4),
    first: to(1),
    prev: to(3),
    last: to(4),
  })
})

const COLOURS = ['red', 'dark green', 'Blue']

test.each([
  { filter: 'EQ red', found: ['red'] },
  { filter: 'EQ red, Blue', found: ['red', 'Blue'] },
  { filter: 'EQ blue', found: [] },
  { filter: 'NOT red', found: ['dark green', 'Blue'] },
  { filter: 'CONTAINS GREEN', found: ['dark green'] },
  { filter: 'CONTAINS re,CONTAINS bl', found: COLOURS },
  { filter: 'CONTAINS d%k%n', found: ['dark green'] },
  { filter: 'CONTAINS n%d', found: [] },
  { filter: 'CONTAINS g%g', found: [] },
  { filter: 'LT c', found: ['Blue'] },
  { filter: 'LT Blue', found: [] },
  { filter: 'GT e', found: ['red'] },
  { filter: 'GT red', found: [] },
  { filter: 'BETWEEN c,e', found: ['dark green'] },
  { filter: 'BETWEEN Blue,red', found: COLOURS },
  { filter: 'BETWEEN c', found: [] },
  { filter: 'LIKE red', found: COLOURS },
  { filter: 'not EQ red', found: COLOURS },
  { filter: 'EQ', found: COLOURS },
  { filter: 'red', found: COLOURS },
])('the filter “$filter” lets $found through', async ({ filter, found }) => {
  const { list } = await withHosts(...COLOURS)
  expect(await list({ 'filter[name]': filter })).toEqual(found)
})

test.each(['my_filter[name]', 'filter[name][0]', 'filter'])('%s is no filter', async (parameter) => {
  const { list } = await withHosts(...COLOURS)
  expect(await list({ [parameter]: 'EQ red' })).toEqual(COLOURS)
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

test('numbers are sorted as numbers, and what is missing comes first', async () => {
  const { list } = await withHosts('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k')
  expect((await list({ sort: '-port' })).slice(0, 3)).toEqual(['k', 'j', 'i'])
  const world = await createWorld()
  const property = await createProperty(world)
  for (const server of ['b.example', null, 'a.example', null])
    await create(world, property, 'hosts', { attributes: { name: `${server}`, type_of: 'akamai', server } })
  const path = `/properties/${property.id}/hosts`
  const sorted = ['null', 'null', 'a.example', 'b.example']
  expect(await listNames(world, path, { sort: 'server' })).toEqual(sorted)
  expect(await listNames(world, path, { sort: '-server' })).toEqual(sorted.toReversed())
  await create(world, property, 'hosts', { attributes: { name: 'below zero', type_of: 'akamai', port: -1 } })
  expect((await listNames(world, path, { sort: 'port' })).at(-1)).toBe('below zero')
})

const NO_SIZE = 'The size of a page is a number from 1 to 100.'
const NO_NUMBER = 'Pages count from 1.'
const UNKNOWN = 'This parameter is not known here.'

test.each([
  { query: 'page[size]=0', errors: { 'page[size]': NO_SIZE } },
  { query: 'page[size]=101', errors: { 'page[size]': NO_SIZE } },
  { query: 'page[size]=01', errors: { 'page[size]': NO_SIZE } },
  { query: 'page[size]=%201', errors: { 'page[size]': NO_SIZE } },
  { query: 'page[size]=1%20', errors: { 'page[size]': NO_SIZE } },
  { query: 'page[number]=1234567890', errors: { 'page[number]': NO_NUMBER } },
  { query: 'page[number]=-1&page[size]=many', errors: { 'page[size]': NO_SIZE, 'page[number]': NO_NUMBER } },
  { query: 'sort=dark-colour', errors: { sort: 'There is no attribute dark-colour to sort by.' } },
  { query: 'a=1&a=2&b', errors: { a: UNKNOWN, b: UNKNOWN } },
  { query: 'my_filter[a]&filter[a]b', errors: { 'my_filter[a]': UNKNOWN, 'filter[a]b': UNKNOWN } },
])('strictly, “$query” gets $errors', async ({ query, errors }) => {
  const { world, path } = await withHostsIn(await createWorld({ strict: true }), 'red')
  const response = await world.call('GET', `${path}?${query}`)
  expect(response.status).toBe(400)
  const expected = Object.entries(errors).map(([parameter, detail]) => ({ detail, source: { parameter } }))
  expect(response.failures).toMatchObject([{ errors: expected }])
})

test('strictly, lists take what the API knows', async () => {
  const { world, path } = await withHostsIn(await createWorld({ strict: true }), 'red', 'blue')
  const page = 'page[number]=1&page[size]=100'
  const query = `${page}&sort=,name&filter[name]=EQ red&max_availability=private&include=property`
  expect(await world.call('GET', `${path}?${query}`)).toMatchObject({ status: 200 })
  expect(await world.call('GET', `${path}?page[number]=123456789`)).toMatchObject({ status: 200, body: { data: [] } })
  const empty = `/properties/${(await createProperty(world)).id}/hosts?sort=colour`
  expect(await world.call('GET', empty)).toMatchObject({ status: 200, body: { data: [] } })
})

test('strictly, what is no list takes no parameters but include', async () => {
  const world = await createWorld({ strict: true })
  const response = await world.call('GET', '/profile?page[size]=1')
  const detail = 'This URL takes no parameters.'
  expect(response.failures).toMatchObject([
    { errors: [{ status: '400', detail, source: { parameter: 'page[size]' } }] },
  ])
  const { type, id } = await createProperty(world)
  expect(await world.call('GET', `/${type}/${id}?include=company`)).toMatchObject({ status: 200 })
})
