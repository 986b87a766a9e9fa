/** Decides whether another picture stands in for a missing one. */
import type { Failure } from '../failure/failure.js'
import type { Attributes } from './attributes.js'
import type { Layer } from './layers.js'
import type { DefaultImagePlan, PlanStep } from './plan.js'
import { steps } from './plan-steps.js'
import type { ImageRequest } from './request.js'

/** A default image, and the step that says why. */
interface Replacement {
  readonly plan: Omit<DefaultImagePlan, 'otherwise' | 'because'>
  readonly step: PlanStep
}

/** The commands that a default image keeps where it replaces the whole (reference of `attribute::DefaultImageMode`). */
const kept = ['wid', 'hei', 'fmt', 'qlt'] as const

/** The default image for a failure, or why there is none. `isMissing`: the error is one that a default image can stand in for. */
export function planDefaultImage(
  { errors: [{ meta }] }: Failure,
  request: ImageRequest,
  attributes: Attributes,
  isMissing: boolean,
): Replacement | PlanStep {
  if (request.service === 'image-rendering') return steps.defaultImageNotInRendering
  if (!isMissing) return steps.defaultImageOtherError
  if (!request.type?.hasDefaultImage) return steps.defaultImageOtherRequest
  const layer = request.layers.find(({ number }) => number === (meta?.['layer'] ?? 0)) ?? request.layers[0]
  if (layer.source === 'foreign') return steps.defaultImageForeign
  if (/\.svgz?$/i.test(layer.src ?? request.object)) return steps.defaultImageSvg
  const asked = request.commands.get('defaultimage')
  const image = asked ?? attributes.DefaultImage
  if (image === '') {
    if (asked !== undefined) return steps.defaultImageOffByRequest
    return attributes.from.DefaultImage === 'built-in' ? steps.defaultImageUnset : steps.defaultImageOff
  }
  const expires = attributes.DefaultExpiration
  const replaces = replacedOf(layer, attributes)
  if (replaces === 'layer') {
    return { plan: { kind: 'default-image', image, replaces, layer: layer.number, expires }, step: steps.defaultLayer }
  }
  const keep: Record<string, string> = {}
  for (const name of kept) {
    const value = request.commands.get(name)
    if (value !== undefined) keep[name] = value
  }
  const step = attributes.DefaultImageMode === 1 ? steps.defaultImageNested : steps.defaultImage
  return { plan: { kind: 'default-image', image, replaces, keep, expires }, step }
}

/** Renderings and graphics that a layer nests are never replaced alone (reference of `attribute::DefaultImageMode`). */
function replacedOf({ source }: Layer, { DefaultImageMode }: Attributes): 'composite' | 'layer' {
  const isAlone = source !== 'nested-rendering' && source !== 'nested-graphics'
  return DefaultImageMode === 1 && isAlone ? 'layer' : 'composite'
}
