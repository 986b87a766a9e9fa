import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isJson, parseJson } from '../../src/input/json-text.js'

test('JSON is told from other text, and null from nothing', () => {
  expect(parseJson('null')).toEqual({ value: null })
  expect(parseJson('nul')).toBeUndefined()
  expect(isJson('{}')).toBe(true)
  expect(isJson('{')).toBe(false)
})

test.each(['[2026-01-01] started', '[INFO] started', '2026-01-01', 'true north', '-', '"half', 'x', ''])(
  'a line of a log is none: %j',
  (text) => {
    expect(parseJson(text)).toBeUndefined()
  },
)

test('whatever JSON is parsed, with whatever space around it', () => {
  const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/)
  fc.assert(
    fc.property(fc.json(), space, space, (json, before, behind) => {
      expect(parseJson(before + json + behind)).toEqual({ value: JSON.parse(json) })
    }),
  )
})

test.each([
  ['[1]', [1]],
  ['[ 1 ]', [1]],
  ['  {}', {}],
  ['["a"]', ['a']],
  ['[[]]', [[]]],
  ['[{}]', [{}]],
  ['[]', []],
  ['[-1]', [-1]],
  ['[true]', [true]],
  ['[false]', [false]],
  ['[null]', [null]],
  [' "a" ', 'a'],
  ['true ', true],
  ['false', false],
  ['-1.5e+3 ', -1500],
  ['12E-1', 1.2],
])('%j is JSON', (text, value) => {
  expect(parseJson(text)).toEqual({ value })
})
