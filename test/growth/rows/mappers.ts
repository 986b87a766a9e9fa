/** What validators find, made into error objects: many errors, many branches, much depth. */
import { Ajv } from 'ajv'
import { type } from 'arktype'
import * as v from 'valibot'
import * as z from 'zod'
import { fromAjv } from '../../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../../src/server/validation/from-standard-schema.js'
import { listed, nested, type Row, row } from '../row.js'

const ajv = new Ajv({ allErrors: true, strict: false })

/** What Ajv finds in a document, and the document. */
const found = (schema: object, document: unknown) => {
  const validate = ajv.compile(schema)
  validate(document)
  return { errors: validate.errors ?? [], document }
}
const mapped = ({ errors, document }: ReturnType<typeof found>) => fromAjv(errors, { document })
const numbers = (size: number) => listed((index) => index, size)
const members = (size: number) => Object.fromEntries(listed((index) => [`m${index}`, index] as const, size))

/** By what it is called: a schema, and documents that it has much against. */
const schemas: readonly (readonly [what: string, schema: object, document: (size: number) => unknown])[] = [
  ['elements of the wrong type', { items: { type: 'string' } }, numbers],
  ['members of the wrong type', { additionalProperties: { type: 'string' } }, members],
  ['members that are not allowed', { additionalProperties: false }, members],
  ['names that are not allowed', { propertyNames: { pattern: '^x' } }, members],
  ['members that are missing', { items: { required: ['a', 'b'] } }, (size) => listed(() => ({ c: 1 }), size)],
  ['values that are none of those allowed', { items: { enum: ['a', 'b', 'c'] } }, numbers],
  ['alternatives', { items: { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] } }, numbers],
  [
    'alternatives by a tag',
    {
      items: {
        anyOf: ['a', 'b'].map((tag) => ({
          properties: { type: { const: tag }, n: { type: 'string' } },
          required: ['type', 'n'],
        })),
      },
    },
    (size) => listed((index) => ({ type: 'a', n: index }), size),
  ],
  ['one of several', { items: { oneOf: [{ type: 'number' }, { minimum: 0 }] } }, numbers],
  [
    'names with escapes',
    { additionalProperties: { type: 'string' } },
    (size) => Object.fromEntries(listed((index) => [`a/b~${index}`, 1] as const, size)),
  ],
  ['one long text', { type: 'number' }, (size) => 'x'.repeat(size)],
  ['one long name', { additionalProperties: false }, (size) => ({ ['x'.repeat(size)]: 1 })],
  [
    'one value of many allowed',
    { enum: Array.from({ length: 5000 }, (_, index) => `value ${index}`) },
    (size) => 'x'.repeat(size),
  ],
]

// Whatever a validator gives has issues, or has none.
const standard = (schema: { readonly '~standard': { validate(value: unknown): unknown } }) => (document: unknown) =>
  fromStandardSchema(schema['~standard'].validate(document) as never, { document })

const either = z.union([
  z.object({ type: z.literal('a'), n: z.string() }),
  z.object({ type: z.literal('b'), n: z.string() }),
])

export const mappers: readonly Row[] = [
  ...schemas.map(([what, schema, document]) =>
    row(`map Ajv: ${what}`, (size) => found(schema, document(size / 4)), mapped),
  ),
  row(
    'map Ajv: levels of alternatives',
    (size) => {
      let document: unknown = 1
      for (let level = 0; level < size / 64; level++) document = { a: document }
      return found(
        {
          $id: `alternatives-${size}`,
          anyOf: [{ type: 'string' }, { type: 'object', properties: { a: { $ref: '#' } } }],
        },
        document,
      )
    },
    mapped,
    {
      to: 2 ** 15,
      exception: { power: 2.1, why: 'each level of a union is told by all of its paths, which Ajv writes out' },
    },
  ),
  row(
    'map Ajv: levels of a document',
    (size) =>
      found(
        { $id: `levels-${size}`, properties: { a: { $ref: '#' } }, additionalProperties: false },
        nested((a) => ({ a, b: 1 }), 1, size),
      ),
    mapped,
    { to: 2 ** 15, exception: { power: 2.1, why: 'the paths that Ajv writes out grow with the depth' } },
  ),
  ...[
    ['Zod', standard(z.array(z.string()))] as const,
    ['Valibot', standard(v.array(v.string()))] as const,
    ['ArkType', standard(type('string[]'))] as const,
  ].map(([name, run]) => row(`map ${name}: elements of the wrong type`, (size) => numbers(size / 16), run)),
  row('map Zod: members that are too many', (size) => members(size / 4), standard(z.strictObject({}))),
  row(
    'map Zod: alternatives',
    (size) => listed((index) => ({ type: 'a', n: index }), size / 8),
    standard(z.array(either)),
  ),
  row(
    'map Valibot: members that are missing',
    (size) => listed(() => ({ c: 1 }), size / 8),
    standard(v.array(v.object({ a: v.string(), b: v.string() }))),
  ),
]
