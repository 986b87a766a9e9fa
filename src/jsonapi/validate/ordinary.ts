/** Recognises at a glance the documents that nothing is wrong with, as nearly all are, so that only others take time. */
import { checkAcross } from './across-errors.js'
import { hasOwn, isObject, type Members } from './plain.js'
import type { Walk } from './walk.js'

/** Whether a document has ordinary errors and nothing else. If so, they have been compared with one another. */
export function isOrdinary(document: Members, walk: Walk): boolean {
  let found: readonly unknown[] | undefined
  for (const name in document) {
    const errors = document[name]
    if (name !== 'errors' || !hasOwn(document, name) || !Array.isArray(errors)) return false
    for (let index = 0; index < errors.length; index++) if (!isOrdinaryError(errors[index])) return false
    found = errors
  }
  if (found) checkAcross(walk, '/errors', found)
  return found !== undefined
}

/**
 * Whether an error object is of the most usual form: a `status` from 400 to 599, other strings, a `source` with a `pointer`
 * alone, and a `meta` of single values under usual names. By itself it breaks no rule then, of no version.
 * Written for V8: a loop for each sort of object, and no regular expressions.
 */

export function isOrdinaryError(error: unknown): boolean {
  if (!isObject(error)) return false
  let hasStatus = false
  for (const name in error) {
    const value = error[name]
    if (!hasOwn(error, name)) return false
    if (name === 'source' || name === 'meta') {
      if (!isFlat(value, name === 'source')) return false
    } else if (typeof value !== 'string') return false
    else if (name === 'status') {
      hasStatus = isErrorStatus(value)
      if (!hasStatus) return false
    } else if (name !== 'id' && name !== 'code' && name !== 'title' && name !== 'detail') return false
  }
  return hasStatus
}

/** Whether `text` is an HTTP status from 400 to 599. */
export function isErrorStatus(text: string): boolean {
  return text.length === 3 && isDigit(text, 0, 4, 5) && isDigit(text, 1, 0, 9) && isDigit(text, 2, 0, 9)
}

function isDigit(text: string, index: number, least: number, most: number): boolean {
  const digit = text.charCodeAt(index) - 0x30
  return digit >= least && digit <= most
}

/** Whether `value` has members that pass, and none has members itself. */
function isFlat(value: unknown, isSource: boolean): boolean {
  if (!isObject(value)) return false
  let isEmpty = true
  for (const name in value) {
    const member = value[name]
    if (!hasOwn(value, name) || (typeof member === 'object' && member !== null)) return false
    if (isSource ? name !== 'pointer' || !isUsualPointer(member) : !isUsualName(name)) return false
    isEmpty = false
  }
  return !isEmpty
}

function isUsualPointer(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/') && !value.includes('~')
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
