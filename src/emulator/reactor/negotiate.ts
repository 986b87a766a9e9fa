/** Holds the headers of a request against what the API reads and writes. */
import type { ErrorObject } from '../../jsonapi/document.js'
import { type MediaType, parseMediaType } from '../../jsonapi/media-type.js'
import { fault } from './refusal.js'
import { type ApiRequest, header } from './request.js'

/** JSON:API’s own media type. */
export const JSON_API: 'application/vnd.api+json' = 'application/vnd.api+json'

/** What a body can be. */
export type BodyKind = 'json' | 'form-data'

/**
 * Why nothing that the API writes is acceptable: an answer in JSON:API is asked for, but only with parameters that it does not
 * have. Reactor’s `revision` is one that it has.
 *
 * @see https://jsonapi.org/format/1.1/#content-negotiation-servers
 */
export function unacceptable(request: ApiRequest): ErrorObject | undefined {
  const accept = header(request, 'accept')
  if (accept === undefined || accept === `${JSON_API};revision=1`) return undefined
  const wanted = accept.split(',').flatMap((text) => parseMediaType(text.trim()) ?? [])
  const ours = wanted.filter(({ essence }) => essence === JSON_API)
  if (ours.length === 0 || ours.some((type) => isOurs(type, ['profile', 'q', 'revision']))) return undefined
  const detail = `Of the parameters of ${JSON_API}, only revision and profile can be asked for.`
  return fault(request, 406, { detail, header: 'accept' })
}

/** What the body of a request is, or why it cannot be read. JSON may come under its own name, as Adobe’s examples send it. */
export function bodyKindOf(request: ApiRequest): BodyKind | ErrorObject {
  const encoding = header(request, 'content-encoding')?.toLowerCase() ?? 'identity'
  if (encoding !== 'identity') {
    return fault(request, 415, { detail: 'Compressed bodies are not read.', header: 'content-encoding' })
  }
  const type = parseMediaType(header(request, 'content-type'))
  if (type?.essence === 'multipart/form-data') return 'form-data'
  if (type?.essence === 'application/json' || (type?.essence === JSON_API && isOurs(type, ['profile', 'revision']))) {
    return 'json'
  }
  return fault(request, 415, { detail: `The body has to be ${JSON_API}, without parameters.`, header: 'content-type' })
}

const isOurs = ({ parameters }: MediaType, known: readonly string[]): boolean =>
  [...parameters.keys()].every((name) => known.includes(name))
