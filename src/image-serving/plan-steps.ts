/** The steps of a decision, in words. */
import type { PlanStep } from './plan.js'

const step =
  (name: PlanStep['step'], taken: boolean) =>
  (source: string, why: string): PlanStep => ({ step: name, taken, why, source })

const redirect = step('redirect', true)
const noRedirect = step('redirect', false)
const image = step('default-image', true)
const noImage = step('default-image', false)
const errorImage = step('error-image', true)
const noErrorImage = step('error-image', false)
const format = step('format', true)
const text = step('text', true)
const detail = step('detail', true)

/** Every step that there is. They are made once, since a server decides often. */
export const steps = {
  redirectOff: noRedirect('PS::errorRedirect.rootUrl', 'No secondary server is set.'),
  redirectOtherError: noRedirect(
    'PS::errorRedirect',
    'Only images that are in a catalog but not on disk, corrupt images, profiles and fonts, and missing static content are asked of the secondary server.',
  ),
  redirectPipe: noRedirect('PS::errorRedirect', 'Requests with a pipe character cannot be passed on.'),
  redirect: redirect('PS::errorRedirect.rootUrl', 'The secondary server may have what is missing or corrupt here.'),
  textAfterRedirect: text(
    'PS::errorRedirect',
    'Where the secondary server does not answer, the error is text, whatever images are set.',
  ),

  defaultImageNotInRendering: noImage('attribute::DefaultImage', 'Image Rendering has no default images.'),
  defaultImageOtherError: noImage(
    'attribute::DefaultImage',
    'Nothing is missing that a default image could stand in for.',
  ),
  defaultImageOtherRequest: noImage('req=', 'Default images are for req=img and req=tmb.'),
  defaultImageForeign: noImage('defaultImage=', 'Sources of other servers are not replaced.'),
  defaultImageSvg: noImage('defaultImage=', 'SVG is not replaced.'),
  defaultImageOffByRequest: noImage('defaultImage=', 'The request switches the default image off.'),
  defaultImageOff: noImage('attribute::DefaultImage', 'It is set and empty, which switches it off.'),
  defaultImageUnset: noImage('attribute::DefaultImage', 'It is not set.'),
  defaultImage: image(
    'attribute::DefaultImageMode',
    'The default image replaces the whole, which keeps wid, hei, fmt and qlt.',
  ),
  defaultImageNested: image(
    'attribute::DefaultImageMode',
    'What a nested rendering or graphic lacks is not replaced alone: the default image replaces the whole.',
  ),
  defaultLayer: image('attribute::DefaultImageMode', 'The default image replaces the missing layer.'),

  errorImage: errorImage('attribute::ErrorImage', 'The message is drawn into the error image.'),
  errorImageUnset: noErrorImage('attribute::ErrorImage', 'It is not set.'),
  errorImageOff: noErrorImage('attribute::ErrorImage', 'It is set and empty, which switches it off.'),
  noStackInImages: step('detail', false)(
    'attribute::ErrorDetail',
    'Stack traces are for no picture: its message is that of level 2.',
  ),
  textAfterImage: text('attribute::ErrorImage', 'Where the error image fails, the error is a status and text.'),

  debug: step('debug', true)(
    'req=debug',
    'The error is shown with what is known of the request, in place of an error image.',
  ),
  data: step('data', true)('req=', 'For this kind of request what failed is no error: the answer says it as data.'),
  json: format(
    'reading',
    'The error is in the format that req= asks for; its status is 200, since browsers run no script of another.',
  ),
  format: format('req=', 'The error is in the format that req= asks for.'),
  textForPlain: text('req=', 'This kind of request is answered as plain text.'),
  textForUnknown: text('req=', 'No such kind of request is known, so no format either.'),
  textForContent: text('reading', 'Static content is no picture: the error is a status and text.'),

  detail: [
    detail('attribute::ErrorDetail', 'Level 0: the title alone.'),
    detail('attribute::ErrorDetail', 'Level 1: reserved, and equal to 0.'),
    detail('attribute::ErrorDetail', 'Level 2: the details, which may name files.'),
    detail('attribute::ErrorDetail', 'Level 3: the details and stack traces.'),
  ],
} as const
