import { expect, test } from 'vitest'
import { reactor } from '../../../src/reactor/index.js'
import { responder } from '../../../src/server/adaptors/responder.js'
import type { RequestLike } from '../../../src/server/options.js'

/** Whether a request is refused for what it is. */
function refused(request: RequestLike): boolean {
  try {
    responder({ check: true }).check(request)
    return false
  } catch {
    return true
  }
}

const form = 'text/plain'

test.each<[string, RequestLike]>([
  ['a length', { method: 'POST', headers: { 'content-type': form, 'content-length': '1' } }],
  ['a transfer encoding', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }],
  ['a type alone, as HTTP/2 does', { method: 'PATCH', headers: { 'content-type': form } }],
  ['the type of a method that only begins as GET', { method: 'GETALL', headers: { 'content-type': form } }],
  ['the type of a method that only ends as HEAD', { method: 'AHEAD', headers: { 'content-type': form } }],
])('takes %s for a body, which has to be JSON:API', (_, request) => {
  expect(refused(request)).toBe(true)
})

test.each<[string, RequestLike]>([
  ['nothing', {}],
  ['a length of nothing', { method: 'POST', headers: { 'content-type': form, 'content-length': '0' } }],
  ['a method alone', { method: 'POST' }],
  ['the type of a GET', { method: 'GET', headers: { 'content-type': form } }],
  ['a type without a method', { headers: { 'content-type': form } }],
])('does not take %s for a body', (_, request) => {
  expect(refused(request)).toBe(false)
})

test('checks nothing unless asked to', () => {
  const headers = { accept: 'application/vnd.api+json; a=b' }
  expect(responder({}).check({ headers })).toBeUndefined()
})

test.each([
  [399, 500],
  [400, 400],
  [500, 500],
  [503, 503],
  [599, 599],
  [600, 500],
  [undefined, 500],
])('an error after which the status was %s is told as %i', (status, expected) => {
  expect(responder({}).respond(new Error('x'), {}, { status }).status).toBe(expected)
})

test.each<[what: string, thrown: unknown]>([
  ['a failure', { errors: [{ status: '409', code: 'taken' }], delivery: 'immediate', format: 'json:api' }],
  ['an error object', { status: '409', code: 'taken' }],
  ['several errors at once', new AggregateError([reactor.error('not-unique'), reactor.error('not-unique')])],
  ['a list of errors', [reactor.error('not-unique')]],
])('what can be read is told, whatever the status was: %s', (_, thrown) => {
  for (const status of [403, 503]) expect(responder({}).respond(thrown, {}, { status }).status).toBe(409)
})

test('a status is kept where a function of the options fails, too', () => {
  const makeId = () => expect.fail('no id')
  expect(responder({ makeId }).respond(new Error('x'), {}, { status: 503 }).status).toBe(503)
})

test.each<[what: string, more: object, expected: object]>([
  ['of this server is told with all that it says', {}, { status: '422', code: 'invalid-name', detail: 'Too long.' }],
  ['of another server is told as that', { origin: 'received' }, { status: '502', title: 'Bad Gateway' }],
])('a failure that is thrown as plain data, %s', (_, more, expected) => {
  const errors = [{ status: '422', code: 'invalid-name', title: 'Invalid Name', detail: 'Too long.' }]
  const { body } = responder({}).respond(
    { errors, delivery: 'immediate', format: 'json:api', status: 422, ...more },
    {},
  )
  expect(JSON.parse(body).errors).toMatchObject([expected])
})

test('an error after which the status was one of the server’s own is told as what it is', () => {
  const { body } = responder({ expose: 2 }).respond(new Error('what it is'), {}, { status: 500 })
  expect(JSON.parse(body)).toMatchObject({ errors: [{ status: '500', detail: 'what it is' }] })
})

test.each<[what: string, socket: object, told: number]>([
  ['left in the midst of the response', { destroyed: true, readableEnded: true }, 0],
  ['is still there', { destroyed: false, readableEnded: false }, 1],
])('the program is told of a lost connection, unless the client %s', (_, socket, told) => {
  const reports: unknown[] = []
  const thrown = Object.assign(new Error('x'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
  const { respond } = responder({ onError: (report) => reports.push(report) })
  respond(thrown, { destroyed: true, complete: true, socket } as RequestLike)
  expect(reports).toHaveLength(told)
})

test('the program is told of what cannot be read', () => {
  const reports: unknown[] = []
  const unreadable = Object.defineProperty({}, 'code', { get: () => expect.fail('it was read') })
  const { status } = responder({ onError: (report) => reports.push(report) }).respond(unreadable, {})
  expect([status, reports.length]).toEqual([500, 1])
})

test('lets an adaptor say what was thrown, and the program before it', () => {
  const failure = (status: string) => ({ errors: [{ status }], delivery: 'immediate', format: 'json:api' }) as const
  const thrown = new AggregateError([new Error('one'), new Error('two')])
  const known = () => failure('418')
  expect(responder({}).respond(thrown, {}, { known }).status).toBe(418)
  expect(responder({ recognise: () => failure('410') }).respond(thrown, {}, { known }).status).toBe(410)
  expect(responder({}).respond(thrown, {}).status).toBe(500)
})
