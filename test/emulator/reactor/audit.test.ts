import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../../../src/emulator/index.js'
import { close, listen } from '../../../src/emulator/loopback.js'
import { isOnThisMachine, postMessage } from '../../../src/emulator/reactor/audit.js'
import { reactor } from '../../../src/index.js'
import {
  build,
  create,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  named,
  patch,
  post,
  resourcesIn,
  settled,
  type World,
} from './world.js'

const servers = new Set<Server>()
afterEach(async () => {
  for (const server of servers) await close(server)
  servers.clear()
})

const eventsOf = async (world: World, query = '') => resourcesIn(await world.call('GET', `/audit_events${query}`))

test('everything that happens is written down, the newest first, with the resource as it was then', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Old' } })
  await patch(world, rule, { attributes: { name: 'New' } })
  await world.call('DELETE', `/rules/${rule.id}`)
  const events = await eventsOf(world)
  expect(events.map(({ attributes }) => attributes['type_of'])).toEqual([
    'rule.deleted',
    'rule.updated',
    'rule.created',
    'property.created',
  ])
  const created = events[2]
  expect(created).toMatchObject({
    attributes: { display_name: 'Old', attributed_to_display_name: 'reactor-errors' },
    relationships: { entity: { data: named(rule) }, property: { data: named(property) } },
    links: { entity: rule.links['self'], property: property.links['self'] },
    meta: { property_name: property.attributes['name'] },
  })
  expect(JSON.parse(String(created?.attributes['entity']))).toEqual({ data: rule })
  expect(await world.get(created ?? rule)).toEqual(created)
})

test('events are paged and filtered, and belong to an organization', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  for (let index = 0; index < 30; index++)
    await create(world, property, 'rules', { attributes: { name: `Rule ${index}` } })
  const second = await eventsOf(world, '?page[number]=2&page[size]=25')
  expect(second).toHaveLength(6)
  expect(second.at(-1)?.attributes['type_of']).toBe('property.created')
  expect(await eventsOf(world, '?page[number]=3')).toEqual([])
  expect(await eventsOf(world, '?filter[type_of]=EQ property.created')).toHaveLength(1)
  expect((await eventsOf(world, '?sort=created_at&page[size]=1'))[0]?.attributes['type_of']).toBe('property.created')
  const other = await world.call('GET', '/audit_events', { headers: { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' } })
  expect(resourcesIn(other)).toEqual([])
})

test('what belongs to no property has events without one', async () => {
  const world = await createWorld()
  const [company] = resourcesIn(await world.call('GET', '/companies'))
  await post(world, company ?? expect.unreachable(), 'app_configurations', { attributes: { name: 'App', app_id: 'a' } })
  expect(await eventsOf(world)).toMatchObject([
    {
      attributes: { type_of: 'app_configuration.created' },
      links: { property: null },
      relationships: { property: { data: null } },
    },
  ])
})

test('a build that failed is read from the event about it', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
  await settled(world, await build(world, library, { 'x-emulate-error': 'minification-error' }))
  const [event] = await eventsOf(world, '?filter[type_of]=EQ build.updated')
  const entity: unknown = JSON.parse(String(event?.attributes['entity']))
  expect(reactor.parse(entity, { status: 200 })).toMatchObject([
    { delivery: 'deferred', errors: [{ code: 'minification-error' }] },
  ])
})

test('of many events the oldest make room', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const data = world.emulator.state().data as readonly { readonly type: string }[]
  const sample = data.find(({ type }) => type === 'audit_events')
  const many = Array.from({ length: 10_000 }, (_, index) => ({ ...sample, id: `AE${index}` }))
  const full = await createWorld({ seed: { data: [...data.filter(({ type }) => type !== 'audit_events'), ...many] } })
  await create(full, property, 'rules', { attributes: { name: 'One more' } })
  const list = await full.call('GET', '/audit_events?page[size]=1')
  expect(list.body).toMatchObject({ meta: { pagination: { total_count: 10_000 } } })
  expect((await full.call('GET', '/audit_events/AE0')).status).toBe(404)
})

/** A server that takes callbacks; `statuses` are what it answers with, one after the other. */
async function receiver(...statuses: readonly number[]) {
  const left = [...statuses]
  const received: unknown[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += String(chunk)
    })
    request.on('end', () => {
      const { method, headers } = request
      const signatures = Object.keys(headers).filter((name) => /sign|hmac|digest/.test(name))
      received.push({ method, type: headers['content-type'], signatures, body: JSON.parse(text) })
      response.writeHead(left.shift() ?? 200, { location: '/elsewhere' }).end()
      waiting.shift()?.()
    })
  })
  servers.add(server)
  const url = await listen(server, 0, '127.0.0.1')
  return { url, received, next: () => new Promise<void>((resolve) => waiting.push(resolve)) }
}

