import { describe, expect, test } from 'vitest'
import type { Counts, Report, ViolationReport } from '../../../src/cli/reporters/reporter.js'
import { countFailure, createTally, type Tally } from '../../../src/cli/tally.js'
import { explain } from '../../../src/explain/index.js'
import { ioOf, reporterOf } from '../streams.js'

function tallyOf(codes: readonly (string | undefined)[], rest: Partial<Tally> = {}): Tally {
  const tally = createTally()
  for (const code of codes) {
    countFailure(tally, { errors: [code === undefined ? {} : { code }], delivery: 'immediate', format: 'json:api' })
  }
  return Object.assign(tally, rest)
}

const show = (tally: Tally, columns = 80): string =>
  reporterOf(ioOf({ tty: ['stdout'], columns, env: { NO_COLOR: '1' } }))
    .report({ kind: 'decoded', tally })
    .replace(/^~.*\n/, '')
    .trimEnd()

describe('what was decoded is summed up', () => {
  test('codes are shown with bars, most frequent first', () => {
    const codes = [
      ...Array(1200).fill('not-unique'),
      ...Array(600).fill('not-found'),
      undefined,
      'evil\u001b[2J',
      '__proto__',
    ]
    expect(`\n${show(tallyOf(codes, { responses: 5000, unanswered: 1, problems: 2 }))}\n`).toMatchInlineSnapshot(`
      "
      ✖ 5,000 responses read, 1,803 failures with 1,803 errors, 1 request without a
        response, 2 places could not be read
        not-unique  1,200  ████████████████████████████████████████
        not-found     600  ████████████████████
        (no code)       1  █
        evil␛[2J        1  █
        __proto__       1  █
      "
    `)
  })

  test('where nothing failed there are no bars', () => {
    expect(show(tallyOf([], { responses: 1 }))).toBe('✔ 1 response read, nothing failed')
    expect(show(tallyOf([], { responses: 3, problems: 1 }))).toBe(
      '✖ 3 responses read, nothing failed, 1 place could not be read',
    )
  })

  test('only the most frequent of many codes are shown', () => {
    const codes = Array.from({ length: 25 }, (_, index) => `code-${index}`)
    const lines = show(tallyOf(codes, { responses: 25 })).split('\n')
    expect(lines).toHaveLength(22)
    expect(lines[21]).toBe('  and 5 other codes')
    expect(show(tallyOf(codes.slice(0, 20), { responses: 20 }))).not.toContain('other')
  })

  test('with long codes on lines of their own, broken at their joints', () => {
    const code = 'extension-package-transform-definition-error'
    expect(
      show(tallyOf([code, code, 'a'], { responses: 3 }), 40)
        .split('\n')
        .slice(2),
    ).toEqual([
      '  errors',
      '  extension-package-transform-',
      '  definition-error',
      `    2  ${'█'.repeat(31)}`,
      '  a',
      `    1  ${'█'.repeat(16)}`,
    ])
    const half = 'x'.repeat(20)
    expect(show(tallyOf([half, half], { responses: 2 }), 40)).toContain(`\n  ${half}  2  ${'█'.repeat(13)}`)
  })
})

/** What is said of a report on a terminal of so many columns, or none. */
const said = (report: Report, columns?: number, env: Readonly<Record<string, string>> = {}): string =>
  reporterOf(ioOf({ ...(columns && { tty: ['stdout'] as const, columns }), env })).report(report)

const plain = { NO_COLOR: '1' }

describe('what was read is summed up', () => {
  const counts = (rest: Partial<Tally>, codes: readonly string[] = []) =>
    said({ kind: 'decoded', tally: tallyOf(codes, rest) }, 80, plain)
  const ours = '~ our own reading: Adobe does not document it\n'

  test('not at all where one response with one failure has been shown, or nothing was read', () => {
    expect(counts({ responses: 1 }, ['a'])).toBe(ours)
    expect(counts({ responses: 1, passed: 2 }, ['a'])).toBe(ours)
    expect(counts({ problems: 1 })).toBe('')
  })

  test.each<[rest: Partial<Tally>, codes: string[], first: string]>([
    [{ responses: 2 }, ['a'], '✖ 2 responses read, 1 failure with 1 error'],
    [{ responses: 1 }, ['a', 'a'], '✖ 1 response read, 2 failures with 2 errors'],
    [{ responses: 2, passed: 2 }, ['a'], '✖ 2 responses read, 1 failure with 1 error, 2 other lines'],
    [{ responses: 1, unanswered: 1 }, ['a'], '✖ 1 response read, 1 failure with 1 error, 1 request without a response'],
    [{ responses: 1, problems: 1 }, ['a'], '✖ 1 response read, 1 failure with 1 error, 1 place could not be read'],
    [
      { responses: 1, unanswered: 1, passed: 1 },
      ['a'],
      '✖ 1 response read, 1 failure with 1 error, 1 request without a response, 1 other\n  line',
    ],
  ])('with %j and the codes %j', (rest, codes, first) => {
    expect(counts(rest, codes)).toMatch(new RegExp(`^${ours}${first.replaceAll('.', String.raw`\.`)}\n`))
  })

  test('as sound where nothing failed', () => {
    expect(counts({ responses: 1 })).toBe('✔ 1 response read, nothing failed\n')
    expect(counts({ responses: 2000, unread: 1000 })).toBe(
      '✔ 2,000 responses read, nothing failed, 1,000 judged by status alone\n',
    )
    expect(counts({ unanswered: 1 })).toBe('✖ 0 responses read, 1 request without a response\n')
  })
})

