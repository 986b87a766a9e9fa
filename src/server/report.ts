/** Tells the server's own log the whole truth about an answer. */

import type { Failure } from '../failure/failure.js'
import { isJsonApiError, JsonApiError } from '../failure/json-api-error.js'
import { withoutStacks } from '../failure/stack.js'
import type { ErrorObject } from '../jsonapi/document.js'
import type { ErrorResponse, RespondOptions } from './options.js'

/** An answer, and the truth behind it. */
export interface Made {
  readonly answer: ErrorResponse
  /** Nothing left out. */
  readonly errors: readonly ErrorObject[]
  /** As they are sent. */
  readonly sent: readonly ErrorObject[]
  readonly requestId: string
}

/** Calls the hook of the options, once, and lets nothing that it does come through. Never throws. */
export function report(
  thrown: unknown,
  made: Made,
  fault: { readonly thrown: unknown } | undefined,
  options: RespondOptions,
): void {
  try {
    const { onError, request } = options
    if (onError === undefined) return
    const { answer, sent, requestId } = made
    const { status } = answer
    const errors = made.errors.map((error, index) => withId(error, sent[index]))
    const error = isJsonApiError(thrown) ? thrown : errorOf(thrown, errors, status)
    const result = onError({
      ...{ error, errors, status, requestId },
      ...(request === undefined ? {} : { request }),
      ...(fault === undefined ? {} : { fault: fault.thrown }),
    })
    // A promise that is rejected with nobody to see it would end the process.
    Promise.resolve(result).catch(() => {})
  } catch {
    // The answer is made, and the log is the hook's own affair.
  }
}

function withId(error: ErrorObject, sent: ErrorObject | undefined): ErrorObject {
  return sent?.id === undefined ? error : { ...error, id: sent.id }
}

/** What was thrown has a stack of its own, if it is an error. */
function errorOf(cause: unknown, list: readonly ErrorObject[], status: number): JsonApiError {
  // Whatever is thrown makes at least one.
  const errors = list as Failure['errors']
  return withoutStacks(() => new JsonApiError({ errors, delivery: 'immediate', format: 'json:api', status }, { cause }))
}
