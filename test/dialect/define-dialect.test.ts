import { describe, expect, test } from 'vitest'
import { defineDialect } from '../../src/dialect/define-dialect.js'
import type { Reader } from '../../src/dialect/reader.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'

const shop = defineDialect({
  name: 'ShopError',
  codes: {
    'out-of-stock': { title: 'Out Of Stock', status: 409, category: 'stock', resources: ['items'], pointer: '/data' },
    closed: { title: 'Closed', status: 503 },
  },
})
const outOfStock = shop.error('out-of-stock')
const closed = shop.error('closed')
const unknown = shop.error({ errors: [{ code: 'on-fire' }], delivery: 'immediate', format: 'json:api' })
const codeless = shop.error({ errors: [{ title: 'T' }], delivery: 'immediate', format: 'text' })

/** What `work` throws. */
function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('a dialect', () => {
  test('knows its codes, in their order', () => {
    expect(shop.name).toBe('ShopError')
    expect(shop.codes).toStrictEqual(['out-of-stock', 'closed'])
  })

  test('tells what is known of a code, and fills in the rest', () => {
    expect(shop.entry('out-of-stock')).toStrictEqual({
      ...{ code: 'out-of-stock', title: 'Out Of Stock', status: 409, delivery: 'immediate', category: 'stock' },
      ...{ retry: 'after-fix', resources: ['items'], pointer: '/data', documented: [] },
    })
    expect(shop.entry('closed')).toMatchObject({ category: 'other', retry: 'later', resources: [], pointer: null })
  })

  test.each(['on-fire', '', 'constructor', '__proto__', 'toString'])('knows nothing of "%s"', (code: string) => {
    expect(shop.entry(code)).toBeUndefined()
  })

  test.each<[what: string, definition: object]>([
    ['a name', { codes: {} }],
    ['a name that says something', { name: '', codes: {} }],
    ['a title for each code', { name: 'E', codes: { a: { status: 400 } } }],
    ['a status for each code', { name: 'E', codes: { a: { title: 'A' } } }],
    ['a status that is a number', { name: 'E', codes: { a: { title: 'A', status: '400' } } }],
    ['a status of an error', { name: 'E', codes: { a: { title: 'A', status: 200 } } }],
    ['a status of HTTP', { name: 'E', codes: { a: { title: 'A', status: 600 } } }],
    ['a whole number as status', { name: 'E', codes: { a: { title: 'A', status: 404.5 } } }],
    ['codes that are objects', { name: 'E', codes: { a: null } }],
    ['codes', { name: 'E' }],
  ])('needs %s', (_, definition) => {
    // Types are for those who keep to them.
    expect(() => defineDialect(definition as Parameters<typeof defineDialect>[0])).toThrow(TypeError)
  })

  test.each<[what: string, define: () => unknown]>([
    ['The definition of a dialect', () => defineDialect(null as unknown as Parameters<typeof defineDialect>[0])],
    ['The codes of a dialect', () => defineDialect({ name: 'E' } as Parameters<typeof defineDialect>[0])],
    ['The extension of a dialect', () => shop.extend(null as unknown as Parameters<typeof shop.extend>[0])],
  ])('says of what has to be an object that it is none: %s', (what, define) => {
    expect(define).toThrow(new TypeError(`${what} must be an object`))
  })

  test('is extended by nothing where no codes are given', () => {
    expect(shop.extend({ name: 'MyError' } as Parameters<typeof shop.extend>[0]).codes).toEqual(shop.codes)
  })

  test('says what is missing where it is defined', () => {
    // Types are for those who keep to them.
    const codes = { a: null } as unknown as Parameters<typeof defineDialect>[0]['codes']
    expect(() => defineDialect({ name: 'E', codes })).toThrow('The code "a" needs a title and a status from 400 to 599')
    expect(() => defineDialect({ name: '', codes: {} })).toThrow('A dialect needs a name')
    expect(() => defineDialect({ name: 'E', codes: { 'a\n': { title: 'A', status: 200 } } })).toThrow(
      'The code "a " needs a title and a status from 400 to 599',
    )
  })

  test('can be without codes of its own', () => {
    const bare = defineDialect({ name: 'BareError', codes: {} })
    expect(bare.codes).toStrictEqual([])
    const errors = [{ code: 'a' }]
    for (const dialect of [bare, bare.extend({ codes: {} })]) expect(dialect.parse({ errors })[0]?.errors).toBe(errors)
  })
})

