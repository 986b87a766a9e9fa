/** Reads the body of a request as JSON, and throws what is wrong with it. */
import { JsonApiError } from '../failure/json-api-error.js'
import { isJsonMediaType } from '../jsonapi/media-type.js'
import type { RequestLike } from './options.js'
import { malformedJson, type Refusal, refusalFailure, refusals } from './refusals.js'
import { requestHeader } from './request.js'

/** How a body is read. */
export interface ReadJsonOptions {
  /** The longest body that is read, in bytes; default: 1 MiB (1,048,576). */
  readonly maxBytes?: number | undefined
}

/** The result of one read of a stream. */
export type Chunk = { readonly done: true } | { readonly done?: false | undefined; readonly value: Uint8Array }

const refused = (refusal: Refusal): JsonApiError => new JsonApiError(refusalFailure(refusal))

/** The JSON value that the chunks of a body make. Rejects with a `JsonApiError` of status 400, 413 or 415 if they make none. */
export async function jsonOf(
  request: RequestLike,
  next: () => Promise<Chunk>,
  { maxBytes = 1_048_576 }: ReadJsonOptions,
): Promise<unknown> {
  const encoding = requestHeader(request, 'content-encoding')
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw refused(refusals.encoding)
  if (!isJsonMediaType(requestHeader(request, 'content-type'))) throw refused(refusals.mediaType)
  if (Number(requestHeader(request, 'content-length')) > maxBytes) throw refused(refusals.bodyTooLarge)
  const text = await textOf(next, maxBytes)
  try {
    return JSON.parse(text)
  } catch {
    // Should only the engine find fault with it, there is no place to tell.
    throw new JsonApiError(malformedJson(text) ?? refusalFailure(refusals.malformedJson))
  }
}

async function textOf(next: () => Promise<Chunk>, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let length = 0
  for (;;) {
    const chunk = await next().catch(() => {
      throw refused(refusals.brokenOff)
    })
    if (chunk.done) break
    length += chunk.value.length
    if (length > maxBytes) throw refused(refusals.bodyTooLarge)
    text += decoded(() => decoder.decode(chunk.value, { stream: true }))
  }
  return text + decoded(() => decoder.decode())
}

function decoded(decode: () => string): string {
  try {
    return decode()
  } catch {
    throw refused(refusals.notUtf8)
  }
}
