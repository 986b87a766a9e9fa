/** A plan and what follows it, in short. */

import { expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import type { ErrorAttributes } from '../../src/image-serving/attributes.js'
import type { ErrorWords, ResponsePlan } from '../../src/image-serving/plan.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import * as steps from '../../src/image-serving/plan-steps.js'
import type { ImageServingCode } from '../../src/image-serving/services.js'
import { attributesOf, failureOf, renderingFailureOf, requestOf } from './requests.js'

function chain(plan: ResponsePlan): string {
  return 'otherwise' in plan ? `${plan.kind} > ${chain(plan.otherwise)}` : plan.kind
}

/** The texts of a failure that has nothing but text. */
function wordsAt(failure: Failure, ErrorDetail: number): ErrorWords {
  const plan = planResponse(failure, requestOf('/is/image/a'), attributesOf({ ErrorDetail }))
  if (plan.kind !== 'text') throw new Error(`planned ${plan.kind}`)
  return plan.words
}

const both: ErrorAttributes = { DefaultImage: 'c/default', ErrorImage: 'c/onError' }
const secondary = { rootUrl: 'https://b.example' }

const precedence: readonly (readonly [ImageServingCode, string, ErrorAttributes, string])[] = [
  ['image-file-missing', '/is/image/a/b', both, 'redirect > text'],
  ['image-corrupt', '/is/image/a/b', both, 'redirect > text'],
  ['resource-corrupt', '/is/image/a/b', both, 'redirect > text'],
  ['static-content-not-found', '/is/content/a/b', both, 'redirect > text'],
  ['image-file-missing', '/is/image/a/b?req=props', both, 'redirect > text'],
  // What the secondary server is not asked for.
  ['image-not-found', '/is/image/a/b', both, 'default-image > error-image > text'],
  ['image-too-large', '/is/image/a/b', both, 'error-image > text'],
  ['image-file-missing', '/is/image/a/b|c?op=1', both, 'default-image > error-image > text'],
  ['image-file-missing', '/is/image/a%7Cb?op=1', both, 'default-image > error-image > text'],
  ['image-file-missing', '/is/image/a/b?op=1|2', both, 'redirect > text'],
  ['image-file-missing', '/is/image/a/b?op=1%7C2', both, 'redirect > text'],
]
test.each(precedence)('with a secondary server, %s of %s and %j gives: %s', (code, target, catalog, expected) => {
  const plan = planResponse(failureOf(code), requestOf(target), attributesOf(catalog, secondary))
  expect(chain(plan)).toBe(expected)
})

test('a request is passed on as it came, under the root of the secondary server', () => {
  const plan = planResponse(
    failureOf('image-corrupt'),
    requestOf('http://a.example/is/image/a/b?wid=3&x=%20'),
    attributesOf({}, { ...secondary, connectTimeout: 1, socketTimeout: 2 }),
  )
  expect(plan).toMatchObject({
    kind: 'redirect',
    url: 'https://b.example/is/image/a/b?wid=3&x=%20',
    connectTimeout: 1,
    socketTimeout: 2,
  })
})

const pictures: readonly (readonly [ImageServingCode, string, ErrorAttributes, string])[] = [
  ['image-not-found', '/is/image/a/b', both, 'default-image > error-image > text'],
  ['image-file-missing', '/is/image/a/b?req=tmb', both, 'default-image > error-image > text'],
  ['image-not-found', '/is/image/a/b', { DefaultImage: 'c/d' }, 'default-image > text'],
  ['image-not-found', '/is/image/a/b?defaultImage=c/e', {}, 'default-image > text'],
  ['image-not-found', '/is/image/a/b?req=mask', both, 'error-image > text'],
  ['image-corrupt', '/is/image/a/b', both, 'error-image > text'],
  ['image-not-found', '/is/image/a/b?defaultImage=', both, 'error-image > text'],
  ['image-not-found', '/is/image/a/b', {}, 'text'],
  ['image-not-found', '/is/image/a/b', { ErrorImage: '', DefaultImage: '' }, 'text'],
  ['image-not-found', '/is/content/a/b', both, 'text'],
  ['unknown-request-type', '/is/image/a/b?req=nothing', both, 'text'],
  ['path-retired', '/xfl/flash/a', both, 'text'],
]
test.each(pictures)('%s of %s and %j gives: %s', (code, target, catalog, expected) => {
  expect(chain(planResponse(failureOf(code), requestOf(target), attributesOf(catalog)))).toBe(expected)
})

test('Image Rendering has error images and no default images', () => {
  const plan = planResponse(renderingFailureOf('image-not-found'), requestOf('/ir/render/room'), attributesOf(both))
  expect(plan).toMatchObject({ kind: 'error-image', service: 'image-rendering', image: 'c/onError' })
})

test('req=debug shows the error and what was asked for, without values of the query', () => {
  const plan = planResponse(
    renderingFailureOf('selection-failed', { parameter: 'obj' }),
    requestOf('/ir/render/room?req=debug&obj=sofa'),
    attributesOf(both),
  )
  expect(plan).toMatchObject({
    kind: 'text',
    debug: {
      'debug.code': 'selection-failed',
      'debug.object': 'room',
      'debug.parameter': 'obj',
      'debug.commands': 'req,obj',
    },
  })
  const unnamed = planResponse(
    { errors: [{ title: 'x' }], delivery: 'immediate', format: 'text' },
    requestOf('/ir/render/room?req=debug'),
    attributesOf(),
  )
  expect(unnamed).toMatchObject({ debug: { 'debug.code': '', 'debug.parameter': '' } })
})

test('the error image knows what fmt= asks for', () => {
  const plan = (query: string) =>
    planResponse(failureOf('image-corrupt'), requestOf(`/is/image/a${query}`), attributesOf(both))
  expect(plan('?fmt=png')).toMatchObject({ fmt: 'png' })
  expect(plan('')).not.toHaveProperty('fmt')
})

test('pictures show level 2 where the level is 3, and the text behind them shows level 3', () => {
  const failure = failureOf('image-corrupt', { detail: 'More.', meta: { stack: 'at x' } })
  const plan = planResponse(failure, requestOf('/is/image/a'), attributesOf({ ...both, ErrorDetail: 3 }))
  expect(plan).toMatchObject({ words: { message: 'More.' }, otherwise: { words: { message: 'More.\nat x' } } })
})

test('pictures show no more than the level allows', () => {
  const failure = failureOf('image-corrupt', { detail: 'More.' })
  const plan = (ErrorDetail: number) =>
    planResponse(failure, requestOf('/is/image/a'), attributesOf({ ...both, ErrorDetail }))
  expect(plan(1)).toMatchObject({ kind: 'error-image', words: { message: 'Image Corrupt' } })
  expect(plan(2)).toMatchObject({ kind: 'error-image', words: { message: 'More.' } })
})

test.each([
  ['/is/image/b/../a', 'https://b.example'],
  ['/is/image/a', 'https://b.example:port'],
  ['/is/image/a', 'https:'],
  ['/is/image/a', 'nowhere'],
])('the request for %s is not passed on to %j, whoever made the attributes', (target, rootUrl) => {
  const redirect = { rootUrl, connectTimeout: 1, socketTimeout: 1 }
  const plan = planResponse(failureOf('image-corrupt'), requestOf(target), { ...attributesOf(), redirect })
  expect([plan.kind, plan.because[0]]).toEqual(['text', steps.redirectElsewhere])
})

const formats: readonly (readonly [string, string, string, number])[] = [
  ['props', 'properties', 'text', 403],
  ['props,javascript', 'properties', 'javascript', 403],
  ['props,xml', 'properties', 'xml', 403],
  ['props,json', 'properties', 'json', 200],
  ['set', 'properties', 'xml', 403],
  ['set,json', 'properties', 'json', 200],
  ['map', 'properties', 'text', 403],
  ['map,javascript', 'properties', 'text', 403],
  ['mbrSet,xml', 'properties', 'xml', 403],
  ['xmp', 'properties', 'xml', 403],
  ['validate,json', 'properties', 'json', 200],
  ['exists', 'properties', 'text', 403],
  ['userdata,xml', 'properties', 'xml', 403],
]
test.each(formats)('an error of req=%s is %s as %s with the status %j', (req, kind, format, status) => {
  const plan = planResponse(failureOf('image-corrupt'), requestOf(`/is/image/a?req=${req}`), attributesOf(both))
  expect(plan).toMatchObject({ kind, format, status })
})

test.each(['message', 'resolve', 'loadcache', 'saveToFile'])('an error of req=%s is plain text', (req) => {
  const plan = planResponse(failureOf('server-error'), requestOf(`/is/image/a?req=${req}`), attributesOf(both))
  // Of all kinds of requests, only saveToFile has a documented status.
  expect(plan).toMatchObject({ kind: 'text', status: req === 'saveToFile' ? 403 : 500 })
})

test.each([
  ['exists,json&id=3', 'image-not-found', { properties: { 'catalogRecord.exists': '0' }, format: 'json', id: '3' }],
  ['exists', 'image-file-missing', { properties: { 'catalogRecord.exists': '1' }, expires: 0.1 }],
  ['userdata', 'image-not-found', { properties: {}, expires: 10 }],
] as const)('for req=%s, %s is no error', (req, code, expected) => {
  const plan = planResponse(failureOf(code), requestOf(`/is/image/a?req=${req}`), attributesOf(both))
  expect(plan).toMatchObject({ kind: 'data', status: 200, ...expected })
})

test.each([
  [{ status: 415 }, '404', 415],
  [{ status: 400 }, '404', 400],
  [{ status: 599 }, '404', 599],
  [{ status: 600 }, '404', 404],
  [{ status: 399 }, '404', 404],
  [{ status: 404.5 }, '500', 500],
  [{}, '404', 404],
  [{ status: 200 }, 'no', 403],
  [{ status: 302 }, undefined, 403],
])('a failure with %j, its error with %j, gets the status %j', (failure, status, expected) => {
  const error = status === undefined ? { title: 'x' } : { title: 'x', status }
  const plan = planResponse(
    { errors: [error], delivery: 'immediate', format: 'text', ...failure },
    requestOf('/is/image/a'),
    attributesOf(),
  )
  expect(plan).toMatchObject({ status: expected })
})

test.each(['__proto__', 'constructor', 'toString', 'made-up'])(
  'the code %s stands for nothing in particular',
  (code) => {
    const failure = { errors: [{ code, title: 'x' }], delivery: 'immediate', format: 'text' } as const
    expect(chain(planResponse(failure, requestOf('/is/image/a'), attributesOf(both, secondary)))).toBe(
      'error-image > text',
    )
    expect(planResponse(failure, requestOf('/is/image/a?req=exists'), attributesOf()).kind).toBe('properties')
  },
)

test('a plan says why, step by step', () => {
  const plan = planResponse(
    failureOf('image-not-found'),
    requestOf('/is/image/a'),
    attributesOf({ DefaultImage: 'c/d', ErrorImage: '', ErrorDetail: 2 }),
  )
  const lines = ({ because }: ResponsePlan) =>
    because.map(({ step, taken, source }) => `${taken ? '+' : '-'} ${step} (${source})`)
  expect(lines(plan)).toEqual([
    '- redirect (PS::errorRedirect.rootUrl)',
    '+ default-image (attribute::DefaultImageMode)',
  ])
  expect('otherwise' in plan && lines(plan.otherwise)).toEqual([
    '- error-image (attribute::ErrorImage)',
    '+ detail (attribute::ErrorDetail)',
  ])
})

test('plans are plain data, and every step says something', () => {
  for (const target of [
    '/is/image/a',
    '/is/image/a?req=props,json',
    '/is/image/a?req=exists',
    '/ir/render/a?req=debug',
  ]) {
    for (const detail of [0, 1, 2, 3]) {
      const plan = planResponse(
        failureOf('image-not-found'),
        requestOf(target),
        attributesOf({ ...both, ErrorDetail: detail }, secondary),
      )
      expect(structuredClone(plan)).toEqual(plan)
      for (const step of plan.because)
        expect(step).toEqual({
          step: expect.any(String),
          taken: expect.any(Boolean),
          why: expect.stringMatching(/\.$/),
          source: expect.any(String),
        })
    }
  }
})

const plan = (query: string, catalog: ErrorAttributes = { DefaultImage: 'c/default' }, layer?: number) =>
  planResponse(
    failureOf('image-not-found', layer === undefined ? {} : { meta: { layer } }),
    requestOf(`/is/image/${query}`),
    attributesOf(catalog),
  )

const mode1 = { DefaultImage: 'c/default', DefaultImageMode: 1 }
const layered = 'a/b?wid=9&layer=1&src=x/y&layer=2&src='

test('mode 0 replaces the whole, which keeps wid, hei, fmt and qlt', () => {
  expect(plan('a/b?wid=3&hei=4&fmt=png&qlt=80&op_blur=7&layer=1&src=x/y')).toMatchObject({
    kind: 'default-image',
    image: 'c/default',
    replaces: 'composite',
    keep: { wid: '3', hei: '4', fmt: 'png', qlt: '80' },
    expires: 1,
  })
  const bare = plan('a/b')
  expect(bare.kind === 'default-image' && bare.keep).toStrictEqual({})
  expect(plan('a/b')).not.toHaveProperty('layer')
})

test('mode 1 replaces the missing layer', () => {
  const found = plan('a/b?wid=3&layer=1&src=x/y', mode1, 1)
  expect(found).toMatchObject({ kind: 'default-image', replaces: 'layer', layer: 1 })
  expect(found).not.toHaveProperty('keep')
  expect(plan('a/b?wid=3', mode1)).toMatchObject({ replaces: 'layer', layer: 0 })
  expect(plan('a/b?wid=3', mode1, 7)).toMatchObject({ replaces: 'layer', layer: 0 })
})

test.each([
  ['is{q/r}', 'layer'],
  ['ir{q/r}', 'composite'],
  ['fxg{q/r}', 'composite'],
  ['is{q/r?req=set}', 'composite'],
])('in mode 1, a missing layer of the source %s makes the default image replace the %s', (src, replaces) => {
  expect(plan(layered + src, mode1, 2)).toMatchObject({ replaces })
})

test('what only looks like SVG is replaced', () => {
  expect(plan('a/b.svg/c')).toMatchObject({ kind: 'default-image' })
  expect(plan('a/bsvg')).toMatchObject({ kind: 'default-image' })
})

test('the request chooses another default image, in whichever layer it says so', () => {
  expect(plan('a/b?defaultImage=c/other')).toMatchObject({ image: 'c/other' })
  expect(plan('a/b?layer=1&src=x/y&defaultImage=c/other')).toMatchObject({ image: 'c/other' })
})

test('default images stay fresh as long as DefaultExpiration says', () => {
  expect(plan('a/b', { DefaultImage: 'c/d', DefaultExpiration: -1 })).toMatchObject({ expires: -1 })
})

test.each([
  ['a/b?defaultImage=', undefined, undefined, steps.defaultImageOffByRequest],
  ['a/b', { DefaultImage: '' }, undefined, steps.defaultImageOff],
  ['a/b', {}, undefined, steps.defaultImageUnset],
  ['a/b.SVG', undefined, undefined, steps.defaultImageSvg],
  [`${layered}logo.svgz`, undefined, 2, steps.defaultImageSvg],
  [`${layered}{https://h.example/i.jpg}`, undefined, 2, steps.defaultImageForeign],
  ['a/b?src=https://h.example/i.jpg', undefined, undefined, steps.defaultImageForeign],
  ['a/b?req=mask', undefined, undefined, steps.defaultImageOtherRequest],
] as const)('there is no default image for %s with %j and layer %j', (query, catalog, layer, step) => {
  const found = plan(query, catalog, layer)
  expect(found.kind).toBe('text')
  expect(found.because).toContainEqual(step)
})

const failure = failureOf('image-corrupt', {
  detail: 'Bad marker in /data/shoe.tif',
  meta: { stack: 'at Reader.java:7' },
})

test.each([
  [0, 'Image Corrupt'],
  [1, 'Image Corrupt'],
  [2, 'Bad marker in /data/shoe.tif'],
  [3, 'Bad marker in /data/shoe.tif\nat Reader.java:7'],
] as const)('the message of level %j is %j', (level, message) => {
  expect(wordsAt(failure, level)).toEqual({ title: 'Image Corrupt', message })
})

test('where there is no detail, the title is the message', () => {
  expect(wordsAt(failureOf('server-error'), 3)).toEqual({ title: 'Server Error', message: 'Server Error' })
})

test.each([
  [{ code: 'x' }, 'x'],
  [{ detail: 'y' }, 'Error'],
])('an error without a title, %j, has the title %j', (error, title) => {
  expect(wordsAt({ errors: [error], delivery: 'immediate', format: 'text' }, 0).title).toBe(title)
})
