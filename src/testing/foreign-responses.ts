/** Failed responses that are not the API's own: those of its gateway, of the sign-in service, and of the proxies in between. */

import { immediateResponse } from './fixtures.js'
import type { PlainResponse } from './response.js'

/** The name of a foreign response, by who sends it or by what is wrong with it. */
export type ForeignResponse = 'gateway' | 'ims' | 'html' | 'empty' | 'cutOff' | 'problem' | 'text' | 'tooManyRequests'

const json = { 'content-type': 'application/json' }

const whole = immediateResponse('not-unique', { detail: 'The name is taken.' })

/** A failed response of each kind that a client meets besides the API's own. Frozen, as all tests of a process share them. */
export const foreignResponses: Readonly<Record<ForeignResponse, PlainResponse>> = frozen({
  /** Adobe's gateway: https://experienceleague.adobe.com/en/docs/experience-platform/landing/troubleshooting */
  gateway: { status: 403, headers: json, body: { error_code: '403025', message: 'Profile is not valid' } },
  /** Adobe's sign-in service, in the form of OAuth 2.0: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
  ims: {
    status: 400,
    headers: { ...json, 'cache-control': 'no-store' },
    body: { error: 'invalid_token', error_description: 'Could not match the token to a session' },
  },
  /** A proxy's page. */
  html: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<!doctype html>\n<html><head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body></html>\n',
  },
  /** A status and nothing else. */
  empty: { status: 503, headers: { 'content-length': '0' }, body: '' },
  /** An error document whose end did not arrive. */
  cutOff: { ...whole, body: JSON.stringify(whole.body).slice(0, -20) },
  /** Problem details: https://www.rfc-editor.org/rfc/rfc9457 */
  problem: {
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
    body: {
      type: 'https://example.com/problems/out-of-credit',
      title: 'Out Of Credit',
      status: 403,
      detail: 'The balance is 30, and this costs 50.',
      instance: '/account/12345/messages/abc',
    },
  },
  /** A line of a proxy. */
  text: { status: 504, headers: { 'content-type': 'text/plain' }, body: 'upstream request timeout' },
  /** The gateway when it has had enough, with the seconds to wait: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
  tooManyRequests: {
    status: 429,
    headers: { ...json, 'retry-after': '30' },
    body: { error_code: '429050', message: 'Too many requests' },
  },
})

/** Freezes a value and all that it holds. */
function frozen<Value extends object>(value: Value): Value {
  for (const held of Object.values(value)) if (typeof held === 'object' && held !== null) frozen(held)
  return Object.freeze(value)
}
