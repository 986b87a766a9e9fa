import { expect, test } from 'vitest'
import { ignoreRejection, notPromised, unlessPromised } from '../../src/failure/promised.js'

const withThen = (then: unknown): object => Object.fromEntries([['then', then]])
const lazy = withThen((_: unknown, reject: (reason: unknown) => void) => reject(new Error('no')))

test.each([undefined, null, 0, '', 'then', withThen(5), () => 1])(
  'a value is given back where it is due: %o',
  (value) => {
    expect(unlessPromised(value)).toBe(value)
    expect(notPromised('option', value)).toBe(value)
  },
)

test.each([
  ['a promise', () => Promise.resolve(1)],
  ['one that is rejected', () => Promise.reject(new Error('no'))],
  ['one of another kind', () => lazy],
])('%s is no value, and its rejection ends nothing', async (_, make) => {
  expect(unlessPromised<unknown>(make())).toBeUndefined()
  expect(() => notPromised('option', make())).toThrow(
    new TypeError('"option" must return its value, not a promise of it'),
  )
  ignoreRejection(make())
  // A rejection that nobody handles is told after this turn, and fails the test.
  await new Promise(setImmediate)
})
