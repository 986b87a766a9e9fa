import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_TARGET } from '../../src/image-serving/commands.js'
import { imageServing } from '../../src/image-serving/dialects.js'
import { isServicePath, readImageRequest } from '../../src/image-serving/request.js'
import { requestOf } from './requests.js'

test('a request is taken apart', () => {
  const { commands, layers, ...rest } = requestOf(
    '/is/image/shoes/red%20one?wid=300&fmt=png&req=props,json&handler=show&id=7#top',
  )
  expect(Object.fromEntries(commands)).toEqual({ wid: '300', fmt: 'png', req: 'props,json', handler: 'show', id: '7' })
  expect(layers).toMatchObject([{ number: 0, source: 'object' }])
  expect(rest).toMatchObject({
    service: 'image-serving',
    isContent: false,
    target: '/is/image/shoes/red%20one?wid=300&fmt=png&req=props,json&handler=show&id=7',
    object: 'shoes/red one',
    req: 'props',
    format: 'json',
    encoding: 'UTF-8',
    handler: 'show',
    id: '7',
    problems: [],
  })
})

test.each([
  ['/is/image/a/b', { service: 'image-serving', req: 'img', object: 'a/b', handler: 's7jsonResponse', id: '' }],
  ['https://host.example/is/image/a/b?req=', { req: 'img', target: '/is/image/a/b?req=' }],
  ['HTTP://host.example/ir/render/room', { service: 'image-rendering', object: 'room' }],
  ['/is/content/a/b.css', { service: 'image-serving', isContent: true, object: 'a/b.css' }],
  ['/is/image', { object: '' }],
  ['/is/image/a?req=set', { req: 'set', format: 'xml' }],
  ['/is/image/a?req=xmp,UTF-16', { format: 'xml', encoding: 'UTF-16' }],
  ['/is/image/a?req=imageset,xml,iso-8859-1', { format: 'xml', encoding: 'ISO-8859-1' }],
  ['/is/image/a?REQ=Props', { req: 'props', format: 'text' }],
  ['/is/image/a?req=PROPS,JSON', { req: 'props', format: 'json' }],
  ['/is/image/a#?req=props', { req: 'img', target: '/is/image/a' }],
  ['https://host.example:8080/is/image/a?wid=3', { target: '/is/image/a?wid=3', object: 'a' }],
  ['/is/image/', { req: '', object: '' }],
  ['/is/image?wid=3', { req: 'img', object: '' }],
  ['/is/content', { req: '', isContent: true, object: '' }],
  ['/xfl/flash/a', { req: '', isContent: true, service: 'image-serving' }],
  ['/is/image/a?handler=a.b', { handler: 's7jsonResponse' }],
  ['/is/image/a?handler=.a', { handler: 's7jsonResponse' }],
  ['/xfl/flash', { isContent: true }],
  ['/is/image/a?src=https://b.example/c.jpg', { target: '/is/image/a?src=https://b.example/c.jpg' }],
])('%s is read', (target, expected) => {
  expect(requestOf(target)).toMatchObject(expected)
})

test.each([
  '',
  '/',
  '/other',
  '/is/images/a',
  '/is/contents',
  '/ir/renders',
  '/ir/image/a',
  '/xfl/flashy',
  '/a/is/image/a',
  '/a/xfl/flash/a',
  'x https://host.example/is/image/a',
  '/is',
  'is/image/a',
  '*',
  'https://host.example',
  'ftp://host.example/is/image/a',
])('the target %j is for neither service', (target) => {
  expect(readImageRequest(target)).toBeUndefined()
})

test.each([undefined, null, 7, {}])('%j is no target', (target) => {
  // What JavaScript may hand over.
  expect(readImageRequest(target as unknown as string)).toBeUndefined()
})

test.each([
  ['/is/image', true],
  ['/ir/render/a', true],
  ['/other', false],
  ['/is/image/%ff', false],
  ['/is/image/../a', false],
  ['/xfl/flash/a', false],
])('whether the path %s belongs to a service and leads nowhere else: %j', (path, expected) => {
  expect(isServicePath(path)).toBe(expected)
})

test('a request for a picture has no format, and what is wrong with no command in particular names none', () => {
  const request = requestOf('/is/image/../a')
  expect(request).not.toHaveProperty('format')
  expect(request.problems).toStrictEqual([
    { code: 'request-malformed', message: 'No part of a path may be “..”, however it is written.' },
  ])
})

