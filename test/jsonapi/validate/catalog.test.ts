import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateCatalog } from '../../../src/jsonapi/validate/index.js'
import { matches } from './ajv.js'
import { mutated } from './mutated.js'

const codes: unknown = JSON.parse(readFileSync(new URL('../../../codes.json', import.meta.url), 'utf8'))

const code = {
  title: 'Out Of Stock',
  status: 409,
  delivery: 'immediate',
  category: 'stock',
  retry: 'later',
  resources: ['items', 'order_lines'],
  pointer: '/data/attributes/amount',
  cause: 'There is none left.',
  remedy: 'Wait for more.',
  documented: ['title'],
}

const outline = (value: unknown) => validateCatalog(value).map(({ rule, pointer }) => [rule, pointer])

test('the catalog of this package is one', () => {
  expect(validateCatalog(codes)).toEqual([])
})

test.each<[string, unknown, ...[string, string][]]>([
  ['no codes', { codes: {} }],
  ['a code', { $schema: 'x', codes: { 'out-of-stock': code, 'any name: ~/': code } }],
  ['deprecation, and no pointer', { codes: { x: { ...code, pointer: null, deprecated: 'Since 2.' } } }],
  ['codes of others', { codes: {}, gateway: { '403003': code }, ims: { invalid_scope: code } }],
  [
    'codes of images',
    { codes: {}, images: { x: { ...code, fallbacks: ['redirect'] } }, imageServing: {}, imageRendering: {} },
  ],
  ['nothing', {}, ['catalog', '']],
  ['null', null, ['catalog', '']],
  ['a list', [], ['catalog', '']],
  ['a list of codes', { codes: [code] }, ['catalog-codes', '/codes']],
  ['another member', { codes: {}, more: 1 }, ['catalog', '/more']],
  ['@-members and extension members', { codes: {}, '@x': 1, 'x:y': 1 }, ['catalog', '/@x'], ['catalog', '/x:y']],
  ['a code that is null', { codes: { 'a/b': null } }, ['catalog', '/codes/a~1b']],
  ['another member of a code', { codes: { x: { ...code, note: '' } } }, ['catalog', '/codes/x/note']],
  ['a status that is a string', { codes: { x: { ...code, status: '409' } } }, ['code-status', '/codes/x/status']],
  ['a status that is a fraction', { codes: { x: { ...code, status: 409.5 } } }, ['code-status', '/codes/x/status']],
  ['a status of success', { codes: { x: { ...code, status: 200 } } }, ['code-status', '/codes/x/status']],
  ['a status above all', { codes: { x: { ...code, status: 600 } } }, ['code-status', '/codes/x/status']],
  ['another word', { codes: { x: { ...code, retry: 'soon' } } }, ['code-retry', '/codes/x/retry']],
  ['an empty title', { codes: { x: { ...code, title: '' } } }, ['code-title', '/codes/x/title']],
  ['a wrong pointer', { codes: { x: { ...code, pointer: 'data' } } }, ['code-pointer', '/codes/x/pointer']],
  [
    'a wrong element',
    { codes: { x: { ...code, resources: ['items', 'Item', 1] } } },
    ['code-resources', '/codes/x/resources/1'],
    ['code-resources', '/codes/x/resources/2'],
  ],
  ['a missing member', { codes: { x: { ...code, cause: undefined } } }, ['catalog', '/codes/x']],
  ['__proto__ as a code', JSON.parse('{"codes":{"__proto__":1}}'), ['catalog', '/codes/__proto__']],
])('a catalog with %s', (_, value, ...findings) => {
  expect(outline(value)).toEqual(findings)
})

test('a finding names what is missing, and where that is asked for', () => {
  const { title: _, ...others } = code
  expect(validateCatalog({ codes: { x: others } })).toEqual([
    {
      rule: 'catalog',
      level: 'error',
      pointer: '/codes/x',
      message: 'Found no `title`. A catalog is an object with the members that its schema names and requires.',
      see: 'reactor-errors/schemas/codes.schema.json',
    },
  ])
})

test('the version of JSON:API does not matter', () => {
  expect(validateCatalog({ codes: { x: code }, '@x': 1 }, { version: '1.0' })).toEqual(
    validateCatalog({ codes: { x: code }, '@x': 1 }),
  )
})

describe('the schema of catalogs and its validator agree', () => {
  const small = { codes: { x: code }, ims: { y: { ...code, pointer: null } } }

  test.each([{ value: codes }, { value: small }, { value: {} }, { value: null }])('on $value', ({ value }) => {
    expect(matches('codes', value)).toBe(validateCatalog(value).length === 0)
  })

  test('on catalogs that are a few steps from good ones', () => {
    fc.assert(
      fc.property(mutated([small, { codes: { x: code } }, small.codes]), (value) => {
        expect(matches('codes', value)).toBe(validateCatalog(value).length === 0)
      }),
      { numRuns: 4_000 },
    )
  })
})
