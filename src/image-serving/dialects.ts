/** The dialects of Dynamic Media's Image Serving and Image Rendering, and the reader of their responses. */

import type { CodeDefinition } from '../dialect/catalog.js'
import { defineDialect } from '../dialect/define-dialect.js'
import type { Dialect } from '../dialect/dialect.js'
import type { ReadContext, Reader } from '../dialect/reader.js'
import type { Failure } from '../failure/failure.js'
import {
  type ImageCodes,
  type ImageRenderingCodes,
  type ImageServingCodes,
  images,
  rendering,
  serving,
} from './codes.generated.js'
import { imageFailure } from './failure.js'
import { judge } from './properties.js'
import { formatOf, isDocument, isPage, markedFormat, readSyntax } from './property-syntax.js'
import type { ImageService } from './services.js'

/**
 * Everything that concerns the errors of Image Serving (`/is/image/…`).
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Image Serving”, “Errors”
 */
export const imageServing: Dialect<ImageCodes & ImageServingCodes> = /* @__PURE__ */ imageDialect(
  'ImageServingError',
  'image-serving',
  serving,
)

/**
 * Everything that concerns the errors of Image Rendering (`/ir/render/…`).
 *
 * @see https://experienceleague.adobe.com/docs/dynamic-media-developer-resources, “Image Rendering”, “Errors”
 */
export const imageRendering: Dialect<ImageCodes & ImageRenderingCodes> = /* @__PURE__ */ imageDialect(
  'ImageRenderingError',
  'image-rendering',
  rendering,
)

/** In one call, which bundlers can leave out: what is put together for a call they keep. */
function imageDialect<Own extends { readonly [Code in keyof Own]: CodeDefinition }>(
  name: string,
  service: ImageService,
  own: Own,
): Dialect<ImageCodes & Own> {
  return defineDialect<ImageCodes & Own>({ name, codes: { ...images, ...own }, readers: [imageReader(service)] })
}

const ERROR_PROPERTY = /^error\.(?:title|message)\s?=/

/**
 * A reader of the responses of `service`: properties in all four forms, `s7jsonError`, and plain text. Whether text is an error its
 * status says; without one it is, as with any dialect. A picture with the status 200 tells nothing, and may be an error image:
 * see `checkImage` of `reactor-errors/check-image`. Pages, JSON, and nothing at all are left to other readers.
 */
function imageReader(service: ImageService): Reader {
  return (body, context) => (typeof body === 'string' ? readText(body, service, context) : undefined)
}

function readText(text: string, service: ImageService, context: ReadContext): readonly Failure[] | undefined {
  const head = text.slice(0, 1024).trimStart()
  if (markedFormat(text) !== undefined || ERROR_PROPERTY.test(head)) {
    const response = judge(readSyntax(text, formatOf(text, context)), { text, service, context })
    return response.ok ? [] : [response.failure]
  }
  const { status } = context
  const hasFailed = status === undefined ? undefined : status >= 400
  if (head === '' || /^[{[]/.test(head) || isPage(head)) return undefined
  // XML of another form (image sets, XMP, SVG), and pictures, whose bytes are no text.
  const isXml = head.startsWith('<')
  if (isXml || /[\0\ufffd]/.test(head)) {
    const received = isXml ? { text: head } : undefined
    return hasFailed === true ? [imageFailure(service, { received }, 'text', context)] : []
  }
  return hasFailed === false || (hasFailed === undefined && isDocument(text))
    ? []
    : [imageFailure(service, { message: text }, 'text', context)]
}
