/** Reads the errors of Ajv, whatever their version and however they were changed on the way, into plain data. */
import { attempt } from '../../jsonapi/attempt.js'
import { buildPointer } from '../../jsonapi/pointer.js'
import { detailOf, nounsOf, type Params } from './ajv-details.js'
import type { PlacedViolation } from './closest.js'
import { NOT_VALID, ofName, sentence } from './phrases.js'
import { type Part, stepTo } from './place.js'
import { detailOfLack } from './violation.js'

/** An error as Ajv 8 gives it; Ajv 6 calls `instancePath` `dataPath`. Every member may be missing. */
export interface AjvError {
  readonly keyword?: string | undefined
  readonly instancePath?: string | undefined
  readonly dataPath?: string | undefined
  readonly schemaPath?: string | undefined
  readonly params?: object | undefined
  readonly propertyName?: string | undefined
  readonly message?: string | undefined
}

/** An error of Ajv, read. */
export interface AjvViolation extends PlacedViolation {
  /** Where in the schema the keyword stands, as Ajv says it. */
  readonly schemaPath: string
  /** Of `oneOf`: whether more than one branch matched. */
  readonly manyMatched: boolean
}

/** The keywords whose errors come after those of their branches. */
const unions = new Set<unknown>(['oneOf', 'anyOf', 'union', 'if', 'contains', 'propertyNames'])

/** Whether one of `errors` sums up others. */
export function hasUnions(errors: readonly (AjvError | undefined)[]): boolean {
  // Where something cannot be read, others may be there.
  return attempt(() => errors.some((error) => unions.has(error?.keyword)), true)
}

/** An error of Ajv as a violation; one that says nothing that can be read is a violation of the whole. Never throws. */
export function readAjvError(error: AjvError | undefined, part: Part, withNouns: boolean): AjvViolation {
  // Not an object, a getter that throws, a parameter of a type that its keyword never has.
  const unread = {
    path: '',
    at: '',
    kind: '',
    detail: NOT_VALID,
    asks: 'other',
    schemaPath: '',
    manyMatched: false,
  } as const
  return error === undefined ? unread : attempt<AjvViolation>(() => read(error, part, withNouns), unread)
}

function read(error: AjvError, part: Part, withNouns: boolean): AjvViolation {
  const { keyword, schemaPath, message } = error
  const kind = typeof keyword === 'string' ? keyword : ''
  // An object of any kind, asked for members that it might not have.
  const params = (error.params ?? {}) as Params
  if (kind === 'errorMessage' && Array.isArray(params['errors']) && params['errors'].length === 1) {
    // ajv-errors puts a message of the service in the place of others; of one other, it is known where that one points.
    return { ...read(params['errors'][0], part, withNouns), detail: sentence(message) }
  }
  const at = pathOf(error)
  const member = memberOf(kind, params, error)
  const path = typeof member === 'string' ? at + stepTo(member) : at
  const named = member ?? params['additionalProperty']
  const name = typeof named === 'string' ? part.nameOf(path, named) : ''
  const isOfName = typeof error.propertyName === 'string'
  const told = detailOf(kind, params, { at, name, noun: part.noun, part, message })
  const place = part.locate(at)
  // A missing or surplus member is named already.
  const detail = path === at ? detailOfLack(part, { path, place }, told) : told
  const isChoice = withNouns && !isOfName
  return {
    path,
    at,
    place: path === at ? place : undefined,
    kind,
    detail: isOfName ? ofName(name, detail) : detail,
    asks: isChoice ? asked(kind, params) : 'other',
    nouns: isChoice ? nounsOf(kind, params, at, part) : undefined,
    schemaPath: typeof schemaPath === 'string' ? schemaPath : '',
    manyMatched: kind === 'oneOf' && Array.isArray(params['passingSchemas']),
  }
}

function asked(kind: string, { allowedValues }: Params): PlacedViolation['asks'] {
  if (kind === 'type' || kind === 'false schema') return 'type'
  if (kind === 'const' || kind === 'discriminator') return 'tag'
  if (kind !== 'enum') return 'other'
  return Array.isArray(allowedValues) && allowedValues.length === 1 ? 'tag' : 'choice'
}

/** The member that is missing or too many, if that is what the error is about. */
function memberOf(kind: string, params: Params, { propertyName, schemaPath }: AjvError): unknown {
  switch (kind) {
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
    case 'properties': // Of JSON Type Definition, which names what is too many in the path already.
      return params['missingProperty']
    case 'additionalProperties':
      return params['additionalProperty']
    case 'unevaluatedProperties':
      return params['unevaluatedProperty']
    case 'propertyNames':
      return params['propertyName']
    case 'discriminator':
      // Of a mapping of JSON Type Definition the path names the tag already.
      return schemaPath?.endsWith('/mapping') === true ? undefined : params['tag']
    default:
      return propertyName
  }
}

/** The path of an error as a JSON Pointer, though it may be written as in JavaScript: `.data[0]['first-name']`. */
function pathOf({ instancePath = '', dataPath }: AjvError): string {
  const text = instancePath === '' && dataPath !== undefined ? dataPath : instancePath
  if (text.startsWith('/')) return text
  const steps = text.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[(["'])((?:\\.|(?!\3)[^\\])*)(?:\3\]|$)/g)
  return buildPointer(
    Array.from(steps, ([, dotted, index, , name = '']) => dotted ?? index ?? name.replace(/\\(.)/g, '$1')),
  )
}
