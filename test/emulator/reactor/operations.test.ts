import { beforeEach, expect, test } from 'vitest'
import { type Operation, operations } from '../operations.js'
import {
  act,
  assign,
  at,
  buildOf,
  companyOf,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  type Draft,
  dataElement,
  type Identity,
  named,
  packageFiles,
  publish,
  resourceIn,
  resourcesIn,
  type Sending,
  settled,
  upload,
  type World,
  zip,
} from './world.js'

const OTHER = { 'x-gw-ims-org-id': 'OTHER@AdobeOrg' }

let world: World
beforeEach(async () => {
  world = await createWorld()
})

const element = (property: Identity) => dataElement(world, property)

async function component(property: Identity, rules?: readonly Identity[]): Promise<Draft> {
  const attributes = { name: 'Component', delegate_descriptor_id: 'core::events::click' }
  const extension = named(await coreOf(world, property))
  return { attributes, relationships: { extension, ...(rules && { rules: rules.map(named) }) } }
}

const secretOf = async (property: Identity): Promise<Draft> => ({
  attributes: { name: 'Secret', type_of: 'token', credentials: { token: 't' } },
  relationships: { environment: named(await createEnvironment(world, property)) },
})

const app = { attributes: { name: 'App', app_id: 'com.example', platform: 'mobile' } }
const callback = { attributes: { url: 'https://example.com', subscriptions: ['rule.created'] } }
const text = { attributes: { text: 'A note' } }
const authorization = { attributes: { authorized_org_id: OTHER['x-gw-ims-org-id'] } }

const under = async (type: string, draft: Draft) => create(world, await createProperty(world), type, draft)

async function newPackage(): Promise<Identity> {
  return resourceIn(await settled(world, await upload(world, zip(packageFiles()))))
}

async function newExtension(): Promise<Identity> {
  const property = await createProperty(world, 'web', { development: true })
  const relationships = { extension_package: named(await newPackage()) }
  return create(world, property, 'extensions', { relationships })
}

async function newBuild(): Promise<Identity> {
  const property = await createProperty(world)
  const library = await createLibrary(world, property)
  await publish(world, property, library)
  const [build] = resourcesIn(await world.call('GET', `/libraries/${library.id}/builds`)).slice(-1)
  return build ?? expect.unreachable('a published library has a build')
}

async function newLibrary(): Promise<Identity> {
  const property = await createProperty(world)
  const library = await createLibrary(world, property, { environment: await createEnvironment(world, property) })
  await buildOf(world, property, library)
  return library
}

/** Makes a resource of each type, with what it needs. */
const makers: Readonly<Record<string, () => Promise<Identity>>> = {
  companies: () => companyOf(world),
  app_configurations: async () => create(world, await companyOf(world), 'app_configurations', app),
  properties: () => createProperty(world),
  callbacks: () => under('callbacks', callback),
  data_elements: async () => createDataElement(world, await createProperty(world)),
  environments: async () => createEnvironment(world, await createProperty(world)),
  secrets: async () => {
    const property = await createProperty(world, 'edge')
    return create(world, property, 'secrets', await secretOf(property))
  },
  extension_packages: newPackage,
  extension_package_usage_authorizations: async () =>
    create(world, await newPackage(), 'extension_package_usage_authorizations', authorization),
  extensions: newExtension,
  hosts: () => under('hosts', { attributes: { name: 'Host', type_of: 'sftp' } }),
  libraries: newLibrary,
  builds: newBuild,
  rules: () => under('rules', { attributes: { name: 'Rule' } }),
  rule_components: async () => {
    const property = await createProperty(world)
    const rule = await create(world, property, 'rules', { attributes: { name: 'Rule' } })
    return create(world, rule, 'rule_components', await component(property))
  },
  notes: async () => create(world, await createProperty(world), 'notes', text),
  audit_events: async () => {
    await createProperty(world)
    const [event] = resourcesIn(await world.call('GET', '/audit_events'))
    return event ?? expect.unreachable('creating a property is an event')
  },
}

const propertyOf = async ({ type, id }: Identity): Promise<Identity> => {
  const { data } = (await world.get({ type, id })).relationships['property'] as { readonly data: Identity }
  return data
}

