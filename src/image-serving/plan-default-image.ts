/** Plans to let another picture stand in for a missing one. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import type { Layer } from './layers.js'
import type { DefaultImagePlan, KeptCommands, PlanStep } from './plan.js'
import { planErrorImage } from './plan-error-image.js'
import * as steps from './plan-steps.js'
import type { ImageRequest } from './request.js'

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
