import picocolors from 'picocolors'
import { expect, test } from 'vitest'
import { codesByCount, counted, countFailure, createTally, printSummary, type Tally } from '../../src/cli/tally.js'

const look = { colors: picocolors.createColors(false), width: 80 }

function tallyOf(codes: readonly (string | undefined)[], rest: Partial<Tally> = {}): Tally {
  const tally = createTally()
  for (const code of codes) {
    countFailure(tally, { errors: [code === undefined ? {} : { code }], delivery: 'immediate', format: 'json:api' })
  }
  return Object.assign(tally, rest)
}

test.each([
  [0, '0 errors'],
  [1, '1 error'],
  [1234567, '1,234,567 errors'],
])('%i is counted as %s', (count, said) => {
  expect(counted(count, 'error')).toBe(said)
})

test('codes are shown with bars, most frequent first', () => {
  const codes = [
    ...Array(1200).fill('not-unique'),
    ...Array(600).fill('not-found'),
    undefined,
    'evil\u001b[2J',
    '__proto__',
  ]
  expect(
    `\n${printSummary(tallyOf(codes, { answers: 5000, unanswered: 1, problems: 2 }), look)}\n`,
  ).toMatchInlineSnapshot(`
    "
    ✖ 5,000 answers read, 1,803 failures with 1,803 errors, 1 request without an
      answer, 2 places could not be read
      not-unique  1,200  ████████████████████████████████████████
      not-found     600  ████████████████████
      (no code)       1  █
      evil␛[2J        1  █
      __proto__       1  █
    "
  `)
})

test('where nothing failed there are no bars', () => {
  expect(printSummary(tallyOf([], { answers: 1 }), look)).toBe('✔ 1 answer read, nothing failed')
  expect(printSummary(tallyOf([], { answers: 3, problems: 1 }), look)).toBe(
    '✖ 3 answers read, nothing failed, 1 place could not be read',
  )
})

test('only the most frequent of many codes are shown, and the beginning of long ones', () => {
  const codes = Array.from({ length: 25 }, (_, index) => `${'long-'.repeat(20)}${index}`)
  const lines = printSummary(tallyOf(codes, { answers: 25 }), look).split('\n')
  expect(lines).toHaveLength(22)
  expect(lines[1]).toBe(`  ${'long-'.repeat(7)}long…  1  ${'█'.repeat(33)}`)
  expect(lines[21]).toBe('  and 5 other codes')
})

test('ever new codes do not fill the memory', () => {
  const tally = tallyOf(Array.from({ length: 5000 }, (_, index) => `code-${index}`))
  countFailure(tally, { errors: [{ code: 'code-0' }, { code: 'new' }], delivery: 'immediate', format: 'json:api' })
  const [first, second] = codesByCount(tally)
  expect([tally.codes.size, first, second]).toEqual([1001, ['(other codes)', 4001], ['code-0', 2]])
})
