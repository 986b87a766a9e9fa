/** The identity service: gives tokens for credentials, sign-ins and JWTs, takes them back, and says whose they are. */

import { isRecord } from '../../failure/plain.js'
import { attempt } from '../../jsonapi/attempt.js'
import type { ImsCode } from '../../reactor/foreign-codes.generated.js'

import type { Account, Accounts } from './accounts.js'
import type { Clock } from './clock.js'
import { bearerOf, USUAL_ORG } from './gateway.js'
import { type ApiRequest, type ApiResponse, hasBody, header, plainResponse } from './request.js'
import { codesOf, imsResponse, noSuchError, type RequestedError } from './requested-error.js'
import type { Members } from './resource.js'

/** What the service needs of the emulator. */
export interface Ims {
  readonly accounts: Accounts
  readonly clock: Clock
  /** How long its tokens last, in milliseconds. */
  readonly tokenLifetime: number
}

/** What an endpoint is sent. */
interface Sent {
  /** Of the query and of the body. */
  readonly form: URLSearchParams
  readonly request: ApiRequest
}

interface Endpoint {
  readonly method: 'GET' | 'POST'
  readonly respond: (sent: Sent, service: Ims) => ApiResponse
}

// https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ims; version 2 is that of
// Adobe’s Postman collection “Identity Management Service”.
const endpoints: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['ims/token/v2', { method: 'POST', respond: giveToken }],
  ['ims/token/v3', { method: 'POST', respond: giveToken }],
  ['ims/exchange/jwt', { method: 'POST', respond: exchangeJwt }],
  ['ims/revoke', { method: 'POST', respond: revoke }],
  ['ims/profile/v1', { method: 'GET', respond: showProfile }],
])

/** Responds to a request below `/ims`. */
export function respondToIms(
  request: ApiRequest,
  requested: RequestedError | undefined,
  service: Ims,
): ApiResponse | Promise<ApiResponse> {
  const endpoint = endpoints.get(String(request.path?.join('/')))
  if (endpoint === undefined) {
    return plainResponse(404, { error: 'not_found', error_description: 'This endpoint is not emulated' })
  }
  const { method, respond } = endpoint
  if (request.method !== method) {
    const body = { error: 'method_not_allowed', error_description: `This endpoint takes ${method}` }
    return plainResponse(405, body, { allow: method })
  }
  if (requested !== undefined && requested.from !== 'ims')
    return imsResponse('bad_request', noSuchError(requested, codesOf.ims))
  if (requested !== undefined) return imsResponse(requested.code, 'The request asked for this error')
  const form = new URLSearchParams(request.query)
  if (!hasBody(request) || !isForm(request)) return respond({ form, request }, service)
  return request.readForm().then((sent) => {
    for (const [name, value] of sent) if (typeof value === 'string') form.set(name, value)
    return respond({ form, request }, service)
  })
}

/** Of either kind: Adobe’s guide of access tokens sends the fields with `curl -F`. */
const isForm = (request: ApiRequest): boolean =>
  /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(String(header(request, 'content-type')))

function giveToken({ form }: Sent, service: Ims): ApiResponse {
  const kind = kinds.get(String(form.get('grant_type')))
  if (kind === undefined) {
    return imsResponse('bad_request', 'grant_type has to be client_credentials or authorization_code')
  }
  const client = form.get('client_id')
  if (!client) return imsResponse('invalid_client', 'invalid client_id parameter')
  if (!form.get('client_secret')) return imsResponse('invalid_client', 'invalid client_secret parameter')
  if (kind === 'user' && !form.get('code')) return imsResponse('bad_request', 'code is missing')
  const scopes = (form.get('scope') ?? '').split(/[\s,]/).filter(Boolean)
  if (!scopes.every((scope) => /^[A-Za-z][\w.]*$/.test(scope))) return imsResponse('invalid_scope', 'invalid scope')
  return given(client, { kind, scopes: scopes.length > 0 ? scopes : undefined }, service, 1000)
}

const kinds: ReadonlyMap<string, Account['kind']> = new Map<string, Account['kind']>([
  ['client_credentials', 'technical'],
  ['authorization_code', 'user'],
])

function exchangeJwt({ form }: Sent, service: Ims): ApiResponse {
  const client = form.get('client_id')
  if (!client || !form.get('client_secret'))
    return imsResponse('invalid_client', 'client_id or client_secret is missing')
  const read = readJwt(String(form.get('jwt_token')), service.clock.now())
  if ('code' in read) return imsResponse(read.code, read.description)
  // This endpoint gives milliseconds: https://developer.adobe.com/developer-console/docs/guides/authentication/JWT/
  return given(client, { kind: 'technical', scopes: undefined }, service, 1)
}

function revoke({ form }: Sent, { accounts }: Ims): ApiResponse {
  const token = form.get('token')
  if (!token) return imsResponse('bad_request', 'token is missing')
  accounts.signOut(token)
  return plainResponse(200, {})
}

function showProfile({ request }: Sent, { accounts, clock }: Ims): ApiResponse {
  const token = bearerOf(String(header(request, 'authorization')))
  const account = token === undefined ? 'signed-out' : accounts.of(token)
  if (account === 'signed-out' || account.expiresAt <= clock.now()) {
    return imsResponse('invalid_token', 'The token is missing, was taken back, or has expired')
  }
  const { client } = account
  const email = `${client}@example.com`
  return plainResponse(200, { userId: `${client}@AdobeID`, displayName: client, email, ownerOrg: USUAL_ORG })
}

function given(
  client: string,
  how: Pick<Account, 'kind' | 'scopes'>,
  { accounts, tokenLifetime }: Ims,
  unit: number,
): ApiResponse {
  const token = accounts.signIn(client, how)
  const expires = Math.floor(tokenLifetime / unit)
  const grant = { access_token: token, token_type: 'bearer', expires_in: expires }
  return plainResponse(200, grant, { 'cache-control': 'no-store' })
}

/** What is wrong with a JWT. */
interface JwtError {
  readonly code: ImsCode
  readonly description: string
}

/**
 * The claims of `jwt`, or what is wrong with it at the time `now` (milliseconds since 1970). Its signature is not checked, only
 * asked for: the emulator knows no certificates.
 *
 * @see https://developer.adobe.com/developer-console/docs/guides/authentication/JWT/
 */
function readJwt(jwt: string, now: number): { readonly claims: Members } | JwtError {
  const parts = jwt.split('.')
  const [headers, claims] = parts.map(partOf)
  if (headers === undefined || claims === undefined || parts.length > 3) {
    return { code: 'invalid_token', description: 'jwt_token is missing or cannot be decoded' }
  }
  if (headers['alg'] !== 'RS256' || !parts[2]) {
    return { code: 'invalid_signature', description: 'The signature of the JWT fits no certificate' }
  }
  const missing = ['iss', 'sub', 'aud', 'exp'].find((name) => claims[name] === undefined)
  if (missing !== undefined) return { code: 'bad_request', description: `The JWT lacks ${missing}` }
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 <= now) {
    return { code: 'invalid_token', description: 'The JWT has expired' }
  }
  return { claims }
}

function partOf(part: string): Members | undefined {
  const value = attempt<unknown>(() => JSON.parse(Buffer.from(part, 'base64url').toString()))
  return isRecord(value) ? value : undefined
}
