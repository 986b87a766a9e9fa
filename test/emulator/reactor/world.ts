/** An emulator that runs for one test, and short ways to call it over HTTP. */
import { strToU8, zipSync } from 'fflate'
import { expect, onTestFinished } from 'vitest'
import {
  createManualClock,
  type ManualClock,
  type ReactorEmulator,
  type ReactorEmulatorOptions,
  startReactorEmulator,
} from '../../../src/emulator/index.js'
import type { ErrorObject, Failure } from '../../../src/index.js'
import { reactor } from '../../../src/index.js'
import { pointerExists, resolvePointer } from '../../../src/jsonapi/pointer.js'
import { validateErrorDocument } from '../../../src/jsonapi/validate/index.js'

/** A resource as responses show it. */
export interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Readonly<Record<string, { readonly data?: unknown }>>
  readonly links: Readonly<Record<string, string>>
  readonly meta: Readonly<Record<string, unknown>>
}

/** A response, read. */
export interface TestResponse {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  /** What `reactor.parse` makes of it. */
  readonly failures: readonly Failure[]
}

/** What is sent besides method and path. */
export interface Sending {
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
}

/** One emulator with an organization, a company and a clock that a test turns. */
export interface World {
  readonly emulator: ReactorEmulator
  readonly clock: ManualClock
  /** Calls the API with all headers that it wants; checks every error document that comes back. */
  call(method: string, path: string, sending?: Sending): Promise<TestResponse>
  get(resource: Identity): Promise<Resource>
}

/** What names a resource. */
export type Identity = Pick<Resource, 'type' | 'id'>

export const ORG = 'TEST@AdobeOrg'

/** Starts an emulator; it is closed when the test ends. */
export async function createWorld(options: ReactorEmulatorOptions = {}): Promise<World> {
  const clock = createManualClock()
  const emulator = await startReactorEmulator({ clock, ...options })
  onTestFinished(() => emulator.close())
  const call: World['call'] = async (method, path, { json, body, headers } = {}) => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: {
        'x-api-key': 'key',
        'x-gw-ims-org-id': ORG,
        authorization: 'Bearer token',
        accept: 'application/vnd.api+json;revision=1',
        ...(json !== undefined && { 'content-type': 'application/vnd.api+json' }),
        ...headers,
      },
      ...(json === undefined ? { body: body ?? null } : { body: JSON.stringify(json) }),
    })
    const text = await response.text()
    const read = {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    }
    const isErrors = response.headers.get('content-type') === 'application/vnd.api+json' && !response.ok
    if (isErrors && method !== 'HEAD') checkErrors(read, json)
    return { ...read, failures: reactor.parse(read.body, { status: read.status, headers: read.headers }) }
  }
  const get: World['get'] = async ({ type, id }) => resourceIn(await call('GET', `/${type}/${id}`))
  return { emulator, clock, call, get }
}

/** Every error response is valid, carries the id of its request, and points at what the request has. */
function checkErrors({ status, headers, body }: Omit<TestResponse, 'failures'>, request: unknown): void {
  expect(validateErrorDocument(body).filter(({ level }) => level === 'error')).toEqual([])
  const { errors } = body as {
    readonly errors: readonly {
      readonly source?: { readonly pointer?: string }
      readonly meta: Readonly<Record<string, unknown>>
    }[]
  }
  for (const { source, meta } of errors) {
    expect(meta).toMatchObject({ request_id: headers.get('x-request-id') })
    if (source?.pointer !== undefined)
      expect([source.pointer, pointerExists(request, source.pointer)]).toEqual([source.pointer, true])
  }
  expect(reactor.status(errors)).toBe(status)
}

/** All error objects of a response. */
export const errorsOf = ({ failures }: TestResponse): readonly ErrorObject[] => failures.flatMap(({ errors }) => errors)

/** The codes of all error objects of a response. */
export const codesOf = (response: TestResponse): readonly (string | undefined)[] =>
  errorsOf(response).map(({ code }) => code)

/** What stands at a pointer in a response. */
export function at(response: Pick<TestResponse, 'body'>, pointer: string): unknown {
  const resolution = resolvePointer(response.body, pointer)
  return resolution.found ? resolution.value : undefined
}

