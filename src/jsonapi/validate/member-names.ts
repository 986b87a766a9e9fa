/** Tells which member names JSON:API allows, and which members it leaves alone. */
import { EXTENSION_APPLIED, EXTENSION_MEMBER, MEMBER_NAME, MEMBER_NAME_PORTABLE } from './rules.js'
import { child, report, type Walk } from './walk.js'

/** What is in no member name, at its ends or anywhere: https://jsonapi.org/format/1.1/#document-member-names */
const FORBIDDEN = /^$|^[-_ ]|[-_ ]$|[^-\w \u0080-\uffff]/

/**
 * Checks the name of a member of the `meta` at `at`, or of what is in that. Gives whether JSON:API leaves the member alone,
 * with all that is in it.
 */
export function checkName(walk: Walk, at: string, name: string): boolean {
  if (isForeign(walk, at, name)) return true
  if (FORBIDDEN.test(name)) report(walk, MEMBER_NAME, child(at, name), 'another name')
  else if (/[^-\w]/.test(name)) report(walk, MEMBER_NAME_PORTABLE, child(at, name), 'another name')
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
      report(walk, EXTENSION_MEMBER, child(at, name), 'another name')
    } else if (walk.extensions?.includes(namespace) === false) {
      report(walk, EXTENSION_APPLIED, child(at, name), 'a member of another')
    }
  }
  return true
}
