/** `reactor-errors/server`: error answers, as JSON:API and as whatever else a client asks for. */
export { answer } from './answer.js'
export { type CheckOptions, checkRequest } from './check-request.js'
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
export { respond } from './respond.js'
