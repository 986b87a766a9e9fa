/** The entry `reactor-errors/image-serving`: the dialects of Image Serving and Image Rendering, and what comes with them. */

// The codes and the dialects.
export type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from './codes.generated.js'
export { type ImageRenderingCode, type ImageServingCode, imageRendering, imageServing } from './dialects.js'
