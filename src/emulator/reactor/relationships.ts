/** Sets the relationships that the document of a request gives a resource. */
import { isRecord } from '../../failure/plain.js'
import { reject } from './exchange.js'
import { namedMany, namedOne } from './identifiers.js'
import type { Exchange } from './model.js'
import { identifierOf, type Members, type Resource } from './resource.js'

/**
 * Links a resource to what `relationships` names, as far as its type lets a document set that; others are left aside. Ends the
 * exchange where a relationship is missing that a new resource has to have.
 */
export function linkRelationships(exchange: Exchange, resource: Resource, relationships: Members): void {
  const { relations } = exchange.emulation.definitions[resource.type]
  for (const [name, relation] of Object.entries(relations)) {
    if (relation.kind === 'inverse' || relation.set === undefined) continue
    const pointer = `/data/relationships/${name}/data`
    const sent = Object.hasOwn(relationships, name) ? relationships[name] : undefined
    const data = isRecord(sent) ? sent['data'] : sent
    if (data === undefined || data === null) {
      const linked = resource.one[name] ?? resource.many[name]
      if (relation.set === 'required' && !linked) reject(exchange, 422, { detail: `${name} is required.`, pointer })
      continue
    }
    const expected = { type: relation.type, pointer, near: resource }
    if (relation.kind === 'one') {
      resource.one[name] = identifierOf(namedOne(exchange, data, expected).resource)
    } else {
      resource.many[name] = namedMany(exchange, data, expected).map((one) => identifierOf(one.resource))
    }
  }
}
