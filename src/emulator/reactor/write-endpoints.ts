/** The endpoints that create, change and delete resources, as their definitions say. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { attributeFaults, knownAttributes } from './attributes.js'
import { sentResource } from './document.js'
import { found, need, refuse, reject, timestamp } from './exchange.js'
import type { Change, Definition, Exchange } from './model.js'
import { answerOne } from './present.js'
import { type Handler, inPath } from './read-endpoints.js'
import { Refusal } from './refusal.js'
import { linkRelationships } from './relationships.js'
import { removeWithChildren } from './removal.js'
import { copyOf, identifierOf, isDeleted, type Members, newId, type Resource, type TypeName } from './resource.js'

/** The resources under whose URL others are created, by the relationship that leads to them. */
const parents = { company: 'companies', property: 'properties' } as const

/** `POST /properties/{id}/hosts` */
export function create(type: TypeName, parent: keyof typeof parents): Handler {
  return (exchange) => {
    const definition = exchange.emulation.definitions[type]
    const owner = found(exchange, parents[parent], exchange.pathId)
    need(exchange, definition.right)
    const { attributes: sent, relationships } = sentResource(exchange, { type })
    const attributes = knownAttributes(definition, sent)
    const resource = draft(exchange, definition, attributes)
    resource.one[parent] = identifierOf(owner)
    linkRelationships(exchange, resource, relationships)
    const change = { exchange, resource, attributes }
    hold(definition, change)
    definition.link?.(change, relationships)
    exchange.emulation.store.add(resource)
    definition.saved?.(change)
    return answerOne(exchange, resource, 201)
  }
}

/** `PATCH /hosts/{id}`: changes attributes, or does what `meta.action` asks for; then attributes count for nothing. */
export function update(type: TypeName): Handler {
  return (exchange) => {
    const definition = exchange.emulation.definitions[type]
    const before = inPath(exchange, type)
    const { attributes: sent, relationships, action } = sentResource(exchange, { type, id: before.id })
    if (action !== undefined) return answerOne(exchange, act(exchange, before, action))
    need(exchange, definition.right)
    const attributes = knownAttributes(definition, sent)
    const resource = copyOf(before)
    for (const [name, value] of Object.entries(attributes)) write(definition, resource, name, value)
    linkRelationships(exchange, resource, relationships)
    const change = { exchange, resource, attributes, before }
    hold(definition, change)
    resource.attributes['updated_at'] = timestamp(exchange)
    for (const part of ['attributes', 'hidden', 'one', 'many'] as const) Object.assign(before[part], resource[part])
    definition.saved?.({ ...change, resource: before })
    return answerOne(exchange, before)
  }
}

/** `DELETE /hosts/{id}` */
export function remove(type: TypeName): Handler {
  return (exchange) => {
    const definition = exchange.emulation.definitions[type]
    const resource = inPath(exchange, type)
    need(exchange, definition.right)
    if (isDeleted(resource)) refuse(exchange, 'not-found', { detail: 'It was deleted before.' })
    const errors = (definition.removalRules ?? []).flatMap((rule) => rule(exchange, resource) ?? [])
    if (errors.length > 0) throw new Refusal(errors)
    if (definition.removal === 'mark') {
      const deleted = { deleted_at: timestamp(exchange) }
      Object.assign(resource.attributes, deleted)
      Object.assign(resource.meta, deleted)
    } else {
      removeWithChildren(exchange.emulation, resource)
    }
    return { status: 204 }
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
  return action.run(exchange, resource)
}

function draft(exchange: Exchange, definition: Definition, attributes: Members): Resource {
  const { type } = definition
  const now = timestamp(exchange)
  const resource: Resource = {
    type,
    id: newId(type),
    org: exchange.org,
    attributes: { created_at: now, updated_at: now },
    hidden: {},
    one: {},
    many: {},
    meta: {},
  }
  // What revisions are made from comes from itself.
  if (Object.hasOwn(definition.relations, 'origin')) resource.one['origin'] = identifierOf(resource)
  for (const [name, { initial = null }] of Object.entries(definition.attributes)) {
    write(definition, resource, name, Object.hasOwn(attributes, name) ? attributes[name] : initial)
  }
  Object.assign(resource.attributes, definition.initial?.(resource))
  return resource
}

function write(
  { attributes: rules }: Definition,
  { hidden, attributes }: Resource,
  name: string,
  value: unknown,
): void {
  const members = rules[name]?.hidden ? hidden : attributes
  members[name] = value
}

/** Ends the exchange with everything that stands against a change. */
function hold(definition: Definition, change: Change): void {
  const { exchange, attributes, before } = change
  const faults = attributeFaults(exchange, definition, { attributes, isNew: before === undefined })
  const found = faults.length > 0 ? [] : (definition.rules ?? []).flatMap((rule): ErrorObject[] => list(rule(change)))
  const errors = [...faults, ...found]
  if (errors.length > 0) throw new Refusal(errors)
}

const list = (error: ErrorObject | undefined): ErrorObject[] => (error === undefined ? [] : [error])
