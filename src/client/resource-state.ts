/** Reads how far the work on a resource has come. */
import type { DeferredField } from '../failure/failure.js'
import { membersOf } from '../failure/plain.js'
import type { Link } from '../jsonapi/document.js'

/** A resource as the API gives it (JSON:API 1.1, “Resource Objects”), as far as waiting for it goes. */
export interface SettleResource {
  readonly type: string
  readonly id: string
  readonly attributes?: object
  readonly meta?: object
  readonly links?: { readonly self?: Link }
}

/** What is still to be waited for. */
export interface Pending {
  /** The member that says so. */
  readonly field: DeferredField
  /** Its value. */
  readonly status: string
}

/**
 * What is still to be waited for; `undefined` where nothing is. `attributes.status` is, unless it is one of the two that end the
 * work: one that nobody knows may be on its way there. What has no such status is not worked on. `meta.refresh_status` (of
 * secrets) and `meta.republish_status` (of builds) are waited for while they are `pending`.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/secrets
 */
export function pendingIn({ attributes, meta }: SettleResource): Pending | undefined {
  const { status } = membersOf(attributes)
  if (typeof status === 'string' && status !== 'succeeded' && status !== 'failed') return { field: 'status', status }
  const { refresh_status: refresh, republish_status: republish } = membersOf(meta)
  if (refresh === 'pending') return { field: 'refresh_status', status: refresh }
  return republish === 'pending' ? { field: 'republish_status', status: republish } : undefined
}
