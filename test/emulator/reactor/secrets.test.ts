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
  type World,
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

/** Another emulator, with all that one has, at the same time of day. */
const restarted = ({ emulator, clock }: World) => createWorld({ seed: emulator.state(), clock })

test('a refresh takes place although the emulator was started anew, before it or in its middle', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await settled(world, await send('oauth2-client_credentials', oauth())))
  const before = await restarted(world)
  world.clock.advance(20 * HOUR)
  expect(await before.get(secret)).toMatchObject({ meta: { refresh_status: 'pending' } })
  const amid = await restarted(world)
  for (const { emulator } of [before, amid]) emulator.settle()
  for (const each of [before, amid]) {
    expect(await each.get(secret)).toMatchObject({
      attributes: { expires_at: '2026-01-02T20:00:00.000Z' },
      meta: { refresh_status: 'succeeded' },
    })
  }
  const seed = before.emulator.state()
  world.clock.advance(24 * HOUR)
  const late = await createWorld({ seed, clock: world.clock })
  world.clock.advance(0)
  expect(await late.get(secret)).toMatchObject({ meta: { refresh_status: 'pending' } })
})

test('a refresh that has failed is not tried anew because the emulator was', async () => {
  const { world, send } = await start()
  const broken = oauth({ token_url: 'https://then-timeout-error.example.com' })
  const secret = resourceIn(await settled(world, await send('oauth2-client_credentials', broken)))
  world.clock.advance(20 * HOUR + 4000)
  const later = await restarted(world)
  world.clock.advance(1)
  expect(await later.get(secret)).toMatchObject({ meta: { refresh_status: 'failed' } })
})

test('the link of a secret of Google leads to where the emulator listens now', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await send('oauth2-google', { scopes: ['a'] }))
  const later = await restarted(world)
  const { meta } = await later.get(secret)
  expect(meta['authorization_url']).toBe(`${later.emulator.url}/emulator/authorize/${secret.id}`)
  await fetch(String(meta['authorization_url']))
  expect((await later.get(secret)).attributes['status']).toBe('pending')
})

test('a secret that was deleted is not refreshed', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await settled(world, await send('oauth2-client_credentials', oauth())))
  await world.call('DELETE', `/secrets/${secret.id}`)
  const events = async () => resourcesIn(await world.call('GET', '/audit_events'))
  const before = await events()
  world.clock.advance(48 * HOUR)
  expect(await events()).toEqual(before)
  expect(errorsOf(await world.call('GET', `/secrets/${secret.id}`))).toMatchObject([{ code: 'not-found' }])
})

test.each([
  {
    what: 'a server that refuses',
    more: { token_url: 'https://connection-refused.example.com/' },
    code: 'connection-refused',
    detail: 'The token server could not be reached.',
  },
  {
    what: 'a token that expires early',
    more: { token_url: 'https://a.example.com/?a=1&expires_in=28800' },
    code: undefined,
    detail: 'The token expires in 28800 s, which is too early.',
  },
  {
    what: 'a refresh that comes late',
    more: { refresh_offset: 72_000 },
    code: undefined,
    detail: 'The refresh offset of 72000 s is too long.',
  },
  {
    what: 'an error of the token server',
    more: { token_url: 'https://a.example.com/?a=1&error=invalid_client' },
    code: undefined,
    detail: 'The token server answered invalid_client.',
  },
])('$what makes the exchange fail', async ({ more, code, detail }) => {
  const { world, send } = await start()
  const response = await send('oauth2-client_credentials', oauth(more))
  const failed = await settled(world, response)
  expect(failed.failures).toMatchObject([{ field: 'status_details', errors: [{ detail }] }])
  expect(errorsOf(failed)[0]?.code).toBe(code)
  const secret = resourceIn(response)
  const tested = await act(world, secret, 'test')
  const refusal = {
    detail: 'Only oauth2 secrets whose exchange succeeded can be tested.',
    source: { pointer: '/data/meta/action' },
  }
  expect(tested.failures).toMatchObject([{ status: 409, errors: [refusal] }])
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
  expect(at(await act(world, fine, 'test'), '/data/meta/test_exchange')).toEqual({
    access_token: 'emulated',
    token_type: 'bearer',
    expires_in: 86_400,
  })
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
    credentials: { alg: 'RS256', aud: 'a', iss: 'i', ttl: 7200 },
  })
  expect(JSON.stringify(secret)).not.toContain('SECRET')
  const odd = { ...credentials, ttl: 'a day', refresh_offset: 3600 }
  expect(resourceIn(await settled(world, await send('oauth2-jwt', odd))).attributes).toMatchObject({
    expires_at: '2026-01-02T00:00:00.000Z',
    refresh_at: '2026-01-01T23:00:00.000Z',
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
  expect(done.attributes).toMatchObject({
    status: 'succeeded',
    expires_at: '2026-01-01T01:00:00.000Z',
    refresh_at: '2026-01-01T00:30:00.000Z',
  })
  expect(done).not.toHaveProperty('meta')
  const again = await act(world, secret, 'reauthorize')
  expect(at(again, '/data/attributes/status')).toBe('manual_authorization')
})

