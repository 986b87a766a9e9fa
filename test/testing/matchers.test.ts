import { describe, expect, test } from 'vitest'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'
import { deferredResponse, foreignResponses, immediateResponse, reactorMatchers } from '../../src/testing/index.js'
import '../../src/testing/vitest.js'

const shop = defineDialect({ name: 'ShopError', codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 } } })

/** What reading a response throws. */
function thrownBy({ status, headers, body }: { status: number; headers: Record<string, string>; body: unknown }) {
  try {
    reactor.throwIfFailed(body, { status, headers })
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const taken = reactor.error('not-unique', { detail: 'The name is taken.', pointer: '/data/attributes/name' })
const both = thrownBy({
  ...immediateResponse('not-unique'),
  body: reactor.document([reactor.object('not-unique', { pointer: '' }), reactor.object('invalid-rule')]),
})

/** The message of the expectation that fails. */
function messageOf(expectation: () => unknown): string {
  try {
    expectation()
  } catch (error) {
    return String(error).split('\n')[0] ?? ''
  }
  throw new Error('the expectation held')
}

describe('toBeReactorError', () => {
  test.each(reactor.codes)('takes %s by its code, immediate and deferred, and by no other', (code) => {
    const other = code === 'not-found' ? 'read-only' : 'not-found'
    for (const response of [immediateResponse(code), deferredResponse(code)]) {
      const error = thrownBy(response)
      expect(error).toBeReactorError(code)
      expect(error).toBeReactorError()
      expect(error).not.toBeReactorError(other)
    }
  })

  test('takes the codes of the gateway and of the sign-in service, and errors without a code', () => {
    expect(thrownBy(foreignResponses.gateway)).toBeReactorError('403025')
    expect(thrownBy(foreignResponses.ims)).toBeReactorError('invalid_token')
    expect(thrownBy(foreignResponses.html)).toBeReactorError()
    expect(thrownBy(foreignResponses.html)).not.toBeReactorError('internal-error')
  })

  test('takes what a promise is rejected with', async () => {
    await expect(Promise.reject(taken)).rejects.toBeReactorError('not-unique')
    await expect(Promise.reject(new Error('no'))).rejects.not.toBeReactorError()
    await expect(expect(Promise.reject(taken)).rejects.toBeReactorError('not-found')).rejects.toThrow(
      /got a ReactorError/,
    )
  })

  test('stands for an error inside a value', () => {
    expect({ cause: taken }).toEqual({ cause: expect.toBeReactorError('not-unique') })
    expect({ cause: taken }).not.toEqual({ cause: expect.toBeReactorError('not-found') })
    expect({ cause: taken }).toEqual({ cause: expect.not.toBeReactorError('not-found') })
    expect({ cause: taken }).not.toEqual({ cause: expect.not.toBeReactorError('not-unique') })
    expect({ cause: taken }).toEqual({ cause: expect.not.toHavePointer('/data') })
  })

  test('goes by the first code alone, as reactor.is does', () => {
    expect(both).toBeReactorError('not-unique')
    expect(both).not.toBeReactorError('invalid-rule')
  })

  test('says that it did not want what it got', () => {
    expect(messageOf(() => expect(taken).not.toBeReactorError('not-unique'))).toBe(
      `Error: Expected anything but a ReactorError with the code not-unique, got a ReactorError with the code not-unique: ${taken.message}`,
    )
    expect(messageOf(() => expect(taken).not.toBeReactorError())).toMatch(
      /^Error: Expected anything but a ReactorError, /,
    )
  })
})

const failedTwice = new AggregateError([taken, reactor.error('not-found')], 'two')
const revoked = Proxy.revocable({}, {})
revoked.revoke()
const hostile = {
  get [Symbol.toStringTag](): string {
    throw new Error('no')
  },
}
const many = new JsonApiError({
  errors: [{ code: 'a0' }, ...Array.from({ length: 11 }, (_, index) => ({ code: `a${index + 1}` }))],
  delivery: 'immediate',
  format: 'json:api',
})

/** Values that are no error of the code `not-found`, and what is said of them. */
const others: readonly { readonly what: string; readonly value: unknown; readonly said: string }[] = [
  { what: 'another code', value: taken, said: `a ReactorError with the code not-unique: ${taken.message}` },
  {
    what: 'several codes',
    value: both,
    said: 'a ReactorError with the codes not-unique, invalid-rule: [not-unique] Name Already In Use (at the whole document), and 1 more',
  },
  {
    what: 'many codes',
    value: many,
    said: 'a JsonApiError with the codes a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, …: [a0] No reason given, and 11 more',
  },
  {
    what: 'no code',
    value: thrownBy(foreignResponses.html),
    said: 'a ReactorError with the code none: [502] Bad Gateway: 502 Bad Gateway',
  },
  {
    what: 'an error of another dialect',
    value: shop.error('out-of-stock'),
    said: 'a ShopError with the code out-of-stock: [out-of-stock] Out Of Stock',
  },
  {
    what: 'several errors',
    value: failedTwice,
    said: `an AggregateError of 2: a ReactorError with the code not-unique: ${taken.message}; a ReactorError with the code not-found: [not-found] Record Not Found`,
  },
  {
    what: 'more errors than are told',
    value: new AggregateError(['a', 'b', 'c', 'd']),
    said: 'an AggregateError of 4: the text "a"; the text "b"; the text "c"',
  },
  {
    what: 'as many codes as are told',
    value: new JsonApiError({
      errors: [{ code: 'a' }, ...new Array(9).fill({ code: 'b' })],
      delivery: 'immediate',
      format: 'json:api',
    }),
    said: 'a JsonApiError with the codes a, b, b, b, b, b, b, b, b, b: [a] No reason given, and 9 more',
  },
  { what: 'some other error', value: new TypeError('fetch failed'), said: 'TypeError: fetch failed' },
  {
    what: 'an error with a secret',
    value: new Error('Bearer abcdefgh at https://host/path?token=abcdefgh'),
    said: 'Error: Bearer [redacted] at https://host/path[redacted]',
  },
  { what: 'a long error', value: new Error('x'.repeat(1000)), said: `Error: ${'x'.repeat(200)}…` },
  {
    what: 'text that does more than stand there',
    value: new Error('\u001b[31mred\u202e\nnext'),
    said: 'Error: \\u{1B}[31mred\\u{202E} next',
  },
  { what: 'text', value: 'not-found', said: 'the text "not-found"' },
  { what: 'a number', value: 404, said: '404' },
  { what: 'nothing', value: undefined, said: 'undefined' },
  { what: 'null', value: null, said: 'null' },
  { what: 'a function', value: () => taken, said: 'a function, which was not called' },
  { what: 'a promise', value: Promise.resolve(), said: 'a promise, which was not awaited' },
  { what: 'a Response', value: new Response(), said: 'a value of the kind Response' },
  { what: 'an error document', value: immediateResponse('not-found').body, said: 'a value of the kind Object' },
  { what: 'a revoked proxy', value: revoked.proxy, said: 'something that cannot be read' },
  { what: 'a getter that throws', value: hostile, said: 'something that cannot be read' },
]

test.each(others)('a matcher says what it got: $what', ({ value, said }) => {
  const { toBeReactorError, toHavePointer } = reactorMatchers
  const error = toBeReactorError(value, 'not-found')
  expect(error.pass).toBe(false)
  expect(error.message()).toBe(`Expected a ReactorError with the code not-found, got ${said}`)
  const pointer = toHavePointer(value, '/nowhere')
  expect(pointer.pass).toBe(false)
  expect(pointer.message().startsWith(`Expected an error that points at "/nowhere", got ${said}`)).toBe(true)
})

describe('`not` does not hold of what nobody has seen', () => {
  test.each([
    ['a promise', Promise.resolve(taken), 'a promise, which was not awaited'],
    ['a function', () => taken, 'a function, which was not called'],
  ])('%s', (_, value, said) => {
    expect(messageOf(() => expect(value).not.toBeReactorError())).toBe(`Error: Expected an error, got ${said}`)
    expect(messageOf(() => expect(value).not.toHavePointer('/data'))).toBe(`Error: Expected an error, got ${said}`)
    expect({ value }).not.toEqual({ value: expect.toBeReactorError() })
  })

  test.each([
    ['not-uniqe', 'There is no such code, but the text "not-uniqe"; did you mean not-unique?'],
    ['token', 'There is no such code, but the text "token"; did you mean invalid_token?'],
    ['', 'There is no such code, but the text ""'],
    [Symbol('not-found'), 'There is no such code, but Symbol(not-found)'],
    [null, 'There is no such code, but null'],
  ])('a code that nobody knows: %o', (code, said) => {
    // @ts-expect-error No such code.
    expect(() => expect(taken).not.toBeReactorError(code)).toThrow(new TypeError(said))
    // @ts-expect-error No such code.
    expect(() => expect(taken).toBeReactorError(code)).toThrow(new TypeError(said))
  })

  test('a code that the API has and the catalog has not yet can be asked for', () => {
    const errors = [{ code: 'new-this-year' }]
    const error = thrownBy({ status: 409, headers: {}, body: { errors } })
    expect(reactorMatchers.toBeReactorError(error, 'new-this-year' as 'not-found')).toMatchObject({ pass: true })
  })
})

describe('toHavePointer', () => {
  test('says in which places the error points, and refuses what is no pointer', () => {
    const { toHavePointer } = reactorMatchers
    const points = (error: unknown) => toHavePointer(error, '/nowhere').message().split('; it points at ')[1]
    expect(points(both)).toBe('""')
    expect(points(reactor.error('not-found'))).toBeUndefined()
    const two = reactor.document([
      reactor.object('not-found', { pointer: '/data' }),
      reactor.object('not-unique', { pointer: '/data/id' }),
    ])
    expect(points(thrownBy({ status: 409, headers: {}, body: two }))).toBe('"/data", "/data/id"')
    expect(() => toHavePointer(taken, 'data\u200b')).toThrow(
      new TypeError('Not a JSON Pointer (RFC 6901): the text "data\\u{200B}"'),
    )
    // @ts-expect-error A pointer is text.
    expect(() => toHavePointer(taken, 1n)).toThrow(new TypeError('Not a JSON Pointer (RFC 6901): 1'))
  })

  test('takes the pointer of any error object, in errors of any dialect', () => {
    const two = [reactor.object('not-found'), reactor.object('not-unique', { pointer: '/data/attributes/name' })]
    expect(thrownBy({ status: 409, headers: {}, body: reactor.document(two) })).toHavePointer('/data/attributes/name')
    expect(shop.error('out-of-stock', { pointer: '/data' })).toHavePointer('/data')
    expect(taken).not.toHavePointer('/data/attributes')
  })

  test('takes the usual pointers of the catalog', () => {
    for (const code of reactor.codes) {
      const { pointer } = reactor.entry(code)
      if (pointer !== null) expect(thrownBy(deferredResponse(code))).toHavePointer(pointer)
    }
  })

  test('tells the whole document from nowhere', () => {
    expect(both).toHavePointer('')
    expect(reactor.error('not-found')).not.toHavePointer('')
  })

  test('takes what a promise is rejected with', async () => {
    await expect(Promise.reject(taken)).rejects.toHavePointer('/data/attributes/name')
  })

  test('says where the error points', () => {
    expect(messageOf(() => expect(taken).toHavePointer('/data'))).toBe(
      `Error: Expected an error that points at "/data", got a ReactorError with the code not-unique: ${taken.message}; it points at "/data/attributes/name"`,
    )
    expect(messageOf(() => expect(both).not.toHavePointer(''))).toMatch(
      /^Error: Expected an error that does not point at "", got .*; it points at ""$/,
    )
  })

  test.each([new TypeError('fetch failed'), reactor.error('not-found')])(
    'says nothing of places where there are none: %s',
    (caught) => {
      expect(messageOf(() => expect(caught).toHavePointer('/data'))).toMatch(
        /^Error: Expected .*(?:fetch failed|Record Not Found)$/,
      )
    },
  )

  test('refuses a pointer that no error can have, since without it `not` would always hold', () => {
    expect(() => expect(taken).not.toHavePointer('data/attributes/name')).toThrow(TypeError)
  })

  test('finds nothing in error objects that cannot be read, and does not throw', () => {
    const source = Object.defineProperty({}, 'pointer', {
      get() {
        throw new Error('no')
      },
    })
    const error = new JsonApiError({ errors: [{ source }], delivery: 'immediate', format: 'json:api' })
    expect(reactorMatchers.toHavePointer(error, '/data')).toMatchObject({ pass: false, actual: [] })
  })

  test('shows no secret that a response put into a pointer', () => {
    const error = reactor.error('not-found', { pointer: '/data?token=abcdefgh' })
    const { message, actual } = reactorMatchers.toHavePointer(error, '/data')
    expect(`${message()} ${JSON.stringify(actual)}`).not.toContain('abcdefgh')
  })
})
