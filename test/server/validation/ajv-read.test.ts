import { describe, expect, test } from 'vitest'
import { type AjvError, hasUnions, readAjvError } from '../../../src/server/validation/ajv-read.js'
import { partOf } from '../../../src/server/validation/place.js'

const document = { a: { b: [1], 'first-name': 'x' } }
// What a validator gives may be anything.
const read = (error: object, withNouns = true) => readAjvError(error as AjvError, partOf({ document }), withNouns)

test.each<[keyword: string, expected: boolean]>([
  ['oneOf', true],
  ['anyOf', true],
  ['union', true],
  ['if', true],
  ['contains', true],
  ['propertyNames', true],
  ['type', false],
])('an error of %s sums up others: %j', (keyword, expected) => {
  expect(hasUnions([undefined, { keyword: 'minimum' }, { keyword }])).toBe(expected)
})

test('errors that cannot be read may sum up others', () => {
  const unreadable = Object.defineProperty({}, 'keyword', { get: () => expect.fail('it was read') })
  expect(hasUnions([unreadable])).toBe(true)
})

test('an error that says nothing is told as that', () => {
  const unread = {
    path: '',
    at: '',
    kind: '',
    detail: 'Is not valid.',
    asks: 'other',
    schemaPath: '',
    manyMatched: false,
  }
  expect(readAjvError(undefined, partOf({ document }), true)).toEqual(unread)
  expect(read(null as never)).toEqual(unread)
  expect(read({})).toMatchObject(unread)
  expect(read({ keyword: 7, schemaPath: 7, instancePath: 7 })).toMatchObject(unread)
})

test.each<[path: object, pointer: string]>([
  [{ instancePath: '/a/b/0' }, '/a/b/0'],
  [{ instancePath: '' }, ''],
  [{ instancePath: '/a', dataPath: '.b' }, '/a'],
  [{ instancePath: '', dataPath: '.a.b[0]' }, '/a/b/0'],
  [{ dataPath: '/a/b' }, '/a/b'],
  [{ dataPath: "['a']['b/c']" }, '/a/b~1c'],
  [{ dataPath: `["a"]["it\\"s"]` }, '/a/it"s'],
  [{ dataPath: ".a['first-name" }, '/a/first-name'],
  [{ instancePath: 'a/' }, ''],
])('the place of %j is %s', (path, pointer) => {
  expect(read({ keyword: 'minimum', ...path })).toMatchObject({ path: pointer, at: pointer })
})

test.each<[keyword: string, params: object, more: object, path: string]>([
  ['required', { missingProperty: 'x' }, {}, '/a/x'],
  ['dependentRequired', { missingProperty: 'x', property: 'b' }, {}, '/a/x'],
  ['dependencies', { missingProperty: 'x', property: 'b' }, {}, '/a/x'],
  ['properties', { missingProperty: 'x', error: 'missing' }, {}, '/a/x'],
  ['properties', { additionalProperty: 'b', error: 'additional' }, {}, '/a'],
  ['additionalProperties', { additionalProperty: 'x/y' }, {}, '/a/x~1y'],
  ['unevaluatedProperties', { unevaluatedProperty: 'x' }, {}, '/a/x'],
  ['propertyNames', { propertyName: 'x' }, {}, '/a/x'],
  ['discriminator', { tag: 'x', error: 'tag' }, { schemaPath: '#/discriminator' }, '/a/x'],
  ['discriminator', { tag: 'x', error: 'tag' }, {}, '/a/x'],
  ['discriminator', { tag: 'b', error: 'mapping' }, { schemaPath: '#/mapping' }, '/a'],
  ['pattern', { pattern: '^x' }, { propertyName: 'x' }, '/a/x'],
  ['minimum', { missingProperty: 'x', additionalProperty: 'x', tag: 'x' }, {}, '/a'],
])('%s with %j and %j is about %s', (keyword, params, more, path) => {
  expect(read({ keyword, params, instancePath: '/a', ...more })).toMatchObject({ path, at: '/a', kind: keyword })
})

test.each<[error: object, detail: string]>([
  [{ keyword: 'properties', params: { error: 'missing', missingProperty: 'x' } }, 'The member "x" is missing.'],
  [
    { keyword: 'properties', params: { error: 'additional', additionalProperty: 'b' } },
    'The member "b" is not allowed.',
  ],
  [{ keyword: 'pattern', params: { pattern: '^x' }, propertyName: 'y' }, 'The name "y": Must match the pattern ^x'],
  [{ keyword: 'own', message: 'must be odd' }, 'Must be odd.'],
  [{ keyword: 'minimum', params: { comparison: '>=', limit: 5 } }, 'Must be at least 5.'],
  [{ keyword: 'minimum', params: { limit: 5 } }, 'Must be  5.'],
  [{ keyword: 'required', params: {} }, 'The member "" is missing.'],
  [{ keyword: 'required', params: { missingProperty: 7 } }, 'The member "" is missing.'],
])('%j is told as %s', (error, detail) => {
  expect(read({ instancePath: '/a', ...error }).detail).toBe(detail)
})

