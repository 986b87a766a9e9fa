import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromProblem, type Problem, toProblem } from '../../src/dialect/problem.js'
import type { ErrorObject, Meta } from '../../src/jsonapi/document.js'
import { errorObject, json } from '../failure/arbitrary.js'
import { hostileValues } from '../failure/hostile.js'

describe('an error object', () => {
  test('becomes the problem that says the same', () => {
    expect(
      toProblem({
        id: '8d0c',
        links: { about: '/errors/8d0c', type: 'https://example.com/not-unique' },
        status: '409',
        code: 'not-unique',
        title: 'Name Already In Use',
        detail: 'The name is taken.',
        source: { pointer: '/data/attributes/a~1b ü' },
        meta: { request_id: 'r1' },
      }),
    ).toStrictEqual({
      type: 'https://example.com/not-unique',
      title: 'Name Already In Use',
      status: 409,
      detail: 'The name is taken.',
      instance: '/errors/8d0c',
      code: 'not-unique',
      pointer: '#/data/attributes/a~1b%20%C3%BC',
      request_id: 'r1',
      jsonapi: { id: '8d0c' },
    })
  })

  test.each<[what: string, error: ErrorObject, problem: Problem]>([
    ['a parameter', { source: { parameter: 'page[size]' } }, { parameter: 'page[size]' }],
    ['a header', { source: { header: 'Accept' } }, { header: 'Accept' }],
    ['the whole document', { source: { pointer: '' } }, { pointer: '#' }],
    ['two places', { source: { pointer: '/data', parameter: 'include' } }, { pointer: '#/data', parameter: 'include' }],
    ['a pointer that is none', { source: { pointer: 'name' } }, { jsonapi: { source: { pointer: 'name' } } }],
    [
      'a pointer that no URI can hold',
      { source: { pointer: '/\ud800' } },
      { jsonapi: { source: { pointer: '/\ud800' } } },
    ],
    ['a source that names nothing', { source: {} }, { jsonapi: { source: {} } }],
    [
      'a link object as its type',
      { links: { type: { href: '/t', title: 'T' } } },
      { type: '/t', jsonapi: { links: { type: { href: '/t', title: 'T' } } } },
    ],
    ['a link that leads nowhere', { links: { about: null } }, { jsonapi: { links: { about: null } } }],
    ['no type in so many words', { links: { type: 'about:blank' } }, { type: 'about:blank' }],
    [
      'no type, and a title',
      { title: 'T', links: { type: 'about:blank' } },
      { type: 'about:blank', title: 'T', jsonapi: { links: { type: 'about:blank' } } },
    ],
    ['a status that is none', { status: '099' }, { jsonapi: { status: '099' } }],
    ['a status that no server sends', { status: '600' }, { jsonapi: { status: '600' } }],
    ['an @-member', { code: 'a', '@b': 1 }, { code: 'a', jsonapi: { '@b': 1 } }],
    ['an extension member', { 'version:id': '7' }, { jsonapi: { 'version:id': '7' } }],
    ['an empty meta', { meta: {} }, { jsonapi: { meta: {} } }],
    [
      'meta that would be taken for the problem itself',
      { title: 'T', meta: { title: 'M', abc: 1 } },
      { title: 'T', abc: 1, jsonapi: { meta: { title: 'M', abc: 1 } } },
    ],
    [
      'the meta of somebody who tries',
      { meta: JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Meta },
      JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Problem,
    ],
    ['meta of names that are too short', { meta: { ab: 1, abc: 2 } }, { abc: 2, jsonapi: { meta: { ab: 1, abc: 2 } } }],
    ['an id, whose name is too short', { id: 'e1', code: 'c' }, { code: 'c', jsonapi: { id: 'e1' } }],
    [
      'a title of its own and no type, where the phrase of the status is due',
      { status: '409', title: 'Name Already In Use' },
      { title: 'Conflict', status: 409, jsonapi: { title: 'Name Already In Use' } },
    ],
    ['that phrase and no type', { status: '409', title: 'Conflict' }, { title: 'Conflict', status: 409 }],
    ['a status that has no phrase', { status: '499', title: 'T' }, { title: 'T', status: 499 }],
    ['no title', { status: '409' }, { status: 409 }],
    [
      'a title of its own and the type that says nothing, where the phrase of the status is due',
      { status: '409', title: 'T', links: { type: 'about:blank' } },
      {
        ...{ type: 'about:blank', title: 'Conflict', status: 409 },
        jsonapi: { title: 'T', links: { type: 'about:blank' } },
      },
    ],
    [
      'meta that would be taken for other members of the problem',
      { meta: { status: 400, pointer: '/a', errors: [{}], jsonapi: {}, abc: 5 } },
      { abc: 5, jsonapi: { meta: { status: 400, pointer: '/a', errors: [{}], jsonapi: {}, abc: 5 } } },
    ],
    ['meta that is called as what is left over', { meta: { jsonapi: 5 } }, { jsonapi: { meta: { jsonapi: 5 } } }],
    [
      'a link object beside a link',
      { links: { type: '/t', about: { href: '/a', title: 'A' } } },
      { type: '/t', instance: '/a', jsonapi: { links: { type: '/t', about: { href: '/a', title: 'A' } } } },
    ],
    [
      'a title of its own and its type',
      { status: '409', title: 'T', links: { type: '/t' } },
      { type: '/t', title: 'T', status: 409 },
    ],
  ])('with %s goes there and back', (_, error, problem) => {
    expect(toProblem(error)).toStrictEqual(problem)
    expect(fromProblem(toProblem(error))).toStrictEqual([error])
  })

  test('loses nothing on the way there and back, whatever it holds', () => {
    fc.assert(
      fc.property(errorObject, (error) => {
        expect(isDeepStrictEqual(fromProblem(overTheWire(toProblem(error))), [error])).toBe(true)
      }),
    )
  })

  test('that is not valid keeps what it says', () => {
    const error: unknown = { code: 5, links: null, source: 'x', meta: 'y', title: undefined }
    expect(toProblem(error as ErrorObject)).toStrictEqual({
      jsonapi: { code: 5, links: null, source: 'x', meta: 'y' },
    })
    const listed: unknown = { links: { type: ['https://example.com/t'] } }
    expect(toProblem(listed as ErrorObject)).toStrictEqual({ jsonapi: listed })
    expect(fromProblem(toProblem(listed as ErrorObject))).toStrictEqual([listed])
  })
})

