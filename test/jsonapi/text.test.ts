import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeJson, indexLines, syntaxPosition } from '../../src/jsonapi/text.js'
import { json } from '../failure/arbitrary.js'

describe('the lines of a text', () => {
  test.each([
    [0, 1, 1, 'a'],
    [1, 1, 2, 'a'],
    [3, 2, 1, 'b'],
    [5, 3, 1, ''],
    [7, 4, 2, 'cd'],
    [8, 4, 3, 'cd'],
  ])('put offset %i in line %i, column %i, which is %j', (offset, line, column, text) => {
    const index = indexLines('a\r\nb\n\ncd')
    expect(index.placeOf(offset)).toEqual({ line, column })
    expect(index.lineAt({ line, column })).toBe(text)
  })

  test('end with a line feed alone, or behind a carriage return', () => {
    expect(indexLines('a\rb\r\nc').lineAt({ line: 1, column: 1 })).toBe('a\rb')
  })

  test('are counted from the one that is said to be the first', () => {
    expect(indexLines('a\nb', 10).placeOf(2)).toEqual({ line: 11, column: 1 })
  })

  test('hold every character where its place says', () => {
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
})

describe('the first place where a text is not JSON', () => {
  const at = (line: number, column: number, isCutOff = false) => ({ line, column, isCutOff })

  test.each([
    ['{"data":}', at(1, 9)],
    ['{"a":1,}', at(1, 8)],
    ['[1,]', at(1, 4)],
    ['{a:1}', at(1, 2)],
    ["{'a':1}", at(1, 2)],
    ['{"a" 1}', at(1, 6)],
    ['{"a":1 "b":2}', at(1, 8)],
    ['{"a":1]', at(1, 7)],
    ['[1}', at(1, 3)],
    ['{"a":01}', at(1, 7)],
    ['{"a":1.}', at(1, 7)],
    ['{"a":+1}', at(1, 6)],
    ['{"a":NaN}', at(1, 6)],
    ['{"a":tru}', at(1, 6)],
    ['{} {}', at(1, 4)],
    ['{"a":1} // why', at(1, 9)],
    ['\ufeff{}', at(1, 1)],
    ['{\n  "a": 1,\n  "b": oops\n}', at(3, 8)],
    ['{\r\n  "a": \r\n}', at(3, 1)],
    ['["a\nb"]', at(1, 4)],
    ['["a\\xb"]', at(1, 4)],
    ['["\\u12g4"]', at(1, 3)],
    ['name=value', at(1, 1)],
    ['1,2', at(1, 2)],
    ['{1:2}', at(1, 2)],
    ['{"a":1,2:3}', at(1, 8)],
    ['[1.25, 1e5, 1E+10, -0.5e-12, "\\u12aF\\n"}', at(1, 40)],
    ['', at(1, 1, true)],
    ['  \n ', at(2, 2, true)],
    ['{"a":1', at(1, 7, true)],
    ['{"a":"b', at(1, 8, true)],
    ['[1,\n', at(2, 1, true)],
  ])('of %j is found', (text, fault) => {
    expect(syntaxPosition(text)).toEqual(fault)
  })

  test.each([
    ...['t', 'tr', 'tru', 'f', 'fa', 'fal', 'fals', 'n', 'nu', 'nul'],
    ...['-', '-1.', '1e', '1e-', '1E+', '"\\', '"\\u', '"\\u0', '"\\u00e'],
  ])('is that where it breaks off, if it ends within %j', (begun) => {
    expect(syntaxPosition(`[1, ${begun}`)).toMatchObject({ isCutOff: true })
    expect(syntaxPosition(`[1, ${begun}x]`)).toMatchObject({ isCutOff: false })
  })

  test('is none in any JSON, and is one in whatever engines refuse', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:\\ue0-.\n\u0001 '), (json, place, char) => {
        const index = place % (json.length + 1)
        const changed = [json, json.slice(0, index), json.slice(0, index) + char + json.slice(index)]
        for (const text of changed) expect(syntaxPosition(text) === undefined).toBe(parsed(text) !== undefined)
      }),
      { numRuns: 2000 },
    )
  })

  test('is found beyond a hundred thousand levels and ten megabytes', () => {
    const deep = '['.repeat(100_000)
    expect(syntaxPosition(deep)).toEqual(at(1, 100_001, true))
    expect(syntaxPosition(deep + ']'.repeat(100_000))).toBeUndefined()
    expect(syntaxPosition(`"${'x'.repeat(10_000_000)}`)).toEqual(at(1, 10_000_002, true))
  })
})

