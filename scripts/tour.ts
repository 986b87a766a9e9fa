/** A small release pipeline against the emulator, in which everything goes wrong once and is caught by its code. */
import pc from 'picocolors'
import { Agent, request } from 'undici'
import { settle } from '../src/client/settle.js'
import { reactorErrors } from '../src/client/undici/index.js'
import { startReactorEmulator } from '../src/emulator/index.js'
import { explainError } from '../src/explain/index.js'
import { type JsonApiError, type ReactorCode, reactor } from '../src/index.js'

type Method = 'GET' | 'PATCH' | 'POST'

interface Resource {
  readonly type: string
  readonly id: string
  readonly attributes: { readonly [name: string]: unknown }
  readonly links: { readonly self: string }
}

const KEY = '-----BEGIN PGP MESSAGE-----\n\nhQEMA0fN\nqw3/\n=oRpa\n-----END PGP MESSAGE-----\n'

const emulator = await startReactorEmulator({ delays: { build: 150, host: 150 } })
const dispatcher = new Agent().compose(reactorErrors())
const headers: Record<string, string> = {
  accept: 'application/vnd.api+json;revision=1',
  'content-type': 'application/vnd.api+json',
  'x-gw-ims-org-id': 'TOUR@AdobeOrg',
  'x-api-key': 'tour',
}

const waiting = { headers, allowedOrigins: [emulator.url], interval: 100 }

/** Every failed answer is thrown by the interceptor: what comes back here has succeeded. */
async function call(method: Method, path: string, data?: object): Promise<Resource> {
  const body = data === undefined ? null : JSON.stringify({ data })
  const response = await request(emulator.url + path, { method, headers, body, dispatcher })
  const text = await response.body.text()
  // The requests below are answered with a resource, a list that begins with the wanted one, or nothing.
  const { data: got } = JSON.parse(text || '{}') as { readonly data: Resource | readonly [Resource] }
  return Array.isArray(got) ? got[0] : (got as Resource)
}

const create = (parent: Resource, type: string, attributes: object, related: Record<string, object> = {}) => {
  const relationships = Object.fromEntries(Object.entries(related).map(([name, data]) => [name, { data }]))
  return call('POST', `/${parent.type}/${parent.id}/${type}`, { type, attributes, relationships })
}
const change = ({ type, id }: Resource, attributes: object) => call('PATCH', `/${type}/${id}`, { type, id, attributes })
const revised = ({ type, id }: Resource) => [{ type, id, meta: { action: 'revise' } }]
const ref = ({ type, id }: Resource) => ({ type, id })

const say = (mark: string, text: string): boolean => process.stdout.write(`${mark} ${text}\n`)
const done = (text: string): boolean => say(pc.green('✔'), text)
const step = (text: string): boolean => process.stdout.write(`\n${pc.bold(text)}\n`)

function tell(error: JsonApiError): void {
  const { cause, remedy } = explainError(error.errors[0], error.failure)
  say(pc.red('✖'), error.message)
  say(' ', pc.dim(`why    ${cause}`))
  say(' ', pc.dim(`to do  ${remedy}`))
}

/** Does `work`, which is to fail with `code`; every other error ends the tour. */
async function collide(code: ReactorCode, work: () => Promise<unknown>): Promise<void> {
  await work().then(() => Promise.reject(new Error(`Expected ${code}`)), reactor.on(code, tell))
}

step('Sign in')
await call('GET', '/companies').catch((error: unknown) =>
  // The gateway has codes of its own, which are no codes of the API.
  reactor.match(error, { otherwise: tell }),
)
const form = { grant_type: 'client_credentials', client_id: 'tour', client_secret: 'emulated' }
const signedIn = await request(`${emulator.url}/ims/token/v3`, {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(form).toString(),
  dispatcher,
})
const { access_token: token } = (await signedIn.body.json()) as { readonly access_token: string }
headers['authorization'] = `Bearer ${token}`
const company = await call('GET', '/companies')
done('signed in')

step('Create a property; its name is taken the second time')
const site = { name: 'Shop', platform: 'web', domains: ['example.com'] }
const property = await create(company, 'properties', site)
done(`property ${property.id}`)
await collide('not-unique', () => create(company, 'properties', site))

step('Deliver to a server of our own; the connection is refused')
const sftp = { name: 'Own server', type_of: 'sftp', port: 22, username: 'deploy', encrypted_private_key: KEY }
const host = await create(property, 'hosts', { ...sftp, server: 'connection-refused.example.com' })
done(`host ${host.id} accepted`)
await collide('connection-refused', () => settle(host, waiting))
await settle(await change(host, { server: 'sftp.example.com' }), waiting)
done('host reached')

step('Build a library; first it has no environment, then its code does not compile')
const core = await call('GET', `/properties/${property.id}/extensions?filter[name]=EQ core`)
const element = await create(
  property,
  'data_elements',
  { name: 'Cart', delegate_descriptor_id: 'core::dataElements::custom-code', settings: '{"source":"return )"}' },
  { extension: ref(core) },
)
const library = await create(
  property,
  'libraries',
  { name: 'First release' },
  { data_elements: revised(element), extensions: revised(core) },
)
const build = () => call('POST', `/libraries/${library.id}/builds`)
await collide('environment-required', build)
const environment = await create(property, 'environments', { name: 'Development' }, { host: ref(host) })
await call('PATCH', `/libraries/${library.id}/relationships/environment`, ref(environment))
done(`environment ${environment.id}`)
await collide('minification-error', async () => settle(await build(), waiting))

step('Fix the code, and build again')
await change(element, { settings: '{"source":"return 1"}' })
const elements = `/libraries/${library.id}/relationships/data_elements`
await collide('multiple-revisions', () => call('POST', elements, revised(element)))
await call('PATCH', elements, revised(element))
done('the new revision takes the place of the old')
const built = await settle(await build(), waiting)
done(`build ${built.id} ${String(built.attributes['status'])}`)

await dispatcher.close()
await emulator.close()
