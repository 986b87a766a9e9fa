import { describe, expectTypeOf, test } from 'vitest'
import {
  type AnyCode,
  type CatalogEntry,
  type CodeDefinition,
  type CodedError,
  defineDialect,
  type ErrorDocument,
  type ErrorObject,
  type Failure,
  isJsonApiError,
  JsonApiError,
  type ReactorCode,
  type ReactorCodes,
  type Reader,
  reactor,
} from '../src/index.js'

declare const caught: unknown
declare const wide: string
declare const failed: Failure

const shop = defineDialect({
  name: 'ShopError',
  codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 }, closed: { title: 'Closed', status: 503 } },
})
const mine = reactor.extend({ codes: { 'quota-exceeded': { title: 'Quota Exceeded', status: 429, retry: 'later' } } })

describe('is', () => {
  test('narrows to the codes that were asked for, and not those of the error objects behind the first', () => {
    if (reactor.is(caught, 'not-found')) {
      expectTypeOf(caught).toExtend<JsonApiError>()
      expectTypeOf(caught.code).toEqualTypeOf<'not-found'>()
      expectTypeOf(caught.errors[1]?.code).toEqualTypeOf<'not-found' | (string & {}) | undefined>()
    }
    if (reactor.is(caught, 'not-found', 'read-only')) {
      expectTypeOf(caught.code).toEqualTypeOf<'not-found' | 'read-only'>()
    }
  })

  test('keeps every code possible where none was asked for', () => {
    if (reactor.is(caught)) {
      expectTypeOf(caught).toEqualTypeOf<JsonApiError<AnyCode<ReactorCodes>>>()
      expectTypeOf(caught.code === 'whatever').toEqualTypeOf<boolean>()
      expectTypeOf(caught.code === 'not-found').toEqualTypeOf<boolean>()
      expectTypeOf<typeof caught.code>().toExtend<string | undefined>()
    }
  })

  test('lets a switch over the codes be exhaustive', () => {
    if (!shop.is(caught, 'out-of-stock', 'closed')) return
    switch (caught.code) {
      case 'out-of-stock':
      case 'closed':
        break
      default:
        expectTypeOf(caught.code).toBeNever()
    }
  })

  test('does not compile with a misspelt code', () => {
    // @ts-expect-error no code of the Reactor API
    reactor.is(caught, 'not-fuond')
    // @ts-expect-error the second is none
    reactor.is(caught, 'not-found', 'not-fuond')
    // @ts-expect-error a code of another dialect
    shop.is(caught, 'not-found')
    // @ts-expect-error any text may be none
    reactor.is(caught, wide)
  })
})

describe('match', () => {
  test('gives each arm its own code', () => {
    shop.matchAll(caught, {
      'out-of-stock': (error) => expectTypeOf(error).toEqualTypeOf<CodedError<'out-of-stock'>>(),
      closed({ code }) {
        expectTypeOf(code).toEqualTypeOf<'closed'>()
      },
    })
    reactor.match(caught, {
      'not-found': ({ code }) => expectTypeOf(code).toEqualTypeOf<'not-found'>(),
      otherwise: (error) => expectTypeOf(error).toEqualTypeOf<JsonApiError<AnyCode<ReactorCodes>>>(),
    })
  })

  test('gives what its arms give', () => {
    const plain = shop.matchAll(caught, { 'out-of-stock': () => 1, closed: () => 'text' })
    expectTypeOf(plain).toEqualTypeOf<number | string>()
    const looking = shop.matchAll(caught, { 'out-of-stock': ({ status }) => status, closed: ({ code }) => code })
    expectTypeOf(looking).toEqualTypeOf<number | undefined | 'closed'>()
    const otherwise = reactor.match(caught, { 'not-found': () => null, otherwise: ({ message }) => message })
    expectTypeOf(otherwise).toEqualTypeOf<string | null>()
    const alone = reactor.match(caught, { otherwise: (error) => error.errors.length })
    expectTypeOf(alone).toEqualTypeOf<number>()
    const given = { 'out-of-stock': () => 1, closed: () => 'text' }
    expectTypeOf(shop.matchAll(caught, given)).toEqualTypeOf<number | string>()
  })

  test('does not compile without an arm for each code, or otherwise', () => {
    // @ts-expect-error closed is missing
    shop.matchAll(caught, { 'out-of-stock': () => 1 })
    // @ts-expect-error closed is missing, whatever the arm looks at
    shop.matchAll(caught, { 'out-of-stock': ({ code }) => code })
    // @ts-expect-error otherwise is missing
    reactor.match(caught, { 'not-found': () => 1 })
    // @ts-expect-error otherwise is missing, beside all arms as well
    shop.match(caught, { 'out-of-stock': () => 1, closed: () => 2 })
    // @ts-expect-error all are missing
    shop.matchAll(caught, {})
    // @ts-expect-error nothing is left for otherwise
    shop.matchAll(caught, { 'out-of-stock': () => 1, closed: () => 2, otherwise: () => 3 })
  })

  test('does not compile with a misspelt arm', () => {
    // @ts-expect-error no code of the Reactor API
    reactor.match(caught, { 'not-fuond': () => 1, otherwise: () => 2 })
    // @ts-expect-error one of them is none, whatever it looks at
    reactor.match(caught, { 'not-found': ({ code }) => code, 'read-olny': ({ code }) => code, otherwise: () => 2 })
    // @ts-expect-error nor does it if the arm always throws
    reactor.match(caught, { 'not-fuond': (): never => { throw caught }, otherwise: () => 2 }) // biome-ignore format: one line
    // @ts-expect-error beside all arms as well
    shop.matchAll(caught, { 'out-of-stock': () => 1, closed: () => 2, open: () => 3 })
  })

  test('does not compile with an arm that is no function, or takes another error', () => {
    // @ts-expect-error no function
    shop.match(caught, { 'out-of-stock': 1, otherwise: () => 2 })
    // @ts-expect-error of another code
    shop.match(caught, { 'out-of-stock': (error: CodedError<'closed'>) => error, otherwise: () => 2 })
  })
})

