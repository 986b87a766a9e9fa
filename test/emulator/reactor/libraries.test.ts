import { expect, test } from 'vitest'
import {
  act,
  assign,
  at,
  build,
  buildOf,
  codesOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  named,
  patch,
  post,
  publish,
  type Resource,
  resourceIn,
  resourcesIn,
  settled,
  token,
} from './world.js'

test('a library is built, submitted, approved, published, and built upon', async () => {
  const world = await createWorld({ delays: { build: 2000 } })
  const property = await createProperty(world)
  const holds = [await createDataElement(world, property), await coreOf(world, property)]
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment, holds })
  expect(library).toMatchObject({
    attributes: { state: 'development', build_required: true },
    meta: { build_status: null },
  })

  const pending = resourceIn(await build(world, library))
  expect(pending).toMatchObject({ attributes: { status: 'pending' }, meta: { host_type_of: 'akamai', archive: false } })
  expect(await world.get(library)).toMatchObject({ meta: { build_status: 'pending' } })
  world.clock.advance(2000)
  expect(await world.get(pending)).toMatchObject({ attributes: { status: 'succeeded' } })
  expect(await world.get(library)).toMatchObject({
    attributes: { build_required: false },
    meta: { build_status: 'succeeded', build_required_detail: null },
  })

  const submitted = resourceIn(await act(world, library, 'submit'))
  expect(submitted.attributes['state']).toBe('submitted')
  expect(submitted.relationships['environment']).toMatchObject({ data: null })
  await publish(world, property, library)
  const published = await world.get(library)
  expect(published.attributes).toMatchObject({ state: 'published', published_at: expect.any(String) })
  expect(await world.get(holds[0] ?? library)).toMatchObject({ attributes: { published: true } })

  const next = await createLibrary(world, property, { environment })
  expect(next.relationships['upstream_library']).toMatchObject({ data: named(library) })
  expect(codesOf(await settled(world, await build(world, next)))).toEqual([])
})

test('a library needs nothing but a name', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await create(world, property, 'libraries', { attributes: { name: 'Empty' } })
  expect(library.attributes['build_required']).toBe(true)
  const json = { data: named(await createEnvironment(world, property)) }
  await world.call('PATCH', `/libraries/${library.id}/relationships/environment`, { json })
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  const removed = await world.call('DELETE', `/libraries/${library.id}/relationships/rules`, {
    json: { data: [named(rule)] },
  })
  expect(at(removed, '/data')).toEqual([])
  const path = `/libraries/${library.id}/relationships/data_elements`
  expect(at(await world.call('POST', path, { json: { data: [] } }), '/data')).toEqual([])
  expect((await world.call('POST', path, { json: { data: {} } })).failures).toMatchObject([
    { errors: [{ status: '400', source: { pointer: '/data' } }] },
  ])
  expect(codesOf(await settled(world, await build(world, library)))).toEqual([])
})

test('what is upstream brings the extensions along', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  await publish(world, property, await createLibrary(world, property, { holds: [await coreOf(world, property)] }))
  const environment = await createEnvironment(world, property)
  const element = await createDataElement(world, property)
  const library = await createLibrary(world, property, { environment, holds: [element] })
  expect(codesOf(await settled(world, await build(world, library)))).toEqual([])
})

test('libraries move as the publishing flow has it, and in no other way', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const steps = ['approve', 'reject', 'develop', 'submit', 'reject', 'develop', 'submit', 'approve'] as const
  for (const step of steps) {
    if ((await world.get(library)).attributes['state'] === 'development') await buildOf(world, property, library)
    expect(codesOf(await act(world, library, step))).toEqual([])
  }
  const response = await act(world, library, 'submit')
  expect(response.failures).toMatchObject([
    {
      errors: [
        {
          status: '409',
          detail: 'A library that is approved cannot submit.',
          source: { pointer: '/data/meta/action' },
        },
      ],
    },
  ])
})

