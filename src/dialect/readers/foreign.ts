/** Reads the JSON of services that speak no standard of errors: whatever in it says why is found. */
import type { Failure } from '../../failure/failure.js'
import { defined, isRecord, membersOf } from '../../failure/plain.js'
import { MOST_READ, type ReadErrors } from '../../failure/read-errors.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { isErrorStatus, reasonPhrase } from '../../jsonapi/status.js'
import { immediateFailure, type ReadContext } from '../reader.js'
import { errorsListed, isSaid, listIn, type Said, saidIn, speakerIn, type Words, wordsOf } from '../said.js'

/**
 * A body that is no error by any standard, if it failed: its HTTP status says so, or, where there is none, a status in the body or
 * an `error`; or there are `errors`, whatever the status. All that it says is read, and all of it is kept in `meta.received`.
 */
export function readForeign(body: unknown, context: ReadContext): Failure[] | undefined {
  const status = context.status ?? claimedStatus(body)
  const read = foreignErrors(body, status)
  if (!hasFailed(body, status, read)) return undefined
  return [immediateFailure(read ?? silent(body, status), 'json', context)]
}

/** A body that says nothing, but may hold something. */
function silent(received: unknown, status: number | undefined): ReadErrors {
  const error = errorOf({}, {}, status)
  const isEmpty = received === null || (typeof received === 'object' && Object.keys(received).length === 0)
  return { errors: [isEmpty ? error : { ...error, meta: { received } }] }
}

function hasFailed(body: unknown, status: number | undefined, read: ReadErrors | undefined): boolean {
  if (status !== undefined && status >= 400) return true
  const { errors, error } = membersOf(body)
  const told = status === undefined ? (errors ?? error) : errors
  return read !== undefined && Boolean(told) && (typeof told !== 'object' || Object.keys(told ?? {}).length > 0)
}

/** The status that a body claims for itself: a member of its own or of its `error`, or the name of a list in `errors`. */
function claimedStatus(body: unknown): number | undefined {
  const { error, errors, ...own } = membersOf(body)
  for (const part of [own, membersOf(error)]) {
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
 */
export function foreignErrors(received: unknown, status?: number): ReadErrors | undefined {
  const body = membersOf(received)
  const speaker = speakerIn(body)
  const own = speaker === undefined ? {} : saidIn(speaker)
  const listed = errorsListed(Array.isArray(received) ? received : listsIn(body, speaker))
  const said = listed.length > 0 ? listed.slice(0, MOST_READ) : isSaid(own) ? [own] : []
  const [first, ...others] = said.map((each) => errorOf(each, listed.length > 0 ? own : {}, status))
  if (first === undefined) return undefined
  const errors = [{ ...first, meta: { received } }, ...others] as const
  if (listed.length <= MOST_READ) return { errors }
  const message = `Only the first ${MOST_READ} of the errors were read`
  return { errors, repairs: [{ pointer: '', message, received: '[more]' }] }
}

/** The list of errors where a body speaks, or else in it; a body that is nothing but lists by the names of members is one. */
function listsIn(body: Readonly<Record<string, unknown>>, speaker: Words | undefined): unknown {
  if (speaker !== undefined) return listIn(speaker) ?? listIn(wordsOf(body))
  return Object.values(body).every((value) => Array.isArray(value) || isRecord(value)) ? body : undefined
}

/** One error object of what was said of it, and of what was said of all of them. */
function errorOf(said: Said, all: Said, status: number | undefined): ErrorObject {
  const phrase = (status === undefined ? undefined : reasonPhrase(status)) ?? 'Request Failed'
  return defined<ErrorObject>({
    status: status !== undefined && status >= 400 ? `${status}` : undefined,
    code: said.code ?? all.code,
    title: said.title ?? all.title ?? (said.detail === undefined ? undefined : all.detail) ?? phrase,
    detail: said.detail ?? all.detail,
    source: said.source ?? all.source,
  })
}
