/** Problem details (RFC 9457) and JSON:API error objects, each made from the other without loss. */

import type { Failure } from '../failure/failure.js'
import { defined, isRecord, membersOf, toPlain, unlessEmpty } from '../failure/plain.js'
import { isErrorObject } from '../failure/read-errors.js'
import { attempt } from '../jsonapi/attempt.js'
import type { ErrorLinks, ErrorObject, ErrorSource, Link } from '../jsonapi/document.js'
import { isPointer, toFragment } from '../jsonapi/pointer-syntax.js'
import { mixedStatus, reasonPhrase } from '../jsonapi/status.js'
import { pointerIn } from './said.js'

/** A problem details object (RFC 9457, section 3), with the extension members that stand for those of an error object. */
export interface Problem {
  /** Identifies the problem type, a URI-reference; absent means `about:blank`. */
  readonly type?: string
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  /** Identifies this occurrence, a URI-reference. */
  readonly instance?: string
  readonly id?: string
  readonly code?: string
  /** The place in the request document, a JSON Pointer as a URI fragment: `#/data/attributes/name`. */
  readonly pointer?: string
  /** The query parameter at fault. */
  readonly parameter?: string
  /** The request header at fault. */
  readonly header?: string
  /** Every problem, where there are several; what stands around the list sums them up. */
  readonly errors?: readonly Problem[]
  /** The members of the error object for which problem details have no words, as they were. */
  readonly jsonapi?: ErrorObject
  readonly [extension: string]: unknown
}

type Members = Readonly<Record<string, unknown>>

const TEXTS = ['type', 'title', 'detail', 'instance', 'id', 'code', 'parameter', 'header']
const NOT_TEXTS = ['status', 'pointer', 'errors', 'jsonapi']
/**
 * True of all problems in a list that say nothing else, if short: the rest is said once, or a long list of them would grow beyond
 * all bounds.
 */
const OF_ALL = ['type', 'title', 'status', 'code']
const LONGEST_OF_ALL = 200
/** True of one occurrence only, so that the problems in a list do not take them from the problem around it. */
const PARTICULAR = ['detail', 'instance', 'id', 'pointer', 'parameter', 'header', 'jsonapi']

/** Whether a member of a problem stands for one of an error object; every other becomes `meta`. */
function isKnown([name, value]: [string, unknown]): boolean {
  if (name === 'status') return Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600
  if (name === 'pointer') return pointerIn(value) !== undefined
  return name === 'jsonapi' ? isErrorObject(value) : TEXTS.includes(name) && typeof value === 'string'
}

// It may have half a surrogate pair, which no URI can hold.
const fragmentOf = (pointer: unknown): string | undefined =>
  isPointer(pointer) ? attempt(() => toFragment(pointer)) : undefined

const hrefOf = (link: Link | undefined): unknown => (isRecord(link) ? link.href : link)

/** Whether two values are the same, or objects whose members are. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isRecord(one) || !isRecord(other)) return false
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  )
}

/** A title is that of the type; of no type in particular it is the phrase of the status (RFC 9457, section 4.2.1). */
function titleOf({ type, title, status }: Members): unknown {
  return type === undefined || type === 'about:blank' ? (reasonPhrase(Number(status)) ?? title) : title
}

function problemOf(error: ErrorObject): Problem {
  const { links, status, code, title, detail, source, meta } = error
  const type = hrefOf(links?.type)
  const said = {
    ...{ type, title: title && titleOf({ type, title, status: Number(status) }), status: Number(status), detail },
    ...{ instance: hrefOf(links?.about), code },
    ...{ pointer: fragmentOf(source?.pointer), parameter: source?.parameter, header: source?.header },
  }
  const extensions = Object.entries({ ...meta }).filter(
    ([name]) => name.length > 2 && !TEXTS.includes(name) && !NOT_TEXTS.includes(name),
  )
  const problem = Object.fromEntries([...Object.entries(said).filter(isKnown), ...extensions])
  // A member that would not come back as it was goes along as it is.
  const back = new Map(Object.entries(errorOf(problem)))
  const unsaid = Object.entries(error).filter(([name, value]) => !isSame(back.get(name), value))
  return unsaid.length === 0 ? problem : { ...problem, jsonapi: Object.fromEntries(unsaid) }
}

