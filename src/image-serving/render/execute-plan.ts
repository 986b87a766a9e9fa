/** Carries plans out: draws, loads and passes on, and falls back where that fails. */

import type { DefaultImagePlan, ErrorImagePlan, RedirectPlan, ResponsePlan } from '../plan.js'
import { type ImageResponse, responseHeaders, writeResponse } from '../response.js'
import { renderErrorImage } from './error-image.js'
import type { ErrorFont } from './font.js'
import type { Picture } from './picture.js'
import { type ProxyLimits, proxyTo } from './proxy.js'

/** Where the pictures of a server come from. */
export interface ExecuteOptions {
  /**
   * The template that `attribute::ErrorImage` names (a catalog record's `Modifier`), or the picture that it names, which then is the
   * answer as it is. Default: the attribute is the template itself, where it holds an equals sign.
   */
  readonly errorImage?: (plan: ErrorImagePlan) => Promise<string | Picture>
  /** The picture that a default image makes of the request. Default: none, so that the plan fails. */
  readonly defaultImage?: (plan: DefaultImagePlan) => Promise<Picture>
  /** The font that messages are drawn with; default: Unifont, out of `@fontsource/unifont`. */
  readonly font?: ErrorFont
  readonly limits?: ProxyLimits
  /** The clock; default: the machine's. */
  readonly now?: Date
}

/** What came of a plan. */
export interface CarriedOut {
  readonly answer: ImageResponse
  /** The plan that was carried out: the one that was given, or one that it has in `otherwise`. */
  readonly plan: ResponsePlan
  /** What failed on the way, and with what. For logs: it may name files and addresses. */
  readonly failed: readonly { readonly kind: ResponsePlan['kind']; readonly reason: unknown }[]
}

/**
 * Carries a plan out; where that fails, the one in its `otherwise`. Error images have the status 200 and are not for caches, default
 * images the status 200 and their time to live; both statuses of success, that of default images by our reading. Never rejects.
 */
export async function executePlan(plan: ResponsePlan, options: ExecuteOptions = {}): Promise<CarriedOut> {
  const failed: { kind: ResponsePlan['kind']; reason: unknown }[] = []
  let current = plan
  while ('otherwise' in current) {
    try {
      return { answer: await attempt(current, options), plan: current, failed }
    } catch (reason) {
      failed.push({ kind: current.kind, reason })
      current = current.otherwise
    }
  }
  return { answer: writeResponse(current, options.now), plan: current, failed }
}

async function attempt(
  plan: RedirectPlan | DefaultImagePlan | ErrorImagePlan,
  options: ExecuteOptions,
): Promise<ImageResponse> {
  switch (plan.kind) {
    case 'redirect':
      return proxyTo(plan, options.limits)
    case 'default-image': {
      if (options.defaultImage === undefined) throw new Error('There is no default image')
      return answerOf(await options.defaultImage(plan), plan.expires)
    }
    case 'error-image':
      return answerOf(await errorPicture(plan, options), 0)
  }
}

async function errorPicture(plan: ErrorImagePlan, { errorImage = inline, font }: ExecuteOptions): Promise<Picture> {
  const found = await errorImage(plan)
  if (typeof found !== 'string') return found
  const init = { template: found, words: plan.words, fmt: plan.fmt }
  return renderErrorImage(font === undefined ? init : { ...init, font })
}

async function inline({ image }: ErrorImagePlan): Promise<string> {
  if (image.includes('=')) return image
  throw new Error('The error image is no template')
}

const answerOf = ({ type, body }: Picture, expires: number): ImageResponse => ({
  status: 200,
  headers: responseHeaders(type, expires),
  body,
})
