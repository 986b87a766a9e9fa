import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv as Jtd } from 'ajv/dist/jtd.js'
import { describe, expect, test } from 'vitest'
import { defineDialect } from '../../../src/dialect/define-dialect.js'
import { PointerSyntaxError } from '../../../src/jsonapi/pointer-syntax.js'
import { reactor } from '../../../src/reactor/index.js'
import { fromAjv, validationCodes } from '../../../src/server/validation/from-ajv.js'
import { hostileValues } from '../../failure/hostile.js'
import { mapped } from './mapped.js'
import { expectValid, told } from './valid.js'

test('tells what JSON Type Definition finds', () => {
  const schema = {
    properties: {
      a: { type: 'int8' },
      b: { enum: ['x', 'y'] },
      m: { type: 'string' },
      n: { type: 'uint8', nullable: true },
    },
    optionalProperties: {
      d: { discriminator: 'k', mapping: { q: { properties: {} } } },
      e: { discriminator: 'k', mapping: { q: { properties: {} } } },
      l: { elements: { type: 'timestamp' } },
      u: { metadata: { union: [{ type: 'string' }, { type: 'boolean' }] } },
    },
  }
  const document = { a: 300, b: 'z', n: '', d: { k: 'r' }, e: {}, l: [1], u: 1, 'z/': 1 }
  const validate = new Jtd({ allErrors: true }).compile(schema)
  validate(document)
  expect(told(expectValid(fromAjv(validate.errors, { document }), document))).toEqual([
    ['/a', 'Must be an integer from -128 to 127.'],
    ['/b', 'Must be "x" or "y".'],
    ['', 'The member "m" is missing.'],
    ['/n', 'Must be an integer from 0 to 255 or null.'],
    ['/d/k', 'Must be the tag of one of the forms that are allowed here.'],
    ['/e', 'The member "k" is missing, or no string.'],
    ['/l/0', 'Must be a timestamp (RFC 3339).'],
    ['/u', 'Must be a string or a boolean.'],
    ['/z~1', 'The member "z/" is not allowed.'],
  ])
})

test('points below a base, and to what of it the document has', () => {
  const validate = new Ajv({ allErrors: true }).compile({ required: ['id'], properties: { a: { type: 'string' } } })
  validate({ a: 1 })
  const document = { 'atomic:operations': [{}, { data: { a: 1 } }] }
  const places = (base: string) => told(fromAjv(validate.errors, { document, base })).map(([place]) => place)
  expect(places('/atomic:operations/1/data')).toEqual(['/atomic:operations/1/data', '/atomic:operations/1/data/a'])
  expect(places('/atomic:operations/0/data')).toEqual(['/atomic:operations/0', '/atomic:operations/0'])
  expect(places('/atomic:operations/7')).toEqual(['/atomic:operations', '/atomic:operations'])
})

test('renames what the request calls otherwise, with all that is below', () => {
  const validate = new Ajv2019({ allErrors: true }).compile({
    required: ['firstName', 'home'],
    dependentRequired: { tags: ['tagCount'] },
    properties: { tags: { items: { type: 'string' } }, tagsTwo: { type: 'string' }, home: { required: ['zip'] } },
  })
  validate({ tags: ['a', 1], tagsTwo: 1 })
  const document = { data: { attributes: { labels: ['a', 1], 'labels/two': 1 } } }
  const rename = {
    '': '/data/attributes',
    '/firstName': '/data/attributes/first-name',
    '/tags': '/data/attributes/labels',
    '/tagsTwo': '/data/attributes/labels~1two',
  }
  expect(told(expectValid(fromAjv(validate.errors, { document, rename }), document))).toEqual([
    ['/data/attributes', 'The member "first-name" is missing.'],
    ['/data/attributes', 'The member "home" is missing.'],
    ['/data/attributes/labels/1', 'Must be a string.'],
    ['/data/attributes/labels~1two', 'Must be a string.'],
    ['/data/attributes', 'The member "tagCount" is missing, which "labels" needs beside it.'],
  ])
})

