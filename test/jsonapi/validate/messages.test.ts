import { describe, expect, test } from 'vitest'
import { validateErrorDocument, validateErrorObject } from '../../../src/jsonapi/validate/index.js'

const messages = (value: unknown) => validateErrorObject(value).map(({ message }) => message)

test.each([
  [null, 'null'],
  [404, '404'],
  [Number.NaN, 'NaN'],
  [true, 'a value of type boolean'],
  [{}, 'a value of type object'],
  [[1], 'an array'],
  [() => 1, 'a value of type function'],
  [1n, 'a value of type bigint'],
  [Symbol('x'), 'a value of type symbol'],
])('a message says what was found: %o is %s', (value, found) => {
  expect(messages({ status: value })).toEqual([`Found ${found} at /status. \`error.status\` is a string like "404".`])
})

test('a message names the members that can be there', () => {
  expect(messages({ status: '404', source: { pointers: [] } })[0]).toBe(
    'Found another than pointer, parameter, header at /source/pointers. Objects have only members that the specification names; since 1.1 also @-members and those of extensions.',
  )
})

describe('what may be secret', () => {
  const secret = 'Bearer eyJhbGciOiJSUzI1NiJ9'
  const value = {
    errors: [
      { status: secret, source: { pointer: secret, header: secret }, links: { about: `https://x/?token=${secret}` } },
      { status: '400', id: 1, meta: secret, source: secret, links: secret },
      secret,
    ],
    jsonapi: { ext: [secret] },
  }

  test('is in no message', () => {
    const violations = validateErrorDocument(value)
    expect(violations).toHaveLength(10)
    expect(JSON.stringify(violations)).not.toContain('eyJ')
  })
})
