/** The error for resources that did not settle: what was last seen of them, and what has to happen first. */

import { cutText } from '../failure/cut-text.js'
import type { DeferredField, FailedResource, Failure } from '../failure/failure.js'
import { messageOf } from '../failure/json-api-error.js'
import { maskText } from '../failure/secrets.js'
import { visibleMessage } from '../jsonapi/visible.js'

/** The state of a resource that is being waited for, as it was last seen. Plain data. */
export interface LastSeen {
  /** Absent until it was seen for the first time. */
  readonly resource?: FailedResource
  /** The member that is being waited for. */
  readonly field?: DeferredField
  /** The value of that member: `pending`, or one that is not known. */
  readonly status?: string
  /** How often the resource has been asked for. */
  readonly polls: number
  /** How long it has been waited for, in milliseconds. */
  readonly elapsed: number
  /** Why the last poll failed, where there was a response. It may pass, else the wait would have ended with it. */
  readonly failure?: Failure
  /** Why the last poll failed, where there was no response that could be read. */
  readonly trouble?: string
}

/** Why a resource did not settle. */
export type NotSettledReason = 'timeout' | 'manual-authorization'

/** The page that a person has to open in a browser so that a secret can be exchanged. */
export interface Authorization {
  /** Leads to the consent page. Its query holds secrets. */
  readonly url: string
  /** When the URL expires, as the API writes it. */
  readonly expiresAt?: string
}

function textOf(reason: NotSettledReason, { resource, field, status, elapsed, failure, trouble }: LastSeen): string {
  const whose = resource === undefined ? 'The resource' : visibleMessage(maskText(`${resource.type} ${resource.id}`))
  if (reason === 'manual-authorization') return `${whose} has to be authorized by a person`
  const last = failure === undefined ? trouble : messageOf([failure])
  const parts = [
    status === undefined ? 'it was never seen' : `its ${field} was "${visibleMessage(maskText(cutText(status, 100)))}"`,
    ...(last === undefined ? [] : [`the last poll failed: ${last}`]),
  ]
  const time = elapsed < 1000 ? `${Math.round(elapsed)} ms` : `${Math.round(elapsed / 1000)} s`
  return `${whose} had not settled after ${time}; ${parts.join('; ')}`
}

/**
 * A resource did not settle. `cause` is what was last seen of it, as is `lastSeen`, so that it outlives `structuredClone`.
 */
export class NotSettledError extends Error {
  /** Why: the time was over, or a person has to give consent first. */
  readonly reason: NotSettledReason
  /** The resource as it was last seen. */
  readonly lastSeen: LastSeen
  readonly #authorization: Authorization | undefined

  /** Made by `settle`. */
  constructor(reason: NotSettledReason, lastSeen: LastSeen, authorization?: Authorization) {
    super(textOf(reason, lastSeen), { cause: lastSeen })
    this.reason = reason
    this.lastSeen = lastSeen
    this.#authorization = authorization
  }

  /**
   * With the reason `manual-authorization`, where the API says it: the page that a person has to open in a browser. A method, so
   * that nothing that prints or copies errors finds it.
   */
  authorization(): Authorization | undefined {
    return this.#authorization
  }

  override get name(): string {
    return 'NotSettledError'
  }
}
