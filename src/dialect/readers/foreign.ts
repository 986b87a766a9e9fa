/** Reads the JSON of services that speak no standard of errors: whatever in it says why is found. */
import type { Failure } from '../../failure/failure.js'
import { defined, isRecord, membersOf } from '../../failure/plain.js'
import { MOST_READ, type ReadErrors } from '../../failure/read-errors.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { isErrorStatus, reasonPhrase } from '../../jsonapi/status.js'
import { immediateFailure, type ReadContext } from '../reader.js'
import {
  errorsListed,
  isListByNames,
  isSaid,
  listBelow,
  listIn,
  type Said,
  saidIn,
  speakerIn,
  type Words,
  wordsOf,
} from '../said.js'

/**
 * A body that is no error by any standard, if it failed: its HTTP status says so, or, where there is none, a status in the body or
 * a member that is called an error; or it says of itself that it failed, whatever the status. All that it says is read, and all
 * of it is kept in `meta.received`.
 */
export function readForeign(body: unknown, context: ReadContext): Failure[] | undefined {
  const status = context.status ?? claimedStatus(body)
  const read = foreignErrors(body, status, UNNAMED)
  if (!hasFailed(body, status, read)) return undefined
  return [immediateFailure(read ?? silent(body, status), 'json', context)]
}

/** The title of a failed request where neither its body nor its status has one. */
const UNNAMED = 'Request Failed'

/** A body that says nothing, but may hold something. */
function silent(received: unknown, status: number | undefined): ReadErrors {
  const error = errorOf({}, {}, status, UNNAMED)
  const isEmpty = received === null || (typeof received === 'object' && Object.keys(received).length === 0)
  return { errors: [isEmpty ? error : { ...error, meta: { received } }] }
}

function hasFailed(body: unknown, status: number | undefined, read: ReadErrors | undefined): boolean {
  if (status !== undefined && status >= 400) return true
  const { data, ...members } = membersOf(body)
  const { errors, error, ok, success, status: outcome } = members
  if (isTold(errors) && read !== undefined) return true
  if (isRecord(data) || Array.isArray(data)) return false
  if (ok === false || success === false) return true
  if (read === undefined) return false
  if (outcome === 'error' || outcome === 'fail' || (isRecord(error) && isTold(error))) return true
  return status === undefined && Object.keys(members).some((name) => isCalledError(name) && isTold(members[name]))
}

/** Names of members that only those have who tell of errors; `error_count` and the like tell of others. */
const isCalledError = (name: string): boolean =>
  /^(?:error|fault|exception)(?:[-_ ]?(?:codes?|messages?|description|details?|summary|string))?$/i.test(name)

/** Whether a member says something: `0`, `"0"`, `false`, `null` and what is empty say that nothing failed. */
const isTold = (value: unknown): boolean =>
  Boolean(value) && value !== '0' && (typeof value !== 'object' || Object.keys(value ?? {}).length > 0)

/** The status that a body claims for itself: a member of its own, of its `error` or `meta`, or the name of a list in `errors`. */
function claimedStatus(body: unknown): number | undefined {
  const { error, errors, meta, ...own } = membersOf(body)
  for (const part of [own, membersOf(error), membersOf(meta)]) {
    const words = wordsOf(part)
    for (const name of ['status', 'statuscode', 'httpstatus', 'code']) {
      const status = words.get(name)
      const text = typeof status === 'number' ? `${status}` : status
      if (typeof text === 'string' && isErrorStatus(text)) return Number(text)
    }
  }
  const named = isRecord(errors) ? Object.keys(errors).find(isErrorStatus) : undefined
  return named === undefined ? undefined : Number(named)
}

/**
 * Returns the statements of `received` as error objects, the first with all of it in its `meta`; `undefined` where it makes none.
 * `title` stands where neither they nor the status have one.
 */
export function foreignErrors(received: unknown, status?: number, title?: string): ReadErrors | undefined {
  const [first, ...others] = errorsSaid(received, status, title)
  if (first === undefined) return undefined
  const errors = [{ ...first, meta: { received } }, ...others.slice(0, MOST_READ - 1)] as const
  if (others.length < MOST_READ) return { errors }
  const message = `Only the first ${MOST_READ} of the errors were read`
  return { errors, repairs: [{ pointer: '', message, received: '[more]' }] }
}

/**
 * The statements of `received` as error objects, of a long list one more than are read; empty where it makes none. `title` stands
 * where neither they nor the status have one.
 */
export function errorsSaid(received: unknown, status?: number, title?: string): readonly ErrorObject[] {
  const body = membersOf(received)
  const speaker = speakerIn(body)
  const own = speaker === undefined ? {} : saidIn(speaker)
  const listed = errorsListed(Array.isArray(received) ? received : listsIn(body, speaker)).filter(
    // What only names a kind says less than what was said of all.
    (each) => own.code === undefined || own.detail === undefined || isSaid({ ...each, code: undefined }) || each.source,
  )
  const said = listed.length > 0 ? listed : isSaid(own) ? [own] : []
  return said.map((each) => errorOf(each, listed.length > 0 ? own : {}, status, title))
}

/** The list of errors in a body, or where it speaks; a body that is nothing but lists by the names of members is one. */
function listsIn(body: Readonly<Record<string, unknown>>, speaker: Words | undefined): unknown {
  const own = listIn(wordsOf(body))
  if (own === undefined && isListByNames(body)) return body
  // Beside what is said of all, these have what is said of each; in a list they are names alone.
  const fields = speaker?.get('fields')
  return (speaker && listIn(speaker)) ?? own ?? (isRecord(fields) ? fields : listBelow(body))
}

/** One error object of what was said of it, and of what was said of all of them. */
function errorOf(said: Said, all: Said, status: number | undefined, otherwise?: string): ErrorObject {
  const phrase = (status === undefined ? undefined : reasonPhrase(status)) ?? otherwise
  return defined<ErrorObject>({
    status: status !== undefined && status >= 400 ? `${status}` : undefined,
    code: said.code ?? all.code,
    title: said.title ?? all.title ?? (said.detail === undefined ? undefined : all.detail) ?? phrase,
    detail: said.detail ?? all.detail,
    source: said.source ?? all.source,
  })
}
