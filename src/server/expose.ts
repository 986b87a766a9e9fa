/** Decides how much of an error object a client may see, and makes what is sent: the exposure levels. */

import type { Draft } from '../dialect/reader.js'
import { defined, isError, isRecord, unlessEmpty } from '../failure/plain.js'
import { notPromised } from '../failure/promised.js'
import { maskCode, maskName, maskText, maskTokens } from '../failure/secrets.js'
import { attempt } from '../jsonapi/attempt.js'
import type { ErrorLinks, ErrorObject, ErrorSource, Link, Meta } from '../jsonapi/document.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'
import { isErrorStatus } from '../jsonapi/status.js'
import { isHeader, isReference } from '../jsonapi/validate/texts.js'
import { fitMeta, fitText, fitValue, isForeign, isWellFormed, newRoom, type Room } from './fit.js'
import type { ExposureLevel, ServerOptions } from './options.js'

const MAX_NAME = 200
const MAX_TEXT = 2000
const MAX_URL = 2000
const MAX_STACK = 8000
const MAX_CAUSE = 500
const MOST_CAUSES = 5

/** The choices that all error objects of one response share. */
export interface Exposure {
  readonly requestId: string
  /** The status of those that have none. */
  readonly status: number
  readonly options: Pick<ServerOptions, 'expose' | 'production' | 'redactMeta' | 'makeId' | 'baseUrl'>
  /** The texts that the request carried and that do not go back. */
  readonly secrets: readonly string[]
  /** The title to send instead of the one that a code's errors have, where there is one. */
  readonly titleOf: ((error: ErrorObject) => string | undefined) | undefined
}

/** The level for an error with that status. What is no level counts as 0. */
function levelOf(status: number, { expose, production }: Exposure['options']): ExposureLevel {
  const usual = status >= 500 ? 0 : 2
  const asked: unknown =
    typeof expose === 'function'
      ? notPromised('expose', expose(status))
      : typeof expose === 'object'
        ? (expose[status >= 500 ? '5xx' : '4xx'] ?? usual)
        : (expose ?? usual)
  // Nothing but `false` says that strangers see nothing: an empty text is what a variable that is not set becomes.
  if (asked === 3) return production === false || (production === undefined && !isProduction()) ? 3 : usual
  return asked === 2 ? 2 : 0
}

/** Only some hosts have it, and the types of none are here. */
declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Whether the program may run for strangers: it does wherever nothing says that it does not. */
function isProduction(): boolean {
  // Written out, so that bundlers can put the value in its place; true of a host without a process.
  return attempt(() => process.env.NODE_ENV !== 'development' && process.env.NODE_ENV !== 'test', true)
}

/** The part of an error object that is sent, which was thrown in `thrown`. Throws what a function of the options throws. */
export function exposed(
  error: ErrorObject,
  { requestId, status, options, secrets, titleOf }: Exposure,
  thrown: unknown,
): ErrorObject {
  const own = error.status !== undefined && isErrorStatus(error.status) ? error.status : `${status}`
  const level = levelOf(Number(own), options)
  const { code, detail, meta } = error
  const id = idOf(error, options.makeId, secrets)
  const title = titleOf?.(error) ?? error.title
  const links =
    error.links === undefined && options.baseUrl === undefined
      ? undefined
      : linksOf(error, id, { baseUrl: options.baseUrl, secrets })
  const source = error.source === undefined ? undefined : sourceOf(error.source, secrets)
  // Members are set one by one, as this is the path of every response.
  const sent: Draft<ErrorObject> = { id }
  if (links !== undefined) sent.links = links
  sent.status = own
  if (code !== undefined) sent.code = fitCode(code, secrets)
  if (title !== undefined) sent.title = fitText(title, MAX_TEXT, secrets)
  if (level > 0 && detail !== undefined) sent.detail = fitText(detail, MAX_TEXT, secrets)
  if (source !== undefined) sent.source = source
  if (level === 0) {
    sent.meta = { request_id: requestId }
    return sent
  }
  const room = newRoom(secrets)
  const told = meta === undefined ? undefined : metaOf(meta, error, { redactMeta: options.redactMeta, room })
  const trace = level === 3 ? traceOf(thrown, secrets) : undefined
  const { members, omitted } = foreignMembersOf(error, room)
  const counted = omitted > 0 ? { omitted_members: omitted } : undefined
  sent.meta = { ...told, ...trace, ...counted, request_id: requestId }
  return members === undefined ? sent : Object.assign(sent, Object.fromEntries(members))
}

function idOf(error: ErrorObject, makeId: ServerOptions['makeId'], secrets: readonly string[]): string {
  const given: unknown = error.id ?? notPromised('makeId', makeId?.(error))
  return typeof given === 'string' && given !== '' ? fitText(given, MAX_NAME, secrets) : crypto.randomUUID()
}

