import { describe, expect, test } from 'vitest'
import { defineDialect } from '../../src/dialect/define-dialect.js'
import { parseResponse } from '../../src/dialect/parse.js'
import { immediateFailure, type Reader } from '../../src/dialect/reader.js'
import { readJsonApi } from '../../src/dialect/readers/json-api.js'
import { reactor } from '../../src/reactor/index.js'

const errors = [{ code: 'a' }] as const
const saying =
  (format: string): Reader =>
  (_, context) => [immediateFailure({ errors }, format, context)]
const silent: Reader = () => undefined
const throwing: Reader = () => {
  throw new Error('a reader of somebody')
}

describe('a response', () => {
  test('is read by the first reader that recognises it', () => {
    expect(parseResponse([silent, saying('second'), saying('third')], {}, {})).toMatchObject([{ format: 'second' }])
  })

  test('did not fail where a reader recognises it and says so', () => {
    expect(parseResponse([() => [], saying('second')], {}, { status: 500 })).toStrictEqual([])
  })

  test('is told by its status where no reader recognises it', () => {
    expect(parseResponse([silent], { a: 1 }, { status: 500 })).toMatchObject([{ format: 'json', status: 500 }])
  })

  test('shows readers its headers by lower-case name, and its status', () => {
    const seen: unknown[] = []
    const reader: Reader = (body, { status, header }) => {
      seen.push(body, status, header('x-a'), header('x-b'))
      return []
    }
    parseResponse([reader], '[1]', { status: 404, headers: { 'X-A': '1' } })
    expect(seen).toStrictEqual([[1], 404, '1', undefined])
  })

  test('is read by the others where one reader throws', () => {
    const body = { errors: [{ code: 'not-found' }] }
    expect(parseResponse([throwing, readJsonApi], body, { status: 404 })).toMatchObject([
      { errors: body.errors, format: 'json:api' },
    ])
    expect(parseResponse([throwing], 'boom', { status: 500 })).toMatchObject([{ format: 'text', status: 500 }])
  })

  test('is read as far as it can be', () => {
    const error = Object.defineProperty({ code: 'a' }, 'title', {
      enumerable: true,
      get() {
        throw new Error('trap')
      },
    })
    expect(parseResponse([readJsonApi], { errors: [error] }, {})).toMatchObject([
      { errors: [{ code: 'a', title: '[unreadable]' }] },
    ])
  })
})

test.each([null, undefined])('%o is an empty body', (body) => {
  expect(parseResponse([readJsonApi], body, { status: 404 })).toMatchObject([{ format: 'empty', status: 404 }])
})

test('bytes are read in the charset that a response names', () => {
  const body = Buffer.from('{"errors":[{"title":"ü"}]}', 'latin1')
  const headers = { 'content-type': 'application/json; charset=iso-8859-1' }
  expect(parseResponse([readJsonApi], body, { headers })).toMatchObject([{ errors: [{ title: 'ü' }] }])
})

describe('a list of bodies', () => {
  const bodies = [{ errors: [{ code: 'a' }] }, 5, {}, { errors: [{ code: 5 }] }]

  test.each([[undefined], [400]])('is read one by one with status %s', (status) => {
    const read = parseResponse([readJsonApi], bodies, { status })
    expect(read).toMatchObject([
      { errors: [{ code: 'a' }] },
      { errors: [{ code: '5' }], repairs: [{ pointer: '/3/errors/0/code', received: 5 }] },
    ])
    expect(read[0]).not.toHaveProperty('repairs')
  })

  test('tells of no failure with a status of success', () => {
    expect(parseResponse([readJsonApi], bodies, { status: 399 })).toEqual([])
  })

  test('is told by the status where nothing in it is recognised', () => {
    expect(parseResponse([readJsonApi], [{}], { status: 400 })).toMatchObject([{ format: 'json', status: 400 }])
  })

  const failure = { errors, delivery: 'immediate', format: 'x' } as const
  test.each<[each: number, before: unknown[], found: number]>([
    [1, [], 1000],
    [1, [0], 1000],
    [2, [], 1000],
  ])('is read as far as a thousand: %i failures each, behind %j', (count, before, found) => {
    const reader: Reader = (body) => (Array.isArray(body) ? undefined : Array(count).fill(failure))
    expect(parseResponse([reader], [...before, ...Array(1002).fill({})], {})).toHaveLength(found)
  })

  const listOf = (count: number, each: number) =>
    Array.from({ length: count }, () => ({ errors: Array.from({ length: each }, () => ({ code: 'not-found' })) }))

  test.each<[what: string, list: readonly unknown[], read: number, failures: number]>([
    ['1,500 bodies', listOf(1500, 1), 1000, 1000],
    ['20 bodies of 1,000 errors', listOf(20, 1000), 1, 1],
    ['20 bodies of 600 errors', listOf(20, 600), 2, 2],
  ])('counts as one body: of %s so much is read as of one, and the rest is told of', (_, list, read, failures) => {
    const found = reactor.parse(list, { status: 400 })
    expect(found).toHaveLength(failures)
    expect(found.flatMap(({ errors }) => errors)).toHaveLength(1000)
    const message = `Only the first ${read} of the ${list.length} bodies in the list were read, up to 1000 error objects`
    expect(found.at(-1)?.repairs).toEqual([{ pointer: '', message, received: list.length }])
  })

  test('of 1,000 errors is read whole', () => {
    const found = reactor.parse(listOf(2, 500), { status: 400 })
    expect(found.map(({ errors, repairs }) => [errors.length, repairs])).toEqual([
      [500, undefined],
      [500, undefined],
    ])
  })

  test('is looked through to its end for what failed', () => {
    const list = [...Array.from({ length: 2000 }, () => ({ quiet: true })), { errors: [{ code: 'not-found' }] }]
    expect(reactor.parse(list, { status: 400 })).toMatchObject([{ errors: [{ code: 'not-found' }] }])
  })

  test('that is sparse costs no more than it has places that anybody would send', () => {
    const sparse: unknown[] = [{ errors: [{ code: 'not-found' }] }]
    sparse.length = 4_000_000_000
    expect(reactor.parse(sparse, { status: 400 })).toMatchObject([{ errors: [{ code: 'not-found' }] }])
  })
})

