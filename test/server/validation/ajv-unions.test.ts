import { describe, expect, test } from 'vitest'
import type { AjvViolation } from '../../../src/server/validation/ajv-read.js'
import { reduced } from '../../../src/server/validation/ajv-unions.js'

/** One error of Ajv: `/u #/properties/u/minLength`, and what it asks for where that tells branches apart. */
type Line = `${string} ${string}`

function violationOf(line: Line): AjvViolation {
  const [at = '', schemaPath = '', asks = 'other'] = line.split(' ')
  const kind = schemaPath.slice(schemaPath.lastIndexOf('/') + 1)
  return {
    ...{ path: kind === 'propertyNames' ? `${at}/name` : at, at, place: undefined, kind, detail: schemaPath },
    ...{ asks: asks as AjvViolation['asks'], schemaPath, manyMatched: false },
  }
}

/** What is kept of `lines`, each by its schema path; of several branches that are as close, by all of theirs. */
const kept = (...lines: readonly Line[]) => reduced(lines.map(violationOf)).map(({ detail }) => detail)

describe.each(['oneOf', 'anyOf', 'union'])('%s', (kind) => {
  test('gives way to the branch that came closest', () => {
    const union = `#/properties/u/${kind}`
    expect(
      kept(`/u ${union}/0/type type`, `/u/a ${union}/1/required`, `/u/b ${union}/1/minimum`, `/u ${union}`),
    ).toEqual([`${union}/1/required`, `${union}/1/minimum`])
  })

  test('is told itself where no branch says anything', () => {
    expect(kept(`/v #/properties/v/minimum`, `/u #/properties/u/${kind}`)).toEqual([
      '#/properties/v/minimum',
      `#/properties/u/${kind}`,
    ])
  })
})

test('of which more than one branch matched is told itself', () => {
  const union = { ...violationOf('/u #/properties/u/oneOf'), manyMatched: true }
  expect(reduced([violationOf('/u #/properties/u/oneOf/2/type type'), union])).toEqual([union])
})

