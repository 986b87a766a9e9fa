import { describe, expect, test } from 'vitest'
import { ims as imsCodes } from '../../../src/reactor/foreign-codes.generated.js'
import { at, createWorld, ims, token } from './world.js'

const credentials = { client_id: 'client', client_secret: 'secret' }
const technical = { ...credentials, grant_type: 'client_credentials' }

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** When the clock of a world starts, in seconds. */
const START = Date.UTC(2026, 0, 1) / 1000
const claims = { iss: 'org', sub: 'account', aud: 'ims', exp: START + 1 }
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
  const exchanged = await ims(world, '/ims/exchange/jwt', { ...credentials, jwt_token: jwt() })
  expect(exchanged).toMatchObject({ status: 200, body: { expires_in: 60_000 } })
})

interface Refused {
  readonly path: string
  readonly what: string
  readonly form: Readonly<Record<string, string>>
  readonly code: keyof typeof imsCodes
  readonly said: string
}

const TOKEN = '/ims/token/v3'
const EXCHANGE = '/ims/exchange/jwt'
const withJwt = (jwt_token: string) => ({ ...credentials, jwt_token })
const withClaims = (some: object) => withJwt(jwt(undefined, some))
const NO_JWT = 'jwt_token is missing or cannot be decoded'
const NO_CERTIFICATE = 'The signature of the JWT fits no certificate'
const NO_GRANT = 'grant_type has to be client_credentials or authorization_code'

/** What is refused, and how. */
const refused: readonly Refused[] = [
  { path: TOKEN, what: 'no grant', form: credentials, code: 'bad_request', said: NO_GRANT },
  {
    path: TOKEN,
    what: 'another grant',
    form: { ...technical, grant_type: 'password' },
    code: 'bad_request',
    said: NO_GRANT,
  },
  {
    path: TOKEN,
    what: 'no client',
    form: { ...technical, client_id: '' },
    code: 'invalid_client',
    said: 'invalid client_id parameter',
  },
  {
    path: TOKEN,
    what: 'no secret',
    form: { ...technical, client_secret: '' },
    code: 'invalid_client',
    said: 'invalid client_secret parameter',
  },
  ...['openid,!', '1st', 'openid st!'].map(
    (scope): Refused => ({
      path: TOKEN,
      what: `the scope ${scope}`,
      form: { ...technical, scope },
      code: 'invalid_scope',
      said: 'invalid scope',
    }),
  ),
  {
    path: TOKEN,
    what: 'a sign-in without its code',
    form: { ...technical, grant_type: 'authorization_code' },
    code: 'bad_request',
    said: 'code is missing',
  },
  ...[{ client_secret: 's' }, { client_id: 'c' }].map(
    (form): Refused => ({
      path: EXCHANGE,
      what: `nothing but ${Object.keys(form)}`,
      form,
      code: 'invalid_client',
      said: 'client_id or client_secret is missing',
    }),
  ),
  { path: EXCHANGE, what: 'no JWT', form: credentials, code: 'invalid_token', said: NO_JWT },
  { path: EXCHANGE, what: 'four parts', form: withJwt(`${jwt()}.x`), code: 'invalid_token', said: NO_JWT },
  { path: EXCHANGE, what: 'one part', form: withJwt(part({ alg: 'RS256' })), code: 'invalid_token', said: NO_JWT },
  { path: EXCHANGE, what: 'a list', form: withJwt(jwt([])), code: 'invalid_token', said: NO_JWT },
  { path: EXCHANGE, what: 'a list of claims', form: withClaims([]), code: 'invalid_token', said: NO_JWT },
  {
    path: EXCHANGE,
    what: 'another algorithm',
    form: withJwt(jwt({ alg: 'none' })),
    code: 'invalid_signature',
    said: NO_CERTIFICATE,
  },
  {
    path: EXCHANGE,
    what: 'an empty signature',
    form: withJwt(jwt(undefined, claims, '')),
    code: 'invalid_signature',
    said: NO_CERTIFICATE,
  },
  {
    path: EXCHANGE,
    what: 'no signature',
    form: withJwt(`${part({ alg: 'RS256' })}.${part(claims)}`),
    code: 'invalid_signature',
    said: NO_CERTIFICATE,
  },
  {
    path: EXCHANGE,
    what: 'a claim left out',
    form: withClaims({ iss: 'org' }),
    code: 'bad_request',
    said: 'The JWT lacks sub',
  },
  ...[1, START, String(START + 1)].map(
    (exp): Refused => ({
      path: EXCHANGE,
      what: `a JWT until ${JSON.stringify(exp)}`,
      form: withClaims({ ...claims, exp }),
      code: 'invalid_token',
      said: 'The JWT has expired',
    }),
  ),
  { path: '/ims/revoke', what: 'no token', form: {}, code: 'bad_request', said: 'token is missing' },
]

