import { expect, test } from 'vitest'
import { createJsonReporter } from '../../../src/cli/reporters/json.js'
import type { FailureReport, Report } from '../../../src/cli/reporters/reporter.js'
import { countFailure, createTally } from '../../../src/cli/tally.js'
import { en } from '../../../src/explain/index.js'
import type { Failure } from '../../../src/failure/failure.js'
import { jsonLines } from '../streams.js'

const said = (report: Report): unknown[] => {
  const text = createJsonReporter(en).report(report)
  return text === '' ? [] : jsonLines(text)
}

const failure: Failure = { errors: [{ code: 'not-found' }], delivery: 'immediate', format: 'json:api' }
const tally = createTally()
countFailure(tally, failure)
const codes = [{ code: 'not-found', count: 1 }]
const pictures = { sound: 1, failed: 2, undetectable: 3, skipped: 4, problems: 5, isInterrupted: true }

test.each<[report: Report, lines: object[]]>([
  [{ kind: 'problem', input: 'a', message: 'no', line: 1 }, [{ kind: 'problem', input: 'a', message: 'no', line: 1 }]],
  [
    { kind: 'broken', input: 'a', message: 'no', line: 1, column: 2 },
    [{ kind: 'problem', input: 'a', message: 'no', line: 1, column: 2 }],
  ],
  [
    { kind: 'request', method: 'GET', path: '/a', status: 404, codes: ['not-found'] },
    [{ kind: 'request', method: 'GET', path: '/a', status: 404, codes: ['not-found'] }],
  ],
  [
    { kind: 'decoded', tally },
    [
      {
        kind: 'summary',
        responses: 0,
        failures: 1,
        errors: 1,
        problems: 0,
        unanswered: 0,
        unread: 0,
        passed: 0,
        codes,
      },
    ],
  ],
  [
    { kind: 'picture', url: 'https://a/b', check: { verdict: 'undetectable', why: 'x' } },
    [{ kind: 'picture', url: 'https://a/b', verdict: 'undetectable', why: 'x' }],
  ],
  [{ kind: 'pictures', counts: { ...pictures, tally } }, [{ kind: 'summary', ...pictures, codes }]],
  [
    { kind: 'validated', counts: { documents: 1, errors: 2, warnings: 3, problems: 4 } },
    [{ kind: 'summary', documents: 1, errors: 2, warnings: 3, problems: 4 }],
  ],
  [
    { kind: 'cause', code: 'x', cause: { delivery: 'immediate', how: 'Ask.' } },
    [{ kind: 'cause', code: 'x', delivery: 'immediate', how: 'Ask.' }],
  ],
  [
    { kind: 'emulator', subject: 'It is', url: 'http://a', hints: ['Try it:'] },
    [{ kind: 'emulator', url: 'http://a' }],
  ],
  [{ kind: 'legend' }, []],
  [{ kind: 'input', input: 'a', isOnly: false }, []],
  [{ kind: 'clean', input: 'a', isOnly: false }, []],
])('%j is for programs: %j', (report, lines) => {
  expect(said(report)).toEqual(lines)
})

/** The line of a failure. */
const lineOf = (failure: Failure, more: Partial<FailureReport> = {}, site?: string) => {
  const text = createJsonReporter(en, site).report({ kind: 'failure', input: 'a', line: 1, failure, ...more })
  // It has these members.
  return JSON.parse(text) as { failure: Failure; explanations: { code?: string; page?: string; cause: string }[] }
}

test('a failure comes with the time and label that are known, and why it came', () => {
  expect(lineOf(failure, { label: 'line 1', time: 0 })).toEqual({
    ...{ kind: 'failure', input: 'a', label: 'line 1', line: 1, time: '1970-01-01T00:00:00.000Z', failure },
    advice: { retry: 'after-fix', because: 'code' },
    explanations: [expect.objectContaining({ code: 'not-found', language: 'en' })],
  })
  expect(Object.keys(lineOf(failure))).toEqual(['kind', 'input', 'line', 'failure', 'advice', 'explanations'])
})

test('errors are said once, and what else the document says as well', () => {
  const document = { errors: failure.errors, jsonapi: { version: '1.1' } } as const
  expect(lineOf({ ...failure, document }).failure).toEqual({ ...failure, document: { jsonapi: { version: '1.1' } } })
})

test('each code is explained once, with its page', () => {
  const errors = [{ code: 'not-found' }, { code: 'read-only' }, { code: 'not-found' }, {}] as const
  const { explanations } = lineOf({ ...failure, errors: [...errors] }, {}, 'https://a/')
  expect(explanations.map(({ code, page }) => [code, page])).toEqual([
    ['not-found', 'https://a/en/not-found/'],
    ['read-only', 'https://a/en/read-only/'],
    [undefined, undefined],
  ])
})

test('what a code means depends on all that is known of the failure, however often it came before', () => {
  const reporter = createJsonReporter(en)
  const causeOf = (failure: Failure) => {
    const line = reporter.report({ kind: 'failure', input: 'a', line: 1, failure })
    return (JSON.parse(line) as { explanations: [{ cause: string }] }).explanations[0].cause // As above.
  }
  const bare: Failure = { errors: [{}], delivery: 'immediate', format: 'empty', status: 503 }
  const causes = [
    bare,
    { ...bare, status: 404 },
    { ...bare, format: 'json:api' as const },
    { ...bare, delivery: 'deferred' as const, format: 'json:api' as const },
    { ...bare, errors: [{ status: '401' }] as const },
    { ...bare, errors: [{ code: 'not-found' }] as const },
  ].map((failure) => causeOf(failure as Failure))
  expect(new Set(causes).size).toBe(causes.length)
})