describe('an error before those of a union', () => {
  test.each<[what: string, before: Line, union: Line]>([
    ['about another value', '/t #/properties/t/type', '/u #/properties/u/oneOf'],
    ['about a value that begins alike', '/uv #/properties/uv/type', '/u #/properties/u/oneOf'],
    ['by a keyword beside it', '/u #/properties/u/minLength', '/u #/properties/u/oneOf'],
    ['by a keyword beside it, about a member', '/u/a #/properties/u/properties/a/type', '/u #/properties/u/oneOf'],
    ['by a keyword beside one around it', '/u/0 #/properties/u/items/type', '/u/0 #/allOf/0/properties/u/items/oneOf'],
    ['by a keyword of a schema with a name', '/u #/$defs/a/minLength', '/u #/$defs/a/oneOf'],
    ['in a schema with a name', '/u #/$defs/items/properties/u/x', '/u #/$defs/items/allOf/0/properties/u/oneOf'],
    ['by a keyword beside it, at the root', ' #/allOf/0/minLength', ' #/oneOf'],
    ['by a keyword beside it, at the root of a schema with a name', ' x.json#/allOf/0/minLength', ' x.json#/oneOf'],
    ...[
      'allOf/0',
      'anyOf/1',
      'oneOf/1',
      'if',
      'then',
      'else',
      'not',
      'dependencies/d',
      'dependentSchemas/d',
      '$ref',
    ].flatMap((step): [string, Line, Line][] => [
      [`beside ${step} around it`, '/u #/properties/u/minLength', `/u #/properties/u/${step}/oneOf`],
      [`beside ${step} far around it`, '/u #/properties/u/minLength', `/u #/properties/u/${step}/allOf/0/oneOf`],
      [`of ${step} at the root`, ` #/${step}/minLength`, ' #/union'],
    ]),
  ])('%s is none of a branch', (_, before, union) => {
    const [, path = ''] = before.split(' ')
    const [, own] = union.split(' ')
    // As one of the first branch it would be left out for the second.
    expect(kept(before, `${union}/0/a`, `${union}/1/a`, union)).toEqual([path, `${own}/0/a Or: ${own}/1/a`])
  })

  test.each<[step: string, at: string]>([
    ...['properties/v', 'patternProperties/^v', 'optionalProperties/v', 'properties/%76'].map((step) => [step, 'v']),
    ...['additionalProperties', 'unevaluatedProperties', 'values'].map((step) => [step, 'v']),
    ...['items', 'prefixItems/0', 'additionalItems', 'unevaluatedItems', 'contains', 'elements'].map((step) => [
      step,
      '0',
    ]),
  ] as [string, string][])('of %s of the whole is none of a branch', (step, at) => {
    const before: Line = `/${at} #/${step}/minLength`
    const union: Line = `/${at} #/allOf/1/${step}/oneOf`
    const own = `#/allOf/1/${step}/oneOf`
    expect(kept(before, `${union}/0/a`, `${union}/1/a`, union)).toEqual([
      `#/${step}/minLength`,
      `${own}/0/a Or: ${own}/1/a`,
    ])
  })

  test.each<[what: string, before: Line, union: Line]>([
    ['by a keyword in a branch', '/u #/properties/u/oneOf/0/minLength', '/u #/properties/u/oneOf'],
    ['of a schema that is referred to', '/u #/$defs/a/minLength', '/u #/properties/u/oneOf'],
    ['of a schema that is referred to, without its name', '/u #/minLength', '/u #/properties/u/oneOf'],
    ['of a schema that is referred to, at the root', ' #/$defs/a/minLength', ' #/oneOf'],
    ['of a schema that is referred to by an anchor', ' #a/allOf/0/minLength', ' #/oneOf'],
    ['of a schema that is referred to, about a member', '/u/a #/$defs/a/properties/a/type', '/u #/properties/u/oneOf'],
    ['of a schema with the name of a keyword', '/u #/$defs/items/minLength', '/u #/properties/u/oneOf'],
    ['of a schema of OpenAPI with such a name', '/u #/components/schemas/items/x', '/u #/properties/u/oneOf'],
    ['of another member that is referred to', '/u #/properties/t/type', '/u #/properties/u/oneOf'],
    ['about a member, without the name of its schema', '/u/a #/properties/a/type', '/u #/properties/u/oneOf'],
    ['about a member called like a keyword', '/u/items #/$defs/a/properties/items/x', '/u #/properties/u/oneOf'],
    ['of a place that nobody knows', ' minLength', ' #/oneOf'],
  ])('%s is one of a branch', (_, before, union) => {
    // Far from the value, so that it gives way to the branch that is closer.
    const far: Line = `${before} tag`
    const branch: Line = `${union}/1/minimum`
    expect(kept(far, branch, union)).toEqual([branch.split(' ')[1]])
  })
})

/** What is kept of a union at `/u` whose branches gave these errors, in their order. */
const ofUnion = (...lines: readonly Line[]) => kept(...lines, '/u #/properties/u/oneOf').join(' ')
const own = (index: number, keyword = 'required') => `#/properties/u/oneOf/${index}/${keyword}`

