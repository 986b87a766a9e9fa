import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { de } from '../../src/explain/languages/de.generated.js'
import { retryAdvice } from '../../src/failure/retry.js'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'
import { type ErrorReport, type RespondOptions, renderResponse } from '../../src/server/index.js'
import { httpFailure } from '../../src/server/refusals.js'

const unhandled: unknown[] = []
const keep = (reason: unknown): number => unhandled.push(reason)
process.on('unhandledRejection', keep)
afterAll(() => process.off('unhandledRejection', keep))

// Whoever has no types, or an async function where they see none, passes this.
const rejecting = (() => Promise.reject(new Error('boom'))) as never
const request = { method: 'GET', url: '/', headers: {} }

async function expectNothingUnhandled(): Promise<void> {
  await setImmediate()
  expect(unhandled.splice(0)).toEqual([])
}

describe('a promise where a value is due is told of in the report, and its rejection handled', () => {
  test.each<[name: string, options: RespondOptions]>([
    ['requestId', { requestId: rejecting }],
    ['status', { status: rejecting }],
    ['makeId', { makeId: rejecting }],
    ['redactMeta', { redactMeta: rejecting }],
    ['expose', { expose: rejecting }],
    ['recognise', { recognise: rejecting }],
    ['dialect.entry', { dialect: { entry: rejecting }, languages: [de] }],
  ])('%s', async (name, options) => {
    const reports: ErrorReport[] = []
    const onError = (report: ErrorReport): Promise<never> => {
      reports.push(report)
      return Promise.reject(new Error('boom'))
    }
    const thrown = name === 'recognise' ? new Error('x') : reactor.error('not-found', { meta: { a: 1 } })
    const { status } = renderResponse(thrown, { request, onError, ...options })
    expect(status).toBe(name === 'recognise' ? 500 : 404)
    expect(reports).toHaveLength(1)
    expect(reports[0]?.renderError).toEqual(new TypeError(`"${name}" must return its value, not a promise of it`))
    await expectNothingUnhandled()
  })
})

test('a promise of an entry is named as the fault of the dialect', async () => {
  expect(() => httpFailure(404, {}, { entry: rejecting })).toThrow(
    new TypeError('"dialect.entry" must return its value, not a promise of it'),
  )
  await expectNothingUnhandled()
})

describe('a promise counts as nothing where nothing may throw', () => {
  const failure = {
    errors: [{ code: 'a', status: '503' }],
    delivery: 'immediate',
    format: 'text',
    status: 503,
  } as const

  test('in advice', async () => {
    const { delay, ...advice } = retryAdvice(failure, rejecting, { method: 'GET', attempt: 1, random: rejecting })
    expect(advice).toEqual({ retry: 'later', because: 'status', repeat: true })
    expect(delay).toBeLessThan(500)
    await expectNothingUnhandled()
  })

  test('in a message', async () => {
    expect(new JsonApiError(failure, { titleOf: rejecting }).message).toBe('[a] No reason given')
    await expectNothingUnhandled()
  })

  test('in a reader', async () => {
    const dialect = defineDialect({ name: 'OwnError', codes: {}, readers: [rejecting] })
    expect(dialect.parse({ errors: [{ code: 'a' }] })).toMatchObject([{ errors: [{ code: 'a' }] }])
    await expectNothingUnhandled()
  })
})
