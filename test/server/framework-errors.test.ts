import { Boom, badRequest, serverUnavailable, unauthorized } from '@hapi/boom'
import { errorCodes } from 'fastify'
import { HTTPException } from 'hono/http-exception'
import createError from 'http-errors'
import { expect, test } from 'vitest'
import { defineDialect } from '../../src/index.js'
import { readFrameworkError, recogniseFrameworkError } from '../../src/server/framework-errors.js'

/** The one error object that `thrown` is recognised as. */
function objectOf(thrown: unknown) {
  return recogniseFrameworkError(thrown)?.failure.errors[0]
}

test.each([
  [createError(409, 'That name is taken'), { status: '409', title: 'Conflict', detail: 'That name is taken' }],
  [createError(404), { status: '404', code: 'not-found', title: 'Record Not Found' }],
  [
    new createError.NotFound('No such shop'),
    { status: '404', code: 'not-found', title: 'Record Not Found', detail: 'No such shop' },
  ],
  [createError(403, 'Closed', { expose: false }), { status: '403', code: 'not-authorized', title: 'Not Authorized' }],
  [createError(503, 'The database of 10.0.0.7 is down'), { status: '503', title: 'Service Unavailable' }],
  [
    createError(503, 'Back at nine', { expose: true }),
    { status: '503', title: 'Service Unavailable', detail: 'Back at nine' },
  ],
  [Object.assign(new Error('x'), { expose: true, statusCode: 418 }), { status: '418', detail: 'x' }],
  [badRequest('Too short'), { status: '400', title: 'Bad Request', detail: 'Too short' }],
  [badRequest('Bad Request'), { status: '400', title: 'Bad Request' }],
  [createError(404, 'Record Not Found'), { status: '404', code: 'not-found', title: 'Record Not Found' }],
  [createError(404, ''), { status: '404', code: 'not-found', title: 'Record Not Found' }],
  [
    createError(500, 'Back at nine', { expose: true }),
    { status: '500', code: 'internal-error', title: 'Internal Error', detail: 'Back at nine' },
  ],
  [Object.assign(new Error('x'), { status: 410, body: '{' }), { status: '410', title: 'Gone' }],
  [Object.assign(new Error('x'), { status: 400, body: '{' }), { status: '400', title: 'Bad Request' }],
  [
    { name: 'NotFoundException', getStatus: () => 404 },
    { status: '404', code: 'not-found', title: 'Record Not Found' },
  ],
  [
    { code: 401, response: 'no' },
    { status: '401', code: 'authentication-failure', title: 'Access Token Invalid' },
  ],
  [
    { expose: true, status: 410, message: 7 },
    { status: '410', title: 'Gone' },
  ],
  [new HTTPException(499 as never, { message: 'Gone' }), { status: '499', detail: 'Gone' }],
  [Object.assign(new Error('x'), { unhandled: false, status: 503 }), { status: '503', title: 'Service Unavailable' }],
  [
    Object.assign(new Error('x'), { name: 'FastifyError', statusCode: 503 }),
    { status: '503', title: 'Service Unavailable' },
  ],
  [serverUnavailable('10.0.0.7 is down'), { status: '503', title: 'Service Unavailable' }],
  [
    new HTTPException(401, { message: 'Sign in' }),
    { status: '401', code: 'authentication-failure', title: 'Access Token Invalid', detail: 'Sign in' },
  ],
  [new HTTPException(502, { message: '10.0.0.7 is down' }), { status: '502', title: 'Bad Gateway' }],
  [
    Object.assign(new Error('No token'), { code: 'FST_JWT_NO_AUTHORIZATION_IN_HEADER', statusCode: 401 }),
    { status: '401', code: 'authentication-failure', title: 'Access Token Invalid' },
  ],
  [
    new errorCodes.FST_ERR_BAD_URL('/%zz?token=secret'),
    { status: '400', title: 'Bad Request', detail: 'The URL holds a percent sign that starts no valid escape.' },
  ],
  [
    Object.assign(new URIError("Failed to decode param '%zz'"), { status: 400 }),
    { status: '400', title: 'Bad Request', detail: 'The URL holds a percent sign that starts no valid escape.' },
  ],
])('recognises %s', (thrown, object) => {
  expect(objectOf(thrown)).toEqual(object)
  expect(recogniseFrameworkError(thrown)?.failure.status).toBe(Number(object.status))
})

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'gone'],
  ['an error', new Error('secret')],
  ['a SyntaxError of a handler', new SyntaxError('Unexpected token')],
  ['a SyntaxError of a handler, with a text of its own', Object.assign(new SyntaxError('x'), { body: '{' })],
  ['a fault of Fastify’s own', Object.assign(new Error('x'), { code: 'MY_FST_', statusCode: 503 })],
  ['an error of a server', Object.assign(new Error('x'), { status: 503 })],
  ['a status behind those of errors', Object.assign(new Error('x'), { expose: true, status: 600 })],
  ['a URIError of a handler', new URIError('URI malformed')],
  [
    'the error of an HTTP client, with the status of another server',
    Object.assign(new Error('x'), { status: 404, response: {} }),
  ],
  ['a 500 of http-errors', createError(500, 'secret')],
  ['a 500 of boom', new Boom('secret')],
  ['a fault of a Fastify program', new errorCodes.FST_ERR_SCH_ALREADY_PRESENT('x')],
  ['a status that is no error’s', Object.assign(new Error('x'), { expose: true, status: 200 })],
  ['a status that is none', Object.assign(new Error('x'), { expose: true, status: 404.5 })],
  ['a status that is text', Object.assign(new Error('x'), { expose: true, status: '404' })],
  ['a boom without output', { isBoom: true }],
  [
    'an error whose getters throw',
    {
      get type() {
        throw new Error('no')
      },
    },
  ],
  [
    'a revoked proxy',
    (() => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    })(),
  ],
  ['what Wreck got of another server', new Boom('x', { statusCode: 401, data: { isResponseError: true } })],
  ['a response that broke off in Wreck', new Boom('x', { statusCode: 400, data: { res: {} } })],
  ['an error of typed-rest-client', Object.assign(new Error('x'), { name: 'HttpClientError', statusCode: 401 })],
  ['an error document with a status', { status: 409, errors: [{ code: 'taken' }] }],
  ['inherited names', { type: 'constructor', code: '__proto__' }],
])('leaves %s to others', (_, thrown) => {
  expect(recogniseFrameworkError(thrown)).toBeUndefined()
})

