import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { messageOf } from '../../src/failure/json-api-error.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'

const of = (errors: readonly [ErrorObject, ...ErrorObject[]], more: Partial<Failure> = {}): string =>
  messageOf([{ errors, delivery: 'immediate', format: 'json:api', ...more }])

describe('the message', () => {
  test.each<[what: string, error: ErrorObject, message: string]>([
    [
      'names code, title, detail and place',
      { code: 'not-unique', title: 'Name In Use', detail: 'Taken.', source: { pointer: '/data/attributes/name' } },
      '[not-unique] Name In Use: Taken. (at /data/attributes/name)',
    ],
    ['does without a detail', { code: 'a', title: 'T' }, '[a] T'],
    ['does without a title', { code: 'a', detail: 'D' }, '[a] D'],
    ['says once what title and detail both say', { code: 'a', title: 'T', detail: 'T' }, '[a] T'],
    ['says that there is nothing to say', { code: 'a' }, '[a] No reason given'],
    ['names the status where there is no code', { status: '404', title: 'T' }, '[404] T'],
    ['does without both', { title: 'T' }, 'T'],
    ['takes empty texts for none', { code: 'a', title: '', detail: '' }, '[a] No reason given'],
    ['does without an empty title', { code: 'a', title: '', detail: 'D' }, '[a] D'],
    ['does without an empty detail', { code: 'a', title: 'T', detail: '' }, '[a] T'],
    ['names the whole document', { code: 'a', title: 'T', source: { pointer: '' } }, '[a] T (at the whole document)'],
    ['names a parameter', { title: 'T', source: { parameter: 'page[size]' } }, 'T (in parameter page[size])'],
    ['names a header', { title: 'T', source: { header: 'Accept' } }, 'T (in header Accept)'],
    ['names no place that is none', { title: 'T', source: {} }, 'T'],
  ])('%s', (_, error, message) => {
    expect(of([error])).toBe(message)
  })

  test('names the status of the answer where no error has one', () => {
    expect(of([{ title: 'T' }], { status: 502 })).toBe('[502] T')
  })

  test('names the resource that failed', () => {
    expect(of([{ title: 'T' }], { resource: { type: 'builds', id: 'BL1' } })).toBe('T (builds BL1)')
  })

  test('counts the other errors', () => {
    expect(of([{ code: 'a', title: 'T' }, { code: 'b' }, {}])).toBe('[a] T, and 2 more')
  })

  test('stays short, whatever the answer says', () => {
    const long = 'x'.repeat(1_000_000)
    const error: ErrorObject = { code: long, title: long, detail: long, source: { pointer: `/${long}` } }
    const message = of([error], { resource: { type: long, id: long } })
    expect(message.length).toBeLessThan(2600)
    expect(of([{ source: { parameter: long } }]).length).toBeLessThan(600)
    expect(of([{ source: { header: long } }]).length).toBeLessThan(600)
  })

  test.each<[where: string, error: ErrorObject, more?: Partial<Failure>]>([
    ['code', { code: 'Bearer canary42' }],
    ['title', { title: 'https://api.example/?token=canary42' }],
    ['detail', { detail: 'GET /properties?filter=canary42 failed with password=canary42' }],
    ['pointer', { source: { pointer: '/data?key=canary42' } }],
    ['parameter', { source: { parameter: 'access_token=canary42' } }],
    ['header', { source: { header: 'Authorization: Basic canary42' } }],
    ['resource', { title: 'T' }, { resource: { type: 'secrets', id: 'client_secret=canary42' } }],
  ])('shows no token and no query that stands in the %s', (_, error, more) => {
    expect(of([error], more)).toContain('[redacted]')
    expect(of([error], more)).not.toContain('canary42')
  })

  test('says so where the error cannot be read', () => {
    const source = Object.defineProperty({}, 'pointer', {
      get() {
        throw new Error('trap')
      },
    })
    expect(of([{ code: 'a', source }])).toBe('An error that cannot be read')
  })
})
