import { expect, test } from 'vitest'
import type { ErrorAttributes } from '../../src/image-serving/attributes.js'
import type { ImageServingCode } from '../../src/image-serving/image-codes.js'
import type { ResponsePlan } from '../../src/image-serving/plan.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import { attributesOf, failureOf, renderingFailureOf, requestOf } from './requests.js'

/** A plan and what follows it, in short. */
function chain(plan: ResponsePlan): string {
  return 'otherwise' in plan ? `${plan.kind} > ${chain(plan.otherwise)}` : plan.kind
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
  ['image-file-missing', '/is/image/a/b?op=1|2', both, 'default-image > error-image > text'],
  ['image-file-missing', '/is/image/a/b?op=1%7C2', both, 'default-image > error-image > text'],
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
  [{}, '404', 404],
  [{ status: 200 }, 'no', 403],
  [{ status: 302 }, undefined, 403],
])('a failure with %j, its error with %j, is answered with the status %j', (failure, status, expected) => {
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
