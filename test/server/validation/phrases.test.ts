import { describe, expect, test } from 'vitest'
import {
  alternatives,
  counted,
  expectedNoun,
  isSecret,
  numberText,
  ofName,
  quoted,
  sentence,
  typeNoun,
  valueText,
  valueTexts,
} from '../../../src/server/validation/phrases.js'

/** The integers of so many bits, as RFC 8927, section 2.2.3, has them. */
const integers = [8n, 16n, 32n].flatMap((bits): [type: string, noun: string][] => [
  [`int${bits}`, `an integer from ${-(2n ** (bits - 1n))} to ${2n ** (bits - 1n) - 1n}`],
  [`uint${bits}`, `an integer from 0 to ${2n ** bits - 1n}`],
])

test.each<[type: unknown, noun: string]>([
  ...['string', 'number', 'boolean'].map((type): [string, string] => [type, `a ${type}`]),
  ...['integer', 'object', 'array'].map((type): [string, string] => [type, `an ${type}`]),
  ...integers,
  ...['float32', 'float64'].map((type): [string, string] => [type, 'a number']),
  ['null', 'null'],
  ['timestamp', 'a timestamp (RFC 3339)'],
  ['money', 'of type "money"'],
  [undefined, 'of type without a name'],
])('the type %s is %s', (type, noun) => {
  expect(typeNoun(type)).toBe(noun)
})

test('what a validator expects is a noun where it is a type, else as it says', () => {
  expect([expectedNoun('integer'), expectedNoun('at most 5')]).toEqual(['an integer', 'at most 5'])
})

test.each<[text: string, value: unknown]>([
  ['"a"', 'a'],
  ['1', 1],
  ['null', null],
  ['12', 12n],
  ['undefined', undefined],
  ['function', () => 1],
  ['one certain array', [1]],
  ['one certain object', { a: 1 }],
])('a value is told as %s', (text, value) => {
  expect(valueText(value)).toBe(text)
})

test('a limit is told as a number, or as the text that it is', () => {
  expect([numberText(5), numberText('2026-12-31'), numberText(Number.NaN)]).toEqual(['5', '"2026-12-31"', 'NaN'])
})

test('of long texts the beginning is told', () => {
  const name = `${'a '.repeat(99)}b c`
  expect(quoted(name)).toBe(`"${'a '.repeat(99)}b…"`)
  expect(quoted('a '.repeat(100).trim())).toBe(`"${'a '.repeat(100).trim()}"`)
  expect(quoted(7)).toBe('without a name')
  expect(ofName('size', 'Is not allowed.')).toBe('The name "size": Is not allowed.')
})

test.each<[phrases: readonly string[], text: string]>([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('of the phrases %j one is %s', (phrases, text) => {
  expect(alternatives(phrases)).toBe(text)
})

test('of more than twenty values the first are told, and that there are more', () => {
  const numbers = (length: number) => Array.from({ length }, (_, index) => index)
  expect(alternatives(valueTexts(numbers(20)))).toBe(`${numbers(19).join(', ')} or 19`)
  expect(alternatives(valueTexts(numbers(21)))).toBe(`${numbers(20).join(', ')} or another of those allowed`)
  expect(valueTexts(numbers(500))).toHaveLength(21)
})

test.each<[count: unknown, text: string]>([
  [0, '0 elements'],
  [1, '1 element'],
  [2, '2 elements'],
  ['1', '"1" elements'],
])('%j elements are %s', (count, text) => {
  expect(counted(count, 'element')).toBe(text)
})

test('what has a plural of its own is counted by that', () => {
  expect([counted(1, 'entry', 'entries'), counted(2, 'entry', 'entries')]).toEqual(['1 entry', '2 entries'])
})

describe('a text that others wrote', () => {
  test.each<[text: unknown, told: string]>([
    ['must be short', 'Must be short.'],
    ['  must be short.  ', 'Must be short.'],
    ['Really?', 'Really?'],
    ['no!', 'No!'],
    ['and so on…', 'And so on…'],
    ['a. b', 'A. b.'],
    ['', 'Is not valid.'],
    [' ', 'Is not valid.'],
    [undefined, 'Is not valid.'],
    [7, 'Is not valid.'],
    ['not Bearer abcdefgh.', 'Not Bearer [redacted].'],
  ])('as %j is told as %s', (text, told) => {
    expect(sentence(text)).toBe(told)
  })

  test('is cut after a thousand characters', () => {
    expect(sentence(`${'a '.repeat(499)}b cd`)).toBe(`A ${'a '.repeat(498)}b…`)
  })
})

test.each([
  ['/password', true],
  ['/passPhrase', true],
  ['/PASSCODE', true],
  ['/client_secret', true],
  ['/token/0', true],
  ['/credentials', true],
  ['/authorization', true],
  ['/cookie', true],
  ['/apikey', true],
  ['/api_key', true],
  ['/private-key', true],
  ['/key', false],
  ['/passage', false],
  ['', false],
])('what is at %s is called like a secret: %j', (path, expected) => {
  expect(isSecret(path)).toBe(expected)
})
