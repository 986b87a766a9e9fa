import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { fromAjv } from '../../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../../src/server/validation/from-standard-schema.js'
import { expectValid, told } from './valid.js'

const name = fc.constantFrom('a', 'b', 'c', 'x/y', 'x~y', '__proto__', 'toString', '0', '')
const scalar = fc.constantFrom('text', 1, 0.5, null, true)

/** Documents and schemas over the same few names, so that they meet. */
const { value: documents } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}))
const { schema: schemas } = fc.letrec<{ schema: object; some: object[]; keyword: object }>((tie) => ({
  some: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
  keyword: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('string', 'number', 'integer', 'object', 'array', 'null', 'boolean').map((type) => ({ type })),
    fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((required) => ({ required })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values) => ({ enum: values })),
    scalar.map((value) => ({ const: value })),
    fc.nat(5).map((minimum) => ({ minimum, minLength: minimum, minItems: minimum, maxProperties: minimum })),
    fc.constantFrom(
      { additionalProperties: false },
      { unevaluatedProperties: false },
      { uniqueItems: true },
      { $ref: '#/$defs/it' },
    ),
    fc.tuple(name, name).map(([a, b]) => ({ dependentRequired: Object.fromEntries([[a, [b]]]) })),
    fc.array(fc.tuple(name, tie('schema')), { maxLength: 3 }).map((all) => ({ properties: Object.fromEntries(all) })),
    tie('some').map((oneOf) => ({ oneOf })),
    tie('some').map((anyOf) => ({ anyOf })),
    tie('some').map((allOf) => ({ allOf })),
    tie('schema').map((not) => ({ not })),
    tie('schema').map((items) => ({ items, contains: items, propertyNames: items })),
    fc.tuple(tie('schema'), tie('schema'), tie('schema')).map(([a, b, c]) =>
      Object.fromEntries([
        ['if', a],
        ['then', b],
        ['else', c],
      ]),
    ),
  ),
  schema: fc.array(tie('keyword'), { minLength: 1, maxLength: 3 }).map((all) => Object.assign({}, ...all)),
}))

test('whatever Ajv finds is told by valid error objects, at places of the document', () => {
  const makeAjv = (allErrors: boolean) => new Ajv2020({ allErrors, strict: false, logger: false })
  const [all, firstOnly] = [makeAjv(true), makeAjv(false)]
  fc.assert(
    fc.property(schemas, schemas, documents, fc.boolean(), (schema, it, document, allErrors) => {
      const ajv = allErrors ? all : firstOnly
      const validate = ajv.compile({ ...schema, $defs: { it: { type: 'object', ...it } } })
      fc.pre(endless(() => validate(document)) === undefined)
      const isValid = validate(document)
      const errors = expectValid(fromAjv(validate.errors, { document }), document)
      // What is wrong is never told by nothing.
      expect(errors.length > 0).toBe(!isValid)
      expect(errors.length).toBeLessThanOrEqual(validate.errors?.length ?? 0)
      const wrapped = { base: [document] }
      const moved = expectValid(fromAjv(validate.errors, { document: wrapped, base: '/base/0' }), wrapped)
      expect(told(moved)).toEqual(told(errors).map(([place, detail]) => [`/base/0${place}`, detail]))
    }),
    { numRuns: 400 },
  )
})

/** What `run` throws: a schema that only refers to itself has no end. */
function endless(run: () => unknown): unknown {
  try {
    run()
    return undefined
  } catch (error) {
    return error
  }
}

const { schema: zodSchemas } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(z.string().min(5), z.number().int(), z.null(), z.literal('text'), z.enum(['p', 'q'])),
    tie('schema').map((each) => z.array(each)),
    fc.array(fc.tuple(name, tie('schema')), { maxLength: 3 }).map((all) => z.strictObject(Object.fromEntries(all))),
    fc.tuple(tie('schema'), tie('schema')).map((all) => z.union(all)),
    tie('schema').map((each) => z.record(z.string().min(1), each)),
  ),
}))

test('whatever Zod finds is told by valid error objects, at places of the document', () => {
  fc.assert(
    fc.property(zodSchemas, documents, (schema, document) => {
      const result = schema.safeParse(document)
      const errors = expectValid(fromStandardSchema(result.error, { document }), document)
      expect(errors.length > 0).toBe(!result.success)
    }),
    { numRuns: 400 },
  )
})
