import fc from 'fast-check'
import { expect, test } from 'vitest'
import { syntaxPosition } from '../../src/server/syntax-position.js'

/** Whether the engine takes `text` for JSON. */
function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

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
  ['', at(1, 1, true)],
  ['  \n ', at(2, 2, true)],
  ['{"a":1', at(1, 7, true)],
  ['{"a":"b', at(1, 8, true)],
  ['[1,\n', at(2, 1, true)],
])('finds the first place where %j is not JSON', (text, fault) => {
  expect(syntaxPosition(text)).toEqual(fault)
})

test('finds nothing wrong with any JSON, nor passes anything that is not', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(...'{}[]",:\\ue0-.\n\u0001 '), (json, place, char) => {
      const index = place % (json.length + 1)
      const changed = [json, json.slice(0, index), json.slice(0, index) + char + json.slice(index)]
      for (const text of changed) expect(syntaxPosition(text) === undefined).toBe(parses(text))
    }),
    { numRuns: 2000 },
  )
})

test('reads a hundred thousand levels and ten megabytes', () => {
  const deep = '['.repeat(100_000)
  expect(syntaxPosition(deep)).toEqual(at(1, 100_001, true))
  expect(syntaxPosition(deep + ']'.repeat(100_000))).toBeUndefined()
  expect(syntaxPosition(`"${'x'.repeat(10_000_000)}`)).toEqual(at(1, 10_000_002, true))
})
