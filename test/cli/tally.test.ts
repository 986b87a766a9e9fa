import { expect, test } from 'vitest'
import { codesByCount, counted, countFailure, createTally, mergeTally } from '../../src/cli/tally.js'

function tallyOf(codes: readonly (string | undefined)[]) {
  const tally = createTally()
  for (const code of codes) {
    countFailure(tally, { errors: [code === undefined ? {} : { code }], delivery: 'immediate', format: 'json:api' })
  }
  return tally
}

test.each([
  [0, '0 errors'],
  [1, '1 error'],
  [1234567, '1,234,567 errors'],
])('%i is counted as %s', (count, said) => {
  expect(counted(count, 'error')).toBe(said)
})

test('ever new codes do not fill the memory', () => {
  const tally = tallyOf(Array.from({ length: 5000 }, (_, index) => `code-${index}`))
  countFailure(tally, { errors: [{ code: 'code-0' }, { code: 'new' }], delivery: 'immediate', format: 'json:api' })
  const [first, second] = codesByCount(tally)
  expect([tally.codes.size, first, second]).toEqual([1001, ['(other codes)', 4001], ['code-0', 2]])
})

test('of codes that are long no more is kept than can be shown', () => {
  const tally = tallyOf([`${'x'.repeat(1_000_000)}1`, `${'x'.repeat(1_000_000)}2`])
  expect(codesByCount(tally)).toEqual([[`${'x'.repeat(100)}…`, 2]])
})

test('a code may be as long as is kept', () => {
  expect(codesByCount(tallyOf(['x'.repeat(100)]))).toEqual([['x'.repeat(100), 1]])
})

test('what was counted elsewhere is added', () => {
  const [tally, other] = [tallyOf(['a', 'b']), tallyOf(['b', undefined])]
  Object.assign(tally, { responses: 1, problems: 2, unanswered: 3, unread: 5, passed: 4 })
  Object.assign(other, { responses: 10, problems: 20, unanswered: 30, unread: 50, passed: 40 })
  mergeTally(tally, other)
  expect(tally).toMatchObject({
    responses: 11,
    failures: 4,
    errors: 4,
    problems: 22,
    unanswered: 33,
    unread: 55,
    passed: 44,
  })
  expect(codesByCount(tally)).toEqual([
    ['b', 2],
    ['a', 1],
    ['(no code)', 1],
  ])
})
