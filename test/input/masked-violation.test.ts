import { expect, test } from 'vitest'
import { maskViolation } from '../../src/input/masked-violation.js'

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl'
const violationAt = (pointer: string) => ({ pointer, message: `${pointer} is not allowed: ${pointer}`, rule: 'name' })

test('a secret among the names that a violation repeats gives way to a mark wherever it stands, and nothing else changes', () => {
  expect(maskViolation(violationAt(`/data/${JWT}/a~1b`))).toEqual(violationAt('/data/[redacted]/a~1b'))
  expect(maskViolation(violationAt(`/a~1b~0/a~1${JWT}~0`))).toEqual(violationAt('/a~1b~0/a~1[redacted]~0'))
  expect(maskViolation(violationAt('/data/hunter~12'), ['hunter/2'])).toEqual(violationAt('/data/[redacted]'))
})

test('a violation that repeats no secret is given back as it is', () => {
  const violation = violationAt('/data/a~1b~0')
  expect(maskViolation(violation)).toBe(violation)
  const odd = violationAt('/data/~2')
  expect(maskViolation(odd)).toBe(odd)
})
