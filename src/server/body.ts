/** Reads the body of a request as JSON, and throws what is wrong with it. */
import { joinedBytes } from '../dialect/decode.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { checkKind, checkNumbers, type Kind, OBJECT } from '../failure/kinds.js'
import { isJsonMediaType } from '../jsonapi/media-type.js'
import type { RequestLike } from './options.js'
import { malformedJson, type Refusal, refusalFailure, refusals } from './refusals.js'
import { requestHeader } from './request.js'

const documents = /* @__PURE__ */ new WeakMap<RequestLike, unknown>()

/** The document that was read of a request; `undefined` where none was. */
export const documentOf = (request: RequestLike): unknown => documents.get(request)

const REQUEST: Kind = ['a request with its headers', (value) => 'headers' in Object(value)]

/** How a body is read. */
export interface ReadJsonOptions {
  /** The longest body that is read, in bytes; default: 1 MiB (1,048,576). */
  readonly maxBytes?: number | undefined
}

/** The body of a request while it arrives. */
export interface JsonBody {
  /** Takes the next part. Throws a `JsonApiError` of status 413 where all of them are too long. */
  add(chunk: Uint8Array): void
  /** The JSON value that the parts make. Throws a `JsonApiError` of status 400 where they make none. */
  value(): unknown
}

const refused = (refusal: Refusal): JsonApiError => new JsonApiError(refusalFailure(refusal))

/** The error of a body whose connection broke. */
export const brokenOff = (): JsonApiError => refused(refusals.brokenOff)

/**
 * Begins to read a body as JSON. Throws a `JsonApiError` of status 413 or 415 where its headers rule that out, a `TypeError` for
 * what is no request, and a `RangeError` for a limit that is none: `1mb`, as other parsers take it, would let everything pass.
 */
export function receiveJson(request: RequestLike, options: ReadJsonOptions): JsonBody {
  checkKind(REQUEST, { request })
  checkKind(OBJECT, { options })
  const { maxBytes = 1_048_576 } = options
  checkNumbers({ maxBytes })
  const encoding = requestHeader(request, 'content-encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw refused(refusals.encoding)
  if (!isJsonMediaType(requestHeader(request, 'content-type'))) throw refused(refusals.mediaType)
  if (Number(requestHeader(request, 'content-length')) > maxBytes) throw refused(refusals.bodyTooLarge)
  const chunks: Uint8Array[] = []
  let length = 0
  return {
    add(chunk) {
      length += chunk.length
      if (length > maxBytes) throw refused(refusals.bodyTooLarge)
      chunks.push(chunk)
    },
    value() {
      const document = parsed(decoded(joinedBytes(chunks, length)))
      documents.set(request, document)
      return document
    },
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw refused(refusals.notUtf8)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Should only the engine find fault with it, there is no place to tell.
    throw new JsonApiError(malformedJson(text) ?? refusalFailure(refusals.malformedJson))
  }
}
