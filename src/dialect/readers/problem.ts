/** Reads problem details: https://www.rfc-editor.org/rfc/rfc9457 */
import type { Failure } from '../../failure/failure.js'
import { defined, isRecord } from '../../failure/plain.js'
import { MOST_READ, type ReadErrors } from '../../failure/read-errors.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { fromProblem } from '../problem.js'
import { immediateFailure, type ReadContext } from '../reader.js'
import { errorsListed, listIn, type Said, saidIn, speakerIn, wordsOf } from '../said.js'

type Members = Readonly<Record<string, unknown>>

/**
 * A problem details object, known by its media type or by its members: a type or a title, with a status of failure; or, where no
 * status is known, a type, a title, and what is particular to one occurrence. JSON:API documents have none of these at the top.
 */
export function readProblem(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body) || !isProblem(body, context)) return undefined
  return [immediateFailure(readList(fromProblem(body)), 'problem', context)]
}

function isProblem(body: Members, context: ReadContext): boolean {
  if (context.header('content-type')?.toLowerCase().includes('application/problem+json')) return true
  const { type, title, detail, instance, errors } = body
  if ('data' in body || 'attributes' in body || (typeof type !== 'string' && typeof title !== 'string')) return false
  const status = body['status'] ?? context.status
  if (status !== undefined) return Number(status) >= 400 && speaksOfProblems(body)
  return (
    typeof type === 'string' &&
    typeof title === 'string' &&
    (typeof (detail ?? instance) === 'string' || Array.isArray(errors))
  )
}

/** Whether what is said is said as problem details say it: a `type` beside other words is a kind of error, and no URI. */
function speaksOfProblems({ type, title, detail }: Members): boolean {
  return typeof title === 'string' || typeof detail === 'string' || /^[/#.]|:/.test(String(type))
}

/** The errors of a problem, with what other words than those of the standard say of them. */
function readList(problems: Failure['errors']): ReadErrors {
  const [head, ...rest] = problems
  const [first, ...others] = explained(head)
  others.push(...rest.slice(0, MOST_READ - 1).flatMap(explained))
  const errors: Failure['errors'] = [first, ...others.slice(0, MOST_READ - 1)]
  const count = Math.max(problems.length, others.length + 1)
  if (count <= MOST_READ) return { errors }
  const message = `Only the first ${MOST_READ} of ${count} problems were read`
  return { errors, repairs: [{ pointer: '/errors', message, received: count }] }
}

/** An error, told apart where other words list several: at least itself. */
function explained(error: ErrorObject): Failure['errors'] {
  const { meta, ...shared } = error
  if (meta === undefined) return [error]
  const words = wordsOf(meta)
  const listed = errorsListed(listIn(words)).map((said) => withSaid(shared, said))
  const [first, ...others] = listed
  if (first === undefined)
    return [error.detail === undefined ? withSaid(error, saidIn(speakerIn(meta) ?? words)) : error]
  return error.detail === undefined ? [{ ...first, meta }, ...others] : [error, ...listed]
}

const withSaid = (error: ErrorObject, { code, detail, source }: Said): ErrorObject => ({
  ...error,
  ...defined<ErrorObject>({ code: error.code ?? code, detail, source: error.source ?? source }),
})
