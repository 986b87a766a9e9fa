/** Where in what was thrown the failed response is found, without asking the clients themselves: see from-caught.test.ts for those. */
import { describe, expect, test } from 'vitest'
import { fromCaught, secretsFor } from '../../src/dialect/from-caught.js'
import { defineDialect, type JsonApiError, reactor } from '../../src/index.js'
import { body, failed, named, others, sent, thrown } from './thrown.js'

test.each(Object.entries(thrown))('the response is found in what %s throws', (_, caught) => {
  const error = reactor.from(caught)
  expect(reactor.is(error, 'not-unique')).toBe(true)
  const { failure, message } = error as JsonApiError
  const { status, requestId, format } = failure
  const isWhole = JSON.stringify(caught).includes('"X-Request-Id"') || 'headers' in caught
  if (isWhole) expect([status, requestId]).toEqual([409, 'r1'])
  if ('config' in caught || 'request' in caught || 'options' in caught) expect(message).not.toContain('plain-words')
  expect(format).toMatch(/^(?:json:api|malformed)$/)
})

test.each(others)('%s is given back as it is', (_, caught) => {
  expect(reactor.from(caught)).toBe(caught)
})

describe('of a response', () => {
  const headers = named
  const found = { status: 409, format: 'json:api', requestId: 'r1' }
  const unread = { ...found, format: 'unread' }

  test.each<[what: string, caught: object, failure: object]>([
    [
      'the status stands in the error before that of Node',
      failed({ trailers: {}, status: 409, statusCode: 410, headers, body }),
      found,
    ],
    [
      'undici’s errors have the status, or the status as Node calls it',
      failed({ code: 'UND_ERR_RESPONSE', status: 409, statusCode: 410, headers, body }),
      found,
    ],
    [
      'undici gives no body as an empty text',
      failed({ code: 'UND_ERR_RESPONSE', statusCode: 409, headers, body: '' }),
      unread,
    ],
    [
      'a code that is no text is none of undici’s',
      failed({ code: 5, response: { status: 409, headers, data: body } }),
      found,
    ],
    [
      'other codes of undici are none of responses',
      failed({ code: 'X_UND_ERR_RE', response: { status: 409, headers, data: body } }),
      found,
    ],
    [
      'its own headers count before those by another name',
      failed({ responseHeaders: { 'x-request-id': 'r2' }, statusCode: 409, headers, result: body }),
      found,
    ],
    ['the status stands where Node has it', failed({ response: { statusCode: 409, headers, body } }), found],
    [
      'the status that comes first is that of fetch',
      failed({ response: { status: 409, statusCode: 410, headers, body } }),
      found,
    ],
    [
      'the trace of Adobe’s SDK has both',
      failed({ traceData: { response: { status: 409, headers }, responseBody: body } }),
      found,
    ],
    [
      'an empty object in its trace is no body',
      failed({ traceData: { response: { status: 409, headers }, responseBody: {} } }),
      unread,
    ],
    ['the error itself may keep the body', failed({ response: { status: 409, headers }, data: body }), found],
    [
      'a stream is no body, and another member is',
      failed({ response: { status: 409, headers, data: { pipe() {}, readable: true }, body } }),
      found,
    ],
    ['a body of nothing at all was not read', failed({ response: { status: 409, headers, data: null } }), unread],
    ['a number is no body', failed({ response: { status: 409, headers, data: 5 } }), unread],
    ['an empty text is one', failed({ response: { status: 409, headers, data: '' } }), { ...found, format: 'empty' }],
    [
      'a message beside headers makes an error the response',
      failed({ statusMessage: 'Conflict', statusCode: 409, headers, data: body }),
      found,
    ],
    ['bent’s errors are responses', failed({ statusCode: 409, headers, responseBody: {} }), unread],
    [
      'request-promise may keep it whole',
      failed({ name: 'StatusCodeError', statusCode: 409, error: 'x', response: { statusCode: 409, headers, body } }),
      found,
    ],
    [
      'a message without headers does not',
      failed({ statusMessage: 'x', statusCode: 500, response: { status: 409, headers, data: body } }),
      found,
    ],
    [
      'of what node-fetch gives, data is a warning',
      { bodyUsed: false, status: 409, headers: new Headers(headers), __proto__: { data: body } },
      unread,
    ],
  ])('%s', (_, caught, failure) => {
    expect(reactor.from(caught)).toMatchObject({ failure })
  })

  test('all failures count, and only the first where the body was not read', () => {
    const build = { type: 'builds', attributes: { status: 'failed' } }
    const data = {
      data: [
        { ...build, id: 'BL1' },
        { ...build, id: 'BL2' },
      ],
    }
    expect(reactor.from({ response: { status: 200, data } })).toMatchObject({ failures: { length: 2 } })
    expect(reactor.from({ response: { status: 500, data: null } })).toMatchObject({ failures: { length: 1 } })
  })
})

