/** One resource of each type, made over HTTP, all of them connected: what the pages of the types show. */
import {
  build,
  companyOf,
  create,
  createLibrary,
  createProperty,
  type Identity,
  named,
  packageFiles,
  post,
  type Resource,
  resourceIn,
  resourcesIn,
  upload,
  type World,
  zip,
} from './world.js'

/** A resource as it was when it was made, and where another one like it is posted to. */
export interface Inhabitant {
  readonly fresh: Resource
  readonly parent?: Identity
  /** The relationships that it takes to make one. */
  readonly relationships?: Readonly<Record<string, unknown>>
}

const file = 'src/hello.js'
const delegates = [{ name: 'hello', displayName: 'Hello', libPath: file }]

/** A manifest with everything that manifests have. */
const manifest = {
  platform: 'edge',
  conditions: delegates,
  configuration: { viewPath: 'hello.html' },
  dataElements: delegates,
  ecmaVersion: 'es6',
  events: delegates,
  exchangeUrl: 'https://exchange.example.com',
  hostedLibFiles: [file],
  iconPath: file,
  main: file,
  resources: [{ name: 'hello' }],
  sharedModules: delegates,
}

/** Makes one of each. */
export async function inhabit(world: World): Promise<Readonly<Record<string, Inhabitant>>> {
  const company = await companyOf(world)
  const made = async (
    parent: Identity,
    type: string,
    attributes: object,
    relationships: Readonly<Record<string, Identity | readonly Identity[]>> = {},
  ): Promise<Inhabitant> => {
    const response = await post(world, parent, type, { attributes: { ...attributes }, relationships })
    return { fresh: resourceIn(response), parent, relationships }
  }
  const app = await made(company, 'app_configurations', { name: 'App', app_id: 'com.example' })
  const property = await createProperty(world, 'edge', { development: true })
  const callback = await made(property, 'callbacks', { url: 'https://example.com', subscriptions: ['rule.created'] })
  const host = await made(property, 'hosts', { name: 'Host', type_of: 'akamai' })
  const environment = await made(property, 'environments', { name: 'Environment' }, { host: named(host.fresh) })
  const leads = { environment: named(environment.fresh) }
  const secret = await made(
    property,
    'secrets',
    { name: 'Secret', type_of: 'token', credentials: { token: 't' } },
    leads,
  )

  const uploaded = resourceIn(await upload(world, zip(packageFiles(manifest))))
  world.emulator.settle()
  const authorization = await made(uploaded, 'extension_package_usage_authorizations', {
    authorized_org_id: 'OTHER@AdobeOrg',
  })
  const extension = await made(property, 'extensions', {}, { extension_package: named(uploaded) })
  const path = `/properties/${property.id}/extensions?filter[name]=EQ core`
  const [core] = resourcesIn(await world.call('GET', path))
  if (core === undefined) throw new Error('a property has the core extension')

  const settings = JSON.stringify({ developmentSecretId: secret.fresh.id })
  const delegate = 'core::dataElements::secret'
  const attributes = { name: 'Element', delegate_descriptor_id: delegate, settings }
  const element = await made(property, 'data_elements', attributes, { extension: named(core) })
  const rule = await made(property, 'rules', { name: 'Rule' })
  const click = { name: 'Component', delegate_descriptor_id: 'core::events::click' }
  const component = await made(property, 'rule_components', click, {
    extension: named(core),
    rules: [named(rule.fresh)],
  })

  const holds = [core, extension.fresh, element.fresh, rule.fresh]
  const library = await createLibrary(world, property, { environment: environment.fresh, holds })
  const built = resourceIn(await build(world, library))
  const notable = [extension, element, rule, component, secret].map(({ fresh }) => fresh)
  for (const one of [...notable, library]) await create(world, one, 'notes', { attributes: { text: 'Why' } })
  const note = await made(property, 'notes', { text: 'Why' })
  const events = resourcesIn(await world.call('GET', '/audit_events?page[size]=100'))
  const event = events.find(({ attributes: { type_of: type } }) => type === 'rule.created')
  if (event === undefined) throw new Error('a rule that is made is an event')
  return {
    app_configurations: app,
    audit_events: { fresh: event },
    builds: { fresh: built },
    callbacks: callback,
    companies: { fresh: company },
    data_elements: element,
    environments: environment,
    extension_package_usage_authorizations: authorization,
    extension_packages: { fresh: uploaded },
    extensions: extension,
    hosts: host,
    libraries: { fresh: library, parent: property },
    notes: note,
    properties: { fresh: property, parent: company },
    rule_components: component,
    rules: rule,
    secrets: secret,
  }
}