test('a callback is sent what it subscribed to, unsigned', async () => {
  const world = await createWorld()
  const { url, received, next } = await receiver()
  const property = await createProperty(world)
  await create(world, property, 'callbacks', { attributes: { url, subscriptions: ['rule.created'] } })
  await create(world, property, 'hosts', { attributes: { name: 'Host', type_of: 'akamai' } })
  const arrived = next()
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  await arrived
  const [event] = await eventsOf(world, '?filter[type_of]=EQ rule.created')
  expect(received).toEqual([
    { method: 'POST', type: 'application/vnd.api+json', signatures: [], body: { data: event } },
  ])
  expect(reactor.parse({ data: event }, { status: 200 })).toEqual([])
  expect(event?.relationships['entity']).toMatchObject({ data: named(rule) })
})

/** A clock that tells what is planned on it. */
function watchedClock() {
  const clock = createManualClock()
  const planned: number[] = []
  const after: ManualClock['after'] = (milliseconds, run) => {
    planned.push(milliseconds)
    return clock.after(milliseconds, run)
  }
  return { clock: { ...clock, after }, planned }
}

test('a callback that is not taken is sent again, later and later, until it is taken', async () => {
  const { clock, planned } = watchedClock()
  const world = await createWorld({ clock })
  const { url, received, next } = await receiver(500, 302, 201)
  const property = await createProperty(world)
  await create(world, property, 'callbacks', { attributes: { url, subscriptions: ['rule.created'] } })
  const first = next()
  await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  await first
  for (const [attempt, delay] of [60_000, 300_000].entries()) {
    // The status has to arrive before another attempt is planned.
    while (planned.length === attempt) await new Promise(setImmediate)
    expect(planned.at(-1)).toBe(delay)
    const again = next()
    clock.advance(delay)
    await again
  }
  expect(received).toHaveLength(3)
})

test('a callback that is never taken is sent eight times in five days', async () => {
  const { clock, planned } = watchedClock()
  const world = await createWorld({ clock })
  const { url, received } = await receiver(...Array.from({ length: 9 }, () => 500))
  const property = await createProperty(world)
  await create(world, property, 'callbacks', { attributes: { url, subscriptions: ['rule.created'] } })
  await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  const minutes = [1, 5, 30, 60, 720, 1440, 4320]
  for (const [attempt, delay] of minutes.entries()) {
    while (planned.length === attempt) await new Promise(setImmediate)
    clock.advance(delay * 60_000)
  }
  while (received.length <= minutes.length) await new Promise(setImmediate)
  expect(planned).toEqual(minutes.map((count) => count * 60_000))
  expect(received).toHaveLength(8)
})

test.each([
  ...['http://localhost', 'https://localhost:1/a', 'http://127.0.0.1', 'http://127.12.0.255:80', 'http://[::1]:8080'],
  'http://me.localhost/',
])('%s is on this machine', (url) => {
  expect(isOnThisMachine(url)).toBe(true)
})

test.each([
  ...['https://reactor-errors.invalid', 'http://127.0.0.1.example', 'http://localhost.example', 'http://notlocalhost'],
  ...['http://example.127.0.0.1.org', 'http://[::2]', 'http://128.0.0.1', 'http://a.localhost.example'],
  ...['ftp://localhost', 'xhttp://localhost', 'httpx://localhost', 'nowhere', ''],
])('“%s” is not', (url) => {
  expect(isOnThisMachine(url)).toBe(false)
})

test('the status is told of what was taken without a word, and none where nothing could be sent', async () => {
  const { url } = await receiver(204)
  expect(await postMessage(url, '{}')).toBe(204)
  expect(await postMessage('http://127.0.0.1:1/', '{}')).toBeUndefined()
})

test.each([
  { url: 'https://example.com', strict: true, status: 201 },
  { url: 'http://example.com', strict: false, status: 422 },
  { url: 'http://localhost:1', strict: false, status: 201 },
  { url: 'http://localhost:1', strict: true, status: 422 },
  { url: 'http://127.0.0.1:1', strict: false, status: 201 },
  { url: 'http://127.10.200.255', strict: false, status: 201 },
  { url: 'http://[::1]:1', strict: false, status: 201 },
  { url: 'http://localhost.example', strict: false, status: 422 },
  { url: 'http://not-localhost', strict: false, status: 422 },
  { url: 'ftp://localhost', strict: false, status: 422 },
  { url: 'nowhere', strict: false, status: 422 },
])('a callback to $url where strict is $strict: $status', async ({ url, strict, status }) => {
  const world = await createWorld({ strict })
  const attributes = { url, subscriptions: ['rule.created'] }
  const response = await post(world, await createProperty(world), 'callbacks', { attributes })
  expect(response.status).toBe(status)
  if (status === 422) {
    const error = { detail: 'url has to be an HTTPS URL.', source: { pointer: '/data/attributes/url' } }
    expect(response.failures).toMatchObject([{ errors: [error] }])
  }
})

test('a callback is changed with PUT, too', async () => {
  const world = await createWorld()
  const attributes = { url: 'https://example.com', subscriptions: ['rule.created'] }
  const callback = await create(world, await createProperty(world), 'callbacks', { attributes })
  const json = { data: { ...named(callback), attributes: { subscriptions: ['build.created'] } } }
  const response = await world.call('PUT', `/callbacks/${callback.id}`, { json })
  expect(response.body).toMatchObject({ data: { attributes: { subscriptions: ['build.created'] } } })
})
