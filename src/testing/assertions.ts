/** Assertions for any test runner, node:test among them: functions that throw unless an error is the one expected. */
import { AssertionError } from 'node:assert'
import type { CodedError } from '../dialect/dialect.js'
import type { JsonApiError } from '../failure/json-api-error.js'
import { type ExpectedCode, judgeError, judgePointer, type Verdict } from './expectations.js'

/**
 * Throws an `AssertionError` unless `error` is a Reactor error and, where one is given, its code is `code`: that of its first
 * error object, as `reactor.is` has it. The message says what it was instead. Throws a `TypeError` for
 * a code that the error does not have and that nobody knows.
 */
export function assertReactorError<Code extends ExpectedCode>(
  error: unknown,
  code: Code,
): asserts error is CodedError<Code>
export function assertReactorError(error: unknown): asserts error is JsonApiError<ExpectedCode | (string & {})>
export function assertReactorError(error: unknown, code?: string): void {
  hold(judgeError(error, code), assertReactorError)
}

/**
 * Throws an `AssertionError` unless any error object of `error`, an error of any dialect, has this `source.pointer`. The message
 * says where they point instead. Throws a `TypeError` for a pointer that is none (RFC 6901).
 */
export function assertPointer(error: unknown, pointer: string): asserts error is JsonApiError {
  hold(judgePointer(error, pointer), assertPointer)
}

/** Throws unless a verdict is good; the stack begins where `caller` was called. */
function hold({ pass, message, actual, expected }: Verdict, caller: (...given: never[]) => void): void {
  if (pass) return
  throw new AssertionError({ message: message(), actual, expected, operator: caller.name, stackStartFn: caller })
}
