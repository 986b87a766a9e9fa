import { describe, expect, test } from 'vitest'
import {
  buildPointer,
  describePointer,
  fromFragment,
  isPointer,
  nearestPointer,
  PointerSyntaxError,
  parsePointer,
  pointerExists,
  rebasePointer,
  resolvePointer,
  toFragment,
} from '../../src/jsonapi/pointer.js'

/** The example of RFC 6901, section 5. */
const EXAMPLE: unknown = JSON.parse(
  '{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\\\j":5,"k\\"l":6," ":7,"m~n":8}',
)

/** Plain form, fragment form and value: RFC 6901, sections 5 and 6. */
const VECTORS: readonly (readonly [pointer: string, fragment: string, value: unknown])[] = [
  ['', '#', EXAMPLE],
  ['/foo', '#/foo', ['bar', 'baz']],
  ['/foo/0', '#/foo/0', 'bar'],
  ['/', '#/', 0],
  ['/a~1b', '#/a~1b', 1],
  ['/c%d', '#/c%25d', 2],
  ['/e^f', '#/e%5Ef', 3],
  ['/g|h', '#/g%7Ch', 4],
  ['/i\\j', '#/i%5Cj', 5],
  ['/k"l', '#/k%22l', 6],
  ['/ ', '#/%20', 7],
  ['/m~0n', '#/m~0n', 8],
]

/** What is not a JSON Pointer, and the column where it goes wrong. */
const BROKEN: readonly (readonly [text: string, column: number, problem: string])[] = [
  ['foo', 1, 'only "/" can start it'],
  ['#/foo', 1, 'only "/" can start it'],
  ['#foo', 1, 'only "/" can start it'],
  ['%23/foo', 1, 'only "/" can start it'],
  ['\n/foo', 1, 'only "/" can start it'],
  ['~0', 1, '"~" must be followed by 0 or 1'],
  ['/~', 2, '"~" must be followed by 0 or 1'],
  ['/foo~', 5, '"~" must be followed by 0 or 1'],
  ['/a~2b', 3, '"~" must be followed by 0 or 1'],
  ['/a~1~/b', 5, '"~" must be followed by 0 or 1'],
  ['/a\n~x', 4, '"~" must be followed by 0 or 1'],
]

/** Values that no function may trip over, by a name for the test's title. */
const { proxy, revoke } = Proxy.revocable({}, {})
revoke()
const NOT_TEXT: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['a boolean', true],
  ['a symbol', Symbol('/a')],
  ['an array of text', ['/a']],
  ['a String object', new String('/a')],
  ['a function', () => '/a'],
  ['an object without a prototype', Object.create(null)],
  ['a revoked proxy', proxy],
]

/** A wrong argument in the disguise of a right one. */
const asText = (value: unknown) => value as string

describe('the syntax', () => {
  test.each(VECTORS)('%j is a pointer', (pointer) => {
    expect(isPointer(pointer)).toBe(true)
    expect(buildPointer(parsePointer(pointer))).toBe(pointer)
  })

  test.each(['/a//b', '/a/', '//', '/\0', '/\n/\u2028', '/\u{1f600}', '/\ud800', '/~01', '/~10', '/-', '/01'])(
    '%j is a pointer',
    (pointer) => {
      expect(isPointer(pointer)).toBe(true)
    },
  )

  test.each(BROKEN)('%j is none, and the error says at which column: %i', (text, column, problem) => {
    expect(isPointer(text)).toBe(false)
    const error = thrownBy(() => parsePointer(text))
    expect(error).toMatchObject({
      name: 'PointerSyntaxError',
      input: text,
      column,
      message: `Not a JSON Pointer at column ${column}: ${problem}`,
    })
    expect(error).toBeInstanceOf(SyntaxError)
  })

  test.each(NOT_TEXT)('%s is not a pointer', (_, value) => {
    expect(isPointer(value)).toBe(false)
    const error = thrownBy(() => parsePointer(asText(value)))
    expect(error.message).toBe(`Not a JSON Pointer: a string is needed, not ${typeof value}`)
    expect(error.column).toBe(0)
    expect(error.input).toBe(value)
  })

  test('the message does not repeat the input', () => {
    expect(thrownBy(() => parsePointer('?api_key=hidden')).message).not.toContain('hidden')
  })
})

