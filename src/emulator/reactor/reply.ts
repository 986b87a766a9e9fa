/** What the emulator answers: a status, headers and a body. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { reactor } from '../../reactor/index.js'

/** One answer. */
export interface Reply {
  readonly status: number
  /** Sent as JSON; without it the answer has no body. */
  readonly body?: unknown
  /** By default that of JSON:API. */
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** An error document, its status the one that JSON:API has for such a set of errors. */
export function failed(errors: readonly ErrorObject[], headers?: Reply['headers']): Reply {
  const reply = { status: reactor.status(errors), body: reactor.document(errors) }
  return headers === undefined ? reply : { ...reply, headers }
}

/** An answer that is JSON but not JSON:API, as gateway and identity service give. */
export function plain(status: number, body: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, body, headers, contentType: 'application/json' }
}
