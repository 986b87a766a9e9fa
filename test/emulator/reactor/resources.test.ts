import { describe, expect, test } from 'vitest'
import {
  act,
  at,
  build,
  codesOf,
  companyOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  dataElement,
  errorsOf,
  named,
  packageFiles,
  patch,
  post,
  publish,
  resourceIn,
  resourcesIn,
  settled,
  token,
  upload,
  type World,
  zip,
} from './world.js'

/** A package that is ready to be installed. */
async function readyPackage(world: World, manifest: object = {}) {
  return resourceIn(await settled(world, await upload(world, zip(packageFiles(manifest)))))
}

describe('properties', () => {
  test.each(['web', 'mobile', 'edge'])('of platform %s have their core extension', async (platform) => {
    const world = await createWorld()
    const core = await coreOf(world, await createProperty(world, platform))
    expect(core).toMatchObject({
      attributes: { name: 'core', revision_number: 0 },
      meta: { latest_revision_number: 0 },
    })
    const [link] = [core.links['extension_package']]
    const response = await world.call('GET', String(link).replace(world.emulator.url, ''))
    expect(response).toMatchObject({ body: { data: { attributes: { platform, availability: 'public' } } } })
  })

  test('change their attributes, and keep what is not sent', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const response = await patch(world, property, {
      attributes: { domains: ['example.org'], nonsense: 1, name: undefined },
    })
    expect(resourceIn(response).attributes).toEqual({ ...property.attributes, domains: ['example.org'] })
    expect(property.meta).toMatchObject({ rights: expect.arrayContaining(['develop', 'publish']) })
    const nameless = await patch(world, property, { attributes: { name: null } })
    expect(errorsOf(nameless)).toMatchObject([{ status: '422', source: { pointer: '/data/attributes/name' } }])
  })

  test('have names of their own in their company, and one core extension however often they change', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { name: 'One' })
    const attributes = { name: 'One', platform: 'mobile' }
    expect(codesOf(await post(world, await companyOf(world), 'properties', { attributes }))).toEqual(['not-unique'])
    const headers = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }
    const [other] = resourcesIn(await world.call('GET', '/companies', { headers }))
    if (other === undefined) expect.unreachable('every organization has a company')
    expect(codesOf(await post(world, other, 'properties', { attributes }, headers))).toEqual([])
    await patch(world, property, { attributes: { name: 'Two' } })
    expect(resourcesIn(await world.call('GET', `/properties/${property.id}/extensions`))).toHaveLength(1)
  })

  test('take all that they hold along when they go', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const element = await createDataElement(world, property)
    const environment = await createEnvironment(world, property)
    const library = await createLibrary(world, property, {
      environment,
      holds: [element, await coreOf(world, property)],
    })
    const made = resourceIn(await build(world, library))
    await world.call('DELETE', `/properties/${property.id}`)
    for (const { type, id } of [property, element, environment, library, made]) {
      expect(codesOf(await world.call('GET', `/${type}/${id}`))).toEqual(['not-found'])
    }
    world.emulator.settle()
    expect(resourcesIn(await world.call('GET', `/companies/${(await companyOf(world)).id}/properties`))).toEqual([])
  })

  test('are not found without their company', async () => {
    const world = await createWorld()
    const json = { data: { type: 'properties', attributes: { name: 'a', platform: 'web' } } }
    expect(codesOf(await world.call('POST', '/companies/CO1/properties', { json }))).toEqual(['not-found'])
  })

  test('keep callbacks', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const attributes = { url: 'https://example.com', subscriptions: ['rule.created'] }
    const callback = await create(world, property, 'callbacks', { attributes })
    expect(resourcesIn(await world.call('GET', `/properties/${property.id}/callbacks`))).toEqual([callback])
  })
})

test('an organization has one company, however often it asks', async () => {
  const world = await createWorld()
  for (let request = 0; request < 3; request++)
    expect(resourcesIn(await world.call('GET', '/companies'))).toHaveLength(1)
})

