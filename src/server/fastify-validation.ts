/** Makes error objects of what the schemas of Fastify find wrong with a request. */
import type { JsonApiError } from '../failure/json-api-error.js'

export function validationErrors(_thrown: unknown, _document: unknown): JsonApiError | undefined {
  return undefined
}
