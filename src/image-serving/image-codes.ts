/** The names of the codes of Image Serving and Image Rendering, as types. */
import type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from './codes.generated.js'

/** A code of Image Serving. The server sends none: all are this catalog's names for what its reference describes. */
export type ImageServingCode = keyof (ImageCodes & ImageServingCodes)

/** A code of Image Rendering. The server sends none: all are this catalog's names for what its reference describes. */
export type ImageRenderingCode = keyof (ImageCodes & ImageRenderingCodes)
