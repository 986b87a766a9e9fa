import { describe, expect, test } from 'vitest'
import { fitMeta, fitText, fitValue, isForeign } from '../../src/server/fit.js'

const roomOf = (left: number, ...secrets: readonly string[]) => ({ left, secrets })
const roomy = () => roomOf(20_000)

test.each<[name: string, isForeign: boolean]>([
  ['@at', true],
  ['@a_1', true],
  [`@${'a'.repeat(100)}`, true],
  [`@${'a'.repeat(101)}`, false],
  ['@', false],
  ['@a-b', false],
  ['a@b', false],
  ['ns:member', true],
  ['NS2:Member-name_2', true],
  ['ns:2', true],
  [`${'n'.repeat(100)}:a`, true],
  [`${'n'.repeat(101)}:a`, false],
  [`ns:${'a'.repeat(102)}`, true],
  [`ns:${'a'.repeat(103)}`, false],
  ['ns:-a', false],
  ['ns:a-', false],
  ['ns:a_', false],
  ['ns:a.b', false],
  ['ns:a:b', false],
  ['n-s:a', false],
  [':a', false],
  ['ns:', false],
  ['code', false],
])('the member %s is nothing that JSON:API speaks of: %j', (name, expected) => {
  expect(isForeign(name)).toBe(expected)
})

test.each<[text: string, fitted: string]>([
  ['1234567890', '1234567890'],
  ['12345 6789a', '12345…'],
  ['12345678 9a', '12345678…'],
  ['123456789 a', '123456789…'],
  ['a\ud800b', 'a\ufffdb'],
  ['\ud83d\ude00', '\ud83d\ude00'],
])('of the text %j ten characters are %j', (text, fitted) => {
  expect(fitText(text, 10)).toBe(fitted)
})

test.each<[value: unknown, fitted: unknown]>([
  [null, null],
  [true, true],
  [0, 0],
  [1.5, 1.5],
  [Number.POSITIVE_INFINITY, '[number]'],
  [undefined, '[undefined]'],
  [Symbol('x'), '[symbol]'],
  [() => 1, '[function]'],
  [12n, '12'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [{ gone: undefined, empty: null }, { empty: null }],
])('the value %s becomes %j', (value, fitted) => {
  expect(fitValue(value, roomy())).toEqual(fitted)
})

test.each([
  ['lists', (inner: unknown) => [inner]],
  ['objects', (inner: unknown) => ({ a: inner })],
])('of %s in each other 32 levels are sent', (_, wrap) => {
  const nested = (levels: number, innermost: unknown): unknown =>
    levels === 0 ? innermost : wrap(nested(levels - 1, innermost))
  expect(fitValue(nested(32, 1), roomy())).toEqual(nested(32, 1))
  expect(fitValue(nested(33, 1), roomy())).toEqual(nested(32, '[too deep]'))
})

describe('what there is no room for is left out, and told of', () => {
  test.each<[what: string, value: unknown, left: number, fitted: unknown]>([
    ['items', [1, 2, 3, 4, 5], 24, [1, 2, 3, '[2 left out]']],
    ['items after texts', ['abcdefgh', 2, 3], 16, ['abcdefgh', '[2 left out]']],
    ['members', { a: 1, b: 2, c: 3, d: 4 }, 17, { a: 1, b: 2, left_out: 2 }],
    ['members after long names', { abcdefghi: 1, b: 2 }, 16, { abcdefghi: 1, left_out: 1 }],
    ['an object', [{ a: 1 }], 15, ['[left out]']],
    ['nothing, where there is just enough', [{}], 16, [{}]],
    ['the end of a text', ['x'.repeat(100)], 76, [`${'x'.repeat(59)}…`]],
    ['no more of a text than its beginning', [`${'x'.repeat(37)} y z`], 20, [`${'x'.repeat(37)} y…`]],
    ['the end of a text in any room', 'x'.repeat(3000), 20_000, `${'x'.repeat(1999)}…`],
  ])('%s', (_, value, left, fitted) => {
    expect(fitValue(value, roomOf(left))).toEqual(fitted)
  })
})

test.each<[name: string, fitted: string]>([
  ['a.b', 'a-b'],
  ['a\u007fb', 'a-b'],
  ['größe x', 'größe x'],
  ['-_ a _-', 'a'],
  ['-', 'member'],
  ['', 'member'],
  ['@x', '@x'],
  ['ns:y', 'ns:y'],
  ['a:b:c', 'a-b-c'],
  ['a'.repeat(200), 'a'.repeat(200)],
  ['a'.repeat(201), 'a'.repeat(200)],
])('the member name %j becomes %j', (name, fitted) => {
  expect(fitValue({ [name]: 1 }, roomy())).toEqual({ [fitted]: 1 })
})

test('no secret is told, in values or in names', () => {
  const value = { 'a canary-secret': ['canary-secret', { password: 'hunter2' }] }
  expect(JSON.stringify(fitValue(value, roomOf(1000, 'canary-secret')))).not.toMatch(/canary|hunter2/)
})

test.each([undefined, null, 7, 'text', [], [1]])('the meta %j is none', (meta) => {
  expect(fitMeta(meta, roomy())).toEqual({})
})
