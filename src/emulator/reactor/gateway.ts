/** What stands in front of the API: it turns away requests without key, token or organization, with bodies of its own. */
import { type GatewayCode, gateway } from '../../reactor/foreign-codes.generated.js'
import type { Asked } from './asked.js'
import { plain, type Reply } from './reply.js'
import { type ApiRequest, header } from './request.js'

// https://experienceleague.adobe.com/en/docs/experience-platform/landing/troubleshooting
const messages: ReadonlyMap<GatewayCode, string> = new Map([
  ['400003', 'Missing header'],
  ['401013', 'Oauth token is not valid'],
  ['403000', 'Api Key is required'],
  ['403003', 'Api Key is invalid'],
  ['403010', 'Oauth token is missing.'],
  ['403025', 'Profile is not valid'],
  ['429050', 'Too many requests'],
])

/** The key of Adobe’s own uploader and SDK, which name no organization. */
const ADOBE_KEY = 'Activation-DTM'

// The characters of a bearer token: https://www.rfc-editor.org/rfc/rfc6750#section-2.1
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i

/** What the gateway lets through. */
export interface Passed {
  readonly token: string
  /** `undefined` where the key stands for it. */
  readonly org: string | undefined
}

/** The error that a request asks the gateway for, or what it lacks for the gateway to let it through. */
export function passGateway(request: ApiRequest, asked: Asked | undefined): Passed | Reply {
  if (asked?.from === 'gateway') return turnedAway(asked.code, asked.retryAfter)
  const key = header(request, 'x-api-key')
  if (key === undefined) return turnedAway('403000')
  if (!/^[\w-]+$/.test(key)) return turnedAway('403003')
  const authorization = header(request, 'authorization')
  if (authorization === undefined) return turnedAway('403010')
  const token = BEARER.exec(authorization)?.[1]
  if (token === undefined) return turnedAway('401013')
  const org = header(request, 'x-gw-ims-org-id')
  return org === undefined && key !== ADOBE_KEY ? turnedAway('400003') : { token, org }
}

function turnedAway(code: GatewayCode, retryAfter?: string): Reply {
  const { status, title } = gateway[code]
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  return plain(status, { error_code: code, message: messages.get(code) ?? title }, headers)
}