describe('the query', () => {
  const schema = {
    required: ['sort'],
    additionalProperties: false,
    properties: {
      page: {
        type: 'object',
        required: ['number'],
        additionalProperties: false,
        properties: { size: { type: 'integer' } },
      },
      include: { type: 'array', items: { enum: ['rules'] } },
      'page[offset]': { type: 'integer' },
    },
  }
  const query = { page: { size: 'x', odd: 1 }, include: ['hosts'], more: 1, 'page[offset]': 'y' }
  const validate = new Ajv({ allErrors: true }).compile(schema)

  test('is named by parameters, missing ones too', () => {
    validate(query)
    const errors = fromAjv(validate.errors, { in: 'query' })
    expect(errors[0]).toEqual({
      status: '400',
      code: 'invalid-parameter',
      title: 'Invalid Query Parameter',
      detail: 'The parameter "sort" is missing.',
      source: { parameter: 'sort' },
    })
    expect(told(errors)).toEqual([
      ['sort', 'The parameter "sort" is missing.'],
      ['more', 'The parameter "more" is not allowed.'],
      ['page[number]', 'The parameter "page[number]" is missing.'],
      ['page[odd]', 'The parameter "page[odd]" is not allowed.'],
      ['page[size]', 'Must be an integer.'],
      ['include', 'Must be "rules".'],
      ['page[offset]', 'Must be an integer.'],
    ])
  })

  test('is named as the request calls it', () => {
    validate(query)
    const rename = { '/page': 'window', '/sort': 'order[by]' }
    const places = told(fromAjv(validate.errors, { in: 'query', rename })).map(([place]) => place)
    expect(places.slice(0, 5)).toEqual(['order[by]', 'more', 'window[number]', 'window[odd]', 'window[size]'])
  })

  test('has no source where the whole is wrong', () => {
    validate('text')
    const validateWhole = new Ajv().compile({ minProperties: 1 })
    validateWhole({})
    expect(fromAjv(validateWhole.errors, { in: 'query' })).toEqual([
      {
        status: '400',
        code: 'invalid-parameter',
        title: 'Invalid Query Parameter',
        detail: 'Must have at least 1 parameter.',
      },
    ])
  })
})

test('headers are named one by one', () => {
  const validate = new Ajv({ allErrors: true }).compile({
    required: ['x-api-key'],
    minProperties: 5,
    properties: { 'x-org': { type: 'array', items: { type: 'number' } } },
  })
  validate({ 'x-org': ['a'] })
  const errors = fromAjv(validate.errors, { in: 'headers', rename: { '/x-api-key': 'X-API-Key' } })
  expect(errors.map(({ source, detail, code, status }) => [source, detail, code, status])).toEqual([
    [undefined, 'Must have at least 5 headers.', 'invalid-header', '400'],
    [{ header: 'X-API-Key' }, 'The header "X-API-Key" is missing.', 'invalid-header', '400'],
    [{ header: 'x-org' }, 'Must be a number.', 'invalid-header', '400'],
  ])
})

describe('codes', () => {
  const validate = new Ajv({ allErrors: true }).compile({ required: ['a'], properties: { b: { type: 'string' } } })
  validate({ b: 1 })
  const { errors } = validate
  const document = { b: 1 }

  test('are those of the package where the service chooses none', () => {
    expect(fromAjv(errors, { document })[1]).toEqual({
      status: '422',
      code: 'invalid-document',
      title: 'Invalid Document',
      detail: 'Must be a string.',
      source: { pointer: '/b' },
    })
  })

  test('come from the dialect, per keyword and for the rest', () => {
    const shop = defineDialect({
      name: 'ShopError',
      codes: { lacking: { title: 'Lacking', status: 400 }, odd: { title: 'Odd', status: 409 } },
    })
    const found = fromAjv(errors, { document, dialect: shop, code: 'odd', codes: { required: 'lacking' } })
    expect(found.map(({ code, title, status }) => [code, title, status])).toEqual([
      ['lacking', 'Lacking', '400'],
      ['odd', 'Odd', '409'],
    ])
    const mixed = fromAjv(errors, {
      document,
      code: 'invalid-settings-syntax',
      codes: { required: 'invalid-document', format: 'not-unique' },
      status: 400,
    })
    expect(mixed.map(({ code, status }) => [code, status])).toEqual([
      ['invalid-document', '400'],
      ['invalid-settings-syntax', '400'],
    ])
  })

  test('of the package can become those of a dialect', () => {
    const mine = reactor.extend({
      codes: { ...validationCodes, 'invalid-document': { title: 'No Good', status: 400 } },
    })
    const [first] = fromAjv(errors, { document, dialect: mine })
    expect(first).toMatchObject({ code: 'invalid-document', title: 'No Good', status: '400' })
    expect(mine.is(mine.error('invalid-document'), 'invalid-document')).toBe(true)
  })

  test('that nobody defines are refused, whether an error needs them or not', () => {
    // @ts-expect-error: no code of Reactor
    expect(() => fromAjv([], { document, code: 'nonsense' })).toThrow(TypeError)
    const codes = { type: 'nonsense' as const }
    // @ts-expect-error: no code of Reactor
    expect(() => fromAjv([], { document, codes })).toThrow('"nonsense" is no code')
  })
})

