/** The entry `reactor-errors/testing`: fixtures, assertions and matchers. */
export type { WebResponse } from '../server/respond.js'
export { assertPointer, assertReactorError } from './assertions.js'
export type { ExpectedCode, Verdict } from './expectations.js'
export {
  type DeferredFixtureOptions,
  deferredResponse,
  errorFixture,
  type FailedResourceDocument,
  type FixtureOptions,
  immediateResponse,
  usualResponses,
} from './fixtures.js'
export { type ForeignResponse, foreignResponses } from './foreign-responses.js'
export { type ReactorMatchers, reactorMatchers } from './matchers.js'
export { type PlainResponse, toResponse } from './response.js'
