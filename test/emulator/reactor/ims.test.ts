import { describe, expect, test } from 'vitest'
import { ims as imsCodes } from '../../../src/reactor/foreign-codes.generated.js'
import { at, createWorld, ims, token } from './world.js'

const credentials = { client_id: 'client', client_secret: 'secret' }
const technical = { ...credentials, grant_type: 'client_credentials' }

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { iss: 'org', sub: 'account', aud: 'ims', exp: 2 ** 31 }
const jwt = (head: unknown = { alg: 'RS256' }, body: unknown = claims, signature = 'c2lnbg'): string =>
  `${part(head)}.${part(body)}.${signature}`

test('credentials are exchanged for a token that the API takes', async () => {
  const world = await createWorld()
  const response = await ims(world, '/ims/token/v3', technical)
  expect(response).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 86_400 } })
  expect(response.headers.get('cache-control')).toBe('no-store')
  const headers = { authorization: `Bearer ${String(at(response, '/access_token'))}` }
  expect(await world.call('GET', '/companies', { headers })).toMatchObject({ status: 200 })
  expect(await world.call('GET', '/profile', { headers })).toMatchObject({
    body: { data: { type: 'users', attributes: { display_name: 'client' } } },
  })
})

test('credentials may stand in the query, and a JWT can be exchanged as well', async () => {
  const world = await createWorld({ tokenLifetime: 60_000 })
  const query = new URLSearchParams(technical)
  expect(await world.call('POST', `/ims/token/v3?${query}`)).toMatchObject({ status: 200, body: { expires_in: 60 } })
  expect(await ims(world, '/ims/exchange/jwt', { ...credentials, jwt_token: jwt() })).toMatchObject({ status: 200 })
})

describe.each([
  { path: '/ims/token/v3', what: 'no grant', form: credentials, code: 'bad_request' },
  { path: '/ims/token/v3', what: 'no client', form: { ...technical, client_id: '' }, code: 'invalid_client' },
  { path: '/ims/token/v3', what: 'no secret', form: { ...technical, client_secret: '' }, code: 'invalid_client' },
  {
    path: '/ims/token/v3',
    what: 'a scope that is none',
    form: { ...technical, scope: 'openid,!' },
    code: 'invalid_scope',
  },
  {
    path: '/ims/token/v3',
    what: 'a sign-in without its code',
    form: { ...technical, grant_type: 'authorization_code' },
    code: 'bad_request',
  },
  { path: '/ims/exchange/jwt', what: 'no client', form: { client_secret: 's' }, code: 'invalid_client' },
  { path: '/ims/exchange/jwt', what: 'no JWT', form: credentials, code: 'invalid_token' },
  {
    path: '/ims/exchange/jwt',
    what: 'four parts',
    form: { ...credentials, jwt_token: `${jwt()}.x` },
    code: 'invalid_token',
  },
  { path: '/ims/exchange/jwt', what: 'a list', form: { ...credentials, jwt_token: jwt([]) }, code: 'invalid_token' },
  {
    path: '/ims/exchange/jwt',
    what: 'another algorithm',
    form: { ...credentials, jwt_token: jwt({ alg: 'none' }) },
    code: 'invalid_signature',
  },
  {
    path: '/ims/exchange/jwt',
    what: 'no signature',
    form: { ...credentials, jwt_token: jwt({ alg: 'RS256' }, claims, '') },
    code: 'invalid_signature',
  },
  {
    path: '/ims/exchange/jwt',
    what: 'a claim left out',
    form: { ...credentials, jwt_token: jwt({ alg: 'RS256' }, { iss: 'org' }) },
    code: 'bad_request',
  },
  {
    path: '/ims/exchange/jwt',
    what: 'a JWT of yesterday',
    form: { ...credentials, jwt_token: jwt({ alg: 'RS256' }, { ...claims, exp: 1 }) },
    code: 'invalid_token',
  },
  { path: '/ims/revoke', what: 'no token', form: {}, code: 'bad_request' },
] as const)('$path', ({ path, what, form, code }) => {
  test(`answers ${what} with ${code}`, async () => {
    const response = await ims(await createWorld(), path, form)
    expect(response.status).toBe(imsCodes[code].status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.body).toEqual({ error: code, error_description: expect.any(String) })
    expect(response.failures).toMatchObject([{ format: 'ims', errors: [{ code }] }])
  })
})

test.each(Object.keys(imsCodes))('%s comes when it is asked for', async (code) => {
  const response = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': code })
  expect(response.failures).toMatchObject([{ format: 'ims', errors: [{ code }] }])
})

test('an error that the service does not have cannot be asked of it', async () => {
  const response = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': 'not-found' })
  expect(response).toMatchObject({ status: 400, body: { error: 'bad_request' } })
  const misspelt = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': 'invalid_clinet' })
  const error_description = 'There is no such error to ask for here; did you mean invalid_client?'
  expect(misspelt).toMatchObject({ status: 400, body: { error: 'bad_request', error_description } })
})

test('there are no other endpoints, and no other methods', async () => {
  const world = await createWorld()
  expect(await ims(world, '/ims/nothing', {})).toMatchObject({ status: 404, body: { error: 'not_found' } })
  const response = await world.call('GET', '/ims/token/v3')
  expect(response).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } })
  expect(response.headers.get('allow')).toBe('POST')
})

test('a client that is named after its rights has no others', async () => {
  const world = await createWorld()
  const authorization = `Bearer ${await token(world, { client_id: 'developer' })}`
  const response = await world.call('GET', '/profile', { headers: { authorization } })
  expect(at(response, '/data/meta/rights')).toEqual(['develop', 'manage_extensions'])
})
