/** The steps of a decision, in words. */
import type { PlanStep } from './plan.js'

const step =
  (name: PlanStep['step'], taken: boolean) =>
  (source: string, why: string): PlanStep => ({ step: name, taken, why, source })

const makeRedirect = step('redirect', true)
const noRedirect = step('redirect', false)
const image = step('default-image', true)
const noImage = step('default-image', false)
const makeErrorImage = step('error-image', true)
const noErrorImage = step('error-image', false)
const makeFormat = step('format', true)
const text = step('text', true)
const level = step('detail', true)

// Each step is made once, since a server decides often.

export const redirectOff: PlanStep = noRedirect('PS::errorRedirect.rootUrl', 'No secondary server is set.')
export const redirectOtherError: PlanStep = noRedirect(
  'PS::errorRedirect',
  'Only images that are in a catalog but not on disk, corrupt images, profiles and fonts, and missing static content are asked of the secondary server.',
)
export const redirectPipe: PlanStep = noRedirect(
  'PS::errorRedirect',
  'Requests with a pipe character in the path cannot be passed on.',
)
export const redirectNotInRendering: PlanStep = noRedirect(
  'PS::errorRedirect',
  'Only requests for images of Image Serving and for static content are passed on.',
)
export const redirectElsewhere: PlanStep = noRedirect(
  'reading',
  'The URL would lead to another place of the secondary server than the request names.',
)
export const redirect: PlanStep = makeRedirect(
  'PS::errorRedirect.rootUrl',
  'The secondary server may have what is missing or corrupt here.',
)
export const textAfterRedirect: PlanStep = text(
  'PS::errorRedirect',
  'Where the secondary server does not respond, the error is text, whatever images are set.',
)
export const defaultImageNotInRendering: PlanStep = noImage(
  'attribute::DefaultImage',
  'Image Rendering has no default images.',
)
export const defaultImageOtherError: PlanStep = noImage(
  'attribute::DefaultImage',
  'Nothing is missing that a default image could stand in for.',
)
export const defaultImageOtherRequest: PlanStep = noImage('req=', 'Default images are for req=img and req=tmb.')
export const defaultImageForeign: PlanStep = noImage('defaultImage=', 'Sources of other servers are not replaced.')
export const defaultImageSvg: PlanStep = noImage('defaultImage=', 'SVG is not replaced.')
export const defaultImageOffByRequest: PlanStep = noImage(
  'defaultImage=',
  'The request switches the default image off.',
)
export const defaultImageOff: PlanStep = noImage(
  'attribute::DefaultImage',
  'It is set and empty, which switches it off.',
)
export const defaultImageUnset: PlanStep = noImage('attribute::DefaultImage', 'It is not set.')
export const defaultImage: PlanStep = image(
  'attribute::DefaultImageMode',
  'The default image replaces the whole, which keeps wid, hei, fmt and qlt.',
)
export const defaultImageNested: PlanStep = image(
  'attribute::DefaultImageMode',
  'What a nested rendering, graphic or media set lacks is not replaced alone: the default image replaces the whole.',
)
export const defaultLayer: PlanStep = image(
  'attribute::DefaultImageMode',
  'The default image replaces the missing layer.',
)
export const errorImage: PlanStep = makeErrorImage(
  'attribute::ErrorImage',
  'The message is drawn into the error image.',
)
export const errorImageUnset: PlanStep = noErrorImage('attribute::ErrorImage', 'It is not set.')
export const errorImageOff: PlanStep = noErrorImage(
  'attribute::ErrorImage',
  'It is set and empty, which switches it off.',
)
export const noStackInImages: PlanStep = step('detail', false)(
  'attribute::ErrorDetail',
  'Stack traces are for no picture: its message is that of level 2.',
)
export const textAfterImage: PlanStep = text(
  'attribute::ErrorImage',
  'Where the error image fails, the error is a status and text.',
)
export const debug: PlanStep = step('debug', true)(
  'req=debug',
  'The error is shown with what is known of the request, in place of an error image.',
)
export const data: PlanStep = step('data', true)(
  'req=',
  'For this kind of request what failed is no error: the response says it as data.',
)
export const json: PlanStep = makeFormat(
  'reading',
  'The error is in the format that req= asks for; its status is 200, since browsers run no script of another.',
)
export const format: PlanStep = makeFormat('req=', 'The error is in the format that req= asks for.')
export const textForPlain: PlanStep = text('req=', 'The response to this kind of request is plain text.')
export const textForUnknown: PlanStep = text('req=', 'No such kind of request is known, so no format either.')
export const textForContent: PlanStep = text('reading', 'Static content is no picture: the error is a status and text.')
/** By the level. */
export const details: readonly [PlanStep, PlanStep, PlanStep, PlanStep] = [
  level('attribute::ErrorDetail', 'Level 0: the title alone.'),
  level('attribute::ErrorDetail', 'Level 1: reserved, and equal to 0.'),
  level('attribute::ErrorDetail', 'Level 2: the details, which may name files.'),
  level('attribute::ErrorDetail', 'Level 3: the details and stack traces.'),
]
