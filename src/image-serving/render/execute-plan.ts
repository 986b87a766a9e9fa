/** Executes plans: draws, loads and proxies, and falls back where that fails. */

import type { DefaultImagePlan, ErrorImagePlan, RedirectPlan, ResponsePlan } from '../plan.js'
import { type ImageResponse, responseHeaders, writeResponse } from '../response.js'
import { renderErrorImage } from './error-image.js'
import type { ErrorFont } from './font.js'
import type { Picture } from './picture.js'
import { type ProxyLimits, proxy } from './proxy.js'

/** Where the pictures of a server come from, and what its secondary server may do. */
export interface ExecuteOptions {
  /**
   * The template that `attribute::ErrorImage` names (the `Modifier` of that catalog record), or the picture that it names, which then
   * is sent as it is. Default: none, so that the plan fails.
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
export interface Executed {
  readonly response: ImageResponse
  /** The plan that was executed: the one that was given, or one that it has in `otherwise`. */
  readonly plan: ResponsePlan
  /** What failed on the way, and with what. For logs: it may name files and addresses. */
  readonly failed: readonly { readonly kind: ResponsePlan['kind']; readonly reason: unknown }[]
}

/**
 * Executes a plan; where that fails, the one in its `otherwise`. Error images have the status 200 and are not for caches, default
 * images the status 200 and their time to live; both statuses of success, that of default images by our reading. Never rejects.
 */
export async function executePlan(plan: ResponsePlan, options: ExecuteOptions = {}): Promise<Executed> {
  const failed: { kind: ResponsePlan['kind']; reason: unknown }[] = []
  let current = plan
  while ('otherwise' in current) {
    try {
      return { response: await attempt(current, options), plan: current, failed }
    } catch (reason) {
      failed.push({ kind: current.kind, reason })
      current = current.otherwise
    }
  }
  return { response: writeResponse(current, options.now), plan: current, failed }
}

async function attempt(
  plan: RedirectPlan | DefaultImagePlan | ErrorImagePlan,
  options: ExecuteOptions,
): Promise<ImageResponse> {
  switch (plan.kind) {
    case 'redirect':
      return proxy(plan, options.limits)
    case 'default-image': {
      if (options.defaultImage === undefined) throw new Error('There is no default image')
      return responseOf(await options.defaultImage(plan), plan.expires)
    }
    case 'error-image':
      return responseOf(await errorPicture(plan, options), 0)
  }
}

async function errorPicture(
  plan: ErrorImagePlan,
  { errorImage = noErrorImage, font }: ExecuteOptions,
): Promise<Picture> {
  const found = await errorImage(plan)
  if (typeof found !== 'string') return found
  const init = { template: found, words: plan.words, fmt: plan.fmt }
  return renderErrorImage(font === undefined ? init : { ...init, font })
}

async function noErrorImage(): Promise<never> {
  throw new Error('There is no error image')
}

const responseOf = ({ type, body }: Picture, expires: number): ImageResponse => ({
  status: 200,
  headers: responseHeaders(type, expires),
  body,
})
