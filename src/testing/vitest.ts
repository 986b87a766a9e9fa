/**
 * The entry `reactor-errors/testing/vitest`, which is imported for its effect: vitest and its types know the matchers from then on.
 */
import { expect } from 'vitest'
import type { ExpectedCode } from './expectations.js'
import { reactorMatchers } from './matchers.js'

export type { ExpectedCode }

interface ReactorExpectations {
  /**
   * The value is a Reactor error and, where one is given, its code is `code`: that of its first error object, as `reactor.is`
   * has it. For what a promise is rejected with: `await expect(promise).rejects.toBeReactorError('not-found')`.
   */
  toBeReactorError: (code?: ExpectedCode) => void
  /** Any error object of the value, an error of any dialect, has this `source.pointer` (RFC 6901). */
  toHavePointer: (pointer: string) => void
}

declare module 'vitest' {
  interface Matchers<T> extends ReactorExpectations {}
  /** Those behind `expect.not`, which stand for a value inside of another. */
  interface AsymmetricMatchersContaining extends ReactorExpectations {}
}

expect.extend(reactorMatchers)
