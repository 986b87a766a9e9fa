/** Tells what a JSON value is of a document: all of it, a resource, an error object, or what is said of one. */
import { isRecord } from '../failure/plain.js'
import { isErrorLike } from '../failure/read-errors.js'
import { reactor } from '../reactor/index.js'
import { isLogLine } from './log.js'

type Members = Readonly<Record<string, unknown>>

/** The members of a document (JSON:API 1.1, “Top Level”). */
export const DOCUMENT_MEMBERS: ReadonlySet<string> = new Set(['data', 'errors', 'meta', 'jsonapi', 'links', 'included'])
const ERROR = new Set(['id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'])
const DETAILS = ['status_details', 'refresh_status_details'] as const

/** Whether errors stand under such a name. */
export const namesErrors = (name: string): boolean =>
  /^(?:errors?|err|failures?|problems?|violations?|exceptions?)$/i.test(name)

/**
 * The document that `value` is or belongs into; `undefined` where it is no part of one. Products and countries have a code or a
 * title, too: where no errors are expected, an error object is one that can be nothing else.
 */
export function fragmentOf(value: unknown, expectsErrors: boolean): unknown {
  const isOne = expectsErrors ? saysError : isSurelyError
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined
    if (value.every(isError) && value.some(isOne)) return { errors: value }
    return value.every(isResource) ? { data: value } : undefined
  }
  if (!isRecord(value)) return undefined
  if (isDocument(value) || isProblem(value)) return value
  const { errors } = value
  if (Array.isArray(errors) && errors.some(isErrorLike)) return { errors }
  if (isResource(value)) return { data: value }
  if (hasDetails(value)) return { data: { attributes: value, meta: value } }
  return isError(value) && isOne(value) ? { errors: [value] } : undefined
}

/** A document has nothing but what JSON:API gives it; among other members `data` has to be a resource, or a list of them. */
function isDocument(value: Members): boolean {
  const { data, errors, meta } = value
  if (isResource(data) || (Array.isArray(data) && data.length > 0 && data.every(isResource))) return true
  if (data === undefined && errors === undefined && !isRecord(meta)) return false
  if (errors === undefined && isRecord(meta) && data === undefined && hasDetails(meta)) return false
  if (isLogged(data) || (Array.isArray(data) && data.some(isLogged))) return false
  if (errors === undefined && [data, meta].flat().some(hidesErrors)) return false
  for (const name in value) if (!DOCUMENT_MEMBERS.has(name) && !name.startsWith('@')) return false
  return typeof data !== 'string' && typeof data !== 'number' && typeof data !== 'boolean'
}

const says = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : isRecord(value) || (Array.isArray(value) && value.length > 0)

/** Whether errors, or a document, stand where one has resources or meta: it is a body, in the `data` of a client. */
const hidesErrors = (value: unknown): boolean =>
  isRecord(value) && Object.keys(value).some((name) => (name === 'data' || namesErrors(name)) && says(value[name]))

/** Whether a value is problem details (RFC 9457) beyond doubt; what they hold of errors is a part of what they say. */
function isProblem({ type, title, status }: Members): boolean {
  return typeof type === 'string' && /^[/#.]|:/.test(type) && typeof title === 'string' && typeof status === 'number'
}

function isResource(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { type, id, attributes, meta, relationships } = value
  if (isLogged(value)) return false
  if (isRecord(attributes)) return typeof type === 'string' || isRecord(meta) || isRecord(relationships)
  if (isRecord(meta) && hasDetails(meta)) return true
  return typeof type === 'string' && typeof id === 'string' && Object.keys(value).every((name) => RESOURCE.has(name))
}

/** Whether a line of a log is kept as a resource, as Datadog does: its attributes are the line. */
const isLogged = (value: unknown): boolean => isRecord(value) && isLogLine(value['attributes'])

const RESOURCE = new Set(['type', 'id', 'lid', 'attributes', 'relationships', 'links', 'meta'])

const hasDetails = (value: Members): boolean =>
  DETAILS.some((name) => typeof value[name] === 'object' && value[name] !== null)

/** Whether a value can be an error object by itself, told by having little else. */
export function isError(value: unknown): value is Members {
  if (!isRecord(value) || !isErrorLike(value)) return false
  return Object.keys(value).every((name) => ERROR.has(name))
}

/** Whether it says more than an id and a title, as whatever is listed has. */
const saysError = ({ status, code, detail, source }: Members): boolean =>
  (status ?? code ?? detail ?? source) !== undefined

/** Whether it can be nothing else: by the status of an error, the place that it blames, or a code that is known or explained. */
function isSurelyError({ status, code, detail, source }: Members): boolean {
  if (isRecord(source) || [status, code].some((value) => Number(value) >= 400 && Number(value) < 600)) return true
  return typeof code === 'string' && (typeof detail === 'string' || reactor.entry(code) !== undefined)
}

/** Whether a value only names resources, as relationships do: by themselves, or in `data`. */
export function isReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isReference)
  if (!isRecord(value)) return false
  const { data, errors, attributes, meta } = value
  if (errors !== undefined || attributes !== undefined || meta !== undefined) return false
  return data === undefined ? isResource(value) : isReference(data)
}
