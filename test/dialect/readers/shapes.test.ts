/** The bodies of more services, one for each shape: what is said below, in other spellings, by names, in XML and in pages is found. */
import { describe, expect, test } from 'vitest'
import { reactor } from '../../../src/reactor/index.js'

/** What is found of an error: `code: detail (pointer)`, as far as there is. */
function found(body: unknown, status: number): readonly string[] {
  const failures = reactor.parse(body, { status })
  return failures.flatMap(({ errors }) =>
    errors.map(({ code, title, detail, source }) => {
      const place = source?.pointer ?? source?.parameter ?? source?.header
      return `${code === undefined ? '' : `${code}: `}${detail ?? title}${place === undefined ? '' : ` (${place})`}`
    }),
  )
}

describe('in JSON', () => {
  test.each<[shape: string, body: unknown, status: number, found: readonly string[]]>([
    [
      'a list one level down (Slack)',
      { ok: false, error: 'invalid_arguments', response_metadata: { messages: ['missing field: channel'] } },
      400,
      ['invalid_arguments: missing field: channel'],
    ],
    [
      'a list one level down (HAL)',
      { message: 'Invalid', _embedded: { errors: [{ message: 'too short', path: '/name' }] } },
      400,
      ['too short (/name)'],
    ],
    [
      'a list in an object of a list (Xero)',
      { ErrorNumber: 10, Message: 'Invalid', Elements: [{ ValidationErrors: [{ Message: 'Email must be valid.' }] }] },
      400,
      ['10: Email must be valid.'],
    ],
    [
      'a list two levels down (SAP)',
      { error: { code: 'X/1', message: 'No', innererror: { errordetails: [{ message: 'Gone', propertyref: 'A' }] } } },
      400,
      ['X/1: Gone (/A)'],
    ],
    [
      'a map of lists one level down (LoopBack)',
      { error: { name: 'ValidationError', message: 'No', details: { messages: { email: ['Exists'] } } } },
      422,
      ['ValidationError: Exists (/email)'],
    ],
    [
      'a list of nothing below a text',
      { message: 'Out of stock', data: { a: { messages: [] }, list: [1, { errors: [7] }] } },
      409,
      ['Out of stock'],
    ],
    [
      'names within names within names (Discord)',
      {
        code: 50_035,
        message: 'Invalid Form Body',
        errors: {
          embeds: { 0: { fields: { 1: { name: { _errors: [{ code: 'REQUIRED', message: 'Required' }] } } } } },
        },
      },
      400,
      ['REQUIRED: Required (/embeds/0/fields/1/name)'],
    ],
    [
      'fields by name (Bitbucket)',
      { type: 'error', error: { message: 'Bad request', fields: { name: ['Required.'], key: 'Taken.' } } },
      400,
      ['Required. (/name)', 'Taken. (/key)'],
    ],
    [
      'a map of texts',
      { success: false, errors: { email: 'Invalid email', name: 'Too short' } },
      422,
      ['Invalid email (/email)', 'Too short (/name)'],
    ],
    [
      'a map in `message` (GitLab)',
      { message: { base: ['Limit reached'], name: ['is taken'] } },
      400,
      ['Limit reached', 'is taken (/name)'],
    ],
    [
      'a map of attributes (Sails)',
      { error: 'E_VALIDATION', invalidAttributes: { email: [{ rule: 'email', message: 'no email' }] } },
      400,
      ['E_VALIDATION: no email (/email)'],
    ],
    [
      'results (HubSpot)',
      {
        status: 'error',
        message: 'Invalid',
        validationResults: [{ message: 'no number', error: 'INVALID_LONG', name: 'amount' }],
      },
      400,
      ['INVALID_LONG: no number (/amount)'],
    ],
    [
      'sides of the request by name (Celebrate)',
      {
        message: 'celebrate request validation failed',
        validation: { body: { source: 'body', keys: ['name'], message: '"name" is required' } },
      },
      400,
      ['"name" is required (/name)'],
    ],
    ...(
      [
        ['payload', ['name'], '"name" is required (/name)'],
        ['query', ['page', 'size'], '"name" is required (page)'],
        ['params', ['id'], '"name" is required'],
        ['payload', [], '"name" is required'],
      ] as const
    ).map(([source, keys, said]): [string, object, number, string[]] => [
      `the side of the request and the members, here ${keys.length} of ${source} (hapi)`,
      { statusCode: 400, error: 'Bad Request', message: '"name" is required', validation: { source, keys } },
      400,
      [said],
    ]),
    [
      'sides of the request by name (webargs)',
      {
        errors: {
          json: { name: ['Missing.'] },
          query: { page: ['No number.'] },
          headers: { 'X-A': ['No.'] },
          path: { id: ['Unknown.'] },
        },
      },
      422,
      ['Missing. (/name)', 'No number. (page)', 'No. (X-A)', 'Unknown.'],
    ],
    [
      'a member that is called as a side of the request',
      { errors: { path: ['Required.'], query: ['Too long.'] } },
      422,
      ['Required. (/path)', 'Too long. (/query)'],
    ],
    [
      'names in capitals at the front (FluentValidation)',
      [{ PropertyName: 'Customer.Name', ErrorMessage: 'Empty', ErrorCode: 'NotEmpty' }],
      400,
      ['NotEmpty: Empty (/Customer/Name)'],
    ],
    ['names in capitals', { ERROR: { MESSAGE: 'ALL CAPS', CODE: 'E9' } }, 400, ['E9: ALL CAPS']],
    ['names with dashes', { 'error-code': 'E7', 'error-message': 'No' }, 400, ['E7: No']],
    ['a text beside a phrase (Reddit)', { explanation: 'private', message: 'Forbidden', error: 403 }, 403, ['private']],
    [
      'a code that is a low number (Facebook)',
      { error: { message: 'No such parameter', code: 100 } },
      400,
      ['100: No such parameter'],
    ],
    [
      'kinds that say less than the whole (Connect)',
      { code: 'invalid_argument', message: 'bad name', details: [{ type: 'google.rpc.BadRequest', value: 'CgY' }] },
      400,
      ['invalid_argument: bad name'],
    ],
    [
      'a list beside what Adobe’s gateway says (Firefly)',
      { error_code: 'validation_error', message: 'Bad', validation_errors: [{ loc: ['body', 'a'], msg: 'required' }] },
      422,
      ['validation_error: required (/a)'],
    ],
    [
      'a list of Adobe’s gateway that says nothing',
      { error_code: '403025', message: 'Profile is not valid', details: [] },
      403,
      ['403025: Profile is not valid'],
    ],
    [
      'a text one level down in a problem (Experience Platform)',
      {
        type: 'http://ns.adobe.com/aep/errors/XDM-1521-400',
        title: 'Bad',
        status: 400,
        report: { 'detailed-message': 'The field a is invalid' },
      },
      400,
      ['The field a is invalid'],
    ],
    [
      'a chain in a problem (Journey Optimizer)',
      { type: '/t', title: 'Bad', status: 400, 'error-chain': [{ errorCode: 'EXEG-1', message: 'No such journey' }] },
      400,
      ['EXEG-1: No such journey'],
    ],
  ])('%s', (_, body, status, expected) => {
    expect(found(body, status)).toEqual(expected)
  })
})

