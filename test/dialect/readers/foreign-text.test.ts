/** Errors of other people's services that are no JSON as it stands: in XML, and in JSON with text around it. */
import { describe, expect, test } from 'vitest'
import type { ErrorObject } from '../../../src/jsonapi/document.js'
import { errorsOf, read } from './foreign-bodies.js'

describe('a reason is found where it is written by', () => {
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

describe('a reason is not hidden by a member that another form has, too:', () => {
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
