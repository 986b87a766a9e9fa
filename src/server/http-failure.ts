/** Makes a failure of what went wrong with a request as HTTP sees it: a status, and the code that fits it, if any. */

import type { Failure } from '../failure/failure.js'
import { defined } from '../failure/plain.js'
import type { ErrorObject, ErrorSource, Meta } from '../jsonapi/document.js'
import { reasonPhrase } from '../jsonapi/status.js'
import { reactor } from '../reactor/index.js'
import type { Catalog } from './options.js'
import type { RequestFault } from './request-faults.js'

/** What is particular to one failure. */
export interface Occurrence {
  readonly detail?: string | undefined
  readonly source?: ErrorSource | undefined
  readonly meta?: Meta | undefined
}

/** The codes of Reactor that say what an HTTP status says, and no more. For others its documentation has no code. */
const codes: ReadonlyMap<number, string> = new Map([
  [401, 'authentication-failure'],
  [403, 'not-authorized'],
  [404, 'not-found'],
  [500, 'internal-error'],
])

/**
 * The failure of a request for a reason that is HTTP’s. Code and title are those that the dialect’s catalog has for the status;
 * where it has none there is no code, and the title is the phrase registered for the status (RFC 9110, section 15).
 */
export function httpFailure(status: number, occurrence: Occurrence = {}, dialect: Catalog = reactor): Failure {
  const code = codes.get(status)
  const entry = code === undefined ? undefined : dialect.entry(code)
  const title = entry?.title ?? reasonPhrase(status)
  const { detail, source, meta } = occurrence
  const error = defined<ErrorObject>({
    status: String(status),
    code: entry && code,
    title,
    // What only repeats the title tells nobody anything.
    detail: detail === '' || detail === title || detail === reasonPhrase(status) ? undefined : detail,
    source,
    meta,
  })
  return { errors: [error], delivery: 'immediate', format: 'json:api', status }
}

/** The failure of a request for a reason that has a name. */
export function faultFailure({ status, detail, header }: RequestFault, dialect?: Catalog): Failure {
  return httpFailure(status, { detail, source: header === undefined ? undefined : { header } }, dialect)
}
