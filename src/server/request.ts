/** Reads what a response needs to know of a request, makes up what is missing, and refuses media types that JSON:API refuses. */

import { headerOf } from '../failure/headers.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { notPromised } from '../failure/promised.js'
import { attempt } from '../jsonapi/attempt.js'
import { type MediaType, parseAccept, parseMediaType } from '../jsonapi/media-type.js'
import { JSON_API } from './negotiate.js'
import type { RequestLike, ServerOptions } from './options.js'
import { httpFailure } from './refusals.js'

// Characters that every log, header and page takes for one word.
const REQUEST_ID = /^[\w.~:@+/=-]{1,128}$/

/** The value of a header, by its name in lower case. Never throws. */
export function requestHeader(request: RequestLike | undefined, name: string): string | undefined {
  return attempt(() => {
    const headers = request?.headers
    if (headers === undefined) return undefined
    // As Node keeps them, a loop over their names is quicker than any list of them.
    if (!('get' in headers) && !(Symbol.iterator in headers)) {
      const value = headers[name]
      if (typeof value === 'string') return value
      if (!hasName(headers, name)) return undefined
    }
    return headerOf(headers, name)
  })
}

/** Whether the response goes without a body. Never throws. */
export function isHead(request: RequestLike | undefined): boolean {
  return attempt(() => request?.method) === 'HEAD'
}

function hasName(headers: object, name: string): boolean {
  for (const key in headers) if (key.length === name.length && key.toLowerCase() === name) return true
  return false
}

/**
 * The id under which client and server both know a request: its own, or `earlier`, which the response had before, where one is fit
 * for a header, or a new one.
 */
export function requestIdOf(
  request: RequestLike | undefined,
  own: ServerOptions['requestId'],
  earlier?: unknown,
): string {
  const given: unknown =
    own === undefined || request === undefined
      ? requestHeader(request, 'x-request-id')
      : notPromised('requestId', own(request))
  const isFit = (id: unknown): id is string => typeof id === 'string' && REQUEST_ID.test(id)
  return [given, earlier].find(isFit) ?? crypto.randomUUID()
}

/** Whether a request comes with a body (RFC 9112, section 6). HTTP/2, and what came by no wire, need not say it. */
export function hasBody(request: RequestLike): boolean {
  const length = requestHeader(request, 'content-length')
  if (length !== undefined) return Number(length) > 0
  if (requestHeader(request, 'transfer-encoding') !== undefined) return true
  return requestHeader(request, 'content-type') !== undefined && !/^(?:GET|HEAD)$/.test(request.method ?? 'GET')
}

/** The media types, extensions and profiles that a server takes. */
export interface CheckOptions {
  /** The URIs of the JSON:API extensions that the server supports; default: none. */
  readonly extensions?: readonly string[] | undefined
  /** Whether the media type may have the parameter `revision`, as that of the Reactor API has it; default: `true`. */
  readonly revision?: boolean | undefined
  /** Whether the body of the request has to be JSON:API, so that any other Content-Type is refused too; default: `false`. */
  readonly body?: boolean | undefined
}

const NAMES_IT = /^[ \t]*application\/vnd\.api\+json[ \t]*(?:;|$)/i
/** The media types that nearly every client asks for and sends. */
const PLAIN = new Set(['*/*', JSON_API])
/** Those that clients of the Reactor API do. */
const REVISED = new Set([`${JSON_API};revision=1`, `${JSON_API}; revision=1`])

/**
 * Returns the error to throw or to respond with where a request is to be refused, else `undefined`; never throws. Status 415:
 * Content-Type is JSON:API's with another parameter than `ext` and `profile`, or `ext` names an extension that the server does not
 * support. Status 406: Accept names JSON:API, and each time with another parameter, or with such an extension. The weight `q` is no
 * parameter of a media type, and what weighs 0 is not asked for.
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
  if (!NAMES_IT.test(String(text))) {
    return options.body ? refusal(415, `The body of the request has to be ${JSON_API}.`, 'Content-Type') : undefined
  }
  const media = parseMediaType(text)
  const mistake =
    media === undefined ? 'Content-Type is not a media type as HTTP writes it.' : mistakeIn(media, options)
  return mistake === undefined ? undefined : refusal(415, mistake, 'Content-Type')
}

function checkAccept(text: string | undefined, options: CheckOptions): JsonApiError | undefined {
  if (text === undefined || PLAIN.has(text) || (options.revision !== false && REVISED.has(text))) return undefined
  const mistakes = parseAccept(text)
    .filter(({ essence, weight }) => essence === JSON_API && weight > 0)
    .map((media) => mistakeIn(media, options, ['q']))
  const [first] = mistakes
  return first === undefined || mistakes.includes(undefined) ? undefined : refusal(406, first, 'Accept')
}

/** Says what is wrong with a media type of JSON:API, `aside` from parameters of others; repeats no values. */
function mistakeIn(media: MediaType, options: CheckOptions, aside: readonly string[] = []): string | undefined {
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
