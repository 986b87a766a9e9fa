/** Reads error objects out of what a response holds where JSON:API wants them, and keeps account of what was wrong. */
import type { ErrorDocument, ErrorObject } from '../jsonapi/document.js'
import type { Failure, Repair } from './failure.js'
import { isRecord } from './plain.js'

/** Error objects as read, and what had to be mended to read them. */
export interface ReadErrors {
  readonly errors: Failure['errors']
  readonly repairs?: readonly Repair[]
  /** The object in which they stood, where it says more than they do. */
  readonly document?: ErrorDocument
}

const TEXTS = ['id', 'status', 'code', 'title', 'detail']
const OBJECTS = ['links', 'source', 'meta']

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string'
const isPart = (value: unknown): boolean => value === undefined || isRecord(value)

function hasMember(error: object): boolean {
  for (const _member in error) return true
  return false
}

/**
 * Whether `error` has a member, and every member of an error object the type that JSON:API gives it; their own members may be
 * anything.
 */
export function isErrorObject(error: unknown): error is ErrorObject {
  // Written out member by member: this is the hot path of every decoded response.
  return (
    isRecord(error) &&
    isText(error['id']) &&
    isText(error['status']) &&
    isText(error['code']) &&
    isText(error['title']) &&
    isText(error['detail']) &&
    isPart(error['links']) &&
    isPart(error['source']) &&
    isPart(error['meta']) &&
    (error['code'] !== undefined || hasMember(error))
  )
}

/** Whether `value` has a member by which an error object is known: a `code`, a `title` or a `detail`. */
export function isErrorLike(value: unknown): boolean {
  return isRecord(value) && (value['code'] ?? value['title'] ?? value['detail']) != null
}

/** How many error objects are read of one list, and how many failures of one body, at most. */
export const MOST_READ = 1000
const MOST_REPAIRS = 100

/**
 * The error objects in `received`, the value of an `errors` member that stood at `pointer`; `undefined` where it says nothing
 * (absent, `null`, `false`, `0`, or empty). Sound error objects are given as they are; all others are mended and told of in
 * `repairs`. At most `most` are read; entries that say nothing are told of once, and counted.
 */
export function readErrors(received: unknown, pointer: string, most: number = MOST_READ): ReadErrors | undefined {
  if (!received) return undefined
  if (!Array.isArray(received)) {
    if (isRecord(received) && !hasMember(received)) return undefined
    const message = '"errors" is not an array; it was read as one error object'
    const { errors, repairs = [] } = readError(received, pointer)
    return { errors, repairs: [{ pointer, message, received }, ...repairs] }
  }
  const list: readonly unknown[] = received
  if (list.length === 0) return undefined
  return isSound(list, most) ? { errors: list } : mendAll(list, pointer, Math.min(list.length, most))
}

/** Whether a list that has items has no more than `most`, and all of them are error objects. */
function isSound(list: readonly unknown[], most: number): list is Failure['errors'] {
  let sound = 0
  while (sound < list.length && sound < most && isErrorObject(list[sound])) sound++
  return sound === list.length
}

/** A body as a document: its `errors` were read, and whoever writes it puts them, mended where need be, in their place. */
export function documentOf(body: Readonly<Record<string, unknown>>): ErrorDocument {
  // The cast must stay: its other members are kept as they came, unchecked, and `errors` may still be what was mended elsewhere.
  return body as typeof body & ErrorDocument
}

function mendAll(received: readonly unknown[], pointer: string, count: number): ReadErrors {
  const repairs: Repair[] = []
  // The first is kept, whatever it says.
  const errors: [ErrorObject, ...ErrorObject[]] = [mend(received[0], `${pointer}/0`, repairs)]
  let silent = saysNothing(received[0]) ? 1 : 0
  for (let index = 1; index < count; index++) {
    const item = received[index]
    if (saysNothing(item) && silent++ > 0) continue
    errors.push(mend(item, `${pointer}/${index}`, repairs))
  }
  const unlisted = repairs.length - MOST_REPAIRS
  const listed = repairs.slice(0, MOST_REPAIRS)
  const note = (message: string, received: number) => listed.push({ pointer, message, received })
  if (unlisted > 0) note(`${unlisted} more repairs are not listed`, unlisted)
  if (silent > 1) note(`${silent} entries say nothing; one of them was kept`, silent)
  if (received.length > count)
    note(`Only the first ${count} of ${received.length} error objects were read`, received.length)
  return { errors, repairs: listed }
}

const saysNothing = (item: unknown): boolean =>
  isRecord(item) ? !hasMember(item) : typeof item !== 'string' || item === ''

/** The one error object that `received`, which stood at `pointer`, is or is taken for. */
export function readError(received: unknown, pointer: string): ReadErrors {
  const repairs: Repair[] = []
  const errors = [mend(received, pointer, repairs)] as const
  return repairs.length === 0 ? { errors } : { errors, repairs }
}

function mend(item: unknown, pointer: string, repairs: Repair[]): ErrorObject {
  if (isErrorObject(item)) return item
  if (!isRecord(item)) {
    repairs.push({ pointer, message: 'An error object must be an object', received: item })
    return typeof item === 'string' ? { detail: item } : { meta: { received: item } }
  }
  const mended: Record<string, unknown> = { ...item }
  for (const name of [...TEXTS, ...OBJECTS]) {
    const value = mended[name]
    const isOfText = TEXTS.includes(name)
    if (isOfText ? isText(value) : isPart(value)) continue
    const isScalar = isOfText && (typeof value === 'number' || typeof value === 'boolean')
    const message = `"${name}" must be ${isOfText ? 'a string' : 'an object'}; it was ${isScalar ? 'read as text' : 'left out'}`
    repairs.push({ pointer: `${pointer}/${name}`, message, received: value })
    if (isScalar) mended[name] = String(value)
    else delete mended[name]
  }
  if (Object.keys(mended).length > 0) return mended
  if (Object.keys(item).length === 0)
    repairs.push({ pointer, message: 'An error object must not be empty', received: item })
  return { meta: { received: item } }
}
