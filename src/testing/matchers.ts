/** The matchers as `expect.extend` of vitest takes them; plain functions, so that nothing of vitest is needed to compile them. */
import { isRecord } from '../failure/plain.js'
import { type ExpectedCode, judgeError, judgeOpposite, judgePointer, type Verdict } from './expectations.js'

/** The matchers, each with what it is given after the value that `expect` was given. `this` is what a test runner binds them to. */
export type ReactorMatchers = {
  /**
   * Whether the value is a Reactor error and, where one is given, of that code. With `not`, a promise and a function fail as well.
   * Throws a `TypeError` for a code that the value does not have and that nobody knows.
   */
  readonly toBeReactorError: (this: unknown, received: unknown, code?: ExpectedCode) => Verdict
  /**
   * Whether the value is an error of any dialect of which one error object has that `source.pointer`. With `not`, a promise and a
   * function fail as well. Throws a `TypeError` for a pointer that is none (RFC 6901).
   */
  readonly toHavePointer: (this: unknown, received: unknown, pointer: string) => Verdict
}

/**
 * Matchers for `expect.extend(reactorMatchers)`; `import 'reactor-errors/testing/vitest'` does that, and tells the compiler.
 * For caught errors, and for promises by way of `rejects`: `await expect(promise).rejects.toBeReactorError('not-found')`.
 *
 * @see https://vitest.dev/guide/extending-matchers
 */
export const reactorMatchers: ReactorMatchers = {
  toBeReactorError(received, code) {
    return decided(judgeError(received, code), received, this)
  },
  toHavePointer(received, pointer) {
    return decided(judgePointer(received, pointer), received, this)
  },
}

/** The verdict as it is, or the one of the opposite where a test runner says that `not` stands before the matcher. */
const decided = (verdict: Verdict, received: unknown, runner: unknown): Verdict =>
  isRecord(runner) && runner['isNot'] === true ? judgeOpposite(verdict, received) : verdict
