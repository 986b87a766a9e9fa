/** What tests compare of an error that a response ended in. */
import { isJsonApiError } from '../../src/index.js'

/** The parts of a failure that every transport tells alike. */
export interface Summary {
  readonly name: string
  readonly status: number | undefined
  readonly format: string
  readonly codes: readonly (string | undefined)[]
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined
  /** What the last repair says. */
  readonly says: string | undefined
}

/** What is in an error; throws what is none. */
export function summaryOf(error: unknown): Summary {
  if (!isJsonApiError(error)) throw error
  const { status, format, errors, requestId, retryAfter, repairs } = error.failure
  return {
    name: error.name,
    status,
    format,
    codes: errors.map(({ code }) => code),
    requestId,
    retryAfter,
    says: repairs?.at(-1)?.message,
  }
}

/** What a promise is rejected with. */
export async function caughtFrom(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (caught: unknown) => ({ caught }),
  )
  if ('caught' in outcome) return outcome.caught
  throw new Error('nothing was thrown', { cause: outcome.value })
}
