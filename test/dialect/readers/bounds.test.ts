/** However much a body holds, no more is made of it than a reader of errors can use, and the rest is counted. */
import { describe, expect, test } from 'vitest'
import { fromProblem } from '../../../src/dialect/problem.js'
import { reactor } from '../../../src/reactor/index.js'

const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item)
const sparse = (): unknown[] => new Array(1e8)
const read = (body: unknown, status = 500) => reactor.parse(body, { status })

describe('at most 1,000 errors are made', () => {
  test.each<[what: string, body: unknown, message: string]>([
    ['error objects', { errors: many(5000, { code: 'a' }) }, 'Only the first 1000 of 5000 error objects were read'],
    ['errors in other words', { errors: many(5000, { message: 'a' }) }, 'Only the first 1000 of the errors were read'],
    ['problems', { title: 'T', errors: many(5000, { detail: 'a' }) }, 'Only the first 1000 of 5000 problems were read'],
  ])('of %s', (_, body, message) => {
    const [failure] = read(body)
    expect(failure?.errors).toHaveLength(1000)
    expect(failure?.repairs?.map((repair) => repair.message)).toContain(message)
  })

  test('of failed resources, and the rest is counted', () => {
    const failures = read({ data: many(1500, { type: 'builds', id: 'BL1', attributes: { status: 'failed' } }) }, 200)
    expect(failures).toHaveLength(1000)
    expect(failures.at(-1)?.repairs).toStrictEqual([
      { pointer: '', message: '500 more failures were not read', received: 500 },
    ])
  })

  test('of a list of bodies, whose repairs point into the list', () => {
    expect(read(many(1500, { errors: [{ code: 'a' }] }))).toHaveLength(1000)
    expect(read([{ errors: [null] }])[0]?.repairs?.[0]?.pointer).toBe('/0/errors/0')
  })
})

test('entries that say nothing are told of once', () => {
  const [failure] = read({ errors: [0, null, {}, '', { code: 'a' }] })
  expect(failure?.errors).toStrictEqual([{ meta: { received: 0 } }, { code: 'a' }])
  expect(failure?.repairs?.at(-1)).toStrictEqual({
    pointer: '/errors',
    message: '4 entries say nothing; one of them was kept',
    received: 4,
  })
})

test('no more than a hundred repairs are listed', () => {
  const [failure] = read({ errors: many(150, { code: 5 }) })
  expect(failure?.repairs).toHaveLength(101)
  expect(failure?.repairs?.at(-1)).toStrictEqual({
    pointer: '/errors',
    message: '50 more repairs are not listed',
    received: 50,
  })
})

test.each<[what: string, body: () => unknown]>([
  ['errors', () => ({ errors: sparse() })],
  ['data', () => ({ data: sparse() })],
  ['data with one resource', () => ({ data: Object.assign(sparse(), { 7: { attributes: { status: 'failed' } } }) })],
  ['a list', () => sparse()],
  ['a message', () => ({ message: sparse() })],
  ['problems', () => ({ title: 'T', errors: sparse() })],
  ['a place', () => ({ error: { message: 'm', path: sparse() } })],
])('a sparse list of a hundred million is read in no time: %s', (_, body) => {
  expect(read(body())).toHaveLength(1)
})

test('members that problems share are said once, or are short', () => {
  const shared = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`member${index}`, index]))
  const size = (problem: object): number => JSON.stringify(fromProblem({ ...problem })).length
  const [small, large] = [1000, 2000].map((count) =>
    size({
      title: 'x'.repeat(count),
      status: 400,
      ...Object.fromEntries(Object.entries(shared).slice(0, count)),
      errors: many(count, {}),
    }),
  )
  expect(Number(large) / Number(small)).toBeLessThan(2.2)
})

test('names that are long, and places that are no paths, say nothing of a place', () => {
  const errors = [
    { message: 'm', field: 'not a path' },
    { message: 'm', path: many(101, 'a') },
    { message: 'm', path: [{}] },
    { message: 'm', pointer: '#/%ff' },
  ]
  expect(read({ errors, ['x'.repeat(41)]: 1 })[0]?.errors.map(({ source }) => source)).toStrictEqual(many(4, undefined))
})