describe('building', () => {
  test('gives error objects, documents, their status and errors', () => {
    const a = shop.object('out-of-stock', { detail: 'No more apples.', pointer: '/data/attributes/item' })
    expect(a).toStrictEqual({
      ...{ status: '409', code: 'out-of-stock', title: 'Out Of Stock', detail: 'No more apples.' },
      source: { pointer: '/data/attributes/item' },
    })
    const b = shop.object('closed')
    expect(shop.document([a, b], { meta: { m: 1 } })).toStrictEqual({ errors: [a, b], meta: { m: 1 } })
    expect(shop.status([a])).toBe(409)
    expect(shop.status([a, b])).toBe(500)
    expect(shop.status([a, { status: '422' }])).toBe(400)
    expect(shop.status([{ code: 'a' }])).toBe(500)
  })

  test('gives errors to throw, of a code or of a failure', () => {
    const error = shop.error('out-of-stock', { detail: 'No more apples.', cause: 'demand' })
    expect(error).toBeInstanceOf(JsonApiError)
    expect(error).toMatchObject({ name: 'ShopError', code: 'out-of-stock', status: 409, cause: 'demand' })
    expect(error.failure).toStrictEqual({
      errors: [shop.object('out-of-stock', { detail: 'No more apples.' })],
      ...{ delivery: 'immediate', format: 'json:api', status: 409 },
    })
    expect(shop.error('out-of-stock', { status: 410 }).status).toBe(410)
    expect(shop.error(error.failure).failure).toBe(error.failure)
  })

  test('says in an error without a title what its code is about', () => {
    const errors = [{ code: 'closed' }] as const
    expect(shop.error({ errors, delivery: 'immediate', format: 'json:api' }).message).toBe('[closed] Closed')
  })

  test('needs no engine that captures stacks', () => {
    const { captureStackTrace } = Error
    try {
      Object.assign(Error, { captureStackTrace: undefined })
      expect(shop.error('closed').status).toBe(503)
      expect(shop.from({ response: { status: 503, data: '' } })).toMatchObject({ status: 503 })
      expect(caught(() => shop.throwIfFailed('', { status: 503 }))).toMatchObject({ status: 503 })
    } finally {
      Error.captureStackTrace = captureStackTrace
    }
  })

  test.each(['on-fire', 'constructor', '__proto__'])('refuses a code outside the catalog: %s', (code) => {
    // Types are for those who keep to them.
    const misspelt = code as 'closed'
    const message = `"${code}" is no code of ShopError; extend() can add it`
    expect(() => shop.object(misspelt)).toThrow(new TypeError(message))
    expect(() => shop.error(misspelt)).toThrow(new TypeError(message))
  })

  test('refuses a pointer that is none, and a document of nothing', () => {
    expect(() => shop.error('closed', { pointer: 'name' })).toThrow(TypeError)
    expect(() => shop.document([])).toThrow(TypeError)
  })
})

describe('is', () => {
  test('knows the errors of its dialect, by any code or by some', () => {
    expect(shop.is(outOfStock)).toBe(true)
    expect(shop.is(unknown)).toBe(true)
    expect(shop.is(codeless)).toBe(true)
    expect(shop.is(outOfStock, 'out-of-stock')).toBe(true)
    expect(shop.is(outOfStock, 'closed', 'out-of-stock')).toBe(true)
    expect(shop.is(outOfStock, 'closed')).toBe(false)
    expect(shop.is(codeless, 'closed')).toBe(false)
  })

  test('knows errors of no dialect in particular', () => {
    expect(shop.is(JsonApiError.from({ errors: [{ code: 'closed' }] }), 'closed')).toBe(true)
  })

  test('knows no errors of others', () => {
    const other = defineDialect({ name: 'OtherError', codes: { closed: { title: 'Closed', status: 503 } } })
    expect(other.is(closed)).toBe(false)
    expect(shop.is(new Error('e'))).toBe(false)
    expect(shop.is({ name: 'ShopError', code: 'closed' })).toBe(false)
    const trap = () => {
      throw new Error('trap')
    }
    expect(shop.is(Object.create(closed, { code: { get: trap } }), 'closed')).toBe(false)
  })
})