/** What is posted to a collection. */
const drafts: Readonly<Record<string, (parent: Identity) => Draft | Promise<Draft>>> = {
  properties: () => ({ attributes: { name: 'New', platform: 'web', domains: ['example.com'] } }),
  app_configurations: () => app,
  callbacks: () => callback,
  data_elements: element,
  environments: () => ({ attributes: { name: 'New' } }),
  extension_package_usage_authorizations: () => authorization,
  extensions: async () => {
    const path = '/extension_packages?filter[name]=EQ adobe-analytics'
    const [analytics] = resourcesIn(await world.call('GET', path))
    return { relationships: { extension_package: named(analytics ?? expect.unreachable('it is there')) } }
  },
  hosts: () => ({ attributes: { name: 'New', type_of: 'akamai' } }),
  libraries: () => ({ attributes: { name: 'New' } }),
  notes: () => text,
  rule_components: async (rule) => component(await propertyOf(rule)),
  rules: () => ({ attributes: { name: 'New' } }),
  secrets: secretOf,
}

/** A revision of what is in a library's relationship. */
async function revisionFor(library: Identity, type: string): Promise<Identity> {
  const property = await propertyOf(library)
  const head =
    type === 'rules'
      ? await create(world, property, type, { attributes: { name: 'Rule' } })
      : type === 'extensions'
        ? await coreOf(world, property)
        : await createDataElement(world, property)
  return named(resourceIn(await act(world, head, 'revise')))
}

/** What is patched, where it is more than a name. */
const changes: Readonly<Record<string, object>> = {
  builds: { meta: { action: 'republish' } },
  callbacks: { attributes: { subscriptions: ['build.created'] } },
  extension_package_usage_authorizations: { attributes: { state: 'approved' } },
  extension_packages: { meta: { action: 'release_private' } },
  extensions: { meta: { action: 'revise' } },
  libraries: { meta: { action: 'submit' } },
  secrets: { meta: { action: 'retry' } },
}

async function sendingFor({ method, path }: Operation, resource: Identity | undefined): Promise<Sending> {
  const segments = path.split('/')
  const last = segments.at(-1) ?? ''
  if (path === 'search') return { json: { data: { query: { id: { value: 'none' } } } } }
  const uploads = method === 'POST' && (path === 'extension_packages' || path === 'extension_packages/*')
  if (uploads) {
    const body = new FormData()
    body.append('package', new Blob([zip(packageFiles({ version: '1.1.0' }))]), 'package.zip')
    return { body }
  }
  if (method === 'GET' || resource === undefined) return {}
  if (segments[2] === 'relationships') {
    if (last !== 'environment') return { json: { data: [await revisionFor(resource, last)] } }
    return method === 'DELETE'
      ? {}
      : { json: { data: named(await createEnvironment(world, await propertyOf(resource))) } }
  }
  if (method === 'POST' && last === 'builds') return {}
  if (method === 'POST') {
    const { attributes = {}, relationships = {} } = (await drafts[last]?.(resource)) ?? {}
    const links = Object.entries(relationships).map(([name, data]) => [name, { data }])
    return { json: { data: { type: last, attributes, relationships: Object.fromEntries(links) } } }
  }
  if (method === 'DELETE') return {}
  const json = { data: { ...named(resource), ...(changes[resource.type] ?? { attributes: { name: 'Renamed' } }) } }
  return resource.type === 'extension_package_usage_authorizations' ? { json, headers: OTHER } : { json }
}

test.each(operations)('$method /$path gets $status', async (operation) => {
  const { method, path, status } = operation
  const [type = '', id, name] = path.split('/')
  const isEdge = name === 'secrets' && type === 'properties'
  const resource = id === undefined ? undefined : isEdge ? await createProperty(world, 'edge') : await makers[type]?.()
  const sending = await sendingFor(operation, resource)
  const response = await world.call(method, `/${path.replace('*', resource?.id ?? '')}`, sending)
  expect(response.failures.filter(({ delivery }) => delivery === 'immediate')).toEqual([])
  expect(response.status).toBe(status)
  if (status === 204) {
    expect(response.body).toBeUndefined()
    if (name === undefined)
      expect((await world.call('GET', `/${type}/${resource?.id}`)).status).toBe(
        /^(extensions|rule)/.test(type) ? 200 : 404,
      )
    return
  }
  expect(at(response, '/data')).toBeDefined()
  expect(response.headers.get('content-type')).toBe('application/vnd.api+json')
  if (status === 201) expect(at(response, '/data/type')).toBe(name)
})

test('the relationships of a library have a URL below its property, too', async () => {
  const library = await newLibrary()
  const property = await propertyOf(library)
  const environment = await createEnvironment(world, property)
  const path = `/properties/${property.id}/libraries/${library.id}/relationships/environment`
  expect(at(await world.call('POST', path, { json: { data: named(environment) } }), '/data')).toEqual(
    named(environment),
  )
  expect((await assign(world, library, environment)).status).toBe(200)
})