describe('several error objects', () => {
  test('are listed under the status of the set and the words of the first that has it', () => {
    expect(
      toProblem([
        { status: '422', code: 'a', title: 'A' },
        { status: '500', code: 'b', title: 'B', detail: 'Broken.', links: { type: '/b' }, meta: { mmm: 1 } },
      ]),
    ).toStrictEqual({
      type: '/b',
      title: 'B',
      status: 500,
      detail: 'Broken.',
      code: 'b',
      errors: [
        { title: 'Unprocessable Content', status: 422, code: 'a', jsonapi: { title: 'A' } },
        { type: '/b', title: 'B', status: 500, detail: 'Broken.', code: 'b', mmm: 1 },
      ],
    })
  })

  test('of different statuses are summed up by the status that covers them all', () => {
    const { errors, ...top } = toProblem([
      { status: '403', title: 'A' },
      { status: '422', title: 'B' },
    ])
    expect(top).toStrictEqual({ status: 400, title: 'Bad Request' })
    expect(errors).toHaveLength(2)
  })

  test('are one problem where there is one, and none where there is none', () => {
    expect(toProblem([{ code: 'a' }])).toStrictEqual({ code: 'a' })
    expect(toProblem([])).toStrictEqual({})
  })

  test('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(errorObject, { minLength: 1, maxLength: 4 }), (errors) => {
        expect(isDeepStrictEqual(fromProblem(overTheWire(toProblem(errors))), errors)).toBe(true)
      }),
    )
  })

  test('come back as they were when a proxy has added to the problem', () => {
    const errors = [
      { code: 'a', detail: 'A.' },
      { code: 'b', meta: { trace: 'own' } },
    ]
    expect(fromProblem({ ...toProblem(errors), trace: 't1' })).toStrictEqual([
      { code: 'a', detail: 'A.', meta: { trace: 't1' } },
      { code: 'b', meta: { trace: 'own' } },
    ])
  })
})

