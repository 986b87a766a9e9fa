/** Turns failures of servers of images into JSON:API error documents and back, so that one error page and one log serve both. */

import type { Failure } from '../failure/failure.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { defined, isRecord, itemsOf, unlessEmpty } from '../failure/plain.js'
import { restore } from '../failure/restore.js'
import { maskText } from '../failure/secrets.js'
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import { maskPaths } from './failure.js'
import type { ImageService, PropertyFormat } from './services.js'

/** What `meta` of an error object says of an error of a server of images; each member only where it is known. */
export interface ImageErrorMeta {
  /** Which of the two servers it is from. */
  readonly service?: ImageService
  /** What `req=` asked for: `props`. */
  readonly req?: string
  /** The format that the error came in. */
  readonly format?: PropertyFormat
  /** The level of ErrorDetail, as far as the response shows it. */
  readonly detailLevel?: 0 | 1 | 2 | 3
  /** `id=` of a request for JSON. */
  readonly reqId?: string
  /** Whether the error came as a picture, with the status 200. */
  readonly viaErrorImage?: boolean
}

/** How to make a document. */
export interface BridgeOptions {
  /**
   * Whether everything is told: stack traces, paths of files, the texts as they came, what was wrong with the response, and earlier
   * attempts. Default: no, as documents reach people who run no server.
   */
  readonly expose?: boolean
  /** What is known besides; it is added to the `meta` of every error object. */
  readonly meta?: ImageErrorMeta
}

/** The members of a failure besides its errors; those of the first line are for everybody. */
const PUBLIC = ['delivery', 'format', 'status', 'requestId', 'retryAfter', 'resource', 'field'] as const
const PRIVATE = ['repairs', 'attempts'] as const

/** The members of an error's `meta` that only ErrorDetail 2 and 3 fill. */
const DETAILED: ReadonlySet<string> = new Set(['title', 'message', 'stack', 'received'])

/**
 * The error document of a failure: title, detail, status, code, source and meta of each error, and in the `meta` of the document,
 * as `failure`, how it arrived. With `expose`, `fromErrorDocument` gives the same failure back. Without, stack traces and what
 * else only ErrorDetail 2 and 3 show are left out, and paths of files and secrets in titles and details give way to `[path]` and
 * `[redacted]`. Never throws: what is no failure is taken for what `JsonApiError.from` makes of it.
 */
export function toErrorDocument(failure: Failure, options: BridgeOptions = {}): ErrorDocument {
  try {
    return bridge(failure, options)
  } catch {
    return bridge(JsonApiError.from(failure).failure, options) // A getter that throws, a revoked proxy, or no failure at all.
  }
}

function bridge(failure: Failure, { expose = false, meta }: BridgeOptions): ErrorDocument {
  const { errors, document } = failure
  const names: readonly (keyof Failure)[] = expose ? [...PUBLIC, ...PRIVATE] : PUBLIC
  const facts = Object.fromEntries(
    names.flatMap((name) => (failure[name] === undefined ? [] : [[name, failure[name]]])),
  )
  const told = itemsOf(errors).map((error) => {
    const shown = expose ? error : withoutDetails(error)
    return meta === undefined ? shown : { ...shown, meta: { ...shown.meta, ...meta } }
  })
  // Whatever else a document said is for those who may see all.
  const others = expose ? document : undefined
  return { ...others, errors: told, meta: { ...others?.meta, failure: facts } }
}

function withoutDetails({ meta, ...error }: ErrorObject): ErrorObject {
  const masked = (text: string | undefined) => (text === undefined ? undefined : maskPaths(maskText(text)))
  const kept = Object.entries(meta ?? {}).filter(([name]) => !DETAILED.has(name))
  return defined<ErrorObject>({
    ...error,
    title: masked(error.title),
    detail: masked(error.detail),
    meta: unlessEmpty(Object.fromEntries(kept)),
  })
}

/**
 * The failure in an error document that `toErrorDocument` made, or in its JSON text; in any other document, the one that
 * `JsonApiError.from` finds. Takes anything, never throws.
 */
export function fromErrorDocument(document: unknown): Failure {
  try {
    return restored(typeof document === 'string' ? JSON.parse(document) : document) ?? restore(document).failures[0]
  } catch {
    return JsonApiError.from(document).failure // No JSON, a getter that throws, or a revoked proxy.
  }
}

function restored(value: unknown): Failure | undefined {
  if (!isRecord(value) || !isRecord(value['meta'])) return undefined
  const { failure: facts, ...meta } = value['meta']
  if (!isRecord(facts)) return undefined
  const { meta: _meta, ...others } = value
  const document = unlessEmpty(meta) === undefined ? others : { ...others, meta }
  const candidate = {
    ...pick(facts, PUBLIC),
    ...pick(facts, PRIVATE, Array.isArray),
    errors: value['errors'],
    ...(Object.keys(document).length > 1 && { document }),
  }
  const {
    failures: [failure],
  } = restore(candidate)
  // What is no failure after all is taken for a document.
  return failure.document === candidate || failure.format === 'unknown' ? undefined : failure
}

function pick(facts: object, names: readonly string[], isSound: (value: unknown) => boolean = () => true): object {
  return Object.fromEntries(Object.entries(facts).filter(([name, value]) => names.includes(name) && isSound(value)))
}