test.each([undefined, null, 'gone', 404, true, { isBoom: true }, { code: 'a', response: {} }, () => 404])(
  'has nothing to throw of %o, of which it makes nothing',
  (thrown) => {
    expect(readFrameworkError(thrown)).toBeUndefined()
  },
)

const type = { header: 'content-type' }
const length = { header: 'content-length' }

test.each<[name: string, status: string, detail: string, source?: object]>([
  ['charset.unsupported', '415', 'This server does not read bodies in this charset.', type],
  ['encoding.unsupported', '415', 'This server does not read bodies in this encoding.', { header: 'content-encoding' }],
  ['entity.parse.failed', '400', 'The body is not JSON.'],
  ['entity.too.large', '413', 'The body is larger than this server reads.'],
  ['parameters.too.many', '413', 'The form has more parameters than this server reads.'],
  ['querystring.parse.rangeError', '400', 'The form is nested too deeply.'],
  ['request.aborted', '400', 'The connection broke before the body had arrived.'],
  ['request.size.invalid', '400', 'The body is not as long as announced.', length],
  ['FST_ERR_BAD_URL', '400', 'The URL holds a percent sign that starts no valid escape.'],
  ['FST_ERR_CTP_BODY_TOO_LARGE', '413', 'The body is larger than this server reads.'],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', '400', 'The body is empty, and a document is needed.'],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', '400', 'The body is not as long as announced.', length],
  ['FST_ERR_CTP_INVALID_JSON_BODY', '400', 'The body is not JSON that this server takes.'],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', '415', 'This server does not read bodies of this media type.', type],
  ['FST_ERR_MAX_PARAM_LENGTH', '414', 'A part of the path is longer than this server reads.'],
  ['FST_ERR_NOT_FOUND', '404', 'There is nothing at this path.'],
])('knows %s by its name', (name, status, detail, source) => {
  for (const thrown of [{ type: name }, { code: name }]) {
    const told = objectOf(thrown)
    expect([told?.status, told?.detail, told?.source]).toEqual([status, detail, source])
  }
})

