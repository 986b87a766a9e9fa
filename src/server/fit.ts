/** Makes texts and values fit for a response: of bounded size, well formed, without secrets, and as JSON:API names things. */
import { cutText } from '../failure/cut-text.js'
import { isRecord } from '../failure/plain.js'
import { mask, maskName, maskText } from '../failure/secrets.js'
import type { Meta } from '../jsonapi/document.js'

/** How many characters values may still come to, what they took being taken off, and the texts that none of them may hold. */
export interface Room {
  left: number
  readonly secrets: readonly string[]
}

const MAX_DEPTH = 32
const LONE = /\p{Surrogate}/u
/** Names of @-members and of extension members, which JSON:API leaves alone. */
const FOREIGN = /^@\w{1,100}$|^[a-z\d]{1,100}:(?=[a-z\d])[\w-]{1,102}$(?<![-_])/i

/** The room for whatever an error object says in `meta`, in extension members and in @-members, without `secrets`. */
export const newRoom = (secrets: readonly string[]): Room => ({ left: 20_000, secrets })

/** Whether a text has no half of a surrogate pair alone, which strict readers of JSON refuse. */
export function isWellFormed(text: string): boolean {
  return !LONE.test(text)
}

/** `text` of at most `limit` characters, without credentials, query strings and `secrets`. */
export function fitText(text: string, limit: number, secrets?: readonly string[]): string {
  const cut = (given: string): string => (given.length > limit ? cutText(given, limit - 1) : given)
  // Once more, since a mask may be longer than what it stands for.
  const told = cut(maskText(cut(text), secrets))
  return LONE.test(told) ? told.replace(/\p{Surrogate}/gu, '\uFFFD') : told
}

/** A copy of `meta` as `fitValue` makes it; empty where it is no object. */
export function fitMeta(meta: unknown, room: Room): Meta {
  const fitted = fitValue(meta, room)
  return isRecord(fitted) ? fitted : {}
}

/**
 * A copy of `value` that is plain JSON, without credentials, query strings and secrets: of about as many characters as there is
 * room for and 32 levels at most, the rest told of by a text in its place; BigInt and Date as text; names mended to those that
 * JSON:API allows.
 */
export function fitValue(value: unknown, room: Room): unknown {
  return mask(plain(value, MAX_DEPTH, room), room.secrets)
}

function plain(value: unknown, depth: number, room: Room): unknown {
  room.left -= 8
  if (typeof value === 'string') {
    const text = fitText(value, Math.max(40, Math.min(2000, room.left)))
    room.left -= text.length
    return text
  }
  if (typeof value === 'bigint') return plain(`${value}`, depth, room)
  if (typeof value !== 'object' || value === null) return isScalar(value) ? value : `[${typeof value}]`
  if (depth === 0) return '[too deep]'
  if (room.left < 0) return '[left out]'
  if (value instanceof Date) return value.toJSON()
  return Array.isArray(value) ? items(value, depth - 1, room) : members(value, depth - 1, room)
}

function items(list: readonly unknown[], depth: number, room: Room): unknown[] {
  const fitted: unknown[] = []
  for (let index = 0; index < list.length; index++) {
    if (room.left < 0) return [...fitted, `[${list.length - index} left out]`]
    fitted.push(plain(list[index], depth, room))
  }
  return fitted
}

function members(of: object, depth: number, room: Room): object {
  const fitted = new Map<string, unknown>()
  const names = Object.keys(of)
  for (const [index, name] of names.entries()) {
    if (room.left < 0) {
      fitted.set('left_out', names.length - index)
      break
    }
    room.left -= name.length
    const value: unknown = Reflect.get(of, name)
    if (value !== undefined) fitted.set(fitName(name, room.secrets), plain(value, depth, room))
  }
  return Object.fromEntries(fitted)
}

const isScalar = (value: unknown): boolean => value === null || typeof value === 'boolean' || Number.isFinite(value)

/** Whether a member of that name is nothing that JSON:API itself speaks of. */
export function isForeign(name: string): boolean {
  return FOREIGN.test(name)
}

/** The member name that JSON:API allows and that is most like `name`: https://jsonapi.org/format/1.1/#document-member-names */
function fitName(name: string, secrets: readonly string[]): string {
  // Before it is mended: afterwards it may not look like a secret any more.
  const shown = maskName(name, secrets)
  if (isForeign(shown)) return shown
  const mended = shown
    .slice(0, 200)
    .replace(/[^-\w \u0080-\ud7ff\ue000-\uffff]/g, '-')
    .replace(/^[-_ ]+|(?<![-_ ])[-_ ]+$/g, '')
  return mended || 'member'
}