function fitCode(code: string, secrets: readonly string[]): string {
  return fitText(maskCode(code, secrets), MAX_NAME)
}

interface Fitting {
  readonly redactMeta: ServerOptions['redactMeta']
  readonly room: Room
}

function metaOf(meta: Meta, error: ErrorObject, { redactMeta, room }: Fitting): Meta {
  if (redactMeta === undefined) return fitMeta(meta, room)
  const copy = fitMeta(meta, newRoom(room.secrets))
  return fitMeta(notPromised('redactMeta', redactMeta(copy, error)), room)
}

/** What links are made with. */
interface Linking {
  readonly baseUrl: ServerOptions['baseUrl']
  readonly secrets: readonly string[]
}

/** The links of an error, as URLs: its own, else those below `baseUrl`; `undefined` where there is none. */
function linksOf({ links, code }: ErrorObject, id: string, { baseUrl, secrets }: Linking): ErrorLinks | undefined {
  const type =
    baseUrl === undefined || code === undefined ? undefined : urlOf(baseOf(baseUrl) + segment(fitCode(code, secrets)))
  // A URL has room for one fragment.
  const about = type === undefined || type.includes('#') ? undefined : urlOf(`${type}#${segment(id)}`)
  const own = (link: Link | undefined): string | undefined => {
    const url = urlOf(link)
    return url === undefined ? undefined : urlOf(maskText(url, secrets))
  }
  return unlessEmpty(defined<ErrorLinks>({ about: own(links?.about) ?? about, type: own(links?.type) ?? type }))
}

function baseOf(base: NonNullable<ServerOptions['baseUrl']>): string {
  const url = typeof base === 'string' ? base : base.href
  return /[?#]|\/$/.test(url) ? url : `${url}/`
}

function segment(text: string): string {
  return encodeURIComponent(fitText(text, MAX_NAME))
}

function urlOf(link: Link | undefined): string | undefined {
  const url: unknown = isRecord(link) ? link.href : link
  return typeof url === 'string' && url.length <= MAX_URL && isReference(url) ? url : undefined
}

/** The part of the request that an error blames, if that can be blamed; `undefined` where nothing is left. */
function sourceOf({ pointer, parameter, header }: ErrorSource, secrets: readonly string[]): ErrorSource | undefined {
  const isPlace = isPointer(pointer) && pointer.length <= MAX_URL && isWellFormed(pointer)
  const place = isPlace ? withoutSecrets(pointer, secrets) : undefined
  const isName = typeof header === 'string' && header.length <= MAX_NAME && isHeader(header)
  return unlessEmpty(
    defined<ErrorSource>({
      pointer: place,
      parameter: typeof parameter === 'string' ? fitText(maskName(parameter, secrets), MAX_NAME) : undefined,
      header: isName ? header : undefined,
    }),
  )
}

/** A pointer up to the first step that has a secret in it: with a mask in the place of a step it would lead nowhere. */
function withoutSecrets(pointer: string, secrets: readonly string[]): string | undefined {
  const masked = maskTokens(pointer, secrets)
  if (masked === pointer) return pointer
  // Of one that begins with a secret nothing is left.
  if (!masked.startsWith('/')) return undefined
  const left = masked.split('/')
  const steps = pointer.split('/')
  return steps
    .slice(
      0,
      steps.findIndex((step, index) => step !== left[index]),
    )
    .join('/')
}

/** The @-members of an error and those of extensions, as many as there is room for, and how many more there are. */
function foreignMembersOf(
  error: ErrorObject,
  room: Room,
): { readonly members: ReadonlyMap<string, unknown> | undefined; readonly omitted: number } {
  let members: Map<string, unknown> | undefined
  let omitted = 0
  // No other member has one of these two in its name.
  for (const name in error) {
    if (!(name.includes(':') || name.startsWith('@')) || !Object.hasOwn(error, name) || !isForeign(name)) continue
    if (room.left < 0) omitted++
    else {
      members ??= new Map()
      room.left -= name.length
      members.set(name, fitValue(Reflect.get(error, name), room))
    }
  }
  return { members, omitted }
}

/** For developers: the stack of what was thrown, and its causes as `Name: message`, without secrets. */
function traceOf(thrown: unknown, secrets: readonly string[]): Meta {
  if (!isError(thrown)) return {}
  const causes: string[] = []
  for (let { cause } = thrown; isError(cause) && causes.length < MOST_CAUSES; cause = cause.cause) {
    causes.push(fitText(`${cause.name}: ${cause.message}`, MAX_CAUSE, secrets))
  }
  const stack = typeof thrown.stack === 'string' ? fitText(thrown.stack, MAX_STACK, secrets) : undefined
  return defined<Meta>({ stack, cause: causes.length > 0 ? causes : undefined })
}
