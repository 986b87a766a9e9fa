import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { z as z3 } from 'zod3'
import { defineDialect } from '../../../src/dialect/define-dialect.js'
import { PointerSyntaxError } from '../../../src/jsonapi/pointer-syntax.js'
import { fromStandardSchema, type StandardIssues } from '../../../src/server/validation/from-standard-schema.js'
import { hostileValues } from '../../failure/hostile.js'
import { expectValid, told } from './valid.js'

/** What all three have in common. */
interface Schema {
  readonly '~standard': { readonly validate: (value: unknown) => StandardIssues | Promise<StandardIssues> }
}

async function mapped(schema: Schema, document: unknown) {
  const result = await schema['~standard'].validate(document)
  return told(expectValid(fromStandardSchema(result, { document }), document))
}

const document = {
  data: { attributes: { name: 1, tags: ['a', 2], kind: 'z', password: 'hunter2', odd: 1, 'o/d~d': 2 } },
}

const attributes = {
  zod: z.strictObject({
    name: z.string(),
    tags: z.array(z.string()),
    kind: z.enum(['a', 'b']),
    password: z.string().min(20),
    more: z.number(),
  }),
  valibot: v.strictObject({
    name: v.string(),
    tags: v.array(v.string()),
    kind: v.picklist(['a', 'b']),
    password: v.pipe(v.string(), v.minLength(20), v.email()),
    more: v.number(),
  }),
  arktype: type({
    name: 'string',
    tags: 'string[]',
    kind: "'a'|'b'",
    password: 'string >= 20 & string.email',
    more: 'number',
    '+': 'reject',
  }),
}

type Told = readonly (readonly [pointer: string, detail: string])[]

const vendors: readonly (readonly [vendor: string, schema: Schema, expected: Told])[] = [
  [
    'Zod',
    z.object({ data: z.object({ attributes: attributes.zod }) }),
    [
      ['/data/attributes', 'The member "more" is missing. Invalid input: expected number, received undefined.'],
      ['/data/attributes/kind', 'Invalid option: expected one of "a"|"b".'],
      ['/data/attributes/name', 'Invalid input: expected string, received number.'],
      ['/data/attributes/odd', 'The member "odd" is not allowed.'],
      ['/data/attributes/o~1d~0d', 'The member "o/d~d" is not allowed.'],
      ['/data/attributes/password', 'Too small: expected string to have >=20 characters.'],
      ['/data/attributes/tags/1', 'Invalid input: expected string, received number.'],
    ],
  ],
  [
    'Valibot',
    v.object({ data: v.object({ attributes: attributes.valibot }) }),
    [
      ['/data/attributes', 'The member "more" is missing. Invalid key: Expected "more".'],
      ['/data/attributes/kind', 'Invalid type: Expected ("a" | "b").'],
      ['/data/attributes/name', 'Invalid type: Expected string.'],
      ['/data/attributes/odd', 'The member "odd" is not allowed.'],
      ['/data/attributes/password', 'Invalid email.'],
      ['/data/attributes/password', 'Invalid length: Expected >=20.'],
      ['/data/attributes/tags/1', 'Invalid type: Expected string.'],
    ],
  ],
  [
    'ArkType',
    type({ data: { attributes: attributes.arktype } }),
    [
      ['/data/attributes', 'The member "more" is missing. Must be a number.'],
      ['/data/attributes/kind', 'Must be "a" or "b".'],
      ['/data/attributes/name', 'Must be a string.'],
      ['/data/attributes/odd', 'The member "odd" is not allowed.'],
      ['/data/attributes/o~1d~0d', 'The member "o/d~d" is not allowed.'],
      ['/data/attributes/password', 'Must be an email address.'],
      ['/data/attributes/password', 'Must be at least length 20.'],
      ['/data/attributes/tags/1', 'Must be a string.'],
    ],
  ],
]

const sorted = (all: Iterable<unknown>) => [...all].map((each) => JSON.stringify(each)).sort()

test.each(vendors)(
  'tells what %s finds, at places that the document has, without the values',
  async (_vendor, schema, expected) => {
    const found = await mapped(schema, document)
    expect(sorted(found)).toEqual(sorted(expected))
    expect(JSON.stringify(found)).not.toContain('hunter2')
  },
)

const a = { kind: 'a', n: 'x' }

