import { describe, expect, test } from 'vitest'
import { fragmentOf, isReference, namesErrors } from '../../src/input/fragment.js'

const build = { type: 'builds', id: 'BL1', attributes: { status: 'failed' } }
const named = { type: 'builds', id: 'BL1' }
const error = { code: 'not-found' }
const details = { status_details: { errors: [error] } }
const logged = { type: 'log', id: '1', attributes: { level: 'info' } }

describe('a document is told by its members', () => {
  test.each<[what: string, value: object]>([
    ['a resource', { data: build, extra: 1 }],
    ['resources', { data: [build, named], extra: 1 }],
    ['nothing, and an address for JSON-LD', { data: null, '@context': 'x' }],
    ['nothing, beside details of a status', { data: null, meta: details }],
    ['no resources', { data: [], links: {} }],
    ['errors of any kind', { errors: 'no' }],
    ['no errors, beside details of a status', { errors: [], meta: details }],
    ['meta alone', { meta: { total: 1 } }],
    ['all that JSON:API gives it', { data: [], jsonapi: { version: '1.1' }, links: {}, included: [], meta: {} }],
    ['errors, whatever its meta calls so', { errors: [error], meta: { failures: ['x'] } }],
    ['an object in which no error is told', { data: { ok: true, error: '' } }],
  ])('%s', (_what, value) => {
    expect(fragmentOf(value, true)).toBe(value)
  })
})

describe('a part of a document is put into one', () => {
  test.each<[what: string, value: object, whole: (value: object) => object]>([
    ['a list of errors', [error, { title: 'T' }], (errors) => ({ errors })],
    ['an error', { ...error, status: '404', meta: {} }, (value) => ({ errors: [value] })],
    [
      'an error with all its members',
      { id: '1', links: {}, ...error, detail: 'D', source: {} },
      (value) => ({ errors: [value] }),
    ],
    ['a list of resources', [build, named], (data) => ({ data })],
    ['a resource', { ...build, included: 1 }, (data) => ({ data })],
    ['a resource without an id', { type: 'builds', attributes: {} }, (data) => ({ data })],
    ['attributes beside meta', { attributes: {}, meta: {} }, (data) => ({ data })],
    ['attributes beside relationships', { attributes: {}, relationships: {} }, (data) => ({ data })],
    ['a reference', { ...named, lid: '1', links: {} }, (data) => ({ data })],
    [
      'a resource without attributes',
      { ...named, attributes: null, relationships: {}, meta: {} },
      (data) => ({ data }),
    ],
    ['details in meta alone', { meta: details }, (data) => ({ data })],
    ['refreshed details in meta', { meta: { refresh_status_details: [error] }, name: 'x' }, (data) => ({ data })],
    ['attributes alone', details, (value) => ({ data: { attributes: value, meta: value } })],
  ])('%s', (_what, value, whole) => {
    expect(fragmentOf(value, true)).toEqual(whole(value))
  })

  test.each([
    ['all', { errors: [error], time: 1 }],
    ['some', { errors: ['no', error], time: 1 }],
  ])('of members of another form, errors of which %s say something', (_what, value) => {
    expect(fragmentOf(value, true)).toEqual({ errors: value.errors })
  })
})

describe('problem details', () => {
  const problem = { type: '/t', title: 'T', status: 400, errors: [error] }

  test.each(['/t', '#t', './t', 'urn:t'])('of the type %s are told by it, a title and a status', (type) => {
    const value = { ...problem, type }
    expect(fragmentOf(value, true)).toBe(value)
  })

  test.each([{ type: 't' }, { type: 'a/b' }, { type: ['/t'] }, { type: undefined }, { title: 5 }, { status: '400' }])(
    'are not told with %j',
    (members) => {
      expect(fragmentOf({ ...problem, ...members }, true)).toEqual({ errors: [error] })
    },
  )
})

describe('no part of a document is', () => {
  test.each<[what: string, value: unknown]>([
    ['a text', 'x'],
    ['nothing', null],
    ['an empty list', []],
    ['a list of which some are errors', [error, { a: 1 }]],
    ['a list of which some are resources', [build, { a: 1 }]],
    ['a list of both', [error, build]],
    ['an error among members of its own', { ...error, time: 1 }],
    ['an object of another form', { links: {} }],
    ['an empty list of data beside other members', { data: [], time: 1 }],
    ['data of which some are resources, beside other members', { data: [build, {}], time: 1 }],
    ['nothing beside other members', { data: null, 'time@': 1 }],
    ['data that is a text', { data: 'x' }],
    ['data that is a number', { data: 1 }],
    ['data that is true', { data: true }],
    ['a type alone', { type: 'builds' }],
    ['an id alone', { id: 'BL1' }],
    ['a type and an id among others', { ...named, name: 'x' }],
    ['attributes alone', { attributes: {} }],
    ['details that are null', { status_details: null }],
    ['details that are a text', { status_details: 'x' }],
    ['a line of a log', logged],
    ['a line of a log in data', { data: { attributes: logged.attributes } }],
    ['lines of a log in data', { data: [logged] }],
    ['an error in the data of a client', { data: { error: 'invalid_token' } }],
  ])('%s', (_what, value) => {
    expect(fragmentOf(value, true)).toBeUndefined()
  })
})

test.each<[isReference: boolean, value: unknown]>([
  [true, named],
  [true, [named, { data: named }]],
  [true, { data: [named], links: {} }],
  [false, []],
  [false, null],
  [false, 'x'],
  [false, [named, error]],
  [false, { data: error }],
  [false, { data: named, errors: [] }],
  [false, build],
  [false, { ...named, meta: {} }],
])('that only resources are named is %s of %j', (expected, value) => {
  expect(isReference(value)).toBe(expected)
})

test.each<[isOne: boolean, value: object]>([
  [true, { status: 400, title: 'T' }],
  [true, { status: '599', title: 'T' }],
  [true, { code: 404, title: 'T' }],
  [false, { status: 399, title: 'T' }],
  [false, { status: 200, title: 'T' }],
  [false, { status: 600, title: 'T' }],
  [false, { code: 5, title: 'T' }],
])('that it can be nothing but an error is %s of %j', (isOne, value) => {
  expect(fragmentOf(value, false)).toEqual(isOne ? { errors: [value] } : undefined)
})

test.each([
  ...['error', 'errors', 'err', 'failure', 'failures', 'problem', 'problems', 'violation', 'violations'],
  ...['exception', 'exceptions', 'Errors', 'ERROR'],
])('errors stand under the name %s', (name) => {
  expect(namesErrors(name)).toBe(true)
})

test.each(['errorCount', 'noerror', 'terrors', 'errs', 'problematic', 'failureRate', 'data'])(
  'but not under %s',
  (name) => {
    expect(namesErrors(name)).toBe(false)
  },
)
