/** Builds error objects and documents from a catalog: plain data, ready to be sent. */
import type {
  DocumentLinks,
  ErrorDocument,
  ErrorLinks,
  ErrorObject,
  ErrorSource,
  JsonApiObject,
  Meta,
} from '../jsonapi/document.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'
import { visible } from '../jsonapi/visible.js'
import type { CodeDefinition } from './catalog.js'
import type { Draft } from './reader.js'

/** The members that are particular to one occurrence; all others come from the catalog. */
export interface ErrorInit {
  /** Identifies this occurrence: `crypto.randomUUID()`. */
  readonly id?: string | undefined
  /** A sentence about this occurrence, for people. */
  readonly detail?: string | undefined
  /** A JSON Pointer into the request document (RFC 6901): `/data/attributes/name`. */
  readonly pointer?: string | undefined
  /** The query parameter at fault, brackets included: `page[size]`. */
  readonly parameter?: string | undefined
  /** The request header at fault. */
  readonly header?: string | undefined
  /** Default: the catalog's. */
  readonly title?: string | undefined
  /** The HTTP status, 100 to 599; default: the catalog's. */
  readonly status?: number | undefined
  readonly links?: ErrorLinks | undefined
  readonly meta?: Meta | undefined
}

/** The members of a document besides its errors. */
export interface DocumentInit {
  readonly meta?: Meta
  readonly jsonapi?: JsonApiObject
  readonly links?: DocumentLinks
}

function sourceOf({ pointer, parameter, header }: ErrorInit): ErrorSource | undefined {
  if (pointer !== undefined) {
    if (!isPointer(pointer)) throw new TypeError(`Not a JSON Pointer (RFC 6901): ${visible(JSON.stringify(pointer))}`)
    return { pointer }
  }
  if (parameter !== undefined) return { parameter }
  return header === undefined ? undefined : { header }
}

/** Throws a `TypeError` that calls `value` by `name`, unless it is an object. */
export function assertObject(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object`)
}

/**
 * One error object, its members in the order of the specification. Throws a `TypeError` where `init` is no object, `pointer` no JSON
 * Pointer, or `status` not from 100 to 599.
 */
export function buildObject<Code extends string>(
  code: Code,
  definition: CodeDefinition,
  init: ErrorInit,
): ErrorObject<Code> {
  assertObject(init, `The init of "${code}"`)
  const source = sourceOf(init)
  const { id, links, title, status = definition.status, detail, meta } = init
  if (!/^[1-5]\d\d$/.test(`${status}`)) throw new TypeError(`Not an HTTP status: ${visible(`${status}`)}`)
  const error: Draft<ErrorObject<Code>> = {}
  if (id !== undefined) error.id = id
  if (links !== undefined) error.links = links
  error.status = `${status}`
  error.code = code
  error.title = title ?? definition.title
  if (detail !== undefined) error.detail = detail
  if (source !== undefined) error.source = source
  if (meta !== undefined) error.meta = meta
  return error
}

/** A document of at least one error object. Throws a `TypeError` for no list, and an empty one: JSON:API gives it no meaning. */
export function buildDocument<Code extends string>(
  errors: readonly ErrorObject<Code>[],
  init: DocumentInit | undefined,
): ErrorDocument<Code> {
  if (!Array.isArray(errors) || errors.length === 0)
    throw new TypeError('An error document needs a list of at least one error object')
  return { errors, ...init }
}