describe('match', () => {
  test('takes the arm of the code', () => {
    expect(shop.matchAll(closed, { closed: ({ code }) => code, 'out-of-stock': () => 1 })).toBe('closed')
    expect(shop.matchAll(outOfStock, { closed: () => 0, 'out-of-stock': ({ status }) => status })).toBe(409)
  })

  test('takes otherwise for every other error of the dialect', () => {
    const otherwise = ({ code }: JsonApiError) => `other: ${code}`
    expect(shop.match(closed, { 'out-of-stock': () => 'sold', otherwise })).toBe('other: closed')
    expect(shop.match(unknown, { closed: () => 'closed', otherwise })).toBe('other: on-fire')
    expect(shop.match(codeless, { closed: () => 'closed', otherwise })).toBe('other: undefined')
  })

  test('throws what no arm takes, as it is', () => {
    const arms = { closed: () => 1, 'out-of-stock': () => 2 }
    const foreign = new Error('e')
    expect(caught(() => shop.matchAll(unknown, arms))).toBe(unknown)
    expect(caught(() => shop.matchAll(codeless, arms))).toBe(codeless)
    expect(caught(() => shop.match(foreign, { ...arms, otherwise: () => 3 }))).toBe(foreign)
    expect(caught(() => shop.match(null, { ...arms, otherwise: () => 3 }))).toBe(null)
  })

  test.each(['constructor', 'toString', '__proto__', 'otherwise'])('takes the code "%s" for a code', (code) => {
    const error = shop.error({ errors: [{ code }], delivery: 'immediate', format: 'json:api' })
    expect(shop.match(error, { closed: () => 'closed', otherwise: () => 'otherwise' })).toBe('otherwise')
  })

  test('takes no arm for an error without a code', () => {
    const arms = { undefined: () => 'undefined', otherwise: () => 'otherwise' }
    expect(shop.match(codeless, arms as { otherwise: () => string })).toBe('otherwise')
  })

  test('takes otherwise where an arm is undefined', () => {
    // Types are for those who keep to them.
    const arms: unknown = { closed: undefined, otherwise: () => 'otherwise' }
    expect(shop.match(closed, arms as { otherwise: () => string })).toBe('otherwise')
  })
})

describe('on', () => {
  test('needs a handler', () => {
    // Types are for those who keep to them.
    const missing = undefined as unknown as () => string
    expect(() => shop.on('closed', missing)).toThrow(new TypeError('on needs a handler behind the codes'))
  })

  test('handles the code, or one of the codes', async () => {
    expect(shop.on('closed', ({ code }) => code)(closed)).toBe('closed')
    expect(shop.on(['closed', 'out-of-stock'], ({ code }) => code)(outOfStock)).toBe('out-of-stock')
    await expect(Promise.reject(closed).catch(shop.on('closed', () => 'handled'))).resolves.toBe('handled')
  })

  test('throws everything else again', async () => {
    const handler = shop.on('closed', () => 'handled')
    for (const other of [outOfStock, unknown, codeless, new Error('e'), null, 'closed']) {
      expect(caught(() => handler(other))).toBe(other)
    }
    await expect(Promise.reject(unknown).catch(handler)).rejects.toBe(unknown)
  })

  test('handles nothing for no codes', () => {
    expect(caught(() => shop.on([], () => 'handled')(closed))).toBe(closed)
  })
})

