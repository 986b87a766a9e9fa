/** The endpoints that show resources: one, a list, what a relationship leads to. */

import { found, visible } from './exchange.js'
import { answerList, noParameters } from './list.js'
import type { Exchange, Relation } from './model.js'
import { answerOne, urlOf } from './present.js'
import type { Reply } from './reply.js'
import { isRevision, type Resource, type TypeName } from './resource.js'

/** Answers a request. */
export type Handler = (exchange: Exchange) => Reply

/** `GET /hosts/{id}` */
export function show(type: TypeName): Handler {
  return (exchange) => {
    noParameters(exchange)
    return answerOne(exchange, inPath(exchange, type))
  }
}

/** `GET /companies`: everything of a type that the organization sees. */
export function index(type: TypeName): Handler {
  return (exchange) => {
    const all = exchange.emulation.store.all(type)
    return answerList(
      exchange,
      all.filter(({ id }) => visible(exchange, type, id) !== undefined),
    )
  }
}

/** `GET /hosts/{id}/property`, `GET /properties/{id}/hosts`: the resource or the resources that a relationship leads to. */
export function related(type: TypeName, name: string, relation: Relation): Handler {
  return (exchange) => {
    const resource = inPath(exchange, type)
    if (relation.kind === 'one') {
      noParameters(exchange)
      return answerOne(exchange, exchange.emulation.store.target(resource, name))
    }
    return answerList(exchange, targetsOf(exchange, resource, { name, relation }))
  }
}

/** `GET /libraries/{id}/relationships/rules`: what a relationship leads to, by identifier alone. */
export function relationship(type: TypeName, name: string): Handler {
  return (exchange) => {
    noParameters(exchange)
    return answerRelationship(exchange, inPath(exchange, type), name)
  }
}

/** An answer with what a relationship leads to. */
export function answerRelationship(exchange: Exchange, resource: Resource, name: string): Reply {
  const self = urlOf(exchange, resource)
  const data = resource.many[name] ?? resource.one[name] ?? null
  const links = { related: `${self}/${name}`, self: `${self}/relationships/${name}` }
  return { status: 200, body: { data, links } }
}

/** The resource that the id in the path names. */
export function inPath(exchange: Exchange, type: TypeName): Resource {
  return found(exchange, type, exchange.pathId)
}

function targetsOf(
  { emulation: { store } }: Exchange,
  resource: Resource,
  { name, relation }: { readonly name: string; readonly relation: Relation },
): readonly Resource[] {
  if (relation.kind === 'inverse') {
    const leading = store.leadingTo(resource, relation.type, relation.by)
    return relation.heads ? leading.filter((one) => !isRevision(one)) : leading
  }
  return store.targets(resource, name)
}
