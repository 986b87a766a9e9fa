/** Decides how much of an error object a client may see, and makes what is sent: the exposure levels. */
import type { Draft } from '../dialect/reader.js'
import type { ErrorObject, Meta } from '../jsonapi/document.js'
import { isErrorStatus } from '../jsonapi/status.js'
import { foreignMembersOf, linksOf, sourceOf } from './error-parts.js'
import { fitMeta, fitText } from './fit.js'
import type { ExposureLevel, ServerOptions } from './options.js'
import { traceOf } from './trace.js'

const MAX_NAME = 200
const MAX_TEXT = 2000

/** What the making of one answer shares among its error objects. */
export interface Exposure {
  readonly requestId: string
  /** The status of those that have none. */
  readonly status: number
  readonly options: Pick<ServerOptions, 'expose' | 'production' | 'redactMeta' | 'makeId' | 'baseUrl'>
  /** The title to send instead of the one that a code's errors have, where there is one. */
  readonly titleOf: ((error: ErrorObject) => string | undefined) | undefined
}

/** The level for an error with that status. What is no level counts as 0. */
function levelOf(status: number, { expose, production }: Exposure['options']): ExposureLevel {
  const usual = status >= 500 ? 0 : 2
  const asked: unknown =
    typeof expose === 'function'
      ? expose(status)
      : typeof expose === 'object'
        ? (expose[status >= 500 ? '5xx' : '4xx'] ?? usual)
        : (expose ?? usual)
  if (asked === 3) return (production ?? isProduction()) ? usual : 3
  return asked === 2 ? 2 : 0
}

function isProduction(): boolean {
  // Only some hosts have it, and the types of none are here.
  const { ['process']: host } = globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string>> } }
  return host?.env?.['NODE_ENV'] === 'production'
}

/** What is sent of an error object, which was thrown in `thrown`. Throws what a function of the options throws. */
export function exposed(
  error: ErrorObject,
  { requestId, status, options, titleOf }: Exposure,
  thrown: unknown,
): ErrorObject {
  const own = error.status !== undefined && isErrorStatus(error.status) ? error.status : `${status}`
  const level = levelOf(Number(own), options)
  const { code, detail, meta } = error
  const id = idOf(error, options.makeId)
  const title = titleOf?.(error) ?? error.title
  const links =
    error.links === undefined && options.baseUrl === undefined ? undefined : linksOf(error, id, options.baseUrl)
  const source = error.source === undefined ? undefined : sourceOf(error.source)
  // Members are set one by one, as this is the path of every answer.
  const sent: Draft<ErrorObject> = { id }
  if (links !== undefined) sent.links = links
  sent.status = own
  if (code !== undefined) sent.code = fitText(code, MAX_NAME)
  if (title !== undefined) sent.title = fitText(title, MAX_TEXT)
  if (level > 0 && detail !== undefined) sent.detail = fitText(detail, MAX_TEXT)
  if (source !== undefined) sent.source = source
  const told = level === 0 || meta === undefined ? undefined : metaOf(meta, error, options.redactMeta)
  const trace = level === 3 ? traceOf(thrown) : undefined
  sent.meta = told || trace ? { ...told, ...trace, request_id: requestId } : { request_id: requestId }
  return level === 0 ? sent : Object.assign(sent, foreignMembersOf(error))
}

function idOf(error: ErrorObject, makeId: ServerOptions['makeId']): string {
  const given: unknown = error.id ?? makeId?.(error)
  return typeof given === 'string' && given !== '' ? fitText(given, MAX_NAME) : crypto.randomUUID()
}

function metaOf(meta: Meta, error: ErrorObject, redactMeta: ServerOptions['redactMeta']): Meta {
  const fitted = fitMeta(meta)
  return redactMeta === undefined ? fitted : fitMeta(redactMeta(fitted, error))
}
