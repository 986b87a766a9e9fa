/** Errors as other people's services write them, in their own shapes; the reason is found in each. */
import { describe, expect, test } from 'vitest'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { at, errorsOf } from './foreign-bodies.js'

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
})