const unions: readonly (readonly [what: string, schema: Schema, document: unknown, expected: Told])[] = [
  [
    'the closest branch of Zod',
    z.object({
      u: z.union([
        z.string(),
        z.object({ kind: z.literal('b') }),
        z.object({ kind: z.literal('a'), n: z.number(), m: z.number() }),
      ]),
    }),
    { u: a },
    [
      ['/u/n', 'Invalid input: expected number, received string.'],
      ['/u', 'The member "m" is missing. Invalid input: expected number, received undefined.'],
    ],
  ],
  [
    'the branches of Zod together',
    z.object({ u: z.union([z.string(), z.literal(5n), z.literal('x'), z.literal(undefined)]) }),
    { u: null },
    [['/u', 'Must be a string, 5, "x" or undefined.']],
  ],
  [
    'a tag that no branch of Zod has',
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('b') }), z.object({ kind: z.literal('c') })]),
    a,
    [['/kind', "Invalid discriminator value. Expected 'b' | 'c'."]],
  ],
  [
    'a union of Zod in a union',
    z.union([
      z.object({ kind: z.literal('a'), n: z.union([z.number(), z.boolean()]) }),
      z.object({ kind: z.literal('b') }),
    ]),
    a,
    [['/n', 'Must be a number or a boolean.']],
  ],
  [
    'messages of a service between branches',
    z.union([z.string('Give me text'), z.number({ error: 'Give me a number' })]),
    null,
    [['', 'Give me text. Or: Give me a number.']],
  ],
  [
    'names of members of Zod',
    z.record(z.string().min(3), z.number()),
    { b: 1 },
    [['/b', 'The name "b": Too small: expected string to have >=3 characters.']],
  ],
  [
    'the closest branch of Valibot',
    v.object({ u: v.union([v.string(), v.object({ kind: v.literal('a'), n: v.number() }), v.array(v.string())]) }),
    { u: a },
    [['/u/n', 'Invalid type: Expected number.']],
  ],
  [
    'the branches of Valibot by their tags',
    v.union([v.object({ kind: v.literal('b') }), v.object({ kind: v.literal('a'), n: v.number(), m: v.number() })]),
    { ...a, m: 1 },
    [
      ['/kind', 'Invalid type: Expected "b".'],
      ['/n', 'Invalid type: Expected number.'],
    ],
  ],
  [
    'the branches of Valibot that say the same',
    v.union([v.object({ kind: v.literal('b'), n: v.number() }), v.object({ kind: v.literal('c') })]),
    a,
    [['/kind', 'Invalid type: Expected "c".']],
  ],
  [
    'the branches of Valibot together',
    v.object({ u: v.union([v.string(), v.boolean(), v.pipe(v.number(), v.minValue(5))]) }),
    { u: null },
    [['/u', 'Must be a string, a boolean or a number.']],
  ],
  [
    'a variant of Valibot',
    v.variant('kind', [v.object({ kind: v.literal('b') }), v.object({ kind: v.literal('c') })]),
    a,
    [['/kind', 'Invalid type: Expected ("b" | "c").']],
  ],
  [
    'a branch of ArkType',
    type({ kind: "'a'", n: 'number' }).or({ kind: "'b'", q: 'string' }),
    a,
    [['/n', 'Must be a number.']],
  ],
  ['the branches of ArkType', type({ u: 'string | boolean[]' }), { u: 4 }, [['/u', 'Must be a string or an object.']]],
]

test.each(unions)('tells of %s', async (_what, schema, value, expected) => {
  expect(await mapped(schema, value)).toEqual(expected)
})

test('takes issues, results and errors, and nothing for nothing', () => {
  const issue = { message: 'Wrong', path: ['data', { key: 0 }] }
  const options = { document: { data: ['a'] } }
  for (const issues of [[issue], { issues: [issue] }, Object.assign(new Error('x'), { issues: [issue] })]) {
    expect(told(fromStandardSchema(issues, options))).toEqual([['/data/0', 'Wrong.']])
  }
  const nothing: StandardIssues[] = [null, undefined, [], { issues: [] }, { issues: undefined }]
  for (const issues of nothing) expect(fromStandardSchema(issues, options)).toEqual([])
})