test('of several libraries upstream, the nearest counts, and of the published ones the last', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const upstreamOf = async () => {
    const { relationships } = await world.get(library)
    return (relationships['upstream_library']?.data as { readonly id: string } | null)?.id
  }
  const [first, second] = [await createLibrary(world, property), await createLibrary(world, property)]
  const library = await createLibrary(world, property)
  expect(await upstreamOf()).toBeUndefined()
  await publish(world, property, first)
  world.clock.advance(1000)
  expect(await upstreamOf()).toBe(first.id)
  await publish(world, property, second)
  expect(await upstreamOf()).toBe(second.id)
  const [approved, submitted] = [await createLibrary(world, property), await createLibrary(world, property)]
  for (const one of [approved, submitted]) await buildOf(world, property, one)
  await act(world, approved, 'approve')
  expect(await upstreamOf()).toBe(approved.id)
  await act(world, submitted, 'submit')
  expect(await upstreamOf()).toBe(submitted.id)
})

test('a library that is deleted is upstream of nothing', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const first = await createLibrary(world, property)
  await publish(world, property, first)
  const library = await createLibrary(world, property)
  expect(library.relationships['upstream_library']?.data).toEqual(named(first))
  await world.call('DELETE', `/libraries/${first.id}`)
  expect((await world.get(library)).relationships['upstream_library']?.data).toBeNull()
})

test('what a library consists of is added, replaced and removed', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const elements = [await createDataElement(world, property), await createDataElement(world, property)]
  const revisions = []
  for (const element of elements) revisions.push(named(resourceIn(await act(world, element, 'revise'))))
  const [first, second] = revisions
  const path = `/libraries/${library.id}/relationships/data_elements`
  const change = async (method: string, ...data: readonly unknown[]) =>
    at(await world.call(method, path, { json: { data } }), '/data')
  expect(await change('POST', first)).toEqual([first])
  expect(await change('POST', first, second)).toEqual([first, second])
  expect(await change('DELETE', first)).toEqual([second])
  expect(await change('PATCH', first)).toEqual([first])
  expect(at(await world.call('GET', path), '/data')).toEqual([first])
  const held = resourcesIn(await world.call('GET', `/libraries/${library.id}/data_elements`))
  expect(held.map(named)).toEqual([first])
  const holders = resourcesIn(await world.call('GET', `/data_elements/${first?.id}/libraries`))
  expect(holders.map(named)).toEqual([named(library)])
})

test('everything that cannot be added is said at once, and nothing is added', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const [unrevised, deleted, twice] = [
    await createDataElement(world, property),
    await createDataElement(world, property),
    await createDataElement(world, property),
  ]
  await world.call('DELETE', `/data_elements/${deleted.id}`)
  const revision = resourceIn(await act(world, twice, 'revise'))
  const data = [named(unrevised), named(deleted), named(revision), { ...named(twice), meta: { action: 'revise' } }]
  const response = await world.call('POST', `/libraries/${library.id}/relationships/data_elements`, { json: { data } })
  expect(response.status).toBe(400)
  expect(response.failures).toMatchObject([
    {
      errors: [
        { code: 'invalid-data_element', source: { pointer: '/data/0' } },
        { code: 'deleted-resources', source: { pointer: '/data/1' } },
        { code: 'multiple-revisions', source: { pointer: '/data/3' } },
      ],
    },
  ])
  expect(at(await world.call('GET', `/libraries/${library.id}/relationships/data_elements`), '/data')).toEqual([])
  expect(resourcesIn(await world.call('GET', `/data_elements/${twice.id}/revisions`))).toHaveLength(2)
})

test('a library that has left development does not change', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  await buildOf(world, property, library)
  await act(world, library, 'submit')
  const refusal = [{ code: 'read-only', detail: 'The library is submitted.' }]
  expect(errorsOf(await patch(world, library, { attributes: { name: 'Other' } }))).toMatchObject(refusal)
  const path = `/libraries/${library.id}/relationships/rules`
  expect(errorsOf(await world.call('POST', path, { json: { data: [] } }))).toMatchObject(refusal)
})

