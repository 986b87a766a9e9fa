import { describe, expect, test } from 'vitest'
import type { Violation } from '../../../src/jsonapi/validate/index.js'
import {
  isErrorDocument,
  rules,
  validateErrorDocument,
  validateErrorObject,
} from '../../../src/jsonapi/validate/index.js'
import { type Case, documentCases, documented, errorCases, optionCases } from './cases.js'

/** What stands beside the usual error, what it has more, and where that is not known. */
type Unknown = [beside: object, members: object, at: string]

const outline = (violations: readonly Violation[]) => violations.map(({ rule, pointer }) => [rule, pointer])

const runs = (cases: readonly Case[]) =>
  cases.flatMap((each) => {
    const versions = each.version === undefined ? (['1.0', '1.1'] as const) : [each.version]
    return versions.map((version) => [`${each.statement} (${version}): ${each.name}`, { ...each, version }] as const)
  })

describe('an error object', () => {
  test.each(runs(errorCases))('%s', (_, { value, version, violations }) => {
    expect(outline(validateErrorObject(value, { version }))).toEqual(violations)
  })

  test.each(runs(errorCases))('in a document: %s', (_, { value, version, violations }) => {
    const inside = violations.map(([rule, pointer]) => [rule, `/errors/1${pointer}`])
    expect(outline(validateErrorDocument({ errors: [{ status: '400' }, value] }, { version }))).toEqual(inside)
  })
})

describe('a document', () => {
  test.each(runs(documentCases))('%s', (_, { value, version, violations }) => {
    expect(outline(validateErrorDocument(value, { version }))).toEqual(violations)
  })

  test.each([...optionCases])('$statement: $name', ({ value, options, violations }) => {
    expect(outline(validateErrorDocument(value, options))).toEqual(violations)
  })

  test('is held against JSON:API 1.1 by default', () => {
    const value = { errors: [{ ...documented, links: { type: '/x' } }] }
    expect(validateErrorDocument(value)).toEqual([])
    expect(validateErrorDocument(value, { version: '1.0' })).not.toEqual([])
  })

  test.each<Unknown>([
    [{ links: { pointer: '/a' } }, {}, '/links/pointer'],
    ...['pointer', 'parameter', 'about', 'header', ''].map(
      (name): Unknown => [{ jsonapi: { [name]: '/a' } }, {}, `/jsonapi/${name}`],
    ),
    ...['version', 'about', 'other', ''].flatMap((name): Unknown[] => [
      [{}, { source: { pointer: '/data', [name]: '/a' } }, `/errors/0/source/${name}`],
      [{}, { source: { pointer: '/data', [name]: 'a' } }, `/errors/0/source/${name}`],
    ]),
    ...['pointer', 'parameter', 'header', 'version', ''].map(
      (name): Unknown => [{}, { links: { about: '/a', [name]: '/a' } }, `/errors/0/links/${name}`],
    ),
    ...['jsonapi', 'other', ''].flatMap((name): Unknown[] => [
      [{}, { [name]: '404' }, `/errors/0/${name}`],
      [{}, { [name]: { pointer: '/a' } }, `/errors/0/${name}`],
      [{}, { [name]: { version: 'a' } }, `/errors/0/${name}`],
    ]),
  ])('with %j and an error with %j has a member that is not known, though all looks usual', (beside, members, at) => {
    const value = { errors: [{ ...documented, ...members }], ...beside }
    expect(outline(validateErrorDocument(value))).toEqual([['known-member', at]])
  })

  test.each<[error: object, at: string]>([
    ...['jsonapi', 'other', ''].flatMap((name) =>
      ['404', { pointer: '/a' }, { version: 'a' }, { about: '/a' }].map((value): [object, string] => [
        { [name]: value },
        `/${name}`,
      ]),
    ),
    ...['id', 'status', 'code', 'title', 'detail'].map((name): [object, string] => [
      { [name]: { pointer: '/a' } },
      `/${name}`,
    ]),
    ...['version', 'about', 'other', ''].map((name): [object, string] => [
      { source: { [name]: '/a' } },
      `/source/${name}`,
    ]),
    ...['pointer', 'parameter', 'header', 'version', ''].map((name): [object, string] => [
      { links: { [name]: '/a' } },
      `/links/${name}`,
    ]),
  ])('with an error that has nothing but %j is told of that', (error, at) => {
    expect(validateErrorDocument({ errors: [error] }).map(({ pointer }) => pointer)).toContain(`/errors/0${at}`)
  })

  test('with data beside the usual errors is told of', () => {
    const value = { errors: [documented], data: { pointer: '/a' } }
    expect(outline(validateErrorDocument(value))).toEqual([['errors-without-data', '/data']])
  })

  test('that no error is wrong in is an error document', () => {
    expect(isErrorDocument({ errors: [documented] })).toBe(true)
    expect(isErrorDocument({ errors: [{ code: 'x' }] }), 'with a warning').toBe(true)
    expect(isErrorDocument({ errors: [{ code: 1 }] })).toBe(false)
    expect(isErrorDocument({ data: [] })).toBe(false)
    expect(isErrorDocument({ errors: [{}] })).toBe(false)
    expect(isErrorDocument({ errors: [{}] }, { version: '1.0' })).toBe(true)
  })
})

describe('the cases', () => {
  const all = [...errorCases, ...documentCases, ...optionCases]

  test.each([...new Set(all.map(({ statement }) => statement))])('keep and break: %s', (statement) => {
    const kept = all.filter((each) => each.statement === statement && each.violations.length === 0)
    const broken = all.filter((each) => each.statement === statement && each.violations.length > 0)
    expect(kept).not.toEqual([])
    expect(broken).not.toEqual([])
  })

  test('break every rule of JSON:API', () => {
    const broken = new Set(all.flatMap(({ violations }) => violations.map(([rule]) => rule)))
    const others = rules.filter(({ name, see }) => !broken.has(name) && see.startsWith('https://jsonapi.org/'))
    expect(others.map(({ name }) => name)).toEqual(['readable', 'all-listed'])
  })
})
