/** The entry `reactor-errors/ts-json-api`: error objects and documents as the types of the package ts-json-api, and back. */
// The package's root types do not compile for everyone; those below them do.
import type { ResponseWithErrors, Error as TsJsonApiError } from 'ts-json-api/dist/types/index.js'
import type { ErrorDocument, ErrorObject } from './document.js'
import { isRecord, type Members, membersOf } from './record.js'

/** The member of `meta` that keeps what ts-json-api has no type for. */
const BEYOND = 'json-api-1-1'

/** A value in two: what ts-json-api has a type for, and what goes beyond it; at least one of them is there. */
interface Parts {
  readonly within?: unknown
  readonly beyond?: unknown
}
type Split = (value: unknown) => Parts

/**
 * An error object, or a document of them, in the types of ts-json-api 1.2, which know JSON:API 1.0. What they have no room
 * for (`source.header`, @-members, `null` links, link objects with more than `href` and `meta`, `jsonapi.ext`…) is kept in
 * `meta['json-api-1-1']` of the same error or document, at the place it had: `{ source: { header: 'Accept' } }`. A `meta`
 * that is empty, or has that member already, is kept there whole if it has to make room. `fromTsJsonApi` puts all back.
 * Reads own enumerable members and changes nothing, a member that is `undefined` is absent; throws only what a getter throws.
 *
 * @see https://www.npmjs.com/package/ts-json-api
 */
export function toTsJsonApi(document: ErrorDocument): ResponseWithErrors
export function toTsJsonApi(error: ErrorObject): TsJsonApiError
export function toTsJsonApi(value: unknown): ResponseWithErrors | TsJsonApiError {
  // Every member within was checked against the type.
  return (isDocument(value) ? foldDocument : foldError)(value) as ResponseWithErrors | TsJsonApiError
}

/**
 * The error object or document that `toTsJsonApi` was given; any other in the types of ts-json-api stays as it is.
 * Reads own enumerable members and changes nothing; throws only what a getter throws.
 */
export function fromTsJsonApi(document: ResponseWithErrors): ErrorDocument
export function fromTsJsonApi(error: TsJsonApiError): ErrorObject
export function fromTsJsonApi(value: unknown): ErrorDocument | ErrorObject {
  const { errors } = membersOf(value)
  const unfolded = Array.isArray(errors) ? { ...membersOf(value), errors: errors.map(unfold) } : value
  // JSON:API 1.1 allows all that 1.0 does, and what was kept in `meta` came from it.
  return unfold(unfolded) as ErrorDocument | ErrorObject
}

function isDocument(value: unknown): value is Members {
  return isRecord(value) && Object.hasOwn(value, 'errors')
}

function isPlainLink(value: unknown): boolean {
  if (!isRecord(value)) return typeof value === 'string'
  const fits = ([name, member]: [string, unknown]) =>
    name === 'href' ? typeof member === 'string' : name === 'meta' && isRecord(member)
  return Object.hasOwn(value, 'href') && Object.entries(value).every(fits)
}

function splitBy(fits: (value: unknown) => boolean): Split {
  return (value) => (fits(value) ? { within: value } : { beyond: value })
}

function splitMembers(splitOf: (name: string) => Split | undefined): Split {
  return (value) => {
    if (!isRecord(value)) return { beyond: value }
    const within: [string, unknown][] = []
    const beyond: [string, unknown][] = []
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue
      const parts = splitOf(name)?.(member) ?? { beyond: member }
      if ('within' in parts) within.push([name, parts.within])
      if ('beyond' in parts) beyond.push([name, parts.beyond])
    }
    const parts: { within?: Members; beyond?: Members } = {}
    if (within.length > 0 || beyond.length === 0) parts.within = Object.fromEntries(within)
    if (beyond.length > 0) parts.beyond = Object.fromEntries(beyond)
    return parts
  }
}

function splitNamed(members: Readonly<Record<string, Split>>): Split {
  const byName = new Map(Object.entries(members))
  return splitMembers((name) => byName.get(name))
}

const text = splitBy((value) => typeof value === 'string')
const meta = splitBy(isRecord)
const links = splitMembers(() => splitBy(isPlainLink))
const source = splitNamed({ pointer: text, parameter: text })
const jsonapi = splitNamed({ version: text, meta })
const foldError = foldBy(
  splitNamed({ id: text, links, status: text, code: text, title: text, detail: text, source, meta }),
)
const errors: Split = (value) =>
  Array.isArray(value) ? { within: value.map(foldError) } : { within: [], beyond: value }
const foldDocument = foldBy(splitNamed({ errors, meta, jsonapi, links }))

/** Gives what is within, with what goes beyond in its `meta`. */
function foldBy(split: Split): (value: unknown) => Members {
  return (value) => {
    const parts = split(value)
    const within = membersOf(parts.within)
    const { meta, ...rest } = within
    const occupied = Object.hasOwn(membersOf(meta), BEYOND)
    if (!('beyond' in parts) && !occupied) return within
    // A `meta` that would come back as something else, or not at all, moves as a whole.
    const moves = occupied || (isRecord(meta) && Object.keys(meta).length === 0)
    const beyond = moves ? { ...membersOf(parts.beyond), meta } : parts.beyond
    return { ...rest, meta: { ...(moves ? {} : membersOf(meta)), [BEYOND]: beyond } }
  }
}

/** The reverse of what `foldBy` gives. */
function unfold(value: unknown): unknown {
  const { meta, ...rest } = membersOf(value)
  if (!isRecord(meta) || !Object.hasOwn(meta, BEYOND)) return value
  const { [BEYOND]: beyond, ...others } = meta
  if (!isRecord(beyond)) return beyond
  const within: Members = Object.keys(others).length > 0 ? { ...rest, meta: others } : rest
  const joined = Object.entries(beyond).map(([name, member]) => {
    const base = Object.hasOwn(within, name) ? within[name] : undefined
    return [name, isRecord(base) && isRecord(member) ? { ...base, ...member } : member] as const
  })
  return { ...within, ...Object.fromEntries(joined) }
}