describe.each(refused)('$path', ({ path, what, form, code, said }) => {
  test(`answers ${what} with ${code}`, async () => {
    const response = await ims(await createWorld(), path, form)
    expect(response.status).toBe(imsCodes[code].status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.body).toEqual({ error: code, error_description: said })
    expect(response.failures).toMatchObject([{ format: 'ims', errors: [{ code }] }])
  })
})

test('scopes stand between spaces or commas', async () => {
  const world = await createWorld()
  const scope = 'openid, AdobeID additional_info.projectedProductContext,x.1'
  const headers = { authorization: `Bearer ${await token(world, { scope })}` }
  expect(await world.call('GET', '/companies', { headers })).toMatchObject({ status: 200 })
})

test('a profile is shown to its own token', async () => {
  const world = await createWorld()
  const headers = { authorization: `Bearer ${await token(world)}` }
  expect((await world.call('GET', '/ims/profile/v1', { headers })).body).toEqual({
    userId: 'client@AdobeID',
    displayName: 'client',
    email: 'client@example.com',
    ownerOrg: 'EMULATED@AdobeOrg',
  })
  const refused = await world.call('GET', '/ims/profile/v1', { headers: { authorization: 'Bearer' } })
  expect(refused.body).toEqual({
    error: 'invalid_token',
    error_description: 'The token is missing, was taken back, or has expired',
  })
})

test.each(['application/json', 'text/application/x-www-form-urlencoded', 'multipart/form-database'])(
  'a body of %s says nothing',
  async (type) => {
    const query = new URLSearchParams(technical)
    const sending = { body: 'client_id=', headers: { 'content-type': type } }
    expect(await (await createWorld()).call('POST', `/ims/token/v3?${query}`, sending)).toMatchObject({ status: 200 })
  },
)

test('a form is one whatever its case, and a file in it is no field', async () => {
  const world = await createWorld()
  const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded' }
  expect(await ims(world, '/ims/token/v3', technical, headers)).toMatchObject({ status: 200 })
  const body = new FormData()
  for (const [name, value] of Object.entries(technical)) body.append(name, value)
  body.set('client_id', new Blob(['client']), 'client')
  expect(await world.call('POST', '/ims/token/v3', { body })).toMatchObject({ body: { error: 'invalid_client' } })
})

test.each(Object.keys(imsCodes))('%s comes when it is asked for', async (code) => {
  const response = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': code })
  expect(response.failures).toMatchObject([{ format: 'ims', errors: [{ code }] }])
  expect(response.body).toMatchObject({ error_description: 'The request asked for this error' })
})

test.each(['not-found', '429050', 'nobody-has-this'])('%s cannot be asked of the service', async (code) => {
  const response = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': code })
  const body = { error: 'bad_request', error_description: 'There is no such error to ask for here.' }
  expect(response).toMatchObject({ status: 400, body })
})

test('of an error that is misspelt the service names the nearest', async () => {
  const response = await ims(await createWorld(), '/ims/token/v3', technical, { 'x-emulate-error': 'invalid_clinet' })
  const error_description = 'There is no such error to ask for here; did you mean invalid_client?'
  expect(response).toMatchObject({ status: 400, body: { error: 'bad_request', error_description } })
})

test('there are no other endpoints, and no other methods', async () => {
  const world = await createWorld()
  expect(await ims(world, '/ims/nothing', {})).toMatchObject({ status: 404, body: { error: 'not_found' } })
  const response = await world.call('GET', '/ims/token/v3')
  const body = { error: 'method_not_allowed', error_description: 'This endpoint takes POST' }
  expect(response).toMatchObject({ status: 405, body })
  expect(response.headers.get('allow')).toBe('POST')
})
