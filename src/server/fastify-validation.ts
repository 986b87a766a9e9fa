/** Makes a failure of what the schemas of Fastify find wrong with a request. */
import type { Failure } from '../failure/failure.js'
import type { ErrorObject } from '../jsonapi/document.js'
import { type AjvErrors, fromAjv } from './from-ajv.js'
import { httpFailure } from './http-failure.js'

/** An error of Fastify’s validation: https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/#error-handling */
interface ValidationError {
  /** The errors of Ajv; or of another validator, in the same shape. */
  readonly validation?: unknown
  /** Which part of the request they are about: `body`, `querystring`, `headers`, `params`. */
  readonly validationContext?: unknown
}

/**
 * What the schemas of a route have against a request with the body `document`; `undefined` where `thrown` is another error. The
 * errors point into the body, or name the parameter of the query or the header; for a part of the path there is no such name in
 * JSON:API, and it is a 400 without one. Never throws.
 */
export function validationFailure(thrown: unknown, document: unknown): Failure | undefined {
  try {
    const { validation, validationContext } = thrown as ValidationError
    // Whatever the members of the list are, they can be read.
    const [first, ...others] = Array.isArray(validation)
      ? mapped(validation as AjvErrors, validationContext, document)
      : []
    return first === undefined ? undefined : { errors: [first, ...others], delivery: 'immediate', format: 'json:api' }
  } catch {
    return undefined // Nothing that has members, or a getter that throws.
  }
}

function mapped(errors: AjvErrors, context: unknown, document: unknown): readonly ErrorObject[] {
  if (context === 'querystring') return fromAjv(errors, { in: 'query' })
  if (context === 'headers') return fromAjv(errors, { in: 'headers' })
  if (context !== 'params') return fromAjv(errors, { document })
  return fromAjv(errors, { in: 'query' }).flatMap(({ detail }) => httpFailure(400, { detail }).errors)
}
