/** Deletes a resource with everything that it owns. */
import type { Emulation } from './model.js'
import type { Resource } from './resource.js'

/**
 * Deletes a resource for good, then what was created under it. What merely refers to it keeps its reference empty: a library
 * whose environment goes has none.
 */
export function removeWithChildren(emulation: Emulation, resource: Resource): void {
  const { store, definitions } = emulation
  store.remove(resource)
  for (const { type, parent, relations } of Object.values(definitions)) {
    for (const [name, relation] of Object.entries(relations)) {
      if (relation.kind !== 'one' || relation.type !== resource.type) continue
      for (const leading of store.leadingTo(resource, type, name)) {
        if (name === parent) removeWithChildren(emulation, leading)
        else leading.one[name] = null
      }
    }
  }
}
