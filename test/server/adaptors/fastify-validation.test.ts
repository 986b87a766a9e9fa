import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { z as z3 } from 'zod3'
import { validationFailure } from '../../../src/server/adaptors/fastify-validation.js'
import { fastifyApp } from './served.js'

const document = { data: { a: { b: 1 } } }
const issue = { message: 'is bad', path: ['data', 'a'] }
const error = { keyword: 'minimum', instancePath: '/data/a', params: { comparison: '>=', limit: 5 }, message: 'x' }
const pointer = '/data/a'

test.each<[what: string, thrown: object, told: object]>([
  ['errors of Ajv', { validation: [error] }, { source: { pointer }, detail: 'Must be at least 5.' }],
  ['issues of Standard Schema', { validation: [issue] }, { source: { pointer }, detail: 'Is bad.' }],
  ['an error with issues', { issues: [issue], validationContext: 'body' }, { source: { pointer }, detail: 'Is bad.' }],
  [
    'details of Joi, beside a list of nothing',
    { issues: [], details: [issue], validationContext: 'body' },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'an inner list of Yup, which writes paths as in JavaScript',
    { inner: [{ message: 'is bad', path: 'data.a', type: 'odd' }], validationContext: 'body' },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'a path of Yup that begins with an element',
    { inner: [{ message: 'is bad', path: '["data"].a', type: 'odd' }], validationContext: 'body' },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'a path of TypeBox',
    { validation: [{ message: 'is bad', path: pointer }] },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'the whole, for TypeBox',
    { validation: [{ message: 'is bad', path: '' }] },
    { source: { pointer: '' }, detail: 'Is bad.' },
  ],
  [
    'an issue that a validator keeps in params',
    { validation: [{ params: { issue } }] },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'an issue of fastify-type-provider-zod',
    {
      validation: [
        {
          ...{ keyword: 'custom', instancePath: pointer, message: 'is bad', params: {} },
          [Symbol.for('ZodFastifySchemaValidationError')]: true,
        },
      ],
    },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  [
    'an issue of fastify-type-provider-zod about the whole',
    {
      validation: [
        {
          ...{ keyword: 'custom', instancePath: '/', message: 'is bad', params: {} },
          [Symbol.for('ZodFastifySchemaValidationError')]: true,
        },
      ],
    },
    { source: { pointer: '' }, detail: 'Is bad.' },
  ],
  [
    'a path of Yup that ends with a bracket',
    { inner: [{ message: 'is bad', path: 'data[', type: 'odd' }], validationContext: 'body' },
    { source: { pointer: '/data' }, detail: 'Is bad.' },
  ],
  [
    'an error of Ajv that says no place',
    { validation: [{ keyword: 'minimum', params: { comparison: '>=', limit: 5 } }] },
    { source: { pointer: '' }, detail: 'Must be at least 5.' },
  ],
  [
    'a place that no keyword goes with',
    { validation: [{ instancePath: pointer, message: 'is bad' }] },
    { source: { pointer }, detail: 'Is bad.' },
  ],
  ['an issue without a path', { validation: [{ message: 'is bad' }] }, { source: { pointer: '' }, detail: 'Is bad.' }],
  [
    'an error of Ajv among issues, as errors of Ajv',
    { validation: [error, issue] },
    { source: { pointer }, detail: 'Must be at least 5.' },
  ],
  ['a query', { validation: [error], validationContext: 'querystring' }, { source: { parameter: 'data[a]' } }],
  [
    'headers',
    { validation: [{ ...error, instancePath: '/data' }], validationContext: 'headers' },
    { source: { header: 'data' } },
  ],
])('%s are told with their places', (_, thrown, told) => {
  expect(validationFailure(thrown, document)).toMatchObject({
    ...{ delivery: 'immediate', format: 'json:api' },
    errors: { 0: told },
  })
})

test('a part of the path has no place of its own', () => {
  const failure = validationFailure({ validation: [error], validationContext: 'params' }, document)
  const told = { status: '400', title: 'Bad Request' }
  expect(failure?.errors).toEqual([{ ...told, detail: 'The path parameter "data[a]": Must be at least 5.' }])
  const whole = validationFailure(
    { validation: [{ ...error, instancePath: '' }], validationContext: 'params' },
    document,
  )
  expect(whole?.errors).toEqual([{ ...told, detail: 'Must be at least 5.' }])
})

test.each<[what: string, thrown: unknown]>([
  ['another error', new Error('x')],
  ['an error with issues that no schema of a route found', { issues: [issue] }],
  ['a context without a list', { validationContext: 'body' }],
  ['a list of nothing', { validation: [] }],
  ['nothing', undefined],
])('%s is none of a schema', (_, thrown) => {
  expect(validationFailure(thrown, document)).toBeUndefined()
})

describe('validators of Fastify', () => {
  const body = { data: { attributes: { size: 'big' } } }
  const shape = z.object({
    data: z.object({ attributes: z.object({ name: z.string(), size: z.number() }).strict() }),
  })
  const shape3 = z3.object({
    data: z3.object({ attributes: z3.object({ name: z3.string(), size: z3.number() }).strict() }),
  })
  const expected = [
    { source: { pointer: '/data/attributes' }, detail: expect.stringMatching(/^The member "name" is missing\./) },
    { source: { pointer: '/data/attributes/size' } },
  ]

  const compilers: Readonly<Record<string, (schema: never) => (data: unknown) => unknown>> = {
    'Zod, by its own function': (schema: z.ZodType) => (data) => schema.safeParse(data),
    'a validator that throws what it gives': (schema: z.ZodType) => (data) => {
      const { error } = schema.safeParse(data)
      return error === undefined ? { value: data } : { error: error.issues }
    },
    'one whose paths are those of Joi': () => () => ({
      error: Object.assign(new Error('x'), {
        details: [
          { message: '"name" is required', path: ['data', 'attributes', 'name'], type: 'any.required' },
          { message: '"size" must be a number', path: ['data', 'attributes', 'size'], type: 'number.base' },
        ],
      }),
    }),
    'one whose paths are those of Yup': () => () => ({
      error: Object.assign(new Error('x'), {
        inner: [
          { message: 'name is required', path: 'data.attributes.name', type: 'required' },
          { message: 'size must be a number', path: 'data.attributes["size"]', type: 'typeError' },
        ],
      }),
    }),
    'one whose paths are those of TypeBox': () => () => ({
      error: [
        { message: 'Required property', path: '/data/attributes/name', type: 45 },
        { message: 'Expected number', path: '/data/attributes/size', type: 41 },
      ],
    }),
  }

  test.each(Object.entries(compilers))('%s, are told by pointers and names', async (_, compiler) => {
    for (const schema of [shape, shape3]) {
      const app = await fastifyApp()
      app.setValidatorCompiler(({ schema }) => compiler(schema as never) as never)
      app.post('/', { schema: { body: schema } }, () => ({}))
      const response = await app.inject({ method: 'POST', url: '/', payload: body })
      expect([response.statusCode, response.json().errors]).toMatchObject([422, expected])
    }
  })

  test('the type provider for Zod is told by pointers and names, nested, extra and in the root', async () => {
    const app = await fastifyApp()
    app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
    app.post('/', { schema: { body: shape } }, () => ({}))
    app.get('/', { schema: { querystring: z.object({ size: z.string().min(3) }) } }, () => ({}))
    const ask = async (payload: object) => (await app.inject({ method: 'POST', url: '/', payload })).json().errors
    expect(await ask(body)).toMatchObject(expected)
    expect(await ask({ data: { attributes: { name: 'a', size: 1, colour: 'red' } } })).toMatchObject([
      { source: { pointer: '/data/attributes/colour' }, detail: 'The member "colour" is not allowed.' },
    ])
    expect(await ask([])).toMatchObject([{ source: { pointer: '' } }])
    const query = await app.inject('/?size=a')
    expect(query.json().errors).toMatchObject([{ source: { parameter: 'size' } }])
  })

  test('what has a context and no list is left to others', async () => {
    const secret = 'row 7 of table users'
    const app = await fastifyApp()
    app.setValidatorCompiler(() => () => ({ error: new Error(secret) }))
    app.post('/', { schema: { body: {} } }, () => ({}))
    const response = await app.inject({ method: 'POST', url: '/', payload: {} })
    expect([response.statusCode, response.body]).toEqual([400, expect.not.stringContaining(secret)])
  })
})
