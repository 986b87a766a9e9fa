import { expect, test } from 'vitest'
import {
  act,
  at,
  create,
  createEnvironment,
  createProperty,
  createWorld,
  type Draft,
  errorsOf,
  named,
  patch,
  post,
  resourceIn,
  resourcesIn,
  settled,
} from './world.js'

const HOUR = 3_600_000

/** A world with an environment of event forwarding, and a way to make secrets in it. */
async function start(platform = 'edge') {
  const world = await createWorld({ delays: { secret: 1000 } })
  const property = await createProperty(world, platform)
  const environment = await createEnvironment(world, property)
  let count = 0
  const secret = (type: string, credentials: unknown): Draft => {
    count += 1
    return {
      attributes: { name: `Secret ${count}`, type_of: type, credentials },
      relationships: { environment: named(environment) },
    }
  }
  const send = (type: string, credentials: unknown) => post(world, property, 'secrets', secret(type, credentials))
  return { world, property, environment, secret, send }
}

const oauth = (more: object = {}) => ({
  client_id: 'id',
  client_secret: 'SECRET',
  token_url: 'https://login.example.com/token',
  ...more,
})

test.each([
  { type: 'token', credentials: { token: 'SECRET' } },
  { type: 'simple-http', credentials: { username: 'u', password: 'SECRET' } },
])('a secret of type $type needs no exchange with others', async ({ type, credentials }) => {
  const { world, send } = await start()
  const response = await send(type, credentials)
  expect(at(response, '/data/attributes/status')).toBe('pending')
  const { attributes } = resourceIn(await settled(world, response))
  expect(attributes).toMatchObject({
    status: 'succeeded',
    expires_at: null,
    refresh_at: null,
    activated_at: expect.any(String),
  })
  expect(JSON.stringify(attributes)).not.toContain('SECRET')
})

test('an oauth2 secret is exchanged, and refreshed in time', async () => {
  const { world, send } = await start()
  const response = await send('oauth2-client_credentials', oauth())
  const secret = resourceIn(await settled(world, response))
  expect(secret.attributes).toMatchObject({
    status: 'succeeded',
    expires_at: '2026-01-02T00:00:00.000Z',
    refresh_at: '2026-01-01T20:00:00.000Z',
  })
  world.clock.advance(20 * HOUR)
  expect(await world.get(secret)).toMatchObject({ meta: { refresh_status: 'pending' } })
  world.clock.advance(1000)
  expect(await world.get(secret)).toMatchObject({
    attributes: { expires_at: '2026-01-02T20:00:01.000Z' },
    meta: { refresh_status: 'succeeded' },
  })
})

test('a refresh that fails is tried three more times before it says so', async () => {
  const { world, send } = await start()
  const response = await send(
    'oauth2-client_credentials',
    oauth({ token_url: 'https://then-timeout-error.example.com' }),
  )
  const secret = resourceIn(await settled(world, response))
  world.clock.advance(20 * HOUR + 3999)
  expect(await world.get(secret)).toMatchObject({ meta: { refresh_status: 'pending' } })
  world.clock.advance(1)
  const failed = await world.call('GET', `/secrets/${secret.id}`)
  expect(failed.failures).toMatchObject([
    { delivery: 'deferred', field: 'refresh_status_details', errors: [{ code: 'timeout-error' }] },
  ])
  expect(at(failed, '/data/attributes/status')).toBe('succeeded')
})

test('a secret that was deleted is not refreshed', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await settled(world, await send('oauth2-client_credentials', oauth())))
  await world.call('DELETE', `/secrets/${secret.id}`)
  world.clock.advance(48 * HOUR)
  expect(errorsOf(await world.call('GET', `/secrets/${secret.id}`))).toMatchObject([{ code: 'not-found' }])
})

test.each([
  {
    what: 'a server that refuses',
    more: { token_url: 'https://connection-refused.example.com/' },
    code: 'connection-refused',
  },
  {
    what: 'a token that expires early',
    more: { token_url: 'https://a.example.com/?expires_in=28800' },
    code: undefined,
  },
  { what: 'a refresh that comes late', more: { refresh_offset: 72_000 }, code: undefined },
])('$what makes the exchange fail', async ({ more, code }) => {
  const { world, send } = await start()
  const response = await send('oauth2-client_credentials', oauth(more))
  const failed = await settled(world, response)
  expect(failed.failures).toMatchObject([{ field: 'status_details', errors: [{ detail: expect.any(String) }] }])
  expect(errorsOf(failed)[0]?.code).toBe(code)
  const secret = resourceIn(response)
  const tested = await act(world, secret, 'test')
  expect(tested.failures.filter(({ delivery }) => delivery === 'immediate')).toMatchObject([{ status: 409 }])
  const mended = await patch(world, secret, { attributes: { credentials: oauth({ refresh_offset: 60 }) } })
  expect(at(mended, '/data/attributes/status')).toBe('pending')
  expect(errorsOf(await settled(world, mended))).toEqual([])
})

test('an exchange is tried again when somebody asks for it, and only then', async () => {
  const { world, send } = await start()
  const response = await send('oauth2-client_credentials', oauth())
  const secret = resourceIn(await settled(world, response))
  const renamed = await patch(world, secret, { attributes: { name: 'Renamed' } })
  expect(at(renamed, '/data/attributes/status')).toBe('succeeded')
  const retried = await act(world, secret, 'retry', { 'x-emulate-error': 'socket-error' })
  expect(at(retried, '/data/attributes/status')).toBe('pending')
  expect(errorsOf(await settled(world, retried))).toMatchObject([{ code: 'socket-error' }])
  expect(errorsOf(await settled(world, await act(world, secret, 'retry')))).toEqual([])
})

