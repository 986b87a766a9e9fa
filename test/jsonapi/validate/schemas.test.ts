import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateErrorDocument, validateErrorObject } from '../../../src/jsonapi/validate/index.js'
import { matches } from './ajv.js'
import { type Case, documentCases, errorCases } from './cases.js'
import { mutated } from './mutated.js'

/*
 * The schemas and the rules are two tellings of one thing, and this holds them together. The verdict of the rules is whether
 * there is a violation of level `error`; what JSON Schema has no words for (one `id` twice, another `title`) is a warning.
 */
const versions = [
  { version: '1.1', suffix: '' },
  { version: '1.0', suffix: '-1.0' },
] as const

const isFine = (violations: ReturnType<typeof validateErrorDocument>) =>
  violations.every(({ level }) => level !== 'error')

/** Every value, under both versions, whichever its case is about. */
const values = (cases: readonly Case[]) => [...new Set(cases.map(({ value }) => value))]

describe.each(versions)('by JSON:API $version, schema and rules agree', ({ version, suffix }) => {
  const both = (value: unknown) => ({
    rules: isFine(validateErrorDocument(value, { version })),
    schema: matches(`error-document${suffix}`, value),
  })
  const bothOfObject = (value: unknown) => ({
    rules: isFine(validateErrorObject(value, { version })),
    schema: matches(`error-object${suffix}`, value),
  })

  test.each(values(documentCases).map((value) => [JSON.stringify(value), value]))('on %s', (_, value) => {
    const { rules, schema } = both(value)
    expect(schema).toBe(rules)
  })

  test.each(values(errorCases).map((value) => [JSON.stringify(value), value]))('on the error %s', (_, value) => {
    const { rules, schema } = bothOfObject(value)
    expect(schema).toBe(rules)
    expect(both({ errors: [value] })).toEqual({ rules, schema })
  })

  test('on documents that are a few steps from the cases', () => {
    const seen = { fine: 0, wrong: 0 }
    fc.assert(
      fc.property(mutated(values(documentCases)), (value) => {
        const { rules, schema } = both(value)
        seen[rules ? 'fine' : 'wrong']++
        expect(schema).toBe(rules)
      }),
      { numRuns: 4_000 },
    )
    expect(Math.min(seen.fine, seen.wrong)).toBeGreaterThan(100)
  })

  test('on errors that are a few steps from the cases', () => {
    fc.assert(
      fc.property(mutated(values(errorCases)), (value) => {
        const { rules, schema } = bothOfObject(value)
        expect(schema).toBe(rules)
      }),
      { numRuns: 4_000 },
    )
  })
})

test('documents that are recognised at a glance have no violations, looked at closely', () => {
  fc.assert(
    fc.property(
      mutated([...values(documentCases), ...values(errorCases).map((value) => ({ errors: [value, value] }))]),
      (value) => {
        fc.pre(typeof value === 'object' && value !== null && !Array.isArray(value))
        // A member that means nothing, but is not usual.
        expect(validateErrorDocument({ ...value, '@x': 1 })).toEqual(validateErrorDocument(value))
      },
    ),
    { numRuns: 4_000 },
  )
})

describe('the schema of status details', () => {
  const error = { status: '422', code: 'x' }

  test.each([null, 'text', '', { errors: [error] }, { errors: [], more: 1 }, { errors: null }, [error], [], error, {}])(
    'takes %j',
    (value) => {
      expect(matches('status-details', value)).toBe(true)
    },
  )

  test.each([1, true, { errors: {} }, { errors: [1] }, [1], ['text'], { status: 422 }, { message: 'x' }])(
    'refuses %j',
    (value) => {
      expect(matches('status-details', value)).toBe(false)
    },
  )
})