test('to change what a library consists of, and where it is built to, takes the right to develop', async () => {
  const world = await createWorld()
  const library = await createLibrary(world, await createProperty(world))
  const headers = { authorization: `Bearer ${await token(world, { client_id: 'viewer' })}` }
  for (const [name, data] of [
    ['rules', []],
    ['environment', null],
  ] as const) {
    const path = `/libraries/${library.id}/relationships/${name}`
    expect(errorsOf(await world.call('PATCH', path, { json: { data }, headers }))).toMatchObject([
      { code: 'not-authorized', detail: 'This takes the right develop.' },
    ])
  }
})

test('a library holds one revision of a thing, and is not given another by being asked to revise it', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const element = await createDataElement(world, property)
  const library = await createLibrary(world, property, { holds: [element] })
  const path = `/libraries/${library.id}/relationships/data_elements`
  const revise = (method: string) =>
    world.call(method, path, { json: { data: [{ ...named(element), meta: { action: 'revise' } }] } })
  expect(codesOf(await revise('POST'))).toEqual(['multiple-revisions'])
  expect(resourcesIn(await world.call('GET', `/data_elements/${element.id}/revisions`))).toHaveLength(2)
  expect(codesOf(await revise('PATCH'))).toEqual([])
  const held = resourcesIn(await world.call('GET', `/libraries/${library.id}/data_elements`))
  expect(held.map(({ attributes }) => attributes['revision_number'])).toEqual([2])
})

test('a library is given an environment, another, and none', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const [first, second] = [await createEnvironment(world, property), await createEnvironment(world, property)]
  const path = `/libraries/${library.id}/relationships/environment`
  expect(at(await world.call('POST', path, { json: { data: named(first) } }), '/data')).toEqual(named(first))
  expect(at(await world.call('PATCH', path, { json: { data: named(first) } }), '/data')).toEqual(named(first))
  expect(at(await world.call('PATCH', path, { json: { data: named(second) } }), '/data')).toEqual(named(second))
  expect((await world.get(first)).relationships['library']).toMatchObject({ data: null })
  expect(at(await world.call('PATCH', path, { json: { data: null } }), '/data')).toBeNull()
  expect(await world.call('DELETE', path, { json: { data: named(second) } })).toMatchObject({ status: 204 })
  expect(await world.call('DELETE', path)).toMatchObject({ status: 204 })
  expect(at(await world.call('GET', path), '/data')).toBeNull()
  expect((await world.call('POST', path, { json: {} })).failures).toMatchObject([{ errors: [{ status: '400' }] }])
  const json = { data: { ...named(first), type: 'hosts' } }
  expect((await world.call('POST', path, { json })).failures).toMatchObject([{ errors: [{ status: '409' }] }])
})

test('a library cannot be created in an environment that is taken', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment })
  expect(codesOf(await patch(world, library, { attributes: { name: 'Renamed' } }))).toEqual([])
  const what = { attributes: { name: 'Other' }, relationships: { environment: named(environment) } }
  const response = await post(world, property, 'libraries', what)
  expect(response.failures).toMatchObject([
    { errors: [{ code: 'environment-in-use', source: { pointer: '/data/relationships/environment/data' } }] },
  ])
})

test.each([
  { client: 'developer', can: ['submit'] },
  { client: 'approver', can: ['approve'] },
  { client: 'publisher', can: [] },
])('$client can $can', async ({ client, can }) => {
  const world = await createWorld()
  const headers = { authorization: `Bearer ${await token(world, { client_id: client })}` }
  const property = await createProperty(world)
  for (const action of ['submit', 'approve']) {
    const library = await createLibrary(world, property)
    await buildOf(world, property, library)
    const response = await act(world, library, action, headers)
    expect(codesOf(response)).toEqual(can.includes(action) ? [] : ['not-authorized'])
  }
})

