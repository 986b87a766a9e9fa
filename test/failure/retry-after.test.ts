import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { retryAfterOf } from '../../src/failure/retry.js'

const NOW = Date.UTC(2026, 0, 1, 12)

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

describe('Retry-After', () => {
  test.each([
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['007', 7000],
    ['120', 120_000],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
  ])('of %s seconds is that many milliseconds', (value, wait) => {
    expect(retryAfterOf(value)).toBe(wait)
  })

  test.each([
    ['of today', 'Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['of today in the form of RFC 850', 'Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
    ['of today in the form of asctime', 'Thu Jan  1 12:00:30 2026', 30_000],
    ['with whitespace around it', '  Thu, 01 Jan 2026 12:00:30 GMT ', 30_000],
    ['of tomorrow', 'Fri, 02 Jan 2026 12:00:00 GMT', 86_400_000],
    ['that is now', 'Thu, 01 Jan 2026 12:00:00 GMT', 0],
    ['that has passed', 'Wed, 31 Dec 2025 12:00:00 GMT', 0],
    ['long past', 'Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('as a date %s is the wait until then', (_, value, wait) => {
    expect(retryAfterOf(value)).toBe(wait)
  })

  test.each([
    ['a clock that is an hour behind', 'Thu, 01 Jan 2026 13:00:00 GMT', 30_000],
    ['a date that is none', 'soon', 3_630_000],
    ['an empty date', '', 3_630_000],
  ])('as a date is measured against the Date of the answer: %s', (_, date, wait) => {
    expect(retryAfterOf('Thu, 01 Jan 2026 13:00:30 GMT', date)).toBe(wait)
  })

  test('in seconds does not ask for the date', () => {
    expect(retryAfterOf('7', 'Thu, 01 Jan 2026 13:00:00 GMT')).toBe(7000)
  })

  test.each([
    ...['', ' ', 'soon', '-5', '+5', '1.5', '1e3', '0x10', '5 seconds', '5, 6', 'NaN', 'Infinity'],
    ...['2026-01-01T12:00:30Z', '2026-01-01', 'Thu, 99 Foo 2026 12:00:00 GMT', 'Thursday', 'Thu, ', 'January 1, 2026'],
  ])('of "%s" asks for nothing', (value) => {
    expect(retryAfterOf(value)).toBeUndefined()
  })

  test('that is absent asks for nothing', () => {
    expect(retryAfterOf(undefined)).toBeUndefined()
  })
})
