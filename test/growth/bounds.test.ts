/** Inputs that once cost far more than they weigh: what is made of each is bounded. What never ends, ends no test of these. */
import { describe, expect, test } from 'vitest'
import { errorFromResponse } from '../../src/client/fetch.js'
import { maskText } from '../../src/failure/secrets.js'
import { logFields, telemetry } from '../../src/failure/telemetry.js'
import { toErrorDocument } from '../../src/image-serving/index.js'
import { type ErrorObject, type Failure, JsonApiError, type Meta, reactor } from '../../src/index.js'
import { validateErrorDocument } from '../../src/jsonapi/validate/index.js'
import { renderResponse } from '../../src/server/index.js'
import { fromAjv } from '../../src/server/validation/from-ajv.js'
import { fromStandardSchema } from '../../src/server/validation/from-standard-schema.js'
import { describeValue } from '../../src/testing/describe-value.js'
import { runCli } from '../cli/run-cli.js'

/** `count` times the same. */
const times = (count: number, text: string): string => new Array(count).fill(text).join(',')

describe('a body of worthless entries', () => {
  const failed = `{"type":"builds","id":"BL1","attributes":{"status":"failed"},"meta":{"status_details":{"errors":[0,0]}}}`
  const bodies = [
    ['errors that are numbers', `{"errors":[${times(519_000, '0')}]}`],
    ['errors that are empty', `{"errors":[${times(346_000, '{}')}]}`],
    ['errors that are lists', `{"errors":[${times(346_000, '[]')}]}`],
    ['lists of errors', `[${times(74_000, '{"errors":[0]}')}]`],
    ['failed resources', `{"data":[${times(10_000, failed)}]}`],
    ['details of one resource', `{"data":${failed.replace('0,0', times(519_000, '0'))}}`],
    ['errors in other words', `{"errors":{"a":[${times(259_000, '"x"')}]}}`],
  ] as const

  test.each(bodies)('becomes no more failures, errors and repairs than anybody reads: %s', (_, body) => {
    const failures = reactor.parse(body, { status: 400 })
    const count = failures.reduce((sum, { errors, repairs = [] }) => sum + errors.length + repairs.length, 0)
    expect([failures.length > 0, failures.length <= 1000, count <= 5000]).toEqual([true, true, true])
    expect(JSON.stringify(failures).length).toBeLessThan(2_000_000)
  })

  test('is thrown as an error of ours, also where 15 MiB of it are read', async () => {
    const body = `{"data":[${times(5, failed.replace('0,0', times(1_500_000, '0')))}],"errors":[${times(400_000, '0')}]}`
    const response = new Response(body, { headers: { 'content-type': 'application/json' } })
    const error = await errorFromResponse(response, { deferred: true })
    expect(error).toBeInstanceOf(JsonApiError)
    expect(JSON.stringify(error).length).toBeLessThan(1_000_000)
    expect(error?.message.length).toBeLessThan(2000)
  })
})

describe('an object that holds itself, or the next one twice, thirty levels deep,', () => {
  const shared = Array.from({ length: 30 }).reduce<Meta>((inner) => ({ a: inner, b: inner }), { detail: 'x' })
  const aggregate = new AggregateError([])
  aggregate.errors = new Array(60).fill(aggregate)
  let chain: Error = new Error('bottom')
  for (let level = 0; level < 30; level++) {
    chain = Object.assign(new AggregateError(new Array(8).fill(chain)), { cause: chain, token: 'abc123SECRET' })
  }
  const inErrors = { errors: [{ code: 'not-found', meta: shared }], meta: shared }
  const failure = { ...reactor.error('not-found', { meta: shared }).failure, meta: shared }
  const values = [
    ['in nothing', shared],
    ['in a document', inErrors],
    ['in details', { data: { attributes: { status: 'failed' }, meta: { status_details: shared } } }],
    ['in a failure', failure],
    [
      'in attempts',
      { ...failure, attempts: [failure, failure], repairs: [{ pointer: '', message: '', received: shared }] },
    ],
    ['in an error of others', Object.assign(new Error('x', { cause: shared }), { shared })],
    ['as an AggregateError', aggregate],
    ['as errors in errors', chain],
  ] as const

  const doors: readonly (readonly [door: string, open: (value: never) => unknown])[] = [
    ['parse', (value) => reactor.parse(value, { status: 400 }).length],
    ['parse and throw', (value) => reactor.parse(value, { status: 400 }).map((each) => reactor.error(each))],
    ['JsonApiError.from', (value) => JsonApiError.from(value)],
    ['the cause of an error', (value) => new JsonApiError(failure, { cause: value }).cause],
    ['a server', (value) => renderResponse(value, { expose: 2 }).body],
    ['the report of a server', (value) => reported(value)],
    ['telemetry', (value) => [telemetry(value), logFields(value), describeValue(value)]],
    ['the validator', (value) => validateErrorDocument(value)],
    ['fromAjv', (value) => fromAjv([{ ...ajv, params: value }], { document: value })],
    ['fromStandardSchema', (value) => fromStandardSchema([{ message: 'x', path: [value] }], { document: value })],
    // Data as it came, as `parse` gives it.
    ['an error document of Image Serving', (value) => toErrorDocument(value).errors.length],
  ]

  test.each(
    doors.flatMap(([door, open]) => values.map(([where, value]) => [door, where, open, value as never] as const)),
  )('costs %s no more than can be written: %s', (_door, _where, open, value) => {
    expect(written(open(value))).toBeLessThan(10_000_000)
  })
})

