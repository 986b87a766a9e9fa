import { expect, test } from 'vitest'
import {
  act,
  at,
  codesOf,
  create,
  createProperty,
  createWorld,
  errorsOf,
  named,
  packageFiles,
  patch,
  post,
  resourceIn,
  resourcesIn,
  settled,
  type TestResponse,
  token,
  upload,
  type World,
  zip,
} from './world.js'

const GUEST = 'GUEST@AdobeOrg'
const guest = { 'x-gw-ims-org-id': GUEST }
const TYPE = 'extension_package_usage_authorizations'
const asked = { attributes: { authorized_org_id: GUEST } }

/** A private package of one organization, and the authorization of another. */
async function shared() {
  const world = await createWorld()
  const own = resourceIn(await settled(world, await upload(world, zip(packageFiles()))))
  await act(world, own, 'release_private')
  return { world, own, authorization: await create(world, own, TYPE, asked) }
}

const decide = (world: World, { id, type }: { id: string; type: string }, state: string) =>
  world.call('PATCH', `/${TYPE}/${id}`, { json: { data: { id, type, attributes: { state } } }, headers: guest })

async function install(world: World, own: { id: string; type: string }): Promise<TestResponse> {
  const [company] = resourcesIn(await world.call('GET', '/companies', { headers: guest }))
  const attributes = { name: 'Theirs', platform: 'web', domains: ['example.com'] }
  const json = { data: { type: 'properties', attributes } }
  const path = `/companies/${company?.id}/properties`
  const [there] = resourcesIn(await world.call('GET', path, { headers: guest }))
  const property = there ?? resourceIn(await world.call('POST', path, { json, headers: guest }))
  const relationships = { extension_package: { data: named(own) } }
  return world.call('POST', `/properties/${property.id}/extensions`, {
    json: { data: { type: 'extensions', relationships } },
    headers: guest,
  })
}

test('an organization uses the private package of another once it has agreed', async () => {
  const { world, own, authorization } = await shared()
  expect(authorization).toMatchObject({
    attributes: {
      state: 'pending_approval',
      name: 'hello-world',
      platform: 'web',
      owner_org_id: 'TEST@AdobeOrg',
      authorized_org_id: GUEST,
      created_by_email: 'reactor-errors@example.com',
    },
    relationships: { extension_package: { data: named(own) } },
  })
  const list = resourcesIn(await world.call('GET', `/${TYPE}`, { headers: guest }))
  expect(list).toEqual([authorization])
  expect(resourcesIn(await world.call('GET', `/${TYPE}`))).toEqual([authorization])
  expect((await world.call('GET', `/extension_packages/${own.id}`, { headers: guest })).status).toBe(200)
  expect(errorsOf(await install(world, own))).toMatchObject([
    { status: '409', detail: 'The organization has to approve the usage authorization of the package first.' },
  ])
  expect(at(await decide(world, authorization, 'approved'), '/data/attributes/state')).toBe('approved')
  expect(errorsOf(await install(world, own))).toEqual([])
  expect((await world.call('DELETE', `/${TYPE}/${authorization.id}`)).status).toBe(204)
  expect((await world.call('GET', `/extension_packages/${own.id}`, { headers: guest })).status).toBe(404)
})

test('a rejected authorization lets nobody install', async () => {
  const { world, own, authorization } = await shared()
  const decided = await decide(world, authorization, 'rejected')
  expect(at(decided, '/data/attributes/state')).toBe('rejected')
  const { type, id } = authorization
  expect(decided.failures).toMatchObject([{ delivery: 'deferred', resource: { type, id } }])
  expect(errorsOf(await install(world, own))).toMatchObject([{ status: '409' }])
})