test('does not believe the status of an error that bears the mark of an HTTP client', () => {
  const marks = [
    ...['response', 'request', 'config', '$metadata', '$response', 'ok', 'rawResponse', 'rawError', 'requestBody'],
    ...['delivery', 'requestId', 'requestID', 'request_id', 'raw', 'rawType', 'traceData', 'moreInfo'],
    ...['transporterStackTrace', 'stackTrace', '__isAuthError', '__isStorageError'],
  ]
  const believed = (members: object) =>
    objectOf(Object.assign(new Error('x'), { status: 404, ...members })) !== undefined
  expect(marks.filter((mark) => believed({ [mark]: undefined }))).toEqual([])
  for (const beside of ['body', 'data', 'error', 'res']) {
    expect(believed({ [beside]: '' })).toBe(true)
    expect(believed({ headers: {}, [beside]: '' })).toBe(false)
    expect(believed({ meta: { headers: {}, [beside]: '' } })).toBe(false)
  }
  expect(believed({ code: 'UND_ERR_SOCKET' })).toBe(false)
  expect(believed({ code: 'MY_UND_ERR_' })).toBe(true)
  expect(believed({ headers: {} })).toBe(true)
})

test('says in which line and column a body stops being JSON', () => {
  const body = '{\n  "data": oops\n}'
  const parserError = createError(400, new SyntaxError('Unexpected token o'), { body, type: 'entity.parse.failed' })
  const object = {
    status: '400',
    title: 'Bad Request',
    detail: 'The body is not JSON. It goes wrong in line 2, column 11.',
    meta: { line: 2, column: 11 },
  }
  expect(objectOf(parserError)).toEqual(object)
  // co-body, which the body parsers of Koa use, gives no type.
  expect(objectOf(Object.assign(new SyntaxError('x'), { status: 400, body }))).toEqual(object)
})

test('says that a body breaks off, or is empty, or no document', () => {
  const detailOf = (body: string) => objectOf({ type: 'entity.parse.failed', body })?.detail
  expect(detailOf('{"data":')).toBe('The body is not JSON. It breaks off in line 1, column 9.')
  expect(detailOf('')).toBe('The body is empty, and a document is needed.')
  expect(detailOf('"text"')).toBe('The document has to be an object or an array.')
})

test('passes on the headers that an error asks for, and none that describes a body, sets a cookie or is malformed', () => {
  const headers = {
    Allow: 'GET, HEAD',
    'retry-after': 30,
    'x-list': ['a', 'b'],
    'content-type': 'text/html',
    'set-cookie': 'a=1',
    'x-split': 'a\r\nset-cookie: b=1',
    'x-content-type': 'a',
    'set-cookie-policy': 'b',
    'transfer-encoding': 'chunked',
    'transfer-encodings': 'c',
    connection: 'close',
    'connection-id': 'd',
    'no good': '1',
  }
  const expected = {
    ...{ allow: 'GET, HEAD', 'retry-after': '30', 'x-list': 'a, b' },
    ...{ 'x-content-type': 'a', 'set-cookie-policy': 'b', 'transfer-encodings': 'c', 'connection-id': 'd' },
  }
  expect(recogniseFrameworkError(createError(405, { headers }))?.headers).toEqual(expected)
  const res = new Response('x', { headers: { 'www-authenticate': 'Basic realm="shop"', 'content-language': 'en' } })
  expect(recogniseFrameworkError(new HTTPException(401, { res }))?.headers).toEqual({
    'www-authenticate': 'Basic realm="shop"',
  })
  expect(recogniseFrameworkError(unauthorized('x', 'Basic'))?.headers).toEqual({
    'www-authenticate': 'Basic error="x"',
  })
  for (const none of ['none', null, 7])
    expect(recogniseFrameworkError(createError(404, { headers: none }))?.headers).toEqual({})
})

test('uses the codes that a dialect has, and none that it has not', () => {
  const shop = defineDialect({ name: 'ShopError', codes: { 'not-found': { title: 'No Such Thing', status: 404 } } })
  const object = (status: number) => recogniseFrameworkError(createError(status), shop)?.failure.errors[0]
  expect(object(404)).toEqual({ status: '404', code: 'not-found', title: 'No Such Thing' })
  expect(object(403)).toEqual({ status: '403', title: 'Forbidden' })
})

test('believes a boom with data of its own, and a status beside an empty list', () => {
  expect(objectOf(new Boom('x', { statusCode: 401, data: { id: 1 } }))).toMatchObject({ status: '401' })
  expect(objectOf({ status: 409, errors: [] })).toMatchObject({ status: '409' })
  expect(objectOf(Object.assign(new Error('x'), { status: 409, errors: [{}] }))).toMatchObject({ status: '409' })
})