describe('in JSON that is not all of the body', () => {
  test.each<[what: string, body: string, found: string]>([
    ['because it breaks off', '{"message":"Not saved","code":"E1","trace":["a', 'E1: Not saved'],
    ['behind warnings of PHP', '<br />\n<b>Warning</b>: Unknown<br />\n{"message":"Not saved"}', 'Not saved'],
    ['behind what a client said', 'Request failed: {"message":"Not saved"}', 'Not saved'],
    ['in a call', 'callback({"message":"Not saved","code":"E7"});', 'E7: Not saved'],
    ['in the midst of a text', 'Not {"message":"this"} at all', 'Not {"message":"this"} at all'],
    ['that says nothing', 'Template {"name":"x"}', 'Template {"name":"x"}'],
    [
      'in a script of a page',
      '<html><script>a = {"message":"No"}</script><h1>It broke in two</h1></html>',
      'It broke in two',
    ],
  ])('%s', (_, body, expected) => {
    expect(found(body, 500)).toEqual([expected])
  })
})

describe('in XML and pages', () => {
  test.each<[shape: string, body: string, status: number, found: readonly string[]]>([
    ['attributes', '<error code="100" message=\'Invalid &amp; old\'/>', 400, ['100: Invalid & old']],
    [
      'attributes of an element below',
      '<?xml version="1.0"?><rsp stat="fail"><err code="1" msg="No key"/></rsp>',
      400,
      ['1: No key'],
    ],
    [
      'attributes beside text (Recurly)',
      '<errors><error field="account.email" symbol="invalid" xml:lang="en">is invalid</error></errors>',
      422,
      ['is invalid (/account/email)'],
    ],
    [
      'attributes beside text (WMS)',
      '<ServiceExceptionReport version="1.3.0"><ServiceException code="LayerNotDefined">No layer</ServiceException></ServiceExceptionReport>',
      400,
      ['LayerNotDefined: No layer'],
    ],
    [
      'attributes beside elements (OGC)',
      '<o:ExceptionReport xmlns:o="x"><o:Exception exceptionCode="Missing" locator="v"><o:ExceptionText>No v</o:ExceptionText></o:Exception></o:ExceptionReport>',
      400,
      ['Missing: No v'],
    ],
    [
      'attributes that say how to read it (Rails)',
      '<errors type="array"><error type="string">Too short</error><error>Gone</error></errors>',
      422,
      ['Too short', 'Gone'],
    ],
    [
      'SOAP 1.2, in two languages',
      '<e:Envelope xmlns:e="x"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text xml:lang="en">Late</e:Text><e:Text xml:lang="de">Spät</e:Text></e:Reason></e:Fault></e:Body></e:Envelope>',
      500,
      ['e:Sender: Late'],
    ],
    [
      'text in a frame and nowhere else (Imperva)',
      '<html><head><META NAME="ROBOTS" CONTENT="NOINDEX"></head><body><iframe src="/x">Request unsuccessful. Incident ID: 1</iframe></body></html>',
      403,
      ['Request unsuccessful. Incident ID: 1'],
    ],
    [
      'text in a frame and elsewhere',
      '<body><h1>Blocked by policy</h1><iframe>Your browser has no frames</iframe><noscript>No scripts</noscript></body>',
      403,
      ['Blocked by policy'],
    ],
    [
      'a headline below one that repeats the status (App Engine)',
      '<title>429 Too Many Requests</title><h1>Error: Too Many Requests</h1><h2>Rate exceeded for this project</h2>',
      429,
      ['Rate exceeded for this project'],
    ],
  ])('%s', (_, body, status, expected) => {
    expect(found(body, status)).toEqual(expected)
  })
})
