import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readImageRequest } from '../../src/image-serving/read-request.js'
import { LONGEST_TARGET } from '../../src/image-serving/target.js'
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
])('%s is read', (target, expected) => {
  expect(requestOf(target)).toMatchObject(expected)
})

test.each([
  '',
  '/',
  '/other',
  '/is/images/a',
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

test('of a request that is too long only the path is read', () => {
  const request = requestOf(`/is/image/a/b?wid=1&${'x'.repeat(LONGEST_TARGET)}`)
  expect([request.object, request.commands.size, request.problems.map(({ code }) => code)]).toEqual([
    'a/b',
    0,
    ['request-malformed'],
  ])
})

test('any text is read without a throw, and in time', () => {
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
  const start = performance.now()
  requestOf(`/is/image/a?${'{'.repeat(LONGEST_TARGET - 20)}`)
  requestOf(`/is/image/a?${'layer=1&'.repeat(LONGEST_TARGET / 8 - 3)}`)
  expect(performance.now() - start).toBeLessThan(1_000)
})
