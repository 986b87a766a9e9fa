import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isErrorDocument, validateErrorDocument, validateErrorObject } from '../../../src/jsonapi/validate/index.js'
import { documented } from './cases.js'

const boom = (): never => {
  throw new Error('boom')
}

const revoked = (target: object): object => {
  const { proxy, revoke } = Proxy.revocable(target, {})
  revoke()
  return proxy
}

const outline = (value: unknown) => validateErrorDocument(value).map(({ rule, pointer }) => [rule, pointer])

const nest = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

describe('a member that throws', () => {
  test('is a violation where it stands in, and the rest is checked', () => {
    const bad = Object.defineProperty({ status: '400' }, 'title', { get: boom, enumerable: true })
    expect(outline({ errors: [documented, bad, { status: 400 }], meta: 'x' })).toEqual([
      ['readable', '/errors/1'],
      ['error-status', '/errors/2/status'],
      ['meta', '/meta'],
    ])
  })

  test('is a violation anywhere', () => {
    const bad = {
      get x() {
        return boom()
      },
    }
    expect(outline({ errors: [{ ...documented, meta: bad }] })).toEqual([['readable', '/errors/0/meta']])
    expect(
      outline({
        errors: [documented],
        jsonapi: {
          get version() {
            return boom()
          },
        },
      }),
    ).toEqual([['readable', '/jsonapi']])
    expect(
      outline({
        get errors() {
          return boom()
        },
      }),
    ).toEqual([['readable', '']])
  })

  test('is reported once, though its error is compared with others', () => {
    const bad = {
      status: '400',
      get id() {
        return boom()
      },
    }
    expect(outline({ errors: [bad, documented, documented] })).toEqual([
      ['readable', '/errors/0'],
      ['error-id-unique', '/errors/2/id'],
    ])
  })
})

describe('a revoked proxy', () => {
  test.each([
    ['the document', revoked({}), ''],
    ['its errors', { errors: revoked([]) }, '/errors'],
    ['an error', { errors: [documented, revoked({})] }, '/errors/1'],
    ['a meta', { errors: [documented], meta: revoked({}) }, '/meta'],
    ['something in a meta', { errors: [{ ...documented, meta: { a: [revoked({})] } }] }, '/errors/0/meta'],
    ['a link', { errors: [{ ...documented, links: { about: revoked({}) } }] }, '/errors/0/links/about'],
  ])('in place of %s is a violation', (_, value, pointer) => {
    expect(outline(value)).toEqual([['readable', pointer]])
  })
})

describe('what is not its own', () => {
  test('does not make an object an error document', () => {
    expect(outline(Object.create({ errors: [documented] }))).toEqual([['errors-given', '']])
    expect(outline({ errors: [Object.create(documented)] })).toEqual([
      ['error-not-empty', '/errors/0'],
      ['error-status-given', '/errors/0'],
    ])
    expect(outline({ errors: [{ status: '400', source: Object.create({ pointer: '/data' }) }] })).toEqual([
      ['source-not-empty', '/errors/0/source'],
    ])
  })

  test('does not count where it cannot be enumerated, either', () => {
    class Built {
      get errors() {
        return [documented]
      }
    }
    class Source {
      get pointer() {
        return '/data'
      }
    }
    expect(outline(new Built())).toEqual([['errors-given', '']])
    expect(outline({ errors: [{ status: '400', source: new Source() }] })).toEqual([
      ['source-not-empty', '/errors/0/source'],
    ])
  })

  test('is not taken for a wrong member', () => {
    const error = Object.assign(Object.create({ message: 'x' }), documented, { meta: Object.create({ 'a+': 1 }) })
    expect(outline(Object.assign(Object.create({ x: 1 }), { errors: [error] }))).toEqual([])
  })
})

test('members that are undefined are not there, as JSON has it', () => {
  const error = {
    ...documented,
    message: undefined,
    detail: undefined,
    meta: { 'a+': undefined, b: { 'c+': undefined } },
  }
  expect(outline({ errors: [error], data: undefined, included: undefined, jsonapi: undefined })).toEqual([])
  expect(outline({ errors: undefined, meta: {} })).toEqual([['errors-given', '']])
})

test('frozen objects and objects without a prototype are as good as others', () => {
  const bare = Object.assign(Object.create(null), documented)
  expect(outline(Object.freeze({ errors: Object.freeze([Object.freeze(bare)]) }))).toEqual([])
})

test('gaps in errors are no error objects', () => {
  expect(outline({ errors: new Array(2) })).toEqual([
    ['error', '/errors/0'],
    ['error', '/errors/1'],
  ])
})

