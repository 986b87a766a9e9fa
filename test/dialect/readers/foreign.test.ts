import { describe, expect, test } from 'vitest'
import { foreignErrors } from '../../../src/dialect/readers/foreign.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { at, errorsOf, read } from './foreign-bodies.js'

/** Bodies that a reader would claim for one of their members, though its value has another form. */
describe('a reason is not hidden by a member that another form has, too:', () => {
  test.each<[service: string, body: unknown, status: number | undefined, errors: readonly ErrorObject[]]>([
    [
      'Shopify, of a member that is called title',
      { errors: { title: ["can't be blank"] } },
      422,
      [{ title: 'Unprocessable Content', detail: "can't be blank", ...at('/title') }],
    ],
    [
      'Rails, of a member that is called code',
      { errors: { code: ['is taken'] } },
      422,
      [{ title: 'Unprocessable Content', detail: 'is taken', ...at('/code') }],
    ],
    [
      'Telegram, whose error_code is the status',
      { ok: false, error_code: 400, description: 'Bad Request: chat not found' },
      400,
      [{ title: 'Bad Request', detail: 'Bad Request: chat not found' }],
    ],
    [
      'kinds beside a message alone',
      { message: 'Invalid', errors: [{ code: 'too_short' }] },
      400,
      [{ code: 'too_short', title: 'Bad Request', detail: 'Invalid' }],
    ],
    [
      'kinds beside a code alone',
      { code: 'E1', errors: [{ errorCode: 'too_short' }] },
      400,
      [{ code: 'too_short', title: 'Bad Request' }],
    ],
    ['a list that has the name of one', { violations: ['Blank.'] }, 400, [{ title: 'Bad Request', detail: 'Blank.' }]],
    [
      'the list of whoever speaks, where there are only lists',
      { error: { errors: ['yes'] }, messages: ['no'] },
      400,
      [{ title: 'Bad Request', detail: 'yes' }],
    ],
    [
      'the list of whoever speaks, before others',
      { a: { errors: ['no'] }, error: { message: 'Bad', errors: ['yes'] } },
      400,
      [{ title: 'Bad', detail: 'yes' }],
    ],
    [
      'Square, which says detail and field',
      { errors: [{ category: 'X', code: 'MISSING', detail: 'Missing.', field: 'location_id' }] },
      400,
      [{ code: 'MISSING', title: 'Bad Request', detail: 'Missing.', ...at('/location_id') }],
    ],
    [
      'a service whose list of errors is empty',
      { errors: [], message: 'Out of stock.' },
      500,
      [{ title: 'Internal Server Error', detail: 'Out of stock.' }],
    ],
    [
      'NetSuite, in a namespace',
      {
        title: 'T',
        status: 400,
        'o:errorDetails': [{ detail: 'Bad.', 'o:errorCode': 'USER_ERROR', 'o:errorPath': 'a' }],
      },
      400,
      [{ code: 'USER_ERROR', title: 'T', detail: 'Bad.', ...at('/a') }],
    ],
    [
      'AEM',
      { 'status.code': 404, 'status.message': 'No such page', title: 'Error' },
      404,
      [{ title: 'Error', detail: 'No such page' }],
    ],
    [
      'tRPC, two levels down',
      { error: { json: { message: 'Bad input', code: -32600, data: { httpStatus: 400 } } } },
      400,
      [{ code: '-32600', title: 'Bad Request', detail: 'Bad input' }],
    ],
    [
      'Collection+JSON',
      { collection: { version: '1.0', error: { title: 'Server Error', code: 'X1', message: 'Down.' } } },
      500,
      [{ code: 'X1', title: 'Server Error', detail: 'Down.' }],
    ],
    [
      'Hetzner, which names fields in a list',
      {
        error: {
          code: 'invalid_input',
          message: 'Bad.',
          details: { fields: [{ name: 'port', messages: ['Too large.'] }] },
        },
      },
      422,
      [{ code: 'invalid_input', title: 'Bad.', detail: 'Too large.', ...at('/port') }],
    ],
    [
      'RFC 7807, which names parameters',
      { type: 'https://a.example/b', title: 'T', 'invalid-params': [{ name: 'age', reason: 'must be positive' }] },
      400,
      [{ title: 'T', links: { type: 'https://a.example/b' }, detail: 'must be positive', ...at('/age') }],
    ],
    [
      'Zod, whose message is JSON',
      { error: { name: 'ZodError', message: '[{"code":"invalid_type","path":["name"],"message":"Required"}]' } },
      400,
      [{ code: 'invalid_type', title: 'Bad Request', detail: 'Required', ...at('/name') }],
    ],
    [
      'a message that only looks like JSON',
      { message: '[{nothing}]' },
      400,
      [{ title: 'Bad Request', detail: '[{nothing}]' }],
    ],
    [
      'Zod, by names',
      { _errors: [], name: { _errors: ['Required'] } },
      400,
      [{ title: 'Bad Request', detail: 'Required', ...at('/name') }],
    ],
    [
      'FHIR, whose details are a text',
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'required', details: { text: 'No name.' } }],
      },
      400,
      [{ code: 'required', title: 'Bad Request', detail: 'No name.' }],
    ],
    [
      'SAP, whose code is the status',
      { error: { code: '400', message: 'Required.', target: 'name' } },
      400,
      [{ title: 'Bad Request', detail: 'Required.', ...at('/name') }],
    ],
    [
      'TMDB',
      { status_code: 7, status_message: 'Bad key.', success: false },
      401,
      [{ title: 'Unauthorized', detail: 'Bad key.' }],
    ],
    [
      'an object of objects that are no lists by names',
      { a: { b: { c: { d: { e: { f: { g: {} } } } } } } },
      400,
      [{ title: 'Bad Request' }],
    ],
  ])('%s', (_, body, status, errors) => {
    expect(errorsOf(body, status)).toStrictEqual(errors)
  })

  test.each(['status', 'statusCode', 'httpStatus', 'code'])('a status is found in %s', (name) => {
    expect(read({ [name]: 404, message: 'm' })).toMatchObject([
      { status: 404, errors: [{ status: '404', title: 'Not Found', detail: 'm' }] },
    ])
  })

  test('a status of success is none of an error', () => {
    expect(read({ success: false, message: 'm' }, 200)[0]?.errors[0]).not.toHaveProperty('status')
  })

  test('more errors than are read are told of', () => {
    const errors = Array.from({ length: 1001 }, () => ({ message: 'a' }))
    expect(foreignErrors({ errors })).toMatchObject({
      errors: { length: 1000 },
      repairs: [{ pointer: '', message: 'Only the first 1000 of the errors were read', received: '[more]' }],
    })
    expect(foreignErrors({ errors: errors.slice(1) })).not.toHaveProperty('repairs')
  })

  test('of wide bodies only so many objects are asked', () => {
    const wide = (inner: unknown) => Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, inner]))
    expect(errorsOf(wide(wide(wide({ message: 'Deep.' }))), 400)).toStrictEqual([{ title: 'Bad Request' }])
  })
})