// The examples of RFC 9457, sections 3 and 3.2, and two that Adobe's documentation shows.
const EXAMPLES: readonly (readonly [what: string, problem: Problem, errors: readonly ErrorObject[]])[] = [
  [
    'of the account without credit',
    {
      type: 'https://example.com/probs/out-of-credit',
      title: 'You do not have enough credit.',
      detail: 'Your current balance is 30, but that costs 50.',
      instance: '/account/12345/msgs/abc',
      balance: 30,
      accounts: ['/account/12345', '/account/67890'],
    },
    [
      {
        links: { about: '/account/12345/msgs/abc', type: 'https://example.com/probs/out-of-credit' },
        title: 'You do not have enough credit.',
        detail: 'Your current balance is 30, but that costs 50.',
        meta: { balance: 30, accounts: ['/account/12345', '/account/67890'] },
      },
    ],
  ],
  [
    'of the request that is not valid in two places',
    {
      type: 'https://example.net/validation-error',
      title: 'Your request is not valid.',
      errors: [
        { detail: 'must be a positive integer', pointer: '#/age' },
        { detail: "must be 'green', 'red' or 'blue'", pointer: '#/profile/color' },
      ],
    },
    [
      {
        links: { type: 'https://example.net/validation-error' },
        title: 'Your request is not valid.',
        detail: 'must be a positive integer',
        source: { pointer: '/age' },
      },
      {
        links: { type: 'https://example.net/validation-error' },
        title: 'Your request is not valid.',
        detail: "must be 'green', 'red' or 'blue'",
        source: { pointer: '/profile/color' },
      },
    ],
  ],
  [
    'of Adobe without a type of its own',
    { type: 'about:blank', status: 400, title: 'Bad Request', detail: 'The header is missing.' },
    [{ status: '400', title: 'Bad Request', detail: 'The header is missing.' }],
  ],
  [
    'of Adobe with a chain of services',
    {
      type: 'http://ns.adobe.com/aep/errors/HYGN-3102-400',
      title: 'Invalid',
      status: 400,
      report: { tenantInfo: { sandboxName: 'prod' } },
      'error-chain': [{ serviceId: 'HYGN', errorCode: 'HYGN-3102-400', unixTimeStampMs: 1675892480541 }],
    },
    [
      {
        links: { type: 'http://ns.adobe.com/aep/errors/HYGN-3102-400' },
        status: '400',
        title: 'Invalid',
        meta: {
          report: { tenantInfo: { sandboxName: 'prod' } },
          'error-chain': [{ serviceId: 'HYGN', errorCode: 'HYGN-3102-400', unixTimeStampMs: 1675892480541 }],
        },
      },
    ],
  ],
]

