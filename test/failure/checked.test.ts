/** What says of itself that it is a failure is checked member by member. */
import { describe, expect, test } from 'vitest'
import { checkedFailure, failuresOf, saysFailure } from '../../src/failure/checked.js'
import { isErrorObject } from '../../src/failure/read-errors.js'
import { JsonApiError } from '../../src/index.js'

const sound = { errors: [{ code: 'not-found' }], delivery: 'immediate', format: 'json:api' }

describe('a failure is given back as it is', () => {
  test.each<[what: string, members: object]>([
    ['with no more than it must have', {}],
    [
      'with all that it may have',
      { origin: 'received', request: { method: 'GET', url: '/a' }, requestId: 'r', field: 'f' },
    ],
    [
      'with the lowest status and no wait',
      { status: 100, retryAfter: 0, resource: { type: 'a', id: '1' }, document: {} },
    ],
    ['with the highest status', { status: 599 }],
    ['with members that we do not know', { note: 5 }],
    ['with attempts and repairs', { attempts: [sound], repairs: [{ pointer: '', message: 'm', received: 1 }] }],
  ])('%s', (_, members) => {
    const failure = { ...sound, ...members }
    expect(checkedFailure(failure)).toBe(failure)
  })
})

describe('a member that is no such thing is left out, which a repair tells', () => {
  test.each<[name: string, value: unknown, rule: string]>([
    ['origin', 'sent', 'be "received"'],
    ['request', { method: 'GET' }, 'have a method and a URL'],
    ['request', { url: '/a' }, 'have a method and a URL'],
    ['status', 99, 'be an HTTP status'],
    ['status', 600, 'be an HTTP status'],
    ['status', 404.5, 'be an HTTP status'],
    ['requestId', 5, 'be a string'],
    ['retryAfter', -1, 'be a number from 0 up'],
    ['resource', { type: 'a' }, 'have a type and an id'],
    ['resource', { id: 'a' }, 'have a type and an id'],
    ['field', null, 'be a string'],
    ['document', [], 'be an object'],
    ['attempts', 7, 'be a list'],
    ['repairs', 'x', 'be a list'],
  ])('%s: %j', (name, received, rule) => {
    expect(checkedFailure({ ...sound, [name]: received })).toEqual({
      ...sound,
      repairs: [{ pointer: `/${name}`, message: `"${name}" must ${rule}; it was left out`, received }],
    })
  })

  test('and so is one that is undefined, of which there is nothing to tell', () => {
    expect(checkedFailure({ ...sound, status: undefined })).toStrictEqual(sound)
  })

  test('and an attempt or a repair that is none, of which the number is told', () => {
    const repair = { pointer: '', message: 'm', received: 1 }
    const given = {
      ...sound,
      attempts: [sound, null, { ...sound, delivery: 'x' }],
      repairs: [repair, {}, { pointer: '' }],
    }
    expect(checkedFailure(given)).toMatchObject({
      attempts: [sound],
      repairs: [
        repair,
        { pointer: '/attempts', message: '"attempts" must hold nothing else; it was left out', received: 2 },
        { pointer: '/repairs', message: '"repairs" must hold nothing else; it was left out', received: 2 },
      ],
    })
  })

  test('and what was mended in its errors is told with them', () => {
    const checked = checkedFailure({ ...sound, errors: [{ code: 5 }] })
    expect(checked).toMatchObject({ errors: [{ code: '5' }], repairs: [{ pointer: '/errors/0/code', received: 5 }] })
  })

  test('and the attempts of an attempt, which has none', () => {
    expect(checkedFailure({ ...sound, attempts: [{ ...sound, attempts: [sound] }] })?.attempts).toEqual([sound])
  })
})

test.each([
  ['no delivery', { ...sound, delivery: 'x' }],
  ['no format', { ...sound, format: 5 }],
])('what has %s is no failure', (_, given) => {
  expect(saysFailure(given)).toBe(false)
})

test('only what bears our mark is asked for its failures', () => {
  expect(failuresOf({ failures: [sound] })).toBeUndefined()
  expect(failuresOf(new JsonApiError({ ...sound, delivery: 'deferred', errors: [{ code: 'a' }] }))).toHaveLength(1)
})

test('an error object has at least one member, which may be its own', () => {
  expect([{}, { own: 5 }, { code: 'a' }, { code: 5 }].map(isErrorObject)).toEqual([...[false, true, true, false]])
})

describe('the failure that an error is restored from', () => {
  test.each<[what: string, given: unknown, failure: object]>([
    ['a text with an error document behind something else', 'x {"errors":[{"code":"a"}]}', { format: 'unknown' }],
    ['an empty text', '', { errors: [{ title: 'Not A JSON:API Error' }], format: 'unknown', delivery: 'immediate' }],
    ['the text of an error document', ' {"errors":[{"code":"a"}]}', { errors: [{ code: 'a' }], format: 'json:api' }],
  ])('%s', (_, given, failure) => {
    expect(JsonApiError.from(given).failure).toMatchObject(failure)
    expect(JsonApiError.from(given).failure.errors[0]).not.toHaveProperty('detail', '')
  })
})
