/** The errors with which requests are refused, of codes or of JSON:API itself, which has none, and the responses with them. */
import { randomUUID } from 'node:crypto'
import { cutText } from '../../failure/cut-text.js'
import { isJsonApiError } from '../../failure/guard.js'
import { withoutStacks } from '../../failure/stack.js'
import type { ErrorObject, ErrorSource } from '../../jsonapi/document.js'
import { nearestPointer } from '../../jsonapi/pointer.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { type ReactorCode, reactor } from '../../reactor/index.js'
import { renderResponse } from '../../server/respond.js'
import { type ApiRequest, type ApiResponse, documentResponse } from './request.js'

/** The request that an error is about. */
export interface Subject {
  /** The document that it carries, if it carries one. */
  readonly document?: unknown
}

/** What is particular to one error; of pointer, parameter and header at most one. */
export type Occurrence = Pick<ErrorObject, 'detail'> & Pick<ErrorSource, 'pointer' | 'parameter' | 'header'>

/** More text than anybody reads: details repeat what a request says, which may be long. */
const MOST_CHARACTERS = 2000

/** An error of a code; it points to what the catalog says or, where the request lacks that, to the nearest place around it. */
export function errorOf(subject: Subject, code: ReactorCode, occurrence: Occurrence = {}): ErrorObject {
  const { detail, pointer = reactor.entry(code).pointer, ...source } = occurrence
  return reactor.object(code, {
    id: randomUUID(),
    ...(detail !== undefined && { detail: cutText(detail, MOST_CHARACTERS) }),
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
    ...(detail !== undefined && { detail: cutText(detail, MOST_CHARACTERS) }),
    ...(Object.keys(found).length > 0 && { source: found }),
  }
}

/** An error that a resource carries in its details: it points nowhere, since no request is at hand when it is read. */
export function deferredError(requestId: string, code: ReactorCode, detail: string): ErrorObject {
  return reactor.object(code, { id: randomUUID(), detail, meta: { request_id: requestId } })
}

/**
 * Why a request is refused. A refusal is a response, not a mistake of the program: no stack says where it was made, and it is written
 * as it is.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal'
  readonly errors: readonly ErrorObject[]

  /** Takes one error object at least. */
  constructor(errors: readonly ErrorObject[]) {
    super()
    this.errors = errors
  }
}

/** The refusal to throw for error objects, of which there is at least one. */
export const refusalOf = (errors: readonly ErrorObject[]): Refusal => withoutStacks(() => new Refusal(errors))

/** Throws the errors of a list, if there are any. */
export function refuseAll(errors: readonly ErrorObject[]): void {
  if (errors.length > 0) throw refusalOf(errors)
}

/** Refuses a request with one error of a code. */
export function refuse(subject: Subject, code: ReactorCode, occurrence?: Occurrence): never {
  throw refusalOf([errorOf(subject, code, occurrence)])
}

/** Refuses a request with one error that has no code. */
export function reject(subject: Subject, status: number, occurrence: Occurrence): never {
  throw refusalOf([statusError(subject, status, occurrence)])
}

/**
 * The response to a request that was refused: in JSON:API, whatever the request accepts. What is no refusal is an error of the room
 * of servers, or a fault of the emulator itself, and says so.
 */
export function failedResponse(
  request: Pick<ApiRequest, 'id' | 'method'>,
  thrown: unknown,
  headers: Readonly<Record<string, string>> = {},
): ApiResponse {
  if (thrown instanceof Refusal) return refusedResponse(request, thrown.errors, headers)
  const { id, method } = request
  const response = renderResponse(thrown, { expose: 2, request: { method }, requestId: () => id, headers })
  return { ...response, codes: codesOf(isJsonApiError(thrown) ? thrown.errors : []) }
}

const codesOf = (errors: readonly ErrorObject[]): readonly string[] =>
  errors.map(({ code, status }) => code ?? String(status))

/** Its status is the one that JSON:API has for such a set of errors. */
function refusedResponse(
  { id }: Pick<ApiRequest, 'id'>,
  errors: readonly ErrorObject[],
  headers: Readonly<Record<string, string>>,
): ApiResponse {
  const status = reactor.status(errors)
  const document = { errors: errors.map((error) => ({ ...error, meta: { ...error.meta, request_id: id } })) }
  const response = documentResponse(status, document, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // RFC 9110, section 15.5.2: there has to be one.
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...headers,
  })
  return { ...response, codes: codesOf(errors) }
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
