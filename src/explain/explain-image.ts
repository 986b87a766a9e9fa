/** Finds what is known of a code of Image Serving or Image Rendering. */
import type { CodeDefinition } from '../dialect/catalog.js'
import * as definitions from '../image-serving/codes.generated.js'
import type { ImageCode } from './language.js'

/** The tables of the codes of images, by their names in codes.json: what both servers share, and what each has alone. */
export type ImageKind = 'images' | 'imageServing' | 'imageRendering'

/** What is known of such a code, but for its prose. */
export interface KnownImageCode extends CodeDefinition {
  readonly code: ImageCode
  readonly kind: ImageKind
}

type Table = Readonly<Record<string, CodeDefinition>>

const tables: readonly (readonly [ImageKind, Table])[] = [
  ['images', definitions.images],
  ['imageServing', definitions.serving],
  ['imageRendering', definitions.rendering],
]

/** All codes of images, those that both servers share first. */
export const imageCodes: readonly string[] = tables.flatMap(([, codes]) => Object.keys(codes))

/** What is known of a code; `undefined` where it is none of images. */
export function findImageCode(code: string): KnownImageCode | undefined {
  // Codes come from the wire: `constructor` must not find what every object inherits.
  const found = tables.find(([, codes]) => Object.hasOwn(codes, code))
  if (found === undefined) return undefined
  const [kind, codes] = found
  // The tables have no other codes, and this is one of theirs.
  return { ...(codes[code] as CodeDefinition), code: code as ImageCode, kind }
}
