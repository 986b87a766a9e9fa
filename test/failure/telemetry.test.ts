import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { type TelemetryAttributes, telemetry } from '../../src/failure/telemetry.js'
import { defineDialect, JsonApiError, reactor } from '../../src/index.js'

const failed = (failure: Partial<Failure>): JsonApiError =>
  reactor.error({ errors: [{}], delivery: 'immediate', format: 'json:api', ...failure })

describe('monitoring learns of', () => {
  test.each<[what: string, error: unknown, attributes: TelemetryAttributes, fingerprint: readonly string[]]>([
    [
      'a failed response',
      reactor.error('not-found', { detail: 'Property PR1', id: '1', pointer: '/data' }),
      {
        'error.type': 'not-found',
        'http.response.status_code': 404,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'immediate',
        'jsonapi.format': 'json:api',
      },
      ['ReactorError', 'not-found', 'immediate'],
    ],
    [
      'a failed resource',
      failed({
        errors: [{ code: 'minification-error' }],
        delivery: 'deferred',
        status: 200,
        resource: { type: 'builds', id: 'BL1' },
        field: 'status_details',
      }),
      {
        'error.type': 'minification-error',
        'http.response.status_code': 200,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'deferred',
        'jsonapi.format': 'json:api',
        'jsonapi.resource.type': 'builds',
        'jsonapi.field': 'status_details',
      },
      ['ReactorError', 'minification-error', 'deferred', 'builds'],
    ],
    [
      'a response without a code, which was asked for three times',
      failed({ format: 'html', status: 502, attempts: [failed({}).failure, failed({}).failure] }),
      {
        'error.type': '502',
        'http.response.status_code': 502,
        'http.request.resend_count': 2,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'immediate',
        'jsonapi.format': 'html',
      },
      ['ReactorError', '502', 'immediate'],
    ],
    [
      'an error that tells nothing',
      JsonApiError.from(undefined),
      {
        'error.type': 'unknown',
        'jsonapi.dialect': 'JsonApiError',
        'jsonapi.delivery': 'immediate',
        'jsonapi.format': 'unknown',
      },
      ['JsonApiError', 'unknown', 'immediate'],
    ],
    [
      'a page where a success was announced',
      failed({ format: 'html', status: 200 }),
      {
        'error.type': 'html',
        'http.response.status_code': 200,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'immediate',
        'jsonapi.format': 'html',
      },
      ['ReactorError', 'html', 'immediate'],
    ],
    [
      'a failed resource whose reason has no code',
      failed({ delivery: 'deferred', status: 200, field: 'status_details', resource: { type: 'builds', id: 'BL1' } }),
      {
        'error.type': 'status_details',
        'http.response.status_code': 200,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'deferred',
        'jsonapi.format': 'json:api',
        'jsonapi.resource.type': 'builds',
        'jsonapi.field': 'status_details',
      },
      ['ReactorError', 'status_details', 'deferred', 'builds'],
    ],
    ['any error', new RangeError('n'), { 'error.type': 'RangeError' }, ['RangeError']],
    [
      'an error of Node',
      Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      { 'error.type': 'ECONNRESET' },
      ['ECONNRESET'],
    ],
    [
      'an AggregateError of others',
      new AggregateError([new Error('x')]),
      { 'error.type': 'AggregateError' },
      ['AggregateError'],
    ],
    ['an AggregateError of none', new AggregateError([]), { 'error.type': 'AggregateError' }, ['AggregateError']],
    ['a text', 'Bearer abcdefgh', { 'error.type': '_OTHER' }, ['_OTHER']],
    ['nothing', undefined, { 'error.type': '_OTHER' }, ['_OTHER']],
    ['null', null, { 'error.type': '_OTHER' }, ['_OTHER']],
  ])('%s', (_, error, attributes, fingerprint) => {
    expect(telemetry(error)).toEqual({ attributes, fingerprint })
  })

  test('several failed resources what they have in common', () => {
    const build = (code: string) =>
      failed({ errors: [{ code }], delivery: 'deferred', resource: { type: 'builds', id: code }, status: 200 })
    const same = new AggregateError([build('socket-error'), build('socket-error')])
    expect(telemetry(same)).toEqual({
      attributes: { ...telemetry(build('socket-error')).attributes },
      fingerprint: ['AggregateError', 'ReactorError socket-error deferred builds'],
    })
    const different = new AggregateError([build('socket-error'), build('minification-error')])
    expect(telemetry(different)).toEqual({
      attributes: {
        'error.type': 'AggregateError',
        'http.response.status_code': 200,
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'deferred',
        'jsonapi.format': 'json:api',
        'jsonapi.resource.type': 'builds',
      },
      fingerprint: [
        'AggregateError',
        'ReactorError minification-error deferred builds',
        'ReactorError socket-error deferred builds',
      ],
    })
  })

  test('several failures of one error what they have in common, and of which kinds they are', () => {
    const failure = (code: string, status: number): Failure => ({
      ...{ errors: [{ code }], delivery: 'immediate', format: 'json:api', status },
    })
    const several = (...failures: [Failure, Failure]) => telemetry(reactor.error(failures))
    expect(several(failure('read-only', 409), failure('read-only', 409))).toEqual({
      attributes: telemetry(reactor.error(failure('read-only', 409))).attributes,
      fingerprint: ['_OTHER', 'ReactorError read-only immediate'],
    })
    expect(several(failure('not-found', 404), failure('read-only', 409))).toEqual({
      attributes: {
        'error.type': '_OTHER',
        'jsonapi.dialect': 'ReactorError',
        'jsonapi.delivery': 'immediate',
        'jsonapi.format': 'json:api',
      },
      fingerprint: ['_OTHER', 'ReactorError not-found immediate', 'ReactorError read-only immediate'],
    })
  })

  test('errors of which some are not ours no more than their class', () => {
    const mixed = new AggregateError([failed({ status: 404 }), new Error('x')])
    expect(telemetry(mixed)).toEqual({
      attributes: { 'error.type': 'AggregateError' },
      fingerprint: ['AggregateError'],
    })
    expect(telemetry(new AggregateError([failed({ status: 404 })]))).toEqual(telemetry(failed({ status: 404 })))
  })

  test('the same, whatever is particular to an occurrence', () => {
    const error = (id: string) => reactor.error('not-unique', { id, detail: `Name ${id}`, meta: { request_id: id } })
    expect(telemetry(error('a1'))).toEqual(telemetry(error('b2')))
  })

  test('a revoked proxy nothing', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(telemetry(proxy).fingerprint).toEqual(['_OTHER'])
  })
})

