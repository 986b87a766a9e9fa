/** Checks what the error objects of one document have to do with one another. */
import { isObject, own } from './plain.js'
import { ATOMIC_POINTER, ERROR_ID_UNIQUE, ERROR_TITLE_STABLE, ERRORS_NOT_EMPTY } from './rules.js'
import { report, type Walk } from './walk.js'

/** All of `errors`: there is one, an `id` is that of one, a `code` has one `title`, those of operations point at them. */
export function checkAcross(walk: Walk, at: string, errors: readonly unknown[]): void {
  const isAtomic = !walk.old && walk.extensions?.includes('atomic')
  if (errors.length === 1 && !isAtomic) return
  if (errors.length === 0) report(walk, ERRORS_NOT_EMPTY, at)
  const ids = new Set()
  const titles = new Map<unknown, unknown>()
  for (let index = 0; index < errors.length; index++) {
    try {
      const error = errors[index]
      if (!isObject(error)) continue
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
