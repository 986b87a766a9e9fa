import { expect, test } from 'vitest'
import { imageServing } from '../../src/image-serving/dialects.js'
import { requestOf } from './requests.js'

test.each([
  ['/xfl/flash/a', ['path-retired']],
  ['/is/image/%ff', ['request-malformed']],
  ['/is/image/a?text=%ff', ['request-malformed text']],
  ['/is/image/a?req=nothing', ['unknown-request-type req']],
  ['/is/image/a?req=map,javascript', ['unknown-request-type req']],
  ['/is/image/a?req=img,json', []],
  ['/ir/render/a?req=props,json', []],
  ['/ir/render/a?req=set', ['unknown-request-type req']],
  ['/is/image/a?handler=alert(1)', ['request-malformed handler']],
  ['/is/image/a?handler=', ['request-malformed handler']],
  ['/is/image/a?layer=1,x&layer=2,x', ['layer-name-invalid layer']],
  ['/is/image/a?effect=0', ['request-malformed effect']],
  ['/is/image/a?effect=-1&effect=2', []],
  ['/is/image/a?wid=0', ['request-malformed wid']],
  ['/is/image/a?wid=1&hei=-5', ['request-malformed hei']],
  ['/is/image/a?wid=0.5&hei=1.25', []],
  ['/is/image/a?fit=crop', ['fit-not-applicable fit']],
  ['/is/image/a?fit=crop&wid=1', []],
  ['/is/image/a?fit=crop&hei=1&req=tmb', ['fit-not-applicable fit']],
  ['/ir/render/a?fit=crop', []],
  [
    '/is/image/a?wid=x&handler=-&layer=y',
    ['request-malformed handler', 'layer-name-invalid layer', 'request-malformed wid'],
  ],
])('%s is wrong in %j', (target, problems) => {
  const found = requestOf(target).problems
  expect(found.map(({ code, parameter }) => [code, parameter].join(' ').trim())).toEqual(problems)
})

test('problems have codes of the catalog, and repeat nothing of the request', () => {
  const targets = [
    '/is/image/a?req=secret',
    '/is/image/a?handler=secret-',
    '/is/image/a?wid=secret&text=%ff%73ecret',
    '/is/image/secret%ff',
  ]
  for (const { code, message } of targets.flatMap((target) => requestOf(target).problems)) {
    expect(imageServing.codes).toContain(code)
    expect(message).not.toMatch(/secret/)
  }
})