test('an oauth2 secret can be tested, which changes nothing', async () => {
  const { world, send } = await start()
  const fine = resourceIn(await settled(world, await send('oauth2-client_credentials', oauth())))
  expect(at(await act(world, fine, 'test'), '/data/meta/test_exchange')).toMatchObject({ token_type: 'bearer' })
  expect(await world.get(fine)).toEqual(fine)
  const flaky = oauth({ token_url: 'https://then-socket-error.example.com' })
  const later = resourceIn(await settled(world, await send('oauth2-client_credentials', flaky)))
  expect(at(await act(world, later, 'test'), '/data/meta/test_exchange')).toEqual({
    error: 'temporarily_unavailable',
    error_description: 'The token server cannot be reached: socket-error.',
  })
  const token = resourceIn(await settled(world, await send('token', { token: 't' })))
  expect((await act(world, token, 'test')).status).toBe(409)
})

test('a JWT is its own token', async () => {
  const { world, send } = await start()
  const credentials = { alg: 'RS256', aud: 'a', iss: 'i', private_key: 'SECRET', ttl: 7200 }
  const secret = resourceIn(await settled(world, await send('oauth2-jwt', credentials)))
  expect(at(await act(world, secret, 'test'), '/data/meta/test_exchange')).toMatchObject({ token_type: 'bearer' })
  expect(secret.attributes).toMatchObject({
    expires_at: '2026-01-01T02:00:00.000Z',
    refresh_at: '2026-01-01T01:30:00.000Z',
  })
})

test('a secret of Google waits until somebody has authorized it', async () => {
  const { world, send } = await start()
  const response = await send('oauth2-google', { scopes: ['https://www.googleapis.com/auth/adwords'] })
  const secret = resourceIn(response)
  expect(secret).toMatchObject({
    attributes: { status: 'manual_authorization' },
    meta: { authorization_url_expires_at: '2026-01-01T01:00:00.000Z' },
  })
  world.emulator.settle()
  expect(await world.get(secret)).toEqual(secret)
  const url = String(secret.meta['authorization_url'])
  expect(await (await fetch(url)).json()).toEqual({ meta: { status: 'pending' } })
  expect(await (await fetch(url)).json()).toEqual({ meta: { status: 'pending' } })
  const done = resourceIn(await settled(world, response))
  expect(done).toMatchObject({ attributes: { status: 'succeeded', refresh_at: '2026-01-01T00:30:00.000Z' } })
  expect(done).not.toHaveProperty('meta')
  const again = await act(world, secret, 'reauthorize')
  expect(at(again, '/data/attributes/status')).toBe('manual_authorization')
})

test('only secrets of Google are authorized', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await settled(world, await send('token', { token: 't' })))
  expect((await act(world, secret, 'reauthorize')).status).toBe(409)
})

test.each([
  { type: 'token', credentials: {}, pointer: '/data/attributes/credentials' },
  { type: 'token', credentials: 'SECRET', pointer: '/data/attributes/credentials' },
  { type: 'oauth1', credentials: {}, pointer: '/data/attributes/type_of' },
  { type: 'oauth2', credentials: {}, pointer: '/data/attributes/credentials' },
  { type: 'simple-http', credentials: { username: 'u' }, pointer: '/data/attributes/credentials' },
  { type: 'simple-http', credentials: { username: 'u', password: '' }, pointer: '/data/attributes/credentials' },
  { type: 'token', credentials: { token: null }, pointer: '/data/attributes/credentials' },
])('$type with $credentials is refused', async ({ type, credentials, pointer }) => {
  const { send } = await start()
  expect(errorsOf(await send(type, credentials))).toMatchObject([{ status: '422', source: { pointer } }])
})

test.each(['token_url', 'authorization_url'])('an oauth2 secret names its token server by %s', async (name) => {
  const { world, send } = await start()
  const sent = await send('oauth2', { client_id: 'i', client_secret: 's', [name]: 'https://token.example' })
  const secret = resourceIn(await settled(world, sent))
  expect(secret.attributes).toMatchObject({ status: 'succeeded', credentials: { [name]: 'https://token.example' } })
  expect(secret.relationships['environment']).toMatchObject({ meta: { stage: 'development' } })
})

test('secrets are for event forwarding only', async () => {
  const { send } = await start('web')
  expect(errorsOf(await send('token', { token: 't' }))).toMatchObject([{ status: '422', source: { pointer: '/data' } }])
})

test('a secret stays in its environment as long as that exists', async () => {
  const { world, property, environment, secret } = await start()
  const one = await create(world, property, 'secrets', secret('token', { token: 't' }))
  expect(resourcesIn(await world.call('GET', `/environments/${environment.id}/secrets`))).toHaveLength(1)
  const other = { relationships: { environment: named(await createEnvironment(world, property)) } }
  expect(errorsOf(await patch(world, one, other))).toMatchObject([
    { status: '422', source: { pointer: '/data/relationships/environment/data' } },
  ])
  expect(errorsOf(await patch(world, one, { relationships: { environment: named(environment) } }))).toEqual([])
  await world.call('DELETE', `/environments/${environment.id}`)
  expect(errorsOf(await patch(world, one, other))).toEqual([])
})