describe('a body that was thrown itself', () => {
  test.each<[what: string, caught: object, failure: object]>([
    ['has its status where that is one of a failure', { ...body, status: 400 }, { status: 400 }],
    ['may have no status', { error_code: '403025', message: 'No' }, { format: 'gateway' }],
    [
      'may be the word of IMS, if that is explained',
      { error: 'invalid_client', error_description: 'No' },
      { format: 'ims' },
    ],
    ['may be in the errors of an error, whose status is theirs', failed({ ...body, status: 400 }), { status: 400 }],
  ])('%s', (_, caught, failure) => {
    expect(reactor.from(caught)).toMatchObject({ failure })
  })

  test('does not take a status of success', () => {
    expect(reactor.from({ ...body, status: 399 })).not.toHaveProperty('failure.status')
  })

  test.each<[what: string, caught: unknown]>([
    ['an error without a list', failed({ message: 'x', title: 'T', status: 409 })],
    ['errors that were thrown among others', { errors: [{ code: 'a' }, new Error('x')] }],
    ['errors that say nothing', { errors: [{ meta: {} }] }],
    ['errors of which one says nothing', { errors: [{ code: 'a', title: 'T' }, { meta: {} }] }],
    ['a text in bytes', Buffer.from('boom')],
    ['a page in bytes', Buffer.from('<html>')],
    ['half of an object in bytes', Buffer.from('{"a"')],
    ['bytes', Buffer.from([0, 1])],
    ['nothing in bytes', Buffer.from('')],
    ['a blob', new Blob(['x'])],
    ['a message with a status', { status: 500, message: 'x' }],
    ['a resource that failed', { data: { type: 'builds', id: 'BL1', attributes: { status: 'failed' } } }],
  ])('is none of %s', (_, caught) => {
    expect(reactor.from(caught)).toBe(caught)
  })
})

describe('causes are followed', () => {
  const response = { response: { status: 409, headers: named, data: body } }
  const within = (depth: number): unknown =>
    depth === 0 ? failed(response) : new TypeError('fetch failed', { cause: within(depth - 1) })

  test('five levels deep', () => {
    expect(reactor.is(reactor.from(within(4)), 'not-unique')).toBe(true)
    const caught = within(5)
    expect(reactor.from(caught)).toBe(caught)
  })

  test('to an error of another copy of this package, which becomes one of this', () => {
    const shop = defineDialect({ name: 'ShopError', codes: {} })
    const ours = shop.from(failed(response))
    expect(fromCaught(new TypeError('x', { cause: ours }), reactor.parse)).toBe(ours)
  })
})

describe('the secrets of the request are found', () => {
  const url = '/a?sid=kettle-bright'
  test.each<[where: string, error: object]>([
    ['in the config', { config: { url, ...sent } }],
    ['in the options', { options: { url, ...sent } }],
    ['beside the response', { request: { url, ...sent } }],
    ['in a trace', { traceData: { request: { url, ...sent } } }],
    ['in the response', { response: { request: { url, ...sent } } }],
    ['in the response, as Node calls it', { response: { req: { url, ...sent } } }],
    ['in the response of hapi’s Wreck', { data: { res: { req: { url, ...sent } } } }],
    ['as Node calls it', { req: { url, ...sent } }],
    ['by its path', { req: { path: url, ...sent } }],
    ['with headers as superagent calls them', { req: { url, header: sent.headers } }],
    ['with headers as Node gives them', { req: { url, getHeaders: () => sent.headers } }],
    ['behind one without headers', { config: { url: '/b' }, req: { url, ...sent } }],
    ['in several places, as ky has them', { options: sent, request: { url } }],
    ['beside the URL, as axios takes them', { config: { url: '/a', params: { sid: 'kettle-bright' }, ...sent } }],
    ['as URLSearchParams', { config: { params: new URLSearchParams({ sid: 'kettle-bright' }), ...sent } }],
    ['as user and password', { config: { auth: { username: 'plain-words', password: 'kettle-bright' } } }],
  ])('%s', (_, error) => {
    expect(secretsFor({ ...error })).toEqual(expect.arrayContaining(['plain-words', 'kettle-bright']))
  })

  test('nowhere else', () => {
    expect(secretsFor({ other: sent })).toEqual([])
    expect(secretsFor({ req: { url: '/a', getHeaders: 5 }, config: { params: 5, auth: null } })).toEqual([])
  })
})
