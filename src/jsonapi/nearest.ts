/** Finds the nearest place that a document has for each of many pointers, and puts it into the errors that have them. */

import { attempt } from './attempt.js'
import type { ErrorObject } from './document.js'
import { isPointer, unescaped } from './pointer-syntax.js'
import { isElement, own } from './record.js'

/**
 * A function that gives, for a JSON Pointer, the pointer itself if it leads to something in `document`, else its nearest ancestor
 * that does; `""` for what is no pointer. As `nearestPointer`, but made for thousands of pointers, and a member that is
 * `undefined` is not there: JSON has none. It must not outlive a change of the document. Never throws.
 */
export function nearestIn(document: unknown): (pointer: string) => string {
  // Where the last pointer stood but for its last step: the next is often beside it.
  let parent = ''
  let container = document

  return (pointer) => {
    if ((!pointer.startsWith('/') || pointer.includes('~')) && !isPointer(pointer)) return ''
    const isBeside = pointer[parent.length] === '/' && pointer.startsWith(parent)
    let start = isBeside ? parent.length : 0
    let value = isBeside ? container : document
    while (start < pointer.length) {
      const slash = pointer.indexOf('/', start + 1)
      const end = slash < 0 ? pointer.length : slash
      const next = stepInto(value, unescaped(pointer.slice(start + 1, end)))
      if (next === undefined) return pointer.slice(0, start)
      if (slash < 0 && !(isBeside && start === parent.length)) {
        parent = pointer.slice(0, start)
        container = value
      }
      value = next
      start = end
    }
    return pointer
  }
}

/** The own member or the element of `value`; `undefined` if there is none, or it cannot be read. */
function stepInto(value: unknown, name: string): unknown {
  return attempt<unknown>(() => {
    if (!Array.isArray(value)) return own(value, name)
    return isElement(value, name) ? value[Number(name)] : undefined
  })
}

/** `errors` with pointers that exist in `document`, as JSON:API 1.1 wants them (“Error Objects”, `source`). */
export function pointedInto(document: unknown, errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const nearest = nearestIn(document)
  return errors.map((error) => {
    const { source } = error
    if (source?.pointer === undefined) return error
    return { ...error, source: { ...source, pointer: nearest(source.pointer) } }
  })
}
