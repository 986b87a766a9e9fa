import { expect, test } from 'vitest'
import { readCodes } from '../../scripts/read-codes.js'

test('reads the catalog as JSON.parse does', () => {
  const text = '{ "codes": { "x": { "resources": [] } }, "gateway": {}, "ims": {} }'
  expect(readCodes(text)).toEqual({ codes: { x: { resources: [] } }, gateway: {}, ims: {} })
})

test.each([
  ['a code', '{ "codes": { "x": {}, "y": {}, "x": {} } }', '/codes/x'],
  ['a member of a code', '{ "codes": { "x": { "title": "a", "title": "b" } } }', '/codes/x/title'],
  ['a section', '{ "codes": {}, "codes": {} }', '/codes'],
  ['a key in an array', '{ "codes": [{}, { "a": 1, "a": 1 }] }', '/codes/1/a'],
  ['an escaped key', '{ "codes": { "x": {}, "\\u0078": {} } }', '/codes/x'],
  ['__proto__', '{ "codes": { "__proto__": {}, "__proto__": {} } }', '/codes/__proto__'],
  ['several keys', '{ "a": 1, "a": 1, "b": 1, "b": 1 }', '/a, /b'],
])('refuses a text in which %s stands twice', (_what, text, places) => {
  expect(() => readCodes(text)).toThrow(new Error(`codes.json has keys that stand twice: ${places}`))
})

test('takes the same key in different objects', () => {
  expect(() => readCodes('{ "a": { "x": 1 }, "b": { "x": 1 } }')).not.toThrow()
})

test.each(['', '{ "codes": ', '{ "codes": {}, }', '{} {}'])('refuses %j, which is not JSON', (text) => {
  expect(() => readCodes(text)).toThrow(SyntaxError)
})
