/** Member names: which JSON:API allows, which members it leaves alone, and the names in a `meta`. */
import { childPointer } from '../pointer-syntax.js'
import type { Members } from '../record.js'
import { EXTENSION_APPLIED, EXTENSION_MEMBER, MEMBER_NAME, MEMBER_NAME_PORTABLE } from './rules.js'
import { report, type Walk } from './walk.js'

/** Characters that no member name has, at its ends or anywhere: https://jsonapi.org/format/1.1/#document-member-names */
const FORBIDDEN = /^$|^[-_ ]|[-_ ]$|[^-\w \u0080-\uffff]/

/**
 * Checks the name of a member of the `meta` at `at`, or of what is in that. Gives whether JSON:API leaves the member alone,
 * with all that is in it.
 */
function checkName(walk: Walk, at: string, name: string): boolean {
  if (isForeign(walk, at, name)) return true
  if (FORBIDDEN.test(name)) report(walk, MEMBER_NAME, childPointer(at, name), 'another name')
  else if (/[^-\w]/.test(name)) report(walk, MEMBER_NAME_PORTABLE, childPointer(at, name), 'another name')
  return false
}

/**
 * Whether JSON:API leaves a member of the object at `at` alone by its name: @-members, and members of extensions, whose names
 * are checked. JSON:API 1.0 has neither.
 */
export function isForeign(walk: Walk, at: string, name: string): boolean {
  const colon = name.indexOf(':')
  if (walk.old || (colon < 0 && !name.startsWith('@'))) return false
  if (!name.startsWith('@')) {
    const namespace = name.slice(0, colon)
    if (/^$|[^a-z\d]/i.test(namespace) || FORBIDDEN.test(name.slice(colon + 1))) {
      report(walk, EXTENSION_MEMBER, childPointer(at, name), 'another name')
    } else if (walk.extensions?.includes(namespace) === false) {
      report(walk, EXTENSION_APPLIED, childPointer(at, name), 'a member of another')
    }
  }
  return true
}

/** The `meta` at `at`: breadth first and each object once, so that neither depth nor cycles matter. */
export function checkMeta(walk: Walk, at: string, meta: Members): void {
  const seen = new Set<Members>()
  const places = [{ at, holder: meta }]
  for (const { at, holder } of places) {
    if (seen.has(holder)) continue
    seen.add(holder)
    const isArray = Array.isArray(holder)
    for (const name of Object.keys(holder)) {
      const value = holder[name]
      if (value === undefined || (!isArray && !isUsualName(name) && checkName(walk, at, name))) continue
      // An array, too, has what it holds under names.
      if (typeof value === 'object' && value !== null)
        places.push({ at: childPointer(at, name), holder: value as Members })
    }
  }
}

/** Whether `name` is made of a-z, with "_" only within. */
export function isUsualName(name: string): boolean {
  const last = name.length - 1
  for (let index = 0; index <= last; index++) {
    const code = name.charCodeAt(index)
    if ((code < 0x61 || code > 0x7a) && (code !== 0x5f || index === 0 || index === last)) return false
  }
  return last >= 0
}