test('what the document lacks is told as missing, where no member is named', () => {
  const error = { keyword: 'minimum', instancePath: '/a/c', params: { comparison: '>=', limit: 5 } }
  expect(read(error)).toMatchObject({ detail: 'The member "c" is missing. Must be at least 5.', place: '/a' })
  expect(read({ keyword: 'required', instancePath: '/a', params: { missingProperty: 'c' } }).place).toBeUndefined()
})

describe('a message of a service', () => {
  const one = { keyword: 'required', instancePath: '/a', params: { missingProperty: 'x' } }

  test('in the place of one error points where that did', () => {
    const error = { keyword: 'errorMessage', instancePath: '', message: 'say x', params: { errors: [one] } }
    expect(read(error)).toMatchObject({ path: '/a/x', kind: 'required', detail: 'Say x.' })
  })

  test.each<[what: string, error: object]>([
    ['in the place of several', { keyword: 'errorMessage', params: { errors: [one, one] } }],
    ['in the place of none', { keyword: 'errorMessage', params: {} }],
    ['under another keyword', { keyword: 'own', params: { errors: [one] } }],
  ])('%s points to its own place', (_, error) => {
    expect(read({ instancePath: '/a', message: 'say x', ...error })).toMatchObject({ path: '/a', detail: 'Say x.' })
  })
})

test.each<[keyword: string, params: object, asks: string, nouns: readonly string[] | undefined]>([
  ['type', { type: 'string' }, 'type', ['a string']],
  ['type', { type: ['string', 'null'] }, 'type', ['a string', 'null']],
  ['type', { type: 'string', nullable: true }, 'type', ['a string', 'null']],
  ['false schema', {}, 'type', undefined],
  ['const', { allowedValue: 'x' }, 'tag', ['"x"']],
  ['discriminator', { tag: 'b' }, 'tag', undefined],
  ['enum', { allowedValues: ['x'] }, 'tag', ['"x"']],
  ['enum', { allowedValues: ['x', 1] }, 'choice', ['"x"', '1']],
  ['enum', {}, 'choice', undefined],
  ['own', { allowedValues: ['x'] }, 'other', undefined],
])('%s with %j asks for a %s of %j, where that is of use', (keyword, params, asks, nouns) => {
  const error = { keyword, params, instancePath: '/a' }
  expect(read(error)).toMatchObject({ asks })
  expect(read(error).nouns).toEqual(nouns)
  expect([read(error, false).asks, read(error, false).nouns]).toEqual(['other', undefined])
  const ofName = read({ ...error, propertyName: 'x' })
  expect([ofName.asks, ofName.nouns]).toEqual(['other', undefined])
})

test.each<[keyword: string, params: object, expected: boolean]>([
  ['oneOf', { passingSchemas: [0, 1] }, true],
  ['oneOf', { passingSchemas: null }, false],
  ['anyOf', { passingSchemas: [0, 1] }, false],
])('of %s with %j more than one branch matched: %j', (keyword, params, expected) => {
  expect(read({ keyword, params })).toMatchObject({ manyMatched: expected })
})

test('where in the schema a keyword stands is kept', () => {
  expect(read({ keyword: 'type', schemaPath: '#/properties/a/type' }).schemaPath).toBe('#/properties/a/type')
})

test('no value that is allowed is told of what is called like a secret', () => {
  const secret = { data: { password: 'x' } }
  const part = partOf({ document: secret })
  for (const [keyword, params] of Object.entries({
    const: { allowedValue: 'hunter2' },
    enum: { allowedValues: ['hunter2', 'hunter3'] },
    pattern: { pattern: 'hunter2' },
  })) {
    const told = readAjvError({ keyword, params, instancePath: '/data/password' }, part, true)
    expect(JSON.stringify(told)).not.toContain('hunter')
    expect(told.nouns).toBeUndefined()
  }
})

