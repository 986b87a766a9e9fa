/** The endpoints that show resources: one, a list, what a relationship leads to. */
import { inPath } from './exchange.js'
import { listResponse, noParameters } from './list.js'
import type { Exchange, Relation } from './model.js'
import { resourceResponse, targetsOf, urlOf } from './representation.js'
import { type ApiResponse, documentResponse } from './request.js'
import type { Resource, TypeName } from './resource.js'

/** Responds to a request. */
export type Handler = (exchange: Exchange) => ApiResponse

/** `GET /hosts/{id}` */
export function show(type: TypeName): Handler {
  return (exchange) => {
    noParameters(exchange)
    return resourceResponse(exchange, inPath(exchange, type))
  }
}

/** `GET /companies`: everything of a type that belongs to the organization. */
export function index(type: TypeName): Handler {
  return (exchange) => listResponse(exchange, type, exchange.emulation.store.ofOrg(type, exchange.org))
}

/** `GET /hosts/{id}/property`, `GET /properties/{id}/hosts`: the resource or the resources that a relationship leads to. */
export function related(type: TypeName, name: string, relation: Relation): Handler {
  return (exchange) => {
    const resource = inPath(exchange, type)
    if (relation.kind !== 'one') return listResponse(exchange, relation.type, targetsOf(exchange, resource, name))
    noParameters(exchange)
    return resourceResponse(exchange, exchange.emulation.store.target(resource, name))
  }
}

/** `GET /libraries/{id}/relationships/rules`: what a relationship leads to, by identifier alone. */
export function relationship(type: TypeName, name: string): Handler {
  return (exchange) => {
    noParameters(exchange)
    return relationshipResponse(exchange, inPath(exchange, type), name)
  }
}

/** A response with what a relationship leads to. */
export function relationshipResponse(exchange: Exchange, resource: Resource, name: string): ApiResponse {
  const self = urlOf(exchange, resource)
  const data = resource.many[name] ?? resource.one[name] ?? null
  return documentResponse(200, { data, links: { related: `${self}/${name}`, self: `${self}/relationships/${name}` } })
}
