import { expect, test, vi } from 'vitest'
import { once } from '../../src/jsonapi/once.js'

test.each([1, undefined, null, 0])('a value is made when it is first asked for, and never again: %o', (value) => {
  const make = vi.fn(() => value)
  const get = once(make)
  expect(make).not.toHaveBeenCalled()
  expect([get(), get()]).toEqual([value, value])
  expect(make).toHaveBeenCalledTimes(1)
})