test('says nothing where nothing is wrong', () => {
  for (const errors of [null, undefined, []]) expect(fromAjv(errors, { document: {} })).toEqual([])
})

test('takes the error that an asynchronous schema throws', async () => {
  const validate = new Ajv().compile({ $async: true, type: 'object', required: ['a'] })
  const thrown = await Promise.resolve(validate({})).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(Ajv.ValidationError)
  // The one error that it throws for what is not valid.
  expect(told(fromAjv(thrown as InstanceType<typeof Ajv.ValidationError>, { document: {} }))).toEqual([
    ['', 'The member "a" is missing.'],
  ])
})

test('takes an error that is none of validation for one', () => {
  // @ts-expect-error: it has no errors
  expect(told(fromAjv(new Error('hunter2'), { document: {} }))).toEqual([['', 'Is not valid.']])
})

test.each([
  ['.data[0].attributes["first/name"].list[12]', '/data/0/attributes/first~1name/list/12'],
  [".a['it\\'s']", "/a/it's"],
  ['/data/0', '/data/0'],
  ['', ''],
  ['nonsense', ''],
])('reads the path %s of older versions and options', (dataPath, expected) => {
  const document = { data: [{ attributes: { 'first/name': { list: new Array(13).fill(0) } } }], a: { "it's": 1 } }
  const error = { keyword: 'type', schemaPath: '#/type', params: { type: 'string' } }
  expect(told(fromAjv([{ ...error, dataPath }], { document }))).toEqual([[expected, 'Must be a string.']])
  expect(told(fromAjv([{ ...error, instancePath: dataPath }], { document }))).toEqual([[expected, 'Must be a string.']])
})

test('takes the words of ajv-errors, and the place of what they stand for', () => {
  const inner = {
    keyword: 'additionalProperties',
    instancePath: '/data',
    schemaPath: '#/x',
    params: { additionalProperty: 'odd' },
    message: '',
  }
  const words = {
    keyword: 'errorMessage',
    instancePath: '/data',
    schemaPath: '#/errorMessage',
    message: 'nothing odd here',
  }
  const document = { data: { odd: 1 } }
  expect(told(fromAjv([{ ...words, params: { errors: [inner] } }], { document }))).toEqual([
    ['/data/odd', 'Nothing odd here.'],
  ])
  expect(told(fromAjv([{ ...words, params: { errors: [inner, inner] } }], { document }))).toEqual([
    ['/data', 'Nothing odd here.'],
  ])
})

test('says what keywords of a service say', () => {
  const ajv = new Ajv()
  ajv.addKeyword({
    keyword: 'even',
    validate: (_schema: unknown, data: number) => data % 2 === 0,
    error: { message: 'must be even!' },
  })
  const validate = ajv.compile({ even: true })
  validate(3)
  expect(told(fromAjv(validate.errors, { document: 3 }))).toEqual([['', 'Must be even!']])
  expect(told(fromAjv([{ keyword: 'even', message: '' }], { document: 3 }))).toEqual([['', 'Is not valid.']])
})