test('a request may be as long as that', () => {
  const target = `/is/image/a?wid=1&${'x'.repeat(LONGEST_TARGET)}`.slice(0, LONGEST_TARGET)
  expect(requestOf(target)).toMatchObject({ problems: [] })
  expect(requestOf(`${target}x`).commands.size).toBe(0)
})

test('of a request that is too long only the path is read', () => {
  const request = requestOf(`/is/image/a/b?wid=1&${'x'.repeat(LONGEST_TARGET)}`)
  expect([request.object, request.commands.size, request.problems.map(({ code }) => code)]).toEqual([
    'a/b',
    0,
    ['request-malformed'],
  ])
})

test('any text is read without a throw', () => {
  const command = fc.constantFrom(
    'req=',
    'layer=',
    'src=',
    '&',
    '{',
    '}',
    'is{',
    '%',
    '%41',
    ',',
    'json',
    '1',
    '#',
    'effect=',
    '__proto__=',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(command, fc.string({ unit: 'binary' }))), (parts) => {
      const request = requestOf(`/is/image/a?${parts.join('')}`)
      expect(request.layers[0].number).toBe(0)
    }),
  )
})

test.each<[target: string, problems: readonly string[]]>([
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
  ['/is/image/a?handler=.a', ['request-malformed handler']],
  ['/is/image/a?req=nothing,json', ['unknown-request-type req']],
  ['/is/image/a?layer=1,x&layer=2,x', ['layer-name-invalid layer']],
  ['/is/image/a?effect=0', ['request-malformed effect']],
  ['/is/image/a?effect=-1&effect=2', []],
  ...['1x', 'x1', '01', '1234567890'].map((number): [string, readonly string[]] => [
    `/is/image/a?effect=${number}`,
    ['request-malformed effect'],
  ]),
  ['/is/image/a?effect=-123456789', []],
  ...['', 'x1', '1x', '1.', '.', '1234567890', '1.1234567890'].map((size): [string, readonly string[]] => [
    `/is/image/a?wid=${size}`,
    ['request-malformed wid'],
  ]),
  ['/is/image/a?wid=123456789.123456789&hei=.5', []],
  ['/is/image/a?rect=0,0,1,1', ['request-malformed id']],
  ['/is/image/a?rect=0,0,1,1&req=mask', ['request-malformed id']],
  ['/is/image/a?rect=0,0,1,1&req=props', []],
  ['/is/image/a?rect=0,0,1,1&id=7', []],
  ['/is/image/a?wid=0', ['request-malformed wid']],
  ['/is/image/a?wid=1&hei=-5', ['request-malformed hei']],
  ['/is/image/a?wid=0.5&hei=1.25', []],
  ['/is/image/a?fit=crop', ['fit-not-applicable fit']],
  ['/is/image/a?fit=crop&wid=1', []],
  ['/is/image/a?fit=crop&hei=1', []],
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

test.each([
  ['/xfl/flash/a', 'This path belongs to a service that is no longer offered.'],
  [`/is/image/a?${'x'.repeat(LONGEST_TARGET)}`, 'The request is longer than 65536 characters.'],
  ['/is/image/%ff', 'The path has an escape that is no UTF-8.'],
  ['/is/image/../a', 'No part of a path may be “..”, however it is written.'],
  ['/is/image/a?text=%ff', 'The value has an escape that is no UTF-8.'],
  ['/is/image/a?req=nothing', 'There is no such kind of request.'],
  ['/is/image/a?req=map,javascript', 'req=map has no such format.'],
  ['/is/image/a?handler=alert(1)', 'The name of a handler has letters from A to Z and digits only.'],
  ['/is/image/a?layer=1,x&layer=2,x', 'Two layers have one name, or no layer has the name.'],
  ['/is/image/a?effect=0', 'The number of an effect is a whole number other than 0.'],
  ['/is/image/a?wid=0', 'A size is a number above 0.'],
  ['/is/image/a?fit=crop', 'fit= needs wid= or hei=, and has no place in req=tmb.'],
  ['/is/image/a?rect=0,0,1,1', 'rect= needs the version of the picture in id=.'],
])('%s is told: %s', (target, message) => {
  expect(requestOf(target).problems.map((problem) => problem.message)).toEqual([message])
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
