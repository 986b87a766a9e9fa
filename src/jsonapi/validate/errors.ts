/** Looks at the error objects of a document: at a glance, since with nearly all nothing is wrong, and at all of them together. */
import { hasOwn, isRecord, type Members, own } from '../record.js'
import { isErrorStatus } from '../status.js'
import { isUsualName } from './names.js'
import { ATOMIC_POINTER, ERROR_ID_UNIQUE, ERROR_TITLE_STABLE, ERRORS_NOT_EMPTY } from './rules.js'
import { isOver, report, type Walk } from './walk.js'

/**
 * Whether a document has ordinary errors and, beside them, no more than a `jsonapi` that says its version and a `meta` of single
 * values. If so, the errors have been compared with one another.
 */
export function isOrdinary(document: Members, walk: Walk): boolean {
  let found: readonly unknown[] | undefined
  for (const name in document) {
    const value = document[name]
    if (!hasOwn(document, name)) return false
    if (name === 'errors' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (!isOrdinaryError(value[index])) return false
      found = value
    } else if ((name !== 'jsonapi' && name !== 'meta') || !isFlat(value, name)) return false
  }
  if (found) checkAcross(walk, '/errors', found)
  return found !== undefined
}

/**
 * Whether an error object is of the most usual form: a `status` from 400 to 599, other strings, a `source` with a `pointer`
 * or a `parameter`, and a `meta` of single values under usual names. By itself it breaks no rule then, of no version.
 * Written for V8: a loop for each sort of object, and no regular expressions.
 */
export function isOrdinaryError(error: unknown): boolean {
  if (!isRecord(error)) return false
  let hasStatus = false
  for (const name in error) {
    const value = error[name]
    if (!hasOwn(error, name)) return false
    if (name === 'source' || name === 'meta') {
      if (!isFlat(value, name)) return false
    } else if (typeof value !== 'string') return false
    else if (name === 'status') {
      hasStatus = isErrorStatus(value)
      if (!hasStatus) return false
    } else if (name !== 'id' && name !== 'code' && name !== 'title' && name !== 'detail') return false
  }
  return hasStatus
}

/** Whether `value`, the member `of` something, has members that pass, and none has members itself. */
function isFlat(value: unknown, of: 'source' | 'meta' | 'jsonapi'): boolean {
  if (!isRecord(value)) return false
  let isEmpty = true
  for (const name in value) {
    const member = value[name]
    if (!hasOwn(value, name) || (typeof member === 'object' && member !== null)) return false
    if (of === 'meta' ? !isUsualName(name) : !isUsual(of, name, member)) return false
    isEmpty = false
  }
  return !isEmpty
}

/** Whether a `source` or a `jsonapi` usually has such a member. */
function isUsual(of: 'source' | 'jsonapi', name: string, member: unknown): boolean {
  if (of === 'jsonapi') return name === 'version' && typeof member === 'string'
  return name === 'pointer' ? isUsualPointer(member) : name === 'parameter' && typeof member === 'string'
}

function isUsualPointer(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/') && !value.includes('~')
}

/** All of `errors`: there is one, an `id` is that of one, a `code` has one `title`, those of operations point at them. */
export function checkAcross(walk: Walk, at: string, errors: readonly unknown[]): void {
  const isAtomic = !walk.old && walk.extensions?.includes('atomic')
  if (errors.length === 1 && !isAtomic) return
  if (errors.length === 0) report(walk, ERRORS_NOT_EMPTY, at)
  const ids = new Set()
  const titles = new Map<unknown, unknown>()
  for (let index = 0; index < errors.length && !isOver(walk); index++) {
    try {
      const error = errors[index]
      if (!isRecord(error)) continue
      const { id, code, title } = error
      if (ids.has(id)) report(walk, ERROR_ID_UNIQUE, `${at}/${index}/id`, 'that of another')
      if (id !== undefined) ids.add(id)
      const first = titles.get(code) ?? title
      if (first !== title && title !== undefined) report(walk, ERROR_TITLE_STABLE, `${at}/${index}/title`, 'another')
      if (code !== undefined) titles.set(code, first)
      if (isAtomic && own(own(error, 'source'), 'pointer') === undefined) report(walk, ATOMIC_POINTER, `${at}/${index}`)
    } catch {
      // Reported where the members were read.
    }
  }
}
