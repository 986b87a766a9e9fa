/** Reads what Adobe's sign-in service (IMS) answers: OAuth 2.0 errors, https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
import { immediateFailure, type ReadContext } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import { isRecord } from '../failure/read-errors.js'

/** A sign-in error: `error` becomes the code, `error_description` the detail, `error_uri` the link to more about it. */
export function readIms(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body)) return undefined
  const { error: code, error_description: detail, error_uri: about, ...others } = body
  if (typeof code !== 'string' || (typeof detail !== 'string' && Object.keys(body).length > 1)) return undefined
  const error = {
    ...(typeof about === 'string' ? { links: { about } } : undefined),
    ...(context.status === undefined ? undefined : { status: String(context.status) }),
    code,
    ...(typeof detail === 'string' ? { detail } : undefined),
    ...(Object.keys(others).length > 0 ? { meta: others } : undefined),
  }
  return [immediateFailure({ errors: [error] }, 'ims', context)]
}
