import { describe, expect, test } from 'vitest'
import { causes } from '../../../src/emulator/index.js'
import { type ReactorCode, reactor } from '../../../src/index.js'
import { details } from './cause-details.js'
import {
  act,
  assign,
  build,
  buildOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  dataElement,
  ims,
  named,
  packageFiles,
  patch,
  post,
  privateKey,
  publish,
  resourceIn,
  resourcesIn,
  settled,
  sftpHost,
  type TestResponse,
  token,
  upload,
  type World,
  zip,
} from './world.js'

const DAY = 86_400_000
const bearer = (text: string) => ({ headers: { authorization: `Bearer ${text}` } })

/** A host that is saved, and looked at once its connection was tested. */
async function testedHost(world: World, attributes: object): Promise<TestResponse> {
  return settled(world, await post(world, await createProperty(world), 'hosts', sftpHost(attributes)))
}

/** A package that is uploaded, and looked at once it was processed. */
async function processed(world: World, manifest: object): Promise<TestResponse> {
  return settled(world, await upload(world, zip(packageFiles(manifest))))
}

const withTransforms = (...transforms: readonly object[]) => ({
  actions: [{ name: 'hello', displayName: 'Hello', libPath: 'src/hello.js', transforms }],
})

/** A library that holds revisions of `holds`, built in an environment of its own. */
async function built(
  world: World,
  property: { type: string; id: string },
  holds: readonly { type: string; id: string }[],
) {
  const environment = await createEnvironment(world, property)
  const library = await createLibrary(world, property, { environment, holds })
  return settled(world, await build(world, library))
}

/** Tries to add the thing itself to a library, not a revision. */
async function addUnrevised(world: World, type: 'data_elements' | 'extensions' | 'rules'): Promise<TestResponse> {
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  const things = {
    data_elements: () => createDataElement(world, property),
    extensions: () => coreOf(world, property),
    rules: () => create(world, property, 'rules', { attributes: { name: 'Rule' } }),
  }
  const thing = await things[type]()
  return world.call('POST', `/libraries/${library.id}/relationships/${type}`, { json: { data: [named(thing)] } })
}

const reach = (code: ReactorCode) => (world: World) => testedHost(world, { server: `${code}.example.com` })
const ask = (code: ReactorCode) => (world: World) =>
  world.call('GET', '/companies', { headers: { 'x-emulate-error': code } })

