/** Decides what a server answers in place of what was asked for. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import { type Fallback, fallbacks } from './codes.generated.js'
import { hoursFresh } from './freshness.js'
import type { AnswerPlan, ErrorImagePlan, PlanStep, TextPlan } from './plan.js'
import { planDefaultImage } from './plan-default-image.js'
import { steps } from './plan-steps.js'
import type { ImageRequest } from './request.js'
import type { RequestType } from './request-types.js'
import { wordsOf } from './words.js'

/**
 * What a server answers to `request`, given what failed and the attributes that hold for it: the reply of a secondary server, a
 * default image, an error image, the format that `req=` asks for, or a status and text; and why. Each plan that can fail holds what
 * to do then in `otherwise`. A secondary server that does not answer is followed by text, even where images are set up (“Redirect on
 * Error”); that the default image comes before the error image is a reading. Pure; never throws.
 *
 * `failure` is one of `imageServing` or `imageRendering`; of its errors the first counts. For a layer that is missing, its number is
 * in `meta.layer`; stack traces are in `meta.stack`.
 */
export function planAnswer(failure: Failure, request: ImageRequest, attributes: Attributes): AnswerPlan {
  const [{ code = '' }] = failure.errors
  const replacing: readonly Fallback[] = (Object.hasOwn(fallbacks, code) && fallbacks[code]) || []
  const because: PlanStep[] = []
  if (attributes.redirect !== undefined) {
    const refusal = !replacing.includes('redirect')
      ? steps.redirectOtherError
      : request.target.includes('|') || /%7c/i.test(request.target)
        ? steps.redirectPipe
        : undefined
    because.push(refusal ?? steps.redirect)
    if (refusal === undefined) {
      const { rootUrl, connectTimeout, socketTimeout } = attributes.redirect
      const otherwise = planText(failure, request, attributes, [...because, steps.textAfterRedirect])
      return { kind: 'redirect', url: rootUrl + request.target, connectTimeout, socketTimeout, otherwise, because }
    }
  } else because.push(steps.redirectOff)
  if (request.isContent || request.type === undefined) {
    because.push(request.isContent ? steps.textForContent : steps.textForUnknown)
    return planText(failure, request, attributes, because)
  }
  if (asksForProperties(request)) return planFormat(failure, request, attributes, because)
  const picture = planDefaultImage(failure, request, attributes, replacing.includes('default-image'))
  if ('taken' in picture) {
    because.push(picture)
    return planErrorImage(failure, request, attributes, because)
  }
  because.push(picture.step)
  const otherwise = planErrorImage(failure, request, attributes, [...because])
  return { ...picture.plan, otherwise, because }
}

/** Draws the error into a picture, if one is set up, or says it as text. */
function planErrorImage(
  failure: Failure,
  request: ImageRequest,
  attributes: Attributes,
  because: PlanStep[],
): ErrorImagePlan | TextPlan {
  if (attributes.ErrorImage === '') {
    because.push(attributes.from.ErrorImage === 'built-in' ? steps.errorImageUnset : steps.errorImageOff)
    return planText(failure, request, attributes, because)
  }
  because.push(steps.errorImage)
  if (attributes.ErrorDetail === 3) because.push(steps.noStackInImages)
  const otherwise = planText(failure, request, attributes, [...because, steps.textAfterImage])
  const fmt = request.commands.get('fmt')
  return {
    kind: 'error-image',
    service: request.service,
    image: attributes.ErrorImage,
    words: wordsOf(failure, attributes.ErrorDetail === 3 ? 2 : attributes.ErrorDetail),
    ...(fmt && { fmt }),
    otherwise,
    because,
  }
}

/** A request for something else than a picture. */
type PropertyRequest = ImageRequest & Required<Pick<ImageRequest, 'format'>> & { readonly type: RequestType }

/** A request has a format only where its kind is known, and is no picture. */
const asksForProperties = (request: ImageRequest): request is PropertyRequest => request.format !== undefined

/** Answers what is no picture: data where the failure is none, else the error in the format that was asked for. */
function planFormat(
  failure: Failure,
  request: PropertyRequest,
  attributes: Attributes,
  because: PlanStep[],
): AnswerPlan {
  const { type, req, format, encoding, handler, id } = request
  const { data = {}, formats, freshness } = type
  const [{ code = '' }] = failure.errors
  const properties = Object.hasOwn(data, code) ? data[code as keyof typeof data] : undefined // An own key.
  if (properties !== undefined) {
    because.push(steps.data)
    const expires = hoursFresh(type, attributes)
    return { kind: 'data', status: 200, format, encoding, handler, id, properties, expires, because }
  }
  if (req === 'debug') {
    because.push(steps.debug)
    return { ...planText(failure, request, attributes, because), debug: debugOf(failure, request) }
  }
  if (freshness === 'never' && formats.length === 1) {
    because.push(steps.textForPlain)
    return planText(failure, request, attributes, because)
  }
  because.push(format === 'json' ? steps.json : steps.format)
  const { status, words } = planText(failure, request, attributes, because)
  return {
    kind: 'properties',
    status: format === 'json' ? 200 : status,
    format,
    encoding,
    handler,
    id,
    words,
    because,
  }
}

function planText(
  failure: Failure,
  { type }: ImageRequest,
  { ErrorDetail }: Attributes,
  because: PlanStep[],
): TextPlan {
  const [{ status }] = failure.errors
  because.push(steps.detail[ErrorDetail])
  return {
    kind: 'text',
    status: type?.errorStatus ?? statusOf(failure.status) ?? statusOf(status) ?? 403,
    words: wordsOf(failure, ErrorDetail),
    because,
  }
}

/** A status of an error: 400 to 599. */
function statusOf(status: number | string | undefined): number | undefined {
  const number = Number(status)
  return number >= 400 && number < 600 && Number.isInteger(number) ? number : undefined
}

/** What `req=debug` shows: what was asked for, without any value of the query. */
function debugOf(
  { errors: [{ code = '', source }] }: Failure,
  request: ImageRequest,
): Readonly<Record<string, string>> {
  return {
    'debug.code': code,
    'debug.object': request.object,
    'debug.parameter': source?.parameter ?? '',
    'debug.commands': [...request.commands.keys()].join(','),
  }
}
