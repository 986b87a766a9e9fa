/** The entry `reactor-errors/image-serving`: the dialects of Image Serving and Image Rendering, and what comes with them. */

// Deciding what to answer.
export type {
  AttributeName,
  AttributeOrigin,
  AttributeSources,
  Attributes,
  AttributeValue,
  ErrorAttributes,
  RedirectSettings,
  RuleAttributes,
} from './attributes.js'
// Telling others.
export { type BridgeOptions, fromErrorDocument, type ImageErrorMeta, toErrorDocument } from './bridge.js'
// The codes and the dialects.
export type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from './codes.generated.js'
export { imageRendering, imageServing } from './dialects.js'
export { fingerprintOf } from './fingerprint.js'
export type { ImageRenderingCode, ImageServingCode } from './image-codes.js'
// Reading properties.
export type { FailedPropertyResponse, PropertyResponse } from './judge-properties.js'
export type { Layer, LayerSource } from './layers.js'
export type {
  DataPlan,
  DefaultImagePlan,
  ErrorImagePlan,
  ErrorWords,
  KeptCommands,
  PlanStep,
  PropertiesPlan,
  RedirectPlan,
  ResponsePlan,
  TextPlan,
} from './plan.js'
export { planResponse } from './plan-response.js'
export { type PropertyOptions, parseProperties } from './properties.js'
export type { Properties } from './property-list.js'
export { readImageRequest } from './read-request.js'
export type { ImageRequest, RequestProblem } from './request.js'
export type { ImageService, PropertyEncoding, PropertyFormat, RequestType } from './request-types.js'
export { resolveAttributes } from './resolve-attributes.js'
export { type ImageResponse, writeResponse } from './write-response.js'
