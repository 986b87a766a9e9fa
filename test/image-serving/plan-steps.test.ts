import { expect, test } from 'vitest'
import type { ErrorAttributes, RedirectSettings } from '../../src/image-serving/attributes.js'
import type { ResponsePlan } from '../../src/image-serving/plan.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import type { ImageServingCode } from '../../src/image-serving/services.js'
import { attributesOf, failureOf, requestOf } from './requests.js'

/** Each step of a plan and of what follows it, as a person reads it. */
function reasons(plan: ResponsePlan): readonly string[] {
  const own = plan.because.map(({ step, taken, why, source }) => `${taken ? '+' : '-'} ${step}: ${why} (${source})`)
  return 'otherwise' in plan ? [`${plan.kind}:`, ...own, ...reasons(plan.otherwise)] : [`${plan.kind}:`, ...own]
}

const both: ErrorAttributes = { DefaultImage: 'c/default', ErrorImage: 'c/onError' }
const secondary = { rootUrl: 'https://b.example' }
const layered = '/is/image/a?layer=1&src='

/** The reasons for the response to a request of which something is missing. */
function reasonsFor(
  code: ImageServingCode,
  target: string,
  catalog: ErrorAttributes = {},
  { layer, redirect }: { readonly layer?: number; readonly redirect?: RedirectSettings } = {},
): string {
  const failure = failureOf(code, layer === undefined ? {} : { meta: { layer } })
  return `\n${reasons(planResponse(failure, requestOf(target), attributesOf(catalog, redirect))).join('\n')}\n`
}