describe('building and parsing', () => {
  test.each([
    [[], ''],
    [[''], '/'],
    [['', ''], '//'],
    [['data', 3, 'attributes'], '/data/3/attributes'],
    [['a/b', 'm~n', '~1', '~01', '~/'], '/a~1b/m~0n/~01/~001/~0~1'],
    [['__proto__', 'constructor', 'toString'], '/__proto__/constructor/toString'],
    [[0, -1, 1.5, 1e21], '/0/-1/1.5/1e+21'],
  ] as const)('%j are built into %j, and come back as text', (segments, pointer) => {
    expect(buildPointer(segments)).toBe(pointer)
    expect(parsePointer(pointer)).toEqual(segments.map(String))
  })

  test('~01 stands for ~1, not for a slash', () => {
    expect(parsePointer('/~01')).toEqual(['~1'])
  })

  test.each([
    ['null', null],
    ['a string', 'abc'],
    ['an object with a length', { length: 1 }],
    ['an array with null', [null]],
    ['an array with a hole', new Array(1)],
    ['an array with an object', ['a', { toString: () => 'b' }]],
    ['an array with a symbol', [Symbol.iterator]],
    ['an array whose element throws', Object.defineProperty([], 0, { get: fail })],
    ['a revoked proxy', proxy],
  ])('building from %s throws a TypeError', (_, segments) => {
    expect(() => buildPointer(segments as unknown as string[])).toThrow(
      new TypeError('A JSON Pointer is built from an array of strings and numbers'),
    )
  })
})

describe('resolving', () => {
  test.each(VECTORS)('%j leads to what RFC 6901 says', (pointer, fragment, value) => {
    expect(resolvePointer(EXAMPLE, pointer)).toEqual({ found: true, value })
    expect(resolvePointer(EXAMPLE, fromFragment(fragment))).toEqual({ found: true, value })
    expect(pointerExists(EXAMPLE, pointer)).toBe(true)
    expect(nearestPointer(EXAMPLE, pointer)).toBe(pointer)
  })

  test.each([
    ['/~01', { '~1': 9 }, 9],
    ['/a~1~0b', { 'a/~b': 10 }, 10],
    ['/\u{1f600}', { '\u{1f600}': 11 }, 11],
    ['/\ud800', { '\ud800': 12 }, 12],
    ['/\0', { '\0': 13 }, 13],
    ['/01', { '01': 14 }, 14],
    ['/-', { '-': 15 }, 15],
    ['/__proto__/a', JSON.parse('{"__proto__":{"a":16}}'), 16],
    ['/a', Object.assign(Object.create(null), { a: 17 }), 17],
    ['/a', Object.freeze({ a: null }), null],
    ['/1/0', [0, [18]], 18],
  ])('%j leads to the member of that name', (pointer, document, value) => {
    expect(resolvePointer(document, pointer)).toEqual({ found: true, value })
  })

  test.each(['01', '1x', '-1', '12.0', '4294967295'])(
    '“%s” is no element, though a list may have it for a name',
    (name) => {
      const list = Object.assign(
        Array.from({ length: 20 }, () => 0),
        { [name]: 1 },
      )
      expect(resolvePointer(list, `/${name}`)).toEqual({ found: false, nearest: '', reason: 'no-element' })
      expect(resolvePointer(list, '/12')).toEqual({ found: true, value: 0 })
    },
  )

  test.each([
    ['/foo/-', '/foo', 'no-element'],
    ['/foo/00', '/foo', 'no-element'],
    ['/foo/01', '/foo', 'no-element'],
    ['/foo/2', '/foo', 'no-element'],
    ['/foo/+1', '/foo', 'no-element'],
    ['/foo/-1', '/foo', 'no-element'],
    ['/foo/1e0', '/foo', 'no-element'],
    ['/foo/ 1', '/foo', 'no-element'],
    ['/foo/1\n', '/foo', 'no-element'],
    ['/foo/', '/foo', 'no-element'],
    ['/foo/bar', '/foo', 'no-element'],
    ['/foo/length', '/foo', 'no-element'],
    ['/foo/99999999999999999999', '/foo', 'no-element'],
    ['/foo/0/0', '/foo/0', 'no-container'],
    ['/foo/0/length', '/foo/0', 'no-container'],
    ['/a~1b/c~1d', '/a~1b', 'no-container'],
    ['/nope', '', 'no-member'],
    ['/nope/deeper/still', '', 'no-member'],
    ['/toString', '', 'no-member'],
    ['/constructor', '', 'no-member'],
    ['/__proto__', '', 'no-member'],
    ['/__proto__/toString', '', 'no-member'],
  ])('%j leads nowhere in the example, but to %j', (pointer, nearest, reason) => {
    expect(resolvePointer(EXAMPLE, pointer)).toEqual({ found: false, nearest, reason })
    expect(pointerExists(EXAMPLE, pointer)).toBe(false)
    expect(nearestPointer(EXAMPLE, pointer)).toBe(nearest)
  })

  test.each([undefined, null, 7, 'text', true, fail])('there is nothing in %j to step into', (document) => {
    expect(resolvePointer(document, '/length')).toEqual({ found: false, nearest: '', reason: 'no-container' })
    expect(resolvePointer(document, '')).toEqual({ found: true, value: document })
  })

  test.each(BROKEN)('%j is no pointer and leads nowhere', (text) => {
    expect(resolvePointer({ foo: 1 }, text)).toEqual({ found: false, nearest: '', reason: 'not-a-pointer' })
    expect(nearestPointer({ foo: 1 }, text)).toBe('')
  })

  test.each(NOT_TEXT)('%s is no pointer and leads nowhere', (_, value) => {
    expect(resolvePointer({ a: 1 }, asText(value))).toEqual({ found: false, nearest: '', reason: 'not-a-pointer' })
    expect(pointerExists({ a: 1 }, asText(value))).toBe(false)
  })

  test('an array has no elements in its holes, nor beyond its length', () => {
    const holed = Object.assign(new Array(2), { 4294967295: 'not an element' })
    expect(pointerExists(holed, '/0')).toBe(false)
    expect(pointerExists(holed, '/4294967295')).toBe(false)
  })

  test('what cannot be read is not there', () => {
    const throwing = { data: Object.defineProperty({}, 'name', { get: fail, enumerable: true }) }
    const unreadable = { found: false, nearest: '/data', reason: 'unreadable' }
    expect(resolvePointer(throwing, '/data/name')).toEqual(unreadable)
    expect(resolvePointer({ data: proxy }, '/data/name')).toEqual(unreadable)
    expect(resolvePointer(proxy, '/data')).toEqual({ found: false, nearest: '', reason: 'unreadable' })
    expect(pointerExists({ data: proxy }, '/data')).toBe(true)
  })

  test('a cycle is walked as often as the pointer says', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(resolvePointer(cycle, '/self'.repeat(1000))).toEqual({ found: true, value: cycle })
    expect(nearestPointer(cycle, '/self/self/other/self')).toBe('/self/self')
  })

  test('100,000 levels are walked to the end', () => {
    const depth = 100_000
    let document: unknown = 'bottom'
    for (let level = 0; level < depth; level++) document = level % 2 === 0 ? [document] : { 'a/b': document }
    const pointer = '/a~1b/0'.repeat(depth / 2)
    expect(parsePointer(pointer)).toHaveLength(depth)
    expect(buildPointer(parsePointer(pointer)) === pointer).toBe(true)
    expect(resolvePointer(document, pointer)).toEqual({ found: true, value: 'bottom' })
    expect(nearestPointer(document, `${pointer}/more`) === pointer).toBe(true)
    expect(fromFragment(toFragment(pointer)) === pointer).toBe(true)
    expect(describePointer(pointer).split(' › ')).toHaveLength(depth)
  })
})

