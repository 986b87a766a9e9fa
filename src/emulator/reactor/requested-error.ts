/** The errors that requests ask for, by a header or by the name of a server: `x-emulate-error: internal-error`. */
import { didYouMean } from '../../explain/nearest-words.js'
import { type GatewayCode, gateway, type ImsCode, ims } from '../../reactor/foreign-codes.generated.js'
import { type ReactorCode, reactor } from '../../reactor/index.js'
import { errorOf, failedResponse, refusalOf } from './refusal.js'
import { type ApiRequest, type ApiResponse, header, plainResponse } from './request.js'

/** The header by which a request asks for an error. */
export const ASK: 'x-emulate-error' = 'x-emulate-error'

/** The error that a request asks for. */
export type RequestedError =
  | { readonly from: 'reactor'; readonly code: ReactorCode; readonly deferred: boolean }
  | { readonly from: 'gateway'; readonly code: GatewayCode; readonly retryAfter: string | undefined }
  | { readonly from: 'ims'; readonly code: ImsCode }
  /** Nobody has the code that was asked for, or what follows it cannot be read. */
  | { readonly from: 'nobody'; readonly asked: string }

const FORM = /^([\w-]+)(?:\s*;\s*(?:(deferred)|retry-after=(\d{1,9})))?$/

/**
 * What the header asks for: a code of the API, its gateway or the identity service. `; deferred` behind a code that can come
 * either way lets the work that the request starts fail with it, as codes that only come that way always do;
 * `; retry-after=7` gives the response of the gateway that header, in seconds.
 */
export function requestedError(request: Pick<ApiRequest, 'headers'>): RequestedError | undefined {
  const text = header(request, ASK)
  if (text === undefined) return undefined
  const [, code = '', deferred, retryAfter] = FORM.exec(text) ?? []
  return ofCode(code, deferred !== undefined, retryAfter)
}

function ofCode(code: string, deferred: boolean, retryAfter: string | undefined): RequestedError {
  if (isCode(code, gateway)) return { from: 'gateway', code, retryAfter }
  if (isCode(code, ims)) return { from: 'ims', code }
  const known = reactor.codes.find((one) => one === code)
  if (known === undefined) return { from: 'nobody', asked: code }
  return { from: 'reactor', code: known, deferred: deferred || reactor.entry(known).delivery === 'deferred' }
}

/** The codes that can be asked for by where they come from. */
export const codesOf: Readonly<Record<'api' | 'ims', readonly string[]>> = {
  api: [...reactor.codes, ...Object.keys(gateway)],
  ims: Object.keys(ims),
}

/** Says that a request asks for what there is not, and what it may have meant. */
export function noSuchError(requested: RequestedError, known: readonly string[]): string {
  const hint = requested.from === 'nobody' ? didYouMean(requested.asked, known) : ''
  return `There is no such error to ask for here${hint || '.'}`
}

function isCode<Code extends string>(code: string, table: Readonly<Record<Code, unknown>>): code is Code {
  return Object.hasOwn(table, code)
}

/** The whole response of whoever has a code; `undefined` for a code that nobody has. */
export function requestedResponse(
  request: Pick<ApiRequest, 'id' | 'method' | 'headers'>,
  code: string,
): ApiResponse | undefined {
  const requested = ofCode(code, false, undefined)
  if (requested.from === 'gateway') return gatewayResponse(requested.code)
  if (requested.from === 'ims') return imsResponse(requested.code, 'The request asked for this error')
  if (requested.from === 'nobody') return undefined
  return failedResponse(request, refusalOf([errorOf({}, requested.code, { detail: ASKED })]))
}

/** Why an error came that was asked for. */
export const ASKED: string = 'The request asked for this error.'

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

/** A response of the gateway, which is not JSON:API. */
export function gatewayResponse(code: GatewayCode, retryAfter?: string): ApiResponse {
  const { status, title } = gateway[code]
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  const response = plainResponse(status, { error_code: code, message: messages.get(code) ?? title }, headers)
  return { ...response, codes: [code] }
}

/** An error of the identity service, as OAuth has it (RFC 6749, section 5.2). */
export function imsResponse(code: ImsCode, description: string): ApiResponse {
  return { ...plainResponse(ims[code].status, { error: code, error_description: description }), codes: [code] }
}

/** Whether a connection is the first to its server, as when a host is saved, or a later one, as when a build is delivered. */
export type Connection = 'first' | 'later'

/** The codes that connections fail with. */
const failures = reactor.codes.filter((code) => reactor.entry(code).category === 'host-connection')

/**
 * How a connection to `server`, a host name or a URL, ends, since the emulator connects to none. A label of the name that is a code
 * about connections fails every connection with that code; with `then-` before it, every connection but the first. Any other
 * server is reached.
 */
export function outcomeOf(server: string, connection: Connection): ReactorCode | undefined {
  const labels = server.toLowerCase().split(/[^a-z0-9-]/)
  return failures.find((code) => labels.includes(code) || (connection === 'later' && labels.includes(`then-${code}`)))
}