/** For each code, what the table of causes says, done over HTTP. */
const scenarios: Readonly<Record<ReactorCode, (world: World) => Promise<TestResponse>>> = {
  'authentication-failure': async (world) => {
    const expired = await token(world)
    world.clock.advance(DAY)
    return world.call('GET', '/companies', bearer(expired))
  },
  'connection-refused': (world) => testedHost(world, { port: 2121 }),
  'decrypt-bad-passphrase': (world) => testedHost(world, { encrypted_private_key: privateKey('bad passphrase') }),
  'decrypt-failed': (world) => testedHost(world, { encrypted_private_key: 'ssh-rsa AAAA' }),
  'decrypt-no-data': (world) => testedHost(world, { encrypted_private_key: null }),
  'delegate-descriptor-unresolved': async (world) => {
    const property = await createProperty(world)
    const attributes = { delegate_descriptor_id: 'core::dataElements::moon-phase' }
    return post(world, property, 'data_elements', await dataElement(world, property, attributes))
  },
  'deleted-resources': async (world) => {
    const property = await createProperty(world)
    const element = await createDataElement(world, property)
    const library = await createLibrary(world, property)
    await world.call('DELETE', `/data_elements/${element.id}`)
    const data = [{ ...named(element), meta: { action: 'revise' } }]
    return world.call('POST', `/libraries/${library.id}/relationships/data_elements`, { json: { data } })
  },
  'environment-in-use': async (world) => {
    const property = await createProperty(world)
    const environment = await createEnvironment(world, property)
    await createLibrary(world, property, { environment })
    const other = await createLibrary(world, property)
    const json = { data: named(environment) }
    return world.call('PATCH', `/libraries/${other.id}/relationships/environment`, { json })
  },
  'environment-required': async (world) => build(world, await createLibrary(world, await createProperty(world))),
  'extension-not-found': async (world) => {
    const property = await createProperty(world)
    return built(world, property, [await createDataElement(world, property)])
  },
  'extension-package-path-error': (world) => processed(world, { main: '/etc/passwd' }),
  'extension-package-transform-definition-error': (world) =>
    processed(world, withTransforms({ type: 'magic', propertyPath: 'source' })),
  'extension-package-zip-error': async (world) =>
    settled(world, await upload(world, new TextEncoder().encode('this is no archive'))),
  'host-in-use': async (world) => {
    const environment = await createEnvironment(world, await createProperty(world))
    const host = environment.relationships['host']?.data as { readonly id: string }
    return world.call('DELETE', `/hosts/${host.id}`)
  },
  'host-required': async (world) => {
    const property = await createProperty(world)
    const environment = await create(world, property, 'environments', { attributes: { name: 'Nowhere' } })
    return build(world, await createLibrary(world, property, { environment }))
  },
  'host-type-error': async (world) => {
    const attributes = { name: 'Adobe', type_of: 'akamai' }
    return act(world, await create(world, await createProperty(world), 'hosts', { attributes }), 'test')
  },
  'illegal-custom-code-transform': (world) =>
    processed(world, withTransforms({ type: 'customCode', propertyPath: 'source' })),
  'ims-not-authorized': ask('ims-not-authorized'),
  'ims-session-error': async (world) => {
    const revoked = await token(world)
    await ims(world, '/ims/revoke', { token: revoked })
    return world.call('GET', '/companies', bearer(revoked))
  },
  'internal-error': ask('internal-error'),
  'invalid-data_element': (world) => addUnrevised(world, 'data_elements'),
  'invalid-embed_code': async (world) => {
    const environment = await createEnvironment(world, await createProperty(world))
    return patch(world, environment, { attributes: { embed_code: 'hello' } })
  },
  'invalid-extension': (world) => addUnrevised(world, 'extensions'),
  'invalid-extension_package_id': async (world) =>
    patch(world, resourceIn(await upload(world, zip(packageFiles()))), { attributes: { name: 'other' } }),
  'invalid-name': async (world) => {
    await upload(world, zip(packageFiles()), { headers: { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' } })
    return upload(world, zip(packageFiles()))
  },
  'invalid-new-owner-org-id': async (world) =>
    patch(world, resourceIn(await upload(world, zip(packageFiles()))), { attributes: { owner_org_id: 'somebody' } }),
  'invalid-org': (world) => world.call('GET', '/companies', { headers: { 'x-gw-ims-org-id': 'somebody' } }),
  'invalid-rule': (world) => addUnrevised(world, 'rules'),
  'invalid-settings-syntax': async (world) => {
    const property = await createProperty(world)
    return post(world, property, 'data_elements', await dataElement(world, property, { settings: '{source: 1}' }))
  },
  'library-file-not-found': (world) => processed(world, { main: 'src/lost.js' }),
  'minification-error': async (world) => {
    const property = await createProperty(world)
    const element = await createDataElement(world, property, { settings: JSON.stringify({ source: 'return )' }) })
    return built(world, property, [element, await coreOf(world, property)])
  },
  'multiple-revisions': async (world) => {
    const property = await createProperty(world)
    const element = await createDataElement(world, property)
    const revisions = [await act(world, element, 'revise'), await act(world, element, 'revise')].map(resourceIn)
    const library = await createLibrary(world, property)
    const json = { data: revisions.map(named) }
    return world.call('POST', `/libraries/${library.id}/relationships/data_elements`, { json })
  },
  'no-available-orgs': async (world) => {
    const limited = await token(world, { scope: 'openid,AdobeID,read_organizations' })
    return world.call('GET', '/companies', bearer(limited))
  },
  'not-authorized': async (world) => {
    const limited = await token(world, { client_id: 'viewer' })
    const property = await createProperty(world)
    const json = { data: { type: 'rules', attributes: { name: 'Rule' } } }
    return world.call('POST', `/properties/${property.id}/rules`, { json, ...bearer(limited) })
  },
  'not-found': (world) => world.call('GET', `/properties/PR${'0'.repeat(32)}`),
  'not-unique': async (world) => {
    const property = await createProperty(world)
    const { attributes } = await createDataElement(world, property)
    return post(world, property, 'data_elements', await dataElement(world, property, { name: attributes['name'] }))
  },
  'public-release-not-authorized': async (world) =>
    act(world, resourceIn(await upload(world, zip(packageFiles()))), 'release_public'),
  'read-only': async (world) => {
    const property = await createProperty(world)
    const revision = resourceIn(await act(world, await createDataElement(world, property), 'revise'))
    return patch(world, revision, { attributes: { name: 'Another name' } })
  },
  'session-timeout': async (world) => {
    const expired = await token(world, { grant_type: 'authorization_code', code: 'code' })
    world.clock.advance(DAY)
    return world.call('GET', '/companies', bearer(expired))
  },
  'sftp-authentication-failed': reach('sftp-authentication-failed'),
  'sftp-connection-timeout': reach('sftp-connection-timeout'),
  'sftp-exception': reach('sftp-exception'),
  'sftp-status-exception': reach('sftp-status-exception'),
  'socket-error': reach('socket-error'),
  'ssh-disconnect': reach('ssh-disconnect'),
  'timeout-error': reach('timeout-error'),
  'unknown-error': ask('unknown-error'),
  'unsupported-custom-code-language': async (world) => {
    const property = await createProperty(world)
    const settings = JSON.stringify({ source: 'print 1', language: 'cobol' })
    return post(world, property, 'data_elements', await dataElement(world, property, { settings }))
  },
  'upgraded-extension-required': async (world) => {
    const property = await createProperty(world, 'web', { development: true })
    const first = resourceIn(await settled(world, await upload(world, zip(packageFiles()))))
    const next = await settled(world, await upload(world, zip(packageFiles({ version: '2.0.0' }))))
    const extension = await create(world, property, 'extensions', {
      relationships: { extension_package: named(first) },
    })
    await publish(world, property, await createLibrary(world, property, { holds: [extension] }))
    resourceIn(await patch(world, extension, { relationships: { extension_package: named(resourceIn(next)) } }))
    const environment = await createEnvironment(world, property)
    return build(world, await createLibrary(world, property, { environment }))
  },
  'upstream-build-required': async (world) => {
    const property = await createProperty(world)
    const upstream = await createLibrary(world, property)
    await buildOf(world, property, upstream)
    await act(world, upstream, 'submit')
    await assign(world, upstream, await createEnvironment(world, property, { stage: 'staging' }))
    await settled(world, await build(world, upstream, { 'x-emulate-error': 'minification-error' }))
    const environment = await createEnvironment(world, property)
    return build(world, await createLibrary(world, property, { environment }))
  },
}

describe.each(reactor.codes)('%s', (code) => {
  const { delivery } = causes[code]
  const { status, delivery: usual } = reactor.entry(code)

  test('comes by its cause, over HTTP', async () => {
    const response = await scenarios[code](await createWorld())
    const [failure, ...others] = response.failures
    expect(others).toEqual([])
    expect(failure).toMatchObject({ delivery, errors: [{ code, status: String(status) }] })
    expect(failure?.errors).toHaveLength(1)
    const { detail, source } = failure?.errors[0] ?? {}
    expect([detail?.replace(/\b(Element|Library) \d+/, '$1 N'), source?.pointer]).toEqual([
      details[code][0],
      details[code][1],
    ])
    expect(response.status).toBe(delivery === 'immediate' ? status : 200)
    if (delivery === 'deferred') expect(failure).toMatchObject({ field: 'status_details' })
    expect(['either', delivery]).toContain(usual)
  })

  test('comes when it is asked for', async () => {
    const world = await createWorld()
    const asked = await upload(world, zip(packageFiles()), { headers: { 'x-emulate-error': code } })
    const response = usual === 'deferred' ? await settled(world, asked) : asked
    expect(response.failures).toMatchObject([
      { delivery: usual === 'deferred' ? 'deferred' : 'immediate', errors: [{ code, status: String(status) }] },
    ])
  })
})

test('the table of causes can be had over HTTP, without signing in', async () => {
  const { emulator } = await createWorld()
  const response = await fetch(`${emulator.url}/emulator/causes`)
  expect(await response.json()).toEqual({ meta: { causes } })
  expect(Object.keys(causes).sort()).toEqual([...reactor.codes].sort())
})

test.each(Object.entries(causes))('what causes %s is said in a sentence', (_, { how }) => {
  expect(how).toMatch(/^[A-Z].{10,}\.$/)
})

test('a cause that takes a server with a label names the label of its own code', () => {
  const labelled = Object.entries(causes).filter(([, { how }]) => how.includes('server has the label'))
  expect(labelled.length).toBeGreaterThan(5)
  for (const [code, { how }] of labelled) expect(how).toMatch(RegExp(`label ${code}, .*label then-${code} `))
})

test('a code that comes either way is deferred when the header says so', async () => {
  const world = await createWorld()
  const codes = reactor.codes.filter((code) => reactor.entry(code).delivery === 'either')
  expect(codes.length).toBeGreaterThan(5)
  const property = await createProperty(world)
  for (const code of codes) {
    const headers = { 'x-emulate-error': `${code}; deferred` }
    const response = await settled(world, await post(world, property, 'hosts', sftpHost(), headers))
    expect(response.failures).toMatchObject([{ delivery: 'deferred', errors: [{ code }] }])
  }
  expect(resourcesIn(await world.call('GET', `/properties/${property.id}/hosts`))).toHaveLength(codes.length)
})
