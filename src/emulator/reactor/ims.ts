/** The identity service: gives tokens for credentials, sign-ins and JWTs, and takes them back. */
import type { ImsCode } from '../../reactor/foreign-codes.generated.js'
import { ims } from '../../reactor/foreign-codes.generated.js'
import type { Account, Accounts } from './accounts.js'
import type { Asked } from './asked.js'
import type { Clock } from './clock.js'
import { readJwt } from './ims-jwt.js'
import { plain, type Reply } from './reply.js'
import { type ApiRequest, header } from './request.js'

/** What the service needs of the emulator. */
export interface Ims {
  readonly accounts: Accounts
  readonly clock: Clock
  /** How long its tokens last, in milliseconds. */
  readonly tokenLifetime: number
}

/** Answers a request below `/ims`. */
export function answerIms(request: ApiRequest, asked: Asked | undefined, service: Ims): Reply {
  const endpoint = endpoints.get(String(request.path?.join('/')))
  if (endpoint === undefined) return plain(404, { error: 'not_found', error_description: 'There is no such endpoint' })
  if (request.method !== 'POST') {
    const body = { error: 'method_not_allowed', error_description: 'Tokens are asked for with POST' }
    return plain(405, body, { allow: 'POST' })
  }
  if (asked !== undefined && asked.from !== 'ims')
    return refused('bad_request', 'There is no such error to ask for here')
  if (asked !== undefined) return refused(asked.code, 'The request asked for this error')
  return endpoint(formOf(request), service)
}

type Endpoint = (form: URLSearchParams, service: Ims) => Reply

// https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ims
const endpoints: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['ims/token/v3', giveToken],
  ['ims/exchange/jwt', exchangeJwt],
  ['ims/revoke', revoke],
])

function giveToken(form: URLSearchParams, service: Ims): Reply {
  const kind = kinds.get(form.get('grant_type') ?? '')
  if (kind === undefined) return refused('bad_request', 'grant_type has to be client_credentials or authorization_code')
  const client = form.get('client_id')
  if (!client) return refused('invalid_client', 'invalid client_id parameter')
  if (!form.get('client_secret')) return refused('invalid_client', 'invalid client_secret parameter')
  if (kind === 'user' && !form.get('code')) return refused('bad_request', 'code is missing')
  const scopes = (form.get('scope') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!scopes.every((scope) => /^[A-Za-z][\w.]*$/.test(scope))) return refused('invalid_scope', 'invalid scope')
  return given(client, { kind, scopes: scopes.length > 0 ? scopes : undefined }, service)
}

const kinds: ReadonlyMap<string, Account['kind']> = new Map<string, Account['kind']>([
  ['client_credentials', 'technical'],
  ['authorization_code', 'user'],
])

function exchangeJwt(form: URLSearchParams, service: Ims): Reply {
  const client = form.get('client_id')
  if (!client || !form.get('client_secret')) return refused('invalid_client', 'client_id or client_secret is missing')
  const read = readJwt(form.get('jwt_token') ?? '', service.clock.now())
  if ('code' in read) return refused(read.code, read.description)
  return given(client, { kind: 'technical', scopes: undefined }, service)
}

function revoke(form: URLSearchParams, { accounts }: Ims): Reply {
  const token = form.get('token')
  if (!token) return refused('bad_request', 'token is missing')
  accounts.signOut(token)
  return plain(200, {})
}

function given(client: string, how: Pick<Account, 'kind' | 'scopes'>, { accounts, tokenLifetime }: Ims): Reply {
  const token = accounts.signIn(client, how)
  const expires = Math.floor(tokenLifetime / 1000)
  return plain(200, { access_token: token, token_type: 'bearer', expires_in: expires }, { 'cache-control': 'no-store' })
}

function refused(code: ImsCode, description: string): Reply {
  return plain(ims[code].status, { error: code, error_description: description })
}

/** What was sent as a form, in the body or in the query: the service takes both. */
function formOf(request: ApiRequest): URLSearchParams {
  const form = new URLSearchParams(request.query)
  const isForm = header(request, 'content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded')
  if (!isForm) return form
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(request.body))) form.set(name, value)
  return form
}
