/** The main entry: the Reactor dialect, dialects of one's own, and the one Error class. */
export type { DocumentInit, ErrorInit } from './dialect/build.js'
export type { CatalogEntry, CodeDefinition, CodeDelivery } from './dialect/catalog.js'
export { defineDialect } from './dialect/define-dialect.js'
export type {
  AnyCode,
  Arms,
  ArmsGiving,
  CodeArmsGiving,
  CodedError,
  CodeOf,
  Dialect,
  DialectDefinition,
  ErrorOf,
  Extended,
  NoCode,
  Otherwise,
} from './dialect/dialect.js'
export type { ReadContext, Reader, ResponseContext } from './dialect/reader.js'
export type {
  DeferredField,
  Delivery,
  FailedRequest,
  FailedResource,
  Failure,
  Failures,
  Format,
  Repair,
} from './failure/failure.js'
export { isJsonApiError } from './failure/guard.js'
export type { HeadersLike } from './failure/headers.js'
export { JsonApiError, type JsonApiErrorOptions } from './failure/json-api-error.js'
export type { RetryAdvice, RetryClass, RetryPace, RetryRequest } from './failure/retry.js'
export type {
  AtMembers,
  DocumentLinks,
  ErrorDocument,
  ErrorLinks,
  ErrorObject,
  ErrorSource,
  ExtensionMembers,
  JsonApiObject,
  Link,
  LinkObject,
  Meta,
} from './jsonapi/document.js'
export { type ReactorCode, type ReactorCodes, type ReactorError, reactor } from './reactor/index.js'