// Branches that object to the same number of things, as deep, are told of together, which shows what belongs to each.
describe('the errors of branches', () => {
  test('are told apart by their numbers', () => {
    expect(ofUnion(`/u ${own(0)}`, `/u ${own(0, 'a')}`, `/u ${own(1)}`, `/u ${own(1, 'a')}`)).toBe(
      `${own(0)} ${own(0, 'a')} Or: ${own(1)} ${own(1, 'a')}`,
    )
    expect(ofUnion(`/u ${own(9)}`, `/u ${own(10)}`)).toBe(`${own(9)} Or: ${own(10)}`)
  })

  test.each<[what: string, lines: readonly Line[], expected: string]>([
    [
      'before those of the first number belong to it',
      ['/u #/$defs/a/x', `/u ${own(0)}`, `/u ${own(1)}`, `/u ${own(1, 'a')}`],
      `#/$defs/a/x ${own(0)} Or: ${own(1)} ${own(1, 'a')}`,
    ],
    [
      'between those of one number belong to it',
      [`/u ${own(0)}`, '/u #/$defs/a/x', `/u ${own(0, 'a')}`, `/u ${own(1)}`, `/u ${own(1, 'a')}`, `/u ${own(1, 'b')}`],
      `${own(0)} #/$defs/a/x ${own(0, 'a')} Or: ${own(1)} ${own(1, 'a')} ${own(1, 'b')}`,
    ],
    [
      'between those of a number and the next belong to the first',
      [`/u ${own(0)}`, '/u #/$defs/a/x', `/u ${own(1)}`, `/u ${own(1, 'a')}`],
      `${own(0)} #/$defs/a/x Or: ${own(1)} ${own(1, 'a')}`,
    ],
    [
      'before those of the second number are the branch before it',
      ['/u #/$defs/a/x', '/u #/$defs/b/x', `/u ${own(1)}`, `/u ${own(1, 'a')}`],
      `#/$defs/a/x #/$defs/b/x Or: ${own(1)} ${own(1, 'a')}`,
    ],
    [
      'between numbers that leave one out are branches of their own, in their order',
      [`/u ${own(0)}`, '/u #/$defs/a/x', '/u #/$defs/b/x', `/u ${own(3)}`],
      `${own(0)} Or: #/$defs/a/x Or: #/$defs/b/x Or: ${own(3)}`,
    ],
    [
      'after the last number belong to it as long as they are of parts',
      [
        `/u/a ${own(0)}`,
        '/u/b #/$defs/a/x',
        '/u/c #/$defs/a/y choice',
        '/u #/$defs/b/x',
        '/u/b #/$defs/b/y',
        '/u/c #/$defs/b/z',
      ],
      `At a: ${own(0)} At b: #/$defs/a/x At c: #/$defs/a/y Or: #/$defs/b/x At b: #/$defs/b/y At c: #/$defs/b/z`,
    ],
    [
      'after the last number belong to it where they are all of parts',
      [`/u/a ${own(0)}`, `/u/a ${own(1)}`, `/u/b ${own(1, 'a')}`, `/u/a ${own(2)}`, '/u/b/kind #/$defs/a/x tag'],
      `At a: ${own(0)}`,
    ],
    [
      'after the last number are a branch of their own from a tag on',
      [`/u/kind ${own(0)} tag`, '/u/kind #/$defs/a/x tag'],
      `${own(0)} Or: #/$defs/a/x`,
    ],
  ])('of schemas that are referred to, %s', (_, lines, expected) => {
    expect(ofUnion(...lines)).toBe(expected.replace(/^At a: (?=[^:]*$)/, ''))
  })

  test.each<[what: string, first: Line, second: Line]>([
    ['of schemas of other names', '/u/a #/$defs/ab/x', '/u/a #/$defs/ac/x'],
    ['of definitions of other names', '/u/a #/definitions/a/x', '/u/a #/definitions/b/x'],
    ['of schemas of OpenAPI of other names', '/u/a #/components/schemas/a/x', '/u/a #/components/schemas/b/x'],
    ['of another schema that has no name', '/u/a #/$defs/a/x', '/u/a #/x'],
    ['of another document, about the whole', '/u x.json#/x', '/u y.json#/x'],
    ['of another schema, about the whole', '/u #/x', '/u #/$defs/a/x'],
    ['of another schema, about the tag', '/u/kind #/x tag', '/u/kind #/$defs/a/x tag'],
    ['of a schema after no schema', '/u x', '/u #/$defs/a/x'],
  ])('of schemas that are referred to, are of two branches if they are %s', (_, first, second) => {
    expect(ofUnion(first, second)).toBe(`${first.split(' ')[1]} Or: ${second.split(' ')[1]}`)
  })

  test.each<[what: string, near: Line, far: Line]>([
    ['about the whole after a part', '/u/a #/x', '/u #/y'],
    ['about the type of the whole after the whole', '/u #/x', '/u #/y type'],
  ])('of a schema that is referred to, are of two branches if they are %s', (_, near, far) => {
    expect(ofUnion(near, far)).toBe('#/x')
  })

  test.each<[what: string, near: Line]>([
    ['the whole', '/u #/x'],
    ['a part', '/u/a #/x choice'],
  ])('about the type of the whole are followed by none about %s', (_, near) => {
    expect(ofUnion('/u #/y type', near)).toBe('#/x')
  })

  test.each<[what: string, first: Line, second: Line]>([
    ['about the whole', '/u #/x', '/u #/y'],
    ['about parts', '/u/a #/x', '/u/b #/y type'],
    ['about a part after the whole', '/u #/x choice', '/u/a #/y'],
    ['about a part after the type of a part', '/u/a #/x type', '/u/b #/y'],
    ['about the values after the type', '/u #/x type', '/u #/y choice'],
    ['about parts, with a name after none', '/u #/x', '/u/kind #/$defs/a/y choice'],
    ['about a tag of a part, with a name after none', '/u #/x', '/u/a/kind #/$defs/a/y tag'],
    ['about parts, of a document after another', '/u x.json#/x', '/u/a y.json#/y'],
    ['about parts, of one schema', '/u/a #/$defs/a/x', '/u/a #/$defs/a/y'],
    ['of no schema', '/u x', '/u y'],
  ])('of schemas that are referred to, are of one branch if they are %s', (_, first, second) => {
    expect(ofUnion(first, second)).toBe(`${first.split(' ')[1]} ${second.split(' ')[1]}`)
  })

  test('that say the same of the same place again begin another branch', () => {
    expect(ofUnion('/u #/x', '/u #/y', '/u #/x', '/u #/z')).toBe('#/x #/y Or: #/x #/z')
    expect(ofUnion('/u/a #/x', '/u/b #/x')).toBe('#/x #/x')
    // What the first branch said is forgotten.
    expect(ofUnion('/u #/x', '/u #/y', '/u #/x', '/u #/z', '/u #/y')).toBe('#/x #/y')
  })
})

