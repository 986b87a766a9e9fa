/** Compares errors with what is expected, for the matchers and the assertions, which say the same about it. */
import { types } from 'node:util'
import { didYouMean } from '../explain/nearest-words.js'
import { isJsonApiError } from '../failure/guard.js'
import { JsonApiError } from '../failure/json-api-error.js'
import { maskText } from '../failure/secrets.js'
import { attempt } from '../jsonapi/attempt.js'
import { isPointer } from '../jsonapi/pointer-syntax.js'
import { visible } from '../jsonapi/visible.js'
import { type GatewayCode, gateway, type ImsCode, ims } from '../reactor/foreign-codes.generated.js'
import { type ReactorCode, reactor } from '../reactor/index.js'
import { describeValue } from './describe-value.js'

/** A code that a Reactor error can have: one of the API, of its gateway, or of the sign-in service. */
export type ExpectedCode = ReactorCode | GatewayCode | ImsCode

/** Whether an expectation holds, and what to say when the opposite was expected. */
export interface Verdict {
  readonly pass: boolean
  /** A sentence for the test that failed; without secrets. */
  readonly message: () => string
  /** The value that was found and the one that was looked for, to be shown side by side. */
  readonly actual: unknown
  readonly expected: unknown
}

const knownCodes: readonly string[] = [...reactor.codes, ...Object.keys(gateway), ...Object.keys(ims)]

/**
 * Holds a caught value against being a Reactor error, and of a code where one is given. Throws a `TypeError` for a code that the
 * value does not have and nobody knows, of which `not` would always hold.
 */
export function judgeError(caught: unknown, code: string | undefined): Verdict {
  const isOne = reactor.is(caught)
  const pass = isOne && (code === undefined || caught.code === code)
  if (!pass && code !== undefined && !knownCodes.includes(code)) throw new TypeError(unknownCode(code))
  const wanted = code === undefined ? 'a ReactorError' : `a ReactorError with the code ${code}`
  return {
    pass,
    message: () => `Expected ${pass ? 'anything but ' : ''}${wanted}, got ${describeValue(caught)}`,
    actual: isOne && caught.code !== undefined ? visible(caught.code) : undefined,
    expected: code,
  }
}

/** Also for what is no text, where nothing is compiled. */
function unknownCode(code: unknown): string {
  const near = typeof code === 'string' ? didYouMean(code, knownCodes) : ''
  return `There is no such code, but ${describeValue(code)}${near}`
}

/**
 * Holds a caught value against being an error of any dialect of which one error object has this `source.pointer`.
 * Throws a `TypeError` for a pointer that is none (RFC 6901): nothing can have it, so that `not` would always hold.
 */
export function judgePointer(caught: unknown, pointer: string): Verdict {
  if (!isPointer(pointer)) throw new TypeError(`Not a JSON Pointer (RFC 6901): ${describeValue(pointer)}`)
  const pointers = isJsonApiError(caught) ? pointersOf(JsonApiError.from(caught)) : []
  const pass = pointers.includes(pointer)
  const wanted = `an error that ${pass ? 'does not point' : 'points'} at ${quote(pointer)}`
  const places = pointers.length === 0 ? '' : `; it points at ${pointers.map(quote).join(', ')}`
  return {
    pass,
    message: () => `Expected ${wanted}, got ${describeValue(caught)}${places}`,
    actual: pointers.map((each) => visible(maskText(each))),
    expected: pointer,
  }
}

/**
 * The verdict on a value of which `not` is expected. It is bad on a promise that nobody awaited and a function that nobody called:
 * what they would have given, nobody has seen.
 */
export function judgeOpposite(verdict: Verdict, caught: unknown): Verdict {
  if (typeof caught !== 'function' && !types.isPromise(caught)) return verdict
  return { ...verdict, pass: true, message: () => `Expected an error, got ${describeValue(caught)}` }
}

/** The pointers of all error objects; none where they cannot be read. */
function pointersOf({ errors }: JsonApiError): readonly string[] {
  return attempt(
    () => errors.flatMap(({ source }) => (typeof source?.pointer === 'string' ? [source.pointer] : [])),
    [],
  )
}

// Quoted, since the pointer to the whole document is the empty text.
const quote = (pointer: string): string => visible(JSON.stringify(maskText(pointer)))