test('cycles in a meta are followed once', () => {
  const meta: Record<string, unknown> = { 'a+': 1 }
  meta['self'] = { list: [meta, { meta }] }
  expect(outline({ errors: [{ status: '400', meta }] })).toEqual([['member-name', '/errors/0/meta/a+']])
})

test('a link that describes itself is found to be too deep', () => {
  const link: Record<string, unknown> = { href: '/x' }
  link['describedby'] = link
  const violations = validateErrorObject({ status: '400', links: { about: link } })
  expect(violations[0]?.rule).toBe('readable')
  expect(violations.filter(({ rule }) => rule !== 'readable' && rule !== 'all-listed')).toEqual([])
})

describe('a hundred thousand levels', () => {
  const depth = 100_000

  test('in a meta are looked at', () => {
    const meta = { a: nest(depth, (inner) => ({ a: inner })) }
    expect(outline({ errors: [{ status: '400', meta }] })).toEqual([])
    const lists = { a: nest(depth, (inner) => [inner]) }
    expect(outline({ errors: [{ status: '400', meta: lists }] })).toEqual([])
    const [violation, ...others] = validateErrorObject({
      status: '400',
      meta: { a: nest(depth, (a) => (a === 1 ? { 'b+': a } : { a })) },
    })
    expect(others).toEqual([])
    expect(violation?.pointer).toBe(`/meta${'/a'.repeat(depth)}/b+`)
  })

  test('in place of anything else are violations', () => {
    const deep = nest(depth, (inner) => ({ errors: [inner] }))
    expect(outline(deep)).toEqual([
      ['known-member', '/errors/0/errors'],
      ['error-not-empty', '/errors/0'],
      ['error-status-given', '/errors/0'],
    ])
    expect(outline(nest(depth, (inner) => [inner]))).toEqual([['document', '']])
  })

  test('of links are no matter of the stack', () => {
    const link = nest(depth, (inner) => (inner === 1 ? '/x' : { href: '/x', describedby: inner }))
    const violations = validateErrorObject({ status: '400', links: { about: link } })
    expect(violations[0]?.rule).toBe('readable')
  })

  test('with wrong names on each are cut off, and said to be', () => {
    const violations = validateErrorObject({ status: '400', meta: nest(depth, (inner) => ({ 'a+': inner })) })
    expect(violations.length).toBeLessThan(5_000)
    expect(violations.at(-1)).toMatchObject({ rule: 'all-listed', level: 'warning', pointer: '' })
  })
})

test('a list that is full of advice still takes the first error', () => {
  const many = Array.from({ length: 30_000 }, () => ({ code: 'x' }))
  const advice = validateErrorDocument({ errors: many })
  expect(advice.length).toBeLessThan(30_000)
  expect(new Set(advice.map(({ level }) => level))).toEqual(new Set(['warning']))
  expect(isErrorDocument({ errors: many })).toBe(true)
  const wrong = validateErrorDocument({ errors: [...many, { code: 1 }, { code: 2 }] })
  expect(wrong.filter(({ level }) => level === 'error').map(({ pointer }) => pointer)).toEqual(['/errors/30000/code'])
  expect(wrong.at(-1)?.rule).toBe('all-listed')
})

test('long texts are looked at to their end', () => {
  const long = 'x'.repeat(5_000_000)
  const error = { status: '400', source: { pointer: `/${long}`, header: long }, links: { about: `/${long}` } }
  expect(validateErrorObject(error)).toEqual([])
  expect(validateErrorObject({ ...error, source: { pointer: `/${long}~` } })[0]?.rule).toBe('source-pointer')
})

test('nothing that is thrown at a validator makes it throw, or changes Object.prototype', () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
  })
  const member = fc.constantFrom(
    'errors',
    'meta',
    'links',
    'jsonapi',
    'source',
    'codes',
    '__proto__',
    'constructor',
    'toString',
  )
  const value = fc.oneof(
    anything,
    fc.dictionary(member, anything),
    fc.record({ errors: fc.array(fc.dictionary(member, anything)) }),
  )
  fc.assert(
    fc.property(value, fc.constantFrom('1.0' as const, '1.1' as const), (given, version) => {
      for (const validate of [validateErrorDocument, validateErrorObject]) {
        expect(Array.isArray(validate(given, { version }))).toBe(true)
        expect(validate['~standard'].validate(given)).toBeTypeOf('object')
      }
    }),
    { numRuns: 1_000 },
  )
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})