describe('on', () => {
  test('hands over an error of the code, and gives what the handler gives', () => {
    const handler = reactor.on('not-found', (error) => {
      expectTypeOf(error).toEqualTypeOf<CodedError<'not-found'>>()
      return undefined
    })
    expectTypeOf(handler).toEqualTypeOf<(caught: unknown) => undefined>()
    reactor.on(['not-found', 'read-only'], ({ code }) => expectTypeOf(code).toEqualTypeOf<'not-found' | 'read-only'>())
    expectTypeOf(Promise.resolve(1).catch(reactor.on('not-found', () => undefined))).resolves.toEqualTypeOf<
      number | undefined
    >()
  })

  test('does not compile with a misspelt code', () => {
    // @ts-expect-error no code of the Reactor API
    reactor.on('not-fuond', () => 1)
    // @ts-expect-error one of them is none
    reactor.on(['not-found', 'read-olny'], () => 1)
  })
})

describe('building', () => {
  test('keeps the literal code', () => {
    expectTypeOf(reactor.object('not-unique', { pointer: '/data' })).toEqualTypeOf<ErrorObject<'not-unique'>>()
    expectTypeOf(reactor.error('not-unique').code).toEqualTypeOf<'not-unique'>()
    expectTypeOf(reactor.entry('not-unique')).toEqualTypeOf<CatalogEntry<'not-unique'>>()
    expectTypeOf(reactor.document([reactor.object('not-unique'), reactor.object('read-only')])).toEqualTypeOf<
      ErrorDocument<'not-unique' | 'read-only'>
    >()
  })

  test('does not compile with a misspelt code', () => {
    // @ts-expect-error no code of the Reactor API
    reactor.object('not-fuond')
    // @ts-expect-error no code of the Reactor API
    reactor.error('not-fuond')
    // @ts-expect-error no code of the Reactor API
    reactor.entry('not-fuond')
  })

  test('asks about codes that a response had', () => {
    expectTypeOf(reactor.entry(wide)).toEqualTypeOf<CatalogEntry | undefined>()
    if (reactor.is(caught) && caught.code !== undefined) {
      expectTypeOf(reactor.entry(caught.code)).toEqualTypeOf<CatalogEntry | undefined>()
    }
  })

  test('does not compile with members that an occurrence has not', () => {
    // @ts-expect-error the status of an init is a number
    reactor.object('not-found', { status: '404' })
    // @ts-expect-error the source is named by pointer, parameter or header
    reactor.object('not-found', { source: { pointer: '/data' } })
  })
})

describe('reading', () => {
  test('gives failures that have a first error', () => {
    const [failure] = reactor.parse('{}', { status: 404, headers: { 'retry-after': '7' } })
    expectTypeOf(reactor.parse).returns.toEqualTypeOf<Failure[]>()
    expectTypeOf(failure).toEqualTypeOf<Failure | undefined>()
    if (failure !== undefined) expectTypeOf(failure.errors[0]).toEqualTypeOf<ErrorObject>()
    if (failure !== undefined) expectTypeOf(failure.errors[1]).toEqualTypeOf<ErrorObject | undefined>()
  })

  test('takes the responses of clients as they are', () => {
    expectTypeOf<Response>().toExtend<NonNullable<Parameters<typeof reactor.parse>[1]>>()
    reactor.parse('', { status: 200, headers: new Headers() })
    reactor.parse('', { headers: { a: ['b'] } })
    reactor.parse('', { headers: [['a', 'b']] })
    reactor.parse('', { headers: new Map([['a', 'b']]) })
    reactor.parse('', { status: undefined, headers: undefined })
    // @ts-expect-error the status is a number
    reactor.parse('', { status: '404' })
  })

  test('gives an error of any code', () => {
    expectTypeOf(JsonApiError.from(caught)).toEqualTypeOf<JsonApiError>()
    expectTypeOf(JsonApiError.from(caught).code).toEqualTypeOf<string | undefined>()
    if (isJsonApiError(caught)) expectTypeOf(caught).toEqualTypeOf<JsonApiError>()
    expectTypeOf(reactor.error(failed)).toEqualTypeOf<JsonApiError<AnyCode<ReactorCodes>>>()
  })
})

