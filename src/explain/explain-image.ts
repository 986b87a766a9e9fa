/** Finds what is known of a code of Image Serving or Image Rendering, for which there are English sentences only. */
import type { CodeDefinition } from '../dialect/catalog.js'
import * as definitions from '../image-serving/codes.generated.js'
import * as english from './images.generated.js'
import type { Prose } from './language.js'

/** The tables of the codes of images, by their names in codes.json: what both servers share, and what each has alone. */
export type ImageKind = 'images' | 'imageServing' | 'imageRendering'

/** What is known of such a code. */
export interface ImageExplanation extends CodeDefinition, Omit<Prose, 'title'> {
  readonly kind: ImageKind
}

type Table<Row> = Readonly<Record<string, Row>>

const tables: readonly (readonly [ImageKind, Table<CodeDefinition>, Table<Prose>])[] = [
  ['images', definitions.images, english.images],
  ['imageServing', definitions.serving, english.imageServing],
  ['imageRendering', definitions.rendering, english.imageRendering],
]

/** All codes of images, those that both servers share first. */
export const imageCodes: readonly string[] = tables.flatMap(([, codes]) => Object.keys(codes))

/** What is known of a code; `undefined` where it is none of images. */
export function findImageCode(code: string): ImageExplanation | undefined {
  // Codes come from the wire: `constructor` must not find what every object inherits.
  const table = tables.find(([, codes]) => Object.hasOwn(codes, code))
  if (table === undefined) return undefined
  const [kind, codes, sentences] = table
  // Both tables of a kind have the same codes.
  return { ...(codes[code] as CodeDefinition), ...(sentences[code] as Prose), kind }
}