describe('a text that stops being JSON', () => {
  test.each([
    ['{"a":1,"b":2', '{"a":1}'],
    ['{"a":1,', '{"a":1}'],
    ['{"a":"b"', '{"a":"b"}'],
    ['{"a":"b","c', '{"a":"b"}'],
    ['{"a":"b","c"', '{"a":"b"}'],
    ['{"a":"b","c":', '{"a":"b"}'],
    ['{"a":"b","c":"d', '{"a":"b"}'],
    ['{"a": "b"', '{"a": "b"}'],
    ['["a"', '["a"]'],
    ['["a","b', '["a"]'],
    ['[1,2', '[1]'],
    ['[[1],[2', '[[1]]'],
    ['{"a":[{"b":"c"},{"d":', '{"a":[{"b":"c"}]}'],
    ['{"a":{}', '{"a":{}}'],
    ['{"a":[]', '{"a":[]}'],
    ['{"a":"with \\"quotes\\" and \\\\"', '{"a":"with \\"quotes\\" and \\\\"}'],
    ['{"a" : "b" , "c', '{"a" : "b"}'],
    ['{\r\n\t"a"\n:\t"b"', '{\r\n\t"a"\n:\t"b"}'],
    ['{"a":1}', '{"a":1}'],
    ['{"a":1} and more', '{"a":1}'],
    ['{"a":1,}x', '{"a":1}'],
    ['{"a":[1,NaN],"b":2}', '{"a":[1]}'],
    ['[1 2]', '[1]'],
    ['[1,5.', '[1]'],
    ['[1,5.25e-', '[1]'],
    ['{"a":"b","c":4e', '{"a":"b"}'],
    ['["a",2026-11-30]', '["a"]'],
  ])('%s is what came whole before, and is closed', (text, closed) => {
    expect(completeJson(text)).toBe(closed)
  })

  test.each(['', '{', '[', '[[[', '{"a', '{"a"', '{"a":', '{"a":"', '{"a":"b\\', '{"a":tru', 'text', '12', "{'a':1}"])(
    '%s holds nothing whole',
    (text) => {
      expect(completeJson(text)).toBeUndefined()
    },
  )

  test('anywhere is JSON once it is closed, and holds nothing that was not there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(json), fc.dictionary(fc.string(), json)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('', ',', 'x', '}', ']', ':', '"'),
        (value, share, broken) => {
          const text = JSON.stringify(value)
          const begun = text.slice(0, Math.floor(text.length * share))
          const closed = completeJson(begun + broken)
          if (closed !== undefined && !mayEnd(begun, broken))
            expect(isPart(JSON.parse(closed), JSON.parse(text))).toBe(true)
          if (closed !== undefined) expect(parsed(closed)).toBeDefined()
        },
      ),
    )
  })
})

/** Whether what was put in may have ended a string, or begun one, or ended a number before its last digit. */
const mayEnd = (begun: string, broken: string): boolean => broken === '"' || (broken !== '' && /\d$/.test(begun))

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Whether `part` is `whole` with items and members missing from its end. */
function isPart(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null)
    return Object.is(part, whole)
  const members = new Map(Object.entries(whole))
  return Object.entries(part).every(([name, value]) => members.has(name) && isPart(value, members.get(name)))
}
