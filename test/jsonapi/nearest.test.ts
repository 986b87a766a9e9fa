import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestIn } from '../../src/jsonapi/nearest.js'
import { buildPointer, nearestPointer } from '../../src/jsonapi/pointer.js'
import { documentsWith } from './documents.js'

const names = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '0', '1', '2', '01', '-', '', 'length', 'toString', '__proto__', 'a/b', 'a~b'),
  fc.string(),
)
const documents = documentsWith(names)
const pointers = fc.array(names, { maxLength: 5 }).map(buildPointer)

test('gives for each of many pointers what it gives for one alone', () => {
  fc.assert(
    fc.property(documents, fc.array(fc.oneof(pointers, fc.string()), { maxLength: 20 }), (document, all) => {
      const nearest = nearestIn(document)
      expect(all.map(nearest)).toEqual(all.map((pointer) => nearestPointer(document, pointer)))
    }),
  )
})

test.each([
  ['/a', ''],
  ['/a/b', ''],
  ['/b/0', '/b'],
  ['/b/1', '/b/1'],
  ['/~0', ''],
  ['/c/~1', '/c'],
  ['/c/x', '/c'],
  ['/d', ''],
  ['/d/e', ''],
])('does not take undefined for something that is there: %s', (pointer, expected) => {
  const unreadable = { enumerable: true, get: () => JSON.parse('{') }
  const document = Object.defineProperty(
    { a: undefined, b: [undefined, 1], c: { '/': undefined }, '~': undefined },
    'd',
    unreadable,
  )
  expect(nearestIn(document)(pointer)).toBe(expected)
})
