/** When gateway and IMS errors can be retried, where their HTTP status does not tell. Generated from codes.json: change that and run `npm run generate`. */
import type { RetryClass } from '../failure/retry.js'

/** By code. Look it up with `Object.hasOwn`: the codes come from the wire. */
export const foreignRetry: Readonly<Record<string, RetryClass>> = {
  '403010': 'after-sign-in',
  'invalid_client': 'after-fix',
  'invalid_token': 'after-sign-in',
}
