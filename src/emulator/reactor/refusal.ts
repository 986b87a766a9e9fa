/** The errors with which requests are refused: of codes, or of JSON:API itself, which has none. */
import { randomUUID } from 'node:crypto'
import type { ErrorInit } from '../../dialect/build.js'
import { isJsonApiError } from '../../failure/guard.js'
import { JsonApiError } from '../../failure/json-api-error.js'
import { withoutStacks } from '../../failure/stack.js'
import type { ErrorObject, ErrorSource } from '../../jsonapi/document.js'
import { nearestPointer } from '../../jsonapi/pointer.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { type ReactorCode, reactor } from '../../reactor/index.js'
import { renderResponse } from '../../server/respond.js'
import type { ApiRequest, ApiResponse } from './request.js'

/** The request that an error is about. */
export interface Subject {
  /** The document that it carries, if it carries one. */
  readonly document?: unknown
}

/** What is particular to one error; of pointer, parameter and header at most one. */
export type Occurrence = Pick<ErrorInit, 'detail' | 'pointer' | 'parameter' | 'header'>

/** An error of a code; it points to what the catalog says or, where the request lacks that, to the nearest place around it. */
export function errorOf(subject: Subject, code: ReactorCode, occurrence: Occurrence = {}): ErrorObject {
  const { detail, pointer = reactor.entry(code).pointer, ...source } = occurrence
  return reactor.object(code, {
    id: randomUUID(),
    ...(detail !== undefined && { detail }),
    ...(pointer === null ? source : within(subject, { ...source, pointer })),
  })
}

/** An error that the API documents no code for: its status says what it is. */
export function statusError(subject: Subject, status: number, { detail, ...source }: Occurrence): ErrorObject {
  const title = reasonPhrase(status)
  const found = within(subject, source)
  return {
    id: randomUUID(),
    status: String(status),
    ...(title !== undefined && { title }),
    ...(detail !== undefined && { detail }),
    ...(Object.keys(found).length > 0 && { source: found }),
  }
}

/** An error that a resource carries in its details: it points nowhere, since no request is at hand when it is read. */
export function deferredError(requestId: string, code: ReactorCode, detail: string): ErrorObject {
  return reactor.object(code, { id: randomUUID(), detail, meta: { request_id: requestId } })
}

/** The error to throw for error objects, of which there is at least one; its status is the one that JSON:API has for such a set. */
export function refusalOf(errors: readonly [ErrorObject, ...ErrorObject[]]): JsonApiError {
  const status = reactor.status(errors)
  // A refusal is a response, not a mistake of the program: nobody reads where it was made.
  return withoutStacks(() => new JsonApiError({ errors, delivery: 'immediate', format: 'json:api', status }))
}

/** Throws the errors of a list, if there are any. */
export function refuseAll(errors: readonly ErrorObject[]): void {
  const [first, ...more] = errors
  if (first !== undefined) throw refusalOf([first, ...more])
}

/** Refuses a request with one error of a code. */
export function refuse(subject: Subject, code: ReactorCode, occurrence?: Occurrence): never {
  throw refusalOf([errorOf(subject, code, occurrence)])
}

/** Refuses a request with one error that has no code. */
export function reject(subject: Subject, status: number, occurrence: Occurrence): never {
  throw refusalOf([statusError(subject, status, occurrence)])
}

/** The response to a request that was refused. What is no refusal is a fault of the emulator itself, and says so. */
export function failedResponse(
  request: Pick<ApiRequest, 'id' | 'method' | 'headers'>,
  thrown: unknown,
  headers: Readonly<Record<string, string>> = {},
): ApiResponse {
  const { method } = request
  const response = renderResponse(thrown, {
    expose: 2,
    // Whatever the request accepts, the API responds in JSON:API.
    request: { method },
    requestId: () => request.id,
    headers,
  })
  const errors = isJsonApiError(thrown) ? thrown.errors : []
  return { ...response, codes: errors.map(({ code, status }) => code ?? String(status)) }
}

/** The response to a method that a URL does not take. */
export function notAllowed(request: ApiRequest, methods: readonly string[]): ApiResponse {
  const allow = methods.join(', ')
  const refusal = refusalOf([statusError({}, 405, { detail: `This URL takes ${allow}.` })])
  return failedResponse(request, refusal, { allow })
}

/** What `source` names in the request. A pointer moves to a place that the document has, and goes where there is no document. */
function within({ document }: Subject, { pointer, ...source }: ErrorSource): ErrorSource {
  if (pointer === undefined || document === undefined) return source
  return { ...source, pointer: nearestPointer(document, pointer) }
}
