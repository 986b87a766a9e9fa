import { describe, expect, test } from 'vitest'
import { Decoder, UNRECOGNISED } from '../../src/cli/decoder.js'
import type { FailureReport, Report } from '../../src/cli/reporters/reporter.js'
import { createTally } from '../../src/cli/tally.js'
import type { InputItem, ReadResponse } from '../../src/input/responses.js'

/** What is reported of items, what could not be read, and the counts. */
function decode(items: readonly InputItem[], isFirst = true) {
  const reports: Report[] = []
  const tally = createTally()
  const report = (one: Report): string => `<${reports.push(one)}>`
  const { text, problems } = new Decoder({ name: 'a' }, tally, { report }, isFirst).take(items)
  expect(text).toBe(reports.map((_, index) => `<${index + 1}>`).join(''))
  const { responses, failures, unanswered, unread, passed } = tally
  return { reports, problems, counts: { responses, failures, unanswered, unread, passed, problems: tally.problems } }
}

const response = (body: unknown, more: Partial<ReadResponse> = {}): ReadResponse => ({
  ...{ kind: 'response', body, base: '', line: 7, context: {} },
  ...more,
})
const failed = { errors: [{ code: 'not-found' }] }
const none = { responses: 0, failures: 0, unanswered: 0, unread: 0, passed: 0, problems: 0 }

/** The report of the one failure in a response. */
const reportOf = (more: Partial<ReadResponse>, isFirst = true): FailureReport =>
  decode([response(failed, more)], isFirst).reports[0] as FailureReport // There is a failure in it.

describe('a failure', () => {
  test('is reported with the input and line that it stands in, and nothing that is not known', () => {
    const report = reportOf({})
    expect(Object.keys(report)).toEqual(['kind', 'input', 'line', 'failure'])
    expect(report).toMatchObject({ kind: 'failure', input: 'a', line: 7, failure: { errors: [{ code: 'not-found' }] } })
    expect(report.failure).not.toHaveProperty('request')
  })

  test('has its line for a label where it is not the first of its input, or the label that it came with', () => {
    expect(reportOf({}, false).label).toBe('line 7')
    expect(reportOf({ label: 'GET /a' }).label).toBe('GET /a')
    expect(decode([response({ data: [] }), response(failed)]).reports).toMatchObject([{ label: 'line 7' }])
  })

  test('has the request, where all of it is told, without its query', () => {
    const url = 'https://reactor.adobe.io/builds/BL1?token=abc'
    expect(reportOf({ request: { method: 'GET', url } }).failure.request).toEqual({ method: 'GET', url: '/builds/BL1' })
    for (const request of [{ method: 'GET' }, { url }]) expect(reportOf({ request }).failure.request).toBeUndefined()
  })

  test('hides what the request said in secret, in its label too', () => {
    const headers = [['x-api-key', 'opensesame12345']] as const
    const { failure, label } = decode([
      response(
        { errors: [{ title: 'Not opensesame12345' }] },
        { label: 'as opensesame12345', request: { method: 'GET', url: '/a', headers } },
      ),
    ]).reports[0] as FailureReport // As above.
    expect([failure.errors[0].title, label]).toEqual(['Not [redacted]', 'as [redacted]'])
  })

  test('has the time that its response, or else its line of a log, says', () => {
    const record = { value: { time: 1_700_000_000_000 }, lead: '' }
    expect(reportOf({ time: 5, record }).time).toBe(5)
    expect(reportOf({ record }).time).toBe(1_700_000_000_000)
    expect(reportOf({ record: { value: {}, lead: '2024-01-01T00:00:00Z ' } }).time).toBe(Date.UTC(2024, 0, 1))
    expect(reportOf({ record: { value: {}, lead: '' } })).not.toHaveProperty('time')
  })
})

test('each failure of a response counts, and so do requests without a response', () => {
  const { counts } = decode([response(failed), response({ data: [] }), { kind: 'unanswered', label: 'GET /a' }])
  expect(counts).toEqual({ ...none, responses: 2, failures: 1, unanswered: 1 })
})

test.each([
  ['a response that did not fail', 200, { responses: 1, unread: 1 }],
  ['one that did', 404, { responses: 1, failures: 1, unread: 0 }],
])('%s is judged by its status alone where its body is not in the input', (_, status, expected) => {
  const { counts } = decode([response('', { context: { status }, isRecorded: false })])
  expect(counts).toEqual({ ...none, ...expected })
})

test('lines of other text are counted', () => {
  const { counts } = decode([response({ data: [] }), { kind: 'text', text: 'upstream connect error', line: 2 }])
  expect(counts).toEqual({ ...none, responses: 1, passed: 1 })
})

describe('what is no response', () => {
  test('is told with its line, and what could not be read as it came', () => {
    const message = 'not recognised: neither a document, nor a resource, nor an error'
    expect(UNRECOGNISED).toBe(message)
    const broken = { kind: 'problem', message: 'is broken', line: 3, column: 4 } as const
    const { reports, problems, counts } = decode([response({ a: 1 }), broken])
    expect(problems).toEqual([{ kind: 'problem', message, line: 7 }, broken])
    expect(reports).toEqual(problems.map((problem) => ({ ...problem, input: 'a' })))
    expect(counts).toEqual({ ...none, problems: 2 })
  })

  test.each<[what: string, item: ReadResponse]>([
    ['a line of a log', response({ a: 1 }, { record: { value: { a: 1 }, lead: '2024 INFO ' } })],
    ['an object as loggers write it', response({ a: 1 }, { record: { value: { level: 30, msg: 'up' }, lead: ' ' } })],
    ['a number behind something else', response(409)],
  ])('is passed over where it is %s', (_, item) => {
    const { reports, counts } = decode([response({ data: [] }), item])
    expect([reports, counts]).toEqual([[], { ...none, responses: 1, passed: 1 }])
  })

  test.each<[what: string, item: ReadResponse]>([
    ['a number alone', response(409)],
    ['an object that stands alone on its line', response({ a: 1 }, { record: { value: { a: 1 }, lead: ' ' } })],
  ])('is a problem where it is %s', (_, item) => {
    expect(decode([item]).counts).toEqual({ ...none, problems: 1 })
  })

  test('is a problem where it is an object behind something else', () => {
    expect(decode([response({ a: 1 })], false).counts).toEqual({ ...none, problems: 1 })
  })
})
