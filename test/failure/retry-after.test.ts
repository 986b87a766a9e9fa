import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { retryAfterOf } from '../../src/failure/retry-after.js'

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
    ['5, 9', 5000],
    ['15 , 9', 15_000],
    [' 15', 15_000],
    ['5,Thu, 01 Jan 2026 12:00:30 GMT', 5000],
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
    ['in a zone behind', 'Thu, 01 Jan 2026 07:00:30 -0500', 30_000],
    ['in a zone ahead', 'Thu, 01 Jan 2026 17:30:30 +0530', 30_000],
    ['with a second that was added', 'Thu, 01 Jan 2026 12:00:60 GMT', 60_000],
    ['joined with another, behind a space', 'Thu, 01 Jan 2026 12:00:30 GMT , 9', 30_000],
    ['joined with another', 'Thu, 01 Jan 2026 12:00:30 GMT, 9', 30_000],
    ['of the last century, in the form of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['that is now', 'Thu, 01 Jan 2026 12:00:00 GMT', 0],
    ['that has passed', 'Wed, 31 Dec 2025 12:00:00 GMT', 0],
    ['long past', 'Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ])('as a date %s is the wait until then', (_, value, wait) => {
    expect(retryAfterOf(value)).toBe(wait)
  })

  test.each(
    ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
      (month, place) => [place, month] as const,
    ),
  )('as a date of month %i is the wait until then', (place, month) => {
    const wait = Date.UTC(2027, place, 2, 23, 59, 59) - NOW
    expect(retryAfterOf(`Sat, 02 ${month} 2027 23:59:59 GMT`)).toBe(wait)
    expect(retryAfterOf(`Saturday, 02-${month}-27 23:59:59 GMT`)).toBe(wait)
    expect(retryAfterOf(`Sat ${month}  2 23:59:59 2027`)).toBe(wait)
  })

  test.each(['Xxx, 02 Jan 2027 23:59:59 GMT', 'Someday, 02-Jan-27 23:59:59 GMT', 'Xxx Jan  2 23:59:59 2027'])(
    'as a date knows the days of a week, and no others: %s',
    (value) => {
      expect(retryAfterOf(value)).toBeUndefined()
    },
  )

  test.each([
    ['a second that was added to the last day of a year', 'Thu, 31 Dec 2026 23:59:60 GMT', Date.UTC(2027, 0, 1) - NOW],
    ['a day that stands for 50 years ahead', 'Friday, 01-Jan-76 12:00:00 GMT', Date.UTC(2076, 0, 1, 12) - NOW],
    ['a day that stands for 49 years ago', 'Saturday, 01-Jan-77 12:00:00 GMT', 0],
  ])('as a date knows %s', (_, value, wait) => {
    expect(retryAfterOf(value)).toBe(wait)
  })

  test.each([
    ['a clock that is an hour behind', 'Thu, 01 Jan 2026 13:00:00 GMT', 30_000],
    ['a date that is none', 'soon', 3_630_000],
    ['an empty date', '', 3_630_000],
    ['a date with whitespace around it', ' Thu, 01 Jan 2026 13:00:00 GMT ', 30_000],
  ])('as a date is measured against the Date of the response: %s', (_, date, wait) => {
    expect(retryAfterOf('Thu, 01 Jan 2026 13:00:30 GMT', () => date)).toBe(wait)
  })

  test('in seconds does not ask for the date', () => {
    const date = vi.fn(() => 'Thu, 01 Jan 2026 13:00:00 GMT')
    expect(retryAfterOf('7', date)).toBe(7000)
    expect(date).not.toHaveBeenCalled()
  })

  test.each([
    ...['', ' ', 'soon', '-5', '+5', '1.5', '1e3', '0x10', '5 seconds', 'NaN', 'Infinity'],
    ...['2026-01-01T12:00:30Z', '2026-01-01', 'Thu, 99 Foo 2026 12:00:00 GMT', 'Thursday', 'Thu, ', 'January 1, 2026'],
    ...[
      'Tue, 31 Feb 2026 12:00:00 GMT',
      'Thu, 01 Jan 2026 24:00:00 GMT',
      'Wed, 31 Dec 2025 24:00:00 GMT',
      'in Thu, 01 Jan 2026 12:00:30 GMT',
      'Thu, 01 JAN 2026 12:00:30 GMT',
      'Thu, 01 Foo 2026 12:00:30 GMT',
      'Sat, 30 Feb 2027 12:00:60 GMT',
      'Thu, 01 Jan 2026 12:60:00 GMT',
      'Thu, 01 Jan 2026 12:00:61 GMT',
    ],
    ...[
      'Thu, 1 Jan 2026 12:00:30 GMT',
      'Thu, 01 Jan 2026 12:00:30',
      'Thu, 01 Jan 2026 12:00:30 EST',
      'thu, 01 jan 2026 12:00:30 gmt',
    ],
    ...['Thursday, 01-Jan-2026 12:00:30 GMT', 'Thu Jan 01 2026 12:00:30', 'Thu, 01 Jan 2026 12:00:30 GMT+1'],
  ])('of "%s" asks for nothing', (value) => {
    expect(retryAfterOf(value)).toBeUndefined()
  })

  test('that is absent asks for nothing', () => {
    expect(retryAfterOf(undefined)).toBeUndefined()
  })
})
