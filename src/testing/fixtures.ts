/** A valid response for every code of the Reactor API, in both channels, made from the catalog. */
import type { ErrorInit } from '../dialect/build.js'
import type { FailedResource } from '../failure/failure.js'
import { checkGiven, checkKind, OBJECT } from '../failure/kinds.js'
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import { type ReactorCode, reactor } from '../reactor/index.js'
import { hexId, uuid } from './ids.js'
import type { PlainResponse } from './response.js'

/** The members of a fixture that differ from the catalog; ids are made from the code unless given, the same every time. */
export interface FixtureOptions extends ErrorInit {
  /** `meta.request_id` of the error; default: 32 hexadecimal digits. */
  readonly requestId?: string
}

/** The same for a deferred response, which also has a resource. */
export interface DeferredFixtureOptions extends FixtureOptions {
  /**
   * The resource that failed. Default of its type: the first of the code's resources that the API works on after it has
   * responded, else `builds`.
   */
  readonly resource?: Partial<FailedResource>
}

/** The document of a resource that failed. */
export interface FailedResourceDocument<Code extends string = string> {
  readonly data: FailedResource & {
    readonly attributes: { readonly status: 'failed' }
    readonly meta: { readonly status_details: ErrorDocument<Code> }
  }
}

// https://jsonapi.org/format/1.1/#media-type-parameter-rules
const headersOf = (): PlainResponse['headers'] => ({ 'content-type': 'application/vnd.api+json' })

// The types that have a status, and how their ids begin, as in the samples of the API's documentation.
const idPrefixes: ReadonlyMap<string, string> = new Map([
  ['builds', 'BL'],
  ['extension_packages', 'EP'],
  ['hosts', 'HT'],
  ['secrets', 'SE'],
])

/**
 * One error object with id, request id, and the title, status and usual pointer of the catalog; `options` replace what they name.
 * Throws a `TypeError` for a code outside the catalog, options that are no object, or a `pointer` that is none.
 */
export function errorFixture<Code extends ReactorCode>(code: Code, options: FixtureOptions = {}): ErrorObject<Code> {
  checkKind(OBJECT, { options })
  const { requestId = hexId(`request ${code}`), ...init } = options
  const usual = reactor.entry(code)?.pointer
  const isPlaced = init.pointer ?? init.parameter ?? init.header
  return reactor.object(code, {
    id: uuid(code),
    ...(typeof usual === 'string' && isPlaced === undefined && { pointer: usual }),
    ...init,
    meta: { request_id: requestId, ...init.meta },
  })
}

/**
 * The response to a request that failed: an error document of one error, with its status. Any code can be had so, also those that
 * usually arrive later. Throws as `errorFixture` does.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling
 */
export function immediateResponse<Code extends ReactorCode>(
  code: Code,
  options?: FixtureOptions,
): PlainResponse<ErrorDocument<Code>> {
  const error = errorFixture(code, options)
  return { status: Number(error.status), headers: headersOf(), body: reactor.document([error]) }
}

/**
 * The response to a request for a resource that failed: status 200, and the error in the resource's `meta.status_details`. Any code
 * can be had so, also those that usually arrive at once. Throws as `errorFixture` does.
 *
 * @see https://experienceleague.adobe.com/en/docs/experience-platform/tags/api/guides/error-handling
 */
export function deferredResponse<Code extends ReactorCode>(
  code: Code,
  options: DeferredFixtureOptions = {},
): PlainResponse<FailedResourceDocument<Code>> {
  checkKind(OBJECT, { options })
  checkGiven(OBJECT, { resource: options.resource })
  const seed = `deferred ${code}`
  const { resource, ...init } = { id: uuid(seed), requestId: hexId(`request ${seed}`), ...options }
  const error = errorFixture(code, init)
  const settling = reactor.entry(code)?.resources.find((type) => idPrefixes.has(type))
  const { type = settling ?? 'builds', id = `${idPrefixes.get(type) ?? ''}${hexId(seed)}` } = resource ?? {}
  const meta = { status_details: reactor.document([error]) }
  return { status: 200, headers: headersOf(), body: { data: { id, type, attributes: { status: 'failed' }, meta } } }
}

/**
 * The responses that usually carry a code, as the catalog has it: immediate, deferred, or one of each. Throws as `errorFixture`
 * does.
 */
export function usualResponses<Code extends ReactorCode>(
  code: Code,
): readonly PlainResponse<ErrorDocument<Code> | FailedResourceDocument<Code>>[] {
  const usual = reactor.entry(code)?.delivery
  return [
    ...(usual === 'deferred' ? [] : [immediateResponse(code)]),
    ...(usual === 'immediate' ? [] : [deferredResponse(code)]),
  ]
}
