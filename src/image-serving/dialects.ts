/** The dialects of Dynamic Media's Image Serving and Image Rendering. */
import { defineDialect } from '../dialect/define-dialect.js'
import type { Dialect } from '../dialect/dialect.js'
import {
  type ImageCodes,
  type ImageRenderingCodes,
  type ImageServingCodes,
  images,
  rendering,
  serving,
} from './codes.generated.js'
import { imageReader } from './read-response.js'

/**
 * Everything that concerns the errors of Image Serving (`/is/image/…`).
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Image Serving”, “Errors”
 */
export const imageServing: Dialect<ImageCodes & ImageServingCodes> = /* @__PURE__ */ defineDialect({
  name: 'ImageServingError',
  codes: { ...images, ...serving },
  readers: [imageReader('image-serving')],
  // Both types have the same codes, of which alone a dialect is made; this one has a docstring on each.
}) as unknown as Dialect<ImageCodes & ImageServingCodes>

/**
 * Everything that concerns the errors of Image Rendering (`/ir/render/…`).
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Image Rendering”, “Errors”
 */
export const imageRendering: Dialect<ImageCodes & ImageRenderingCodes> = /* @__PURE__ */ defineDialect({
  name: 'ImageRenderingError',
  codes: { ...images, ...rendering },
  readers: [imageReader('image-rendering')],
  // As above.
}) as unknown as Dialect<ImageCodes & ImageRenderingCodes>
