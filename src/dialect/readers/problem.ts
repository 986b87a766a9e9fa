/** Reads problem details: https://www.rfc-editor.org/rfc/rfc9457 */
import type { Failure } from '../../failure/failure.js'
import { isRecord } from '../../failure/plain.js'
import { fromProblem } from '../problem.js'
import { immediateFailure, type ReadContext } from '../reader.js'

function isProblem(body: Readonly<Record<string, unknown>>, context: ReadContext): boolean {
  if (context.header('content-type')?.toLowerCase().includes('application/problem+json')) return true
  // JSON:API documents have none of these at the top, and successful answers no status of an error.
  const named = typeof body['type'] === 'string' || typeof body['title'] === 'string'
  return named && Number(body['status'] ?? context.status) >= 400 && !('data' in body)
}

/** A problem details object, known by its media type or by its members. */
export function readProblem(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body) || !isProblem(body, context)) return undefined
  return [immediateFailure({ errors: fromProblem(body) }, 'problem', context)]
}
