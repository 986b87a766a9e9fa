import { describe, expect, test } from 'vitest'
import {
  errorsListed,
  isListByNames,
  listBelow,
  listIn,
  saidIn,
  snippet,
  speakerIn,
  wordsOf,
} from '../../src/dialect/said.js'

const saidOf = (object: Record<string, unknown>) => saidIn(wordsOf(object))
const detailsIn = (value: unknown) => errorsListed(value).map(({ detail }) => detail)
/** `value` inside of `count` more values. */
const wrapped = (count: number, wrap: (value: unknown) => unknown, value: unknown): unknown =>
  count === 0 ? value : wrap(wrapped(count - 1, wrap, value))

test.each([
  ['a'.repeat(100), 'a'.repeat(100)],
  ['a'.repeat(101), undefined],
  ['two words', undefined],
  ['https://example.com', undefined],
  [199, '199'],
  [200, undefined],
  [599, undefined],
  ['600', '600'],
])('%j is the code %j', (code, expected) => {
  expect(saidOf({ code }).code).toBe(expected)
})

test.each([
  ['HTTP', 'HTTP'],
  ['RecordInvalid', 'RecordInvalid'],
  ['value_error.missing', 'value_error.missing'],
  ['1A', undefined],
  ['Abc', undefined],
  ['A b.c', undefined],
])('%j is the kind %j', (type, expected) => {
  expect(saidOf({ type }).code).toBe(expected)
})

test('what a code or a title says is no detail as well', () => {
  expect(saidOf({ title: 'T', detail: 'T', code: 'c' })).toEqual({ title: 'T', code: 'c' })
  expect(saidOf({ title: 'T', detail: 'c', code: 'c' })).toEqual({ title: 'T', code: 'c' })
})

test('a name counts in every spelling, the first of them, unless it is too long for one', () => {
  expect(saidOf({ x: 'x', 'o:errorMessage': 'a', error_message: 'b' }).detail).toBe('a')
  expect(saidOf({ [`message${'-'.repeat(33)}`]: 'a' }).detail).toBe('a')
  expect(saidOf({ [`message${'-'.repeat(34)}`]: 'a' }).detail).toBeUndefined()
})

test('a text is told on one line', () => {
  expect(snippet(' a\n\t b ')).toBe('a b')
  expect(snippet(' \n')).toBeUndefined()
})

describe('the place of an error', () => {
  test.each<[object: Record<string, unknown>, source: object | undefined]>([
    [{ fields: ['a.b', 'c'] }, { pointer: '/a/b' }],
    [{ field: ['a', 0] }, { pointer: '/a/0' }],
    [{ instancePath: ['a', 'b'] }, { pointer: '/a/b' }],
    [{ location: ['a', 'b'] }, { pointer: '/a/b' }],
    [{ location: ['a', 'body'] }, undefined],
    [{ location: 'body' }, undefined],
    [{ in: 'querystring', field: ['a', 'b'] }, { parameter: 'a.b' }],
    [{ in: 'header', field: 'a.b' }, { header: 'a.b' }],
    [{ in: 'path', field: 'a' }, undefined],
    [{ field: 'items[10].name' }, { pointer: '/items/10/name' }],
    [{ field: "a['b c'].d" }, { pointer: '/a/b c/d' }],
    [{ field: 'a["b c"]' }, { pointer: '/a/b c' }],
    [{ field: 'a[b]' }, undefined],
    [{ in: 'query', field: '' }, undefined],
    [{ field: ['a', 'base'] }, { pointer: '/a' }],
    [{ field: ['a', {}] }, undefined],
    [{ field: [] }, undefined],
    [{ in: 'query', field: [] }, undefined],
    [{ field: Array(99).fill('a') }, { pointer: '/a'.repeat(99) }],
    [{ field: Array(100).fill('a') }, undefined],
    [{ field: 'a'.repeat(1000) }, { pointer: `/${'a'.repeat(1000)}` }],
    [{ field: 'a'.repeat(1001) }, undefined],
    [{ message: 'M', path: ['a'], x: 1 }, undefined],
    [{ message: 'M', path: 'a', locations: [] }, undefined],
    [{ message: 'M', path: 'a', extensions: {} }, undefined],
  ])('that %j tells of is %j', (object, source) => {
    expect(saidOf(object).source).toEqual(source)
  })
})

