import { describe, expect, test } from 'vitest'
import {
  type ValidateOptions,
  validateErrorDocument,
  validateErrorObject,
} from '../../../src/jsonapi/validate/index.js'

const fine = { id: '1', status: '409', code: 'a', title: 'A' }
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

test.each<[value: unknown, options: ValidateOptions, start: string]>([
  [{}, {}, 'Found none. '],
  [{ errors: [] }, {}, 'Found none at /errors. '],
  [{ errors: [{ code: 'x' }] }, {}, 'Found none at /errors/0. '],
  [{ errors: [{ status: '4' }] }, {}, 'Found another string at /errors/0/status. '],
  [{ errors: [{ status: '400', source: { header: 'a b' } }] }, {}, 'Found another string at /errors/0/source/header. '],
  [{ errors: [400] }, {}, 'Found 400 at /errors/0. '],
  [{ errors: [fine, fine] }, {}, 'Found that of another at /errors/1/id. '],
  [{ errors: [fine, { ...fine, id: '2', title: 'B' }] }, {}, 'Found another at /errors/1/title. '],
  [{ errors: [fine], data: null }, {}, 'Found both at /data. '],
  [{ errors: [fine], 'atomic:results': [] }, {}, 'Found both at /atomic:results. '],
  [{ errors: [fine], included: [] }, {}, 'Found none at /included. '],
  [{ errors: [fine], meta: { 'a+': 1 } }, {}, 'Found another name at /meta/a+. '],
  [{ errors: [fine], meta: { 'ä b': 1 } }, {}, 'Found another name at /meta/ä b. '],
  [{ errors: [fine], 'a_:b': 1 }, {}, 'Found another name at /a_:b. '],
  [{ errors: [fine], 'a:b': 1 }, { extensions: ['c'] }, 'Found a member of another at /a:b. '],
])('a message says what stands there instead: of %j', (value, options, start) => {
  const [first, ...others] = validateErrorDocument(value, options).map(({ message }) => message)
  expect(others).toEqual([])
  expect(first?.slice(0, start.length)).toBe(start)
})

test('a message tells of what cannot be read', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(messages({ ...fine, meta: proxy })).toEqual(['Found what throws at /meta. All of a document can be read.'])
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