describe('secrets', () => {
  test('are not repeated', () => {
    const document = { password: 'hunter2', again: 'hunter3', pin: 'hunter4', name: 'hunter5' }
    const schema = {
      properties: {
        password: { pattern: '^[0-9]+$', minLength: 20, type: 'number', enum: ['admin'], format: 'email' },
        again: { const: 'x' },
        pin: { anyOf: [{ type: 'number' }, { minLength: 20 }] },
        name: { not: { type: 'string' } },
      },
    }
    const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(schema)
    validate(document)
    expect(JSON.stringify(fromAjv(validate.errors, { document }))).not.toMatch(/hunter/)
  })

  test('are known by the name that only the request has for them', () => {
    const validate = new Ajv({ allErrors: true }).compile({ enum: ['kx93jf', 'kx93jg'], pattern: 'kx93j.' })
    validate('hunter2')
    const document = { data: { password: 'hunter2' } }
    expect(told(fromAjv(validate.errors, { document, base: '/data/password' }))).toEqual([
      ['/data/password', 'Must be one of the allowed values.'],
      ['/data/password', 'Must match the pattern.'],
    ])
  })

  test('are not told where one is compared with another', () => {
    const document = { new_password: 'a', repeated_password: 'hunter2' }
    const schema = {
      properties: {
        new_password: { const: { $data: '1/repeated_password' }, pattern: { $data: '1/repeated_password' } },
      },
    }
    expect(mapped(schema, document, { $data: true })).toEqual([
      ['/new_password', 'Must be one of the allowed values.'],
      ['/new_password', 'Must match the pattern.'],
    ])
  })
})

