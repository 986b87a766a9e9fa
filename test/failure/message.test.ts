import { describe, expect, test } from 'vitest'
import { NotSettledError } from '../../src/client/settle.js'
import type { Failure } from '../../src/failure/failure.js'
import { messageOf } from '../../src/failure/json-api-error.js'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { assertPointer } from '../../src/testing/index.js'

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

  test('names the status of the response where no error has one', () => {
    expect(of([{ title: 'T' }], { status: 502 })).toBe('[502] T')
  })

  test('names no status of the response in which a failed resource was read', () => {
    expect(of([{ title: 'T' }], { delivery: 'deferred', status: 200 })).toBe('T')
  })

  test('names place, resource and request', () => {
    const more = { resource: { type: 'builds', id: 'BL1' }, request: { method: 'GET', url: '/a' } }
    expect(of([{ title: 'T', source: { pointer: '/b' } }], more)).toBe('T (at /b; builds BL1; GET /a)')
  })

  test('takes the title of a code from the catalog, and leaves a code of it as it is', () => {
    const titleOf = (code: string) => (code === 'known-code-1' ? 'Known' : undefined)
    const told = (code?: string) =>
      new JsonApiError(
        { errors: [code === undefined ? { detail: 'D' } : { code, detail: 'D' }], delivery: 'immediate', format: 'x' },
        { titleOf, secrets: ['known-code-1', 'other-code-2'] },
      ).message
    expect(told('known-code-1')).toContain('Known: D')
    expect(told('other-code-2')).toBe('[[redacted]] D')
    expect(told()).toBe('D')
  })

  test('names the resource that failed', () => {
    expect(of([{ title: 'T' }], { resource: { type: 'builds', id: 'BL1' } })).toBe('T (builds BL1)')
  })

  test('names the first three of several failures, and counts the others', () => {
    const failures = (count: number) =>
      Array.from({ length: count }, (_, index) => reactor.error('not-found', { detail: `${index}` }).failure)
    const [first, ...others] = failures(5)
    if (first === undefined) throw new Error('there are five')
    const said = (index: number) => `[not-found] Record Not Found: ${index}`
    expect(messageOf([first])).toBe(said(0))
    expect(messageOf([first, ...others.slice(0, 2)])).toBe(`3 failures: ${[0, 1, 2].map(said).join('; ')}`)
    expect(messageOf([first, ...others])).toBe(`5 failures: ${[0, 1, 2].map(said).join('; ')}; and 2 more`)
  })

  test('counts the other errors', () => {
    expect(of([{ code: 'a', title: 'T' }, { code: 'b' }, {}])).toBe('[a] T, and 2 more')
  })

  test('has the beginning of a long text, and says that there is more', () => {
    const detail = 'x'.repeat(501)
    expect(of([{ detail }])).toBe(`${'x'.repeat(500)}…`)
    expect(of([{ detail: detail.slice(1) }])).toBe('x'.repeat(500))
  })

  test('stays short, whatever the response says', () => {
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

describe('a message holds no character that is not seen or does more than stand there', () => {
  const unseen = [
    ...['\u001b[31m', '\u009b', '\u007f', '\0', '\b', '\u202e', '\u2066', '\u200b', '\ufeff', '\u00ad', '\u061c'],
    ...['\ufff9', '\u{e0001}', '\u{e0041}', '\u2028', '\u3164', '\uffff', '\ud83d', '\u200d'],
  ]
  const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2028\u2029]/u
  const failureOf = (text: string): Failure => ({
    errors: [{ code: text, title: text, detail: `${text}!`, source: { pointer: `/${text}` } }],
    ...{ delivery: 'deferred', format: 'json:api', resource: { type: text, id: text } },
    request: { method: text, url: text },
  })

  test.each<[door: string, make: (text: string) => unknown]>([
    ['an error', (text) => reactor.error(failureOf(text))],
    ['an error by its status', (text) => reactor.error({ ...failureOf(text), errors: [{ status: text }] })],
    ['a parameter', (text) => reactor.error('not-found', { parameter: text })],
    ['a header', (text) => reactor.error('not-found', { header: text })],
    ['an error of anything', (text) => JsonApiError.from(text)],
    ['an error of an error', (text) => JsonApiError.from(new Error(text))],
    ['a wait that was in vain', (text) => new NotSettledError('timeout', lastSeen(text))],
    ['a code that nobody knows', (text) => caught(() => reactor.object(text as never))],
    [
      'a definition',
      (text) => caught(() => defineDialect({ name: 'a', codes: { [text]: { title: 'a', status: 1 } } })),
    ],
    ['a pointer', (text) => caught(() => reactor.object('not-found', { pointer: text }))],
    ['the code of a violation', (text) => caught(() => fromAjv([{}] as never, { document: {}, code: text as never }))],
    ['an expectation', (text) => caught(() => assertPointer(reactor.error('not-found'), text))],
  ])('%s', (_, make) => {
    for (const text of unseen) {
      const { message } = make(`a${text}b`) as Error
      expect(message).not.toMatch(UNSEEN)
      expect(message).toMatch(/\\[ub]/)
    }
    expect((make('a\r\n\tb') as Error).message).not.toMatch(/[\r\n\t]/)
  })

  const lastSeen = (text: string) => ({
    ...{ resource: { type: text, id: text }, field: 'status', status: text, polls: 1, elapsed: 1 },
    failure: failureOf(text),
  })
})

function caught(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}
