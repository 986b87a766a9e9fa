/** The options of the two mappers of validation errors. */
import type { CodeOf, Dialect } from '../../dialect/dialect.js'

/**
 * The default code of each part of a request, with title and status. They are not Adobe’s: Reactor documents no code for what
 * merely has the wrong shape. `reactor.extend({ codes: validationCodes })` makes a dialect that knows them. Parameters give 400
 * because JSON:API wants that of a query it does not take.
 *
 * @see https://jsonapi.org/format/1.1/#query-parameters
 */
export const validationCodes = {
  'invalid-document': { title: 'Invalid Document', status: 422 },
  'invalid-parameter': { title: 'Invalid Query Parameter', status: 400 },
  'invalid-header': { title: 'Invalid Header', status: 400 },
} as const

/** One of `validationCodes`. */
export type ValidationCode = keyof typeof validationCodes

/** How the places in the request are found. */
export interface RenameOptions {
  /**
   * Where the request calls something otherwise than what was validated: a JSON Pointer into what was validated, to the JSON
   * Pointer of the same in the document (`{ '/firstName': '/data/attributes/first-name' }`), or to the name of the parameter or
   * header (`{ '/size': 'page[size]' }`). Counts for what lies below as well; of several, the longest.
   */
  readonly rename?: { readonly [pointer: string]: string }
}

/** The options that apply wherever in the request the validated value stood. */
export interface MappingOptions<Codes extends object> extends RenameOptions {
  /** Where the codes below come from, besides `validationCodes`. Default: `reactor`. */
  readonly dialect?: Dialect<Codes>
  /** The code of every error that `codes` has none for. Default: `invalid-document`, `invalid-parameter` or `invalid-header`. */
  readonly code?: NoInfer<CodeOf<Codes>> | ValidationCode
  /**
   * The code per kind of error: the keyword of Ajv (`{ required: … }`), the `code` of an issue of Zod or ArkType
   * (`{ too_small: … }`), the `type` of one of Valibot (`{ min_length: … }`).
   */
  readonly codes?: { readonly [kind: string]: NoInfer<CodeOf<Codes>> | ValidationCode }
  /** The HTTP status of every error, 400 to 599. Default: that of its code. */
  readonly status?: number
}

/** For what stands in the body: the errors have a `source.pointer`. */
export interface BodyOptions {
  readonly in?: 'body'
  /** The whole document of the request, parsed; no error points outside it. */
  readonly document: unknown
  /**
   * Where in the document stands what was validated, as a JSON Pointer: `/atomic:operations/1/data`, `/data/3`. Default: `""`,
   * the whole document.
   */
  readonly base?: string
}

/** For the query, as an object by name, or the headers: the errors have a `source.parameter` or a `source.header`. */
export type PartOptions = { readonly in: 'query' } | { readonly in: 'headers' }

/** Which part of the request was validated, and how it calls what is in it. */
export type PlaceOptions = RenameOptions & (BodyOptions | PartOptions)

/** The options of `fromAjv` and `fromStandardSchema`. */
export type ValidationOptions<Codes extends object> = MappingOptions<Codes> & (BodyOptions | PartOptions)