describe('a problem', () => {
  test.each(EXAMPLES)('%s is read', (_, problem, errors) => {
    expect(fromProblem(problem)).toStrictEqual(errors)
  })

  test.each(EXAMPLES)('%s keeps every member there and back', (_, problem) => {
    // "about:blank" is what a missing type means.
    const { type, ...expected } = problem
    expect(toProblem(fromProblem(problem))).toMatchObject(type === 'about:blank' ? expected : problem)
  })

  test.each<[what: string, problem: Record<string, unknown>, errors: unknown]>([
    ['nothing to say is one of no type', {}, [{ links: { type: 'about:blank' } }]],
    ['only the type that says nothing, likewise', { type: 'about:blank' }, [{ links: { type: 'about:blank' } }]],
    ['a status that is text keeps it aside', { status: '404' }, [{ meta: { status: '404' } }]],
    ['a status beyond HTTP keeps it aside', { title: 'T', status: 1000 }, [{ title: 'T', meta: { status: 1000 } }]],
    ['a code that is a number keeps it aside', { title: 'T', code: 42 }, [{ title: 'T', meta: { code: 42 } }]],
    ['a title that is null keeps it aside', { title: null, detail: 'D' }, [{ detail: 'D', meta: { title: null } }]],
    ['a plain pointer is read like a fragment', { pointer: '/age' }, [{ source: { pointer: '/age' } }]],
    ['a pointer that is none keeps it aside', { pointer: 'age' }, [{ meta: { pointer: 'age' } }]],
    ['a broken fragment keeps it aside', { pointer: '#/%ff' }, [{ meta: { pointer: '#/%ff' } }]],
    ['a pointer that is no text keeps it aside', { pointer: 7 }, [{ meta: { pointer: 7 } }]],
    [
      'members of its own called meta, links and source keeps them',
      { meta: { a: 1 }, links: { self: '/' }, source: 's' },
      [{ meta: { meta: { a: 1 }, links: { self: '/' }, source: 's' } }],
    ],
    ['jsonapi that holds no error object keeps it', { jsonapi: { code: 5 } }, [{ meta: { jsonapi: { code: 5 } } }]],
    ['an id has it', { id: 'e1', code: 'c' }, [{ id: 'e1', code: 'c' }]],
    ['the lowest status has it', { status: 100 }, [{ status: '100' }]],
    ...Object.entries({
      detail: 'D',
      instance: '/i',
      id: '1',
      pointer: '#/a',
      parameter: 'p',
      header: 'h',
      jsonapi: {},
    }).map(([name, value]): [string, Record<string, unknown>, unknown] => [
      `a list and its own ${name} stands before it`,
      { [name]: value, errors: [{ code: 'a' }, { code: 'b' }] },
      [...fromProblem({ [name]: value }), { code: 'a' }, { code: 'b' }],
    ]),
    ...['x'.repeat(200), 'x'.repeat(201), null, ['a']].map((title): [string, Record<string, unknown>, unknown] => {
      const isOfAll = title?.length === 200
      const own = typeof title === 'string' ? { title } : { meta: { title } }
      return [
        `a title that ${isOfAll ? 'all' : 'only the first'} of a list can take`,
        { title, errors: [{ code: 'a' }, { code: 'b' }] },
        [
          { code: 'a', ...own },
          { code: 'b', ...(isOfAll && own) },
        ],
      ]
    }),
    [
      'words of which only some are those of its list stands before it',
      { title: 'T', detail: 'D', errors: [{ title: 'T', detail: 'A' }, { detail: 'B' }] },
      [
        { title: 'T', detail: 'D' },
        { title: 'T', detail: 'A' },
        { title: 'T', detail: 'B' },
      ],
    ],
    ['undefined members has none of them', { title: undefined, code: 'a', b: undefined }, [{ code: 'a' }]],
    ['errors by name keeps them', { errors: { name: ['taken'] } }, [{ meta: { errors: { name: ['taken'] } } }]],
    ['an empty list keeps it', { title: 'T', errors: [] }, [{ title: 'T', meta: { errors: [] } }]],
    [
      'a list of texts keeps it',
      { title: 'T', errors: ['taken', {}] },
      [{ title: 'T', meta: { errors: ['taken', {}] } }],
    ],
    [
      'a list gives its entries what they do not say',
      { title: 'T', status: 422, code: 'c', trace: 't', errors: [{ detail: 'D', title: 'Own' }, { pointer: '#/a' }] },
      [
        { status: '422', code: 'c', title: 'Own', detail: 'D', meta: { trace: 't' } },
        { status: '422', code: 'c', title: 'T', source: { pointer: '/a' } },
      ],
    ],
    [
      'a list and a detail of its own stands before it',
      { title: 'T', detail: 'Two things are wrong.', errors: [{ detail: 'A' }, { detail: 'B' }] },
      [
        { title: 'T', detail: 'Two things are wrong.' },
        { title: 'T', detail: 'A' },
        { title: 'T', detail: 'B' },
      ],
    ],
    [
      'a list that overrides all it says stands before it',
      { type: '/t', errors: [{ type: '/a' }, { type: '/b' }] },
      [{ links: { type: '/t' } }, { links: { type: '/a' } }, { links: { type: '/b' } }],
    ],
  ])('with %s', (_, problem, errors) => {
    expect(fromProblem(problem)).toStrictEqual(errors)
  })

  test('are made of whatever is given, also where that cannot be read', () => {
    for (const [what, make] of hostileValues.flatMap(([, family]) => [...family])) {
      expect(fromProblem(make() as never).length, what).toBeGreaterThan(0)
    }
  })

  test('of any JSON keeps every member, at its place or aside, when it goes there and back', () => {
    const members = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), json)
    fc.assert(
      fc.property(members, ({ errors: _errors, ...extensions }) => {
        const problem: Problem = overTheWire({ ...extensions, type: '/t' })
        const { jsonapi, ...back } = toProblem(fromProblem(problem))
        const kept: Record<string, unknown> = { ...jsonapi, ...jsonapi?.meta, ...back }
        const lost = Object.entries(problem).filter(([name, value]) => {
          // A plain pointer comes back as a fragment, and an error object is taken for what it is.
          if (name === 'pointer' || name === 'jsonapi') return kept[name] === undefined && !Object.hasOwn(kept, name)
          return !isDeepStrictEqual(kept[name], value)
        })
        expect(lost).toStrictEqual([])
      }),
    )
  })
})

const NAMES = [
  'title',
  'status',
  'detail',
  'instance',
  'id',
  'code',
  'pointer',
  'parameter',
  'header',
  'meta',
  '__proto__',
]

const overTheWire = (problem: Problem): Problem => JSON.parse(JSON.stringify(problem)) as Problem
