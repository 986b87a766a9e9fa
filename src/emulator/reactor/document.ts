/** Reads the document of a request that creates or changes a resource. */
import { isRecord } from '../../failure/plain.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import { reject } from './exchange.js'
import type { Exchange } from './model.js'
import { fault, Refusal } from './refusal.js'
import type { ApiRequest } from './request.js'
import type { Members, TypeName } from './resource.js'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The body of a request, parsed; throws a `Refusal` if it is no JSON. */
export function parseDocument(request: ApiRequest): unknown {
  if (request.body.length === 0) throw new Refusal([fault(request, 400, { detail: 'The request has no body.' })])
  try {
    return JSON.parse(utf8.decode(request.body))
  } catch {
    throw new Refusal([fault(request, 400, { detail: 'The body is not JSON in UTF-8.' })])
  }
}

/** What a document says of one resource. */
export interface Sent {
  readonly attributes: Members
  readonly relationships: Members
  readonly action: string | undefined
}

/**
 * The resource in the document of an exchange, its type and id checked; ends the exchange if the document holds none. `id` is
 * that in the URL; a resource that is created has none, and may not choose one.
 *
 * @see https://jsonapi.org/format/1.1/#crud
 */
export function sentResource(
  exchange: Exchange,
  { type, id }: { readonly type: TypeName; readonly id?: string },
): Sent {
  const { document } = exchange
  if (!isRecord(document)) reject(exchange, 400, { detail: 'The document has to be an object.', pointer: '' })
  const data = document['data']
  if (!isRecord(data)) reject(exchange, 400, { detail: 'data has to be a resource object.', pointer: '/data' })
  const { attributes = {}, relationships = {}, meta = {} } = data
  const misshapen = (name: string, value: unknown): readonly ErrorObject[] =>
    isRecord(value) ? [] : [fault(exchange, 400, { detail: `${name} has to be an object.`, pointer: `/data/${name}` })]
  const errors = [
    ...misshapen('attributes', attributes),
    ...misshapen('relationships', relationships),
    ...misshapen('meta', meta),
    ...identityFaults(exchange, data, { type, id }),
  ]
  if (errors.length > 0 || !isRecord(attributes) || !isRecord(relationships) || !isRecord(meta))
    throw new Refusal(errors)
  const action = meta['action']
  if (action !== undefined && typeof action !== 'string') {
    reject(exchange, 422, { detail: 'action has to be text.', pointer: '/data/meta/action' })
  }
  return { attributes, relationships, action }
}

function identityFaults(
  exchange: Exchange,
  data: Readonly<Record<string, unknown>>,
  { type, id }: { readonly type: TypeName; readonly id: string | undefined },
): readonly ErrorObject[] {
  const errors: ErrorObject[] = []
  // Adobe’s tests of its SDK create resources without a type.
  const isTyped = id !== undefined || data['type'] !== undefined
  if (isTyped && data['type'] !== type) {
    errors.push(fault(exchange, 409, { detail: `The type has to be ${type}.`, pointer: '/data/type' }))
  }
  if (id === undefined && data['id'] !== undefined) {
    errors.push(fault(exchange, 403, { detail: 'Ids are given by the API.', pointer: '/data/id' }))
  }
  if (id !== undefined && data['id'] !== id) {
    errors.push(fault(exchange, 409, { detail: 'The id has to be that of the URL.', pointer: '/data/id' }))
  }
  return errors
}