test('ends a path at what no document has', () => {
  const options = { document: { a: { b: 1 } } }
  const at = (...path: PropertyKey[]) => told(fromStandardSchema([{ message: 'Wrong', path }], options))
  expect(at('a', Symbol('b'), 'c')).toEqual([['/a', 'Wrong.']])
  expect(at('a', 'c', 'd')).toEqual([['/a', 'The member "c › d" is missing. Wrong.']])
  expect(at('a', 'b', 0)).toEqual([['/a/b', 'The member "0" is missing. Wrong.']])
  expect(at('toString')).toEqual([['', 'The member "toString" is missing. Wrong.']])
})

describe('values', () => {
  const options = { document: {} }
  const say = (issue: object) => told(fromStandardSchema([{ message: '', ...issue }], options))[0]?.[1]

  test('are taken out of messages', () => {
    expect(say({ message: 'I got hunter2!', input: 'hunter2' })).toBe('I got …!')
    expect(say({ message: '"hunter2" ist falsch', received: '"hunter2"', input: 'hunter2' })).toBe('… ist falsch.')
    expect(say({ message: 'Expected a but received 5', received: '5' })).toBe('Expected a.')
    expect(say({ problem: 'is hunter2 (was "hunter2")', actual: '"hunter2"', expected: 'x', data: 'hunter2' })).toBe(
      'Is …',
    )
    expect(say({ message: 'a b c', input: 'a' })).toBe('A b c.')
  })

  test('are not in the custom problem of ArkType', async () => {
    const schema = type({ pin: type('string').narrow((_text, context) => context.mustBe('a good one')) })
    expect(await mapped(schema, { pin: 'hunter2' })).toEqual([['/pin', 'Must be a good one.']])
  })
})

test('what is allowed is not told of a value that the request alone calls a secret', async () => {
  const { issues } = await z.literal('kx93jf')['~standard'].validate('hunter2')
  const document = { data: { password: 'hunter2' } }
  expect(fromStandardSchema(issues, { document, base: '/data/password' })).toMatchObject([
    { detail: 'Must be one of the allowed values.', source: { pointer: '/data/password' } },
  ])
})

describe('what is allowed is not told of a secret', () => {
  const ALLOWED = 'Must be one of the allowed values.'
  const PATTERN = 'Must match the pattern.'
  const { object, literal, string } = z
  const narrowed = v.pipe(v.string(), v.startsWith('kx93jf'), v.regex(/kx93jf/), v.value('kx93jf'), v.minLength(7))

  test.each<[what: string, schema: Schema, details: readonly string[]]>([
    ['a literal of Zod', object({ token: literal('kx93jf') }), [ALLOWED]],
    ['an enum of Zod', object({ token: z.enum(['kx93jf', 'kx93jg']) }), [ALLOWED]],
    ['a union of Zod', object({ token: z.union([literal('kx93jf'), literal('kx93jg')]) }), [ALLOWED]],
    ['a union with a type', object({ token: z.union([literal('kx93jf'), z.number()]) }), [`${ALLOWED} Or: Invalid`]],
    [
      'a branch of a union of Zod',
      z.union([object({ token: literal('kx93jf') }), object({ token: literal('kx93jg') })]),
      [ALLOWED],
    ],
    [
      'a tag of Zod',
      z.discriminatedUnion('token', [object({ token: literal('kx93jf') }), object({ token: literal('kx93jg') })]),
      [ALLOWED],
    ],
    ['a pattern of Zod', object({ token: string().regex(/kx93jf/) }), [PATTERN]],
    ['a beginning of Zod', object({ token: string().startsWith('kx93jf').min(7) }), ['Too small', PATTERN]],
    ['a literal of Zod 3', z3.object({ token: z3.literal('kx93jf') }), [ALLOWED]],
    ['an enum of Zod 3', z3.object({ token: z3.enum(['kx93jf', 'kx93jg']) }), [ALLOWED]],
    ['a beginning of Zod 3', z3.object({ token: z3.string().startsWith('kx93jf') }), [PATTERN]],
    ['a literal of Valibot', v.object({ token: v.literal('kx93jf') }), [ALLOWED]],
    ['a picklist of Valibot', v.object({ token: v.picklist(['kx93jf', 'kx93jg']) }), [ALLOWED]],
    ['a union of Valibot', v.object({ token: v.union([v.literal('kx93jf'), v.literal('kx93jg')]) }), [ALLOWED]],
    [
      'a variant of Valibot',
      v.variant('token', [v.object({ token: v.literal('kx93jf') }), v.object({ token: v.literal('kx93jg') })]),
      [ALLOWED],
    ],
    ['actions of Valibot', v.object({ token: narrowed }), ['Invalid length', PATTERN, ALLOWED]],
    ['a unit of ArkType', type({ token: "'kx93jf'" }), [ALLOWED]],
    ['units of ArkType', type({ token: "'kx93jf'|'kx93jg'" }), [ALLOWED]],
    ['a tag of ArkType', type({ token: "'kx93jf'", n: '1' }).or({ token: "'kx93jg'", m: '2' }), [ALLOWED]],
    ['a pattern of ArkType', type({ token: '/^kx93jf/' }), [PATTERN]],
  ])('%s', async (_what, schema, details) => {
    const found = await mapped(schema, { token: 'a' })
    expect(JSON.stringify(found)).not.toContain('kx93j')
    expect(found).toHaveLength(details.length)
    for (const detail of details) expect(found).toContainEqual(['/token', expect.stringContaining(detail)])
  })

  test('in a header, while types are told', async () => {
    const told = async (value: unknown) => {
      const schema = object({ 'x-api-key': literal('kx93jf02mdk4sl5').or(z.array(string())) })
      const issues = await schema['~standard'].validate({ 'x-api-key': value })
      return fromStandardSchema(issues, { in: 'headers' }).map(({ detail }) => detail)
    }
    expect(await told([1])).toEqual(['Invalid input: expected string, received number.'])
    expect(await told('no')).toEqual([expect.stringContaining(ALLOWED)])
    expect(JSON.stringify(await told('no'))).not.toContain('kx93')
  })

  test('of its name', async () => {
    const schema = object({ tokens: z.record(string().startsWith('kx93jf'), z.number()) })
    expect(await mapped(schema, { tokens: { a: 1 } })).toEqual([['/tokens/a', `The name "a": ${PATTERN}`]])
  })

  test('what is missing is still called so', async () => {
    const schema = v.object({ token: v.literal('kx93jf') })
    expect(await mapped(schema, {})).toEqual([['', 'The member "token" is missing. Invalid key: Expected "token".']])
  })
})

