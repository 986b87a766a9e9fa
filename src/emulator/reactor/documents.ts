/** Reads the documents that create and change resources: identity, attributes, relationships. */
import { isRecord } from '../../failure/plain.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { found } from './exchange.js'
import type { Exchange } from './model.js'
import { refuse, refuseAll, reject, statusError } from './refusal.js'
import { type Identifier, identifierOf, type Members, type Resource, type TypeName } from './resource.js'

/** What a document says of one resource. */
export interface Sent {
  readonly attributes: Members
  readonly relationships: Members
  readonly action: string | undefined
}

/**
 * The resource in the document of an exchange, its type and id checked; refuses the request if the document holds none. `id` is
 * that in the URL; a resource that is created has none, and may not choose one.
 *
 * @see https://jsonapi.org/format/1.1/#crud
 */
export function sentResource(
  exchange: Exchange,
  { type, id }: { readonly type: TypeName; readonly id?: string },
): Sent {
  const data = dataOf(exchange)
  if (!isRecord(data)) reject(exchange, 400, { detail: 'data has to be a resource object.', pointer: '/data' })
  const { attributes = {}, relationships = {}, meta = {} } = data
  const misshapen = (name: string, value: unknown): readonly ErrorObject[] =>
    isRecord(value)
      ? []
      : [statusError(exchange, 400, { detail: `${name} has to be an object.`, pointer: `/data/${name}` })]
  refuseAll([
    ...misshapen('attributes', attributes),
    ...misshapen('relationships', relationships),
    ...misshapen('meta', meta),
    ...identityErrors(exchange, data, { type, id }),
  ])
  const { action } = Object(meta)
  if (action !== undefined && typeof action !== 'string') {
    reject(exchange, 422, { detail: 'action has to be text.', pointer: '/data/meta/action' })
  }
  return { attributes: Object(attributes), relationships: Object(relationships), action }
}

/** The member `data` of the document. */
export function dataOf(exchange: Exchange): unknown {
  const { document } = exchange
  if (!isRecord(document)) reject(exchange, 400, { detail: 'The document has to be an object.', pointer: '' })
  if (document['data'] !== undefined) return document['data']
  return reject(exchange, 400, { detail: 'The document needs data.', pointer: '' })
}

function identityErrors(
  exchange: Exchange,
  data: Members,
  { type, id }: { readonly type: TypeName; readonly id: string | undefined },
): readonly ErrorObject[] {
  const errors: ErrorObject[] = []
  // Adobe’s tests of its SDK, and the callbacks endpoint page, create resources without a type.
  const isTyped = id !== undefined || data['type'] !== undefined
  if (isTyped && data['type'] !== type) {
    errors.push(statusError(exchange, 409, { detail: `The type has to be ${type}.`, pointer: '/data/type' }))
  }
  if (id === undefined && data['id'] !== undefined) {
    errors.push(statusError(exchange, 403, { detail: 'Ids are given by the API.', pointer: '/data/id' }))
  }
  if (id !== undefined && data['id'] !== id) {
    errors.push(statusError(exchange, 409, { detail: 'The id has to be that of the URL.', pointer: '/data/id' }))
  }
  return errors
}

/** A resource that a request names. */
export interface Named {
  readonly resource: Resource
  /** Where it is named. */
  readonly pointer: string
  /** What `meta.action` of the identifier asks for. */
  readonly action: unknown
}

/** What an identifier has to name, and where it stands. */
interface Expected {
  /** `undefined` where any type will do. */
  readonly type: TypeName
  readonly pointer: string
  /** The resource that it is named for; what belongs to another property than that is not there. */
  readonly near: Resource
}

/** The resource that an identifier names, which has to be of a type. Refuses the request if it names none. */
export function namedOne(exchange: Exchange, value: unknown, { type, pointer, near }: Expected): Named {
  if (!isRecord(value)) reject(exchange, 400, { detail: 'A resource identifier is needed here.', pointer })
  const { type: given, id, meta } = value
  if (given !== type) reject(exchange, 409, { detail: `The type has to be ${type}.`, pointer: `${pointer}/type` })
  if (typeof id !== 'string') reject(exchange, 400, { detail: 'The id has to be text.', pointer: `${pointer}/id` })
  const resource = found(exchange, type, id, `${pointer}/id`)
  if (!isNear(near, resource)) {
    refuse(exchange, 'not-found', { detail: 'It belongs to another property.', pointer: `${pointer}/id` })
  }
  return { resource, pointer, action: isRecord(meta) ? meta['action'] : undefined }
}

/** The resources that a list of identifiers names. Refuses the request if any of them names none. */
export function namedMany(exchange: Exchange, value: unknown, { type, pointer, near }: Expected): readonly Named[] {
  if (!Array.isArray(value))
    reject(exchange, 400, { detail: 'A list of resource identifiers is needed here.', pointer })
  return value.map((item: unknown, index) => namedOne(exchange, item, { type, pointer: `${pointer}/${index}`, near }))
}

/** Whether two resources belong to one property, or one of them to none. */
function isNear({ one }: Resource, other: Resource): boolean {
  const [property, its] = [one['property'], other.one['property']]
  return !property || !its || property.id === its.id
}

/** The relationships of a resource that a document sets. */
export interface Linked {
  readonly one: Record<string, Identifier | null>
  readonly many: Record<string, readonly Identifier[]>
}

/**
 * The relationships that `relationships` gives a resource, as far as its type lets a document set them; others are left aside.
 * Refuses the request where a relationship is missing that a new resource has to have.
 */
export function sentRelationships(exchange: Exchange, resource: Resource, relationships: Members): Linked {
  const { relations } = exchange.emulation.definitions[resource.type]
  const linked: Linked = { one: {}, many: {} }
  for (const [name, relation] of Object.entries(relations)) {
    const isSettable = (relation.kind === 'one' || relation.kind === 'many') && relation.set !== undefined
    if (!isSettable || relation.type === undefined) continue
    const pointer = `/data/relationships/${name}/data`
    const sent = relationships[name]
    const data = isRecord(sent) ? sent['data'] : sent
    if (data === undefined || data === null) {
      const isLinked = resource.one[name] || resource.many[name]
      if (relation.set === 'required' && !isLinked) reject(exchange, 422, { detail: `${name} is required.`, pointer })
      continue
    }
    const expected = { type: relation.type, pointer, near: resource }
    if (relation.kind === 'one') linked.one[name] = identifierOf(namedOne(exchange, data, expected).resource)
    else linked.many[name] = namedMany(exchange, data, expected).map((one) => identifierOf(one.resource))
  }
  return linked
}