test('a profile has an id that belongs to its client, and only those with rights are administrators', async () => {
  const world = await createWorld()
  const profileOf = async (client: string) => {
    const headers = { authorization: `Bearer ${await token(world, { client_id: client })}` }
    return resourceIn(await world.call('GET', '/profile', { headers }))
  }
  const [viewer, again, other] = [await profileOf('viewer'), await profileOf('viewer'), await profileOf('other')]
  for (const { type, id } of [viewer, other]) {
    expect(type).toBe('users')
    expect(id).toMatch(/^UR[\da-f]{32}$/)
  }
  expect(again.id).toBe(viewer.id)
  expect(other.id).not.toBe(viewer.id)
  expect(viewer.attributes['organizations']).toMatchObject({ 'TEST@AdobeOrg': { admin: false } })
  expect(other.attributes['organizations']).toMatchObject({ 'TEST@AdobeOrg': { admin: true } })
})

test('the API says that it is there', async () => {
  const world = await createWorld()
  expect(await world.call('GET', '/heartbeat')).toMatchObject({ status: 200, body: undefined })
})

describe('revisions', () => {
  test('are numbered, never change, and know where they come from', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const element = await createDataElement(world, property)
    expect(element.attributes).toMatchObject({ dirty: true, revision_number: 0 })
    const first = resourceIn(await act(world, element, 'revise'))
    expect(first).toMatchObject({
      attributes: { dirty: false, revision_number: 1 },
      meta: { latest_revision_number: 1 },
      relationships: { origin: { data: named(element) } },
    })
    expect(await world.get(element)).toMatchObject({
      attributes: { dirty: false },
      meta: { latest_revision_number: 1 },
    })
    await patch(world, element, { attributes: { default_value: '0' } })
    expect(await world.get(element)).toMatchObject({ attributes: { dirty: true } })
    expect(await world.get(first)).toMatchObject({ attributes: { default_value: null } })
    const second = resourceIn(await act(world, element, 'revise'))
    const all = resourcesIn(await world.call('GET', `/data_elements/${element.id}/revisions`))
    expect(all.map(named)).toEqual([element, first, second].map(named))
    expect(resourcesIn(await world.call('GET', `/properties/${property.id}/data_elements`)).map(named)).toEqual([
      named(element),
    ])
    expect(errorsOf(await act(world, first, 'revise'))).toMatchObject([
      { code: 'read-only', detail: 'Revisions are made from what they come from.' },
    ])
    expect(codesOf(await world.call('DELETE', `/data_elements/${first.id}`))).toEqual(['read-only'])
  })

  test('what is deleted can be looked at, and nothing else', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const element = await createDataElement(world, property)
    expect(await world.call('DELETE', `/data_elements/${element.id}`)).toMatchObject({ status: 204 })
    expect(await world.get(element)).toMatchObject({ meta: { deleted_at: expect.any(String) } })
    expect(resourcesIn(await world.call('GET', `/properties/${property.id}/data_elements`))).toEqual([])
    const [change, revision] = [
      await patch(world, element, { attributes: { enabled: false } }),
      await act(world, element, 'revise'),
    ]
    expect(errorsOf(change)).toMatchObject([{ code: 'read-only', detail: 'It was deleted.' }])
    expect(errorsOf(revision)).toMatchObject([{ code: 'deleted-resources', detail: 'It was deleted.' }])
    expect(codesOf(await world.call('DELETE', `/data_elements/${element.id}`))).toEqual(['not-found'])
    const again = await dataElement(world, property, { name: element.attributes['name'] })
    expect(codesOf(await post(world, property, 'data_elements', again))).toEqual([])
  })

  test('a rule takes its components along', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
    const extension = named(await coreOf(world, property))
    const what = {
      attributes: { name: 'Click', delegate_descriptor_id: 'core::events::click' },
      relationships: { extension, rules: [named(rule)] },
    }
    const component = await create(world, property, 'rule_components', what)
    const revision = resourceIn(await act(world, rule, 'revise'))
    const [copy] = resourcesIn(await world.call('GET', `/rules/${revision.id}/rule_components`))
    expect(copy).toMatchObject({
      attributes: { revision_number: 1 },
      relationships: { origin: { data: named(component) } },
    })
    expect(await world.get(rule)).toMatchObject({ attributes: { dirty: false } })
    world.clock.advance(1000)
    await patch(world, component, { attributes: { order: 1 } })
    expect(await world.get(rule)).toMatchObject({ attributes: { dirty: true, updated_at: '2026-01-01T00:00:01.000Z' } })
    const rules = [named(revision)]
    const late = await post(world, property, 'rule_components', { ...what, relationships: { extension, rules } })
    expect(errorsOf(late)).toMatchObject([{ code: 'read-only', source: { pointer: '/data/relationships/rules/data' } }])
    const both = { extension, rules: [named(rule), named(revision)] }
    expect(codesOf(await post(world, property, 'rule_components', { ...what, relationships: both }))).toEqual([
      'read-only',
    ])
    await world.call('DELETE', `/rules/${rule.id}`)
    expect(codesOf(await post(world, property, 'rule_components', what))).toEqual(['read-only'])
  })

  test('a rule component belongs to an extension and a rule', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const attributes = { name: 'Click', delegate_descriptor_id: 'core::events::click' }
    const extension = named(await coreOf(world, property))
    const bare = await post(world, property, 'rule_components', { attributes })
    expect(errorsOf(bare)).toMatchObject([{ status: '422', source: { pointer: '/data/relationships' } }])
    const half = await post(world, property, 'rule_components', { attributes, relationships: { extension } })
    expect(errorsOf(half)).toMatchObject([{ status: '422', detail: 'rules is required.' }])
  })
})