describe('moving to another base', () => {
  test.each([
    ['/data/attributes/name', { from: '/data', to: '/data/3' }, '/data/3/attributes/name'],
    ['/data', { from: '/data', to: '/data/3' }, '/data/3'],
    ['/data/attributes/name', { from: '', to: '/atomic:operations/1' }, '/atomic:operations/1/data/attributes/name'],
    ['', { from: '', to: '/atomic:operations/0' }, '/atomic:operations/0'],
    ['/data/3/id', { from: '/data/3', to: '/data' }, '/data/id'],
    ['/data/3/id', { from: '/data/3', to: '' }, '/id'],
    ['/', { from: '', to: '' }, '/'],
    ['/database', { from: '/data', to: '/data/3' }, undefined],
    ['/data~0', { from: '/data', to: '/data/3' }, undefined],
    ['/meta', { from: '/data', to: '/data/3' }, undefined],
    ['', { from: '/data', to: '/data/3' }, undefined],
    ['', { from: '/', to: '/data' }, undefined],
  ])('%j by %j is %j', (pointer, move, expected) => {
    expect(rebasePointer(pointer, move)).toBe(expected)
  })

  test.each([
    ['data', { from: '', to: '' }, 'data'],
    ['/data', { from: 'data', to: '' }, 'data'],
    ['/data', { from: '', to: '/~' }, '/~'],
    ['/data', { from: '' }, undefined],
    ['/data', null, undefined],
  ])('%j by %j throws for %j', (pointer, move, input) => {
    const error = thrownBy(() => rebasePointer(pointer, move as { from: string; to: string }))
    expect(error.input).toBe(input)
  })

  test('by what cannot be read throws the same error', () => {
    expect(thrownBy(() => rebasePointer('/data', proxy as { from: string; to: string })).column).toBe(0)
  })
})

