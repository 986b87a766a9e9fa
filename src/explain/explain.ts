/** Explains a code: everything that the catalog knows of it, with cause and remedy. */
import { type CatalogEntry, type CodeDefinition, catalogEntry } from '../dialect/catalog.js'
import { images, rendering, serving } from '../image-serving/codes.generated.js'
import { once } from '../jsonapi/once.js'
import { codes } from '../reactor/codes.generated.js'
import { gateway, ims } from '../reactor/foreign-codes.generated.js'
import type { ReactorCode } from '../reactor/index.js'
import { en, type Language, type Prose, type ProseTable, proseOf } from './language.js'

/** The explanation of one code. Plain data. */
export interface Explanation<Code extends string = string> extends CatalogEntry<Code>, Omit<Prose, 'title'> {
  /**
   * Who sends the code: `code`, the Reactor API; `gateway`, the gateway in front of it; `ims`, the identity service.
   * `imageServing` and `imageRendering`, the servers of images, which send no codes: these are this catalog's; `images`: both.
   * `family`: the catalog does not know the code, and reads it by its form, `invalid-<attribute>`.
   */
  readonly kind: 'code' | 'gateway' | 'ims' | 'images' | 'imageServing' | 'imageRendering' | 'family'
  /** The BCP 47 tag of the language; a sentence that the language lacks is in English all the same. */
  readonly language: string
}

/** How to explain. */
export interface ExplainOptions {
  /** Default: English. */
  readonly language?: Language
}

/** The tables of codes.json, each with the member of a language that holds its sentences. */
const tables: readonly (readonly [
  kind: Explanation['kind'],
  prose: ProseTable,
  table: Readonly<Record<string, CodeDefinition>>,
])[] = [
  ['code', 'codes', codes],
  ['gateway', 'gateway', gateway],
  ['ims', 'ims', ims],
  ['images', 'images', images],
  ['imageServing', 'images', serving],
  ['imageRendering', 'images', rendering],
]

/** Every code that `explain` knows: those of the Reactor API, of the gateway, of the identity service, then those of images. */
export const knownCodes: readonly string[] = /* @__PURE__ */ tables.flatMap(([, , table]) => Object.keys(table))

const known = /* @__PURE__ */ once(() => new Set(knownCodes))

// The API names codes invalid-<attribute> and writes the attribute as in the request: invalid-embed_code.
const FAMILY = /^invalid-([a-z0-9]+(?:[-_][a-z0-9]+)*)$/
// No attribute of the API comes near this; it keeps what is quoted from the wire short.
const LONGEST_CODE = 80

/**
 * Explains a code of the Reactor API, its gateway (`'403025'`), the identity service (`'invalid_token'`), or of Image Serving and
 * Image Rendering (`'image-not-found'`). `documented` lists the members that Adobe states, every sentence of them; the rest is
 * this catalog's reading: `usually` always, and all of a code of kind `family`.
 * Gives `undefined` for any other string, and for what is no string. Never throws.
 */
export function explain<Code extends ReactorCode>(code: Code, options?: ExplainOptions): Explanation<Code>
export function explain(code: string, options?: ExplainOptions): Explanation | undefined
export function explain(code: string, { language = en }: ExplainOptions = {}): Explanation | undefined {
  if (typeof code !== 'string') return undefined
  for (const [kind, prose, table] of tables) {
    // Codes come from the wire: `constructor` must not find what every object inherits.
    const definition = Object.hasOwn(table, code) ? table[code] : undefined
    const sentences = definition && proseOf(language, prose, code)
    if (sentences) return { ...catalogEntry(code, definition), kind, ...sentences, language: language.tag }
  }
  const attribute = code.length > LONGEST_CODE ? undefined : FAMILY.exec(code)?.[1]
  return attribute === undefined ? undefined : explainFamily(code, attribute, language)
}

/** Whether `explain` knows a code, for whoever asks of thousands and wants no more than that. */
export function isExplained(code: string): boolean {
  return known().has(code) || (code.length <= LONGEST_CODE && FAMILY.test(code))
}

function explainFamily(code: string, attribute: string, language: Language): Explanation {
  const { title, cause, remedy } = { ...en.family, ...language.family }
  const fill = (text: string, name = attribute): string => text.replaceAll('{attribute}', name)
  const entry = catalogEntry(code, {
    title: fill(title, attribute.replaceAll('_', ' ')),
    status: 422,
    category: 'validation',
  })
  return { ...entry, kind: 'family', cause: fill(cause), remedy: fill(remedy), language: language.tag }
}
