/** What keeps a library from being built, and what makes its build fail, where that takes a history. */
import { describe, expect, test } from 'vitest'
import {
  act,
  assign,
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
  type Identity,
  named,
  packageFiles,
  patch,
  publish,
  resourceIn,
  resourcesIn,
  settled,
  token,
  upload,
  type World,
  zip,
} from './world.js'

const heldBy = async (world: World, { id }: Identity, type: string) =>
  resourcesIn(await world.call('GET', `/libraries/${id}/${type}`)).map(named)

const add = (world: World, { id }: Identity, type: string, data: readonly unknown[]) =>
  world.call('POST', `/libraries/${id}/relationships/${type}`, { json: { data } })

/** Builds a library in an environment of its own, and gives the codes of what went wrong. */
async function codesOfBuild(world: World, property: Identity, holds: readonly Identity[]) {
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment, holds })
  return codesOf(await settled(world, await build(world, library)))
}

test('a library that has left development may hold what is upstream', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const first = await createLibrary(world, property, { holds: [await coreOf(world, property)] })
  const second = await createLibrary(world, property)
  await add(world, second, 'extensions', await heldBy(world, first, 'extensions'))
  await buildOf(world, property, second)
  await publish(world, property, first)
  await act(world, second, 'submit')
  await assign(world, second, await createEnvironment(world, property, { stage: 'staging' }))
  expect(codesOf(await settled(world, await build(world, second)))).toEqual([])
})

describe('of several published libraries only the last is upstream:', () => {
  test('what an older one holds is missing', async () => {
    const world = await createWorld()
    const property = await createProperty(world)
    await publish(world, property, await createLibrary(world, property, { holds: [await coreOf(world, property)] }))
    world.clock.advance(1000)
    await publish(world, property, await createLibrary(world, property))
    expect(await codesOfBuild(world, property, [await createDataElement(world, property)])).toEqual([
      'extension-not-found',
    ])
  })
})

describe('an extension that was upgraded', () => {
  const version = async (world: World, manifest: object) =>
    named(resourceIn(await settled(world, await upload(world, zip(packageFiles(manifest))))))

  /** An extension whose version 1 was published, and that has been upgraded since. */
  async function upgraded() {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const extension = await create(world, property, 'extensions', {
      relationships: { extension_package: await version(world, {}) },
    })
    await publish(world, property, await createLibrary(world, property, { holds: [extension] }))
    const next = await version(world, { version: '2.0.0' })
    await patch(world, extension, { relationships: { extension_package: next } })
    return { world, property, extension }
  }

  test('is missing in a library that holds no extensions at all', async () => {
    const { world, property } = await upgraded()
    const library = await create(world, property, 'libraries', { attributes: { name: 'Bare' } })
    await assign(world, library, await createEnvironment(world, property))
    expect(codesOf(await build(world, library))).toEqual(['upgraded-extension-required'])
  })

  test('may come as any revision since', async () => {
    const { world, property, extension } = await upgraded()
    const revisions = [await act(world, extension, 'revise'), await act(world, extension, 'revise')].map(resourceIn)
    for (const revision of revisions) {
      const library = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
      await add(world, library, 'extensions', [named(revision)])
      expect(codesOf(await build(world, library))).toEqual([])
    }
  })

  test('does not have to come where it was deleted, or has been published', async () => {
    const gone = await upgraded()
    await gone.world.call('DELETE', `/extensions/${gone.extension.id}`)
    expect(await codesOfBuild(gone.world, gone.property, [])).toEqual([])
    const { world, property, extension } = await upgraded()
    await publish(world, property, await createLibrary(world, property, { holds: [extension] }))
    expect(await codesOfBuild(world, property, [])).toEqual([])
  })

  test('and has lost its configuration cannot be built', async () => {
    const world = await createWorld()
    const property = await createProperty(world, 'web', { development: true })
    const own = await version(world, { configuration: { viewPath: 'hello.html' } })
    const extension = await create(world, property, 'extensions', {
      attributes: { delegate_descriptor_id: 'hello-world::extensionConfiguration::config' },
      relationships: { extension_package: own },
    })
    await settled(world, await upload(world, zip(packageFiles({ actions: [null] })), { id: own.id }))
    expect(await codesOfBuild(world, property, [extension])).toEqual(['delegate-descriptor-unresolved'])
  })
})

test('only custom code is compiled', async () => {
  const world = await createWorld()
  const property = await createProperty(world)
  const cookie = { delegate_descriptor_id: 'core::dataElements::cookie', settings: '{"source":"if ("}' }
  const holds = [await createDataElement(world, property, cookie), await coreOf(world, property)]
  expect(await codesOfBuild(world, property, holds)).toEqual([])
})

test.each(['of another environment', 'that was deleted'])('a secret %s is none for a build', async (which) => {
  const world = await createWorld()
  const property = await createProperty(world, 'edge')
  const attributes = { name: 'Secret', type_of: 'token', credentials: { token: 't' } }
  const relationships = { environment: named(await createEnvironment(world, property)) }
  const { id } = await create(world, property, 'secrets', { attributes, relationships })
  world.emulator.settle()
  if (which === 'that was deleted') await world.call('DELETE', `/secrets/${id}`)
  const settings = `{"a":"${id}"}`
  const secret = { delegate_descriptor_id: 'core::dataElements::secret', settings }
  const environment = await createEnvironment(world, property)
  const holds = [await createDataElement(world, property, secret), await coreOf(world, property)]
  const library = await createLibrary(world, property, { environment, holds })
  expect(errorsOf(await settled(world, await build(world, library)))).toMatchObject([
    { status: '422', detail: expect.stringContaining('has no secret for the environment') },
  ])
})

