import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestIn, pointedInto } from '../../src/jsonapi/nearest.js'
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

test('finds one place after another, whichever was asked for before', () => {
  const list = [{ c: 1 }, { c: 2 }]
  const nearest = nearestIn({ a: { b: list, 'x/y': { z: 1 }, 'm~n': 1 }, ab: 'text', '': { '': 5 }, none: null })
  for (const [pointer, place] of [
    ...[
      ['/a/b/0'],
      ['/a/b/1'],
      ['/a/b/1/c'],
      ['/a/b/2', '/a/b'],
      ['/ab'],
      ['/a'],
      ['/a/b'],
      ['/a/b/0/c/d', '/a/b/0/c'],
    ],
    ...[
      ['/a/b/1/c/d/e', '/a/b/1/c'],
      ['/a/b/1/x/y', '/a/b/1'],
      ['/a/b/-', '/a/b'],
      ['/a/b/length', '/a/b'],
    ],
    ...[
      ['/a/x~1y/z'],
      ['/a/x~1y/w', '/a/x~1y'],
      ['/a/m~0n'],
      ['/a/m~2n', ''],
      ['/a/m~', ''],
      ['a', ''],
      ['a/', ''],
      ['a~0', ''],
    ],
    ...[['/ab/length', '/ab'], ['/abc', ''], ['/'], ['//'], ['/a//', '/a'], [''], ['/none'], ['/none/x', '/none']],
    ...[['/a/toString', '/a'], ['/a/b/0']],
  ] as [string, string?][]) {
    expect([pointer, nearest(pointer)]).toEqual([pointer, place ?? pointer])
  }
})

test('takes no place for one beside the last that only ends like it', () => {
  const nearest = nearestIn({ a: { b: 1, a: 1 }, x: {} })
  expect(['/a/b', '/x/a'].map(nearest)).toEqual(['/a/b', '/x'])
})

test.each([undefined, null, 'text', 5])('finds only the whole of what is no document: %j', (document) => {
  expect(nearestIn(document)('/a')).toBe('')
})

test('puts places that there are into errors, and leaves the others as they are', () => {
  const errors = [
    { code: 'a', source: { pointer: '/data/b', header: 'x' } },
    { code: 'b', source: { header: 'x' } },
    {},
  ]
  const pointed = pointedInto({ data: {} }, errors)
  expect(pointed).toEqual([{ code: 'a', source: { pointer: '/data', header: 'x' } }, errors[1], {}])
  expect(pointed[1]).toBe(errors[1])
  expect(pointed[2]).toBe(errors[2])
})