test.each<[counts: Partial<Counts>, line: string]>([
  [{ documents: 1 }, '✔ 1 document checked, nothing to find fault with'],
  [{ documents: 1, errors: 1 }, '✖ 1 document checked, 1 error, 0 warnings'],
  [{ documents: 1, warnings: 1 }, '✖ 1 document checked, 0 errors, 1 warning'],
  [{ documents: 1, errors: 1, warnings: 1 }, '✖ 1 document checked, 1 error, 1 warning'],
  [{ problems: 1 }, '✖ 0 documents checked, 0 errors, 0 warnings, 1 place could not be read'],
  [{ warnings: 1, problems: 1 }, '✖ 0 documents checked, 0 errors, 1 warning, 1 place could not be read'],
])('what was checked is summed up: %j', (counts, line) => {
  const report = {
    kind: 'validated',
    counts: { documents: 0, errors: 0, warnings: 0, problems: 0, ...counts },
  } as const
  expect(said(report, 80, plain)).toBe(`${line}\n`)
})

test('inputs have headings where there are several, and are called clean', () => {
  expect(said({ kind: 'input', input: 'a.json', isOnly: false }, 40, plain)).toBe(`── a.json ${'─'.repeat(30)}\n`)
  expect(said({ kind: 'input', input: 'a'.repeat(50), isOnly: false }, 40, plain)).toBe(`── ${'a'.repeat(35)}… \n`)
  expect(said({ kind: 'clean', input: 'a.json', isOnly: false }, 40, plain)).toBe('✔ nothing failed\n\n')
  for (const kind of ['input', 'clean'] as const) expect(said({ kind, input: 'a.json', isOnly: true })).toBe('')
})

test('each input is told causes anew', () => {
  const reporter = reporterOf(ioOf())
  const failure = { errors: [{ code: 'not-found' }], delivery: 'immediate', format: 'json:api' } as const
  const show = () => reporter.report({ kind: 'failure', input: 'a', line: 1, failure }).includes('    why')
  expect([show(), show()]).toEqual([true, false])
  reporter.report({ kind: 'clean', input: 'a', isOnly: true })
  expect(show()).toBe(false)
  reporter.report({ kind: 'input', input: 'b', isOnly: true })
  expect(show()).toBe(true)
})

test('what an emulator does is told in lines', () => {
  const hints = ['Try it:', '  curl http://a']
  expect(said({ kind: 'emulator', subject: 'It is', url: 'http://a', hints })).toBe(
    'It is emulated at http://a\nTry it:\n  curl http://a\n',
  )
  const request = { kind: 'request', method: 'GET', path: '/a\u001b', status: 404, codes: ['x', 'y'] } as const
  expect(said(request)).toBe('GET /a␛ 404 x y\n')
  const cause = { kind: 'cause', code: 'x-y', cause: { delivery: 'immediate', how: 'Ask.' } } as const
  expect(said(cause)).toBe('x-y\n    immediate   Ask.\n')
  expect(said(cause, 40, { FORCE_COLOR: '1' })).toContain('\u001b[1mx-y\u001b[22m\n')
})

