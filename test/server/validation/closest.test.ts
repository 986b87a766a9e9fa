import { expect, test } from 'vitest'
import { closest, isWithin, type PlacedViolation } from '../../../src/server/validation/closest.js'

/** What a branch objects to at `at`. */
const at = (at: string, more: Partial<PlacedViolation> = {}): PlacedViolation => ({
  ...{ path: at, at, kind: 'minimum', asks: 'other', detail: `Objects to ${at}.` },
  ...more,
})
const whole = at('/v', { kind: 'anyOf', detail: 'Is of none of the forms.' })

test.each([
  ['/a', '/a', true],
  ['/a/b', '/a', true],
  ['/ab', '/a', false],
  ['/b/a', '/a', false],
  ['/b', '/a', false],
  ['/a', '', true],
])('%s is within %s: %j', (path, ancestor, expected) => {
  expect(isWithin(path, ancestor)).toBe(expected)
})

const type = (place: string) => at(place, { asks: 'type' })
const tag = (place: string) => at(place, { asks: 'tag' })
const choice = (place: string) => at(place, { asks: 'choice' })

test.each<[what: string, near: readonly PlacedViolation[], far: readonly PlacedViolation[]]>([
  ['what objects to less', [at('/v/a')], [at('/v/a'), at('/v/b')]],
  ['what got deeper before it objected', [at('/v/a/b')], [at('/v/a')]],
  ['what got deeper at some place', [at('/v/a/b'), at('/v')], [at('/v/a'), at('/v/b')]],
  ['what wants the type of the whole', [at('/v/a'), at('/v/b')], [type('/v')]],
  ['what wants its tag', [at('/v/a'), at('/v/b')], [tag('/v/kind')]],
  ['what wants its type by name', [at('/v/a'), at('/v/b')], [choice('/v/type')]],
  ['what is of another tag rather than of another type', [tag('/v/kind'), at('/v/a')], [type('/v')]],
  ['what is of another tag rather than of another value', [tag('/v/kind'), at('/v/a')], [choice('/v')]],
  ['what wants a member of another type', [type('/v/a')], [tag('/v/a')]],
  ['what wants a member of another type, called type', [type('/v/type')], [tag('/v/type')]],
  ['what wants one of some values', [choice('/v/kind')], [tag('/v/kind')]],
  ['what wants a tag deeper down', [tag('/v/a/kind'), at('/v/b')], [tag('/v/kind')]],
])('of two branches %s is closest', (_, near, far) => {
  expect(closest([near, far], whole)).toBe(near)
  expect(closest([far, near], whole)).toBe(near)
  // A branch that objects to nothing is none.
  expect(closest([far, [], near], whole)).toBe(near)
})

test('of two branches for the whole document that which got deeper is closest', () => {
  const near = [at('/a')]
  expect(closest([[at('')], near], at('', { kind: 'anyOf' }))).toBe(near)
})

test('where there is no branch that objects, the union does', () => {
  expect(closest([], whole)).toEqual([whole])
  expect(closest([[], []], whole)).toEqual([whole])
})

const noun = (path: string, ...nouns: readonly string[]) => at(path, { asks: 'type', kind: 'type', nouns, place: '/p' })

test('what several ask of one place is said together, once each', () => {
  expect(closest([[noun('/v', 'a string')], [noun('/v', 'null', 'a string')]], whole)).toEqual([
    {
      ...{ path: '/v', at: '/v', place: '/p', kind: 'type', asks: 'type' },
      ...{ nouns: ['a string', 'null'], detail: 'Must be a string or null.' },
    },
  ])
})

test('what several ask of one place in ways of their own is told for each, under the name of the union', () => {
  const other = at('/v/a', { kind: 'maximum', detail: 'Must be at most 5.' })
  expect(closest([[noun('/v/a', 'null')], [{ ...other, asks: 'type' }]], whole)).toEqual([
    {
      ...{ path: '/v/a', at: '/v/a', place: '/p', kind: 'anyOf', asks: 'type', nouns: undefined },
      detail: 'Objects to /v/a. Or: Must be at most 5.',
    },
  ])
})

test('what several ask of different places is told of the union, with each place', () => {
  const branches = [[noun('/v/a', 'a string')], [noun('/v/b', 'null')]]
  expect(closest(branches, whole)).toEqual([
    { ...whole, asks: 'other', detail: 'At a: Objects to /v/a. Or: At b: Objects to /v/b.' },
  ])
})

test('of more than five branches, and more than five objections of one, the others are counted', () => {
  const branch = (name: string, length: number) => Array.from({ length }, (_, index) => at(`/v/${name}${index}`))
  const detailOf = (...branches: readonly (readonly PlacedViolation[])[]) => closest(branches, whole)[0]?.detail
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const told = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `At ${name}${index}: Objects to /v/${name}${index}.`).join(' ')
  const five = names.slice(0, 5).map((name) => told(name, 1))
  expect(detailOf(...names.slice(0, 5).map((name) => branch(name, 1)))).toBe(five.join(' Or: '))
  expect(detailOf(...names.map((name) => branch(name, 1)))).toBe([...five, 'One of 2 more.'].join(' Or: '))
  expect(detailOf(branch('a', 5), branch('b', 5))).toBe(`${told('a', 5)} Or: ${told('b', 5)}`)
  expect(detailOf(branch('a', 7), branch('b', 7))).toBe(`${told('a', 5)} And 2 more. Or: ${told('b', 5)} And 2 more.`)
})