describe('what is no name is not told:', () => {
  test.each<[what: string, code: string, type: string]>([
    ['a code with a space is one', 'invalid version', 'invalid version'],
    ['a code of the gateway is one', '403003', '403003'],
    ['an id', 'BL0123456789abcdef0123456789abcdef', '400'],
    ['a number of many digits', '1234567', '400'],
    ['a sentence', 'The name "x" is taken', '400'],
    ['a token', 'Bearer abcdefghijk', '400'],
    ['a long text', 'x'.repeat(49), '400'],
    ['a text of 49 characters in words', `${'four-'.repeat(9)}four`, '400'],
    ['a text of 48 characters in words', `${'four-'.repeat(9)}one`, `${'four-'.repeat(9)}one`],
    ['an empty text', '', '400'],
    ...['sk_live_abc123def456', 'AKIAIOSFODNN7EXAMPLE', 'dXNlcjpwYXNz', 'ghp_a1a1a1a1a1a1a1a1a1', 'Qk7-Zx9wV3m'].map(
      (key): [string, string, string] => [`the key ${key}`, key, '400'],
    ),
    ...['A123456', 'abc1234', 'ErrorOf1234', 'AaBbCc', 'xError', '-', `Error${'A'.repeat(21)}`].map(
      (key): [string, string, string] => [`the text ${key}`, key, '400'],
    ),
    ...['0123456789abcdef', 'a1b2c3', 'token=abc', '9944b09199', 'eyJhbGciOiJ', 'x\ny', 'abcdefghijklmnopqrstu'].map(
      (key): [string, string, string] => [JSON.stringify(key), key, '400'],
    ),
    ...[
      'not-unique',
      'ECONNRESET',
      'UND_ERR_SOCKET',
      'ERR_HTTP2_STREAM',
      'E1102',
      'HTTPError',
      'oauth2.error',
      'parseError12',
      'E12345',
      'a123',
      '403003',
    ].map((code): [string, string, string] => [`${code} is a code`, code, code]),
  ])('%s', (_, code, type) => {
    const { attributes, fingerprint } = telemetry(failed({ errors: [{ code }], status: 400 }))
    expect(attributes['error.type']).toBe(type)
    expect(fingerprint).toContain(type)
  })

  test('the code of an error of others, where that holds a token in letters', () => {
    const error = Object.assign(new TypeError('x'), { code: 'Bearer abcdefghijk' })
    expect(telemetry(error).fingerprint).toEqual(['TypeError'])
  })

  test('the name of a dialect that is a sentence', () => {
    const odd = defineDialect({ name: 'What went wrong?', codes: { gone: { title: 'Gone', status: 410 } } })
    expect(telemetry(odd.error('gone')).fingerprint).toEqual(['gone', 'immediate'])
  })
})
