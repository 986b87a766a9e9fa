import { describe, expect, test } from 'vitest'
import { partOf } from '../../../src/server/validation/place.js'
import { readIssue, type StandardIssue } from '../../../src/server/validation/standard-read.js'

/** What an issue is read as; what vendors add to the standard has no types. */
const readAll = (issue: object, document: unknown = { a: { b: [1] } }) =>
  readIssue(issue as StandardIssue, partOf({ document }))
const read = (issue: object) => readAll(issue)[0]

describe('a message is told without the value that it repeats', () => {
  test.each<[what: string, issue: object, detail: string]>([
    [
      'of ArkType, by what it expects',
      { message: 'x', expected: 'a number', problem: 'must be a number (was "hunter2")', actual: '"hunter2"' },
      'Must be a number.',
    ],
    [
      'of ArkType, that says something else',
      { expected: 'a number', problem: 'size must be a number (was "hunter2")', actual: '"hunter2"' },
      'Size must be a number.',
    ],
    ['of ArkType, that expects nothing', { problem: 'must match (was "hunter2")', actual: '"hunter2"' }, 'Must match.'],
    ['of ArkType, in its own words', { problem: 'no hunter2 here', actual: 'x', data: 'hunter2' }, 'No … here.'],
    [
      'of ArkType, that expects a text which begins as the value does',
      { ...{ expected: '"rules" or "hosts"', actual: '"rule"', data: 'rule' }, problem: 'must be "rules" or "hosts"' },
      'Must be "rules" or "hosts".',
    ],
    ['beside a problem without a value', { message: 'is bad', problem: 'no hunter2' }, 'Is bad.'],
    ['beside a value without a problem', { message: 'is bad', actual: 'x' }, 'Is bad.'],
    [
      'of Zod 3, about one of several values',
      {
        ...{ code: 'invalid_enum_value', received: 'hunter2' },
        message: `Invalid enum value. Expected 'a' | 'b', received 'hunter2'`,
      },
      `Invalid enum value. Expected 'a' | 'b'.`,
    ],
    [
      'of a service, about one of several values',
      { code: 'invalid_enum_value', received: 'hunter2', message: 'hunter2 is bad' },
      '… is bad.',
    ],
    [
      'of Valibot',
      { message: 'Invalid type: Expected number but received "hunter2"', received: '"hunter2"' },
      'Invalid type: Expected number.',
    ],
    ['of Valibot, briefly', { message: 'Invalid email: Received "hunter2"', received: '"hunter2"' }, 'Invalid email.'],
    ['of a service, as Valibot quotes it', { message: 'no "hunter2" here', received: '"hunter2"' }, 'No … here.'],
    ['that holds what only ends like a value', { message: 'not 5" long', received: '5"' }, 'Not 5" long.'],
    ['that names a type that was received', { message: 'not a string', received: 'string' }, 'Not a string.'],
    ['with the value beside it', { message: 'no hunter2 here', received: 'string', input: 'hunter2' }, 'No … here.'],
    ['with nothing but the value beside it', { message: 'no abcd here', input: 'abcd' }, 'No … here.'],
    ['with a value that is in many a sentence', { message: 'no abc here', input: 'abc' }, 'No abc here.'],
    ['that is no text', { message: 7, input: 'hunter2' }, 'Is not valid.'],
  ])('%s', (_, issue, detail) => {
    expect(read(issue)?.detail).toBe(detail)
  })
})

test('an issue that says nothing is told as that', () => {
  const unread = [{ path: '', at: '', kind: '', detail: 'Is not valid.', asks: 'other' }]
  expect(readIssue(undefined, partOf({ document: {} }))).toEqual(unread)
  expect(readIssue(7 as never, partOf({ document: {} }))).toMatchObject(unread)
  expect(readAll({ code: 'invalid_union', errors: [7] })).toEqual(unread)
})

test('an issue without a text keeps its place', () => {
  expect(readAll({ message: 7, path: ['a'] })).toMatchObject([{ path: '/a', detail: 'Is not valid.' }])
})

test.each<[issue: object, kind: string, asks: string]>([
  [{ code: 'invalid_type' }, 'invalid_type', 'type'],
  [{ code: 'domain', type: 'other' }, 'domain', 'type'],
  [{ code: 'proto' }, 'proto', 'type'],
  [{ code: 'unit' }, 'unit', 'tag'],
  [{ type: 'literal', kind: 'schema' }, 'literal', 'tag'],
  [{ code: 'invalid_literal' }, 'invalid_literal', 'tag'],
  [{ type: 'picklist', kind: 'schema' }, 'picklist', 'choice'],
  [{ type: 'enum', kind: 'schema' }, 'enum', 'choice'],
  [{ code: 'invalid_enum_value' }, 'invalid_enum_value', 'choice'],
  [{ code: 'invalid_union_discriminator' }, 'invalid_union_discriminator', 'choice'],
  [{ code: 'invalid_value', values: ['a'] }, 'invalid_value', 'tag'],
  [{ code: 'invalid_value', values: ['a', 'b'] }, 'invalid_value', 'choice'],
  [{ type: 'string', kind: 'schema' }, 'string', 'type'],
  [{ type: 'min_length', kind: 'validation' }, 'min_length', 'other'],
  [{ code: 7, type: 7 }, '', 'other'],
])('the issue %j is of the kind %j and asks for a %s', (issue, kind, asks) => {
  expect(read({ message: 'x', ...issue })).toMatchObject({ kind, asks })
})

