/** How much is listed; bad-input.test.ts has documents that are as long as it takes. */
import { describe, expect, test } from 'vitest'
import type { Rule } from '../../../src/jsonapi/validate/rules.js'
import { isOver, report, startWalk, violationsOf, type Walk } from '../../../src/jsonapi/validate/walk.js'

const rule = (level: Rule['level']): Rule => ({ name: level, level, statement: 'So it is.', see: 'https://a/1.1/#x' })
const [error, advice] = [rule('error'), rule('warning')]

/** A walk in which so many characters more may be listed. */
const walkOf = (room: number, version?: '1.0' | '1.1'): Walk => ({ ...startWalk(version && { version }), room })

/** The names of the rules that are listed of these. */
function listed(room: number, ...broken: readonly Rule[]): readonly string[] {
  const walk = walkOf(room)
  for (const each of broken) report(walk, each, '/a')
  return violationsOf(walk).map(({ rule: name }) => name)
}

describe('a list', () => {
  /** `Found none at /a. So it is.` and `/a`. */
  const one = 29

  test('takes everything while there is room, and says where there was none', () => {
    expect(listed(2 * one, advice, advice)).toEqual(['warning', 'warning'])
    expect(listed(2 * one - 1, advice, advice)).toEqual(['warning', 'warning', 'all-listed'])
    expect(listed(2 * one, advice, error, advice, error)).toEqual(['warning', 'error', 'warning', 'all-listed'])
  })

  test('that is full takes the first error, and no more', () => {
    expect(listed(0, advice, advice, error, advice, error)).toEqual(['warning', 'error', 'all-listed'])
    expect(listed(0, error, advice, error)).toEqual(['error', 'all-listed'])
  })

  test('is done with once it is full and has an error', () => {
    const walk = walkOf(one)
    const steps = [advice, advice, error].map((each) => {
      report(walk, each, '/a')
      return isOver(walk)
    })
    expect(steps).toEqual([false, false, true])
    const early = walkOf(one)
    report(early, error, '/a')
    expect(isOver(early)).toBe(false)
  })

  test('has about a million characters', () => {
    expect(startWalk(undefined)).toEqual({
      ...{ old: false, extensions: undefined, violations: [], failed: false, room: 1_000_000 },
    })
  })
})

test('a violation says where, what stands there, and what should; its page is that of the version', () => {
  const walk = walkOf(1000, '1.0')
  report(walk, error, '/a', 'another')
  report(walk, advice, '')
  expect(violationsOf(walk)).toEqual([
    {
      rule: 'error',
      level: 'error',
      pointer: '/a',
      message: 'Found another at /a. So it is.',
      see: 'https://a/1.0/#x',
    },
    { rule: 'warning', level: 'warning', pointer: '', message: 'Found none. So it is.', see: 'https://a/1.0/#x' },
  ])
})

test('a full list says that it is', () => {
  const walk = walkOf(-1)
  expect(violationsOf(walk)).toMatchObject([
    { rule: 'all-listed', pointer: '', message: expect.stringMatching(/^Found no room for more\. /) },
  ])
})
