/** When gateway and IMS errors can be retried, where their HTTP status does not tell; generated from codes.json by `npm run generate`, do not edit. */
import type { RetryClass } from '../failure/retry.js'

/** By code. Look it up with `Object.hasOwn`: the codes come from the wire. */
export const foreignRetry: Readonly<Record<string, RetryClass>> = {
  '403010': 'after-sign-in',
  'invalid_client': 'after-fix',
  'invalid_token': 'after-sign-in',
}
