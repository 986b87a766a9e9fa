import { expect, test } from 'vitest'
import { mapped, type Row } from './mapped.js'

const ref = (name: string) => ({ $ref: `#/$defs/${name}` })

const unions: readonly Row[] = [
  [
    'types between branches, together',
    { anyOf: [{ type: 'string' }, { type: 'array' }, { type: ['string', 'null'] }] },
    1,
    [['', 'Must be a string, an array or null.']],
  ],
  [
    'values between branches, together',
    { oneOf: [{ const: 'a' }, { enum: ['b', 'c'] }] },
    'd',
    [['', 'Must be "a", "b" or "c".']],
  ],
  [
    'the branch of the right type',
    { properties: { a: { oneOf: [{ type: 'string' }, { type: 'object', required: ['x', 'y', 'z'] }] } } },
    { a: { x: 1 } },
    [
      ['/a', 'The member "y" is missing.'],
      ['/a', 'The member "z" is missing.'],
    ],
  ],
  [
    'the branch whose tag fits, though it objects to more',
    {
      oneOf: [
        { properties: { kind: { const: 'a' } } },
        { properties: { kind: { const: 'b' }, n: { type: 'number' }, m: { type: 'number' } }, required: ['o'] },
      ],
    },
    { kind: 'b', n: '', m: '' },
    [
      ['', 'The member "o" is missing.'],
      ['/n', 'Must be a number.'],
      ['/m', 'Must be a number.'],
    ],
  ],
  [
    'the branch whose type fits, however deep it stands and however many it may be',
    {
      anyOf: [
        { properties: { data: { properties: { type: { enum: ['rules', 'hosts'] } } } } },
        { properties: { data: { required: ['id', 'attributes'] } } },
      ],
    },
    { data: { type: 'builds' } },
    [
      ['/data', 'The member "id" is missing.'],
      ['/data', 'The member "attributes" is missing.'],
    ],
  ],
  [
    'tags between branches, together',
    { oneOf: [{ properties: { kind: { const: 'a' } } }, { properties: { kind: { const: 'b' } } }] },
    { kind: 'c' },
    [['/kind', 'Must be "a" or "b".']],
  ],
  [
    'the branch with the fewest objections',
    { anyOf: [{ required: ['a', 'b'] }, { required: ['c'] }, { required: ['d', 'e'] }] },
    {},
    [['', 'The member "c" is missing.']],
  ],
  [
    'of as many objections the deeper one',
    { anyOf: [{ required: ['a'] }, { properties: { b: { properties: { c: { minimum: 5 } } } } }] },
    { b: { c: 1 } },
    [['/b/c', 'Must be at least 5.']],
  ],
  [
    'branches that are alike, in one',
    { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    {},
    [['', 'The member "a" is missing. Or: The member "b" is missing.']],
  ],
  [
    'branches that are alike at different places, where the union stands',
    { properties: { u: { anyOf: [{ properties: { a: { minimum: 5 } } }, { properties: { b: { minimum: 6 } } }] } } },
    { u: { a: 1, b: 1 } },
    [['/u', 'At a: Must be at least 5. Or: At b: Must be at least 6.']],
  ],
  [
    'of very many branches that are alike, the first',
    { anyOf: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ required: [name] })) },
    {},
    [
      [
        '',
        `${['a', 'b', 'c', 'd', 'e'].map((name) => `The member "${name}" is missing. Or: `).join('')}One of 2 more.`,
      ],
    ],
  ],
  [
    'more than one branch that fits',
    { oneOf: [{ type: 'number' }, { minimum: 2 }, { type: 'string' }] },
    3,
    [['', 'Is of more than one of the forms that exclude each other here.']],
  ],
  [
    'unions in unions',
    {
      oneOf: [
        { properties: { t: { const: 'a' }, v: { anyOf: [{ type: 'string' }, { type: 'number', minimum: 4 }] } } },
        { properties: { t: { const: 'b' } }, required: ['u'] },
      ],
    },
    { t: 'a', v: 1 },
    [['/v', 'Must be at least 4.']],
  ],
  [
    'nothing of a union that does not concern it',
    {
      allOf: [{ minProperties: 3 }, { anyOf: [{ required: ['a'] }, { required: ['b', 'c'] }] }],
      properties: { d: { type: 'string' } },
    },
    { d: 1 },
    [
      ['', 'Must have at least 3 members.'],
      ['', 'The member "a" is missing.'],
      ['/d', 'Must be a string.'],
    ],
  ],
  [
    'each of two unions beside each other',
    { anyOf: [{ required: ['a'] }, { type: 'string' }], oneOf: [{ required: ['b'] }, { type: 'null' }] },
    {},
    [
      ['', 'The member "a" is missing.'],
      ['', 'The member "b" is missing.'],
    ],
  ],
  [
    'a union beside a member',
    { properties: { a: { minLength: 9 }, b: { minLength: 5, anyOf: [{ maxLength: 1 }, { type: 'null' }] } } },
    { a: 'x', b: 'abc' },
    [
      ['/a', 'Must have at least 9 characters.'],
      ['/b', 'Must have at most 1 character.'],
      ['/b', 'Must have at least 5 characters.'],
    ],
  ],
  [
    'no member that is only not evaluated because of a union',
    {
      oneOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { required: ['b'] }],
      unevaluatedProperties: false,
    },
    { a: 1 },
    [['/a', 'Must be a string.']],
  ],
  [
    'a member that is not evaluated',
    { properties: { a: true }, unevaluatedProperties: false },
    { a: 1, b: 1 },
    [['/b', 'The member "b" is not allowed.']],
  ],
  [
    'elements that are not evaluated',
    { prefixItems: [true], unevaluatedItems: false },
    [1, 2],
    [['', 'Must have at most 1 element.']],
  ],
  ['elements that are too many', { prefixItems: [true], items: false }, [1, 2], [['', 'Must have at most 1 element.']]],
  [
    'a member that another needs',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    [['', 'The member "b" is missing, which "a" needs beside it.']],
  ],
  [
    'a member that another schema asks for, and not only of the union in the next',
    {
      allOf: [
        { properties: { u: { minimum: 5 }, 'v w': { minimum: 6 } } },
        { properties: { u: { oneOf: [{ type: 'string' }, { type: 'null' }] }, 'v w': { anyOf: [{ maximum: 0 }] } } },
      ],
    },
    { u: 1, 'v w': 1 },
    [
      ['/u', 'Must be at least 5.'],
      ['/v w', 'Must be at least 6.'],
      ['/u', 'Must be a string or null.'],
      ['/v w', 'Must be at most 0.'],
    ],
  ],
  [
    'an element that another schema asks for, and not only of the union in the next',
    { allOf: [{ items: { minimum: 5 } }, { items: { oneOf: [{ type: 'string' }, { type: 'null' }] } }] },
    [1],
    [
      ['/0', 'Must be at least 5.'],
      ['/0', 'Must be a string or null.'],
    ],
  ],
  [
    'a member by name and by pattern, each',
    { properties: { u: { minimum: 5 } }, patternProperties: { u: { oneOf: [{ type: 'string' }, { type: 'null' }] } } },
    { u: 1 },
    [
      ['/u', 'Must be at least 5.'],
      ['/u', 'Must be a string or null.'],
    ],
  ],
  [
    'branches that are other members of the whole',
    {
      properties: {
        a: { type: 'string' },
        b: { minimum: 5 },
        u: { oneOf: [{ $ref: '#/properties/a' }, { $ref: '#/properties/b' }] },
      },
    },
    { u: 1 },
    [['/u', 'Must be at least 5.']],
  ],
  [
    'elements asked for in number',
    { contains: { const: 1 }, minContains: 2, maxContains: 3 },
    [1],
    [['', 'Must contain at least 2 and at most 3 of the elements that are asked for.']],
  ],
  ['a union of nothing', { anyOf: [{ not: {} }] }, 1, [['', 'Is of a form that is not allowed here.']]],
  [
    'branches by reference that Ajv takes in',
    {
      oneOf: [ref('a'), ref('b'), { type: 'null' }],
      $defs: { a: { type: 'array' }, b: { type: 'object', properties: { n: { minimum: 5 } } } },
    },
    { n: 1 },
    [['/n', 'Must be at least 5.']],
  ],
  [
    'branches by reference that refer to themselves',
    {
      properties: { u: { oneOf: [ref('list'), ref('tree'), { type: 'null' }, ref('text')] } },
      $defs: {
        list: { type: 'array', items: ref('list') },
        tree: { type: 'object', required: ['leaf'], properties: { left: ref('tree'), leaf: { type: 'string' } } },
        text: { type: 'string', not: ref('tree') },
      },
    },
    { u: { left: { leaf: 1 } } },
    [
      ['/u', 'The member "leaf" is missing.'],
      ['/u/left/leaf', 'Must be a string.'],
    ],
  ],
  [
    'branches by reference alone, at the root',
    {
      oneOf: [ref('success'), ref('failure')],
      $defs: {
        success: {
          type: 'object',
          required: ['data'],
          additionalProperties: false,
          properties: { data: ref('resource'), meta: {} },
        },
        failure: {
          type: 'object',
          required: ['errors'],
          additionalProperties: false,
          properties: { errors: ref('resource') },
        },
        resource: { type: 'object', required: ['type'], properties: { below: ref('resource') } },
      },
    },
    { data: {}, meta: {} },
    [['/data', 'The member "type" is missing.']],
  ],
  [
    'a branch that refers to others inside',
    {
      oneOf: [
        { properties: { kind: { const: 'a' }, house: ref('address') }, required: ['kind'] },
        { properties: { kind: { const: 'b' }, n: { type: 'number' }, office: ref('address') }, required: ['kind'] },
      ],
      $defs: {
        address: { type: 'object', required: ['zip'], properties: { zip: { type: 'string' }, old: ref('address') } },
      },
    },
    { kind: 'b', n: '', office: { zip: 1 }, house: {} },
    [
      ['/n', 'Must be a number.'],
      ['/office/zip', 'Must be a string.'],
    ],
  ],
  [
    'a first branch that refers to others before all else',
    {
      oneOf: [
        { properties: { home: ref('address'), kind: { const: 'a' }, n: { type: 'number' } } },
        { type: 'string' },
      ],
      $defs: { address: { required: ['zip'] } },
    },
    { home: {}, kind: 'a', n: '' },
    [
      ['/home', 'The member "zip" is missing.'],
      ['/n', 'Must be a number.'],
    ],
  ],
  [
    'a branch that goes on after it referred',
    {
      anyOf: [{ properties: { a: { minimum: 5 }, home: ref('address'), n: { type: 'number' } } }, { type: 'string' }],
      $defs: { address: { required: ['zip'] } },
    },
    { a: 1, home: {}, n: '' },
    [
      ['/a', 'Must be at least 5.'],
      ['/home', 'The member "zip" is missing.'],
      ['/n', 'Must be a number.'],
    ],
  ],
  [
    'a branch beside one by reference that asks for another tag',
    {
      oneOf: [{ properties: { kind: { const: 'a' }, n: { type: 'number' } } }, ref('b')],
      $defs: { b: { properties: { kind: { const: 'b' }, below: ref('b') } } },
    },
    { kind: 'a', n: '' },
    [['/n', 'Must be a number.']],
  ],
  [
    'a branch that refers to itself, before one that does not',
    {
      oneOf: [ref('tree'), ref('leaf')],
      $defs: {
        tree: { properties: { left: { anyOf: [ref('tree'), { type: 'null' }], required: ['kind'] } } },
        leaf: { properties: { kind: { const: 'leaf' } } },
      },
    },
    { kind: 'tree', left: {} },
    [['/left', 'The member "kind" is missing.']],
  ],
  [
    'branches that say the same by reference',
    {
      oneOf: [ref('a'), ref('b')],
      $defs: {
        a: { properties: { kind: { const: 'a' }, below: ref('a') }, required: ['kind'] },
        b: { properties: { kind: { const: 'b' }, below: ref('b') }, required: ['kind'] },
      },
    },
    { kind: 'c' },
    [['/kind', 'Must be "a" or "b".']],
  ],
]

test.each(unions)('tells of %s', (_what, schema, document, expected) => {
  expect(mapped(schema, document)).toEqual(expected)
})

test('honours a discriminator', () => {
  const schema = {
    type: 'object',
    discriminator: { propertyName: 'kind' },
    required: ['kind'],
    oneOf: [{ properties: { kind: { const: 'a' }, x: { type: 'number' } } }, { properties: { kind: { enum: ['b'] } } }],
  }
  const options = { discriminator: true }
  expect(mapped(schema, { kind: 'a', x: '' }, options)).toEqual([['/x', 'Must be a number.']])
  expect(mapped(schema, { kind: 'c' }, options)).toEqual([
    ['/kind', 'Must be the tag of one of the forms that are allowed here.'],
  ])
  expect(mapped(schema, {}, options)).toEqual([
    ['', 'The member "kind" is missing.'],
    ['', 'The member "kind" is missing, or no string.'],
  ])
})
