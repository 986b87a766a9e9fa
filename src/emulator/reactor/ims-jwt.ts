/** Reads the JWT that a technical account exchanges for a token, as far as the identity service finds fault with it. */
import { isRecord } from '../../failure/plain.js'
import type { ImsCode } from '../../reactor/foreign-codes.generated.js'

/** What is wrong with a JWT. */
export interface JwtFault {
  readonly code: ImsCode
  readonly description: string
}

/**
 * The claims of `jwt`, or what is wrong with it at the time `now` (milliseconds since 1970). Its signature is not checked, only
 * asked for: the emulator knows no certificates.
 *
 * @see https://developer.adobe.com/developer-console/docs/guides/authentication/JWT/
 */
export function readJwt(jwt: string, now: number): { readonly claims: Readonly<Record<string, unknown>> } | JwtFault {
  const [head = '', body = '', signature = '', ...rest] = jwt.split('.')
  const header = partOf(head)
  const claims = partOf(body)
  if (header === undefined || claims === undefined || rest.length > 0) {
    return { code: 'invalid_token', description: 'jwt_token is missing or cannot be decoded' }
  }
  if (header['alg'] !== 'RS256' || signature === '') {
    return { code: 'invalid_signature', description: 'The signature of the JWT fits no certificate' }
  }
  const missing = ['iss', 'sub', 'aud', 'exp'].find((name) => claims[name] === undefined)
  if (missing !== undefined) return { code: 'bad_request', description: `The JWT lacks ${missing}` }
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 <= now) {
    return { code: 'invalid_token', description: 'The JWT has expired' }
  }
  return { claims }
}

function partOf(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