test('names parameters and headers, and renames', () => {
  const issues = [{ message: 'Wrong', path: ['page', 'size'] }]
  expect(fromStandardSchema(issues, { in: 'query' })).toEqual([
    {
      status: '400',
      code: 'invalid-parameter',
      title: 'Invalid Query Parameter',
      detail: 'Wrong.',
      source: { parameter: 'page[size]' },
    },
  ])
  expect(fromStandardSchema(issues, { in: 'headers' })[0]?.source).toEqual({ header: 'page' })
  const options = { document: { data: { a: { size: 1 } } }, base: '/data', rename: { '/page': '/a' } }
  expect(fromStandardSchema(issues, options)[0]?.source).toEqual({ pointer: '/data/a/size' })
})

test('takes the code of what the vendor calls the issue', async () => {
  const shop = defineDialect({ name: 'ShopError', codes: { short: { title: 'Short', status: 409 } } })
  for (const [schema, kind] of [
    [z.string().min(3), 'too_small'],
    [v.pipe(v.string(), v.minLength(3)), 'min_length'],
    [type('string >= 3'), 'minLength'],
  ] as const) {
    const result = await (schema as Schema)['~standard'].validate('a')
    const errors = fromStandardSchema(result, { document: 'a', dialect: shop, codes: { [kind]: 'short' } })
    expect(errors[0]).toMatchObject({ code: 'short', status: '409', source: { pointer: '' } })
  }
})

