import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { fromAjv } from '../../../src/server/validation/from-ajv.js'
import type { Row } from './mapped.js'
import { expectValid, told } from './valid.js'

const plain: readonly Row[] = [
  ['a type', { properties: { a: { type: 'string' } } }, { a: 1 }, [['/a', 'Must be a string.']]],
  ['several types', { type: ['string', 'null', 'array'] }, 1, [['', 'Must be a string, null or an array.']]],
  ['one value', { const: 'a' }, 'b', [['', 'Must be "a".']]],
  ['an object as value', { const: { a: [1] } }, 'b', [['', 'Must be one certain object.']]],
  ['a list as value', { enum: [[1], 'a'] }, 'b', [['', 'Must be one certain array or "a".']]],
  ['several values', { enum: ['a', 1, null] }, 'b', [['', 'Must be "a", 1 or null.']]],
  [
    'very many values',
    { enum: Array.from({ length: 30 }, (_, i) => i) },
    'b',
    [['', `Must be ${Array.from({ length: 20 }, (_, i) => i).join(', ')} or another of those allowed.`]],
  ],
  ['a long value', { const: 'x'.repeat(300) }, 'b', [['', `Must be "${'x'.repeat(199)}….`]]],
  ['a minimum', { minimum: 3 }, 2, [['', 'Must be at least 3.']]],
  ['a maximum', { maximum: 3 }, 4, [['', 'Must be at most 3.']]],
  ['an exclusive minimum', { exclusiveMinimum: 3 }, 3, [['', 'Must be more than 3.']]],
  ['an exclusive maximum', { exclusiveMaximum: 3 }, 3, [['', 'Must be less than 3.']]],
  ['a multiple', { multipleOf: 2 }, 3, [['', 'Must be a multiple of 2.']]],
  ['a short text', { minLength: 2 }, 'a', [['', 'Must have at least 2 characters.']]],
  ['a long text', { maxLength: 1 }, 'ab', [['', 'Must have at most 1 character.']]],
  ['a pattern', { pattern: '^a+$' }, 'b', [['', 'Must match the pattern ^a+$']]],
  ['a format', { format: 'email' }, 'b', [['', 'Must be an email address.']]],
  ['a format of another name', { format: 'duration' }, 'b', [['', 'Must be of the format "duration".']]],
  ['a short list', { minItems: 2 }, [1], [['', 'Must have at least 2 elements.']]],
  ['a long list', { maxItems: 1 }, [1, 2], [['', 'Must have at most 1 element.']]],
  ['equal elements', { uniqueItems: true }, [1, 2, 1], [['', 'The elements 0 and 2 are equal; all must differ.']]],
  ['a small object', { minProperties: 2 }, {}, [['', 'Must have at least 2 members.']]],
  ['a large object', { maxProperties: 1 }, { a: 1, b: 2 }, [['', 'Must have at most 1 member.']]],
  ['what is forbidden', { properties: { a: false } }, { a: 1 }, [['/a', 'Is not allowed here.']]],
  ['a form that is forbidden', { not: { type: 'string' } }, 'a', [['', 'Is of a form that is not allowed here.']]],
  [
    'elements that are not there',
    { contains: { type: 'string' } },
    [1, 2],
    [['', 'Must contain at least 1 of the elements that are asked for.']],
  ],
  [
    'elements that are not there, and are too few',
    { minItems: 3, contains: { type: 'string' } },
    [1, 2],
    [
      ['', 'Must have at least 3 elements.'],
      ['', 'Must contain at least 1 of the elements that are asked for.'],
    ],
  ],
  [
    'elements that are not there, and of each that is of the wrong type',
    { items: { type: 'string' }, contains: { const: 'a' } },
    [1, 'b'],
    [
      ['/0', 'Must be a string.'],
      ['', 'Must contain at least 1 of the elements that are asked for.'],
    ],
  ],
  [
    'a missing member, at the nearest ancestor',
    { properties: { data: { properties: { attributes: { required: ['name'] } } } } },
    { data: { attributes: {} } },
    [['/data/attributes', 'The member "name" is missing.']],
  ],
  ['a missing member of the whole', { required: ['data'] }, {}, [['', 'The member "data" is missing.']]],
  [
    'a missing member with an awkward name',
    { properties: { 'a/b~c': { required: ['x/y~z'] } } },
    { 'a/b~c': {} },
    [['/a~1b~0c', 'The member "x/y~z" is missing.']],
  ],
  [
    'a member that is too many, by its name',
    { properties: { a: { additionalProperties: false } } },
    { a: { 'b/c~d': 1 } },
    [['/a/b~1c~0d', 'The member "b/c~d" is not allowed.']],
  ],
  [
    'members with the names of inherited ones',
    { additionalProperties: false },
    JSON.parse('{"__proto__":1,"constructor":2,"toString":3}'),
    [
      ['/__proto__', 'The member "__proto__" is not allowed.'],
      ['/constructor', 'The member "constructor" is not allowed.'],
      ['/toString', 'The member "toString" is not allowed.'],
    ],
  ],
  [
    'names of members',
    { propertyNames: { pattern: '^a', maxLength: 2 } },
    { bcd: 1, ab: 2 },
    [
      ['/bcd', 'The name "bcd": Must have at most 2 characters.'],
      ['/bcd', 'The name "bcd": Must match the pattern ^a'],
    ],
  ],
  [
    'names of members that must be none',
    { propertyNames: false },
    { b: 1 },
    [['/b', 'The name "b": Is not allowed here.']],
  ],
  [
    'the same twice, once',
    {
      allOf: [{ required: ['a'] }, { required: ['a'] }, { properties: { b: { type: 'string' } } }],
      properties: { b: { type: 'string' } },
    },
    { b: 1 },
    [
      ['/b', 'Must be a string.'],
      ['', 'The member "a" is missing.'],
    ],
  ],
  [
    'three things about one place, each once',
    { allOf: [{ minLength: 5 }, { maxLength: 1 }, { minLength: 5 }, { maxLength: 1 }, { minLength: 5, pattern: 'x' }] },
    'abc',
    [
      ['', 'Must have at least 5 characters.'],
      ['', 'Must have at most 1 character.'],
      ['', 'Must match the pattern x'],
    ],
  ],
  [
    'then, without the if',
    JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]}}'),
    { a: 1 },
    [['', 'The member "b" is missing.']],
  ],
  ['else, without the if', { if: { type: 'string' }, else: false }, 1, [['', 'Is not allowed here.']]],
]