describe('a body says of itself whether it failed:', () => {
  test.each<[what: string, body: unknown, status: number | undefined, hasFailed: boolean]>([
    ['Slack', { ok: false, error: 'invalid_auth' }, 200, true],
    ['success: false', { success: false, message: 'No key.' }, 200, true],
    ['success: false, and nothing else', { success: false }, 200, true],
    ['JSend', { status: 'fail', message: 'No.' }, 200, true],
    ['JSON-RPC', { jsonrpc: '2.0', id: 1, error: { code: -32601, message: 'Method not found' } }, 200, true],
    ['Okta, without a status', { errorCode: 'E1', errorSummary: 'Bad token' }, undefined, true],
    ['Keycloak, without a status', { errorMessage: 'User exists' }, undefined, true],
    ['QuickBooks, without a status', { Fault: { Error: [{ Message: 'Duplicate' }] } }, undefined, true],
    ['Instagram, without a status', { meta: { code: 400, error_message: 'No client_id' } }, undefined, true],
    ['an outcome in a word', { status: 'error', message: 'No.' }, 200, true],
    ['an error code beside other members', { errorCode: 'E1', message: 'm', id: 1 }, undefined, true],
    ['an error code in two words', { 'error-code': 'E1', message: 'm' }, undefined, true],
    ['an error code that is a number', { errorCode: 7, message: 'm' }, undefined, true],
    ['a detail that is called one of an error', { errorDetail: 'No.' }, undefined, true],
    ['an error code with a status of success', { errorCode: 'E1', message: 'm' }, 200, false],
    ['the last error', { lasterror: 'x', message: 'm' }, undefined, false],
    ['an outcome that says nothing', { status: 'error' }, 200, false],
    ['errors that say nothing', { errors: { a: 5 } }, 200, false],
    ['data that is not ok', { data: { id: '1' }, ok: false }, 200, false],
    ['a status in a list', { status: ['404'], message: 'm' }, undefined, false],
    ['a success', { ok: true, error: null }, 200, false],
    ['a success with a warning', { ok: true, warning: 'old' }, undefined, false],
    ['a success of Cloudflare', { success: true, errors: [], messages: [], result: {} }, undefined, false],
    ['an error code of zero', { errorCode: '0', message: 'ok' }, undefined, false],
    ['a count of errors', { error_count: 3, message: 'm' }, undefined, false],
    ['an error that says nothing', { error: {}, message: 'm' }, 200, false],
    ['a word that is an error among data', { data: { id: '1' }, error: 'none' }, 200, false],
    ['data that did not succeed', { data: [{ a: 1 }], success: false }, 200, false],
    ['a state', { status: 'failed', message: 'm' }, 200, false],
  ])('%s', (_, body, status, hasFailed) => {
    expect(read(body, status)).toHaveLength(hasFailed ? 1 : 0)
  })
})
