/** Plans to draw an error into a picture, if one is set up. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import type { ErrorImagePlan, PlanStep, TextPlan } from './plan.js'
import * as steps from './plan-steps.js'
import { planText } from './plan-text.js'
import type { ImageRequest } from './request.js'
import { wordsOf } from './words.js'

const afterImage = [steps.textAfterImage]

/** The plan for a failure, behind the steps that led to it; text where there is no error image. */
export function planErrorImage(
  failure: Failure,
  request: ImageRequest,
  attributes: Attributes,
  before: readonly PlanStep[],
): ErrorImagePlan | TextPlan {
  const { ErrorImage: image, ErrorDetail, from } = attributes
  if (image === '') {
    const step = from.ErrorImage === 'built-in' ? steps.errorImageUnset : steps.errorImageOff
    return planText(failure, request, attributes, [...before, step])
  }
  const otherwise = planText(failure, request, attributes, afterImage)
  const words = ErrorDetail === 3 ? wordsOf(failure, 2) : otherwise.words
  const because = [...before, steps.errorImage, ErrorDetail === 3 ? steps.noStackInImages : steps.details[ErrorDetail]]
  const fmt = request.commands.get('fmt')
  const { service } = request
  if (fmt === undefined) return { kind: 'error-image', service, image, words, otherwise, because }
  return { kind: 'error-image', service, image, words, fmt, otherwise, because }
}
