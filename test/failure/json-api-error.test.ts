import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { dialectOf } from '../../src/failure/brand.js'
import type { Failure } from '../../src/failure/failure.js'
import { isJsonApiError } from '../../src/failure/guard.js'
import { errorClassOf, JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'

const failure: Failure = {
  errors: [
    { status: '409', code: 'not-unique', title: 'Name In Use', detail: 'Taken.', source: { pointer: '/data' } },
    { status: '409', code: 'read-only' },
  ],
  delivery: 'immediate',
  format: 'json:api',
  status: 409,
  requestId: 'r1',
  document: { jsonapi: { version: '1.0' }, errors: [], meta: { a: 1 } },
}
const error = reactor.error(failure)

describe('an error', () => {
  test('is an Error of the dialect’s name', () => {
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(JsonApiError)
    expect(error.name).toBe('ReactorError')
    expect(error.constructor.name).toBe('ReactorError')
    expect(new JsonApiError(failure).name).toBe('JsonApiError')
  })

  test.each([undefined, null, 'not-found', {}, [], { errors: [] }, [{}]])('is not made of %j', (what) => {
    // Types are for those who keep to them.
    expect(() => new JsonApiError(what as unknown as Failure)).toThrow(
      new TypeError(
        'A JsonApiError is made of failures, as parse returns them; JsonApiError.from makes one of anything',
      ),
    )
  })

  test('has the code of its first error, the status of the response, and everything else', () => {
    expect(error.code).toBe('not-unique')
    expect(error.status).toBe(409)
    expect(error.errors).toBe(failure.errors)
    expect(error.failure).toBe(failure)
    const bare = new JsonApiError({ errors: [{ title: 'T' }], delivery: 'immediate', format: 'text' })
    expect(bare.code).toBeUndefined()
    expect(bare.status).toBeUndefined()
  })

  test.each([
    [399, undefined],
    [400, 400],
    [599, 599],
    [600, undefined],
    [200, undefined],
  ])('has of the status %d the status %s: one of an error, or none', (status, own) => {
    expect(new JsonApiError({ ...failure, status }).status).toBe(own)
  })

  test('shows nothing but code and status to whoever walks its members', () => {
    expect(Object.keys(error)).toStrictEqual(['code', 'status'])
    expect(Object.keys(new JsonApiError({ ...failure, errors: [{}] }))).toStrictEqual(['code', 'status'])
    expect(Object.getOwnPropertySymbols(error)).toStrictEqual([])
  })

  test('reads as name and message', () => {
    const message = '[not-unique] Name In Use: Taken. (at /data), and 1 more'
    expect(error.message).toBe(message)
    expect(String(error)).toBe(`ReactorError: ${message}`)
    expect(error.stack?.split('\n')[0]).toBe(`ReactorError: ${message}`)
    expect(error.stack).toContain('json-api-error.test.ts')
  })

  test('is shown whole by util.inspect', () => {
    const shown = inspect(error, { depth: 4 })
    expect(shown.startsWith('ReactorError: [not-unique] Name In Use: Taken. (at /data), and 1 more\n    at ')).toBe(
      true,
    )
    expect(shown).toContain("code: 'not-unique'")
    expect(shown).toContain('status: 409')
    expect(shown).toContain('[cause]: {')
    expect(shown).toContain("requestId: 'r1'")
  })

  test('becomes the document that it came in', () => {
    expect(JSON.stringify(error)).toBe(JSON.stringify({ ...failure.document, errors: failure.errors }))
    expect(new JsonApiError({ ...failure, document: undefined } as unknown as Failure).toJSON()).toStrictEqual({
      errors: failure.errors,
    })
  })

  test('has its failure as its cause, unless it was given one', () => {
    const cause = new Error('socket hang up')
    expect(error.cause).toBe(failure)
    expect(new JsonApiError(failure, {}).cause).toBe(failure)
    expect(new JsonApiError(failure, { cause }).cause).toBe(cause)
    expect(Object.hasOwn(new JsonApiError(failure, { cause: undefined }), 'cause')).toBe(true)
    expect(reactor.error('not-found', { cause }).cause).toBe(cause)
  })
})

describe('what is sent to a worker or stored', () => {
  const clone = structuredClone(error)

  test('is no longer an error of this package, and becomes one again', () => {
    expect(isJsonApiError(clone)).toBe(false)
    const revived = JsonApiError.from(clone)
    expect(revived.failure).toStrictEqual(failure)
    expect(revived.message).toBe(error.message)
    expect(revived.stack).toBe(clone.stack)
    expect(revived.stack).toContain('json-api-error.test.ts')
    expect(reactor.is(revived, 'not-unique')).toBe(true)
  })

  test('can be sent again after that', () => {
    expect(JsonApiError.from(structuredClone(JsonApiError.from(clone))).failure).toStrictEqual(failure)
  })

  test.each<[how: string, sent: unknown]>([
    ['the failure', structuredClone(error.failure)],
    ['the JSON of the failure', JSON.parse(JSON.stringify(error.failure))],
    ['the text of the failure', JSON.stringify(error.failure)],
  ])('as %s keeps all of it', (_, sent) => {
    expect(JsonApiError.from(sent).failure).toStrictEqual(failure)
  })

  test.each<[how: string, sent: unknown]>([
    ['JSON', JSON.parse(JSON.stringify(error))],
    ['the text of its JSON', JSON.stringify(error)],
    ['the text of its JSON with whitespace around it', `\n ${JSON.stringify(error, undefined, 2)}\n`],
  ])('as %s keeps every error object', (_, sent) => {
    const revived = JsonApiError.from(sent)
    expect(revived.toJSON()).toStrictEqual(error.toJSON())
    expect(revived).toMatchObject({ code: 'not-unique', status: 409 })
  })

  test('loses its errors where it was given another cause, for a clone has nothing else of it', () => {
    const caused = structuredClone(reactor.error('not-found', { detail: 'Gone.', cause: 'because' }))
    const revived = JsonApiError.from(caused)
    expect(revived.code).toBeUndefined()
    expect(revived.message).toContain('[not-found] Record Not Found: Gone.')
    expect(revived.cause).toBe(caused)
    // Its failure can be sent beside it.
    const { failure: sent } = reactor.error('not-found', { cause: 'because' })
    expect(JsonApiError.from(structuredClone(sent)).code).toBe('not-found')
  })
})

describe('several failures that were thrown together', () => {
  const [one, two]: [Failure, Failure] = [
    { errors: [{ code: 'a' }, { code: 'b' }], delivery: 'immediate', format: 'json:api', status: 409, requestId: 'r' },
    { errors: [{ code: 'c' }], delivery: 'deferred', format: 'json:api', field: 'status_details' },
  ]
  const several = reactor.error([one, two])

  test.each<[how: string, sent: unknown]>([
    ['their list', [one, two]],
    ['the text of their list', JSON.stringify([one, two])],
    ['the JSON of their error', JSON.parse(JSON.stringify(several))],
    ['a clone of their error', structuredClone(several)],
  ])('are the same again by %s', (_, sent) => {
    expect(JsonApiError.from(sent).failures).toStrictEqual([one, two])
  })

  test.each<[what: string, sent: unknown]>([
    ['something else beside them', [one, 5]],
    ['an error document beside them', [one, { errors: [{ code: 'a' }] }]],
    ['nothing in it', []],
  ])('are not known in a list with %s', (_, sent) => {
    expect(JsonApiError.from(sent).errors).toMatchObject([{ title: 'Not A JSON:API Error' }])
  })

  test.each<[what: string, failures: unknown]>([
    [
      'more errors than there are',
      [
        { ...one, errors: 2 },
        { ...two, errors: 2 },
      ],
    ],
    ['fewer errors than there are', [{ ...one, errors: 2 }]],
    [
      'a failure without errors',
      [
        { ...one, errors: 3 },
        { ...two, errors: 0 },
      ],
    ],
    ['something else', [{ ...one, errors: 3 }, 5]],
    ['nothing', []],
  ])('are one where what is said of them claims %s', (_, failures) => {
    const document = { errors: [{ code: 'a' }, { code: 'b' }, { code: 'c' }], meta: { failures } }
    const restored = JsonApiError.from(document)
    expect(restored.failures).toHaveLength(1)
    expect(restored.errors).toStrictEqual(document.errors)
  })
})

describe('JsonApiError.from', () => {
  test('gives errors of this package back as they are', () => {
    expect(JsonApiError.from(error)).toBe(error)
  })

  test('reads the status and request id of a document', () => {
    const document = { errors: [{ status: '403' }, { status: '422', meta: { request_id: 'no' } }], meta: { a: 1 } }
    expect(JsonApiError.from(document).failure).toStrictEqual({
      ...{ errors: document.errors, delivery: 'immediate', format: 'json:api', status: 400, document },
    })
    const one = JsonApiError.from({ errors: [{ code: 'a', meta: { request_id: 'r1' } }] })
    expect(one.failure).toStrictEqual({
      ...{
        errors: [{ code: 'a', meta: { request_id: 'r1' } }],
        delivery: 'immediate',
        format: 'json:api',
        requestId: 'r1',
      },
    })
  })

  test('mends a document, and tells of it', () => {
    const { failure: mended } = JsonApiError.from('{"errors":[{"code":5,"meta":{"request_id":7}}]}')
    expect(mended).toMatchObject({ errors: [{ code: '5' }], repairs: [{ pointer: '/errors/0/code', received: 5 }] })
    expect(mended).not.toHaveProperty('requestId')
  })

  test('makes one error of all that an AggregateError holds', () => {
    const errors = [reactor.error('not-unique'), new Error('another'), reactor.error('read-only')]
    const aggregate = new AggregateError(errors, '3 failures')
    const revived = JsonApiError.from(aggregate)
    expect(revived.errors.map(({ code }) => code)).toStrictEqual(['not-unique', 'read-only'])
    expect(revived.cause).toBe(aggregate)
    expect(revived.stack).toBe(aggregate.stack)
  })

  test('cuts the text of any other error without leaving half a secret', () => {
    const made = JsonApiError.from(new Error(`${'x'.repeat(1980)} https://user:swordfish@x.example/a`))
    expect(made.errors[0].detail).toBe(`${'x'.repeat(1980)}…`)
  })

  test.each<[what: string, value: unknown, message: string]>([
    ['an Error', new TypeError('fetch failed'), 'Not A JSON:API Error: fetch failed'],
    ['an Error without a message', new Error(), 'Not A JSON:API Error'],
    [
      'an AggregateError of connections that were refused',
      new AggregateError([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })], 'all failed'),
      'Not A JSON:API Error: all failed',
    ],
    [
      'an Error that keeps error objects beside its request',
      Object.assign(new Error('Request failed'), { errors: [{ code: 'a' }], config: { headers: {} } }),
      'Not A JSON:API Error: Request failed',
    ],
    ['a text', 'boom', 'Not A JSON:API Error: boom'],
    ['an empty text', '', 'Not A JSON:API Error'],
    ['a text that is nearly JSON', '{"errors":', 'Not A JSON:API Error: {"errors":'],
    ['JSON of something else', '{"a":1}', 'Not A JSON:API Error: {"a":1}'],
    ['null', null, 'Not A JSON:API Error'],
    ['a number', 42, 'Not A JSON:API Error'],
    ['a list', [{ code: 'a' }], 'Not A JSON:API Error'],
    ['a document without errors', { errors: [] }, 'Not A JSON:API Error'],
    ['a document whose errors are no list', { errors: { code: 'a' } }, 'Not A JSON:API Error'],
  ])('makes of %s an error without a code, whose cause it is', (_, value, message) => {
    const made = JsonApiError.from(value)
    expect(made.code).toBeUndefined()
    expect(made.message).toBe(message)
    expect(made.failure.format).toBe('unknown')
    expect(made.cause).toBe(value)
  })

  test('makes of undefined an error whose cause is its failure', () => {
    const made = JsonApiError.from(undefined)
    expect(made.cause).toBe(made.failure)
  })

  test.each<object>([{ delivery: 'later' }, { delivery: undefined }, { format: 5 }])(
    'takes for a document what only looks like a failure: with %o',
    (odd) => {
      const value = { ...failure, ...odd }
      expect(JsonApiError.from(value).failure).toStrictEqual({
        ...{ errors: failure.errors, delivery: 'immediate', format: 'json:api', status: 409, document: value },
      })
    },
  )

  const wrong: Readonly<Partial<Record<keyof Failure, readonly unknown[]>>> = {
    status: ['409', 0, 99, 600, -1, 404.5, Number.NaN],
    retryAfter: [-5e9, Number.NaN, Number.POSITIVE_INFINITY, '7', null],
    attempts: [7, 'x', {}, null, [7], [{}], [failure.errors]],
    repairs: [7, 'x', {}, null, [7], [{}], [{ pointer: '' }]],
    request: [null, 'GET', {}, { method: 'GET' }, { url: '/' }, { method: 1, url: '/' }],
    resource: [null, { type: 't' }, { id: 'i' }, { type: 't', id: 5 }, []],
    requestId: [5, null, {}],
    field: [5, null, {}],
    document: [5, null, [], 'x'],
    origin: ['sent', true, null],
  }

  test.each(Object.entries(wrong).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'leaves out of a failure what cannot be its %s, and tells of it: %j',
    (name, value) => {
      const { failure: restored } = JsonApiError.from({ ...failure, [name]: value })
      const told = { pointer: `/${name}`, message: expect.stringContaining('left out'), received: expect.anything() }
      const { [name]: _, ...rest } = { ...failure } as Readonly<Record<string, unknown>>
      expect(restored).toEqual({ ...rest, repairs: [value === null ? { ...told, received: null } : told] })
    },
  )

  test.each(Object.keys(wrong))('and not where a failure merely lacks its %s', (name) => {
    const { [name]: _, ...rest } = { ...failure } as Readonly<Record<string, unknown>>
    expect(JsonApiError.from({ ...failure, [name]: undefined }).failure).toStrictEqual(rest)
  })

  test('checks attempts like failures, and gives them none of their own', () => {
    const attempt = { ...failure, retryAfter: -1, attempts: [failure] }
    const [first, ...others] = JsonApiError.from({ ...failure, attempts: [attempt, {}] }).failure.attempts ?? []
    expect(others).toEqual([])
    expect(first).toEqual({ ...failure, repairs: [expect.objectContaining({ pointer: '/retryAfter', received: -1 })] })
    const circle: { attempts: unknown[] } = { ...failure, attempts: [] }
    circle.attempts.push(circle)
    expect(JsonApiError.from(circle).failure.attempts).toEqual([failure])
  })

  test('takes for a failure what has every member of one', () => {
    const whole: Failure = {
      ...{
        errors: [{ code: 'a' }],
        delivery: 'deferred',
        format: 'json:api',
        status: 200,
        requestId: 'r',
        retryAfter: 1,
      },
      ...{ resource: { type: 't', id: 'i' }, field: 'status', repairs: [] },
    }
    expect(JsonApiError.from(whole).failure).toStrictEqual(whole)
  })

  test('reads what can be read of a value that throws', () => {
    const hostile = Object.defineProperty({ code: 'a' }, 'detail', {
      enumerable: true,
      get() {
        throw new Error('trap')
      },
    })
    expect(JsonApiError.from({ errors: [hostile] }).errors).toStrictEqual([{ code: 'a', detail: '[unreadable]' }])
  })

  test('reads errors of another realm', () => {
    const document: unknown = runInNewContext('({ errors: [{ code: "a" }] })')
    expect(JsonApiError.from(document).code).toBe('a')
  })
})

