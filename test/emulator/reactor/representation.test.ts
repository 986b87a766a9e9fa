import { expect, test } from 'vitest'
import { anyone } from '../../../src/emulator/reactor/accounts.js'
import { definitions } from '../../../src/emulator/reactor/definitions.js'
import type { Emulation } from '../../../src/emulator/reactor/model.js'
import { textOfResource } from '../../../src/emulator/reactor/representation.js'
import { newResource, type Resource as Stored } from '../../../src/emulator/reactor/resource.js'
import {
  at,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  errorsOf,
  type Identity,
  named,
  type Resource,
  resourcesIn,
  type World,
} from './world.js'

/** The relationships and links of a resource, their URLs without what stands before the path. */
async function shapeOf(world: World, one: Identity) {
  const { relationships, links, ...rest } = await world.get(one)
  const text = JSON.stringify({ relationships, links }).replaceAll(world.emulator.url, '')
  return { ...(JSON.parse(text) as Pick<Resource, 'relationships' | 'links'>), members: Object.keys(rest) }
}

const path = ({ type, id }: Identity) => `/${type}/${id}`

test('a relationship to one resource says which, one to several says where they are', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment })
  const self = path(library)
  const many = (name: string) => ({ links: { related: `${self}/${name}`, self: `${self}/relationships/${name}` } })
  const related = (name: string) => ({ links: { related: `${self}/${name}` } })
  expect(await shapeOf(world, library)).toEqual({
    members: ['id', 'type', 'attributes', 'meta'],
    relationships: {
      property: { ...related('property'), data: named(property) },
      environment: { ...many('environment'), data: named(environment) },
      data_elements: many('data_elements'),
      extensions: many('extensions'),
      rules: many('rules'),
      builds: related('builds'),
      last_build: { ...related('last_build'), data: null },
      notes: related('notes'),
      upstream_library: { ...related('upstream_library'), data: null },
    },
    links: { self, property: path(property), environment: path(environment) },
  })
})

test('a note leads to what it is about, and says nothing of itself', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const note = await create(world, property, 'notes', { attributes: { text: 'Why' } })
  expect(await shapeOf(world, note)).toEqual({
    members: ['id', 'type', 'attributes'],
    relationships: { resource: { links: { related: path(property) }, data: named(property) } },
    links: { self: path(note), resource: path(property) },
  })
})

test('some relationships stand among the links as well', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const { links, relationships } = await shapeOf(world, property)
  const self = path(property)
  expect(relationships['hosts']).toEqual({ links: { related: `${self}/hosts` } })
  expect(links).toEqual({
    self,
    company: expect.stringMatching(/^\/companies\/CO/),
    ...Object.fromEntries(
      ['data_elements', 'environments', 'extensions', 'rules'].map((name) => [name, `${self}/${name}`]),
    ),
  })
})

test('a list of what is included is there where something is asked for', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const host = await create(world, property, 'hosts', { attributes: { name: 'H', type_of: 'akamai' } })
  const environment = await createEnvironment(world, property, { host })
  await create(world, property, 'notes', { attributes: { text: 'Why' } })
  const includedBy = async (target: string) => {
    const { body } = await world.call('GET', target)
    const included = at({ body }, '/included') as readonly Resource[] | undefined
    return included?.map(({ type }) => type)
  }
  expect(await includedBy(`${path(property)}?include=notes.x, hosts,nothing,notes`)).toEqual(['notes', 'hosts'])
  expect(await includedBy(`${path(host)}?include=environments`)).toEqual(['environments'])
  expect(await includedBy(`${path(environment)}?include=library`)).toEqual([])
  expect(await includedBy(`${path(host)}?include= ,`)).toBeUndefined()
  const [event] = resourcesIn(await world.call('GET', '/audit_events'))
  expect(await includedBy(`/audit_events/${event?.id}?include=entity`)).toEqual(['environments'])
})

test('what an organization does not see is not included', async () => {
  const org = (name: string) => ({ emulator: { org: `${name}@AdobeOrg` } })
  const company = { type: 'companies', id: 'CO1', meta: org('OTHER') }
  const attributes = { name: 'P', platform: 'web' }
  const relationships = { company: { data: { type: 'companies', id: 'CO1' } } }
  const property = { type: 'properties', id: 'PR1', meta: org('TEST'), attributes, relationships }
  const world = await createWorld({ seed: { data: [company, property] } })
  const response = await world.call('GET', '/properties/PR1?include=company')
  expect([response.status, at(response, '/included')]).toEqual([200, []])
})

test('strictly, only what there is can be included', async () => {
  const world = await createWorld({ strict: true })
  const response = await world.call('GET', '/companies?include=properties,nothing')
  expect(errorsOf(response)).toMatchObject([
    { status: '400', detail: 'There is no relationship nothing to include.', source: { parameter: 'include' } },
  ])
})

test('what leads nowhere is null', async () => {
  const world = await createWorld()
  const library = await createLibrary(world, await createProperty(world))
  expect((await world.call('GET', `${path(library)}/environment`)).body).toEqual({ data: null })
  expect((await createDataElement(world, await createProperty(world))).meta).toEqual({ latest_revision_number: 0 })
})

test('texts are kept, but not of more resources than are read often', () => {
  const texts = new Map<Stored, string>()
  const resource = newResource('hosts', 'A@AdobeOrg')
  // Nothing else of an emulator is needed to write a resource.
  const emulation = { url: 'http://localhost', definitions, texts } as unknown as Emulation
  const write = (one: Stored) => textOfResource({ emulation, account: anyone, org: 'A@AdobeOrg' }, one)
  const text = write(resource)
  expect(texts.size).toBe(1)
  texts.set(resource, text.replace('"hosts"', '"kept"').slice(0, -1))
  expect(write(resource)).toBe(text.replace('"hosts"', '"kept"'))
  for (let index = 1; index < 5000; index++) write(newResource('hosts', 'A@AdobeOrg'))
  expect(texts.size).toBe(5000)
  write(newResource('hosts', 'A@AdobeOrg'))
  expect(texts.size).toBe(1)
})
