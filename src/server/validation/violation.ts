/** The common form of what validators of every kind report, and the error objects made of it. */

import type { CatalogEntry } from '../../dialect/catalog.js'
import type { CodeOf } from '../../dialect/dialect.js'
import { checkGiven, dialectWith, type Kind, OBJECT } from '../../failure/kinds.js'
import { isError, itemsOf } from '../../failure/plain.js'
import type { ErrorObject, ErrorSource } from '../../jsonapi/document.js'
import { describePointer } from '../../jsonapi/pointer.js'
import { isPointer } from '../../jsonapi/pointer-syntax.js'
import { isErrorStatus } from '../../jsonapi/status.js'
import { visibleMessage } from '../../jsonapi/visible.js'
import { reactor } from '../../reactor/index.js'
import { type ValidationCode, type ValidationOptions, validationCodes } from './options.js'
import { quoted } from './phrases.js'
import type { Part } from './place.js'

/**
 * The list that `given` is, or has as its member `name`, itself or in its `error`; an empty one where it says that all is well. An
 * error without a list, a promise, and what cannot be read do not say so: then the list has one item that says nothing. Never
 * throws.
 */
export function listOf<Item>(given: unknown, name: 'errors' | 'issues'): readonly (Item | undefined)[] {
  try {
    const { [name]: own, error } = Object(given) as Readonly<Record<string, unknown>>
    const lists = [given, own, Object(error)[name]]
    const list = lists.find((one): one is Item[] => Array.isArray(one))
    // Copied once: it may be one that changes, or cannot be read any more.
    if (list !== undefined) return itemsOf<Item | undefined>(list)
    return isWell(given, name) ? [] : [undefined]
  } catch {
    return [undefined]
  }
}

/** Whether what has no list says that nothing is wrong: nothing, `true`, or a result that has a value, or knows the list. */
function isWell(given: unknown, name: 'errors' | 'issues'): boolean {
  if (given === undefined || given === null || given === true) return true
  const { [name]: list, success } = Object(given) as Readonly<Record<string, unknown>>
  if ((list !== undefined && list !== null) || success === false || isError(given)) return false
  return success === true || name in Object(given) || 'value' in Object(given)
}

/** One thing that a validator objects to. */
export interface Violation {
  /** Where, as a JSON Pointer into what was validated; what is missing need not be there. */
  readonly path: string
  /** The keyword or the code by which the validator calls it. */
  readonly kind: string
  /** Says what is wrong and what is allowed, in a sentence that repeats no value of the request. */
  readonly detail: string
  /** Where in the request `path` stands, if that has been looked up. */
  readonly place?: string | undefined
}

/**
 * The sentence of a validator about a value; where the document has none at its path, that it is missing, which not all of them
 * say.
 */
export function detailOfLack(part: Part, { path, place }: Pick<Violation, 'path' | 'place'>, detail: string): string {
  const lack = part.lackOf(path, place)
  return lack === '' || !isPointer(lack)
    ? detail
    : `The ${part.noun} ${quoted(describePointer(lack))} is missing. ${detail}`
}

/** The members that all errors of one code share. */
type Template = Required<Pick<ErrorObject, 'status' | 'code' | 'title'>>

/** A code that an error made of a violation can have. */
export type ViolationCode<Codes extends object> = CodeOf<Codes> | ValidationCode

const defaults: Readonly<Record<Part['kind'], ValidationCode>> = {
  pointer: 'invalid-document',
  parameter: 'invalid-parameter',
  header: 'invalid-header',
}

const own: Readonly<Record<string, Pick<CatalogEntry, 'title' | 'status'>>> = validationCodes

const ownDefinition = (code: string) => (Object.hasOwn(own, code) ? own[code] : undefined)

const STATUS: Kind = ['a number from 400 to 599', (value) => typeof value === 'number' && isErrorStatus(`${value}`)]

/**
 * The error objects for `violations`, in their order, those with the same place and detail only once. Throws a `TypeError` for a
 * code that nobody defines, and for options that are not of their kind.
 */
export function errorsOf<Codes extends object>(
  violations: readonly Violation[],
  part: Part,
  options: ValidationOptions<Codes>,
): ErrorObject<ViolationCode<Codes>>[] {
  checkGiven(dialectWith('entry'), { dialect: options.dialect })
  checkGiven(OBJECT, { codes: options.codes })
  checkGiven(STATUS, { status: options.status })
  // The dialect is asked for codes as they come.
  const { entry } = (options.dialect ?? reactor) as { entry(code: string): CatalogEntry | undefined }
  const template = (code: string): Template => {
    const definition = entry(code) ?? ownDefinition(code)
    if (definition === undefined)
      throw new TypeError(`"${visibleMessage(code)}" is no code of the dialect; extend() can add it`)
    return { status: String(options.status ?? definition.status), code, title: definition.title }
  }
  const byKind = options.codes && new Map(Object.entries(options.codes).map(([kind, code]) => [kind, template(code)]))
  const usual = template(options.code ?? defaults[part.kind])

  const errors: ErrorObject[] = []
  const places = new Map<string | undefined, string>()
  const others = new Set<string>()
  for (const { path, kind, detail, place: known } of violations) {
    const place = known ?? part.locate(path)
    const first = places.get(place)
    if (first === undefined) places.set(place, detail)
    else {
      const both = `${place}\n${detail}`
      if (first === detail || others.has(both)) continue
      others.add(both)
    }
    const { status, code, title } = byKind?.get(kind) ?? usual
    errors.push(
      place === undefined
        ? { status, code, title, detail }
        : { status, code, title, detail, source: sourceOf(part.kind, place) },
    )
  }
  // The codes are those of the options, which are of these types.
  return errors as ErrorObject<ViolationCode<Codes>>[]
}

function sourceOf(kind: Part['kind'], place: string): ErrorSource {
  return kind === 'pointer' ? { pointer: place } : { [kind]: place }
}
