/** Plans a status and text, which can always be answered. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import type { PlanStep, TextPlan } from './plan.js'
import * as steps from './plan-steps.js'
import type { ImageRequest } from './request.js'
import { wordsOf } from './words.js'

/** The plan for a failure, behind the steps that led to it. */
export function planText(
  failure: Failure,
  { type }: ImageRequest,
  { ErrorDetail }: Attributes,
  before: readonly PlanStep[],
): TextPlan {
  return {
    kind: 'text',
    status: type?.errorStatus ?? statusOf(failure.status) ?? statusOf(failure.errors[0].status) ?? 403,
    words: wordsOf(failure, ErrorDetail),
    because: [...before, steps.details[ErrorDetail]],
  }
}

/** A status of an error, 400 to 599; most errors have 403 (“Errors”). */
function statusOf(status: number | string | undefined): number | undefined {
  const number = Number(status)
  return number >= 400 && number < 600 && Number.isInteger(number) ? number : undefined
}
