/**
 * Who gets to the API: the gateway in front of it turns away requests without key, token or organization, then the API looks who
 * calls.
 */
import type { ReactorCode } from '../../reactor/index.js'
import type { Account, Accounts } from './accounts.js'
import type { Clock } from './clock.js'
import { refuse } from './refusal.js'
import { type ApiRequest, type ApiResponse, header } from './request.js'
import { gatewayResponse, type RequestedError } from './requested-error.js'

/** The key of Adobe’s own uploader and SDK, which name no organization. */
const ADOBE_KEY = 'Activation-DTM'

// The characters of a bearer token: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i

/** The organization of those who name none, and of what is there from the beginning. */
export const USUAL_ORG: 'EMULATED@AdobeOrg' = 'EMULATED@AdobeOrg'

/** Without it a token does not tell which product profiles its account is in. */
const PROFILE_SCOPE = 'additional_info.projectedProductContext'

/** What the gateway lets through. */
export interface Passed {
  readonly token: string
  readonly org: string
}

/** The error that a request asks the gateway for, or what it lacks for the gateway to let it through. */
export function passGateway(request: ApiRequest, requested: RequestedError | undefined): Passed | ApiResponse {
  if (requested?.from === 'gateway') return gatewayResponse(requested.code, requested.retryAfter)
  const key = header(request, 'x-api-key')
  if (key === undefined) return gatewayResponse('403000')
  if (!/^[\w-]+$/.test(key)) return gatewayResponse('403003')
  const authorization = header(request, 'authorization')
  if (authorization === undefined) return gatewayResponse('403010')
  const token = bearerOf(authorization)
  if (token === undefined) return gatewayResponse('401013')
  const org = header(request, 'x-gw-ims-org-id')
  return org === undefined && key !== ADOBE_KEY ? gatewayResponse('400003') : { token, org: org ?? USUAL_ORG }
}

/** The token in a header Authorization. */
export const bearerOf = (authorization: string): string | undefined => BEARER.exec(authorization)?.[1]

/** The account of a token. Throws a `Refusal` where the API turns it away. */
export function accountOf({ token, org }: Passed, accounts: Accounts, clock: Clock): Account {
  const turnAway = (code: ReactorCode, detail: string): never => refuse({}, code, { detail })
  const account = accounts.of(token)
  if (account === 'signed-out') return turnAway('ims-session-error', 'The session was ended.')
  if (account.expiresAt <= clock.now()) {
    return account.kind === 'user'
      ? turnAway('session-timeout', 'The session has expired.')
      : turnAway('authentication-failure', 'The access token has expired.')
  }
  if (account.scopes !== undefined && !account.scopes.includes(PROFILE_SCOPE)) {
    return turnAway('no-available-orgs', `The token was asked for without the scope ${PROFILE_SCOPE}.`)
  }
  if (!/^\w+@AdobeOrg$/.test(org)) return turnAway('invalid-org', 'The organization has no access to the API.')
  return account
}
