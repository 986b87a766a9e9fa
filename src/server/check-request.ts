/** Refuses requests whose media types JSON:API tells servers to refuse. */
import { JsonApiError } from '../failure/json-api-error.js'
import { type MediaType, parseMediaType } from '../jsonapi/media-type.js'
import { readAccept } from './accept.js'
import { httpFailure } from './http-failure.js'
import type { RequestLike } from './options.js'
import { requestHeader } from './request.js'

/** What a server takes. */
export interface CheckOptions {
  /** The URIs of the JSON:API extensions that the server supports; default: none. */
  readonly extensions?: readonly string[] | undefined
  /** Whether the media type may have the parameter `revision`, as that of the Reactor API has it; default: `true`. */
  readonly revision?: boolean | undefined
  /** Whether the body of the request has to be JSON:API, so that any other Content-Type is refused too; default: `false`. */
  readonly body?: boolean | undefined
}

const JSON_API = 'application/vnd.api+json'
const NAMES_IT = /^\s*application\/vnd\.api\+json\s*(?:;|$)/i
/** What a client wants and what it sends are all but always these. */
const PLAIN = new Set(['*/*', JSON_API])

/**
 * The error to throw or to answer where a request is to be refused, else `undefined`; never throws. Status 415: Content-Type is
 * JSON:API's with another parameter than `ext` and `profile`, or `ext` names an extension that the server does not support. Status
 * 406: Accept names JSON:API, and each time with another parameter, or with such an extension. The weight `q` is no parameter
 * of a media type, and what weighs 0 is not asked for.
 *
 * @see https://jsonapi.org/format/1.1/#content-negotiation-servers
 */
export function checkRequest(request: RequestLike, options: CheckOptions = {}): JsonApiError | undefined {
  const contentType = requestHeader(request, 'content-type')
  const accept = requestHeader(request, 'accept')
  return checkContentType(contentType, options) ?? checkAccept(accept, options)
}

function checkContentType(text: string | undefined, options: CheckOptions): JsonApiError | undefined {
  if (text === JSON_API) return undefined
  if (text === undefined || !NAMES_IT.test(text)) {
    return options.body ? refusal(415, `The body of the request has to be ${JSON_API}.`, 'Content-Type') : undefined
  }
  const media = parseMediaType(text)
  const fault = media === undefined ? 'Content-Type is not a media type as HTTP writes it.' : faultIn(media, options)
  return fault === undefined ? undefined : refusal(415, fault, 'Content-Type')
}

function checkAccept(text: string | undefined, options: CheckOptions): JsonApiError | undefined {
  if (text === undefined || PLAIN.has(text)) return undefined
  const faults = readAccept(text)
    .filter(({ essence, weight }) => essence === JSON_API && weight > 0)
    .map((media) => faultIn(media, options, ['q']))
  const [first] = faults
  return first === undefined || faults.includes(undefined) ? undefined : refusal(406, first, 'Accept')
}

/** What is wrong with a media type of JSON:API, `aside` from the parameters that are none of its own; repeats no values. */
function faultIn(media: MediaType, options: CheckOptions, aside: readonly string[] = []): string | undefined {
  const { extensions = [], revision = true } = options
  const allowed = ['ext', 'profile', ...(revision ? ['revision'] : [])]
  if ([...media.parameters.keys()].some((name) => !allowed.includes(name) && !aside.includes(name))) {
    return `The media type ${JSON_API} takes no parameters but ${allowed.join(', ')}.`
  }
  return media.ext.every((uri) => extensions.includes(uri))
    ? undefined
    : `The server does not support every extension that ${JSON_API} names in ext.`
}

function refusal(status: number, detail: string, header: string): JsonApiError {
  return new JsonApiError(httpFailure(status, { detail, source: { header } }))
}
