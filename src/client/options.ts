/** What fetch and undici are told alike: whose answers they read, which of them, and how much of each. */
import type { ResponseContext } from '../dialect/reader.js'
import type { Failure, Failures } from '../failure/failure.js'
import type { JsonApiError, JsonApiErrorOptions } from '../failure/json-api-error.js'
import { reactor } from '../reactor/index.js'

/** What a client needs of a dialect: `reactor` and whatever `defineDialect` made have it. */
export interface ResponseDialect {
  /** The failures that an answer tells of; empty when nothing failed. Must not throw. */
  parse(body: unknown, context?: ResponseContext): Failure[]
  /** The error to throw for what failed, in which the secrets of the options are masked. */
  error(failures: Failures, options?: JsonApiErrorOptions): JsonApiError
}

/** How answers are read. */
export interface ReactorErrorsOptions {
  /** Whose answers they are; default: `reactor`. */
  readonly dialect?: ResponseDialect | undefined
  /**
   * Whether 2xx answers of a JSON media type are read too, and thrown when a resource in them has failed; default: no.
   * They are then held back until they have arrived whole.
   */
  readonly deferred?: boolean | undefined
  /**
   * The longest body that is read, in bytes, after inflating; `Infinity` for no limit.
   * Default: 1 MiB (1,048,576) for failed answers, 16 MiB for those that are read because of `deferred`.
   */
  readonly maxBytes?: number | undefined
  /**
   * The longest time that a body may take to arrive once its headers have, in milliseconds; `Infinity` for no limit.
   * Default: 10,000 for failed answers, 60,000 for those that are read because of `deferred`.
   */
  readonly timeout?: number | undefined
}

/** How much of a body is read, and how long that may take. */
export interface Limits {
  readonly maxBytes: number
  /** In milliseconds; something that timers can keep. */
  readonly timeout: number
}

/** The options with every default filled in. */
export interface Settings {
  readonly dialect: ResponseDialect
  /** For answers with a status of 400 and up. */
  readonly failed: Limits
  /** For 2xx answers of a JSON media type; absent where they are none of our business. */
  readonly deferred: Limits | undefined
}

const MEBIBYTE = 1_048_576
/** Timers take no more; what is longer fires at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

/** The limits that were set, else the defaults. Throws a `RangeError` for one that is not a number from 0 up. */
export function limitsOf({ maxBytes, timeout }: Pick<ReactorErrorsOptions, keyof Limits>, defaults: Limits): Limits {
  const limits = { maxBytes: maxBytes ?? defaults.maxBytes, timeout: timeout ?? defaults.timeout }
  for (const [name, value] of Object.entries(limits)) {
    if (!(value >= 0)) throw new RangeError(`"${name}" must be a number from 0 up, not ${value}`)
  }
  return { ...limits, timeout: Math.min(limits.timeout, LONGEST_TIMEOUT) }
}

/** Fills in what was left out. Throws a `RangeError` for a limit that is not a number from 0 up. */
export function settingsOf(options: ReactorErrorsOptions): Settings {
  return {
    dialect: options.dialect ?? reactor,
    failed: limitsOf(options, { maxBytes: MEBIBYTE, timeout: 10_000 }),
    deferred: options.deferred ? limitsOf(options, { maxBytes: 16 * MEBIBYTE, timeout: 60_000 }) : undefined,
  }
}
