/** The entry `reactor-errors/testing`: fixtures, matchers and assertions, and an emulator of the Reactor API to try a program on. */
export type { WebResponse } from '../server/web-response.js'
export { type Answer, toResponse } from './answer.js'
export { assertPointer, assertReactorError } from './assertions.js'
export { type Cause, causes } from './emulator/causes.js'
export { type Clock, createManualClock, type ManualClock } from './emulator/clock.js'
export type { Limits } from './emulator/limits.js'
export { type ReactorEmulator, type ReactorEmulatorOptions, startReactorEmulator } from './emulator/start.js'
export type { Delays } from './emulator/work.js'
export type { ExpectedCode, Verdict } from './expectations.js'
export {
  type DeferredFixtureOptions,
  deferredAnswer,
  errorFixture,
  type FailedResourceDocument,
  type FixtureOptions,
  immediateAnswer,
  usualAnswers,
} from './fixtures.js'
export { type ForeignAnswer, foreignAnswers } from './foreign-answers.js'
export { type ReactorMatchers, reactorMatchers } from './matchers.js'
