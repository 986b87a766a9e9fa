/** Reads the header by which a request asks for an error: `x-emulate-error: internal-error`. */
import { type GatewayCode, gateway, type ImsCode, ims } from '../../reactor/foreign-codes.generated.js'
import { type ReactorCode, reactor } from '../../reactor/index.js'
import { type ApiRequest, header } from './request.js'

/** The name of the header. */
export const ASK: 'x-emulate-error' = 'x-emulate-error'

/** The error that a request asks for. */
export type Asked =
  | { readonly from: 'reactor'; readonly code: ReactorCode; readonly deferred: boolean }
  | { readonly from: 'gateway'; readonly code: GatewayCode; readonly retryAfter: string | undefined }
  | { readonly from: 'ims'; readonly code: ImsCode }
  /** Nobody has such a code, or what follows it cannot be read. */
  | { readonly from: 'nobody' }

const FORM = /^([\w-]+)(?:\s*;\s*(?:(deferred)|retry-after=(\d{1,9})))?$/

/**
 * What the header asks for: a code of the API, its gateway or the identity service. `; deferred` behind a code that can come
 * either way lets the work that the request starts fail with it, as codes that only come that way always do;
 * `; retry-after=7` gives the answer of the gateway that header, in seconds.
 */
export function askedOf(request: ApiRequest): Asked | undefined {
  const text = header(request, ASK)
  if (text === undefined) return undefined
  const [, code = '', deferred, retryAfter] = FORM.exec(text) ?? []
  if (isCode(code, gateway)) return { from: 'gateway', code, retryAfter }
  if (isCode(code, ims)) return { from: 'ims', code }
  const entry = reactor.entry(code)
  const known = reactor.codes.find((one) => one === code)
  if (entry === undefined || known === undefined) return { from: 'nobody' }
  return { from: 'reactor', code: known, deferred: deferred !== undefined || entry.delivery === 'deferred' }
}

function isCode<Code extends string>(code: string, table: Readonly<Record<Code, unknown>>): code is Code {
  return Object.hasOwn(table, code)
}
