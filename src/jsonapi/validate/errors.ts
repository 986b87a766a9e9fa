/** Looks at the error objects of a document: at a glance, since with nearly all nothing is wrong, and at all of them together. */
import { hasOwn, isRecord, type Members, own } from '../record.js'
import { isErrorStatus } from '../status.js'
import { isUsualName } from './names.js'
import { ATOMIC_POINTER, ERROR_ID_UNIQUE, ERROR_STATUS_GIVEN, ERROR_TITLE_STABLE, ERRORS_NOT_EMPTY } from './rules.js'
import { isHeader, isReference } from './texts.js'
import { isOver, report, type Walk } from './walk.js'

/**
 * Checks a document that has usual errors and, beside them, no more than a `jsonapi` that says its version and a `meta` of single
 * values. Returns whether it is one; of any other it reports nothing.
 */
export function checkOrdinary(walk: Walk, at: string, document: Members): boolean {
  let found: readonly unknown[] | undefined
  for (const name in document) {
    const value = document[name]
    if (!hasOwn(document, name)) return false
    if (name === 'errors' && Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (!isUsualError(walk, value[index])) return false
      found = value
    } else if ((name !== 'jsonapi' && name !== 'meta') || !isFlat(walk, value, name)) return false
  }
  if (found === undefined) return false
  for (let index = 0; index < found.length; index++) {
    if (lacksStatus(walk, found[index])) report(walk, ERROR_STATUS_GIVEN, `${at}/errors/${index}`)
  }
  checkAcross(walk, `${at}/errors`, found)
  return true
}

/** Checks an error object of the most usual form. Returns whether it is one; of any other it reports nothing. */
export function checkOrdinaryError(walk: Walk, at: string, error: Members): boolean {
  if (!isUsualError(walk, error)) return false
  if (lacksStatus(walk, error)) report(walk, ERROR_STATUS_GIVEN, at)
  return true
}

/** Whether an error object has no `status` in a version that wants one. */
export const lacksStatus = (walk: Walk, error: unknown): boolean => !walk.old && own(error, 'status') === undefined

/**
 * Whether an error object is of the most usual form: strings, among them a `status` from 400 to 599 or none, a `source` with a
 * `pointer`, a `parameter` or a `header`, `links` with an `about`, and a `meta` of single values under usual names. By itself it
 * breaks no rule then but that it should have a `status`. Written for V8: a loop for each sort of object, and hardly a regular
 * expression.
 */
function isUsualError(walk: Walk, error: unknown): boolean {
  if (!isRecord(error)) return false
  let isEmpty = true
  for (const name in error) {
    const value = error[name]
    if (!hasOwn(error, name)) return false
    if (name === 'source' || name === 'meta' || name === 'links') {
      if (!isFlat(walk, value, name)) return false
    } else if (typeof value !== 'string') return false
    else if (name === 'status' ? !isErrorStatus(value) : !isTextOfError(name)) return false
    isEmpty = false
  }
  return !isEmpty
}

/** Whether any string will do as such a member of an error object. */
const isTextOfError = (name: string): boolean =>
  name === 'id' || name === 'code' || name === 'title' || name === 'detail'

/** Whether `value`, the member `of` something, has members that pass, and none has members itself. */
function isFlat(walk: Walk, value: unknown, of: 'source' | 'meta' | 'links' | 'jsonapi'): boolean {
  if (!isRecord(value)) return false
  let isEmpty = true
  for (const name in value) {
    const member = value[name]
    if (!hasOwn(value, name) || (typeof member === 'object' && member !== null)) return false
    if (of === 'meta' ? !isUsualName(name) : typeof member !== 'string' || !isUsual(walk, of, name, member))
      return false
    isEmpty = false
  }
  return !isEmpty
}

/** Whether a `source`, a `jsonapi` or the `links` of an error usually have such a member. */
function isUsual(walk: Walk, of: 'source' | 'links' | 'jsonapi', name: string, text: string): boolean {
  if (of === 'jsonapi') return name === 'version'
  if (of === 'links') return name === 'about' && isReference(text)
  if (name === 'header') return !walk.old && isHeader(text)
  return name === 'pointer' ? isUsualPointer(text) : name === 'parameter'
}

function isUsualPointer(text: string): boolean {
  return text.startsWith('/') && !text.includes('~')
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
