import { expect, test } from 'vitest'
import { fromAjv } from '../../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../../src/server/validation/from-standard-schema.js'

const where = `"options" must be { document } with the parsed body of the request, { in: 'query' } or { in: 'headers' }`
const document = {}

test.each<[what: string, options: unknown, told: string]>([
  ['that are left out', undefined, where],
  ['that are null', null, where],
  ['that are the document itself', { data: {} }, where],
  ['that name no part of a request', { in: 'path' }, where],
  [
    'with a dialect that is none',
    { document, dialect: {} },
    '"dialect" must be a dialect, such as defineDialect makes',
  ],
  ['with one code for all kinds', { document, codes: 'not-found' }, '"codes" must be an object'],
  ['with a status that no error has', { document, status: 200 }, '"status" must be a number from 400 to 599'],
  ['with a status that is a text', { document, status: '422' }, '"status" must be a number from 400 to 599'],
  ['with one name for all places', { document, rename: '/data' }, '"rename" must be an object'],
  ['with a parameter that has no name', { in: 'query', rename: { '/a': 5 } }, '"rename" must be an object of strings'],
])('options %s are refused, whatever was found', (_, options, told) => {
  for (const errors of [[], [{ keyword: 'type', message: 'x' }]]) {
    // From JavaScript.
    expect(() => fromAjv(errors as never, options as never)).toThrow(new TypeError(told))
    expect(() => fromStandardSchema(errors as never, options as never)).toThrow(new TypeError(told))
  }
})

test('a request without a body has a document that is not there', () => {
  const errors = [{ keyword: 'type', instancePath: '/data', params: { type: 'object' } }]
  expect(fromAjv(errors, { document: undefined })).toMatchObject([{ source: { pointer: '' } }])
})
