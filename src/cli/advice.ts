/** Puts into words when a failed request can be tried again, and who it was that answered. */
import type { Failure } from '../failure/failure.js'
import type { RetryAdvice, RetryClass } from '../failure/retry.js'

/** Each kind of advice in words. */
export const retryWords: Readonly<Record<RetryClass, string>> = {
  never: 'Never: the same request will not succeed.',
  'after-fix': 'Once that is done.',
  'after-sign-in': 'With a fresh access token.',
  later: 'Later, as it is.',
}

/** A time in milliseconds as people say it. */
export function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60).toLocaleString('en')} h`
}

/** When to try again, in words. */
export function retryText({ retry, after }: RetryAdvice): string {
  if (after === undefined) return retryWords[retry]
  return after === 0 ? 'Now: the server no longer asks to wait.' : `In ${duration(after)}, as the server asks.`
}

const SENDERS: Readonly<Record<string, string>> = {
  gateway: 'the gateway in front of the Reactor API, not the API itself',
  ims: 'Adobe’s identity service (IMS), not the Reactor API',
  problem: 'a service that sends problem details (RFC 9457), not the Reactor API',
  html: 'something on the way that sends web pages, not the Reactor API',
  text: 'something that sends plain text, not the Reactor API',
  json: 'something that sends JSON of its own, not the Reactor API',
  empty: 'unknown: an empty body does not say who sent it',
}

const SERVICES: Readonly<Record<string, string>> = {
  'image-serving': 'Image Serving',
  'image-rendering': 'Image Rendering',
}

/** Who answered, in words, where it was not the API. */
export function senderText({ format, errors }: Failure): string | undefined {
  const service = errors[0].meta?.['service']
  if (typeof service === 'string' && Object.hasOwn(SERVICES, service))
    return `${SERVICES[service]}, which sends no codes: this one is our reading`
  return Object.hasOwn(SENDERS, format) ? SENDERS[format] : undefined
}
