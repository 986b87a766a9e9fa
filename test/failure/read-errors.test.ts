import { describe, expect, test } from 'vitest'
import { isRecord } from '../../src/failure/plain.js'
import { isErrorLike, isErrorObject, readError, readErrors } from '../../src/failure/read-errors.js'

describe('error objects as JSON:API wants them', () => {
  test('are given as they are, and nothing is said of them', () => {
    const received = [
      { id: '1', links: {}, status: '404', code: 'a', title: 't', detail: 'd', source: {}, meta: {} },
      { '@at': 1 },
      { unknown: 'member' },
    ]
    const read = readErrors(received, '/errors')
    expect(read).toStrictEqual({ errors: received })
    expect(read?.errors).toBe(received)
  })

  test.each<[what: string, received: unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['false', false],
    ['0', 0],
    ['an empty text', ''],
    ['an empty list', []],
    ['an empty object', {}],
  ])('are none in %s', (_, received) => {
    expect(readErrors(received, '/errors')).toBeUndefined()
  })
})

describe('what is wrong is mended, kept and told of', () => {
  test.each<[what: string, received: unknown, error: unknown, message: string, pointer: string]>([
    [
      'a number as status',
      { status: 404 },
      { status: '404' },
      '"status" must be a string; it was read as text',
      '/status',
    ],
    ['a boolean as code', { code: true }, { code: 'true' }, '"code" must be a string; it was read as text', '/code'],
    ['a number as id', { id: 7 }, { id: '7' }, '"id" must be a string; it was read as text', '/id'],
    [
      'a list as title',
      { code: 'a', title: ['t'] },
      { code: 'a' },
      '"title" must be a string; it was left out',
      '/title',
    ],
    [
      'null as detail',
      { code: 'a', detail: null },
      { code: 'a' },
      '"detail" must be a string; it was left out',
      '/detail',
    ],
    [
      'text as source',
      { code: 'a', source: '/a' },
      { code: 'a' },
      '"source" must be an object; it was left out',
      '/source',
    ],
    ['a list as meta', { code: 'a', meta: [] }, { code: 'a' }, '"meta" must be an object; it was left out', '/meta'],
    [
      'null as links',
      { code: 'a', links: null },
      { code: 'a' },
      '"links" must be an object; it was left out',
      '/links',
    ],
    ['text', 'boom', { detail: 'boom' }, 'An error object must be an object', ''],
    ['null', null, { meta: { received: null } }, 'An error object must be an object', ''],
    ['a number', 5, { meta: { received: 5 } }, 'An error object must be an object', ''],
    ['a list', [{ code: 'a' }], { meta: { received: [{ code: 'a' }] } }, 'An error object must be an object', ''],
    ['an empty object', {}, { meta: { received: {} } }, 'An error object must not be empty', ''],
  ])('%s', (_, received, error, message, pointer) => {
    const value = pointer === '' ? received : (received as Record<string, unknown>)[pointer.slice(1)]
    const read = readErrors([{ code: 'sound' }, received], '/errors')
    expect(read?.errors).toStrictEqual([{ code: 'sound' }, error])
    expect(read?.repairs).toStrictEqual([{ pointer: `/errors/1${pointer}`, message, received: value }])
  })

  test('an object that has no sound member keeps all of them', () => {
    const read = readErrors([{ code: null, meta: 5 }], '/errors')
    expect(read?.errors).toStrictEqual([{ meta: { received: { code: null, meta: 5 } } }])
    expect(read?.repairs).toHaveLength(2)
  })

  test('errors that are one error object', () => {
    const received = { code: 'boom', status: 500 }
    expect(readErrors(received, '/errors')).toStrictEqual({
      errors: [{ code: 'boom', status: '500' }],
      repairs: [
        { pointer: '/errors', message: '"errors" is not an array; it was read as one error object', received },
        { pointer: '/errors/status', message: '"status" must be a string; it was read as text', received: 500 },
      ],
    })
  })

  test('errors that are a text', () => {
    expect(readErrors('boom', '/errors')).toMatchObject({ errors: [{ detail: 'boom' }], repairs: [{}, {}] })
  })

  test('members called __proto__ stay members', () => {
    const received = JSON.parse('[{"__proto__":{"code":"b"},"status":5}]') as unknown
    const error = readErrors(received, '/errors')?.errors[0]
    expect(Object.keys(error ?? {})).toStrictEqual(['__proto__', 'status'])
    expect(error?.code).toBeUndefined()
  })
})

