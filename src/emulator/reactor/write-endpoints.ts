/** The endpoints that create, change and delete resources, as their definitions say. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { attributeErrors, initialAttributes, knownAttributes, written } from './attributes.js'
import { recordEvent } from './audit.js'
import { sentRelationships, sentResource } from './documents.js'
import { found, inPath, need, timestamp } from './exchange.js'
import type { Change, Definition, Emulation, Exchange } from './model.js'
import type { Handler } from './read-endpoints.js'
import { refuse, refuseAll, reject } from './refusal.js'
import { resourceResponse } from './representation.js'
import {
  type Changes,
  identifierOf,
  isDeleted,
  type Members,
  newResource,
  type Resource,
  type TypeName,
} from './resource.js'

/** Where a resource is created: the relationship that leads to the one in the path, and the types that may stand there. */
export interface Parent {
  readonly relation: string
  readonly type: TypeName
}

/** `POST /properties/{id}/hosts` */
export function create(type: TypeName, parent: Parent): Handler {
  return (exchange) => {
    const definition = exchange.emulation.definitions[type]
    const owner = found(exchange, parent.type, exchange.pathId)
    need(exchange, definition.right)
    const { attributes: sent, relationships } = sentResource(exchange, { type })
    const attributes = knownAttributes(definition, sent, true)
    const owned = {
      ...(owner.one['property'] && { property: owner.one['property'] }),
      [parent.relation]: identifierOf(owner),
    }
    const near = draft(exchange, definition, { attributes, one: owned })
    const linked = sentRelationships(exchange, near, relationships)
    // What is created under a rule leads to it among others.
    const isMany = definition.relations[parent.relation]?.kind === 'many'
    const { [parent.relation]: first, ...rest } = near.one
    const resource = withDerived(exchange, definition, {
      ...near,
      one: { ...(isMany ? rest : near.one), ...linked.one },
      many: { ...linked.many, ...(isMany && first && { [parent.relation]: [first] }) },
    })
    return added(exchange, definition, { change: { exchange, resource, attributes }, relationships })
  }
}

function added(
  exchange: Exchange,
  definition: Definition,
  { change, relationships }: { readonly change: Change; readonly relationships: Members },
) {
  const { resource } = change
  hold(definition, change)
  exchange.emulation.store.add(resource)
  try {
    definition.link?.(change, relationships)
  } catch (refusal) {
    exchange.emulation.store.remove(resource)
    throw refusal
  }
  definition.saved?.(change)
  recordEvent(exchange, 'created', resource)
  return resourceResponse(exchange, resource, 201)
}

/** `PATCH /hosts/{id}`: changes attributes, or does what `meta.action` asks for; then attributes count for nothing. */
export function update(type: TypeName): Handler {
  return (exchange) => {
    const { definitions, store } = exchange.emulation
    const definition = definitions[type]
    const before = inPath(exchange, type)
    const { attributes: sent, relationships, action } = sentResource(exchange, { type, id: before.id })
    if (action !== undefined) return resourceResponse(exchange, act(exchange, before, action))
    need(exchange, definition.right)
    const attributes = knownAttributes(definition, sent, false)
    const { one, many } = sentRelationships(exchange, before, relationships)
    const content = { ...before, one: { ...before.one, ...one }, many: { ...before.many, ...many } }
    const resource = withDerived(exchange, definition, { ...content, ...written(definition, before, attributes) })
    hold(definition, { exchange, resource, attributes, before })
    const updated = { updated_at: timestamp(exchange), ...authorsOf(exchange, definition, false) }
    store.update(before, { ...resource, attributes: { ...resource.attributes, ...updated } })
    definition.saved?.({ exchange, resource: before, attributes, before })
    recordEvent(exchange, 'updated', before)
    return resourceResponse(exchange, before)
  }
}