describe('a build that is under way', () => {
  async function underWay() {
    const world = await createWorld()
    const property = await createProperty(world)
    const environment = await createEnvironment(world, property)
    const library = await createLibrary(world, property, { environment, holds: [await coreOf(world, property)] })
    return { world, property, environment, library, made: await build(world, library) }
  }

  test.each(['library', 'environment'] as const)('ends well where its %s is deleted meanwhile', async (what) => {
    const { world, made, ...all } = await underWay()
    const { type, id } = all[what]
    await world.call('DELETE', `/${type}/${id}`)
    expect(resourceIn(await settled(world, made)).attributes['status']).toBe('succeeded')
  })

  test('for staging publishes nothing, though its library is approved meanwhile', async () => {
    const { world, property, library } = await underWay()
    world.emulator.settle()
    await act(world, library, 'submit')
    await assign(world, library, await createEnvironment(world, property, { stage: 'staging' }))
    await build(world, library)
    await act(world, library, 'approve')
    world.emulator.settle()
    expect((await world.get(library)).attributes['state']).toBe('approved')
  })
})

describe('a library that is published', () => {
  async function published() {
    const world = await createWorld()
    const property = await createProperty(world)
    const library = await createLibrary(world, property, { holds: [await coreOf(world, property)] })
    await publish(world, property, library)
    return { world, property, library }
  }

  test('says so, as do the revisions in it, and stays in its environment', async () => {
    const { world, library } = await published()
    const at = '2026-01-01T00:00:00.000Z'
    const { attributes, relationships } = await world.get(library)
    expect(attributes).toMatchObject({ state: 'published', published_at: at, build_required: false })
    expect(relationships['environment']?.data).toMatchObject({ type: 'environments' })
    const [revision] = resourcesIn(await world.call('GET', `/libraries/${library.id}/extensions`))
    expect(revision?.attributes).toMatchObject({ published: true, published_at: at, revision_number: 1 })
    const [event] = resourcesIn(await world.call('GET', '/audit_events?filter[type_of]=EQ library.updated'))
    expect(JSON.parse(String(event?.attributes['entity']))).toMatchObject({
      data: { attributes: { state: 'published' } },
    })
  })

  test('is built again without being published again', async () => {
    const { world, library } = await published()
    const { attributes } = await world.get(library)
    world.clock.advance(1000)
    expect(codesOf(await settled(world, await build(world, library)))).toEqual([])
    expect((await world.get(library)).attributes).toEqual(attributes)
    const failed = await settled(world, await build(world, library, { 'x-emulate-error': 'minification-error' }))
    expect(errorsOf(await act(world, resourceIn(failed), 'republish'))).toMatchObject([
      {
        detail: 'Only successful builds of published libraries can be published again.',
        source: { pointer: '/data/meta/action' },
      },
    ])
  })
})

test.each([
  { client: 'viewer', stage: undefined, right: 'develop' },
  { client: 'developer', stage: 'staging', right: 'approve' },
  { client: 'approver', stage: 'staging', right: undefined },
  { client: 'approver', stage: 'production', right: 'publish' },
  { client: 'publisher', stage: 'production', right: undefined },
])('a build for $stage by a $client lacks the right $right', async ({ client, stage, right }) => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  if (stage !== undefined) {
    await buildOf(world, property, library)
    await act(world, library, stage === 'staging' ? 'submit' : 'approve')
    await assign(world, library, await createEnvironment(world, property, { stage }))
  }
  const headers = { authorization: `Bearer ${await token(world, { client_id: client })}` }
  const details = errorsOf(await build(world, library, headers)).map(({ detail }) => detail)
  expect(details).toEqual(right === undefined ? [] : [`This takes the right ${right}.`])
})

test('each action leads from the states that the publishing flow has it in, and from no others', async () => {
  const world = await createWorld()
  /** Takes a new library of a property of its own to a state. */
  const libraryIn = async (state: string): Promise<Identity> => {
    const property = await createProperty(world)
    const library = await createLibrary(world, property)
    await buildOf(world, property, library)
    if (state === 'submitted' || state === 'rejected') await act(world, library, 'submit')
    if (state === 'approved') await act(world, library, 'approve')
    if (state === 'rejected') await act(world, library, 'reject')
    if (state === 'published') await publish(world, property, library)
    return library
  }
  const steps: string[] = []
  for (const state of ['development', 'submitted', 'approved', 'rejected', 'published']) {
    for (const action of ['submit', 'approve', 'reject', 'develop']) {
      const response = await act(world, await libraryIn(state), action)
      const errors = errorsOf(response)
      const refusal = [`A library that is ${state} cannot ${action}.`]
      if (errors.length > 0) expect(errors.map(({ detail }) => detail)).toEqual(refusal)
      else {
        const { attributes } = resourceIn(response)
        steps.push(`${state} - ${action} - ${String(attributes['state'])} ${String(attributes['build_required'])}`)
      }
    }
  }
  expect(steps).toEqual([
    'development - submit - submitted true',
    'development - approve - approved true',
    'submitted - approve - approved true',
    'submitted - reject - rejected true',
    'approved - reject - rejected true',
    'rejected - develop - development true',
  ])
})

test.each(['approve', 'reject'])('to %s takes a right of its own', async (action) => {
  const world = await createWorld()
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  await buildOf(world, property, library)
  await act(world, library, 'submit')
  const headers = { authorization: `Bearer ${await token(world, { client_id: 'developer' })}` }
  expect(errorsOf(await act(world, library, action, headers))).toMatchObject([
    { code: 'not-authorized', detail: 'This takes the right approve.' },
  ])
})
