/** Keeps the resources in memory and finds them. */
import { type Identifier, isDeleted, type Resource, type TypeName } from './resource.js'

/** Everything that the emulator knows. */
export interface Store {
  add(resource: Resource): void
  /** The resource of that type and id, if there is one. */
  find(type: TypeName, id: string): Resource | undefined
  /** All resources of a type that are not deleted, the oldest first. */
  all(type: TypeName): readonly Resource[]
  /** All resources of `type`, deleted ones aside, whose relationship `relation` leads to the resource with that id. */
  leadingTo(id: string, type: TypeName, relation: string): readonly Resource[]
  remove(resource: Identifier): void
}

/** A store that holds nothing yet. */
export function createStore(): Store {
  const tables = new Map<TypeName, Map<string, Resource>>()
  const table = (type: TypeName): Map<string, Resource> => {
    const found = tables.get(type) ?? new Map<string, Resource>()
    tables.set(type, found)
    return found
  }
  function select(type: TypeName, matches: (resource: Resource) => boolean): readonly Resource[] {
    const selected: Resource[] = []
    for (const resource of table(type).values()) if (!isDeleted(resource) && matches(resource)) selected.push(resource)
    return selected
  }
  return {
    add: (resource) => {
      table(resource.type).set(resource.id, resource)
    },
    find: (type, id) => table(type).get(id),
    all: (type) => select(type, () => true),
    leadingTo: (id, type, relation) =>
      select(type, ({ one, many }) => one[relation]?.id === id || !!many[relation]?.some((to) => to.id === id)),
    remove: ({ type, id }) => {
      table(type).delete(id)
    },
  }
}
