import { expect, test } from 'vitest'
import { validationFailure } from '../../../src/server/adaptors/fastify-validation.js'

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
