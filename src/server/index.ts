/** `reactor-errors/server`: error answers, as JSON:API and as whatever else a client asks for. */
export type { AdaptorOptions } from './adaptor.js'
export { type CheckOptions, checkRequest } from './check-request.js'
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
export type { ReadJsonOptions } from './read-json.js'
export { answer } from './render-response.js'
export { respond } from './respond.js'
export { type UnroutedError, unrouted } from './unrouted.js'
export type { WebResponse } from './web-response.js'
export { readJson, type WebRequest, withErrorResponses } from './with-error-responses.js'
