import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeJson } from '../../src/dialect/complete-json.js'
import { json } from '../failure/arbitrary.js'

describe('a text that was cut off', () => {
  test.each([
    ['{"a":1,"b":2', '{"a":1}'],
    ['{"a":1,', '{"a":1}'],
    ['{"a":"b"', '{"a":"b"}'],
    ['{"a":"b","c', '{"a":"b"}'],
    ['{"a":"b","c"', '{"a":"b"}'],
    ['{"a":"b","c":', '{"a":"b"}'],
    ['{"a":"b","c":"d', '{"a":"b"}'],
    ['["a"', '["a"]'],
    ['["a","b', '["a"]'],
    ['[1,2', '[1]'],
    ['[[1],[2', '[[1]]'],
    ['{"a":[{"b":"c"},{"d":', '{"a":[{"b":"c"}]}'],
    ['{"a":{}', '{"a":{}}'],
    ['{"a":[]', '{"a":[]}'],
    ['{"a":"with \\"quotes\\" and \\\\"', '{"a":"with \\"quotes\\" and \\\\"}'],
    ['{"a" : "b" , "c', '{"a" : "b" }'],
    ['{\r\n\t"a"\n:\t"b"', '{\r\n\t"a"\n:\t"b"}'],
    ['{"a":1}', '{"a":1}'],
  ])('%s ends with what had arrived whole', (text, closed) => {
    expect(completeJson(text)).toBe(closed)
  })

  test.each(['', '{', '[', '[[[', '{"a', '{"a"', '{"a":', '{"a":"', '{"a":"b\\', '{"a":tru', 'text', '"text"', '12'])(
    '%s holds nothing whole',
    (text) => {
      expect(completeJson(text)).toBeUndefined()
    },
  )

  test('anywhere parses, and holds nothing that was not there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(json), fc.dictionary(fc.string(), json)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (value, share) => {
          const text = JSON.stringify(value)
          const closed = completeJson(text.slice(0, Math.floor(text.length * share)))
          if (closed !== undefined) expect(isPart(JSON.parse(closed), value)).toBe(true)
        },
      ),
    )
  })
})

/** Whether `part` is `whole` with items and members missing from its end. */
function isPart(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null)
    return Object.is(part, whole)
  const members = new Map(Object.entries(whole))
  return Object.entries(part).every(([name, value]) => members.has(name) && isPart(value, members.get(name)))
}
