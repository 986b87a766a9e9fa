/** Makes a failure of what the schemas of Fastify find wrong with a request, whichever validator they are for. */
import type { Failure } from '../../failure/failure.js'
import type { ErrorObject } from '../../jsonapi/document.js'
import type { ReactorCodes } from '../../reactor/index.js'
import { httpFailure } from '../refusals.js'
import { type AjvError, fromAjv } from '../validation/from-ajv.js'
import { fromStandardSchema, type StandardIssue } from '../validation/from-standard-schema.js'
import type { ValidationOptions } from '../validation/options.js'

type Members = Readonly<Record<PropertyKey, unknown>>

/** Any object may be asked for members that it might not have. */
const membersOf = (value: unknown): Members => Object(value) as Members

/** The mark that fastify-type-provider-zod sets on what it makes of the issues of Zod. */
const OF_ZOD = Symbol.for('ZodFastifySchemaValidationError')

/**
 * The violations that the schemas of a route found in a request with the body `document`; `undefined` where `thrown` is another
 * error. The errors point into the body, or name the parameter of the query or the header; for a part of the path there is no such
 * name in JSON:API, and it is a 400 without one. Throws what getters of `thrown` throw.
 *
 * @see https://fastify.dev/docs/latest/Reference/Validation-and-Serialization/#error-handling
 */
export function validationFailure(thrown: unknown, document: unknown): Failure | undefined {
  const { validation, validationContext } = membersOf(thrown)
  if (!Array.isArray(validation) && typeof validationContext !== 'string') return undefined
  const violations = violationsIn(validation) ?? violationsIn(thrown)
  const [first, ...others] = violations === undefined ? [] : mapped(violations, validationContext, document)
  return first === undefined ? undefined : { errors: [first, ...others], delivery: 'immediate', format: 'json:api' }
}

/**
 * The list of a validator: of Ajv and what is made to look like it, `issues` of Standard Schema, `details` of Joi, `inner` of Yup.
 */
function violationsIn(given: unknown): readonly unknown[] | undefined {
  if (Array.isArray(given)) return given
  const { issues, details, inner } = membersOf(given)
  return [issues, details, inner].find((list): list is unknown[] => Array.isArray(list) && list.length > 0)
}

function mapped(violations: readonly unknown[], context: unknown, document: unknown): readonly ErrorObject[] {
  if (context === 'querystring') return mappedTo(violations, { in: 'query' })
  if (context === 'headers') return mappedTo(violations, { in: 'headers' })
  if (context !== 'params') return mappedTo(violations, { document })
  // JSON:API has no member for a part of the path.
  return mappedTo(violations, { in: 'query' }).flatMap(({ detail, source }) => {
    const told = source?.parameter === undefined ? detail : `The path parameter "${source.parameter}": ${detail}`
    return httpFailure(400, { detail: told }).errors
  })
}

function mappedTo(violations: readonly unknown[], options: ValidationOptions<ReactorCodes>): readonly ErrorObject[] {
  const issues = violations.map(issueOf)
  return issues.every((issue) => issue !== undefined)
    ? fromStandardSchema(issues, options)
    : fromAjv(violations.map(ajvErrorOf), options)
}

// Whatever is missing or of another type, the mapper takes it.
const asIssue = (value: unknown): StandardIssue => value as StandardIssue

/** The issues of a validator that speaks Standard Schema, whose paths are lists; `undefined` for anything else. */
function issueOf(violation: unknown): StandardIssue | undefined {
  const members = membersOf(violation)
  const { message, keyword, instancePath, params, path } = members
  const { issue } = membersOf(params)
  if (issue !== undefined) return asIssue(issue)
  if (OF_ZOD in members) {
    const steps = String(instancePath).split('/').slice(1)
    return asIssue({ ...membersOf(params), code: keyword, message, path: steps.join() === '' ? [] : steps })
  }
  return Array.isArray(path) || (path === undefined && instancePath === undefined && keyword === undefined)
    ? asIssue(members)
    : undefined
}

/** TypeBox calls the place `path`, and so does Yup, which writes it as in JavaScript. */
function ajvErrorOf(violation: unknown): AjvError {
  const { path, type, ...members } = membersOf(violation)
  if (typeof path !== 'string') return violation as AjvError
  return path.startsWith('/') || path === ''
    ? { ...members, instancePath: path }
    : { ...members, keyword: String(type), dataPath: path.startsWith('[') ? path : `.${path}` }
}