const ajv = { keyword: 'type', instancePath: '', schemaPath: '#/type', message: 'x' }

function reported(thrown: unknown): unknown {
  let error: unknown
  renderResponse(thrown, { onError: (report) => (error = report.error) })
  return error
}

/** The length of everything in what a door gave, errors and their causes included. */
function written(value: unknown): number {
  const members = value instanceof Error ? [value.message, value.cause, JSON.stringify(value)] : value
  return `${JSON.stringify(members)}`.length
}

test('a schema path of the same keyword again and again is read once', () => {
  const schemaPath = `#${'/allOf'.repeat(36)}/0/type`
  const found = Array.from({ length: 20 }, () => ({ ...ajv, schemaPath, params: { type: 'string' } }))
  expect(fromAjv(found, { document: {} }).length).toBeLessThanOrEqual(20)
})

test('ever more members of an error object become no more than a response has room for', () => {
  const names = (prefix: string): object =>
    Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`${prefix}${index}`, 'x'.repeat(100)]))
  for (const error of [
    names('@a'),
    names('own:a'),
    { meta: names('a') },
    { links: names('a') },
    { source: names('a') },
  ]) {
    const many: ErrorObject = { code: 'not-found', ...error }
    expect(renderResponse(reactor.error([{ ...failed([many]) }]), { expose: 2 }).body.length).toBeLessThan(50_000)
    expect(renderResponse(reactor.error([failed([many, many])]), { expose: 2 }).body.length).toBeLessThan(100_000)
  }
})

const failed = (errors: readonly [ErrorObject, ...ErrorObject[]]): Failure => ({
  ...{ errors, delivery: 'immediate', format: 'json:api', status: 400 },
})

test.each([
  ['a name of many names', (size: number) => `?a#${'token'.repeat(size / 5)}=`],
  ['names without a value', (size: number) => 'token='.repeat(size / 6)],
  ['questions', (size: number) => '?a='.repeat(size / 3)],
  ['a name in escapes', (size: number) => `?a#${'%74oken'.repeat(size / 7)}=`],
])('a query is masked in one pass: %s', (_, make) => {
  expect(maskText(make(80_000)).length).toBeLessThan(200_000)
})

describe.each([' ', '\t', '\u00a0', '\u3000', '\n', ' \n'])('a text of 160,000 %j', (space) => {
  const long = `a${space.repeat(160_000 / space.length)}b`
  const error = { code: long, title: long, detail: long, source: { pointer: `/${long}` }, meta: { request_id: long } }
  const stdin = JSON.stringify({ errors: [error, { ...error, source: { parameter: long } }] })

  test.each([['decode'], ['decode', '--json'], ['validate'], ['explain', long], ['codes', long]])(
    'takes no more than a screen: %s',
    async (...args) => {
      const { stdout, stderr } = await runCli(args, { stdin })
      const isWhole = args[1] === '--json'
      expect((stdout + stderr).length).toBeLessThan(isWhole ? 4_000_000 : 20_000)
    },
  )
})
