/** Decides what a server answers in place of what was asked for. */

import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import { type Fallback, fallbacks } from './codes.generated.js'
import type { Layer } from './commands.js'
import type {
  DefaultImagePlan,
  ErrorImagePlan,
  ErrorWords,
  KeptCommands,
  PlanStep,
  ResponsePlan,
  TextPlan,
} from './plan.js'
import * as steps from './plan-steps.js'
import type { ImageRequest } from './request.js'
import { hoursFresh } from './response.js'
import type { RequestType } from './services.js'

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

/** A request for something else than a picture. */
type PropertyRequest = ImageRequest & Required<Pick<ImageRequest, 'format'>> & { readonly type: RequestType }

/** Whether a request has a format, as it has where its kind is known and is no picture. */
export const asksForProperties = (request: ImageRequest): request is PropertyRequest => request.format !== undefined

/** Data where the failure is none for the request; else the error, in the format that was asked for. */
export function planProperties(
  failure: Failure,
  request: PropertyRequest,
  attributes: Attributes,
  before: PlanStep,
): ResponsePlan {
  const { type, req, format, encoding, handler, id } = request
  const { data = {}, formats, freshness } = type
  const { code = '' } = failure.errors[0]
  const properties = Object.hasOwn(data, code) ? data[code as keyof typeof data] : undefined // An own key.
  if (properties !== undefined) {
    const expires = hoursFresh(type, attributes)
    const because = [before, steps.data]
    return { kind: 'data', status: 200, format, encoding, handler, id, properties, expires, because }
  }
  if (req === 'debug') {
    return { ...planText(failure, request, attributes, [before, steps.debug]), debug: debugOf(failure, request) }
  }
  if (freshness === 'never' && formats.length === 1) {
    return planText(failure, request, attributes, [before, steps.textForPlain])
  }
  const isJson = format === 'json'
  const text = planText(failure, request, attributes, [before, isJson ? steps.json : steps.format])
  const { words, because } = text
  return { kind: 'properties', status: isJson ? 200 : text.status, format, encoding, handler, id, words, because }
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

/** Why there is no default image for a failure; `undefined`: there is one. `isMissing`: the error is one that it can stand in for. */
export function refuseDefaultImage(
  failure: Failure,
  request: ImageRequest,
  attributes: Attributes,
  isMissing: boolean,
): PlanStep | undefined {
  if (request.service === 'image-rendering') return steps.defaultImageNotInRendering
  if (!isMissing) return steps.defaultImageOtherError
  if (!request.type?.hasDefaultImage) return steps.defaultImageOtherRequest
  const { source, src = request.object } = missingLayer(failure, request)
  if (source === 'foreign') return steps.defaultImageForeign
  if (/\.svgz?$/i.test(src)) return steps.defaultImageSvg
  const asked = request.commands.get('defaultimage')
  if (asked !== undefined) return asked === '' ? steps.defaultImageOffByRequest : undefined
  if (attributes.DefaultImage !== '') return undefined
  return attributes.from.DefaultImage === 'built-in' ? steps.defaultImageUnset : steps.defaultImageOff
}

/** The plan for a failure that has a default image, behind the step that led to it. */
export function planDefaultImage(
  failure: Failure,
  request: ImageRequest,
  attributes: Attributes,
  before: PlanStep,
): DefaultImagePlan {
  const { commands } = request
  const image = commands.get('defaultimage') ?? attributes.DefaultImage
  const expires = attributes.DefaultExpiration
  const otherwise = planErrorImage(failure, request, attributes, [])
  if (attributes.DefaultImageMode === 1) {
    const { number: layer, source } = missingLayer(failure, request)
    // Nested renderings and graphics are not replaced alone (reference of `attribute::DefaultImageMode`).
    if (source !== 'nested-rendering' && source !== 'nested-graphics') {
      const because = [before, steps.defaultLayer]
      return { kind: 'default-image', image, replaces: 'layer', layer, expires, otherwise, because }
    }
  }
  const because = [before, attributes.DefaultImageMode === 1 ? steps.defaultImageNested : steps.defaultImage]
  return { kind: 'default-image', image, replaces: 'composite', keep: keptOf(commands), expires, otherwise, because }
}

function missingLayer({ errors: [{ meta }] }: Failure, { layers }: ImageRequest): Layer {
  const number = meta?.['layer']
  return (number === undefined ? undefined : layers.find((layer) => layer.number === number)) ?? layers[0]
}

/** The commands that stay where the whole is replaced (reference of `attribute::DefaultImageMode`). */
export function keptOf(commands: ReadonlyMap<string, string>): KeptCommands {
  const keep: { -readonly [Name in keyof KeptCommands]: string } = {}
  const wid = commands.get('wid')
  const hei = commands.get('hei')
  const fmt = commands.get('fmt')
  const qlt = commands.get('qlt')
  // One by one: a loop over the names takes several times as long.
  if (wid !== undefined) keep.wid = wid
  if (hei !== undefined) keep.hei = hei
  if (fmt !== undefined) keep.fmt = fmt
  if (qlt !== undefined) keep.qlt = qlt
  return keep
}

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

/**
 * `$error.title$` and `$error.message$` of a failure (reference of `attribute::ErrorDetail`): of levels 0 and 1 both are the title;
 * level 2 has the detail for its message, which may name files; level 3 appends stack traces to that.
 */
export function wordsOf({ errors: [error] }: Failure, level: Attributes['ErrorDetail']): ErrorWords {
  const title = error.title ?? error.code ?? 'Error'
  if (level < 2) return { title, message: title }
  const detail = error.detail ?? title
  const stack = error.meta?.['stack']
  return { title, message: level === 3 && typeof stack === 'string' ? `${detail}\n${stack}` : detail }
}