describe('settings', () => {
  test.each(['text', '[]', '1', '"a"', { an: 'object' }, 1, '{"a":}'])('%j are no settings', async (settings) => {
    const world = await createWorld()
    const property = await createProperty(world)
    const response = await post(world, property, 'data_elements', await dataElement(world, property, { settings }))
    expect(errorsOf(response)).toMatchObject([
      { code: 'invalid-settings-syntax', source: { pointer: '/data/attributes/settings' } },
    ])
  })

  test.each([null, '{}', '{"source":1,"language":"cobol"}', '{"source":"a"}'])('%j are settings', async (settings) => {
    const world = await createWorld()
    const property = await createProperty(world)
    const response = await post(world, property, 'data_elements', await dataElement(world, property, { settings }))
    expect(codesOf(response)).toEqual([])
  })

  test('are those of an empty object where nobody says otherwise', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const element = await createDataElement(world, property, { settings: undefined })
    expect(element.attributes['settings']).toBe('{}')
  })

  test('a name is free in another property, and once nothing but revisions has it', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const element = await createDataElement(world, property, { name: 'First' })
    await act(world, element, 'revise')
    await patch(world, element, { attributes: { name: 'Renamed' } })
    await createDataElement(world, property, { name: 'First' })
    await createDataElement(world, await createProperty(world), { name: 'First' })
  })

  test.each(['actions::custom-code', 'conditions::cookie', 'events::click'])(
    'core::%s is a delegate of the core extension',
    async (delegate) => {
      const world = await createWorld()
      const property = await createProperty(world)
      const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
      const response = await post(world, rule, 'rule_components', {
        attributes: { name: 'Component', delegate_descriptor_id: `core::${delegate}` },
        relationships: { extension: named(await coreOf(world, property)) },
      })
      expect(codesOf(response)).toEqual([])
    },
  )

  test('all faults of a resource come together', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    const { attributes } = await createDataElement(world, property)
    const faults = { name: attributes['name'], settings: 'no', delegate_descriptor_id: 'core::events::click::' }
    const response = await post(world, property, 'data_elements', await dataElement(world, property, faults))
    expect(response.status).toBe(400)
    expect(codesOf(response)).toEqual(['not-unique', 'invalid-settings-syntax', 'delegate-descriptor-unresolved'])
  })
})