describe('the mark', () => {
  test('tells the dialect', () => {
    expect(dialectOf(error)).toBe('ReactorError')
    expect(dialectOf(new JsonApiError(failure))).toBe('JsonApiError')
  })

  test.each([null, undefined, 0, 'ReactorError', {}, new Error('e'), { name: 'ReactorError' }, clonedMark()])(
    'is not on %o',
    (value) => {
      expect(dialectOf(value)).toBeUndefined()
      expect(isJsonApiError(value)).toBe(false)
    },
  )

  test('is on errors that another copy of the class made', () => {
    const Copy = class extends Error {
      get [Symbol.for('reactor-errors.dialect')](): string {
        return 'ReactorError'
      }
      readonly code = 'not-found'
    }
    expect(isJsonApiError(new Copy())).toBe(true)
    expect(reactor.is(new Copy(), 'not-found')).toBe(true)
  })

  test('is what instanceof looks at, of this class alone', () => {
    class Copy extends Error {
      get [Symbol.for('reactor-errors.dialect')](): string {
        return 'ReactorError'
      }
    }
    class Own extends JsonApiError {}
    expect(new Copy()).toBeInstanceOf(JsonApiError)
    expect(new Error('e')).not.toBeInstanceOf(JsonApiError)
    expect(new Own(failure)).toBeInstanceOf(Own)
    expect(error).not.toBeInstanceOf(Own)
    expect(new Copy()).not.toBeInstanceOf(Own)
  })
})

function clonedMark(): unknown {
  return structuredClone({ ...error })
}

test('the class of a dialect is the same class under another name', () => {
  const ShopError = errorClassOf('ShopError')
  const made = new ShopError(failure)
  expect(made).toBeInstanceOf(JsonApiError)
  expect(made.name).toBe('ShopError')
  expect(ShopError.name).toBe('ShopError')
  expect(Object.keys(made)).toStrictEqual(['code', 'status'])
})