describe('the fragment form', () => {
  test.each(VECTORS)('%j is written as %j, and back', (pointer, fragment) => {
    expect(toFragment(pointer)).toBe(fragment)
    expect(fromFragment(fragment)).toBe(pointer)
  })

  test.each([
    ['/a#b', '#/a%23b'],
    ['/[0]', '#/%5B0%5D'],
    ["/-._~0!$&'()*+,;=:@?", "#/-._~0!$&'()*+,;=:@?"],
    ['/\u{1f600}\u00e9\0', '#/%F0%9F%98%80%C3%A9%00'],
  ])('%j is written as %j, and back', (pointer, fragment) => {
    expect(toFragment(pointer)).toBe(fragment)
    expect(fromFragment(fragment)).toBe(pointer)
  })

  test.each([
    ['#/m%7E0n', '/m~0n'],
    ['#%2Ffoo%2f0', '/foo/0'],
    ['#/e^f|g h', '/e^f|g h'],
    ['#/\u00e9', '/\u00e9'],
    ['#/\ufeff%EF%BB%BF', '/\ufeff\ufeff'],
  ])('%j is read as %j: decoded first, and as lenient as browsers are', (fragment, pointer) => {
    expect(fromFragment(fragment)).toBe(pointer)
  })

  test.each([
    ['', 1, 'a fragment starts with "#"', ''],
    ['/foo', 1, 'a fragment starts with "#"', '/foo'],
    ['%23/foo', 1, 'a fragment starts with "#"', '%23/foo'],
    ['#/a%', 4, 'broken percent-encoding', '#/a%'],
    ['#/a%2', 4, 'broken percent-encoding', '#/a%2'],
    ['#/%41/%zz', 7, 'broken percent-encoding', '#/%41/%zz'],
    ['#/a%C3', 4, 'broken percent-encoding', '#/a%C3'],
    ['#/%ED%A0%80', 3, 'broken percent-encoding', '#/%ED%A0%80'],
    ['#foo', 1, 'only "/" can start it', 'foo'],
    ['##/', 1, 'only "/" can start it', '#/'],
    ['#/~2', 2, '"~" must be followed by 0 or 1', '/~2'],
    ['#/%7E', 2, '"~" must be followed by 0 or 1', '/~'],
  ])('%j is none: column %i, %s', (fragment, column, problem, input) => {
    const error = thrownBy(() => fromFragment(fragment))
    expect(error.message).toBe(`Not a JSON Pointer at column ${column}: ${problem}`)
    expect(error).toMatchObject({ column, input })
  })

  test('half a surrogate pair cannot be written', () => {
    const error = thrownBy(() => toFragment('/\u{1f600}/a\udc00'))
    expect(error.message).toBe('Not a JSON Pointer at column 6: half a surrogate pair cannot be percent-encoded')
  })

  test('what is not a pointer cannot be written', () => {
    expect(thrownBy(() => toFragment('foo')).column).toBe(1)
  })

  test.each(NOT_TEXT)('%s is neither pointer nor fragment', (_, value) => {
    expect(thrownBy(() => toFragment(asText(value))).column).toBe(0)
    const error = thrownBy(() => fromFragment(asText(value)))
    expect(error.column).toBe(0)
    expect(error.input).toBe(value)
  })
})

describe('for people', () => {
  test.each([
    ['', 'the whole document'],
    ['/', '""'],
    ['/data/attributes/name', 'data › attributes › name'],
    ['/data/3/a~1b', 'data › 3 › a/b'],
    ['/page title/a"b/a›b/tab\t', '"page title" › "a\\"b" › "a›b" › "tab\\t"'],
    ['/\u001b[31m/\ud800', '"\\u001b[31m" › "\\ud800"'],
    ['/\u540d\u524d', '\u540d\u524d'],
    ['data', '"data" (not a JSON Pointer)'],
    [null, 'object (not a JSON Pointer)'],
  ])('%o reads %j', (pointer, text) => {
    expect(describePointer(pointer)).toBe(text)
  })

  test.each(NOT_TEXT)('%s is said to be none', (_, value) => {
    expect(describePointer(value)).toBe(`${typeof value} (not a JSON Pointer)`)
  })
})

function thrownBy(action: () => unknown): PointerSyntaxError {
  try {
    action()
  } catch (error) {
    if (error instanceof PointerSyntaxError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}

function fail(): never {
  throw new Error('read')
}