describe('bad input', () => {
  test('unions without what they sum up', () => {
    const error = { instancePath: '/a', schemaPath: '#/properties/a/x' }
    const lone = (keyword: string, params: object = {}) =>
      told(fromAjv([{ ...error, keyword, params }], { document: { a: {} } }))
    expect(lone('oneOf')).toEqual([['/a', 'Is of none of the forms that are allowed here.']])
    expect(lone('anyOf')).toEqual([['/a', 'Is of none of the forms that are allowed here.']])
    expect(lone('union')).toEqual([['/a', 'Is of none of the forms that are allowed here.']])
    expect(lone('if')).toEqual([['/a', 'Does not meet the condition that applies to it.']])
    expect(lone('propertyNames', { propertyName: 'b' })).toEqual([['/a', 'The name of the member "b" is not allowed.']])
  })

  test('paths that are no pointers', () => {
    const error = {
      keyword: 'required',
      instancePath: '/~2',
      schemaPath: '#/required',
      params: { missingProperty: 'b' },
    }
    expect(told(fromAjv([error], { document: { '~2': {} } }))).toEqual([['', 'The member "b" is missing.']])
    expect(told(fromAjv([error], { document: {}, rename: {} }))).toEqual([['', 'The member "b" is missing.']])
    expect(told(fromAjv([error], { in: 'query' }))).toEqual([[undefined, 'The parameter "b" is missing.']])
  })

  /** Makes errors of what `make` gives, in every place. */
  function takeErrors(make: () => unknown): void {
    const error = {
      keyword: 'required',
      instancePath: '/a',
      schemaPath: '#/required',
      params: { missingProperty: 'b' },
    }
    const document = { a: {} }
    const lists: unknown[] = [
      make(),
      [make()],
      [{ ...error, keyword: make() }],
      [{ ...error, instancePath: make() }],
      [
        { ...error, schemaPath: make() },
        { ...error, keyword: 'anyOf', schemaPath: make() },
      ],
      [{ ...error, params: make() }],
      [{ ...error, params: { missingProperty: make() } }],
      [
        { ...error, keyword: 'type', params: { type: make() } },
        { ...error, keyword: 'oneOf' },
      ],
      [{ ...error, keyword: 'enum', params: { allowedValues: [make()] } }],
      [{ ...error, keyword: 'minimum', params: { limit: make(), comparison: make() } }],
      [{ ...error, keyword: 'custom', message: make() }],
      [{ ...error, keyword: 'errorMessage', message: make(), params: { errors: make() } }],
    ]
    for (const errors of lists) {
      // What no type allows.
      expectValid(fromAjv(errors as never, { document }), document)
    }
    expectValid(fromAjv([error], { document: make() }), make())
  }

  test.each(hostileValues)('%s as errors, as an error, as parts of one and as the document', (_name, family) => {
    for (const [what, make] of family) expect(() => takeErrors(make), what).not.toThrow()
  })

  test('the errors of an error in itself', () => {
    const error: Record<string, unknown> = { keyword: 'errorMessage', message: 'no end' }
    error['params'] = { errors: [error] }
    expect(told(fromAjv([error], { document: {} }))).toEqual([['', 'Is not valid.']])
  })

  test.each([[{ base: 'data' }], [{ rename: { name: '/data' } }], [{ rename: { '/name': 'data' } }]])(
    'options that are no pointers are refused: %j',
    (options) => {
      expect(() => fromAjv([], { document: {}, ...options })).toThrow(PointerSyntaxError)
    },
  )

  test('Object.prototype stays as it was', () => {
    const document = JSON.parse('{"__proto__":{"polluted":1}}')
    mapped({ additionalProperties: false, propertyNames: { maxLength: 1 } }, document)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

test('says of a value at a path that the document has not that it is missing, as validators that only look like Ajv do', () => {
  const errors = [
    { instancePath: '/data/name', keyword: 'invalid_type', message: 'Required' },
    { instancePath: '/data/size', keyword: 'type', params: { type: 'integer' } },
    { instancePath: '/data/id', keyword: 'minLength', params: { limit: 3 } },
  ]
  expect(fromAjv(errors, { document: { data: { id: '1' } } })).toMatchObject([
    { source: { pointer: '/data' }, detail: 'The member "name" is missing. Required.' },
    { source: { pointer: '/data' }, detail: 'The member "size" is missing. Must be an integer.' },
    { source: { pointer: '/data/id' }, detail: 'Must have at least 3 characters.' },
  ])
})

describe('work', () => {
  /** How often errors of `count` are asked for a member, in the mapping of them all. */
  const readsOf = (count: number, make: (index: number) => object): number => {
    let reads = 0
    const counting = (target: object): object =>
      new Proxy(target, {
        get(of, name, receiver) {
          reads++
          return Reflect.get(of, name, receiver)
        },
      })
    fromAjv(
      Array.from({ length: count }, (_, index) => counting(make(index))),
      { document: {} },
    )
    return reads
  }

  test.each<[what: string, make: (index: number) => object]>([
    ['plain errors', (index) => ({ keyword: 'type', instancePath: `/${index}`, params: { type: 'string' } })],
    [
      'unions',
      (index) => ({
        keyword: index % 4 === 3 ? 'anyOf' : 'type',
        instancePath: `/${index >> 2}`,
        schemaPath: index % 4 === 3 ? '#/anyOf' : `#/anyOf/${index % 4}/type`,
        params: { type: 'string' },
      }),
    ],
  ])('for %s grows no faster than they do', (_, make) => {
    expect(readsOf(4000, make)).toBeLessThanOrEqual(4 * readsOf(1000, make) + 100)
  })

  test('of a path of schemas within schemas is done in one pass', () => {
    for (const step of ['/allOf', '/allOf/0', '/not/then', '/$ref/allOf']) {
      const union = { keyword: 'anyOf', instancePath: '', schemaPath: `#/x${step.repeat(20_000)}/y`, params: {} }
      const branch = {
        keyword: 'type',
        instancePath: '',
        schemaPath: `#/x${step.repeat(20_000)}`,
        params: { type: 'string' },
      }
      expect(fromAjv([branch, union], { document: 1 }).length).toBeGreaterThan(0)
    }
    const dotted = Object.fromEntries([
      ['keyword', 'type'],
      ['dataPath', '["'.repeat(50_000)],
    ])
    expect(fromAjv([dotted], { document: 1 })).toHaveLength(1)
  })
})