function errorOf(problem: Members): ErrorObject {
  const entries = Object.entries(problem)
  // isKnown has looked at the type of each.
  const known = Object.fromEntries(entries.filter(isKnown)) as Problem
  const { type, title, status, detail, instance, id, code, pointer, parameter, header, jsonapi } = known
  const extensions = entries.filter((entry) => entry[1] !== undefined && !isKnown(entry))
  const error = defined<ErrorObject>({
    id,
    links: unlessEmpty(defined<ErrorLinks>({ about: instance, type: type === 'about:blank' ? undefined : type })),
    status: status?.toString(),
    code,
    title,
    detail,
    source: unlessEmpty(defined<ErrorSource>({ pointer: pointerIn(pointer), parameter, header })),
    meta: unlessEmpty(Object.fromEntries(extensions)),
  })
  // An error object has at least one member, and a problem without a type is of this one (RFC 9457, section 4.2.1).
  return unlessEmpty({ ...error, ...jsonapi }) ?? { links: { type: 'about:blank' } }
}

/** Returns the problem that stands for all of them: the status of the set, and the words of the first that has it. */
function summaryOf(problems: readonly Members[]): Members {
  // mixedStatus reads statuses that are numbers, too.
  const status = mixedStatus(problems as readonly ErrorObject[])
  const first = problems.find((problem) => problem['status'] === status) ?? problems[0]
  const { type, title, detail, instance, code }: Members = { ...first }
  return defined({ type, title: title && titleOf({ type, title, status }), status, detail, instance, code })
}

/**
 * Problem details for one or several error objects: `links.type` is the `type`, `links.about` the `instance`, the pointer a URI
 * fragment; `code`, `parameter`, `header` and the members of `meta` become extension members. What cannot be said this way (names
 * of one or two characters such as `id`, a title where the phrase of the status is due) is in the extension member `jsonapi`, as it
 * was: `fromProblem` gives back the same error objects. Of several, all are listed in `errors`, under the status of the whole set
 * and the words of the first error that has it. Nothing is made of no error: `{}`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3
 */
export function toProblem(errors: ErrorObject | readonly ErrorObject[]): Problem {
  const problems = [errors].flat().map(problemOf)
  return problems.length > 1 ? { ...summaryOf(problems), errors: problems } : { ...problems[0] }
}

function isList(value: unknown): value is readonly [Members, ...Members[]] {
  if (!Array.isArray(value) || value.length === 0) return false
  // By index, so that the holes of a sparse list count.
  for (let index = 0; index < value.length; index++) if (!isRecord(value[index])) return false
  return true
}

/**
 * The error objects that a problem details object tells of; never empty. A standard member of the wrong type does not count, as
 * section 3.1 asks; like the extension members that an error object has no place for, it is kept in `meta`. Problems listed in
 * `errors` take from the one around them the `type`, `title`, `status` and `code` that they do not say; what else it says the first
 * of them takes, or it stands before them where that is not possible. Takes anything, and never throws: of what cannot be read, what
 * can be is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3.2
 */
export function fromProblem(problem: Readonly<Record<string, unknown>>): Failure['errors'] {
  try {
    return errorsIn(membersOf(problem))
  } catch {
    return errorsIn(membersOf(toPlain(problem))) // A getter that throws, or a revoked proxy.
  }
}

function errorsIn(problem: Members): Failure['errors'] {
  const { errors: listed, ...top } = problem
  if (!isList(listed)) return [errorOf(problem)]
  const [first, ...others] = listed
  const summary = summaryOf(listed)
  const isSummary = Object.keys(summary).every((name) => top[name] === summary[name])
  const said = Object.entries(top).filter(([name]) => !isSummary || !Object.hasOwn(summary, name))
  const isOfAll = ([name, value]: [string, unknown]) =>
    OF_ALL.includes(name) &&
    (typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST_OF_ALL))
  const ofAll = Object.fromEntries(said.filter(isOfAll))
  const once = Object.fromEntries(said.filter((each) => !isOfAll(each) && !PARTICULAR.includes(each[0])))
  const isTaken = ([name]: [string, unknown]) =>
    Object.hasOwn(once, name)
      ? !Object.hasOwn(first, name)
      : Object.hasOwn(ofAll, name) && listed.some((entry) => !Object.hasOwn(entry, name))
  const [head, ...rest]: readonly [Members, ...Members[]] = said.every(isTaken)
    ? [{ ...once, ...ofAll, ...first }, ...others.map((entry) => ({ ...ofAll, ...entry }))]
    : [Object.fromEntries(said), ...listed.map((entry) => ({ ...ofAll, ...entry }))]
  return [errorOf(head), ...rest.map(errorOf)]
}
