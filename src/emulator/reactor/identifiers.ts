/** Reads the resource identifiers in the relationships of a request, and finds what they name. */
import { isRecord } from '../../failure/plain.js'
import { found, refuse, reject } from './exchange.js'
import type { Exchange } from './model.js'
import type { Resource, TypeName } from './resource.js'

/** A resource that a request names. */
export interface Named {
  readonly resource: Resource
  /** Where it is named. */
  readonly pointer: string
  /** What `meta.action` of the identifier asks for. */
  readonly action: unknown
}

/** The resource that an identifier names, which has to be of a type. Ends the exchange if it names none. */
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

/** The resources that a list of identifiers names. Ends the exchange if any of them names none. */
export function namedMany(exchange: Exchange, value: unknown, { type, pointer, near }: Expected): readonly Named[] {
  if (!Array.isArray(value))
    reject(exchange, 400, { detail: 'A list of resource identifiers is needed here.', pointer })
  return value.map((item: unknown, index) => namedOne(exchange, item, { type, pointer: `${pointer}/${index}`, near }))
}

/** What an identifier has to name, and where it stands. */
interface Expected {
  readonly type: TypeName
  readonly pointer: string
  /** The resource that it is named for; what belongs to another property than that is not there. */
  readonly near: Resource
}

/** Whether two resources belong to one property, or one of them to none. */
function isNear({ one }: Resource, other: Resource): boolean {
  const [property, its] = [one['property'], other.one['property']]
  return !property || !its || property.id === its.id
}
