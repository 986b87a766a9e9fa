/** The errors with which a request is refused: of codes, or of JSON:API itself, which has none. */
import { randomUUID } from 'node:crypto'
import type { ErrorInit } from '../../dialect/build.js'
import type { ErrorObject, ErrorSource } from '../../jsonapi/document.js'
import { nearestPointer } from '../../jsonapi/pointer.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { type ReactorCode, reactor } from '../../reactor/index.js'

/**
 * Thrown to end the work on a request; the errors become its answer. Not an `Error`: nobody would look at its stack, and
 * capturing one takes longer than the rest of the answer.
 */
export class Refusal {
  readonly errors: readonly ErrorObject[]
  readonly headers: Readonly<Record<string, string>> | undefined

  constructor(errors: readonly ErrorObject[], headers?: Readonly<Record<string, string>>) {
    this.errors = errors
    this.headers = headers
  }
}

/** The request that an error is about. */
export interface Culprit {
  /** The id of the request. */
  readonly id: string
  /** The document that it carries, if it carries one. */
  readonly document?: unknown
}

/** What is particular to one error; of pointer, parameter and header at most one. */
export type Occurrence = Pick<ErrorInit, 'detail' | 'pointer' | 'parameter' | 'header'>

/** An error of a code; it points to what the catalog says or, where the request lacks that, to the nearest place around it. */
export function errorOf(culprit: Culprit, code: ReactorCode, occurrence: Occurrence = {}): ErrorObject {
  const pointer = occurrence.pointer ?? reactor.entry(code).pointer
  const { detail, ...source } = occurrence
  return reactor.object(code, {
    id: randomUUID(),
    ...(detail !== undefined && { detail }),
    ...(pointer === null ? source : within(culprit, { ...source, pointer })),
    meta: { request_id: culprit.id },
  })
}

/** An error that a resource carries in its status details: it points nowhere, since no request is at hand when it is read. */
export function deferredError(requestId: string, code: ReactorCode, detail: string): ErrorObject {
  return reactor.object(code, { id: randomUUID(), detail, meta: { request_id: requestId } })
}

/** An error that the API documents no code for: its status says what it is. */
export function fault(culprit: Culprit, status: number, { detail, ...source }: Occurrence): ErrorObject {
  const title = reasonPhrase(status)
  const found = within(culprit, source)
  return {
    id: randomUUID(),
    status: String(status),
    ...(title !== undefined && { title }),
    ...(detail !== undefined && { detail }),
    ...(Object.keys(found).length > 0 && { source: found }),
    meta: { request_id: culprit.id },
  }
}

/** What `source` names in the request. A pointer moves to a place that the document has, and goes where there is no document. */
function within({ document }: Culprit, { pointer, ...source }: ErrorSource): ErrorSource {
  if (pointer === undefined || document === undefined) return source
  return { ...source, pointer: nearestPointer(document, pointer) }
}