describe('a violation', () => {
  const violation: ViolationReport = {
    ...{ kind: 'violation', input: 'a.json', line: 3, column: 4, level: 'warning', rule: 'one-rule' },
    ...{ pointer: '/errors', message: 'It is wrong.' },
  } as ViolationReport // As one without a page.

  test('is a line, with its page where it has one', () => {
    expect(said(violation)).toBe('a.json:3:4  warning  one-rule  It is wrong.\n')
    expect(said({ ...violation, level: 'error', see: 'https://a/' })).toBe(
      'a.json:3:4  error    one-rule  It is wrong.  (https://a/)\n',
    )
  })

  test('takes several lines where a person looks', () => {
    expect(said(violation, 40, plain)).toBe('a.json:3:4  warning  one-rule\n    It is wrong.\n')
    const message = `${'a'.repeat(36)} b`
    expect(said({ ...violation, message, see: 'https://a/' }, 40, plain)).toBe(
      `a.json:3:4  warning  one-rule\n    ${'a'.repeat(36)}\n    b\n    https://a/\n`,
    )
  })

  test('is yellow for a warning, and red for an error', () => {
    const colored = (level: 'error' | 'warning') => said({ ...violation, level }, undefined, { FORCE_COLOR: '1' })
    expect(colored('warning')).toContain('\u001b[33mwarning\u001b[39m')
    expect(colored('error')).toContain('\u001b[31merror  \u001b[39m')
  })
})

describe('an explanation', () => {
  const notFound = explain('not-found')
  if (notFound === undefined) throw new Error('There is no such code')
  const words = { cause: 'Why.', remedy: 'What to do.', category: 'c' }
  const { usually: _, ...bare } = { ...notFound, ...words, pointer: null, resources: [], documented: [] }
  const show = (more: Partial<typeof notFound>, near: readonly string[] = []) =>
    said({ kind: 'explained', explanation: { ...bare, ...more }, near })

  test('says what is known, and marks what is ours', () => {
    expect(`\n${show({})}`).toMatchInlineSnapshot(`
      "
      not-found · Record Not Found
          why      ~ Why.
          to do    ~ What to do.
          again    ~ Once that is done.
          status   ~ 404
          comes    ~ with the response to the request
          about    ~ c
          from     ~ the Reactor API

      "
    `)
    const documented = ['cause', 'usually', 'remedy', 'retry', 'status', 'delivery', 'category', 'resources', 'pointer']
    const more = {
      documented: [...documented, 'code'],
      resources: ['hosts', 'builds'],
      pointer: '/data',
      usually: 'U.',
    }
    expect(`\n${show(more, ['a', 'b'])}`).toMatchInlineSnapshot(`
      "
      not-found · Record Not Found
          why        Why.
                     U.
          to do      What to do.
          again      Once that is done.
          status     404
          comes      with the response to the request
          about      c
          concerns   hosts, builds
          pointer    /data
          from       the Reactor API
          near       a, b

      "
    `)
  })

  test('marks each member by itself', () => {
    for (const [member, line] of [
      ['cause', 'why'],
      ['remedy', 'to do'],
      ['retry', 'again'],
      ['status', 'status'],
      ['delivery', 'comes'],
      ['category', 'about'],
      ['code', 'from'],
    ]) {
      const marked = show({ documented: [`${member}`] }).match(/^ {4}\S.*$/gm) ?? []
      expect(marked.filter((one) => one[13] !== '~')).toEqual([expect.stringContaining(`    ${line} `)])
    }
  })
})

test('codes are listed by category in columns, or below one another where those do not fit', () => {
  const [first, second] = [explain('not-found'), explain('read-only')]
  if (first === undefined || second === undefined) throw new Error('There are no such codes')
  const explanations = [
    { ...first, code: 'b', category: 'two' },
    { ...second, code: 'a-long-code', category: 'one', delivery: 'deferred' },
    { ...second, code: 'c', category: 'two' },
  ] as const
  const list = (columns: number) => `\n${said({ kind: 'listed', explanations }, columns, plain)}`
  expect(list(47)).toMatchInlineSnapshot(`
    "
    one
      a-long-code  409  deferred   after-fix
    two
      b            404  immediate  after-fix
      c            409  immediate  after-fix

    3 codes; reactor-errors explain <code> says
    more of each
    "
  `)
  const long = { ...first, code: 'a-code-that-does-not-fit-where-it-stands', category: 'one' }
  expect(said({ kind: 'listed', explanations: [long] }, 40, plain)).toMatch(
    /^one\n {2}a-code-that-does-not-fit-where-it-\n {2}stands\n {4}404 /,
  )
  expect(list(46)).toMatchInlineSnapshot(`
    "
    one
      a-long-code
        409  deferred   after-fix
    two
      b
        404  immediate  after-fix
      c
        409  immediate  after-fix

    3 codes; reactor-errors explain <code> says
    more of each
    "
  `)
})
