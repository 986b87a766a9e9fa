/** Reads JSON:API error documents: https://jsonapi.org/format/1.1/#errors */
import type { Failure } from '../../failure/failure.js'
import { isRecord } from '../../failure/plain.js'
import { type ReadErrors, readErrors } from '../../failure/read-errors.js'
import type { ErrorDocument } from '../../jsonapi/document.js'
import { reasonPhrase } from '../../jsonapi/status.js'
import { immediateFailure, type ReadContext } from '../reader.js'

/**
 * Any object with an `errors` member that says something. Error objects are kept as they came, and so is what else the
 * document holds; what is not as JSON:API wants it is mended and told of in `repairs`.
 */
export function readJsonApi(body: unknown, context: ReadContext): Failure[] | undefined {
  if (!isRecord(body) || body['errors'] === undefined) return undefined
  const read = readErrors(body['errors'], '/errors') ?? readEmpty(body, context)
  if (read === undefined) return undefined
  const failure = immediateFailure(read, 'json:api', context)
  // Its `errors` have just been read; toJSON puts them, mended where need be, in their place.
  for (const member in body) if (member !== 'errors') failure.document = body as unknown as ErrorDocument
  return [failure]
}

/** A document of errors that lists none failed all the same, unless its HTTP status denies it. */
function readEmpty(body: Readonly<Record<string, unknown>>, { status = 0 }: ReadContext): ReadErrors | undefined {
  if (!Array.isArray(body['errors']) || 'data' in body || (status > 0 && status < 400)) return undefined
  const title = reasonPhrase(status) ?? 'Request Failed'
  const repairs = [{ pointer: '/errors', message: '"errors" must not be empty', received: body['errors'] }]
  return { errors: [status > 0 ? { status: String(status), title } : { title }], repairs }
}
