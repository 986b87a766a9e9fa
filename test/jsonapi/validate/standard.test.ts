import { expect, test } from 'vitest'
import { validateErrorDocument, validateErrorObject } from '../../../src/jsonapi/validate/index.js'
import { documented } from './cases.js'

const { validate, ...others } = validateErrorDocument['~standard']

test('a validator is a Standard Schema of version 1', () => {
  expect(others).toEqual({ version: 1, vendor: 'reactor-errors' })
  expect(validateErrorObject['~standard']).toMatchObject(others)
})

test('what is valid is given back as it is', () => {
  const value = { errors: [documented] }
  const result = validate(value)
  expect(result).toEqual({ value })
  expect('value' in result && result.value).toBe(value)
})

test('warnings are no issues', () => {
  expect(validate({ errors: [] })).toEqual({ value: { errors: [] } })
})

test('errors are issues with a message and the path to what is wrong', () => {
  const value = { errors: [documented, { status: 404, meta: { 'a/b~': 1, list: [{ '7': { '01+': 1 } }] } }] }
  const violations = validateErrorDocument(value)
  expect(validate(value)).toEqual({
    issues: [
      { message: violations[0]?.message, path: ['errors', '1', 'status'] },
      { message: violations[1]?.message, path: ['errors', '1', 'meta', 'a/b~'] },
      { message: violations[2]?.message, path: ['errors', '1', 'meta', 'list', '0', '7', '01+'] },
    ],
  })
  expect(validate(null)).toEqual({ issues: [{ message: expect.any(String), path: [] }] })
})