describe('of more errors than anybody reads', () => {
  const told = (message: string, received: number) => ({ pointer: '/errors', message, received })
  const many = (length: number, item: (index: number) => unknown = () => ({ code: 'a' })) =>
    Array.from({ length }, (_, index) => item(index))

  test('a thousand are read, and it is told how many there were', () => {
    expect(readErrors(many(1000), '/errors')).toStrictEqual({ errors: many(1000) })
    expect(readErrors(many(1001), '/errors')).toStrictEqual({
      errors: many(1000),
      repairs: [told('Only the first 1000 of 1001 error objects were read', 1001)],
    })
    expect(readErrors(many(3), '/errors', 2)).toStrictEqual({
      errors: many(2),
      repairs: [told('Only the first 2 of 3 error objects were read', 3)],
    })
  })

  test('a hundred repairs are listed, and it is told how many there were', () => {
    const wrong = (code: number) => ({ code })
    expect(readErrors(many(100, wrong), '/errors')?.repairs).toHaveLength(100)
    const read = readErrors(many(150, wrong), '/errors')
    expect(read?.errors).toHaveLength(150)
    expect(read?.repairs?.slice(99)).toStrictEqual([
      { pointer: '/errors/99/code', message: '"code" must be a string; it was read as text', received: 99 },
      told('50 more repairs are not listed', 50),
    ])
  })

  test.each<[received: unknown[], errors: unknown[], silent: number]>([
    [[null, {}, '', 5, { code: 'a' }], [{ meta: { received: null } }, { code: 'a' }], 4],
    [[{ code: 'a' }, {}, {}], [{ code: 'a' }, { meta: { received: {} } }], 2],
    [['', 'b', ''], [{ detail: '' }, { detail: 'b' }], 2],
  ])('one that says nothing is kept of all that do: %j', (received, errors, silent) => {
    const read = readErrors(received, '/errors')
    expect(read?.errors).toStrictEqual(errors)
    expect(read?.repairs?.at(-1)).toStrictEqual(told(`${silent} entries say nothing; one of them was kept`, silent))
  })

  test('one that says nothing is no matter of counting', () => {
    expect(readErrors([{ code: 'a' }, {}], '/errors')?.repairs).toHaveLength(1)
  })
})

test('one error object is read by itself, at its own place', () => {
  expect(readError({ code: 'a' }, '/x')).toStrictEqual({ errors: [{ code: 'a' }] })
  expect(readError({ code: 1 }, '/x')).toMatchObject({ errors: [{ code: '1' }], repairs: [{ pointer: '/x/code' }] })
})

describe('a value', () => {
  test.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    ['text', false],
    [() => undefined, false],
  ])('%o is what JSON calls an object: %s', (value, expected) => {
    expect(isRecord(value)).toBe(expected)
  })

  test.each([
    [{ code: 'a' }, true],
    [{ title: 'a' }, true],
    [{ detail: 'a' }, true],
    [{ code: null, title: null, detail: null }, false],
    [{ status: '404' }, false],
    [[{ code: 'a' }], false],
    ['code', false],
  ])('%o looks like an error object: %s', (value, expected) => {
    expect(isErrorLike(value)).toBe(expected)
  })

  test.each([
    [{ code: 'a' }, true],
    [{ meta: {} }, true],
    [{}, false],
    [{ code: 5 }, false],
    [{ meta: [] }, false],
    [null, false],
  ])('%o is an error object: %s', (value, expected) => {
    expect(isErrorObject(value)).toBe(expected)
  })
})
