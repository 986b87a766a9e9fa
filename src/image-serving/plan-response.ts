/** Decides what a server answers in place of what was asked for. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import { type Fallback, fallbacks } from './codes.generated.js'
import type { PlanStep, ResponsePlan } from './plan.js'
import { planDefaultImage, refuseDefaultImage } from './plan-default-image.js'
import { planErrorImage } from './plan-error-image.js'
import { asksForProperties, planProperties } from './plan-properties.js'
import * as steps from './plan-steps.js'
import { planText } from './plan-text.js'
import type { ImageRequest } from './request.js'

/**
 * What a server answers to `request`, given what failed and the attributes that hold for it: the reply of a secondary server, a
 * default image, an error image, the format that `req=` asks for, or a status and text; and why. Each plan that can fail holds what
 * to do then in `otherwise`. A secondary server that does not answer is followed by text, even where images are set up (“Redirect on
 * Error”); that the default image comes before the error image is a reading. Pure; never throws.
 *
 * `failure` is one of `imageServing` or `imageRendering`; of its errors the first counts. For a layer that is missing, its number is
 * in `meta.layer`; stack traces are in `meta.stack`.
 */
export function planResponse(failure: Failure, request: ImageRequest, attributes: Attributes): ResponsePlan {
  const { code = '' } = failure.errors[0]
  const replacing = (Object.hasOwn(fallbacks, code) && fallbacks[code]) || none
  const { redirect } = attributes
  const considered = considerRedirect(request, attributes, replacing)
  if (redirect !== undefined && considered === steps.redirect) {
    const { rootUrl, connectTimeout, socketTimeout } = redirect
    const otherwise = planText(failure, request, attributes, afterRedirect)
    const url = rootUrl + request.target
    return { kind: 'redirect', url, connectTimeout, socketTimeout, otherwise, because: [considered] }
  }
  if (request.isContent) return planText(failure, request, attributes, [considered, steps.textForContent])
  if (request.type === undefined) return planText(failure, request, attributes, [considered, steps.textForUnknown])
  if (asksForProperties(request)) return planProperties(failure, request, attributes, considered)
  const refused = refuseDefaultImage(failure, request, attributes, replacing.includes('default-image'))
  if (refused !== undefined) return planErrorImage(failure, request, attributes, [considered, refused])
  return planDefaultImage(failure, request, attributes, considered)
}

const none: readonly Fallback[] = []
const afterRedirect = [steps.textAfterRedirect]

/** Whether the secondary server is asked: only for what the page on “Redirect on Error” lists. */
function considerRedirect(
  { target }: ImageRequest,
  { redirect }: Attributes,
  replacing: readonly Fallback[],
): PlanStep {
  if (redirect === undefined) return steps.redirectOff
  if (!replacing.includes('redirect')) return steps.redirectOtherError
  return /\||%7c/i.test(target) ? steps.redirectPipe : steps.redirect
}