describe('responses', () => {
  test('are read as JSON:API, as problems, and by their status', () => {
    expect(shop.parse({ errors: [{ code: 'closed' }] }, { status: 503 })).toMatchObject([{ format: 'json:api' }])
    expect(shop.parse({ title: 'T', status: 400 })).toMatchObject([{ format: 'problem' }])
    expect(shop.parse('', { status: 503 })).toMatchObject([{ format: 'empty' }])
    expect(shop.parse({ data: [] }, { status: 200 })).toStrictEqual([])
    expect(shop.parse('')).toStrictEqual([])
  })

  test('are thrown where they failed', () => {
    expect(caught(() => shop.throwIfFailed('', { status: 503 }))).toMatchObject({ name: 'ShopError', status: 503 })
    expect(shop.throwIfFailed({ data: [] })).toBeUndefined()
  })

  test('are asked of its own readers first', () => {
    const reader: Reader = (body) =>
      body === 'closed' ? [{ errors: [{ code: 'closed' }], delivery: 'immediate', format: 'shop' }] : undefined
    const own = defineDialect({ name: 'OwnError', codes: {}, readers: [reader] })
    expect(own.parse('closed')).toMatchObject([{ format: 'shop' }])
    expect(own.parse('open', { status: 500 })).toMatchObject([{ format: 'text' }])
  })
})

describe('retry advice', () => {
  test('follows the catalog, then what is known of other codes, then the status', () => {
    const dialect = defineDialect({
      name: 'RetryError',
      codes: { 'never-again': { title: 'Never', status: 503, retry: 'never' } },
      retryOf: (code) => (code === 'known' ? 'after-sign-in' : undefined),
    })
    const advice = (code: string) =>
      dialect.retryAdvice({ errors: [{ code, status: '503' }], delivery: 'immediate', format: 'json:api' })
    expect(advice('never-again')).toStrictEqual({ retry: 'never', because: 'code' })
    expect(advice('known')).toStrictEqual({ retry: 'after-sign-in', because: 'code' })
    expect(advice('on-fire')).toStrictEqual({ retry: 'later', because: 'status' })
    const failure = { errors: [{ code: 'on-fire', status: '503' }], delivery: 'immediate', format: 'json:api' } as const
    expect(shop.retryAdvice(failure)).toStrictEqual({ retry: 'later', because: 'status' })
  })
})

describe('an extended dialect', () => {
  const reader: Reader = (body) => (body === 'first' ? [] : undefined)
  const base = defineDialect({
    name: 'BaseError',
    codes: { a: { title: 'A', status: 400 }, b: { title: 'B', status: 400 } },
    readers: [reader],
    retryOf: () => 'never',
  })
  const more = base.extend({ codes: { b: { title: 'Other B', status: 422 }, c: { title: 'C', status: 429 } } })

  test('has its codes and those of its base, some in other words', () => {
    expect(more.codes).toStrictEqual(['a', 'b', 'c'])
    expect(more.entry('b')).toMatchObject({ title: 'Other B', status: 422 })
    expect(more.entry('c').retry).toBe('later')
    expect(base.codes).toStrictEqual(['a', 'b'])
    expect(base.entry('b').title).toBe('B')
  })

  test('has the name of its base, unless it is given one', () => {
    expect(more.error('c').name).toBe('BaseError')
    expect(base.is(more.error('c'))).toBe(true)
    const named = base.extend({ name: 'NamedError', codes: {} })
    expect(named.error('a').name).toBe('NamedError')
    expect(base.is(named.error('a'))).toBe(false)
  })

  test('has the readers of its base after its own', () => {
    expect(more.parse('first')).toStrictEqual([])
    const own: Reader = (body) =>
      body === 'first' ? [{ errors: [{}], delivery: 'immediate', format: 'own' }] : undefined
    expect(base.extend({ codes: {}, readers: [own] }).parse('first')).toMatchObject([{ format: 'own' }])
  })

  test('reads like its base where neither has readers', () => {
    expect(shop.extend({ codes: {} }).parse({ errors: [{ code: 'closed' }] })).toHaveLength(1)
  })

  test('knows the retry classes of its base', () => {
    expect(more.retryAdvice({ errors: [{ code: 'x' }], delivery: 'immediate', format: 'text' }).retry).toBe('never')
  })
})
