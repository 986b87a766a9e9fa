/** Reads JSON:API error documents: https://jsonapi.org/format/1.1/#errors */
import type { Failure } from '../../failure/failure.js'
import { isRecord } from '../../failure/plain.js'
import { documentOf, isErrorObject, MOST_READ, type ReadErrors, readErrors } from '../../failure/read-errors.js'
import { isErrorStatus, reasonPhrase } from '../../jsonapi/status.js'
import { immediateFailure, type ReadContext } from '../reader.js'

type Members = Readonly<Record<string, unknown>>

/**
 * A document of errors: an object with `errors` that say something in the words of JSON:API. Error objects are kept as they came,
 * and so is what else the document holds; what is not as JSON:API wants it is mended and told of in `repairs`. Error objects
 * without a document around them, in a list or alone, are read where the HTTP status is not one of a success. What speaks in
 * other words, and problem details, are left to the readers of those.
 */
export function readJsonApi(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body) || body['errors'] === undefined) return readBare(body, context)
  const around = aroundErrors(body)
  if (around === 'another form' || !speaksJsonApi(body['errors'], around)) return undefined
  const read = readErrors(body['errors'], '/errors') ?? readEmpty(body, context)
  if (read === undefined) return undefined
  const failure = immediateFailure(read, 'json:api', context)
  if (around !== 'nothing') failure.document = documentOf(body)
  return [failure]
}

/** The surroundings of `errors`: members of another form than JSON:API's, other words, or none that say anything. */
type Around = 'nothing' | 'members' | 'words' | 'another form'

function aroundErrors(body: Members): Around {
  let around: Around = 'nothing'
  for (const name in body) {
    if (name === 'errors') continue
    if (around === 'nothing') around = 'members'
    if (PROBLEM.has(name) && typeof body[name] === 'string') return 'another form'
    if (WORDS.has(name) && typeof body[name] === 'string') around = 'words'
  }
  return around
}

/** The members of a document of errors that its errors do not have. */
const DOCUMENT: ReadonlySet<string> = new Set(['errors', 'jsonapi'])
/** The members that problem details have beside `errors`. */
const PROBLEM: ReadonlySet<string> = new Set(['type', 'title', 'detail', 'instance'])
/** Where those who speak in other words than JSON:API's say why. */
const WORDS: ReadonlySet<string> = new Set(['message', 'msg', 'description', 'error_description', 'error_message'])

/** Whether `errors` speak in the words of JSON:API, or in none. What only words around them explain does not. */
export function speaksJsonApi(errors: unknown, around: Around): boolean {
  if (!Array.isArray(errors)) return isRecord(errors) ? isOwn(errors, around) : around !== 'words'
  const count = Math.min(errors.length, MOST_READ)
  for (let index = 0; index < count; index++) {
    const error = errors[index]
    if (isRecord(error) ? !isOwn(error, around) : around === 'words') return false
  }
  return true
}

function isOwn(error: Members, around: Around): boolean {
  if (error['source'] === undefined && PLACES.some((name) => typeof error[name] === 'string')) return false
  if (typeof error['title'] === 'string' || typeof error['detail'] === 'string') return true
  if (around === 'words') return false
  for (const name in error) if (error[name] !== undefined && !(isMember(name) && isFit(name, error[name]))) return false
  return true
}

/** Whether a value is of a kind that its member can have been meant for: texts are no lists, and no objects. */
const isFit = (name: string, value: unknown): boolean =>
  typeof value !== 'object' || value === null || !/^(?:id|status|code|title|detail)$/.test(name)

/** What others call the place of an error; JSON:API has `source` for it. */
const PLACES = ['field', 'fieldName', 'field_name', 'param', 'parameter', 'property', 'attribute']

/** Whether error objects have a member of that name. */
function isMember(name: string): boolean {
  switch (name) {
    case 'id':
    case 'links':
    case 'status':
    case 'code':
    case 'title':
    case 'detail':
    case 'source':
    case 'meta':
      return true
    default:
      return name.startsWith('@') || name.includes(':')
  }
}

/** A list of error objects, or one, with nothing around. */
function readBare(body: unknown, context: ReadContext): Failure[] | undefined {
  if (context.status !== undefined && context.status < 400) return undefined
  const errors = Array.isArray(body) ? body : [body]
  const count = Math.min(errors.length, MOST_READ)
  for (let index = 0; index < count; index++) if (!isPlainly(errors[index])) return undefined
  const read = readErrors(errors, '')
  return read && [immediateFailure(read, 'json:api', context)]
}

/** Whether `value` is an error object and nothing else: by its status, or by its code and what is said of it. */
function isPlainly(value: unknown): boolean {
  if (!isErrorObject(value)) return false
  for (const name in value) if (!isMember(name)) return false
  const { status, code, title, detail, source } = value
  return (
    (status !== undefined && isErrorStatus(status)) || (code !== undefined && (title ?? detail ?? source) !== undefined)
  )
}

/** A document of errors that lists none failed all the same, unless its HTTP status or what else it says denies it. */
function readEmpty(body: Members, { status = 0 }: ReadContext): ReadErrors | undefined {
  if (!Array.isArray(body['errors']) || (status > 0 && status < 400)) return undefined
  if (Object.keys(body).some((name) => !DOCUMENT.has(name) && !isMember(name))) return undefined
  const title = reasonPhrase(status) ?? 'Request Failed'
  const repairs = [{ pointer: '/errors', message: '"errors" must not be empty', received: body['errors'] }]
  return { errors: [status > 0 ? { status: String(status), title } : { title }], repairs }
}
