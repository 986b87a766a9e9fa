import { expect, test } from 'vitest'
import { NotSettledError, type Progress, type SettleOptions, settle } from '../../src/client/settle.js'
import { reactor } from '../../src/index.js'
import {
  build,
  coreOf,
  create,
  createDataElement,
  createEnvironment,
  createLibrary,
  createProperty,
  createWorld,
  named,
  ORG,
  packageFiles,
  post,
  type Resource,
  resourceIn,
  sftpHost,
  upload,
  type World,
  zip,
} from '../emulator/reactor/world.js'
import { rejection } from '../rejection.js'

const HOUR = 3_600_000

/** Waits by the clock of a world: while `settle` sleeps its time passes. */
const within = ({ clock, emulator }: World): SettleOptions & { readonly seen: readonly Progress[] } => {
  const seen: Progress[] = []
  return {
    headers: { authorization: 'Bearer token', 'x-api-key': 'key', 'x-gw-ims-org-id': ORG },
    allowedOrigins: [emulator.url],
    now: clock.now,
    sleep: async (milliseconds) => clock.advance(milliseconds),
    onProgress: (progress) => seen.push(progress),
    seen,
  }
}

async function buildable(): Promise<{ readonly world: World; readonly library: Resource }> {
  const world = await createWorld()
  const property = await createProperty(world)
  const environment = await createEnvironment(world, property)
  const holds = [await coreOf(world, property), await createDataElement(world, property)]
  return { world, library: await createLibrary(world, property, { environment, holds }) }
}

async function secretOf(
  type: string,
  credentials: object,
): Promise<{ readonly world: World; readonly secret: Resource }> {
  const world = await createWorld()
  const property = await createProperty(world, 'edge')
  const environment = await createEnvironment(world, property)
  const draft = {
    attributes: { name: 'Secret', type_of: type, credentials },
    relationships: { environment: named(environment) },
  }
  return { world, secret: resourceIn(await post(world, property, 'secrets', draft)) }
}

test('a build is waited for until it has succeeded', async () => {
  const { world, library } = await buildable()
  const { seen, ...options } = within(world)
  const built = await settle(resourceIn(await build(world, library)), options)
  expect(built.attributes).toMatchObject({ status: 'succeeded' })
  expect(seen.map(({ status, polls, elapsed }) => [status, polls, elapsed])).toEqual([
    ['pending', 0, 0],
    ['pending', 1, 1000],
  ])
})

test('a build that fails throws why', async () => {
  const { world, library } = await buildable()
  const started = resourceIn(await build(world, library, { 'x-emulate-error': 'minification-error' }))
  const error = await rejection(settle(started, within(world)))
  expect(reactor.is(error, 'minification-error') && error.failure.resource).toEqual(named(started))
})

test('an extension package throws why it was refused', async () => {
  const world = await createWorld()
  const uploaded = resourceIn(await upload(world, zip(packageFiles({ main: 'missing.js' }))))
  expect(reactor.is(await rejection(settle(uploaded, within(world))), 'library-file-not-found')).toBe(true)
})

test('a host throws why it cannot be reached', async () => {
  const world = await createWorld()
  const host = await create(world, await createProperty(world), 'hosts', sftpHost({ port: 1 }))
  expect(reactor.is(await rejection(settle(host, within(world))), 'connection-refused')).toBe(true)
})

test('a host that Adobe manages is not waited for', async () => {
  const world = await createWorld()
  const attributes = { name: 'Adobe', type_of: 'akamai' }
  const host = await create(world, await createProperty(world), 'hosts', { attributes })
  const { seen, ...options } = within(world)
  expect(await settle(host, options)).toEqual(host)
  expect(seen).toEqual([])
})

test('a secret throws why its refresh failed', async () => {
  const credentials = { client_id: 'id', client_secret: 'S', token_url: 'https://then-timeout-error.example.com' }
  const { world, secret } = await secretOf('oauth2-client_credentials', credentials)
  const options = within(world)
  expect(await settle(secret, options)).toMatchObject({ attributes: { status: 'succeeded' } })
  world.clock.advance(20 * HOUR)
  const refreshing = await world.get(secret)
  const error = await rejection(settle(refreshing, options))
  expect(reactor.is(error, 'timeout-error') && error.failure.field).toBe('refresh_status_details')
})

test('a secret that a person has to authorize says where, and is waited for after that', async () => {
  const { world, secret } = await secretOf('oauth2-google', { scopes: ['https://www.googleapis.com/auth/adwords'] })
  const error = await rejection(settle(secret, within(world)))
  if (!(error instanceof NotSettledError)) throw error
  expect(error.reason).toBe('manual-authorization')
  await fetch(error.authorization()?.url ?? '')
  const link = secret.links['self'] ?? ''
  expect(await settle(link, within(world))).toMatchObject({ attributes: { status: 'succeeded' } })
})

test('a resource that is deleted meanwhile is not found', async () => {
  const { world, secret } = await secretOf('token', { token: 't' })
  await world.call('DELETE', `/secrets/${secret.id}`)
  expect(reactor.is(await rejection(settle(secret, within(world))), 'not-found')).toBe(true)
})

test('a request without a token ends the wait', async () => {
  const { world, library } = await buildable()
  const started = resourceIn(await build(world, library))
  const error = await rejection(settle(started, { ...within(world), headers: {} }))
  expect(reactor.is(error) && [error.status, error.failure.format]).toEqual([403, 'gateway'])
})