describe('an error of one part of an if', () => {
  test('is told without the if', () => {
    expect(kept('/u #/then/required', '/u #/if')).toEqual(['#/then/required'])
    expect(kept('/u/a #/then/type', '/u #/if')).toEqual(['#/then/type'])
  })

  test('is told by the if where nothing else tells it', () => {
    expect(kept('/u #/if')).toEqual(['#/if'])
    expect(kept('/v #/properties/v/type', '/u #/if')).toEqual(['#/properties/v/type', '#/if'])
  })
})

test('an error of a name is told without the name having one', () => {
  const names: Line = '/u #/properties/u/propertyNames'
  const ofName = (schemaPath: string, name = 'name') => ({ ...violationOf(`/u ${schemaPath}`), path: `/u/${name}` })
  const keptOf = (before: AjvViolation) => reduced([before, violationOf(names)]).map(({ detail }) => detail)
  expect(kept(names)).toEqual(['#/properties/u/propertyNames'])
  expect(keptOf(ofName('#/properties/u/propertyNames/pattern'))).toEqual(['#/properties/u/propertyNames/pattern'])
  expect(keptOf(ofName('#/properties/u/propertyNames/pattern', 'other'))).toHaveLength(2)
  expect(keptOf(ofName('#/properties/u/required'))).toHaveLength(2)
})

test('an error of contains is told without what the elements lack', () => {
  const list = '#/properties/u'
  const minItems: Line = `/u ${list}/minItems`
  expect(kept(minItems, `/u/0 ${list}/contains/a`, `/u ${list}/contains`)).toEqual([
    `${list}/minItems`,
    `${list}/contains`,
  ])
  expect(kept(' #/uniqueItems', '/0 #/contains/a', ' #/contains')).toEqual(['#/uniqueItems', '#/contains'])
})

describe.each(['unevaluatedProperties', 'unevaluatedItems'])('an error of %s', (kind) => {
  test.each<[what: string, before: Line]>([
    ['a union', '/u #/properties/u/oneOf'],
    ['an if', '/u #/properties/u/if'],
  ])('is not told where %s beside it failed', (_, before) => {
    expect(kept(before, `/u #/properties/u/${kind}`)).toEqual([before.split(' ')[1]])
  })

  test.each<[what: string, before: Line]>([
    ['of another value failed', '/v #/properties/u/oneOf'],
    ['of another schema failed', '/u #/properties/u/allOf/0/oneOf'],
    ['did not fail', '/u #/properties/u/required'],
  ])('is told where the union %s', (_, before) => {
    expect(kept(before, `/u #/properties/u/${kind}`)).toEqual([before.split(' ')[1], `#/properties/u/${kind}`])
  })

  test('hides no other', () => {
    expect(kept('/u #/oneOf', '/u #/required')).toEqual(['#/oneOf', '#/required'])
  })
})
