import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexLines } from '../../src/input/line-index.js'

test.each([
  [0, 1, 1, 'a'],
  [1, 1, 2, 'a'],
  [3, 2, 1, 'b'],
  [5, 3, 1, ''],
  [7, 4, 2, 'cd'],
  [8, 4, 3, 'cd'],
])('offset %i is line %i, column %i, in %j', (offset, line, column, text) => {
  const index = indexLines('a\r\nb\n\ncd')
  expect(index.placeOf(offset)).toEqual({ line, column })
  expect(index.lineAt({ line, column })).toBe(text)
})

test('lines are counted from the one that is said to be the first', () => {
  expect(indexLines('a\nb', 10).placeOf(2)).toEqual({ line: 11, column: 1 })
})

test('every character stands where its place says', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '\n') }), (text) => {
      const index = indexLines(text)
      for (let offset = 0; offset < text.length; offset++) {
        const place = index.placeOf(offset)
        expect(`${index.lineAt(place)}\n`[place.column - 1]).toBe(text[offset])
      }
    }),
  )
})