test('the reasons for a response of a secondary server', () => {
  const why = (code: ImageServingCode, target: string) => reasonsFor(code, target, {}, { redirect: secondary })
  expect(why('image-corrupt', '/is/image/a')).toMatchInlineSnapshot(`
    "
    redirect:
    + redirect: The secondary server may have what is missing or corrupt here. (PS::errorRedirect.rootUrl)
    text:
    + text: Where the secondary server does not respond, the error is text, whatever images are set. (PS::errorRedirect)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(why('server-error', '/is/image/a')).toMatchInlineSnapshot(`
    "
    text:
    - redirect: Only images that are in a catalog but not on disk, corrupt images, profiles and fonts, and missing static content are asked of the secondary server. (PS::errorRedirect)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    - error-image: It is not set. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(why('image-corrupt', '/is/image/a|b')).toMatchInlineSnapshot(`
    "
    text:
    - redirect: Requests with a pipe character in the path cannot be passed on. (PS::errorRedirect)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    - error-image: It is not set. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(why('image-corrupt', '/is/image/../a')).toMatchInlineSnapshot(`
    "
    text:
    - redirect: The URL would lead to another place of the secondary server than the request names. (reading)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    - error-image: It is not set. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(why('image-file-missing', '/ir/render/a')).toMatchInlineSnapshot(`
    "
    text:
    - redirect: Only requests for images of Image Serving and for static content are passed on. (PS::errorRedirect)
    - default-image: Image Rendering has no default images. (attribute::DefaultImage)
    - error-image: It is not set. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
})

test('the reasons for a default image', () => {
  expect(reasonsFor('image-not-found', '/is/image/a', both)).toMatchInlineSnapshot(`
    "
    default-image:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + default-image: The default image replaces the whole, which keeps wid, hei, fmt and qlt. (attribute::DefaultImageMode)
    error-image:
    + error-image: The message is drawn into the error image. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    text:
    + text: Where the error image fails, the error is a status and text. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  const mode1 = { ...both, DefaultImageMode: 1 }
  expect(reasonsFor('image-not-found', '/is/image/a', mode1)).toMatchInlineSnapshot(`
    "
    default-image:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + default-image: The default image replaces the missing layer. (attribute::DefaultImageMode)
    error-image:
    + error-image: The message is drawn into the error image. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    text:
    + text: Where the error image fails, the error is a status and text. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(reasonsFor('image-not-found', `${layered}ir{b}`, mode1, { layer: 1 })).toMatchInlineSnapshot(`
    "
    default-image:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + default-image: What a nested rendering, graphic or media set lacks is not replaced alone: the default image replaces the whole. (attribute::DefaultImageMode)
    error-image:
    + error-image: The message is drawn into the error image. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    text:
    + text: Where the error image fails, the error is a status and text. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
})

test('the reasons against a default image', () => {
  const why = (target: string, catalog: ErrorAttributes = both, layer?: number) =>
    reasonsFor('image-not-found', target, catalog, layer === undefined ? {} : { layer }).split('\n')[3]
  expect([
    why('/ir/render/a'),
    reasonsFor('image-corrupt', '/is/image/a', both).split('\n')[3],
    why('/is/image/a?req=mask'),
    why(`${layered}{https://b.example/c.jpg}`, both, 1),
    why('/is/image/a.svg'),
    why('/is/image/a?defaultImage='),
    why('/is/image/a', { DefaultImage: '', ErrorImage: 'c/onError' }),
    why('/is/image/a', { ErrorImage: 'c/onError' }),
  ]).toMatchInlineSnapshot(`
    [
      "- default-image: Image Rendering has no default images. (attribute::DefaultImage)",
      "- default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)",
      "- default-image: Default images are for req=img and req=tmb. (req=)",
      "- default-image: Sources of other servers are not replaced. (defaultImage=)",
      "- default-image: SVG is not replaced. (defaultImage=)",
      "- default-image: The request switches the default image off. (defaultImage=)",
      "- default-image: It is set and empty, which switches it off. (attribute::DefaultImage)",
      "- default-image: It is not set. (attribute::DefaultImage)",
    ]
  `)
})

test('the reasons for an error image, or against one', () => {
  expect(
    reasonsFor('image-corrupt', '/is/image/a', { ErrorImage: 'c/onError', ErrorDetail: 3 }),
  ).toMatchInlineSnapshot(`
    "
    error-image:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    + error-image: The message is drawn into the error image. (attribute::ErrorImage)
    - detail: Stack traces are for no picture: its message is that of level 2. (attribute::ErrorDetail)
    text:
    + text: Where the error image fails, the error is a status and text. (attribute::ErrorImage)
    + detail: Level 3: the details and stack traces. (attribute::ErrorDetail)
    "
  `)
  expect(reasonsFor('image-corrupt', '/is/image/a', { ErrorImage: '' })).toMatchInlineSnapshot(`
    "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    - error-image: It is set and empty, which switches it off. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
  expect(reasonsFor('image-corrupt', '/is/image/a')).toMatchInlineSnapshot(`
    "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    - default-image: Nothing is missing that a default image could stand in for. (attribute::DefaultImage)
    - error-image: It is not set. (attribute::ErrorImage)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    "
  `)
})

test('the reasons for a format, data, and text', () => {
  expect([
    reasonsFor('image-corrupt', '/is/image/a?req=props,json'),
    reasonsFor('image-corrupt', '/is/image/a?req=props'),
    reasonsFor('image-not-found', '/is/image/a?req=exists'),
    reasonsFor('image-corrupt', '/is/image/a?req=resolve'),
    reasonsFor('unknown-request-type', '/is/image/a?req=other'),
    reasonsFor('static-content-not-found', '/is/content/a'),
    reasonsFor('image-corrupt', '/ir/render/a?req=debug'),
  ]).toMatchInlineSnapshot(`
    [
      "
    properties:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + format: The error is in the format that req= asks for; its status is 200, since browsers run no script of another. (reading)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
      "
    properties:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + format: The error is in the format that req= asks for. (req=)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
      "
    data:
    + data: For this kind of request what failed is no error: the response says it as data. (req=)
    ",
      "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + text: The response to this kind of request is plain text. (req=)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
      "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + text: No such kind of request is known, so no format either. (req=)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
      "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + text: Static content is no picture: the error is a status and text. (reading)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
      "
    text:
    - redirect: No secondary server is set. (PS::errorRedirect.rootUrl)
    + debug: The error is shown with what is known of the request, in place of an error image. (req=debug)
    + detail: Level 0: the title alone. (attribute::ErrorDetail)
    ",
    ]
  `)
})

test('the reasons for how much is told', () => {
  const last = (ErrorDetail: number) => reasonsFor('image-corrupt', '/is/image/a', { ErrorDetail }).split('\n').at(-2)
  expect([0, 1, 2, 3].map(last)).toMatchInlineSnapshot(`
    [
      "+ detail: Level 0: the title alone. (attribute::ErrorDetail)",
      "+ detail: Level 1: reserved, and equal to 0. (attribute::ErrorDetail)",
      "+ detail: Level 2: the details, which may name files. (attribute::ErrorDetail)",
      "+ detail: Level 3: the details and stack traces. (attribute::ErrorDetail)",
    ]
  `)
})
