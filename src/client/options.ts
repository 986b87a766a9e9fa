/** The options that clients share: whose responses they read and how much of each, and checks of what their functions return. */
import type { ResponseContext } from '../dialect/reader.js'
import type { Failure, Failures } from '../failure/failure.js'
import type { JsonApiError, JsonApiErrorOptions } from '../failure/json-api-error.js'
import { BOOLEAN, checkGiven, checkKind, checkNumbers, dialectWith, OBJECT } from '../failure/kinds.js'
import { notPromised } from '../failure/promised.js'
import { reactor } from '../reactor/index.js'

/** The part of a dialect that reads responses: `reactor` and whatever `defineDialect` made have it. */
export interface ResponseDialect {
  /** The failures in a response; empty when nothing failed. Must not throw. */
  parse(body: unknown, context?: ResponseContext): Failure[]
  /** The error to throw for what failed, in which the secrets of the options are masked. */
  error(failures: Failures, options?: JsonApiErrorOptions): JsonApiError
}

/** How responses are read. */
export interface ReactorErrorsOptions {
  /** The dialect of the responses; default: `reactor`. */
  readonly dialect?: ResponseDialect | undefined
  /**
   * Whether 2xx responses of a JSON media type are read too, and thrown when a resource in them has failed; default: no.
   * They are then held back until they have arrived whole. Not for node-fetch, whose copy of a longer body than some 16 kB does not
   * arrive while nobody reads the original: take the `fetch` of Node.
   */
  readonly deferred?: boolean | undefined
  /**
   * The longest body that is read, in bytes, after inflating; `Infinity` for no limit.
   * Default: 1 MiB (1,048,576) for failed responses, 16 MiB for those that are read because of `deferred`.
   */
  readonly maxBytes?: number | undefined
  /**
   * The longest time that a body may take to arrive once its headers have, in milliseconds; `Infinity` for no limit.
   * Default: 10,000 for failed responses, 60,000 for those that are read because of `deferred`.
   */
  readonly timeout?: number | undefined
}

/** How much of a body is read, and how long that may take. */
export interface Limits {
  readonly maxBytes: number
  /** In milliseconds. */
  readonly timeout: number
}

/** The options with every default filled in. */
export interface Settings {
  readonly dialect: ResponseDialect
  /** For responses with a status of 400 and up. */
  readonly failed: Limits
  /** For 2xx responses of a JSON media type; absent where those pass unread. */
  readonly deferred: Limits | undefined
}

const MEBIBYTE = 1_048_576

/** The limits that were set, else the defaults. Throws a `RangeError` for one that is not a number from 0 up. */
export function limitsOf({ maxBytes, timeout }: Pick<ReactorErrorsOptions, keyof Limits>, defaults: Limits): Limits {
  const limits = { maxBytes: maxBytes ?? defaults.maxBytes, timeout: timeout ?? defaults.timeout }
  checkNumbers(limits)
  return limits
}

/**
 * Fills in what was left out. Throws a `RangeError` for a limit that is not a number from 0 up, and a `TypeError` for options or a
 * dialect that are none.
 */
export function settingsOf(options: ReactorErrorsOptions): Settings {
  checkKind(OBJECT, { options })
  checkGiven(dialectWith('parse', 'error'), { dialect: options.dialect })
  checkGiven(BOOLEAN, { deferred: options.deferred })
  return {
    dialect: options.dialect ?? reactor,
    failed: limitsOf(options, { maxBytes: MEBIBYTE, timeout: 10_000 }),
    deferred: options.deferred ? limitsOf(options, { maxBytes: 16 * MEBIBYTE, timeout: 60_000 }) : undefined,
  }
}

/** The number that the function called `name`, an option, has returned. Throws a `TypeError` for anything else. */
export function numberFrom(name: string, returned: unknown): number {
  const value = notPromised(name, returned)
  if (typeof value === 'number' && !Number.isNaN(value)) return value
  throw new TypeError(`"${name}" must return a number, not ${typeof value === 'number' ? value : typeof value}`)
}

/** The error that `dialect.from` made of what was caught, else that, which may be anything. Throws a `TypeError` for a promise. */
export function madeOf(caught: unknown, dialect: { from(caught: unknown): unknown }): unknown {
  const made = dialect.from(caught)
  return Object.is(made, caught) ? caught : notPromised('dialect.from', made)
}
