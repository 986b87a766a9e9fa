/** Requests, failures and attributes for the tests. */
import type { ErrorInit } from '../../src/dialect/build.js'
import type { Failure } from '../../src/failure/failure.js'
import type { AttributeSources, Attributes } from '../../src/image-serving/attributes.js'
import { resolveAttributes } from '../../src/image-serving/attributes.js'
import { imageRendering, imageServing } from '../../src/image-serving/dialects.js'
import type { ImageRequest } from '../../src/image-serving/request.js'
import { readImageRequest } from '../../src/image-serving/request.js'
import type { ImageRenderingCode, ImageServingCode } from '../../src/image-serving/services.js'

/** The request of a target, which is one. */
export function requestOf(target: string): ImageRequest {
  const request = readImageRequest(target)
  if (request === undefined) throw new Error(`No request: ${target}`)
  return request
}

/** A failure of Image Serving. */
export const failureOf = (code: ImageServingCode, init?: ErrorInit): Failure => imageServing.error(code, init).failure

/** A failure of Image Rendering. */
export const renderingFailureOf = (code: ImageRenderingCode, init?: ErrorInit): Failure =>
  imageRendering.error(code, init).failure

/** The attributes that hold where a catalog says this. */
export const attributesOf = (
  catalog: NonNullable<AttributeSources['catalog']> = {},
  redirect?: NonNullable<AttributeSources['redirect']>,
): Attributes => resolveAttributes(redirect === undefined ? { catalog } : { catalog, redirect })
