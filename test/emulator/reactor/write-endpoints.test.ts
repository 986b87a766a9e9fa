import { expect, test } from 'vitest'
import {
  act,
  companyOf,
  coreOf,
  create,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  type Identity,
  named,
  patch,
  resourceIn,
  resourcesIn,
  settled,
  token,
  type World,
} from './world.js'

const START = '2026-01-01T00:00:00.000Z'
const LATER = '2026-01-01T00:00:01.000Z'

/** Headers of a client of its own. */
const as = async (world: World, client_id: string) => ({
  authorization: `Bearer ${await token(world, { client_id })}`,
})

const change = (one: Identity, more: object) => ({ json: { data: { ...named(one), ...more } } })

test('who created a resource stays, who changed it last is told', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  world.clock.advance(1000)
  const headers = await as(world, 'me')
  const sending = change(rule, { attributes: { name: 'Renamed' } })
  const changed = resourceIn(await world.call('PATCH', `/rules/${rule.id}`, { ...sending, headers }))
  expect(changed.attributes).toEqual({
    ...rule.attributes,
    name: 'Renamed',
    created_at: START,
    created_by_email: 'reactor-errors@example.com',
    created_by_display_name: 'reactor-errors',
    updated_at: LATER,
    updated_by_email: 'me@example.com',
    updated_by_display_name: 'me',
  })
  const host = await create(world, property, 'hosts', { attributes: { name: 'Host', type_of: 'akamai' } })
  expect(host.attributes).toMatchObject({ created_at: LATER, updated_at: LATER })
})

test('what is deleted says when', async () => {
  const world = await createWorld()
  const rule = await create(world, await createProperty(world), 'rules', { attributes: { name: 'Rule' } })
  world.clock.advance(1000)
  await world.call('DELETE', `/rules/${rule.id}`)
  expect(await world.get(rule)).toMatchObject({ attributes: { deleted_at: LATER }, meta: { deleted_at: LATER } })
  expect(errorsOf(await world.call('DELETE', `/rules/${rule.id}`))).toMatchObject([
    { code: 'not-found', detail: 'It was deleted before.' },
  ])
})

test('writing takes its right, whatever is written', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  const headers = await as(world, 'viewer')
  const path = `/rules/${rule.id}`
  const document = { json: { data: { type: 'rules', attributes: { name: 'New' } } } }
  const refused = [
    await world.call('POST', `/properties/${property.id}/rules`, { ...document, headers }),
    await world.call('PATCH', path, { ...change(rule, { attributes: { name: 'New' } }), headers }),
    await world.call('PATCH', path, { ...change(rule, { meta: { action: 'revise' } }), headers }),
    await world.call('DELETE', path, { headers }),
  ]
  const error = { code: 'not-authorized', detail: 'This takes the right develop.' }
  expect(refused.map(errorsOf)).toMatchObject([[error], [error], [error], [error]])
  expect(await world.get(rule)).toEqual(rule)
  expect(resourcesIn(await world.call('GET', `/properties/${property.id}/rules`))).toHaveLength(1)
  expect((await world.call('GET', path, { headers })).status).toBe(200)
})

test('an action takes a right of its own, where it has one', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
  const attempt = async (action: string, client: string) => {
    const sending = change(library, { meta: { action } })
    const response = await world.call('PATCH', `/libraries/${library.id}`, {
      ...sending,
      headers: await as(world, client),
    })
    return errorsOf(response).map(({ code, status }) => code ?? status)
  }
  expect(await attempt('approve', 'developer')).toEqual(['not-authorized'])
  expect(await attempt('approve', 'approver')).not.toEqual(['not-authorized'])
})

test('an action that there is not is answered with those that there are', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  const detailOf = async (one: Identity) => errorsOf(await act(world, one, 'explode')).map(({ detail }) => detail)
  expect(await detailOf(property)).toEqual(['There is no such action; there is none.'])
  expect(await detailOf(rule)).toEqual(['There is no such action; there is revise.'])
  expect(await detailOf(library)).toEqual([expect.stringMatching(/there is \w+, \w+, .*\.$/)])
})

test('an action is an event about the resource', async () => {
  const world = await createWorld()
  const rule = await create(world, await createProperty(world), 'rules', { attributes: { name: 'Rule' } })
  await act(world, rule, 'revise')
  const events = resourcesIn(await world.call('GET', '/audit_events?filter[type_of]=EQ rule.updated'))
  expect(events.map(({ relationships }) => relationships['entity']?.data)).toEqual([named(rule)])
})

test('what is created under a resource leads to it, and is what it is made from', async () => {
  const world = await createWorld()
  const company = await companyOf(world)
  const property = await createProperty(world)
  expect(property.relationships['company']).toMatchObject({ data: named(company) })
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  expect(rule.relationships).toMatchObject({ property: { data: named(property) }, origin: { data: named(rule) } })
  const host = await create(world, property, 'hosts', { attributes: { name: 'Host', type_of: 'akamai' } })
  const stored = world.emulator.state().data as readonly { id: string; relationships: object }[]
  const relationshipsOf = ({ id }: Identity) => Object.keys(stored.find((one) => one.id === id)?.relationships ?? {})
  expect(relationshipsOf(host)).toEqual(['property'])
  expect(relationshipsOf(rule).sort()).toEqual(['origin', 'property'])
})

test('what merely refers to a deleted resource stays without it', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment })
  const build = resourceIn(await settled(world, await world.call('POST', `/libraries/${library.id}/builds`)))
  expect((await world.call('DELETE', `/environments/${environment.id}`)).status).toBe(204)
  for (const one of [library, build])
    expect((await world.get(one)).relationships['environment']).toMatchObject({ data: null })
  expect((await world.get(build)).relationships['library']).toMatchObject({ data: named(library) })
})

test('events about what was deleted stay as they were', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', { attributes: { name: 'Host', type_of: 'akamai' } })
  await world.call('DELETE', `/hosts/${host.id}`)
  const events = resourcesIn(await world.call('GET', '/audit_events'))
  expect(events.slice(0, 2).map(({ relationships }) => relationships['entity']?.data)).toEqual([
    named(host),
    named(host),
  ])
})

test('a component that is created under a rule can move to another', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
  const other = await create(world, property, 'rules', { attributes: { name: 'Other' } })
  const attributes = { name: 'Click', delegate_descriptor_id: 'core::events::click' }
  const relationships = { extension: named(await coreOf(world, property)) }
  const component = await create(world, rule, 'rule_components', { attributes, relationships })
  const componentsOf = async ({ id }: Identity) =>
    resourcesIn(await world.call('GET', `/rules/${id}/rule_components`)).map(named)
  expect(await componentsOf(rule)).toEqual([named(component)])
  resourceIn(await patch(world, component, { relationships: { rules: [named(other)] } }))
  expect(await componentsOf(rule)).toEqual([])
  expect(await componentsOf(other)).toEqual([named(component)])
  resourceIn(await patch(world, component, { attributes: { name: 'Renamed' } }))
  expect(await componentsOf(other)).toEqual([named(component)])
})