describe('a list of errors', () => {
  test.each<[what: string, object: Record<string, unknown>, list: unknown]>([
    ['has at least one text or object', { errors: [5, 'x'] }, [5, 'x']],
    ['has more than numbers', { errors: [5] }, undefined],
    ['has one among as many as are read', { errors: [...Array(1000).fill(5), 'x'] }, undefined],
    ['may hold a text that is JSON', { errors: ['[{"message":"m"}]'] }, ['[{"message":"m"}]']],
    ['may be written into a text as JSON', { message: ' [ {"message":"m"} ]' }, [{ message: 'm' }]],
    ['is one by names only if all are lists', { details: { a: ['x'], b: 'y' } }, undefined],
  ])('%s', (_, object, list) => {
    expect(listIn(wordsOf(object))).toEqual(list)
  })

  test('that is written into a text may be long, but not as long as anybody likes', () => {
    const text = (length: number) => `[{"message":"m"}${' '.repeat(length - 17)}]`
    expect(listIn(wordsOf({ message: text(65_536) }))).toEqual([{ message: 'm' }])
    expect(listIn(wordsOf({ message: text(65_537) }))).toBeUndefined()
  })

  test.each<[what: string, value: unknown, found: readonly object[]]>([
    ['without blank texts', ['a', ' '], [{ detail: 'a' }]],
    ['of one that says more itself, as that', { message: 'm', errors: ['n'] }, [{ detail: 'm' }]],
    ['of one that has only a code, without that', { code: 'c', errors: ['n'] }, [{ detail: 'n' }]],
    ['by names, at their places', [{ a: 'x' }], [{ detail: 'x', source: { pointer: '/a' } }]],
    ['by names in a list, by its index', { l: [{ a: 'x' }] }, [{ detail: 'x', source: { pointer: '/l/0/a' } }]],
    ['by a name that is no path', { 'a b': 'x' }, [{ detail: 'x', source: { pointer: '/a b' } }]],
    ['by statuses, which are no places', { 404: { a: 'x' } }, [{ detail: 'x', source: { pointer: '/a' } }]],
    ['of fields, which is no place itself', { fields: [{ message: 'm' }] }, [{ detail: 'm' }]],
    [
      'of one field',
      { fields: [{ message: 'm' }, 'x'] },
      ['m', 'x'].map((detail) => ({ detail, source: { pointer: '/fields' } })),
    ],
    ['with the names of members', [{ name: 'age', message: 'm' }], [{ detail: 'm', source: { pointer: '/age' } }]],
    ['with a name that is a sentence', [{ name: 'a b', message: 'm' }], [{ detail: 'm' }]],
    ['with a name that begins with a number', [{ name: '1a', message: 'm' }], [{ detail: 'm' }]],
    ['with a name that is a kind', [{ name: 'too_long', message: 'm' }], [{ code: 'too_long', detail: 'm' }]],
  ])('is told %s', (_, value, found) => {
    expect(errorsListed(value)).toEqual(found)
  })

  test('is told up to one more than is ever read', () => {
    const texts = (length: number) => Array.from({ length }, () => 'x')
    expect(errorsListed(texts(1000))).toHaveLength(1000)
    expect(errorsListed(texts(1002))).toHaveLength(1001)
    expect(errorsListed([texts(600), texts(600)])).toHaveLength(1001)
  })

  test.each<[what: string, wrap: (value: unknown) => unknown, most: number]>([
    ['lists', (value) => [value], 12],
    ['objects', (value) => ({ a: value }), 12],
    ['lists of errors', (value) => ({ errors: [value] }), 6],
  ])('is searched as deep as forms hold forms: in %s', (_, wrap, most) => {
    expect(detailsIn(wrapped(most, wrap, 'x'))).toEqual(['x'])
    expect(detailsIn(wrapped(most + 1, wrap, 'x'))).toEqual([])
  })

  test('is searched among a limited number of values', () => {
    const numbers = Array(1000).fill(5)
    expect(detailsIn([numbers, numbers, numbers, [...numbers.slice(6), 'x']])).toEqual(['x'])
    expect(detailsIn([numbers, numbers, numbers, [...numbers.slice(5), 'x']])).toEqual([])
  })
})

describe('what says something is found', () => {
  const empty = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, {}]))

  test.each<[what: string, body: Record<string, unknown>, detail: string | undefined]>([
    ['two levels deep', { a: { b: { message: 'm' } } }, 'm'],
    ['not deeper', { a: { b: { c: { message: 'm' } } } }, undefined],
    ['deeper by its name', { a: { b: { error: { message: 'm' } } } }, 'm'],
    ['among fifty', { ...empty(49), z: { message: 'm' } }, 'm'],
    ['not among more', { ...empty(50), z: { message: 'm' } }, undefined],
    [
      'among two hundred',
      { ...{ a: empty(49), b: empty(49), c: empty(49) }, d: { ...empty(48), z: { message: 'm' } } },
      'm',
    ],
    [
      'not among more on two levels',
      { ...{ a: empty(49), b: empty(49), c: empty(49) }, d: { ...empty(49), z: { message: 'm' } } },
      undefined,
    ],
  ])('%s', (_, body, detail) => {
    expect(saidIn(speakerIn(body) ?? new Map()).detail).toBe(detail)
  })

  test('without the path of a URL beside it', () => {
    expect([...(speakerIn({ message: 'm', path: '/a', location: '/b' })?.keys() ?? [])]).toEqual(['message'])
  })
})

test.each<[what: string, body: Record<string, unknown>, list: unknown]>([
  ['in the first five of a list', { items: [{}, {}, {}, {}, { errors: ['x'] }] }, ['x']],
  ['not behind them', { items: [{}, {}, {}, {}, {}, { errors: ['x'] }] }, undefined],
  ['behind objects without any', { a: {}, b: {}, c: {}, d: { errors: ['x'] } }, ['x']],
  ['behind two that say nothing', { a: { errors: [' '] }, b: { errors: [' '] }, c: { errors: ['x'] } }, ['x']],
  [
    'not behind more',
    { a: { errors: [' '] }, b: { errors: [' '] }, c: { errors: [' '] }, d: { errors: ['x'] } },
    undefined,
  ],
])('a list is found inside a body: %s', (_, body, list) => {
  expect(listBelow(body)).toEqual(list)
})

test.each<[isList: boolean, value: unknown]>([
  [true, { a: ['x'], b: { c: ['y'] } }],
  [true, { a: [{ b: ['x'] }] }],
  [true, wrapped(3, (a) => ({ a }), { a: ['x'] })],
  [false, wrapped(4, (a) => ({ a }), { a: ['x'] })],
  [true, wrapped(3, (a) => ({ a: [a] }), { a: ['x'] })],
  [false, wrapped(4, (a) => ({ a: [a] }), { a: ['x'] })],
  [false, { a: [5] }],
  [true, { a: [...Array(1000).fill('x'), 5] }],
  [false, { a: 'x' }],
  [false, { a: [{ b: 5 }] }],
])('that nothing but lists of texts stands by names is %s of %j', (isList, value) => {
  expect(isListByNames(value)).toBe(isList)
})
