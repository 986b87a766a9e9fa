import { expect, test, vi } from 'vitest'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'
import type { ErrorReport, RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'
import { documentOf, request } from './answered.js'

const secret = { detail: 'secret', meta: { password: 'secret' } }

/** The reports about one response, and the response. */
function reportsOf(thrown: unknown, options: RespondOptions = {}) {
  const reports: ErrorReport[] = []
  const sent = renderResponse(thrown, { ...options, onError: (report) => reports.push(report) })
  return { reports, sent, errors: documentOf(sent).errors }
}

test('the hook gets the whole truth about an error, once', () => {
  const thrown = reactor.error('not-unique', secret)
  const asked = request({ 'x-request-id': 'r-1' })
  const { reports, errors } = reportsOf(thrown, { expose: 0, request: asked })
  expect(reports).toEqual([
    {
      error: thrown,
      errors: [{ ...thrown.errors[0], id: errors[0]?.id }],
      status: 409,
      requestId: 'r-1',
      request: asked,
    },
  ])
})

test.each<[what: string, thrown: unknown]>([
  ['an error', new Error('secret')],
  ['a text', 'secret'],
  ['nothing', undefined],
])('%s that nobody foresaw is the cause of the error that the hook gets', (_, thrown) => {
  const { reports } = reportsOf(thrown)
  expect(reports).toHaveLength(1)
  const error = reports[0]?.error
  expect(error).toBeInstanceOf(JsonApiError)
  expect(error).toMatchObject({ code: 'internal-error', status: 500 })
  expect(error?.failure).toMatchObject({ delivery: 'immediate', format: 'json:api', status: 500 })
  expect(Object.is((error as JsonApiError).cause, thrown)).toBe(true)
  expect(reports[0]).not.toHaveProperty('request')
  expect(reports[0]).not.toHaveProperty('renderError')
})

test('the hook gets all errors, though a response has no room for them', () => {
  const errors = Array.from({ length: 1001 }, (_, index) => ({ code: `c${index}`, status: '400' }))
  const { reports, errors: sent } = reportsOf(errors)
  expect(sent).toHaveLength(1000)
  expect(reports[0]?.errors.map(({ code }) => code)).toEqual(errors.map(({ code }) => code))
  expect(reports[0]?.errors[999]?.id).toBe(sent[999]?.id)
  expect(reports[0]?.errors[1000]).toEqual(errors[1000])
})

test('the hook hears that a recogniser gave a failure without errors', () => {
  const recognise = () => ({ errors: [], delivery: 'immediate', format: 'json:api' }) as never
  const { reports } = reportsOf(new Error('x'), { recognise })
  expect(reports[0]?.renderError).toEqual(new TypeError('A failure needs at least one error object'))
})

test.each([7, true, Symbol('x'), () => 'x', 7n])('what is thrown and has no text is told without one: %o', (thrown) => {
  const { errors } = reportsOf(thrown, { expose: 2 })
  expect(errors).toHaveLength(1)
  expect(errors[0]).not.toHaveProperty('detail')
})

test('the hook hears, once, of what an option threw', () => {
  const renderError = new Error('in the redactor')
  const { reports, sent } = reportsOf(reactor.error('not-unique', secret), {
    redactMeta: () => {
      throw renderError
    },
  })
  expect(reports).toEqual([expect.objectContaining({ renderError, status: 409 })])
  expect(sent.body).not.toContain('secret')
})

test('no secret of the request is in the error that the hook gets', () => {
  const asked = request({ authorization: 'Bearer canary-token-of-the-request' })
  const { reports } = reportsOf(new Error('nothing for canary-token-of-the-request'), { request: asked })
  expect(reports[0]?.error.message).toContain('nothing')
  expect(reports[0]?.error.message).not.toContain('canary')
})

test('a response has about a million characters at most, and the hook gets all errors nonetheless', () => {
  const long = { status: '422', title: 'a b '.repeat(500), detail: 'c d '.repeat(500) }
  const { reports, errors, sent } = reportsOf({ errors: Array(300).fill(long) })
  expect(reports[0]?.errors).toHaveLength(300)
  expect(sent.body.length).toBeGreaterThan(1_000_000)
  expect(sent.body.length).toBeLessThan(1_010_000)
  expect(documentOf(sent).meta).toEqual({ omitted_errors: 300 - errors.length })
})

test('the hook gets all errors, also those that a response has no room for', () => {
  const { reports, errors, sent } = reportsOf(Array.from({ length: 1001 }, () => reactor.object('not-found')))
  expect(reports[0]?.errors).toHaveLength(1001)
  expect(errors).toHaveLength(1000)
  expect(documentOf(sent).meta).toEqual({ omitted_errors: 1 })
})

test.each<[what: string, onError: () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('hook')
    },
  ],
  ['rejects', () => Promise.reject(new Error('hook'))],
  [
    'gives what cannot be waited for',
    () =>
      Object.defineProperty({}, 'then', {
        get: () => {
          throw new Error('hook')
        },
      }),
  ],
])('a hook that %s changes nothing', async (_, onError) => {
  const rejected = vi.fn()
  process.on('unhandledRejection', rejected)
  const sent = renderResponse(reactor.error('not-unique', { detail: 'told' }), { onError })
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', rejected)
  expect(rejected).not.toHaveBeenCalled()
  expect(documentOf(sent).errors[0]?.detail).toBe('told')
})