describe('a response that breaks off', () => {
  const text = '{"errors":[{"code":"not-unique","title":"Name In Use","detail":"Taken'
  const repair = { pointer: '', message: 'The body breaks off; what had arrived of it was read', received: '[cut off]' }

  test('is read as far as it came, and says so', () => {
    expect(parseResponse([readJsonApi], text, { status: 409 })).toStrictEqual([
      {
        errors: [{ code: 'not-unique', title: 'Name In Use' }],
        ...{ delivery: 'immediate', origin: 'received', format: 'malformed', status: 409, repairs: [repair] },
      },
    ])
  })

  test('tells of what else had to be mended', () => {
    expect(parseResponse([readJsonApi], '{"errors":[{"code":5,"title":"T"},', { status: 409 })).toMatchObject([
      { repairs: [{ pointer: '/errors/0/code' }, repair] },
    ])
  })

  test('is read where one of several failures says why', () => {
    const failed = (errors: string) =>
      `{"type":"builds","id":"BL1","attributes":{"status":"failed"},"meta":{"status_details":{"errors":[${errors}]}}}`
    const body = `{"data":[${failed('{"meta":{"a":1}}')},${failed('{"code":"socket-error"}')},{"type":"bu`
    expect(reactor.parse(body, { status: 200 })).toMatchObject([
      { errors: [{ meta: { a: 1 } }] },
      { errors: [{ code: 'socket-error' }] },
    ])
  })

  test('is read where all that arrived of an error is its title', () => {
    expect(parseResponse([readJsonApi], '{"errors":[{"title":"Name In Use","detail":"Ta', {})).toMatchObject([
      { format: 'malformed', errors: [{ title: 'Name In Use' }], repairs: [repair] },
    ])
  })

  test.each([
    ['{"errors":[{"detail":"Taken","title":"Na', [{ detail: 'Taken' }]],
    ['f({"errorCode":"E7"});', [{ code: 'E7' }]],
  ])('is read where all that arrived of an error is %s', (body, errors) => {
    expect(parseResponse([readJsonApi], body, { status: 400 })).toMatchObject([{ format: 'malformed', errors }])
  })

  test('is a text where it ends with JSON that tells of no failure', () => {
    expect(parseResponse([readJsonApi], 'a {"b":1}', {})).toMatchObject([
      { format: 'text', errors: [{ detail: 'a {"b":1}' }] },
    ])
  })

  test('is told by its status where nothing of an error arrived', () => {
    for (const body of ['{"errors":[{"id":"1","code', '{"errors":[', '{"other":1,"errors"']) {
      expect(parseResponse([readJsonApi], body, { status: 409 })).toMatchObject([
        { format: 'malformed', errors: [{ status: '409', title: 'Conflict', meta: { received: body } }] },
      ])
    }
  })
})

test.each<[what: string, given: unknown]>([
  [
    'one failure instead of a list',
    { errors: [{ code: 'a' }], delivery: 'immediate', format: 'x', origin: 'received' },
  ],
  ['a text', 'a'],
  ['yes', true],
])('a reader that gives %s is passed over, and the failure is not lost', (_, given) => {
  // From JavaScript.
  const reader = (() => given) as unknown as Reader
  const shop = defineDialect({ name: 'ShopError', codes: { a: { title: 'A', status: 409 } }, readers: [reader] })
  expect(shop.parse({ code: 'z' }, { status: 409 })).toMatchObject([{ status: 409 }])
  expect(shop.parse({ ok: 1 }, { status: 200 })).toEqual([])
})