test('which right a build takes depends on where it goes', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const headers = { authorization: `Bearer ${await token(world, { client_id: 'developer' })}` }
  const library = await createLibrary(world, property)
  const buildTo = async (stage: string) => {
    await assign(world, library, await createEnvironment(world, property, { stage }))
    return codesOf(await build(world, library, headers))
  }
  expect(await buildTo('development')).toEqual([])
  world.emulator.settle()
  await act(world, library, 'submit')
  expect(await buildTo('staging')).toEqual(['not-authorized'])
  await act(world, library, 'approve')
  expect(await buildTo('production')).toEqual(['not-authorized'])
})

test('a build says everything that goes wrong', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const settings = JSON.stringify({ source: 'if (', language: 'javascript' })
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  await create(world, property, 'rule_components', {
    attributes: { name: 'Broken', delegate_descriptor_id: 'core::actions::custom-code', settings },
    relationships: { extension: named(await coreOf(world, property)), rules: [named(rule)] },
  })
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, {
    environment,
    holds: [rule, await createDataElement(world, property)],
  })
  const failed = await settled(world, await build(world, library))
  expect(codesOf(failed)).toEqual(['extension-not-found', 'extension-not-found', 'minification-error'])
  expect(failed.failures).toMatchObject([
    { delivery: 'deferred', field: 'status_details', resource: { type: 'builds' } },
  ])
  expect(await world.get(library)).toMatchObject({
    attributes: { build_required: true },
    meta: { build_status: 'failed' },
  })
})

test.each([
  { source: 'return document.title', language: 'javascript', compiles: true },
  { source: '}); hack(); (function () {', language: 'javascript', compiles: false },
  { source: '<script>', language: 'html', compiles: true },
  { source: undefined, language: 'javascript', compiles: true },
])('custom code in $language compiles: $compiles', async ({ compiles, ...settings }) => {
  const world = await createWorld()
  const property = await createProperty(world)
  const element = await createDataElement(world, property, { settings: JSON.stringify(settings) })
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment, holds: [element, await coreOf(world, property)] })
  expect(codesOf(await settled(world, await build(world, library)))).toEqual(compiles ? [] : ['minification-error'])
})

test('a build of a published library is published again, others are not', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  await publish(world, property, library)
  const [published] = resourcesIn(await world.call('GET', `/libraries/${library.id}/builds`))
  const response = await act(world, published ?? library, 'republish')
  expect(at(response, '/data/meta/republish_status')).toBe('pending')
  const later = await createWorld({ seed: world.emulator.state() })
  later.emulator.settle()
  expect(await later.get(resourceIn(response))).toMatchObject({ meta: { republish_status: 'succeeded' } })
  expect(at(await settled(world, response), '/data/meta/republish_status')).toBe('succeeded')
  const other = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
  const early = await act(world, resourceIn(await build(world, other)), 'republish')
  expect(early.failures).toMatchObject([{ errors: [{ status: '409', source: { pointer: '/data/meta/action' } }] }])
})

test('a published library is for production and nothing before it', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  await publish(world, property, library)
  const { relationships } = await world.get(library)
  const production = relationships['environment']?.data as Resource // It was published there.
  expect((await assign(world, library, production)).status).toBe(200)
  const early = await assign(world, library, await createEnvironment(world, property))
  expect(errorsOf(early)).toMatchObject([
    { status: '409', detail: 'An environment for development takes no library that is published.' },
  ])
})

test('a build remembers what it was made of', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const core = await coreOf(world, property)
  const library = await createLibrary(world, property, { environment, holds: [core] })
  const { id, links } = resourceIn(await build(world, library))
  await world.call('PATCH', `/libraries/${library.id}/relationships/extensions`, { json: { data: [] } })
  const extensions = resourcesIn(await world.call('GET', `/builds/${id}/extensions`))
  expect(extensions).toMatchObject([{ attributes: { name: 'core', revision_number: 1 } }])
  expect(links['environment']).toBe(`${world.emulator.url}/environments/${environment.id}`)
  expect(resourcesIn(await world.call('GET', `/environments/${environment.id}/builds`))).toHaveLength(1)
})
