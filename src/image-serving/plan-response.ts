/** Decides how a server responds where something failed: with what another server has, another picture, a format, or text. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import { type Fallback, fallbacks } from './codes.generated.js'
import type { Layer, LayerSource } from './commands.js'
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
import { type ImageRequest, isServicePath } from './request.js'
import { hoursFresh, hoursOnClient } from './response.js'
import type { RequestType } from './services.js'

/**
 * How a server responds to `request`, given what failed and the attributes that hold for it: with the response of a secondary server,
 * a default image, an error image, the format that `req=` asks for, or a status and text; and why. Each plan that can fail holds what
 * to do then in `otherwise`. A secondary server that does not respond is followed by text, even where images are set up (“Redirect on
 * Error”); that the default image comes before the error image is a reading. Pure; never throws.
 *
 * `failure` is one of `imageServing` or `imageRendering`; of its errors the first counts. For a layer that is missing, its number is
 * in `meta.layer`; stack traces are in `meta.stack`.
 */
export function planResponse(failure: Failure, request: ImageRequest, attributes: Attributes): ResponsePlan {
  const { code = '' } = failure.errors[0]
  const data = asksForProperties(request) ? planData(code, request, attributes) : undefined
  if (data !== undefined) return data
  const replacing = (Object.hasOwn(fallbacks, code) && fallbacks[code]) || none
  const considered = considerRedirect(request, attributes, replacing)
  if ('url' in considered) {
    const { url, connectTimeout, socketTimeout } = considered
    const otherwise = planText(failure, request, attributes, afterRedirect)
    return { kind: 'redirect', url, connectTimeout, socketTimeout, otherwise, because: [steps.redirect] }
  }
  if (request.type === undefined) return planText(failure, request, attributes, [considered, steps.textForUnknown])
  if (asksForProperties(request)) return planProperties(failure, request, attributes, considered)
  if (request.isContent) return planText(failure, request, attributes, [considered, steps.textForContent])
  if (request.req === 'debug') {
    const text = planText(failure, request, attributes, [considered, steps.debug])
    return { ...text, debug: debugOf(failure, request) }
  }
  const refused = refuseDefaultImage(failure, request, attributes, replacing.includes('default-image'))
  if (refused !== undefined) return planErrorImage(failure, request, attributes, [considered, refused])
  return planDefaultImage(failure, request, attributes, considered)
}

const none: readonly Fallback[] = []
const afterRedirect = [steps.textAfterRedirect]

/** Where the request is passed on to. */
interface Destination {
  readonly url: string
  readonly connectTimeout: number
  readonly socketTimeout: number
}

/** Where the request is passed on to, or why it is not: only what the page on “Redirect on Error” lists is. */
function considerRedirect(
  { target, service }: ImageRequest,
  { redirect }: Attributes,
  replacing: readonly Fallback[],
): Destination | PlanStep {
  if (redirect === undefined) return steps.redirectOff
  if (service === 'image-rendering') return steps.redirectNotInRendering
  if (!replacing.includes('redirect')) return steps.redirectOtherError
  const { rootUrl, connectTimeout, socketTimeout } = redirect
  const [path = ''] = target.split('?')
  if (/\||%7c/i.test(path)) return steps.redirectPipe
  const url = parsedUrl(rootUrl + target)
  // What is sent is what the URL says once it is parsed, which undoes some spellings of dots and slashes.
  const isThere = url !== undefined && isServicePath(path) && isServicePath(url.pathname)
  return isThere ? { url: url.href, connectTimeout, socketTimeout } : steps.redirectElsewhere
}

const parsedUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined)

/** A request for something else than a picture or a file. */
type PropertyRequest = ImageRequest & Required<Pick<ImageRequest, 'format'>> & { readonly type: RequestType }

/** Whether a request has a format, as it has where its kind is known and gives no picture or file. */
const asksForProperties = (request: ImageRequest): request is PropertyRequest => request.format !== undefined

/** Data, where what failed is no error for this kind of request. */
function planData(code: string, request: PropertyRequest, attributes: Attributes): ResponsePlan | undefined {
  const { type, format, encoding, handler, id } = request
  const { data = {} } = type
  const properties = Object.hasOwn(data, code) ? data[code as keyof typeof data] : undefined // An own key.
  if (properties === undefined) return undefined
  const expires = hoursFresh(request, type, attributes)
  return { kind: 'data', status: 200, format, encoding, handler, id, properties, expires, because: [steps.data] }
}

/** The error in the format that was asked for. */
function planProperties(
  failure: Failure,
  request: PropertyRequest,
  attributes: Attributes,
  before: PlanStep,
): ResponsePlan {
  const { type, format, encoding, handler, id } = request
  if (type.isPlain === true) return planText(failure, request, attributes, [before, steps.textForPlain])
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
function refuseDefaultImage(
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

/** What is not replaced alone (reference of `attribute::DefaultImageMode`). */
const replacedAsWhole: readonly LayerSource[] = ['nested-rendering', 'nested-graphics', 'nested-set']

/** The plan for a failure that has a default image, behind the step that led to it. */
function planDefaultImage(
  failure: Failure,
  request: ImageRequest,
  attributes: Attributes,
  before: PlanStep,
): DefaultImagePlan {
  const { commands } = request
  const image = commands.get('defaultimage') ?? attributes.DefaultImage
  const expires = hoursOnClient(request, attributes.DefaultExpiration)
  const otherwise = planErrorImage(failure, request, attributes, [])
  if (attributes.DefaultImageMode === 1) {
    const { number: layer, source } = missingLayer(failure, request)
    if (!replacedAsWhole.includes(source)) {
      const because = [before, steps.defaultLayer]
      return { kind: 'default-image', image, replaces: 'layer', layer, expires, otherwise, because }
    }
  }
  const because = [before, attributes.DefaultImageMode === 1 ? steps.defaultImageNested : steps.defaultImage]
  return { kind: 'default-image', image, replaces: 'composite', keep: keptOf(commands), expires, otherwise, because }
}

function missingLayer({ errors: [{ meta }] }: Failure, { layers }: ImageRequest): Layer {
  return layers.find(({ number }) => number === meta?.['layer']) ?? layers[0]
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
function planErrorImage(
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
function planText(
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
function wordsOf({ errors: [error] }: Failure, level: Attributes['ErrorDetail']): ErrorWords {
  const title = error.title ?? error.code ?? 'Error'
  if (level < 2) return { title, message: title }
  const detail = error.detail ?? title
  const stack = error.meta?.['stack']
  return { title, message: level === 3 && typeof stack === 'string' ? `${detail}\n${stack}` : detail }
}