describe('bad input', () => {
  /** Makes errors of what `make` gives, in every place. */
  function takeIssues(make: () => unknown): void {
    const issue = { message: 'Wrong', path: ['a'] }
    const options = { document: { a: {} } }
    const lists: unknown[] = [
      make(),
      { issues: make() },
      [make()],
      [{ ...issue, path: make() }],
      [{ ...issue, path: ['a', make()] }],
      [{ ...issue, path: [{ key: make() }] }],
      [{ ...issue, message: make(), received: make(), input: make() }],
      [{ ...issue, code: 'unrecognized_keys', keys: [make()] }],
      [{ ...issue, code: 'invalid_key', issues: [make()] }],
      [{ ...issue, code: 'invalid_union', errors: [make(), [make()]] }],
      [{ ...issue, code: 'invalid_value', values: [make()] }],
      [{ ...issue, code: 'union', errors: [make(), make()] }],
      [{ ...issue, type: 'union', kind: make(), issues: [make(), { ...issue, path: make() }] }],
      [{ ...issue, code: make(), expected: make(), problem: make(), actual: make() }],
    ]
    for (const issues of lists) {
      // What no type allows.
      expectValid(fromStandardSchema(issues as never, options), options.document)
    }
    expectValid(fromStandardSchema([issue], { document: make() }), make())
  }

  test.each(hostileValues)('%s as issues, as an issue, as parts of one and as the document', (_name, family) => {
    for (const [what, make] of family) expect(() => takeIssues(make), what).not.toThrow()
  })

  test('members that are too many, or wrong in name, where there is none', () => {
    const say = (issue: object) => told(fromStandardSchema([{ message: 'Invalid', ...issue }], { document: {} }))
    expect(say({ expected: 'never' })).toEqual([['', 'Invalid.']])
    expect(say({ code: 'invalid_key', issues: [{ message: 'Short' }] })).toEqual([['', 'The name "": Short.']])
  })

  test('issues in themselves', () => {
    const issue: Record<string, unknown> = { code: 'union', message: 'no end' }
    issue['errors'] = [issue]
    expect(told(fromStandardSchema([issue as never], { document: {} }))).toEqual([['', 'Is not valid.']])
  })

  test('options that are no pointers are refused', () => {
    expect(() => fromStandardSchema([], { document: {}, base: 'data' })).toThrow(PointerSyntaxError)
  })
})

describe('Zod 3', () => {
  const native = { A: 1, B: 'bee' } as const
  const tagged = z3.discriminatedUnion('type', [
    z3.object({ type: z3.literal('a') }),
    z3.object({ type: z3.literal('b') }),
  ])
  const either = z3.union([z3.string(), z3.object({ b: z3.number() })])

  test.each<[what: string, schema: z3.ZodTypeAny, value: unknown, told: readonly (readonly [string, string])[]]>([
    ['an enum', z3.enum(['one', 'two']), 'hunter22', [['/a', "Invalid enum value. Expected 'one' | 'two'."]]],
    [
      'a short value of an enum',
      z3.enum(['one', 'two']),
      'abc',
      [['/a', "Invalid enum value. Expected 'one' | 'two'."]],
    ],
    ['a native enum', z3.nativeEnum(native), 'hunter22', [['/a', "Invalid enum value. Expected 1 | 'bee'."]]],
    ['a number in a native enum', z3.nativeEnum(native), 777, [['/a', "Invalid enum value. Expected 1 | 'bee'."]]],
    ['a literal', z3.literal('x'), 'hunter22', [['/a', 'Invalid literal value, expected "x".']]],
    [
      'a union, by the branch that came closest',
      either,
      { b: 'hunter22' },
      [['/a/b', 'Expected number, received string.']],
    ],
    [
      'a union of types, together',
      z3.union([z3.string(), z3.number()]),
      true,
      [['/a', 'Must be a string or a number.']],
    ],
    [
      'a union of literals, together',
      z3.union([z3.literal('x'), z3.literal('y')]),
      'hunter22',
      [['/a', 'Must be "x" or "y".']],
    ],
    ['a tag', tagged, { type: 'hunter22' }, [['/a/type', "Invalid discriminator value. Expected 'a' | 'b'."]]],
    ['what is missing', z3.object({ b: z3.string() }), {}, [['/a', 'The member "b" is missing. Required.']]],
    ['what is too many', z3.object({}).strict(), { c: 1 }, [['/a/c', 'The member "c" is not allowed.']]],
  ])('tells of %s, without the value that was sent', (_, schema, value, expected) => {
    const document = { a: value }
    const { error } = z3.object({ a: schema }).safeParse(document)
    const errors = fromStandardSchema(error, { document })
    expect(errors.map(({ source, detail }) => [source?.pointer, detail])).toEqual(expected)
    expect(JSON.stringify(errors)).not.toMatch(/hunter22|777/)
  })
})

test('a long message is cut without leaving half a secret', () => {
  const message = `${'x'.repeat(980)} https://user:swordfish@x.example/a`
  expect(JSON.stringify(fromStandardSchema({ issues: [{ message }] }, { document: {} }))).not.toContain('sword')
})
