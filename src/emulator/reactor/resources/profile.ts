/** The profile: who calls, and for which organization. */
import { createHash } from 'node:crypto'
import { noParameters } from '../list.js'
import type { Definition } from '../model.js'
import type { Handler } from '../read-endpoints.js'
import { documentResponse } from '../request.js'

/** The type `users`; the one user is not kept. */
export const users: Definition = { type: 'users', right: undefined, attributes: {}, relations: {} }

/**
 * `GET /profile`
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/endpoints/profile
 */
export const showProfile: Handler = (exchange) => {
  noParameters(exchange)
  const { account, org, emulation } = exchange
  const id = `UR${createHash('sha256').update(account.client).digest('hex').slice(0, 32)}`
  const attributes = {
    active_org: org,
    display_name: account.client,
    email: `${account.client}@example.com`,
    expires_in: emulation.tokenLifetime,
    job_function: null,
    organizations: { [org]: { name: 'Emulated Company', provisioned: true, admin: account.rights.size > 0 } },
  }
  const meta = { rights: [...account.rights] }
  return documentResponse(200, {
    data: { id, type: 'users', attributes, links: { self: `${emulation.url}/profile` }, meta },
  })
}
