import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { maskFailures } from '../../src/failure/secrets.js'
import type { ErrorDocument } from '../../src/jsonapi/document.js'
import { reactor } from '../../src/reactor/index.js'
import { errorDocument } from '../failure/arbitrary.js'

/** The only error that a response is thrown as. */
function thrown(body: unknown): JsonApiError {
  try {
    reactor.throwIfFailed(body, { status: 400 })
  } catch (error) {
    if (error instanceof JsonApiError) return error
  }
  throw new Error('no error was thrown')
}

/** The text of what may be read in an error: what looks like a secret is masked. */
function masked(document: ErrorDocument): string {
  // An arbitrary document has at least one error.
  const errors = document.errors as Failure['errors']
  const [failure] = maskFailures(
    [{ errors, delivery: 'immediate', format: 'json:api', document }],
    [],
    (code) => reactor.entry(code) !== undefined,
  )
  return JSON.stringify({ ...failure.document, errors: failure.errors })
}

describe('any document of errors', () => {
  test('that is read, thrown and written again is the same text, but for secrets', () => {
    fc.assert(
      fc.property(errorDocument, (document) => {
        const text = JSON.stringify(document)
        expect(JSON.stringify(thrown(text))).toBe(masked(document))
      }),
    )
  })

  test('that is thrown and sent to another process is the same text, but for secrets', () => {
    fc.assert(
      fc.property(errorDocument, (document) => {
        const error = thrown(JSON.stringify(document))
        const text = masked(document)
        expect(JSON.stringify(JsonApiError.from(structuredClone(error)))).toBe(text)
        expect(JSON.stringify(JsonApiError.from(JSON.stringify(error)))).toBe(text)
        expect(JSON.stringify(JsonApiError.from(structuredClone(error.failure)))).toBe(text)
      }),
    )
  })

  test('is read alike as text, as bytes and as a value', () => {
    fc.assert(
      fc.property(errorDocument, (document) => {
        const text = JSON.stringify(document)
        const failures = JSON.stringify(reactor.parse(text))
        expect(JSON.stringify(reactor.parse(new TextEncoder().encode(text)))).toBe(failures)
        expect(JSON.stringify(reactor.parse(document))).toBe(failures)
      }),
    )
  })

  test('is not changed by being read', () => {
    fc.assert(
      fc.property(errorDocument, (document) => {
        const frozen = deepFrozen(structuredClone(document))
        expect(JSON.stringify(thrown(frozen))).toBe(masked(document))
        expect(JSON.stringify(frozen)).toBe(JSON.stringify(document))
      }),
    )
  })
})

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) deepFrozen(inner)
  return value
}

describe('a document that was cut off', () => {
  const cases: readonly (readonly [what: string, document: object])[] = [
    ['of errors', { errors: [{ code: 'not-unique', title: 'Name In Use', detail: 'Taken.' }, { code: 'read-only' }] }],
    ['of errors and more', { jsonapi: { version: '1.0' }, meta: { a: [1, 2] }, errors: [{ title: 'T', code: 'c1' }] }],
    [
      'of resources',
      {
        data: [
          {
            type: 'builds',
            id: 'BL1',
            attributes: { status: 'failed' },
            meta: { status_details: { errors: [{ code: 'socket-error' }] } },
          },
        ],
      },
    ],
    ['of the gateway', { error_code: '403000', message: 'Api Key is required' }],
    ['of the sign-in service', { error: 'invalid_token', error_description: 'It has expired.' }],
    ['of a problem', { type: 'https://example.com/t', title: 'Bad', status: 400, detail: 'D', code: 'p1' }],
  ]

  test.each(cases)('%s at any quarter of it keeps its status and what had arrived', (_, document) => {
    const text = JSON.stringify(document)
    for (const share of [0, 0.25, 0.5, 0.75]) {
      const body = text.slice(0, text.length * share)
      const [failure] = reactor.parse(body, { status: 500, headers: { 'x-request-id': 'r1' } })
      expect(failure).toMatchObject({ status: 500, requestId: 'r1', format: share === 0 ? 'empty' : 'malformed' })
    }
  })

  test.each(cases)('%s anywhere yields no word that is not in it', (_, document) => {
    const text = JSON.stringify(document)
    const words = new Set(text.match(/"[^"]*"/g)?.map((word) => word.slice(1, -1)))
    for (let end = 0; end < text.length; end++) {
      for (const { errors } of reactor.parse(text.slice(0, end), { status: 500 })) {
        for (const { code, detail } of errors) {
          if (code !== undefined) expect(words).toContain(code)
          if (detail !== undefined && !detail.startsWith('The status of')) expect(words).toContain(detail)
        }
      }
    }
  })

  test('anywhere, whatever it holds, yields no code that is not in it', () => {
    fc.assert(
      fc.property(errorDocument, fc.double({ min: 0, max: 1, noNaN: true }), (document, share) => {
        const text = JSON.stringify(document)
        const body = text.slice(0, Math.floor(text.length * share))
        const failures = reactor.parse(body, { status: 500 })
        expect(failures).toMatchObject([{ status: 500 }])
        expect(failures[0]?.errors.filter(({ code }) => code !== undefined && !isIn(document, code))).toStrictEqual([])
      }),
    )
  })
})

const isIn = ({ errors }: ErrorDocument, code: string): boolean => errors.some((error) => error.code === code)
