import { expect, test } from 'vitest'
import { isJson, parseJson } from '../../src/input/json-text.js'

test('JSON is told from other text, and null from nothing', () => {
  expect(parseJson('null')).toEqual({ value: null })
  expect(parseJson('nul')).toBeUndefined()
  expect(isJson('{}')).toBe(true)
  expect(isJson('{')).toBe(false)
})