/** The resource in a response, which has to hold one. */
export function resourceIn(response: TestResponse): Resource {
  expect(response.failures.filter(({ delivery }) => delivery === 'immediate')).toEqual([])
  expect(at(response, '/data/id')).toBeTypeOf('string')
  // The emulator is typed by what it sends; the tests read it like any client.
  return (response.body as { readonly data: Resource }).data
}

/** The resources in a response with a list. */
export function resourcesIn(response: TestResponse): readonly Resource[] {
  expect(response.status).toBe(200)
  return (response.body as { readonly data: readonly Resource[] }).data
}

/** `{ type, id }` and nothing else. */
export const named = ({ type, id }: Identity): Identity => ({ type, id })

/** What a new resource is made of. */
export interface Draft {
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, unknown>>
}

/** The document that creates a resource. */
const draft = (type: string, { attributes = {}, relationships = {} }: Draft): unknown => ({
  data: {
    type,
    attributes,
    relationships: Object.fromEntries(Object.entries(relationships).map(([name, data]) => [name, { data }])),
  },
})

/** Asks for a resource to be created, under another one if it is given. */
export const post = (world: World, parent: Identity, type: string, what: Draft, headers = {}): Promise<TestResponse> =>
  world.call('POST', `/${parent.type}/${parent.id}/${type}`, { json: draft(type, what), headers })

/** Creates a resource. */
export const create = async (world: World, parent: Identity, type: string, what: Draft): Promise<Resource> =>
  resourceIn(await post(world, parent, type, what))

/** Changes attributes. */
export const patch = (world: World, resource: Identity, what: Draft): Promise<TestResponse> => {
  const { data } = draft(resource.type, what) as { readonly data: object }
  return world.call('PATCH', `/${resource.type}/${resource.id}`, { json: { data: { ...data, id: resource.id } } })
}

/** Asks for an action. */
export const act = (world: World, resource: Identity, action: string, headers = {}): Promise<TestResponse> =>
  world.call('PATCH', `/${resource.type}/${resource.id}`, {
    json: { data: { ...named(resource), meta: { action } } },
    headers,
  })

/** The company of the organization. */
export async function companyOf(world: World): Promise<Resource> {
  const [company] = resourcesIn(await world.call('GET', '/companies'))
  return company ?? expect.unreachable('every organization has a company')
}

let count = 0

/** A property. */
export async function createProperty(world: World, platform = 'web', more: object = {}): Promise<Resource> {
  count += 1
  const attributes = { name: `Property ${count}`, platform, domains: ['example.com'], ...more }
  return create(world, await companyOf(world), 'properties', { attributes })
}

/** The core extension of a property. */
export async function coreOf(world: World, property: Identity): Promise<Resource> {
  const [core] = resourcesIn(await world.call('GET', `/properties/${property.id}/extensions?filter[name]=EQ core`))
  return core ?? expect.unreachable('every property has the core extension')
}

/** A data element of the core extension. */
export async function createDataElement(world: World, property: Identity, attributes: object = {}): Promise<Resource> {
  return create(world, property, 'data_elements', await dataElement(world, property, attributes))
}

/** What a data element of the core extension is made of. */
export async function dataElement(world: World, property: Identity, attributes: object = {}): Promise<Draft> {
  count += 1
  const delegate = 'core::dataElements::custom-code'
  return {
    attributes: {
      name: `Element ${count}`,
      delegate_descriptor_id: delegate,
      settings: '{"source":"return 1"}',
      ...attributes,
    },
    relationships: { extension: named(await coreOf(world, property)) },
  }
}

/** An environment that delivers to a host of Adobe, or to the one given. */
export async function createEnvironment(
  world: World,
  property: Identity,
  { stage = 'development', host }: { readonly stage?: string; readonly host?: Identity } = {},
): Promise<Resource> {
  const to = host ?? (await create(world, property, 'hosts', { attributes: { name: 'Adobe', type_of: 'akamai' } }))
  const attributes = { name: `Environment for ${stage}`, stage }
  return create(world, property, 'environments', { attributes, relationships: { host: named(to) } })
}

/** A library, in an environment if one is given, with revisions of what is given. */
export async function createLibrary(
  world: World,
  property: Identity,
  { environment, holds = [] }: { readonly environment?: Identity; readonly holds?: readonly Identity[] } = {},
): Promise<Resource> {
  count += 1
  const revised = (type: string) =>
    holds.filter((one) => one.type === type).map((one) => ({ ...named(one), meta: { action: 'revise' } }))
  return create(world, property, 'libraries', {
    attributes: { name: `Library ${count}` },
    relationships: {
      ...(environment && { environment: named(environment) }),
      data_elements: revised('data_elements'),
      extensions: revised('extensions'),
      rules: revised('rules'),
    },
  })
}

