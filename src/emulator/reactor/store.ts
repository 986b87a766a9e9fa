/** Keeps the resources in memory and finds them. */
import { type Identifier, isDeleted, type Resource, type TypeName } from './resource.js'

/** Everything that the emulator knows. */
export interface Store {
  add(resource: Resource): void
  /** The resource that an identifier names, if there is one. */
  find(identifier: Identifier | null | undefined): Resource | undefined
  /** The resource that a relationship leads to, if it leads to one. */
  target(resource: Resource, relation: string): Resource | undefined
  /** The resources that a relationship leads to. */
  targets(resource: Resource, relation: string): readonly Resource[]
  /** All resources of a type that are not deleted, the oldest first. */
  all(type: TypeName): readonly Resource[]
  /** All resources of `type`, deleted ones aside, whose relationship `relation` leads to a resource. */
  leadingTo(to: Identifier | null | undefined, type: TypeName, relation: string): readonly Resource[]
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
  const find: Store['find'] = (identifier) => (identifier ? table(identifier.type).get(identifier.id) : undefined)
  return {
    add: (resource) => {
      table(resource.type).set(resource.id, resource)
    },
    find,
    target: ({ one }, relation) => find(one[relation]),
    targets: ({ many }, relation) => (many[relation] ?? []).flatMap((identifier) => find(identifier) ?? []),
    all: (type) => select(type, () => true),
    leadingTo: (to, type, relation) =>
      select(type, ({ one, many }) => {
        if (!to) return false
        return one[relation]?.id === to.id || many[relation]?.some(({ id }) => id === to.id) === true
      }),
    remove: ({ type, id }) => {
      table(type).delete(id)
    },
  }
}
