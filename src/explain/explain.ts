/** Explains a code: everything that the catalog knows of it, with cause and remedy. */
import { type CatalogEntry, catalogEntry } from '../dialect/catalog.js'
import { codes } from '../reactor/codes.generated.js'
import type { ReactorCode } from '../reactor/index.js'
import { en } from './en.js'
import { findImageCode, type ImageKind } from './explain-image.js'
import { gateway, ims } from './foreign.generated.js'
import type { Language } from './language.js'

/** What is known of one code. Plain data. */
export interface Explanation<Code extends string = string> extends CatalogEntry<Code> {
  /**
   * Who sends the code: `code`, the Reactor API; `gateway`, the gateway in front of it; `ims`, the identity service.
   * `imageServing` and `imageRendering`, the servers of images, which send no codes: these are this catalog's; `images`: both.
   * `family`: the catalog does not know the code, and reads it by its form, `invalid-<attribute>`.
   */
  readonly kind: 'code' | 'gateway' | 'ims' | 'family' | ImageKind
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
 * Explains a code of the Reactor API, its gateway (`'403025'`), the identity service (`'invalid_token'`), or of Image Serving and
 * Image Rendering (`'image-not-found'`). `documented` lists the members that Adobe states; the rest is this catalog's reading, all of it for a code of kind `family`.
 * Gives `undefined` for any other string, and for what is no string. Never throws.
 */
export function explain<Code extends ReactorCode>(code: Code, options?: ExplainOptions): Explanation<Code>
export function explain(code: string, options?: ExplainOptions): Explanation | undefined
export function explain(code: string, { language = en }: ExplainOptions = {}): Explanation | undefined {
  if (typeof code !== 'string') return undefined
  const { tag } = language
  if (has(codes, code))
    return { ...catalogEntry(code, codes[code]), kind: 'code', ...language.codes[code], language: tag }
  if (has(gateway, code))
    return { ...catalogEntry(code, gateway[code]), kind: 'gateway', ...language.gateway[code], language: tag }
  if (has(ims, code)) return { ...catalogEntry(code, ims[code]), kind: 'ims', ...language.ims[code], language: tag }
  const image = findImageCode(code)
  if (image !== undefined)
    return { ...catalogEntry(code, image), kind: image.kind, ...language.images[image.code], language: tag }
  const attribute = code.length > LONGEST_CODE ? undefined : FAMILY.exec(code)?.[1]
  return attribute === undefined ? undefined : explainFamily(code, attribute, language)
}

/** Codes come from the wire: `constructor` must not find what every object inherits. */
function has<Table extends object>(table: Table, code: string): code is Extract<keyof Table, string> {
  return Object.hasOwn(table, code)
}

function explainFamily(code: string, attribute: string, { family, tag }: Language): Explanation {
  const fill = (text: string, name = attribute): string => text.replaceAll('{attribute}', name)
  const title = fill(family.title, attribute.replaceAll('_', ' '))
  const entry = catalogEntry(code, { title, status: 422, category: 'validation' })
  return { ...entry, kind: 'family', cause: fill(family.cause), remedy: fill(family.remedy), language: tag }
}
