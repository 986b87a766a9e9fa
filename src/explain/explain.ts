/** Explains a code: everything that the catalog knows of it, with cause and remedy. */
import type { CatalogEntry, CodeDefinition } from '../dialect/catalog.js'
import { retryClassOf } from '../failure/retry.js'
import { codes, type ReactorCode } from '../reactor/codes.generated.js'
import { en } from './en.js'
import { gateway, ims } from './foreign.generated.js'
import type { Language, Prose } from './language.js'

/** What is known of one code. Plain data. */
export interface Explanation<Code extends string = string> extends CatalogEntry<Code> {
  /**
   * Who sends the code: `code`, the Reactor API; `gateway`, the gateway in front of it; `ims`, the identity service.
   * `family`: the catalog does not know the code, and reads it by its form, `invalid-<attribute>`.
   */
  readonly kind: 'code' | 'gateway' | 'ims' | 'family'
  /** What happened, and why it usually does. */
  readonly cause: string
  /** What to do about it. */
  readonly remedy: string
  /** The BCP 47 tag of the language of cause and remedy. */
  readonly language: string
  /** For a code that is no longer in use: since when, and what came in its place. */
  readonly deprecated?: string
}

/** How to explain. */
export interface ExplainOptions {
  /** Default: English. */
  readonly language?: Language
}

// The API names codes invalid-<attribute> and writes the attribute as in the request: invalid-embed_code.
const FAMILY = /^invalid-([a-z0-9]+(?:[-_][a-z0-9]+)*)$/
// No attribute of the API comes near this; it keeps what is quoted from the wire short.
const LONGEST_CODE = 80

/**
 * Explains a code of the Reactor API, its gateway (`'403025'`) or the identity service (`'invalid_token'`). `documented`
 * lists the members that Adobe states; the rest is this catalog's reading, all of it for a code of kind `family`.
 * Gives `undefined` for any other string, and for what is no string. Never throws.
 */
export function explain<Code extends ReactorCode>(code: Code, options?: ExplainOptions): Explanation<Code>
export function explain(code: string, options?: ExplainOptions): Explanation | undefined
export function explain(code: string, { language = en }: ExplainOptions = {}): Explanation | undefined {
  if (typeof code !== 'string') return undefined
  if (has(codes, code)) return describe('code', code, codes[code], language.codes[code], language)
  if (has(gateway, code)) return describe('gateway', code, gateway[code], language.gateway[code], language)
  if (has(ims, code)) return describe('ims', code, ims[code], language.ims[code], language)
  const attribute = code.length > LONGEST_CODE ? undefined : FAMILY.exec(code)?.[1]
  return attribute === undefined ? undefined : describeFamily(code, attribute, language)
}

/** Codes come from the wire: `constructor` must not find what every object inherits. */
function has<Table extends object>(table: Table, code: string): code is Extract<keyof Table, string> {
  return Object.hasOwn(table, code)
}

function describe(
  kind: Explanation['kind'],
  code: string,
  definition: CodeDefinition,
  prose: Prose,
  language: Language,
): Explanation {
  return {
    code,
    kind,
    delivery: 'immediate',
    category: 'other',
    retry: retryClassOf(definition.status) ?? 'after-fix',
    resources: [],
    pointer: null,
    documented: [],
    ...definition,
    ...prose,
    language: language.tag,
  }
}

function describeFamily(code: string, attribute: string, language: Language): Explanation {
  const name = attribute.replaceAll('_', ' ')
  const { title, cause, remedy } = language.family
  const prose = {
    cause: cause.replaceAll('{attribute}', attribute),
    remedy: remedy.replaceAll('{attribute}', attribute),
  }
  const definition = { title: title.replaceAll('{attribute}', name), status: 422, category: 'validation' }
  return describe('family', code, definition, prose, language)
}
