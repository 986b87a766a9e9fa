/** Groups error objects by what in the request they blame, each exactly once. */
import { attempt } from './attempt.js'
import type { ErrorObject } from './document.js'
import { isPointer } from './pointer-syntax.js'
import { isElement, own } from './record.js'

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
 * Groups `errors` by their `source`, nothing lost and nothing twice: an error whose source names more than one thing
 * stands under the first of pointer, parameter, header. A member that is not a string, or a pointer that is not a JSON
 * Pointer, counts as absent: its error, unchanged, stands under the next one that is there, or under `none`. What is not
 * an array holds no errors, and an element that cannot even be read is left out. Never throws.
 *
 * @see https://jsonapi.org/format/1.1/#error-objects
 */
export function groupErrors<E extends ErrorObject>(errors: readonly E[]): ErrorGroups<E> {
  const groups: ErrorGroups<E> = { pointer: new Map(), parameter: new Map(), header: new Map(), none: [] }
  for (const error of elementsOf(errors)) groupOf(groups, error).push(error)
  return groups
}

/** The elements of a list that can be read. The holes of a sparse one take no time. */
function elementsOf<E>(list: readonly E[]): E[] {
  // By one of its own keys. Of a getter that throws there is nothing to group.
  return keysOf(list).flatMap((index) => attempt(() => [list[index as keyof typeof list] as E], []))
}

const keysOf = (list: readonly unknown[]): string[] =>
  attempt(() => (Array.isArray(list) ? Object.keys(list).filter((key) => isElement(list, key)) : []), [])

function groupOf<E extends ErrorObject>(groups: ErrorGroups<E>, error: E): E[] {
  // What cannot be read blames nothing that can be understood.
  const source = attempt(() => own(error, 'source'))
  for (const kind of ['pointer', 'parameter', 'header'] as const) {
    const name = attempt(() => own(source, kind))
    if (typeof name === 'string' && (kind !== 'pointer' || isPointer(name))) {
      return groupIn(groups[kind], kind === 'header' ? name.toLowerCase() : name)
    }
  }
  return groups.none
}

function groupIn<E>(groups: Map<string, E[]>, key: string): E[] {
  const group = groups.get(key) ?? []
  groups.set(key, group)
  return group
}