/** `DELETE /hosts/{id}` */
export function remove(type: TypeName): Handler {
  return (exchange) => {
    const { definitions, store } = exchange.emulation
    const definition = definitions[type]
    const resource = inPath(exchange, type)
    need(exchange, definition.right)
    if (isDeleted(resource)) refuse(exchange, 'not-found', { detail: 'It was deleted before.' })
    refuseAll((definition.removalRules ?? []).flatMap((rule) => rule(exchange, resource) ?? []))
    const deleted = { deleted_at: timestamp(exchange) }
    if (definition.removal === 'mark') store.update(resource, { attributes: deleted, meta: deleted })
    else removeWithChildren(exchange.emulation, resource)
    definition.removed?.(exchange, resource)
    recordEvent(exchange, 'deleted', resource)
    return { status: 204 }
  }
}

/**
 * Deletes a resource for good, then what was created under it. What merely refers to it keeps its reference empty: a library
 * whose environment goes has none.
 */
function removeWithChildren(emulation: Emulation, resource: Resource): void {
  const { store, definitions } = emulation
  store.remove(resource)
  for (const { type, parent, relations } of Object.values(definitions)) {
    for (const [name, relation] of Object.entries(relations)) {
      if (relation.kind !== 'one' || (relation.type ?? resource.type) !== resource.type) continue
      // A copy, as the list changes meanwhile. Events stay as they were written: nothing leads from them.
      for (const leading of [...store.leadingTo(resource, type, name)]) {
        if (name === parent) removeWithChildren(emulation, leading)
        else store.update(leading, { one: { [name]: null } })
      }
    }
  }
}

function act(exchange: Exchange, resource: Resource, name: string): Resource {
  const { actions = {}, right } = exchange.emulation.definitions[resource.type]
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (action === undefined) {
    const detail = `There is no such action; there is ${Object.keys(actions).join(', ') || 'none'}.`
    return reject(exchange, 422, { detail, pointer: '/data/meta/action' })
  }
  need(exchange, action.right ?? right)
  const result = action.run(exchange, resource)
  recordEvent(exchange, 'updated', resource)
  return result
}

function draft(
  exchange: Exchange,
  definition: Definition,
  { attributes, one }: Pick<Resource, 'attributes' | 'one'>,
): Resource {
  const now = timestamp(exchange)
  const blank = newResource(definition.type, exchange.org)
  const values = written(definition, initialAttributes(definition), attributes)
  const authors = authorsOf(exchange, definition, true)
  const resource: Resource = {
    ...blank,
    attributes: { created_at: now, updated_at: now, ...values.attributes, ...authors },
    hidden: values.hidden,
    // What revisions are made from comes from itself.
    one: 'origin' in definition.relations ? { ...one, origin: identifierOf(blank) } : one,
  }
  const initial = definition.initial?.(resource, exchange)
  return initial === undefined ? resource : { ...resource, attributes: { ...resource.attributes, ...initial } }
}

function withDerived(exchange: Exchange, { derived }: Definition, resource: Resource): Resource {
  const changes: Changes | undefined = derived?.(resource, exchange)
  if (changes === undefined) return resource
  const { attributes, one } = changes
  return { ...resource, attributes: { ...resource.attributes, ...attributes }, one: { ...resource.one, ...one } }
}

/** Who created or changed a resource, as far as its type says so. */
export function authorsOf(
  { account: { client } }: Pick<Exchange, 'account'>,
  { hasAuthors }: Pick<Definition, 'hasAuthors'>,
  isNew: boolean,
): Members {
  if (!hasAuthors) return {}
  const email = `${client}@example.com`
  const updated = { updated_by_email: email, updated_by_display_name: client }
  return isNew ? { created_by_email: email, created_by_display_name: client, ...updated } : updated
}

/** Refuses a change with everything that stands against it. */
function hold(definition: Definition, change: Change): void {
  const { exchange, attributes, before } = change
  refuseAll(attributeErrors(exchange, definition, { attributes, isNew: before === undefined }))
  refuseAll((definition.rules ?? []).flatMap((rule): ErrorObject[] => [rule(change) ?? []].flat()))
}
