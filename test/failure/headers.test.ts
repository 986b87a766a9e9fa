import { describe, expect, test } from 'vitest'
import { type HeadersLike, headerEntries, headerOf, headerPair } from '../../src/failure/headers.js'

const found: readonly (readonly [what: string, headers: HeadersLike])[] = [
  ['Headers', new Headers({ 'Retry-After': '7' })],
  ['anything with their get', { get: (name: string) => (name === 'retry-after' ? '7' : null) }],
  ['an object in lower case', { 'retry-after': '7' }],
  ['an object in any case', { 'Content-Type': 'text/plain', 'Retry-After': '7' }],
  ['an object with another of the same length', { 'user-agents': 'x', 'Retry-After': '7' }],
  ['an object of numbers', { 'retry-after': 7 }],
  ['an object of lists', { 'retry-after': ['7', '8'] }],
  ['an object that has it unset in another case', { 'Retry-After': undefined, 'retry-after': '7' }],
  ['a null-prototype object', Object.assign(Object.create(null), { 'Retry-After': '7' })],
  ['an object with a header called get', { get: 'x', 'retry-after': '7' }],
  ['a Map in any case', new Map([['Retry-After', '7']])],
  [
    'pairs',
    [
      ['Content-Type', 'text/plain'],
      ['Retry-After', '7'],
    ],
  ],
  ['the flat list of undici', ['Content-Type', 'text/plain', 'Retry-After', '7']],
  ['an iterable of pairs', new Set([['Retry-After', '7'] as const])],
  [
    'the first of several',
    [
      ['retry-after', '7'],
      ['Retry-After', '8'],
    ],
  ],
]

const absent: readonly (readonly [what: string, headers: unknown])[] = [
  ['no headers', undefined],
  ['null', null],
  ['a text', 'retry-after: 7'],
  ['empty Headers', new Headers()],
  ['an empty object', {}],
  ['an empty list', []],
  ['a list with half a pair', ['retry-after']],
  ['a list of anything', [null, 5]],
  ['a flat list in which it is a value', ['vary', 'retry-after', 'x-own', '7']],
  ['pairs in which it is a value', [['vary', 'retry-after']]],
  ['a header that is undefined', { 'retry-after': undefined }],
  ['a header that is an empty list', { 'retry-after': [] }],
  ['a header that is an object', { 'retry-after': {} }],
  ['names that are no text', [[5, '7']]],
  ['names of Object.prototype', Object.create({ 'retry-after': '7' })],
  ['get that gives undefined', { get: () => undefined }],
]

describe('a header', () => {
  test.each(found)('is found in %s', (_, headers) => {
    expect(headerOf(headers, 'retry-after')).toBe('7')
    expect(headerPair(headers, 'retry-after', 'date')).toStrictEqual({ first: '7', second: undefined })
    expect(headerPair(headers, 'date', 'retry-after')).toStrictEqual({ first: undefined, second: '7' })
  })

  test.each(absent)('is not found in %s', (_, headers) => {
    // Types are for those who keep to them.
    expect(headerOf(headers as HeadersLike, 'retry-after')).toBeUndefined()
    expect(headerPair(headers as HeadersLike, 'retry-after', 'date').first).toBeUndefined()
    expect(headerPair(headers as HeadersLike, 'date', 'retry-after').second).toBeUndefined()
  })

  test.each(['constructor', '__proto__', 'toString'])('called %s is not found in every object', (name) => {
    expect(headerOf({}, name)).toBeUndefined()
  })
})

describe('all headers', () => {
  test.each<[what: string, headers: unknown, entries: readonly (readonly [string, string])[]]>([
    ['none', undefined, []],
    ['null', null, []],
    ['a text', 'a: 1', []],
    ['a function', () => [['a', '1']], []],
    [
      'an object',
      { A: '1', b: 2, c: ['3', '4'], d: undefined, e: {} },
      [
        ['A', '1'],
        ['b', '2'],
        ['c', '3'],
        ['c', '4'],
      ],
    ],
    [
      'a flat list',
      ['A', '1', 'b', ['2', '3'], 'c'],
      [
        ['A', '1'],
        ['b', '2'],
        ['b', '3'],
      ],
    ],
    [
      'pairs',
      [['A', '1'], null, 'b', ['c', undefined], ['d', '2']],
      [
        ['A', '1'],
        ['d', '2'],
      ],
    ],
    ['a Map', new Map([['A', '1']]), [['A', '1']]],
    [
      'Headers',
      new Headers({ A: '1', b: '2' }),
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['what can only be asked', { get: (name: string) => (name === 'cookie' ? 'a=1' : null) }, [['cookie', 'a=1']]],
  ])('of %s are each with its values', (_, headers, entries) => {
    // Types are for those who keep to them.
    expect(headerEntries(headers as HeadersLike)).toEqual(entries)
  })

  test('that go on for ever are ten thousand', () => {
    let given = 0
    const headers = {
      *[Symbol.iterator](): Generator<[string, string]> {
        for (;;) yield [`x-${given++}`, '1']
      },
    }
    expect(headerEntries(headers)).toHaveLength(10_000)
    expect(given).toBe(10_000)
  })
})
