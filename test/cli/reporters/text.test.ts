import { describe, expect, test } from 'vitest'
import { countFailure, createTally, type Tally } from '../../../src/cli/tally.js'
import { ioOf, reporterOf } from '../streams.js'

function tallyOf(codes: readonly (string | undefined)[], rest: Partial<Tally> = {}): Tally {
  const tally = createTally()
  for (const code of codes) {
    countFailure(tally, { errors: [code === undefined ? {} : { code }], delivery: 'immediate', format: 'json:api' })
  }
  return Object.assign(tally, rest)
}

const show = (tally: Tally, columns = 80): string =>
  reporterOf(ioOf({ tty: ['stdout'], columns, env: { NO_COLOR: '1' } }))
    .report({ kind: 'decoded', tally })
    .replace(/^~.*\n/, '')
    .trimEnd()

describe('what was decoded is summed up', () => {
  test('codes are shown with bars, most frequent first', () => {
    const codes = [
      ...Array(1200).fill('not-unique'),
      ...Array(600).fill('not-found'),
      undefined,
      'evil\u001b[2J',
      '__proto__',
    ]
    expect(`\n${show(tallyOf(codes, { responses: 5000, unanswered: 1, problems: 2 }))}\n`).toMatchInlineSnapshot(`
      "
      ✖ 5,000 responses read, 1,803 failures with 1,803 errors, 1 request without a
        response, 2 places could not be read
        not-unique  1,200  ████████████████████████████████████████
        not-found     600  ████████████████████
        (no code)       1  █
        evil␛[2J        1  █
        __proto__       1  █
      "
    `)
  })

  test('where nothing failed there are no bars', () => {
    expect(show(tallyOf([], { responses: 1 }))).toBe('✔ 1 response read, nothing failed')
    expect(show(tallyOf([], { responses: 3, problems: 1 }))).toBe(
      '✖ 3 responses read, nothing failed, 1 place could not be read',
    )
  })

  test('only the most frequent of many codes are shown', () => {
    const codes = Array.from({ length: 25 }, (_, index) => `code-${index}`)
    const lines = show(tallyOf(codes, { responses: 25 })).split('\n')
    expect(lines).toHaveLength(22)
    expect(lines[21]).toBe('  and 5 other codes')
  })

  test('with long codes on lines of their own, broken at their joints', () => {
    const code = 'extension-package-transform-definition-error'
    expect(
      show(tallyOf([code, code, 'a'], { responses: 3 }), 40)
        .split('\n')
        .slice(2),
    ).toEqual([
      '  errors',
      '  extension-package-transform-',
      '  definition-error',
      `    2  ${'█'.repeat(31)}`,
      '  a',
      `    1  ${'█'.repeat(16)}`,
    ])
  })
})
