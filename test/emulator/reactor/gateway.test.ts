import { expect, test } from 'vitest'
import type { RequestLog } from '../../../src/emulator/reactor/http.js'
import { reactor } from '../../../src/index.js'
import { gateway } from '../../../src/reactor/foreign-codes.generated.js'
import { createWorld, errorsOf, ims, ORG, token } from './world.js'

const complete = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': ORG }

/** What the gateway says of codes whose title is not what it says. */
const messages: Readonly<Record<string, string>> = {
  400003: 'Missing header',
  401013: 'Oauth token is not valid',
  403000: 'Api Key is required',
  403003: 'Api Key is invalid',
  403010: 'Oauth token is missing.',
  403025: 'Profile is not valid',
  429050: 'Too many requests',
}

const withToken = (authorization: string) => ({ ...complete, authorization })

test.each([
  { what: 'no key', code: '403000', headers: { authorization: 'Bearer token', 'x-gw-ims-org-id': ORG } },
  { what: 'a key that is none', code: '403003', headers: { ...complete, 'x-api-key': 'no key' } },
  { what: 'a key with a mark before it', code: '403003', headers: { ...complete, 'x-api-key': '!key' } },
  { what: 'a key with a mark behind it', code: '403003', headers: { ...complete, 'x-api-key': 'key!' } },
  { what: 'no token', code: '403010', headers: { 'x-api-key': 'key', 'x-gw-ims-org-id': ORG } },
  { what: 'another scheme', code: '401013', headers: withToken('Basic dXNlcjpwYXNz') },
  { what: 'a scheme that ends like it', code: '401013', headers: withToken('Forbearer token') },
  { what: 'two tokens', code: '401013', headers: withToken('Bearer two words') },
  { what: 'a token without a space', code: '401013', headers: withToken('Bearertoken') },
  { what: 'a token of signs alone', code: '401013', headers: withToken('Bearer ==') },
  { what: 'a token with a sign in its middle', code: '401013', headers: withToken('Bearer a=b') },
  { what: 'no organization', code: '400003', headers: { 'x-api-key': 'key', authorization: 'Bearer token' } },
] as const)('$what is turned away with $code', async ({ code, headers }) => {
  const { emulator } = await createWorld()
  const response = await fetch(`${emulator.url}/companies`, { headers })
  const body = await response.json()
  expect(response.status).toBe(gateway[code].status)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('x-request-id')).toMatch(/^\w{32}$/)
  expect(body).toEqual({ error_code: code, message: messages[code] })
  const [failure] = reactor.parse(body, { status: response.status })
  expect(failure).toMatchObject({ format: 'gateway', errors: [{ code }] })
})

test.each(['bearer token', 'Bearer  token', 'Bearer a.b~c+d/e-f_9=='])('%s is a token', async (authorization) => {
  const world = await createWorld()
  expect(await world.call('GET', '/companies', { headers: { authorization } })).toMatchObject({ status: 200 })
})

test.each(['somebody', 'a@AdobeOrgs', '@AdobeOrg', 'a b@AdobeOrg', '-a@AdobeOrg'])(
  'the organization %s has no access',
  async (org) => {
    const world = await createWorld()
    const response = await world.call('GET', '/companies', { headers: { 'x-gw-ims-org-id': org } })
    expect(errorsOf(response)).toMatchObject([
      { code: 'invalid-org', detail: 'The organization has no access to the API.' },
    ])
  },
)

test('who is turned away by the API is told why', async () => {
  const world = await createWorld({ tokenLifetime: 1000 })
  const refusalOf = async (bearer: string) => {
    const response = await world.call('GET', '/companies', { headers: { authorization: `Bearer ${bearer}` } })
    return errorsOf(response).map(({ code, detail }) => `${code}: ${detail}`)
  }
  const scopeless = await token(world, { scope: 'openid' })
  expect(await refusalOf(scopeless)).toEqual([
    'no-available-orgs: The token was asked for without the scope additional_info.projectedProductContext.',
  ])
  const [technical, user] = [await token(world), await token(world, { grant_type: 'authorization_code', code: 'c' })]
  const ended = await token(world)
  await ims(world, '/ims/revoke', { token: ended })
  expect(await refusalOf(ended)).toEqual(['ims-session-error: The session was ended.'])
  world.clock.advance(999)
  expect(await refusalOf(technical)).toEqual([])
  world.clock.advance(1)
  expect(await refusalOf(technical)).toEqual(['authentication-failure: The access token has expired.'])
  expect(await refusalOf(user)).toEqual(['session-timeout: The session has expired.'])
})

test('the key of Adobe’s own clients stands for the organization', async () => {
  const { emulator } = await createWorld()
  const headers = { 'x-api-key': 'Activation-DTM', authorization: 'Bearer token' }
  const response = await fetch(`${emulator.url}/companies`, { headers })
  expect(await response.json()).toMatchObject({ data: [{ attributes: { org_id: 'EMULATED@AdobeOrg' } }] })
  const named = await fetch(`${emulator.url}/companies`, { headers: { ...headers, 'x-gw-ims-org-id': ORG } })
  expect(await named.json()).toMatchObject({ data: [{ attributes: { org_id: ORG } }] })
})

test.each(Object.entries(gateway))('%s comes when it is asked for', async (code, { title }) => {
  const told: RequestLog[] = []
  const world = await createWorld({ onResponse: (log) => told.push(log) })
  const response = await world.call('GET', '/companies', { headers: { 'x-emulate-error': code } })
  expect(response.failures).toMatchObject([{ format: 'gateway', status: response.status, errors: [{ code }] }])
  expect(response.body).toEqual({ error_code: code, message: messages[code] ?? title })
  expect(response.headers.get('retry-after')).toBeNull()
  expect(told).toMatchObject([{ codes: [code] }])
})

test('a rate limit says how long to wait when it is asked to', async () => {
  const world = await createWorld()
  const response = await world.call('GET', '/companies', { headers: { 'x-emulate-error': '429050; retry-after=7' } })
  expect(response.status).toBe(429)
  expect(response.failures).toMatchObject([{ retryAfter: 7000, errors: [{ code: '429050' }] }])
})
