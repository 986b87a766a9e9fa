import { expect, test } from 'vitest'
import type { ErrorAttributes } from '../../src/image-serving/attributes.js'
import { planResponse } from '../../src/image-serving/plan-response.js'
import * as steps from '../../src/image-serving/plan-steps.js'
import { attributesOf, failureOf, requestOf } from './requests.js'

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
  expect(plan('a/b')).toMatchObject({ keep: {} })
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
])('in mode 1, a missing layer of the source %s makes the default image replace the %s', (src, replaces) => {
  expect(plan(layered + src, mode1, 2)).toMatchObject({ replaces })
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
