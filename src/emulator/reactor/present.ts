/** Writes resources as JSON:API has them. */
import type { Exchange } from './model.js'
import type { Reply } from './reply.js'
import type { Identifier, Members, Resource } from './resource.js'

/** The URL of a resource. */
export const urlOf = ({ emulation }: Exchange, { type, id }: Identifier): string => `${emulation.url}/${type}/${id}`

/** The resource object of a resource. */
export function present(exchange: Exchange, resource: Resource): Members {
  const { type, id, attributes } = resource
  const definition = exchange.emulation.definitions[type]
  const self = urlOf(exchange, resource)
  const relationships: Members = {}
  const links: Members = { self }
  for (const [name, relation] of Object.entries(definition.relations)) {
    const related = `${self}/${name}`
    const ownLinks =
      relation.kind !== 'inverse' && relation.self ? { related, self: `${self}/relationships/${name}` } : { related }
    if (relation.kind !== 'one') {
      relationships[name] = { links: ownLinks }
      continue
    }
    const target = resource.one[name] ?? null
    relationships[name] = { links: ownLinks, data: target }
    if (target !== null) links[name] = urlOf(exchange, target)
  }
  const meta = { ...resource.meta, ...definition.meta?.(resource, exchange) }
  return { id, type, attributes, relationships, links, ...(Object.keys(meta).length > 0 && { meta }) }
}

/** An answer with one resource, or with `null` where there is none. */
export function answerOne(exchange: Exchange, resource: Resource | undefined, status = 200): Reply {
  const data = resource === undefined ? null : present(exchange, resource)
  const reply = { status, body: { data } }
  return resource !== undefined && status === 201
    ? { ...reply, headers: { location: urlOf(exchange, resource) } }
    : reply
}
