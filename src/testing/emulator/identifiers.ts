/** Reads the resource identifiers in the relationships of a request, and finds what they name. */
import { isRecord } from '../../failure/read-errors.js'
import { found, reject } from './exchange.js'
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
export function namedOne(exchange: Exchange, value: unknown, { type, pointer }: Expected): Named {
  if (!isRecord(value)) reject(exchange, 400, { detail: 'A resource identifier is needed here.', pointer })
  const { type: given, id, meta } = value
  if (given !== type) reject(exchange, 409, { detail: `The type has to be ${type}.`, pointer: `${pointer}/type` })
  if (typeof id !== 'string') reject(exchange, 400, { detail: 'The id has to be text.', pointer: `${pointer}/id` })
  const resource = found(exchange, type, id, `${pointer}/id`)
  return { resource, pointer, action: isRecord(meta) ? meta['action'] : undefined }
}

/** The resources that a list of identifiers names. Ends the exchange if any of them names none. */
export function namedMany(exchange: Exchange, value: unknown, { type, pointer }: Expected): readonly Named[] {
  if (!Array.isArray(value))
    reject(exchange, 400, { detail: 'A list of resource identifiers is needed here.', pointer })
  return value.map((item: unknown, index) => namedOne(exchange, item, { type, pointer: `${pointer}/${index}` }))
}

/** What an identifier has to name, and where it stands. */
interface Expected {
  readonly type: TypeName
  readonly pointer: string
}
