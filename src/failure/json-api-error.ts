/** The one Error class: a failure, thrown. */
import type { ErrorDocument } from '../jsonapi/document.js'
import { BrandedError, dialectOf } from './brand.js'
import type { Failure } from './failure.js'
import { messageOf } from './message.js'
import { toPlain } from './plain.js'
import { type Restored, restore } from './restore.js'

/**
 * A failed answer or a failed resource as an `Error`, however many error objects it holds. `Code` narrows `code`.
 *
 * `cause` is what was passed as such, else the failure itself, so that the data outlives `structuredClone` and worker messages,
 * which keep nothing of an error but its message, stack and cause. With a cause of your own, send `failure` instead.
 */
export class JsonApiError<Code extends string = string> extends BrandedError {
  /** The code of the first error object; `undefined` where the answer had none. */
  declare readonly code: Code | undefined
  /** The status of the HTTP answer; `undefined` where there was none. A deferred failure comes with a 2xx. */
  declare readonly status: number | undefined
  readonly #failure: Failure<Code>

  /**
   * @param failure what went wrong; kept as it is.
   * @param options `cause`: what led to the error, where that is something else than the failure.
   */
  constructor(failure: Failure<Code>, options?: ErrorOptions) {
    super(messageOf(failure), options !== undefined && 'cause' in options ? options : { cause: failure })
    this.code = failure.errors[0].code
    this.status = failure.status
    this.#failure = failure
  }

  /** What went wrong, as plain data. */
  get failure(): Failure<Code> {
    return this.#failure
  }

  /** All error objects in the order of the answer; never empty. */
  get errors(): Failure<Code>['errors'] {
    return this.#failure.errors
  }

  /** A JSON:API error document (JSON:API 1.1, “Top Level”): the one received, where there was one. */
  toJSON(): ErrorDocument<Code> {
    const { document, errors } = this.#failure
    return { ...document, errors }
  }

  /** The name of the dialect; `JsonApiError` for an error of none. */
  override get name(): string {
    return 'JsonApiError'
  }

  /**
   * Makes a `JsonApiError` of anything, and never throws. An error of any copy of this package comes back as it is; an error
   * document, a failure, a structured clone of an error, or the JSON text of any of them is revived. An `AggregateError` of such
   * errors becomes one with all their error objects, and its `cause`; everything else an error without a code, likewise.
   */
  static from(value: unknown): JsonApiError {
    if (isJsonApiError(value)) return value
    try {
      return errorFrom(restore(value))
    } catch {
      return errorFrom(restore(toPlain(value))) // A getter that throws or a revoked proxy: what can be read is.
    }
  }
}

function errorFrom({ failure, stack, cause }: Restored): JsonApiError {
  const error = new JsonApiError(failure, cause === undefined ? undefined : { cause })
  if (stack !== undefined) error.stack = stack
  return error
}

/**
 * Whether `value` is a `JsonApiError` of any dialect. Takes anything, never throws, and recognises errors that another copy of
 * this package made: the mark is a registered symbol (`Symbol.for`), which neither JSON nor a class of the same name can carry.
 */
export function isJsonApiError(value: unknown): value is JsonApiError {
  return dialectOf(value) !== undefined
}

/** Makes the class of a dialect's errors: the same class under the dialect's name. */
export function errorClassOf(name: string): typeof JsonApiError {
  const named = class<Code extends string = string> extends JsonApiError<Code> {}
  const asIs = { configurable: true, writable: true, value: name }
  // On the prototype and not the instance: a defineProperty per error would cost a quarter of its construction.
  Object.defineProperty(named.prototype, 'name', asIs)
  Object.defineProperty(named, 'name', asIs)
  return named
}