test.each<[keyword: string, params: object, detail: string]>([
  ['format', { format: 'date' }, 'Must be a date (2026-12-31).'],
  ['format', { format: 'time' }, 'Must be a time with its offset (23:59:59Z).'],
  ['format', { format: 'date-time' }, 'Must be a date and time with its offset (2026-12-31T23:59:59Z).'],
  ['format', { format: 'email' }, 'Must be an email address.'],
  ['format', { format: 'hostname' }, 'Must be a host name.'],
  ['format', { format: 'ipv4' }, 'Must be an IPv4 address.'],
  ['format', { format: 'ipv6' }, 'Must be an IPv6 address.'],
  ['format', { format: 'uri' }, 'Must be a URI.'],
  ['format', { format: 'uri-reference' }, 'Must be a URI or a relative reference.'],
  ['format', { format: 'uuid' }, 'Must be a UUID.'],
  ['format', { format: 'regex' }, 'Must be a regular expression.'],
  ['format', { format: 'json-pointer' }, 'Must be a JSON Pointer.'],
  ['format', { format: 'odd' }, 'Must be of the format "odd".'],
  ['maximum', { comparison: '<=', limit: 5 }, 'Must be at most 5.'],
  ['exclusiveMinimum', { comparison: '>', limit: 5 }, 'Must be more than 5.'],
  ['exclusiveMaximum', { comparison: '<', limit: 5 }, 'Must be less than 5.'],
  ['formatMinimum', { comparison: '>=', limit: '2026-01-01' }, 'Must be at least "2026-01-01".'],
  ['formatMaximum', { comparison: '<=', limit: '2026-01-01' }, 'Must be at most "2026-01-01".'],
  ['formatExclusiveMinimum', { comparison: '>', limit: '2026-01-01' }, 'Must be more than "2026-01-01".'],
  ['formatExclusiveMaximum', { comparison: '<', limit: '2026-01-01' }, 'Must be less than "2026-01-01".'],
  ['multipleOf', { multipleOf: 5 }, 'Must be a multiple of 5.'],
  ['minLength', { limit: 1 }, 'Must have at least 1 character.'],
  ['maxLength', { limit: 5 }, 'Must have at most 5 characters.'],
  ['minItems', { limit: 5 }, 'Must have at least 5 elements.'],
  ['maxItems', { limit: 1 }, 'Must have at most 1 element.'],
  ['items', { limit: 5 }, 'Must have at most 5 elements.'],
  ['additionalItems', { limit: 5 }, 'Must have at most 5 elements.'],
  ['unevaluatedItems', { limit: 5 }, 'Must have at most 5 elements.'],
  ['uniqueItems', { i: 2, j: 1 }, 'The elements 1 and 2 are equal; all must differ.'],
  ['contains', { minContains: 1 }, 'Must contain at least 1 of the elements that are asked for.'],
  [
    'contains',
    { minContains: 1, maxContains: 3 },
    'Must contain at least 1 and at most 3 of the elements that are asked for.',
  ],
  ['minProperties', { limit: 1 }, 'Must have at least 1 member.'],
  ['maxProperties', { limit: 5 }, 'Must have at most 5 members.'],
  ['false schema', {}, 'Is not allowed here.'],
  ['oneOf', { passingSchemas: [0, 1] }, 'Is of more than one of the forms that exclude each other here.'],
  ['oneOf', { passingSchemas: null }, 'Is of none of the forms that are allowed here.'],
  ['anyOf', {}, 'Is of none of the forms that are allowed here.'],
  ['union', {}, 'Is of none of the forms that are allowed here.'],
  ['not', {}, 'Is of a form that is not allowed here.'],
  ['if', { failingKeyword: 'then' }, 'Does not meet the condition that applies to it.'],
  ['type', { type: 'string' }, 'Must be a string.'],
  ['type', { type: 'string', nullable: true }, 'Must be a string or null.'],
  ['type', { type: ['string', 'integer'] }, 'Must be a string or an integer.'],
  ['const', { allowedValue: 1 }, 'Must be 1.'],
  ['enum', { allowedValues: [1, 2] }, 'Must be 1 or 2.'],
  ['enum', {}, 'Must be one of the allowed values.'],
  ['required', { missingProperty: 'x' }, 'The member "x" is missing.'],
  [
    'dependentRequired',
    { missingProperty: 'x', property: 'b' },
    'The member "x" is missing, which "b" needs beside it.',
  ],
  ['dependencies', { missingProperty: 'x', property: 'b' }, 'The member "x" is missing, which "b" needs beside it.'],
  ['additionalProperties', { additionalProperty: 'x' }, 'The member "x" is not allowed.'],
  ['unevaluatedProperties', { unevaluatedProperty: 'x' }, 'The member "x" is not allowed.'],
  ['propertyNames', { propertyName: 'x' }, 'The name of the member "x" is not allowed.'],
  ['discriminator', { error: 'tag', tag: 'x' }, 'The member "x" is missing, or no string.'],
  ['discriminator', { error: 'mapping', tag: 'x' }, 'Must be the tag of one of the forms that are allowed here.'],
])('%s with %j is told as: %s', (keyword, params, detail) => {
  expect(read({ keyword, params, instancePath: '/a' }).detail).toBe(detail)
})

test('the values that a list allows are told the same each time', () => {
  const error = { keyword: 'enum', params: { allowedValues: ['x', 'y'] }, instancePath: '/a' }
  expect([read(error).detail, read(error).detail]).toEqual(['Must be "x" or "y".', 'Must be "x" or "y".'])
})