test('a link that is followed twice starts one exchange, and asking for another link ends that', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await send('oauth2-google', { scopes: ['a'] }))
  const url = String(secret.meta['authorization_url'])
  const status = async () => (await world.get(secret)).attributes['status']
  await fetch(url)
  world.clock.advance(600)
  await fetch(url)
  world.clock.advance(400)
  expect(await status()).toBe('succeeded')
  await act(world, secret, 'reauthorize')
  await fetch(url)
  await act(world, secret, 'reauthorize')
  world.emulator.settle()
  expect(await status()).toBe('manual_authorization')
})

test('what went wrong with an authorization is forgotten when another one starts', async () => {
  const { world, send } = await start()
  const broken = { scopes: ['a'], token_url: 'https://timeout-error.example.com' }
  const secret = resourceIn(await send('oauth2-google', broken))
  await fetch(String(secret.meta['authorization_url']))
  world.emulator.settle()
  expect(await world.get(secret)).toMatchObject({ meta: { status_details: { errors: [{ code: 'timeout-error' }] } } })
  const { meta } = resourceIn(await act(world, secret, 'reauthorize'))
  expect(Object.keys(meta).sort()).toEqual(['authorization_url', 'authorization_url_expires_at'])
})

test.each([
  { expiry: 28_801, offset: 14_400, succeeds: true },
  { expiry: 28_801, offset: 14_401, succeeds: false },
  { expiry: 40_000, offset: 25_599, succeeds: true },
  { expiry: 40_000, offset: 25_600, succeeds: false },
])('a token for $expiry s, refreshed $offset s before: $succeeds', async ({ expiry, offset, succeeds }) => {
  const { world, send } = await start()
  const more = { token_url: `https://a.example.com/?expires_in=${expiry}`, refresh_offset: offset }
  for (const type of ['oauth2', 'oauth2-client_credentials']) {
    const { attributes } = resourceIn(await settled(world, await send(type, oauth(more))))
    expect(attributes['status']).toBe(succeeds ? 'succeeded' : 'failed')
  }
})

test('only secrets of Google are authorized', async () => {
  const { world, send } = await start()
  const secret = resourceIn(await settled(world, await send('token', { token: 't' })))
  expect(errorsOf(await act(world, secret, 'reauthorize'))).toMatchObject([
    { status: '409', detail: 'Nobody has to authorize this secret.', source: { pointer: '/data/meta/action' } },
  ])
})

test.each([
  { type: 'token', credentials: {}, pointer: '/data/attributes/credentials' },
  { type: 'token', credentials: 'SECRET', pointer: '/data/attributes/credentials' },
  { type: 'oauth1', credentials: {}, pointer: '/data/attributes/type_of' },
  { type: 'simple-http', credentials: { username: 'u' }, pointer: '/data/attributes/credentials' },
  { type: 'simple-http', credentials: { username: 'u', password: '' }, pointer: '/data/attributes/credentials' },
  { type: 'token', credentials: { token: null }, pointer: '/data/attributes/credentials' },
])('$type with $credentials is refused', async ({ type, credentials, pointer }) => {
  const { send } = await start()
  expect(errorsOf(await send(type, credentials))).toMatchObject([{ status: '422', source: { pointer } }])
})

test.each([
  { type: 'oauth2', needs: 'client_id, client_secret, token_url' },
  { type: 'oauth2-client_credentials', needs: 'client_id, client_secret, token_url' },
  { type: 'oauth2-google', needs: 'scopes' },
  { type: 'oauth2-jwt', needs: 'alg, aud, iss, private_key, ttl' },
  { type: 'simple-http', needs: 'password, username' },
  { type: 'token', needs: 'token' },
])('$type needs $needs', async ({ type, needs }) => {
  const { send } = await start()
  expect(errorsOf(await send(type, {}))).toMatchObject([
    {
      status: '422',
      detail: `Credentials of type ${type} need ${needs}.`,
      source: { pointer: '/data/attributes/credentials' },
    },
  ])
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
  expect(errorsOf(await send('token', { token: 't' }))).toMatchObject([
    { status: '422', detail: 'Only properties of platform edge have secrets.', source: { pointer: '/data' } },
  ])
})

test('a secret stays in its environment as long as that exists', async () => {
  const { world, property, environment, secret } = await start()
  const one = await create(world, property, 'secrets', secret('token', { token: 't' }))
  expect(resourcesIn(await world.call('GET', `/environments/${environment.id}/secrets`))).toHaveLength(1)
  const other = { relationships: { environment: named(await createEnvironment(world, property)) } }
  expect(errorsOf(await patch(world, one, other))).toMatchObject([
    {
      status: '422',
      detail: 'A secret cannot move to another environment.',
      source: { pointer: '/data/relationships/environment/data' },
    },
  ])
  expect(errorsOf(await patch(world, one, { relationships: { environment: named(environment) } }))).toEqual([])
  await world.call('DELETE', `/environments/${environment.id}`)
  expect(errorsOf(await patch(world, one, other))).toEqual([])
})
