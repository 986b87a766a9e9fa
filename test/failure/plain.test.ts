import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { defined, isError, itemsOf, toPlain, unlessEmpty } from '../../src/failure/plain.js'

const fail = () => {
  throw new Error('trap')
}

describe('a detached copy', () => {
  test('is the same for plain data, and another object', () => {
    const value = { a: [1, 'b', null, true, undefined, { c: {} }], d: [] }
    expect(toPlain(value)).toStrictEqual(value)
    expect(toPlain(value)).not.toBe(value)
  })

  test('has own members only, __proto__ among them', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2}')
    const copy = toPlain(value) as object
    expect(Object.entries(copy)).toStrictEqual([
      ['__proto__', { a: 1 }],
      ['constructor', 2],
    ])
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(toPlain(Object.create({ inherited: 1 }))).toStrictEqual({})
  })

  test.each<[what: string, value: unknown, copy: unknown]>([
    ['functions', { f: fail }, { f: '[function]' }],
    ['symbols', [Symbol('s')], ['[symbol]']],
    ['big integers', 10n, '10'],
    [
      'getters that throw',
      Object.defineProperty({ a: 1 }, 'b', { enumerable: true, get: fail }),
      { a: 1, b: '[unreadable]' },
    ],
    ['proxies that throw', { p: new Proxy({}, { ownKeys: fail }) }, { p: '[unreadable]' }],
    ['lists that throw', [new Proxy([], { get: fail })], ['[unreadable]']],
  ])('has a text in the place of %s', (_, value, copy) => {
    expect(toPlain(value)).toStrictEqual(copy)
  })

  test('has a text in the place of a circle', () => {
    const value: Record<string, unknown> = {}
    value['self'] = value
    expect(toPlain({ value, again: value })).toStrictEqual({
      value: { self: '[circular]' },
      again: { self: '[circular]' },
    })
  })

  test('has a text in the place of what lies deeper than 32 levels', () => {
    let value: unknown = 'bottom'
    for (let i = 0; i < 40; i++) value = [value]
    expect(JSON.stringify(toPlain(value))).toBe(`${'['.repeat(32)}"[too deep]"${']'.repeat(32)}`)
  })

  test('copies once what stands in several places', () => {
    let value: unknown = {}
    for (let i = 0; i < 12; i++) value = { a: value, b: value }
    const { a, b } = toPlain(value) as { a: unknown; b: unknown }
    expect(a).toBe(b)
  })

  test('has a text in the place of what would come to more objects than anybody writes out', () => {
    let value: unknown = {}
    for (let i = 0; i < 30; i++) value = { a: value, b: value }
    const written = JSON.stringify(toPlain(value))
    expect([written.includes('"[left out]"'), written.length < 3_000_000]).toEqual([true, true])
    const list = Array.from({ length: 250_000 }, () => ({}))
    expect(JSON.stringify(toPlain(list))).toContain('{},"[left out]"')
  })

  test('is changed where it is asked to, by key and value', () => {
    const change = (value: unknown, key?: string) => (key === 'secret' ? '***' : value === 1 ? 'one' : value)
    expect(toPlain({ secret: { a: 1 }, list: [1, 2] }, change)).toStrictEqual({ secret: '***', list: ['one', 2] })
  })
})

describe('members', () => {
  test('that are undefined are left out', () => {
    expect(defined({ a: 1, b: undefined, c: null })).toStrictEqual({ a: 1, c: null })
  })

  test('are undefined where there are none', () => {
    expect(unlessEmpty({})).toBeUndefined()
    expect(unlessEmpty({ a: undefined })).toStrictEqual({ a: undefined })
  })
})

test('the items of a list are all of it, its holes among them, unless it consists of those', () => {
  expect(itemsOf(Object.assign(new Array(3), { 1: 'a' }))).toStrictEqual([undefined, 'a', undefined])
  expect(itemsOf(Object.assign(new Array(1001), { 1000: 'a' }))).toHaveLength(1001)
  expect(itemsOf(Object.assign(new Array(1002), { 1001: 'a' }))).toStrictEqual(['a'])
  expect(itemsOf(Array.from({ length: 1002 }, () => 'a'))).toHaveLength(1002)
})

const { proxy, revoke } = Proxy.revocable({}, {})
revoke()

test.each<[what: string, value: unknown, expected: boolean]>([
  ['an error', new TypeError('a'), true],
  ['one of another realm', runInNewContext('new Error("a")'), true],
  ['one without its prototype', Object.setPrototypeOf(new Error('a'), null), true],
  ['one by its prototype alone', Object.create(Error.prototype), true],
  ['an object like one', { name: 'Error', message: 'a' }, false],
  ['nothing', undefined, false],
  ['what cannot be read', proxy, false],
])('%s is an error, or is none', (_, value, expected) => {
  expect(isError(value)).toBe(expected)
})
