/** Problem details (RFC 9457) and JSON:API error objects, each made from the other without loss. */
import type { Failure } from '../failure/failure.js'
import { isRecord } from '../failure/read-errors.js'
import type { ErrorObject, ErrorSource } from '../jsonapi/document.js'
import { fromFragment, toFragment } from '../jsonapi/pointer-fragment.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'
import { mixedStatus } from '../jsonapi/status.js'

/** A problem details object (RFC 9457, section 3), with the extension members that an error object needs. */
export interface Problem {
  /** Identifies the problem type, a URI-reference; absent means `about:blank`. */
  readonly type?: string
  readonly status?: number
  readonly title?: string
  readonly detail?: string
  /** Identifies this occurrence, a URI-reference. */
  readonly instance?: string
  /** Every problem, where there are several; the one on top is the most relevant of them. */
  readonly errors?: readonly Problem[]
  readonly [extension: string]: unknown
}

const STANDARD = ['type', 'status', 'title', 'detail', 'instance']
const RESERVED = new Set([
  ...STANDARD,
  'errors',
  'id',
  'code',
  'pointer',
  'parameter',
  'header',
  'source',
  'links',
  'meta',
])
const ERROR_MEMBERS = new Set(['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'])

type Members = Readonly<Record<string, unknown>>

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const isForeign = (name: string): boolean => name.startsWith('@') || name.includes(':')

function defined(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function linkMembers(links: ErrorObject['links']): Members {
  if (links === undefined) return {}
  const { about, type, ...others } = links
  const plain = Object.keys(others).length === 0 && about !== null && type !== null && type !== 'about:blank'
  if (
    plain &&
    typeof (about ?? type) === 'string' &&
    typeof (about ?? '') === 'string' &&
    typeof (type ?? '') === 'string'
  ) {
    return { type, instance: about }
  }
  return { links }
}

function sourceMembers(source: ErrorSource | undefined): Members {
  if (source === undefined) return {}
  const names = Object.keys(source)
  const plain = names.length === 1 && ['pointer', 'parameter', 'header'].includes(names[0] ?? '')
  if (!plain || (source.pointer !== undefined && !isPlainPointer(source.pointer))) return { source }
  return source.pointer === undefined ? { ...source } : { pointer: toFragment(source.pointer) }
}

function isPlainPointer(pointer: unknown): boolean {
  return isPointer(pointer) && !/\p{Cs}/u.test(pointer)
}

function metaMembers(meta: ErrorObject['meta']): Members {
  if (meta === undefined) return {}
  const names = Object.keys(meta)
  return names.length === 0 || names.some((name) => RESERVED.has(name) || isForeign(name)) ? { meta } : meta
}

function problemOf(error: ErrorObject): Problem {
  const { id, links, status, code, title, detail, source, meta, ...others } = error
  const number = /^[1-5]\d\d$/.test(status ?? '') ? Number(status) : undefined
  const { type, ...link } = linkMembers(links)
  return defined({
    ...{ type, title, status: number, detail, ...link, id, code },
    ...{ ...sourceMembers(source), ...metaMembers(meta), ...others },
  })
}

/**
 * Problem details for one or several error objects: `links.type` is the `type`, `links.about` the `instance`, the pointer a URI
 * fragment; `id`, `code` and the members of `meta` become extension members. Of several errors, the first that has the status
 * of the whole set stands on top, with that status, and `errors` lists all of them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3
 */
export function toProblem(errors: ErrorObject | readonly ErrorObject[]): Problem {
  if (!isList(errors)) return problemOf(errors)
  const problems = errors.map(problemOf)
  if (problems.length === 1) return { ...problems[0] }
  const status = mixedStatus(errors)
  const top = problems.find((problem) => problem.status === status) ?? problems[0]
  return { ...top, ...(status === undefined ? undefined : { status }), errors: problems }
}

// Array.isArray does not narrow a readonly array.
const isList = (errors: ErrorObject | readonly ErrorObject[]): errors is readonly ErrorObject[] => Array.isArray(errors)

function sourceOf({ pointer, parameter, header, source }: Members): unknown {
  if (isRecord(source)) return source
  if (typeof pointer === 'string') return { pointer: pointer.startsWith('#') ? unfragment(pointer) : pointer }
  if (typeof parameter === 'string') return { parameter }
  return typeof header === 'string' ? { header } : undefined
}

function unfragment(fragment: string): string {
  try {
    return fromFragment(fragment)
  } catch {
    return fragment // Not a pointer; better kept as it came than lost.
  }
}

function linksOf({ type, instance, links }: Members): unknown {
  if (isRecord(links)) return links
  const of = defined({ about: text(instance), type: type === 'about:blank' ? undefined : text(type) })
  return Object.keys(of).length === 0 ? undefined : of
}

function metaOf(problem: Members): unknown {
  const extras = Object.entries(problem).filter(([name]) => !RESERVED.has(name) && !isForeign(name))
  if (extras.length === 0) return isRecord(problem['meta']) ? problem['meta'] : undefined
  return { ...(isRecord(problem['meta']) ? problem['meta'] : undefined), ...Object.fromEntries(extras) }
}

function errorOf(problem: Members): ErrorObject {
  const { status } = problem
  const error = defined({
    id: text(problem['id']),
    links: linksOf(problem),
    status: Number(status) >= 100 && Number(status) < 600 ? String(status) : undefined,
    code: text(problem['code']),
    title: text(problem['title']),
    detail: text(problem['detail']),
    source: sourceOf(problem),
    meta: metaOf(problem),
    ...Object.fromEntries(Object.entries(problem).filter(([name]) => isForeign(name) && !ERROR_MEMBERS.has(name))),
  })
  return Object.keys(error).length > 0 ? error : { meta: { received: problem } }
}

const withoutSet = ({ errors: _errors, status: _status, ...rest }: Members): string => JSON.stringify(errorOf(rest))

/**
 * The error objects that a problem details object tells of; never empty. Standard members of the wrong type are ignored, as
 * section 3.1 asks; extension members that an error object does not know go to its `meta`. An `errors` list is split: entries
 * that say only where and what (`{detail, pointer}`) take type, title and status from the problem around them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3.2
 */
export function fromProblem(problem: Readonly<Record<string, unknown>>): Failure['errors'] {
  const listed = problem['errors']
  const entries = Array.isArray(listed) ? listed.filter(isRecord) : []
  const { errors: _errors, ...top } = problem
  if (entries.length === 0)
    return [errorOf(entries.length === 0 && listed === undefined ? top : { ...top, ...asMeta(listed) })]
  if (entries.some((entry) => withoutSet(entry) === withoutSet(top))) return nonEmpty(entries.map(errorOf))
  const { detail, instance: _instance, id: _id, ...shared } = top
  const bare = (entry: Members): boolean => !['type', 'title', 'status', 'code'].some((name) => name in entry)
  const split = entries.map((entry) => errorOf(bare(entry) ? { ...shared, ...entry } : entry))
  return nonEmpty(detail === undefined ? split : [errorOf(top), ...split])
}

const asMeta = (listed: unknown): Members => ({ received_errors: listed })

// Called with at least one.
const nonEmpty = (errors: readonly ErrorObject[]): Failure['errors'] => errors as unknown as Failure['errors']
