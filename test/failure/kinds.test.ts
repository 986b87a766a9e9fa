import { describe, expect, test } from 'vitest'
import {
  BOOLEAN,
  checkGiven,
  checkKind,
  checkNumbers,
  dialectWith,
  FUNCTION,
  type Kind,
  listOf,
  OBJECT,
  oneOf,
  SIGNAL,
  TEXT,
  TEXTS,
  withMethods,
} from '../../src/failure/kinds.js'

const nothing = () => undefined

describe('a value', () => {
  test.each<[kind: Kind, called: string, ofIt: unknown[], others: unknown[]]>([
    [FUNCTION, 'a function', [nothing, class {}], [undefined, null, {}, 'f', 1, true]],
    [OBJECT, 'an object', [{}, [], new Date(0)], [undefined, null, nothing, 'text', 1, true]],
    [TEXT, 'a string', ['', 'text'], [undefined, null, {}, [], 1, true, new String('text')]],
    [BOOLEAN, 'true or false', [true, false], [undefined, null, 'true', 'false', 0, 1, new Boolean(true)]],
    [TEXTS, 'a list of strings', [[], ['a'], ['a', 'b']], [undefined, 'a', [1], ['a', 1], [undefined], { length: 0 }]],
    [listOf(OBJECT), 'a list of an object', [[], [{}]], [{}, [{}, null]]],
    [
      SIGNAL,
      'an AbortSignal',
      [null, new AbortController().signal, { addEventListener: nothing, removeEventListener: nothing }],
      [undefined, {}, true, 'signal', { addEventListener: nothing }, { removeEventListener: nothing }],
    ],
    [
      withMethods('a door', 'open', 'close'),
      'a door',
      [{ open: nothing, close: nothing }],
      [undefined, null, {}, { open: nothing }, { close: nothing }, { open: nothing, close: true }],
    ],
    [dialectWith('parse'), 'a dialect, such as defineDialect makes', [{ parse: nothing }], [{}, null, { is: nothing }]],
    [oneOf('pass', 'hide'), '"pass" or "hide"', ['pass', 'hide'], [undefined, null, '', 'passed', ['pass'], true]],
    [oneOf('pass'), '"pass"', ['pass'], ['hide']],
  ])('%# is of its kind or not, and a message says which', (kind, called, ofIt, others) => {
    for (const value of ofIt) expect(() => checkKind(kind, { it: value })).not.toThrow()
    for (const value of others) {
      expect(() => checkKind(kind, { it: value })).toThrow(new TypeError(`"it" must be ${called}`))
    }
  })

  test('that is the first of several of the wrong kind is the one that is named', () => {
    expect(() => checkKind(TEXT, { one: 'a', two: 2, three: 3 })).toThrow(new TypeError('"two" must be a string'))
    expect(() => checkKind(TEXT, { one: 'a', two: 'b' })).not.toThrow()
  })
})

describe('an option', () => {
  test('may be left out, and is else of its kind', () => {
    expect(() => checkGiven(TEXT, { one: undefined, two: 'b' })).not.toThrow()
    expect(() => checkGiven(TEXT, { one: undefined, two: null })).toThrow(new TypeError('"two" must be a string'))
    expect(() => checkGiven(BOOLEAN, { one: 0 })).toThrow(new TypeError('"one" must be true or false'))
  })

  test.each<[value: unknown, least: number]>([
    [undefined, 0],
    [0, 0],
    [1, 1],
    [0.5, 0],
    [Number.POSITIVE_INFINITY, 0],
  ])('that is %o can be a number from %d up', (value, least) => {
    expect(() => checkNumbers({ it: value }, least)).not.toThrow()
  })

  test.each<[value: unknown, least: number | undefined, called: string]>([
    [-1, undefined, 'a number from 0 up, not -1'],
    [0, 1, 'a number from 1 up, not 0'],
    [Number.NaN, undefined, 'a number from 0 up, not NaN'],
    [Number.NEGATIVE_INFINITY, undefined, 'a number from 0 up, not -Infinity'],
    ['5', undefined, 'a number from 0 up, not string'],
    [null, undefined, 'a number from 0 up, not null'],
    [5n, undefined, 'a number from 0 up, not bigint'],
    [[5], undefined, 'a number from 0 up, not object'],
    [Symbol('five'), undefined, 'a number from 0 up, not symbol'],
  ])('that is %o is no number from %o up, and is not quoted unless it is one', (value, least, called) => {
    const check = () => checkNumbers({ sound: 1, it: value }, least)
    expect(check).toThrow(new RangeError(`"it" must be ${called}`))
  })
})
