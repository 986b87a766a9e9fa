/** The steps of a decision, in words. */
import type { PlanStep } from './plan.js'

const step =
  (name: PlanStep['step'], taken: boolean) =>
  (source: string, why: string): PlanStep => ({ step: name, taken, why, source })

const makeRedirect = /* @__PURE__ */ step('redirect', true)
const noRedirect = /* @__PURE__ */ step('redirect', false)
const image = /* @__PURE__ */ step('default-image', true)
const noImage = /* @__PURE__ */ step('default-image', false)
const makeErrorImage = /* @__PURE__ */ step('error-image', true)
const noErrorImage = /* @__PURE__ */ step('error-image', false)
const makeFormat = /* @__PURE__ */ step('format', true)
const text = /* @__PURE__ */ step('text', true)
const level = /* @__PURE__ */ step('detail', true)

// Each step is made once, since a server decides often.

export const redirectOff: PlanStep = /* @__PURE__ */ noRedirect(
  'PS::errorRedirect.rootUrl',
  'No secondary server is set.',
)
export const redirectOtherError: PlanStep = /* @__PURE__ */ noRedirect(
  'PS::errorRedirect',
  'Only images that are in a catalog but not on disk, corrupt images, profiles and fonts, and missing static content are asked of the secondary server.',
)
export const redirectPipe: PlanStep = /* @__PURE__ */ noRedirect(
  'PS::errorRedirect',
  'Requests with a pipe character in the path cannot be passed on.',
)
export const redirectNotInRendering: PlanStep = /* @__PURE__ */ noRedirect(
  'PS::errorRedirect',
  'Only requests for images of Image Serving and for static content are passed on.',
)
export const redirectElsewhere: PlanStep = /* @__PURE__ */ noRedirect(
  'reading',
  'The URL would lead to another place of the secondary server than the request names.',
)
export const redirect: PlanStep = /* @__PURE__ */ makeRedirect(
  'PS::errorRedirect.rootUrl',
  'The secondary server may have what is missing or corrupt here.',
)
export const textAfterRedirect: PlanStep = /* @__PURE__ */ text(
  'PS::errorRedirect',
  'Where the secondary server does not respond, the error is text, whatever images are set.',
)
export const defaultImageNotInRendering: PlanStep = /* @__PURE__ */ noImage(
  'attribute::DefaultImage',
  'Image Rendering has no default images.',
)
export const defaultImageOtherError: PlanStep = /* @__PURE__ */ noImage(
  'attribute::DefaultImage',
  'Nothing is missing that a default image could stand in for.',
)
export const defaultImageOtherRequest: PlanStep = /* @__PURE__ */ noImage(
  'req=',
  'Default images are for req=img and req=tmb.',
)
export const defaultImageForeign: PlanStep = /* @__PURE__ */ noImage(
  'defaultImage=',
  'Sources of other servers are not replaced.',
)
export const defaultImageSvg: PlanStep = /* @__PURE__ */ noImage('defaultImage=', 'SVG is not replaced.')
export const defaultImageOffByRequest: PlanStep = /* @__PURE__ */ noImage(
  'defaultImage=',
  'The request switches the default image off.',
)
export const defaultImageOff: PlanStep = /* @__PURE__ */ noImage(
  'attribute::DefaultImage',
  'It is set and empty, which switches it off.',
)
export const defaultImageUnset: PlanStep = /* @__PURE__ */ noImage('attribute::DefaultImage', 'It is not set.')
export const defaultImage: PlanStep = /* @__PURE__ */ image(
  'attribute::DefaultImageMode',
  'The default image replaces the whole, which keeps wid, hei, fmt and qlt.',
)
export const defaultImageNested: PlanStep = /* @__PURE__ */ image(
  'attribute::DefaultImageMode',
  'What a nested rendering, graphic or media set lacks is not replaced alone: the default image replaces the whole.',
)
export const defaultLayer: PlanStep = /* @__PURE__ */ image(
  'attribute::DefaultImageMode',
  'The default image replaces the missing layer.',
)
export const errorImage: PlanStep = /* @__PURE__ */ makeErrorImage(
  'attribute::ErrorImage',
  'The message is drawn into the error image.',
)
export const errorImageUnset: PlanStep = /* @__PURE__ */ noErrorImage('attribute::ErrorImage', 'It is not set.')
export const errorImageOff: PlanStep = /* @__PURE__ */ noErrorImage(
  'attribute::ErrorImage',
  'It is set and empty, which switches it off.',
)
export const noStackInImages: PlanStep = /* @__PURE__ */ step('detail', false)(
  'attribute::ErrorDetail',
  'Stack traces are for no picture: its message is that of level 2.',
)
export const textAfterImage: PlanStep = /* @__PURE__ */ text(
  'attribute::ErrorImage',
  'Where the error image fails, the error is a status and text.',
)
export const debug: PlanStep = /* @__PURE__ */ step('debug', true)(
  'req=debug',
  'The error is shown with what is known of the request, in place of an error image.',
)
export const data: PlanStep = /* @__PURE__ */ step('data', true)(
  'req=',
  'For this kind of request what failed is no error: the response says it as data.',
)
export const json: PlanStep = /* @__PURE__ */ makeFormat(
  'reading',
  'The error is in the format that req= asks for; its status is 200, since browsers run no script of another.',
)
export const format: PlanStep = /* @__PURE__ */ makeFormat('req=', 'The error is in the format that req= asks for.')
export const textForPlain: PlanStep = /* @__PURE__ */ text(
  'req=',
  'The response to this kind of request is plain text.',
)
export const textForUnknown: PlanStep = /* @__PURE__ */ text(
  'req=',
  'No such kind of request is known, so no format either.',
)
export const textForContent: PlanStep = /* @__PURE__ */ text(
  'reading',
  'Static content is no picture: the error is a status and text.',
)
/** By the level. */
export const details: readonly [PlanStep, PlanStep, PlanStep, PlanStep] = [
  /* @__PURE__ */ level('attribute::ErrorDetail', 'Level 0: the title alone.'),
  /* @__PURE__ */ level('attribute::ErrorDetail', 'Level 1: reserved, and equal to 0.'),
  /* @__PURE__ */ level('attribute::ErrorDetail', 'Level 2: the details, which may name files.'),
  /* @__PURE__ */ level('attribute::ErrorDetail', 'Level 3: the details and stack traces.'),
]
