/** Groups error objects by what in the request they blame, each exactly once. */
import type { ErrorObject } from './document.js'
import { resolvePointer } from './pointer-resolve.js'
import { isPointer } from './pointer-syntax.js'

/** Error objects by what their `source` names; groups, and the errors in them, in the order in which they came. */
export interface ErrorGroups<E extends ErrorObject = ErrorObject> {
  /** By `source.pointer`; every key is a JSON Pointer. */
  readonly pointer: Map<string, E[]>
  /** By `source.parameter`, as it is written: `page[size]`. */
  readonly parameter: Map<string, E[]>
  /** By `source.header`, in lower case, as HTTP does not tell case apart there. */
  readonly header: Map<string, E[]>
  /** Those that blame nothing in particular, or nothing that can be understood. */
  readonly none: E[]
}

/**
 * `errors` grouped by their `source`, nothing lost and nothing twice: an error whose source names more than one thing
 * stands under the first of pointer, parameter, header. A member that is not a string, or a pointer that is not a JSON
 * Pointer, counts as absent: its error, unchanged, stands under the next one that is there, or under `none`. What is not
 * an array holds no errors, and an element that cannot even be read is left out. Never throws.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function groupErrors<E extends ErrorObject>(errors: readonly E[]): ErrorGroups<E> {
  const groups: ErrorGroups<E> = { pointer: new Map(), parameter: new Map(), header: new Map(), none: [] }
  for (let index = 0; index < lengthOf(errors); index++) {
    const element = resolvePointer(errors, `/${index}`)
    // What is found at an index of `errors` is one of its elements.
    if (element.found) groupOf(groups, element.value).push(element.value as E)
  }
  return groups
}

function lengthOf(errors: readonly unknown[]): number {
  try {
    return Array.isArray(errors) ? errors.length : 0
  } catch {
    // Not even its length can be read: a revoked proxy.
    return 0
  }
}

function groupOf<E extends ErrorObject>(groups: ErrorGroups<E>, error: unknown): E[] {
  for (const kind of ['pointer', 'parameter', 'header'] as const) {
    const member = resolvePointer(error, `/source/${kind}`)
    if (!member.found || typeof member.value !== 'string') continue
    if (kind === 'pointer' && !isPointer(member.value)) continue
    const key = kind === 'header' ? member.value.toLowerCase() : member.value
    const group = groups[kind].get(key) ?? []
    groups[kind].set(key, group)
    return group
  }
  return groups.none
}