const formats = { email: /@/, duration: /^P/ }
const drafts: readonly (readonly [name: string, make: (allErrors: boolean) => Ajv | Ajv2019 | Ajv2020])[] = [
  ['7', (allErrors) => new Ajv({ allErrors, formats, strict: false })],
  ['2019-09', (allErrors) => new Ajv2019({ allErrors, formats, strict: false })],
  ['2020-12', (allErrors) => new Ajv2020({ allErrors, formats, strict: false, verbose: true })],
]

describe.each(drafts)('draft %s', (_name, make) => {
  // One for all: the first schema that is compiled costs as much as a hundred others, as it compiles those of schemas.
  const [all, firstOnly] = [make(true), make(false)]

  test.each(plain)('tells of %s', (_what, schema, document, expected) => {
    const validate = all.compile(schema)
    validate(document)
    const found = told(expectValid(fromAjv(validate.errors, { document }), document))
    expect([...found].sort()).toEqual([...expected].sort())
  })

  test.each(plain)('tells one of them of %s without allErrors', (_what, schema, document, expected) => {
    const validate = firstOnly.compile(schema)
    validate(document)
    const found = told(expectValid(fromAjv(validate.errors, { document }), document))
    expect(found).toHaveLength(1)
    expect(expected).toContainEqual(found[0])
  })
})
