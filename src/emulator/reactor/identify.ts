/** Finds out who calls, and whether the API lets them in at all. */
import type { ReactorCode } from '../../reactor/index.js'
import type { Account } from './accounts.js'
import type { Passed } from './gateway.js'
import type { Emulation } from './model.js'
import { errorOf, Refusal } from './refusal.js'
import type { ApiRequest } from './request.js'
import { foundCompany } from './resources/companies.js'

/** The organization of those who name none. */
const USUAL_ORG: 'EMULATED@AdobeOrg' = 'EMULATED@AdobeOrg'

/** Without it a token does not tell which product profiles its account is in. */
const PROFILE_SCOPE = 'additional_info.projectedProductContext'

/** The account and the organization of a request. Throws a `Refusal` where the API turns them away. */
export function identify(
  emulation: Emulation,
  request: ApiRequest,
  { token, org = USUAL_ORG }: Passed,
): { readonly account: Account; readonly org: string } {
  const account = emulation.accounts.of(token)
  const refuse = (code: ReactorCode, detail: string): never => {
    throw new Refusal([errorOf(request, code, { detail })])
  }
  if (account === 'signed-out') return refuse('ims-session-error', 'The session was ended.')
  if (account.expiresAt <= emulation.clock.now()) {
    return account.kind === 'user'
      ? refuse('session-timeout', 'The session has expired.')
      : refuse('authentication-failure', 'The access token has expired.')
  }
  if (account.scopes !== undefined && !account.scopes.includes(PROFILE_SCOPE)) {
    return refuse('no-available-orgs', `The token was asked for without the scope ${PROFILE_SCOPE}.`)
  }
  if (!/^\w+@AdobeOrg$/.test(org)) return refuse('invalid-org', 'The organization has no access to the API.')
  foundCompany(emulation, org)
  return { account, org }
}