describe('a dialect of one’s own', () => {
  test('has its codes as types', () => {
    expectTypeOf(shop.codes).toEqualTypeOf<readonly ('out-of-stock' | 'closed')[]>()
    expectTypeOf(reactor.codes).toEqualTypeOf<readonly ReactorCode[]>()
    expectTypeOf(shop.entry('closed')).toEqualTypeOf<CatalogEntry<'closed'>>()
    if (shop.is(caught, 'closed')) expectTypeOf(caught.code).toEqualTypeOf<'closed'>()
    // @ts-expect-error no code of the shop
    shop.error('open')
  })

  test('does not compile where a definition is incomplete', () => {
    // @ts-expect-error no status
    defineDialect({ name: 'E', codes: { a: { title: 'A' } } })
    // @ts-expect-error no title
    defineDialect({ name: 'E', codes: { a: { status: 400 } } })
    // @ts-expect-error no name
    defineDialect({ codes: { a: { title: 'A', status: 400 } } })
    // @ts-expect-error no such retry class
    defineDialect({ name: 'E', codes: { a: { title: 'A', status: 400, retry: 'soon' } } })
    // @ts-expect-error a reader gives failures
    defineDialect({ name: 'E', codes: {}, readers: [() => 5] })
  })

  test('takes readers', () => {
    const reader: Reader = (body, { status, header }) => {
      expectTypeOf(body).toEqualTypeOf<unknown>()
      expectTypeOf(status).toEqualTypeOf<number | undefined>()
      expectTypeOf(header('retry-after')).toEqualTypeOf<string | undefined>()
      return undefined
    }
    defineDialect({ name: 'E', codes: {}, readers: [reader] })
  })
})

describe('an extended dialect', () => {
  test('has the codes of its base and its own', () => {
    expectTypeOf(mine.codes).toEqualTypeOf<readonly (ReactorCode | 'quota-exceeded')[]>()
    expectTypeOf(mine.error('quota-exceeded').code).toEqualTypeOf<'quota-exceeded'>()
    expectTypeOf(mine.error('not-found').code).toEqualTypeOf<'not-found'>()
    if (mine.is(caught, 'not-found', 'quota-exceeded')) {
      expectTypeOf(caught.code).toEqualTypeOf<'not-found' | 'quota-exceeded'>()
    }
    const result = mine.match(caught, { 'quota-exceeded': ({ code }) => code, otherwise: () => 1 })
    expectTypeOf(result).toEqualTypeOf<'quota-exceeded' | number>()
    // @ts-expect-error the base does not have it
    reactor.error('quota-exceeded')
    // @ts-expect-error neither has it
    mine.error('quota-exceded')
  })

  test('matches all codes of both', () => {
    const bigger = shop.extend({ codes: { late: { title: 'Late', status: 504 } } })
    const result = bigger.matchAll(caught, { 'out-of-stock': () => 1, closed: () => 2, late: ({ code }) => code })
    expectTypeOf(result).toEqualTypeOf<number | 'late'>()
    // @ts-expect-error late is missing
    bigger.matchAll(caught, { 'out-of-stock': () => 1, closed: () => 2 })
  })
})

test('an error of a code is one of any code', () => {
  expectTypeOf<JsonApiError<'not-found'>>().toExtend<JsonApiError>()
  expectTypeOf<Failure<'not-found'>>().toExtend<Failure>()
})

describe('an interface with a member for each code', () => {
  interface ShopCodes {
    /** The editor shows this at the code. */
    readonly 'out-of-stock': CodeDefinition
  }

  test('defines a dialect of its codes', () => {
    const codes: ShopCodes = { 'out-of-stock': { title: 'Out Of Stock', status: 409 } }
    const own = defineDialect<ShopCodes>({ name: 'ShopError', codes })
    expectTypeOf(own.codes).toEqualTypeOf<readonly 'out-of-stock'[]>()
    // @ts-expect-error no such code
    own.error('out-of-stok')
    // @ts-expect-error a code that the interface has is missing
    defineDialect<ShopCodes>({ name: 'ShopError', codes: {} })
  })

  test('holds definitions and nothing else', () => {
    // @ts-expect-error a number is no definition
    defineDialect<{ readonly closed: number }>({ name: 'ShopError', codes: { closed: 1 } })
  })
})
