/** `reactor-errors/server`: error answers, as JSON:API and as whatever else a client asks for. */
export type { AdaptorOptions } from './adaptor.js'
export { answer } from './answer.js'
export { type CheckOptions, checkRequest } from './check-request.js'
export { recogniseFrameworkError } from './framework-errors.js'
export type {
  AnswerFormat,
  AnswerOptions,
  Catalog,
  ErrorAnswer,
  ErrorReport,
  ExposureLevel,
  Recognised,
  RequestLike,
  ServerOptions,
} from './options.js'
export type { ReadJsonOptions } from './read-json.js'
export { respond } from './respond.js'
export { type UnroutedError, unrouted } from './unrouted.js'
export type { WebResponse } from './web-response.js'
export { readJson, type WebRequest, withErrorAnswers } from './with-error-answers.js'
