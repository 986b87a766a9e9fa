/** Reads what Adobe's sign-in service (IMS) says: OAuth 2.0 errors, https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
import { immediateFailure, type ReadContext } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import { defined, membersOf, unlessEmpty } from '../failure/plain.js'
import type { ErrorObject } from '../jsonapi/document.js'

/** A sign-in error: `error` becomes the code, `error_description` the detail; what else it says, `meta`. */
export function readIms(body: unknown, context: ReadContext): Failure[] | undefined {
  const { error: code, error_description: said, ...others } = membersOf(body)
  // A sentence is no code.
  if (typeof code !== 'string' || /\s/.test(code)) return undefined
  const detail = typeof said === 'string' ? said : undefined
  // Other services have `error` too, beside members of their own.
  if (detail === undefined && unlessEmpty(others)) return undefined
  const meta = detail === undefined && said !== undefined ? { error_description: said } : others
  const error = defined<ErrorObject>({ status: context.status?.toString(), code, detail, meta: unlessEmpty(meta) })
  return [immediateFailure({ errors: [error] }, 'ims', context)]
}