/** Asks for a build. */
export const build = (world: World, library: Identity, headers = {}): Promise<TestResponse> =>
  world.call('POST', `/libraries/${library.id}/builds`, { headers })

/** Looks at the resource of a response once all work has ended. */
export async function settled(world: World, response: TestResponse): Promise<TestResponse> {
  const { type, id } = resourceIn(response)
  world.emulator.settle()
  return world.call('GET', `/${type}/${id}`)
}

/** Builds a library in the environment that it has, or in one of its own. */
export async function buildOf(world: World, property: Identity, library: Identity): Promise<TestResponse> {
  const { relationships } = await world.get(library)
  if (relationships['environment']?.data === null)
    await assign(world, library, await createEnvironment(world, property))
  return settled(world, await build(world, library))
}

/** Puts a library into an environment. */
export const assign = (world: World, library: Identity, environment: Identity): Promise<TestResponse> =>
  world.call('PATCH', `/libraries/${library.id}/relationships/environment`, { json: { data: named(environment) } })

/** The environment of a property for production, of which there is one. */
async function productionOf(world: World, property: Identity): Promise<Identity> {
  const path = `/properties/${property.id}/environments?filter[stage]=EQ production`
  const [production] = resourcesIn(await world.call('GET', path))
  return production ?? createEnvironment(world, property, { stage: 'production' })
}

/** Takes a library all the way to production. */
export async function publish(world: World, property: Identity, library: Identity): Promise<void> {
  const production = await productionOf(world, property)
  if ((await world.get(library)).attributes['state'] === 'development') await buildOf(world, property, library)
  await act(world, library, 'approve')
  await assign(world, library, production)
  const response = await settled(world, await build(world, library))
  expect(response.failures).toEqual([])
}

/** A private key as `gpg --armor --encrypt` prints it. */
export const privateKey = (comment?: string): string =>
  `-----BEGIN PGP MESSAGE-----\n${comment === undefined ? '' : `Comment: ${comment}\n`}\nhQEMA0fN\nqw3/\n=oRpa\n-----END PGP MESSAGE-----\n`

/** What an SFTP host is made of. */
export const sftpHost = (attributes: object = {}): Draft => ({
  attributes: {
    name: 'Own server',
    type_of: 'sftp',
    server: 'sftp.example.com',
    port: 22,
    username: 'deploy',
    encrypted_private_key: privateKey(),
    ...attributes,
  },
})

/** An extension package, as text by path; its manifest is complete save for what is given. */
export function packageFiles(manifest: object = {}): Record<string, string> {
  const whole = {
    name: 'hello-world',
    displayName: 'Hello World',
    version: '1.0.0',
    platform: 'web',
    description: 'Says hello.',
    author: { name: 'Somebody' },
    viewBasePath: 'src/view/',
    actions: [{ name: 'hello', displayName: 'Hello', libPath: 'src/hello.js', viewPath: 'hello.html' }],
    ...manifest,
  }
  return {
    'extension.json': JSON.stringify(whole),
    'src/hello.js': 'module.exports = () => {}',
    'src/view/hello.html': '<p>',
  }
}

/** The files as a zip archive. */
export const zip = (files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))))

/** Uploads an archive as a new package, or in place of one. */
export function upload(
  world: World,
  archive: Uint8Array<ArrayBuffer>,
  { id, headers = {} }: { readonly id?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<TestResponse> {
  const body = new FormData()
  body.append('package', new Blob([archive]), 'package.zip')
  const [method, path] = id === undefined ? ['POST', ''] : ['PATCH', `/${id}`]
  return world.call(method ?? '', `/extension_packages${path}`, { body, headers })
}

/** Asks the identity service for a token. */
export async function token(world: World, form: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await ims(world, '/ims/token/v3', {
    grant_type: 'client_credentials',
    client_id: 'client',
    client_secret: 'secret',
    ...form,
  })
  return String(at(response, '/access_token'))
}

/** Sends a form to the identity service. */
export const ims = (
  world: World,
  path: string,
  form: Readonly<Record<string, string>>,
  headers = {},
): Promise<TestResponse> => world.call('POST', path, { body: new URLSearchParams(form), headers })