test('who may do what', async () => {
  const { world, own, authorization } = await shared()
  expect(errorsOf(await patch(world, authorization, { attributes: { state: 'approved' } }))).toMatchObject([
    {
      code: 'not-authorized',
      detail: 'Only the authorized organization approves or rejects.',
      source: { pointer: '/data/attributes/state' },
    },
  ])
  expect(
    errorsOf(await patch(world, authorization, { attributes: { authorized_org_id: 'X@AdobeOrg' } })),
  ).toMatchObject([
    {
      code: 'read-only',
      detail: 'Only the state can be changed.',
      source: { pointer: '/data/attributes/authorized_org_id' },
    },
  ])
  expect(errorsOf(await patch(world, authorization, { attributes: { authorized_org_id: GUEST } }))).toEqual([])
  expect(errorsOf(await world.call('DELETE', `/${TYPE}/${authorization.id}`, { headers: guest }))).toMatchObject([
    { code: 'not-authorized', detail: 'Only the owner takes it back.' },
  ])
  const json = { data: { type: TYPE, attributes: { authorized_org_id: 'X@AdobeOrg' } } }
  const theirs = await world.call('POST', `/extension_packages/${own.id}/${TYPE}`, { json, headers: guest })
  expect(errorsOf(theirs)).toMatchObject([{ code: 'not-authorized', detail: 'Another organization owns it.' }])
  const viewer = { authorization: `Bearer ${await token(world, { client_id: 'viewer' })}` }
  expect(errorsOf(await post(world, own, TYPE, asked, viewer))).toMatchObject([
    { code: 'not-authorized', detail: 'This takes the right develop_extensions.' },
  ])
})

test.each([
  { org: GUEST, error: { code: 'not-unique', detail: 'GUEST@AdobeOrg is authorized already, or asked to be.' } },
  { org: 'nobody', error: { code: 'invalid-org', detail: 'This is no organization.' } },
  {
    org: 'no body@AdobeOrg',
    error: { code: 'invalid-org', source: { pointer: '/data/attributes/authorized_org_id' } },
  },
  { org: 'nobody@AdobeOrg.com', error: { code: 'invalid-org' } },
  {
    org: 'TEST@AdobeOrg',
    error: {
      status: '422',
      detail: 'The owner of a package needs no authorization.',
      source: { pointer: '/data/attributes/authorized_org_id' },
    },
  },
])('$org is not authorized', async ({ org, error }) => {
  const { world, own } = await shared()
  expect(errorsOf(await post(world, own, TYPE, { attributes: { authorized_org_id: org } }))).toMatchObject([error])
})

test('the versions of a package are listed, and extensions say which is the latest', async () => {
  const { world, own } = await shared()
  const property = await createProperty(world)
  const relationships = { extension_package: named(own) }
  const extension = await create(world, property, 'extensions', { relationships })
  expect(extension.meta).not.toHaveProperty('upgrade_extension_package_id')
  for (const version of ['1.10.0', '1.9.0']) {
    const next = resourceIn(await settled(world, await upload(world, zip(packageFiles({ version })))))
    await act(world, next, 'release_private')
  }
  await settled(world, await upload(world, zip(packageFiles({ version: '2.0.0' }))))
  await settled(world, await upload(world, zip(packageFiles({ version: '3.0.0', platform: 'edge' }))))
  const versions = resourcesIn(await world.call('GET', `/extension_packages/${own.id}/versions`))
  expect(versions.map(({ attributes }) => attributes['version'])).toEqual(['1.0.0', '1.10.0', '1.9.0', '2.0.0'])
  const seen = resourcesIn(await world.call('GET', `/extension_packages/${own.id}/versions`, { headers: guest }))
  expect(seen.map(({ id }) => id)).toEqual([own.id])
  expect(await world.get(extension)).toMatchObject({ meta: { upgrade_extension_package_id: versions[1]?.id } })
})

test('only a package in development is deleted, by its owner', async () => {
  const { world, own } = await shared()
  const refusal = [{ code: 'read-only', detail: 'Only packages in development can be deleted.' }]
  expect(errorsOf(await world.call('DELETE', `/extension_packages/${own.id}`))).toMatchObject(refusal)
  const young = resourceIn(await upload(world, zip(packageFiles({ name: 'young' }))))
  await create(world, young, TYPE, asked)
  const theirs = await world.call('DELETE', `/extension_packages/${young.id}`, { headers: guest })
  expect(errorsOf(theirs)).toMatchObject(refusal)
  expect(codesOf(await upload(world, zip(packageFiles({ name: 'young' })), { id: young.id, headers: guest }))).toEqual([
    'read-only',
  ])
  expect((await world.call('DELETE', `/extension_packages/${young.id}`)).status).toBe(204)
  world.emulator.settle()
})
