/** The matchers as `expect.extend` of vitest takes them; plain functions, so that nothing of vitest is needed to compile them. */
import { type ExpectedCode, judgeError, judgePointer, type Verdict } from './expectations.js'

/** The matchers, each with what it is given after the value that `expect` was given. */
export type ReactorMatchers = {
  /** Whether the value is a Reactor error and, where one is given, of that code. Never throws. */
  readonly toBeReactorError: (received: unknown, code?: ExpectedCode) => Verdict
  /**
   * Whether the value is an error of any dialect of which one error object has that `source.pointer`. Throws a `TypeError` for a
   * pointer that is none (RFC 6901).
   */
  readonly toHavePointer: (received: unknown, pointer: string) => Verdict
}

/**
 * Matchers for `expect.extend(reactorMatchers)`; `import 'reactor-errors/testing/vitest'` does that, and tells the compiler.
 * For caught errors, and for promises by way of `rejects`: `await expect(promise).rejects.toBeReactorError('not-found')`.
 *
 * @see https://vitest.dev/guide/extending-matchers
 */
export const reactorMatchers: ReactorMatchers = {
  toBeReactorError: (received, code) => judgeError(received, code),
  toHavePointer: (received, pointer) => judgePointer(received, pointer),
}
