/** Keeps the resources in memory, and finds them without looking at all of them. */
import {
  type Changes,
  type Content,
  type Identifier,
  isDeleted,
  isRevision,
  type Resource,
  sharedWith,
  type TypeName,
} from './resource.js'

/** A list of resources, the oldest first. It goes on changing with the store. */
export type Resources = readonly Resource[]

/** Everything that the emulator knows. Resources that were deleted but can be looked at are found by their id alone. */
export interface Store {
  add(resource: Resource): void
  /** Changes members of a resource, in place; those that are not named stay. */
  update(resource: Resource, changes: Changes): void
  remove(resource: Resource): void
  /** Forgets everything. */
  clear(): void
  /** The resource that an identifier names, if there is one. */
  find(identifier: Identifier | null | undefined): Resource | undefined
  /** The resource that a relationship leads to, if it leads to one. */
  target(resource: Resource, relation: string): Resource | undefined
  /** The resources that a relationship leads to. */
  targets(resource: Resource, relation: string): Resources
  /** Every resource, deleted or not, the oldest first. */
  everything(): Iterable<Resource>
  all(type: TypeName): Resources
  /** Those of a type that an organization sees because they are its own, or shared with it. */
  ofOrg(type: TypeName, org: string): Resources
  /** Those whose relationship `relation` leads to a resource; of audit events nobody asks that. */
  leadingTo(to: Identifier | null | undefined, type: TypeName, relation: string): Resources
  /** Those of a type in a property, without revisions. */
  headsIn(property: Identifier | null | undefined, type: TypeName): Resources
  /** Those of a type in a property whose attribute `state` is such. */
  inState(property: Identifier | null | undefined, type: TypeName, state: string): Resources
  /** Those of a type with a name, revisions among them. */
  named(type: TypeName, name: unknown): Resources
}

const empty: Resources = []
const nowhere: ReadonlySet<string> = new Set()

/** An empty store. `changed` is told of each resource that is added, changed or removed. */
export function createStore(changed: (resource: Resource) => void): Store {
  const byType = new Map<TypeName, Map<string, Resource>>()
  // Tells which of two resources is older.
  const ages = new Map<Resource, number>()
  const lists = new Map<string, Resource[]>()
  let age = 0

  // Whatever stands in a list has an age, and every place between two places of a list holds something.
  const ageOf = (resource: Resource | undefined): number => ages.get(resource as Resource) as number
  /** Where in a list a resource stands, or would stand. */
  function placeIn(list: Resources, resource: Resource): number {
    const wanted = ageOf(resource)
    let [low, high] = [0, list.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ageOf(list[middle]) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
  function enter(resource: Resource, key: string): void {
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [resource])
    else if (ageOf(list.at(-1)) < ageOf(resource)) list.push(resource)
    else list.splice(placeIn(list, resource), 0, resource)
  }
  function leave(resource: Resource, key: string): void {
    // A resource stands in the lists of its keys.
    const list = lists.get(key) as Resource[]
    // The oldest leave most often, and nothing has to move for them.
    if (list[0] === resource) list.shift()
    else list.splice(placeIn(list, resource), 1)
    if (list.length === 0) lists.delete(key)
  }
  /** Moves a resource from lists to others. */
  function file(resource: Resource, from: ReadonlySet<string>, to: ReadonlySet<string>): void {
    for (const key of from) if (!to.has(key)) leave(resource, key)
    for (const key of to) if (!from.has(key)) enter(resource, key)
    changed(resource)
  }
  const list = (key: string): Resources => lists.get(key) ?? empty
  const find: Store['find'] = (identifier) => (identifier ? byType.get(identifier.type)?.get(identifier.id) : undefined)

  return {
    add(resource) {
      const { type, id } = resource
      const ofType = byType.get(type) ?? new Map<string, Resource>()
      byType.set(type, ofType.set(id, resource))
      ages.set(resource, age++)
      // It is the youngest: its place is at the end.
      for (const key of keysOf(resource)) {
        const list = lists.get(key)
        if (list === undefined) lists.set(key, [resource])
        else list.push(resource)
      }
      changed(resource)
    },
    update(resource, changes) {
      // Work may end after its resource is gone.
      const isStored = ages.has(resource)
      const before = isStored ? keysOf(resource) : nowhere
      for (const part of parts) {
        if (changes[part] !== undefined) Object.assign(resource, { [part]: merge(resource[part], changes[part]) })
      }
      if (isStored) file(resource, before, keysOf(resource))
    },
    remove(resource) {
      byType.get(resource.type)?.delete(resource.id)
      if (ages.has(resource)) file(resource, keysOf(resource), nowhere)
      ages.delete(resource)
    },
    clear() {
      for (const table of [byType, ages, lists]) table.clear()
    },
    find,
    target: ({ one }, relation) => find(one[relation]),
    targets: ({ many }, relation) => (many[relation] ?? []).flatMap((identifier) => find(identifier) ?? []),
    everything: () => ages.keys(),
    all: (type) => list(type),
    ofOrg: (type, org) => list(`${type} of ${org}`),
    leadingTo: (to, type, relation) => (to ? list(`${type} ${relation} ${to.id}`) : empty),
    headsIn: (property, type) => (property ? list(`${type} heads ${property.id}`) : empty),
    inState: (property, type, state) => (property ? list(`${type} ${state} in ${property.id}`) : empty),
    named: (type, name) => list(`${type} named ${String(name)}`),
  }
}

const parts: readonly (keyof Content)[] = ['attributes', 'hidden', 'one', 'many', 'meta']

/** The lists that a resource stands in. */
function keysOf(resource: Resource): ReadonlySet<string> {
  const { type, org, attributes, one, many } = resource
  const keys = new Set<string>()
  if (isDeleted(resource)) return keys
  keys.add(type).add(`${type} of ${org}`)
  if (attributes['name'] !== undefined) keys.add(`${type} named ${String(attributes['name'])}`)
  const other = sharedWith(resource)
  if (other !== undefined) keys.add(`${type} of ${other}`)
  if (attributes['state'] !== undefined) keys.add(`${type} ${String(attributes['state'])} in ${one['property']?.id}`)
  // They tell what happened, and stay as they are whatever becomes of it.
  if (type === 'audit_events') return keys
  if (one['property'] && !isRevision(resource)) keys.add(`${type} heads ${one['property'].id}`)
  for (const relation in one) if (one[relation]) keys.add(`${type} ${relation} ${one[relation].id}`)
  for (const [relation, targets] of Object.entries(many)) {
    for (const { id } of targets) keys.add(`${type} ${relation} ${id}`)
  }
  return keys
}

/** The members of both; those of `changes` prevail, and those that are `undefined` there go. */
function merge(members: object, changes: object): object {
  const merged: Record<string, unknown> = { ...members, ...changes }
  for (const [name, value] of Object.entries(changes)) if (value === undefined) delete merged[name]
  return merged
}
