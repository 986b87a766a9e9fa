/** The entry `reactor-errors/server`: error responses, as JSON:API and as whatever else a client asks for. */
export type { AdaptorOptions } from './adaptors/responder.js'
export { readJson, type WebRequest, withErrorResponses } from './adaptors/web.js'
export type { ReadJsonOptions } from './body.js'
export { recogniseFrameworkError } from './framework-errors.js'
export type {
  Catalog,
  ErrorReport,
  ErrorResponse,
  ExposureLevel,
  Recognised,
  RequestLike,
  RespondOptions,
  ResponseFormat,
  ServerOptions,
} from './options.js'
export { type UnroutedError, unrouted } from './refusals.js'
export { type CheckOptions, checkRequest } from './request.js'
export { renderResponse, respond, type WebResponse } from './respond.js'
