/** The entry `reactor-errors/image-serving`: the dialects of Image Serving and Image Rendering, and what comes with them. */

// Deciding how to respond.
export type {
  AttributeName,
  AttributeOrigin,
  AttributeSources,
  Attributes,
  AttributeValue,
  ErrorAttributes,
  ObjectKind,
  PixelLimits,
  RecordAttributes,
  RedirectSettings,
  RuleAttributes,
  SizeLimits,
} from './attributes.js'
export { resolveAttributes } from './attributes.js'
// The codes and the dialects.
export type { ImageCodes, ImageRenderingCodes, ImageServingCodes } from './codes.generated.js'
export type { Layer, LayerSource } from './commands.js'
export { imageRendering, imageServing } from './dialects.js'
// Telling others.
export { type BridgeOptions, fromErrorDocument, type ImageErrorMeta, toErrorDocument } from './error-document.js'
export { fingerprintOf } from './fingerprint.js'
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
// Reading properties.
export type { FailedPropertyResponse, PropertyResponse } from './properties.js'
export { type PropertyOptions, parseProperties } from './properties.js'
export type { Properties } from './property-text.js'
export type { ImageRequest, RequestProblem } from './request.js'
export { readImageRequest } from './request.js'
export { type ImageResponse, writeResponse } from './response.js'
export { type AppliedRules, applyRules, isLetIn, type RequestRule } from './rules.js'
export type {
  ImageRenderingCode,
  ImageService,
  ImageServingCode,
  PropertyEncoding,
  PropertyFormat,
  RequestType,
} from './services.js'
