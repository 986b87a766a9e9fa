import { expect, test } from 'vitest'
import { PointerSyntaxError } from '../../../src/jsonapi/pointer-syntax.js'
import type { PlaceOptions } from '../../../src/server/validation/options.js'
import { partOf, stepTo } from '../../../src/server/validation/place.js'

test.each([
  ['name', '/name'],
  ['a/b', '/a~1b'],
  ['a~b', '/a~0b'],
  ['', '/'],
])('the step to %j is %s', (name, step) => {
  expect(stepTo(name)).toBe(step)
})

test.each<[path: string, parameter: string | undefined]>([
  ['/page/size', 'page[size]'],
  ['/page/size/0', 'page[size]'],
  ['/page/size/max', 'page[size][max]'],
  ['/page/12/a', 'page'],
  ['/page/v2', 'page[v2]'],
  ['/page/2v', 'page[2v]'],
  ['/0/a', '0[a]'],
  ['/filter', 'filter'],
  ['', undefined],
])('%s in a query is the parameter %s', (path, parameter) => {
  const part = partOf({ in: 'query' })
  expect([part.locate(path), part.kind, part.noun]).toEqual([parameter, 'parameter', 'parameter'])
  expect(part.nameOf(path, 'own')).toBe(parameter ?? 'own')
  expect(part.lackOf(path, undefined)).toBe('')
})

test('the longest path that was renamed counts, up to the end of a name', () => {
  const rename = { '/size': '/page', '/size/max': '/limit' }
  const query = partOf({ in: 'query', rename: { '/size': 'page', '/size/max': 'limit' } })
  expect(['/size', '/size/min', '/size/max', '/sizes'].map(query.locate)).toEqual([
    'page',
    'page[min]',
    'limit',
    'sizes',
  ])
  const headers = partOf({ in: 'headers', rename: { '/agent': 'User-Agent' } })
  expect(['/agent', '/accept', ''].map(headers.locate)).toEqual(['User-Agent', 'accept', undefined])
  const document = { data: { limit: [1], page: { min: 1 }, other: 1 } }
  const body = partOf({ rename, base: '/data', document })
  expect(['/size/max/0', '/size/min', '/other'].map(body.locate)).toEqual([
    '/data/limit/0',
    '/data/page/min',
    '/data/other',
  ])
  expect([body.nameOf('/size', 'size'), body.nameOf('', 'own'), partOf({ document }).nameOf('/size', 'own')]).toEqual([
    'page',
    'own',
    'own',
  ])
})

test('the part of a path that a document lacks is told from the place that is there', () => {
  const part = partOf({ document: { data: { a: 1 } }, base: '/data' })
  const place = part.locate('/b/c')
  expect([place, part.lackOf('/b/c', place), part.lackOf('/a', part.locate('/a'))]).toEqual(['/data', '/b/c', ''])
  expect(part.lackOf('/b', undefined)).toBe('/data/b')
})

test.each<[options: PlaceOptions, path: string, expected: boolean]>([
  [{ document: {} }, '/token', true],
  [{ document: {} }, '', false],
  [{ document: {}, base: '/data/attributes/password' }, '', true],
  [{ document: {}, base: '/data', rename: { '/p': '/password' } }, '/p', true],
  [{ document: {}, base: '/data', rename: { '/p': '/password' } }, '/q', false],
  [{ in: 'query', rename: { '/p': 'access_token' } }, '/p', true],
  [{ in: 'headers' }, '/authorization', true],
  [{ in: 'headers' }, '/accept', false],
])('what is called like a secret by the schema or by the request is one: %j %s', (options, path, expected) => {
  expect(partOf(options).isSecret(path)).toBe(expected)
})

test.each<[options: object]>([[{ base: 'data' }], [{ rename: { size: '/page' } }], [{ rename: { '/size': 'page' } }]])(
  'what is no pointer is refused: %j',
  (options) => {
    expect(() => partOf({ document: {}, ...options })).toThrow(PointerSyntaxError)
  },
)