test.each<[issue: object, nouns: readonly string[] | undefined]>([
  [{ message: 'Invalid option: expected one of "a"|"b"', values: ['a', 'b'] }, ['"a"', '"b"']],
  [{ message: 'Invalid enum value.', options: ['a'] }, ['"a"']],
  [{ message: 'Choose well', values: ['a'] }, undefined],
  [{ message: 'Invalid literal value, expected "a"', expected: 'a' }, ['"a"']],
  [{ message: 'Expected string, received number', expected: 'string' }, ['a string']],
  [{ message: 'x', problem: 'must be even', expected: 'even' }, ['even']],
  [{ message: 'Use words', expected: 'string' }, undefined],
  [{ message: 'expected 7', expected: 7 }, undefined],
])('the issue %j names %j', (issue, nouns) => {
  expect(read(issue)?.nouns).toEqual(nouns)
})

test.each<[path: unknown, pointer: string]>([
  [['a', 'b', 0], '/a/b/0'],
  [[{ key: 'a' }, { key: 'b' }], '/a/b'],
  [['a', Symbol('x'), 'b'], '/a'],
  [['a', null, 'b'], '/a'],
  [['a/b~c'], '/a~1b~0c'],
  ['a', ''],
  [undefined, ''],
])('a path is read up to what no document has: %o', (path, pointer) => {
  expect(read({ message: 'x', path })?.path).toBe(pointer)
})

test('members that are too many are told one by one, and only as that', () => {
  const keys = ['x', 'y/z']
  expect(readAll({ code: 'unrecognized_keys', keys, path: ['a'], message: 'm' })).toMatchObject([
    { path: '/a/x', at: '/a', detail: 'The member "x" is not allowed.' },
    { path: '/a/y~1z', at: '/a', detail: 'The member "y/z" is not allowed.' },
  ])
  expect(readAll({ code: 'unrecognized_keys', path: ['a'], message: 'm' })).toMatchObject([
    { path: '/a', detail: 'M.' },
  ])
  expect(readAll({ code: 'custom', keys, path: ['a'], message: 'm' })).toMatchObject([{ path: '/a', detail: 'M.' }])
  for (const expected of ['never', 'removed']) {
    expect(read({ expected, path: ['a'], message: 'm' })?.detail).toBe('The member "a" is not allowed.')
    expect(read({ expected, path: [], message: 'm' })?.detail).toBe('M.')
  }
})

test('names that are not allowed are told as names', () => {
  const issues = [{ message: 'too short' }, { message: 'too odd' }]
  expect(readAll({ code: 'invalid_key', issues, path: ['a'], message: 'm' })).toMatchObject([
    { path: '/a', detail: 'The name "a": Too short.' },
    { path: '/a', detail: 'The name "a": Too odd.' },
  ])
})

test('what is missing is told as that', () => {
  expect(read({ message: 'm', path: ['a', 'c'] })?.detail).toBe('The member "c" is missing. M.')
})

describe('of a union the branch is told that came closest', () => {
  const far = { code: 'invalid_type', message: 'far', path: [] }
  test.each<[what: string, issue: object, expected: object]>([
    [
      'Zod 3, whose paths begin at the top',
      {
        code: 'invalid_union',
        path: ['a'],
        unionErrors: [{ issues: [{ ...far, path: ['a'] }] }, { issues: [{ message: 'near', path: ['a', 'b'] }] }],
      },
      { path: '/a/b', detail: 'Near.' },
    ],
    [
      'Zod 4, whose paths begin at the union',
      { code: 'invalid_union', path: ['a'], errors: [[far], [{ message: 'near', path: ['b'] }]] },
      { path: '/a/b', detail: 'Near.' },
    ],
    [
      'ArkType, whose paths begin at the top',
      {
        code: 'union',
        path: ['a'],
        errors: [
          { code: 'domain', message: 'far', path: ['a'] },
          { code: 'x', message: 'near', path: ['a', 'b'] },
        ],
      },
      { path: '/a/b', detail: 'Near.' },
    ],
    [
      'Valibot, which has one list for all branches',
      {
        ...{ type: 'union', kind: 'schema', path: [{ key: 'a' }] },
        issues: [
          { kind: 'schema', type: 'string', message: 'far', path: [] },
          { kind: 'schema', type: 'number', message: 'near', path: [{ key: 'b' }] },
        ],
      },
      { path: '/a/b', detail: 'Near.' },
    ],
  ])('%s', (_, issue, expected) => {
    expect(readAll({ message: 'none', ...issue })).toMatchObject([expected])
  })

  test('and of Valibot all that its actions say of one place', () => {
    const path = [{ key: 'b' }]
    const issues = [
      { kind: 'validation', type: 'min_length', message: 'short', path },
      { kind: 'validation', type: 'regex', message: 'odd', path },
      { kind: 'schema', type: 'string', message: 'far', path: [] },
    ]
    const union = { type: 'union', kind: 'schema', message: 'none', path: [{ key: 'a' }], issues }
    expect(readAll(union)).toMatchObject([{ detail: 'Short.' }, { detail: 'Odd.' }])
  })

  test('and of an intersection of ArkType all', () => {
    const errors = [
      { message: 'one', path: ['a'] },
      { message: 'two', path: ['a'] },
    ]
    expect(readAll({ code: 'intersection', path: ['a'], errors })).toMatchObject([
      { detail: 'One.' },
      { detail: 'Two.' },
    ])
  })
})