describe('extensions', () => {
  test('are installed once, with the names of their package', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const relationships = { extension_package: named(await readyPackage(world)) }
    const extension = await create(world, property, 'extensions', { relationships })
    expect(extension.attributes).toMatchObject({ name: 'hello-world', display_name: 'Hello World', version: '1.0.0' })
    expect(codesOf(await post(world, property, 'extensions', { relationships }))).toEqual(['not-unique'])
    const elsewhere = await createProperty(world, 'web', { development: true })
    expect(codesOf(await post(world, elsewhere, 'extensions', { relationships }))).toEqual([])
    const names = resourcesIn(await world.call('GET', `/properties/${property.id}/extensions`))
    expect(names.map(({ attributes }) => attributes['name'])).toEqual(['core', 'hello-world'])
  })

  test('cannot be installed from a package that is not ready', async () => {
    const world = await createWorld()
    const pending = resourceIn(await upload(world, zip(packageFiles())))
    const relationships = { extension_package: named(pending) }
    const response = await post(world, await createProperty(world, 'web', { development: true }), 'extensions', {
      relationships,
    })
    expect(errorsOf(response)).toMatchObject([
      {
        status: '409',
        detail: 'The extension package was not processed successfully.',
        source: { pointer: '/data/relationships/extension_package/data' },
      },
    ])
  })

  test('stay when their package is deleted, and cannot be changed any more', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const own = await readyPackage(world)
    const extension = await create(world, property, 'extensions', { relationships: { extension_package: named(own) } })
    const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
    const component = await create(world, rule, 'rule_components', {
      attributes: { name: 'Hello', delegate_descriptor_id: 'hello-world::actions::hello' },
      relationships: { extension: named(extension) },
    })
    await world.call('DELETE', `/extension_packages/${own.id}`)
    const none = { data: null }
    expect(await world.get(extension)).toMatchObject({
      attributes: { name: 'hello-world' },
      relationships: {
        extension_package: none,
        latest_extension_package: none,
        updated_with_extension_package: none,
      },
    })
    expect(await world.get(component)).toMatchObject({
      relationships: { updated_with_extension: { data: named(extension) }, updated_with_extension_package: none },
    })
    expect(errorsOf(await patch(world, extension, { attributes: { enabled: false } }))).toMatchObject([
      { detail: 'extension_package is required.' },
    ])
  })

  test('of a seed whose package is missing can be looked at, but not changed', async () => {
    const meta = { emulator: { org: 'TEST@AdobeOrg' } }
    const to = (type: string, id: string) => ({ data: { type, id } })
    const relationships = {
      property: to('properties', 'PR1'),
      extension_package: to('extension_packages', 'EP1'),
      origin: to('extensions', 'EX1'),
    }
    const data = [
      { type: 'properties', id: 'PR1', meta, attributes: { name: 'P', platform: 'web' } },
      { type: 'extensions', id: 'EX1', meta, attributes: { name: 'E' }, relationships },
    ]
    const world = await createWorld({ seed: { data } })
    const extension = await world.get({ type: 'extensions', id: 'EX1' })
    expect(extension.attributes['name']).toBe('E')
    expect(errorsOf(await patch(world, extension, { attributes: { enabled: false } }))).toMatchObject([
      { status: '409', detail: 'The extension package was not processed successfully.' },
      { code: 'invalid-extension_package_id' },
    ])
  })

  test('of packages named core that are not public are not installed in a new property', async () => {
    const attributes = { name: 'core', platform: 'web', status: 'succeeded', availability: 'development' }
    const world = await createWorld({ seed: { data: [{ type: 'extension_packages', id: 'EP1', attributes }] } })
    const { id } = await createProperty(world)
    expect(resourcesIn(await world.call('GET', `/properties/${id}/extensions`))).toEqual([])
  })

  test('are upgraded to another version, but not to another package', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const [first, next] = [await readyPackage(world), await readyPackage(world, { version: '2.0.0' })]
    const other = await readyPackage(world, { name: 'other' })
    const extension = await create(world, property, 'extensions', {
      relationships: { extension_package: named(first) },
    })
    const upgraded = await patch(world, extension, { relationships: { extension_package: named(next) } })
    expect(resourceIn(upgraded).attributes['version']).toBe('2.0.0')
    expect(
      errorsOf(await patch(world, extension, { relationships: { extension_package: named(other) } })),
    ).toMatchObject([
      {
        code: 'invalid-extension_package_id',
        detail: 'An extension can only change to another version of its package.',
        source: { pointer: '/data/relationships/extension_package/data' },
      },
    ])
  })

  test('are configured as their package lets them be', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const manifest = { configuration: { viewPath: 'hello.html' } }
    const relationships = { extension_package: named(await readyPackage(world, manifest)) }
    const attributes = { delegate_descriptor_id: 'hello-world::extensionConfiguration::config', settings: '{"a":1}' }
    await create(world, property, 'extensions', { attributes, relationships })
  })

  test('whose package has dropped a delegate make builds fail', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const dataElements = [{ name: 'moon', displayName: 'Moon', libPath: 'src/hello.js' }]
    const own = await readyPackage(world, { dataElements })
    const extension = await create(world, property, 'extensions', { relationships: { extension_package: named(own) } })
    const element = await create(world, property, 'data_elements', {
      attributes: { name: 'Moon', delegate_descriptor_id: 'hello-world::dataElements::moon' },
      relationships: { extension: named(extension) },
    })
    await settled(world, await upload(world, zip(packageFiles({ dataElements: 'none' })), { id: own.id }))
    const environment = await createEnvironment(world, property)
    const library = await createLibrary(world, property, { environment, holds: [extension, element] })
    expect(codesOf(await settled(world, await build(world, library)))).toEqual(['delegate-descriptor-unresolved'])
  })

  test('that were upgraded but never published can be left out', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const [first, next] = [await readyPackage(world), await readyPackage(world, { version: '2.0.0' })]
    const extension = await create(world, property, 'extensions', {
      relationships: { extension_package: named(first) },
    })
    await act(world, extension, 'revise')
    await patch(world, extension, { relationships: { extension_package: named(next) } })
    const library = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
    expect(codesOf(await build(world, library))).toEqual([])
  })

  test('that were upgraded are part of the library with their upgrade', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const [first, next] = [await readyPackage(world), await readyPackage(world, { version: '2.0.0' })]
    const extension = await create(world, property, 'extensions', {
      relationships: { extension_package: named(first) },
    })
    await publish(world, property, await createLibrary(world, property, { holds: [extension] }))
    await patch(world, extension, { relationships: { extension_package: named(next) } })
    const environment = await createEnvironment(world, property)
    const core = await coreOf(world, property)
    const without = await createLibrary(world, property, { environment, holds: [core] })
    expect(codesOf(await build(world, without))).toEqual(['upgraded-extension-required'])
    await world.call('DELETE', `/libraries/${without.id}`)
    const library = await createLibrary(world, property, { environment, holds: [extension] })
    expect(codesOf(await build(world, library))).toEqual([])
  })
})

test('related resources are found under the URL that their relationship names', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const element = await createDataElement(world, property)
  const { relationships } = element
  for (const [name, relationship] of Object.entries(relationships)) {
    const { related } = at({ body: relationship }, '/links') as { readonly related: string }
    const response = await world.call('GET', related.replace(world.emulator.url, ''))
    expect([name, response.status]).toEqual([name, 200])
  }
  expect(at(await world.call('GET', `/data_elements/${element.id}/property`), '/data/id')).toBe(property.id)
})
