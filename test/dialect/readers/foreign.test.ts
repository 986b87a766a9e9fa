/** Errors as other people's services write them, in their own shapes; the reason is found in each. */
import { describe, expect, test } from 'vitest'
import { foreignErrors } from '../../../src/dialect/readers/foreign.js'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { reactor } from '../../../src/reactor/index.js'

const read = (body: unknown, status?: number, contentType?: string) =>
  reactor.parse(body, { status, headers: contentType === undefined ? undefined : { 'content-type': contentType } })

/** The errors as read, without `meta`, which holds the body. */
const errorsOf = (body: unknown, status?: number, contentType?: string) =>
  read(body, status, contentType)[0]?.errors.map(({ meta: _, status: __, ...error }) => error)

const at = (pointer: string) => ({ source: { pointer } })

describe('a reason is found where it is written by', () => {
  test.each<[service: string, body: unknown, status: number | undefined, errors: readonly ErrorObject[]]>([
    [
      'Laravel',
      {
        message: 'The name field is required. (and 1 more error)',
        errors: { name: ['Required.'], 'items.0.qty': ['Too few.'] },
      },
      422,
      [
        { title: 'The name field is required. (and 1 more error)', detail: 'Required.', ...at('/name') },
        { title: 'The name field is required. (and 1 more error)', detail: 'Too few.', ...at('/items/0/qty') },
      ],
    ],
    [
      'Rails',
      { errors: { name: ["can't be blank"], base: ['Closed.'] } },
      422,
      [
        { title: 'Unprocessable Content', detail: "can't be blank", ...at('/name') },
        { title: 'Unprocessable Content', detail: 'Closed.' },
      ],
    ],
    [
      'Rails, of one member',
      { name: ["can't be blank"] },
      422,
      [{ title: 'Unprocessable Content', detail: "can't be blank", ...at('/name') }],
    ],
    [
      'Rails, in whole sentences',
      { message: 'Not saved.', errors: ["Name can't be blank"] },
      422,
      [{ title: 'Not saved.', detail: "Name can't be blank" }],
    ],
    [
      'Django REST framework',
      { items: [{}, { qty: ['Required.'] }], address: { city: ['Blank.'] }, non_field_errors: ['No.'] },
      400,
      [
        { title: 'Bad Request', detail: 'Required.', ...at('/items/1/qty') },
        { title: 'Bad Request', detail: 'Blank.', ...at('/address/city') },
        { title: 'Bad Request', detail: 'No.' },
      ],
    ],
    [
      'Django REST framework, in a sentence',
      { detail: 'Not found.' },
      404,
      [{ title: 'Not Found', detail: 'Not found.' }],
    ],
    [
      'Spring',
      {
        ...{ timestamp: '2025-01-01', status: 400, error: 'Bad Request', message: 'Validation failed', path: '/users' },
        errors: [{ objectName: 'user', field: 'name', defaultMessage: 'must not be blank', code: 'NotBlank' }],
      },
      400,
      [{ code: 'NotBlank', title: 'Validation failed', detail: 'must not be blank', ...at('/name') }],
    ],
    [
      'Spring, of no member',
      { status: 404, error: 'Not Found', message: 'No message', path: '/x' },
      undefined,
      [{ title: 'Not Found', detail: 'No message' }],
    ],
    [
      'GitHub',
      { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] },
      422,
      [{ code: 'missing_field', title: 'Unprocessable Content', detail: 'Validation Failed', ...at('/title') }],
    ],
    [
      'GraphQL',
      {
        data: null,
        errors: [
          {
            message: 'No such field',
            locations: [{ line: 1, column: 2 }],
            path: ['user'],
            extensions: { code: 'BAD' },
          },
        ],
      },
      200,
      [{ code: 'BAD', title: 'Request Failed', detail: 'No such field' }],
    ],
    [
      'GraphQL, of a path alone, which leads into the response',
      { data: null, errors: [{ message: 'No such user', path: ['user', 'name'] }] },
      200,
      [{ title: 'Request Failed', detail: 'No such user' }],
    ],
    [
      'Experience Platform, by type',
      { type: 'http', message: 'Denied' },
      403,
      [{ title: 'Forbidden', detail: 'Denied' }],
    ],
    [
      'Experience Platform, by title',
      { title: 'Denied', message: 'No profile' },
      403,
      [{ title: 'Denied', detail: 'No profile' }],
    ],
    [
      'Experience Platform, by code',
      { error_code: '500001', error_message: 'Broken' },
      500,
      [{ code: '500001', title: 'Broken' }],
    ],
    [
      'Experience Platform, by status',
      { errors: { '400': [{ code: 'XYZ-1', message: 'Bad field' }] } },
      undefined,
      [{ code: 'XYZ-1', title: 'Bad Request', detail: 'Bad field' }],
    ],
    [
      'FastAPI',
      {
        detail: [
          { loc: ['body', 'user', 'name'], msg: 'field required', type: 'value_error.missing' },
          { loc: ['query', 'q'], msg: 'too short', type: 'short' },
          { loc: ['header', 'x-token'], msg: 'missing', type: 'none' },
          { loc: ['path', 'id'], msg: 'no number', type: 'none' },
          { loc: ['body'], msg: 'no JSON', type: 'none' },
        ],
      },
      422,
      [
        { code: 'value_error.missing', title: 'Unprocessable Content', detail: 'field required', ...at('/user/name') },
        { title: 'Unprocessable Content', detail: 'too short', source: { parameter: 'q' } },
        { title: 'Unprocessable Content', detail: 'missing', source: { header: 'x-token' } },
        { title: 'Unprocessable Content', detail: 'no number' },
        { title: 'Unprocessable Content', detail: 'no JSON' },
      ],
    ],
    [
      'ASP.NET',
      {
        type: 'https://tools.ietf.org/html/rfc9110',
        title: 'Invalid.',
        status: 400,
        traceId: '0',
        errors: { Name: ['Required.'], '$.age': ['No number.'] },
      },
      400,
      [
        {
          links: { type: 'https://tools.ietf.org/html/rfc9110' },
          title: 'Invalid.',
          detail: 'Required.',
          ...at('/Name'),
        },
        {
          links: { type: 'https://tools.ietf.org/html/rfc9110' },
          title: 'Invalid.',
          detail: 'No number.',
          ...at('/age'),
        },
      ],
    ],
    [
      'ASP.NET Web API',
      { Message: 'The request is invalid.', ModelState: { 'model.Name': ['Required.'] } },
      400,
      [{ title: 'The request is invalid.', detail: 'Required.', ...at('/model/Name') }],
    ],
    [
      'Google',
      {
        error: {
          code: 400,
          message: 'No key',
          status: 'INVALID_ARGUMENT',
          errors: [{ message: 'No key', domain: 'global', reason: 'badRequest' }],
        },
      },
      400,
      [{ code: 'badRequest', title: 'No key', detail: 'No key' }],
    ],
    [
      'Google, in details',
      {
        error: {
          code: 400,
          message: 'Bad',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'x/y', fieldViolations: [{ field: 'user.name', description: 'too long' }] }],
        },
      },
      400,
      [{ code: 'INVALID_ARGUMENT', title: 'Bad', detail: 'too long', ...at('/user/name') }],
    ],
    [
      'Google, of a parameter',
      { error: { errors: [{ message: 'Bad', locationType: 'parameter', location: 'key' }] } },
      400,
      [{ title: 'Bad Request', detail: 'Bad', source: { parameter: 'key' } }],
    ],
    [
      'OData',
      { error: { code: 'E1', message: { lang: 'en', value: 'No such set' } } },
      404,
      [{ code: 'E1', title: 'Not Found', detail: 'No such set' }],
    ],
    [
      'Stripe',
      { error: { type: 'card_error', code: 'declined', message: 'Declined.', param: 'number' } },
      402,
      [{ code: 'declined', title: 'Payment Required', detail: 'Declined.', ...at('/number') }],
    ],
    [
      'Twilio',
      { code: 20404, message: 'Not there', status: 404 },
      404,
      [{ code: '20404', title: 'Not Found', detail: 'Not there' }],
    ],
    [
      'Salesforce',
      [{ message: 'Missing', errorCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }],
      400,
      [{ code: 'REQUIRED_FIELD_MISSING', title: 'Bad Request', detail: 'Missing', ...at('/Name') }],
    ],
    [
      'Nest',
      { statusCode: 400, message: ['name must be a string'], error: 'Bad Request' },
      400,
      [{ title: 'Bad Request', detail: 'name must be a string' }],
    ],
    [
      'express-validator',
      {
        errors: [
          { type: 'field', msg: 'Invalid', path: 'email', location: 'body' },
          { type: 'field', msg: 'Bad', path: 'q', location: 'query' },
        ],
      },
      400,
      [
        { title: 'Bad Request', detail: 'Invalid', ...at('/email') },
        { title: 'Bad Request', detail: 'Bad', source: { parameter: 'q' } },
      ],
    ],
    [
      'Ajv',
      { errors: [{ instancePath: '/a~1b', keyword: 'type', message: 'must be string' }] },
      400,
      [{ code: 'type', title: 'Bad Request', detail: 'must be string', ...at('/a~1b') }],
    ],
    [
      'Zod',
      {
        success: false,
        error: { name: 'ZodError', issues: [{ code: 'too_small', path: ['a', 0], message: 'Too small' }] },
      },
      400,
      [{ code: 'too_small', title: 'Bad Request', detail: 'Too small', ...at('/a/0') }],
    ],
    [
      'class-validator',
      [{ property: 'email', constraints: { isEmail: 'email must be an email' } }],
      400,
      [{ title: 'Bad Request', detail: 'email must be an email', ...at('/email') }],
    ],
    [
      'Mongoose',
      { errors: { name: { name: 'ValidatorError', message: 'Path is required.', kind: 'required', path: 'name' } } },
      400,
      [{ code: 'ValidatorError', title: 'Bad Request', detail: 'Path is required.', ...at('/name') }],
    ],
    ['Jira', { errorMessages: ['No such issue'], errors: {} }, 404, [{ title: 'Not Found', detail: 'No such issue' }]],
    [
      'Elasticsearch',
      { error: { type: 'index_not_found_exception', reason: 'no such index' }, status: 404 },
      404,
      [{ code: 'index_not_found_exception', title: 'Not Found', detail: 'no such index' }],
    ],
    [
      'Apigee',
      { fault: { faultstring: 'Invalid key', detail: { errorcode: 'oauth.v2.Invalid' } } },
      401,
      [{ code: 'oauth.v2.Invalid', title: 'Unauthorized', detail: 'Invalid key' }],
    ],
    [
      'Symfony',
      { 'hydra:title': 'An error occurred', violations: [{ propertyPath: 'name', message: 'Blank.' }] },
      422,
      [{ title: 'An error occurred', detail: 'Blank.', ...at('/name') }],
    ],
    [
      'AWS',
      { __type: 'com.amazon#ValidationException', message: 'No key' },
      400,
      [{ code: 'com.amazon#ValidationException', title: 'Bad Request', detail: 'No key' }],
    ],
    [
      'Okta',
      { errorCode: 'E0000001', errorSummary: 'Failed', errorCauses: [{ errorSummary: 'login: in use' }] },
      400,
      [{ code: 'E0000001', title: 'Failed', detail: 'login: in use' }],
    ],
    [
      'Zendesk',
      { error: 'RecordInvalid', description: 'Invalid', details: { value: [{ description: "can't be blank" }] } },
      422,
      [{ code: 'RecordInvalid', title: 'Invalid', detail: "can't be blank", ...at('/value') }],
    ],
    [
      'JSON-RPC',
      { jsonrpc: '2.0', id: 1, error: { code: -32602, message: 'Invalid params' } },
      undefined,
      [{ code: '-32602', title: 'Request Failed', detail: 'Invalid params' }],
    ],
    [
      'a sentence in `error`',
      { error: 'It went wrong' },
      undefined,
      [{ title: 'Request Failed', detail: 'It went wrong' }],
    ],
    [
      'a text one level down',
      { response: { message: 'Down here' } },
      500,
      [{ title: 'Internal Server Error', detail: 'Down here' }],
    ],
    [
      'a list in a problem',
      { title: 'T', status: 422, errors: [{ field: 'name', message: 'Blank.' }] },
      422,
      [{ title: 'T', detail: 'Blank.', ...at('/name') }],
    ],
    [
      'violations of a problem that has a detail of its own',
      { title: 'T', status: 400, detail: 'D', violations: [{ field: 'create.name', message: 'Blank.' }] },
      400,
      [
        { title: 'T', detail: 'D' },
        { title: 'T', detail: 'Blank.', ...at('/create/name') },
      ],
    ],
  ])('%s', (_, body, status, errors) => {
    expect(errorsOf(body, status)).toStrictEqual(errors)
    expect(errorsOf(JSON.stringify(JSON.stringify(body)), status), 'JSON in JSON').toStrictEqual(errors)
  })

  test.each<[service: string, body: string, status: number, format: string, error: ErrorObject]>([
    [
      'Amazon S3',
      '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>A &amp; B</Message></Error>',
      404,
      'xml',
      { code: 'NoSuchKey', title: 'Not Found', detail: 'A & B' },
    ],
    [
      'AWS',
      '<ErrorResponse xmlns="x"><Error><Type>Sender</Type><Code>Throttling</Code><Message>Slow <![CDATA[<down>]]></Message></Error></ErrorResponse>',
      400,
      'xml',
      { code: 'Throttling', title: 'Bad Request', detail: 'Slow <down>' },
    ],
    [
      'SOAP',
      '<s:Envelope xmlns:s="s"><s:Header/><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>Boom</faultstring></s:Fault></s:Body></s:Envelope>',
      500,
      'xml',
      { code: 's:Server', title: 'Internal Server Error', detail: 'Boom' },
    ],
    ['a word in XML', '<string>Not allowed</string>', 403, 'xml', { title: 'Forbidden', detail: 'Not allowed' }],
    [
      'a problem in XML',
      '<problem xmlns="urn:ietf:rfc:7807"><type>/t</type><title>T</title><status>403</status></problem>',
      403,
      'problem',
      { links: { type: '/t' }, title: 'T' },
    ],
    ['a problem in XML without a status', '<problem><title>T</title></problem>', 403, 'problem', { title: 'T' }],
    [
      'several of one name in XML',
      '<errors><error><message>A</message></error><error><message>B</message></error></errors>',
      400,
      'xml',
      { title: 'Bad Request' },
    ],
  ])('%s', (_, body, status, format, error) => {
    const [failure] = read(body, status, 'application/xml')
    expect(failure?.format).toBe(format)
    expect(errorsOf(body, status)?.[0]).toMatchObject(error)
  })
})

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

  test.each<[service: string, body: string, errors: readonly ErrorObject[]]>([
    [
      'EC2',
      '<Response><Errors><Error><Code>AuthFailure</Code><Message>Not valid</Message></Error></Errors></Response>',
      [{ code: 'AuthFailure', title: 'Bad Request', detail: 'Not valid' }],
    ],
    [
      'several errors in XML',
      '<errors><error><message>A</message></error><error><message>B</message></error></errors>',
      [
        { title: 'Bad Request', detail: 'A' },
        { title: 'Bad Request', detail: 'B' },
      ],
    ],
  ])('%s', (_, body, errors) => {
    expect(errorsOf(body, 400, 'application/xml')).toStrictEqual(errors)
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

test.each<[what: string, body: string, status: number | undefined, code: string | undefined]>([
  ['what guards against scripts', ')]}\',\n{"errors":[{"code":"not-unique"}]}', 409, 'not-unique'],
  ['a callback', 'callback({"error_code":"403000","message":"Api Key is required"});', 403, '403000'],
  ['a part of a message', '--b\r\n\r\n{"errors":[{"code":"a"}]}\r\n--b--', 400, 'a'],
  ['an event', 'event: error\ndata: {"errors":[{"code":"a"}]}\n\n', 400, 'a'],
  ['what a client threw', 'Request failed: {"errors":[{"code":"a"}]}', undefined, 'a'],
  ['braces that hold none', 'a { "b" c }', 500, undefined],
  ['a success that quotes one', 'log: {"errors":[{"code":"a"}]}', 200, undefined],
])('JSON is read out of the text around it: %s', (_, body, status, code) => {
  expect(read(body, status)[0]?.errors[0].code).toBe(code)
})
