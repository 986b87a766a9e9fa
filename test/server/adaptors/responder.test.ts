import { expect, test } from 'vitest'
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
  [499, 499],
  [500, 500],
  [503, 500],
  [undefined, 500],
])('an error after which the status was %s is told as %i', (status, expected) => {
  expect(responder({}).respond(new Error('x'), {}, { status }).status).toBe(expected)
})

test('lets an adaptor say what was thrown, and the program before it', () => {
  const failure = (status: string) => ({ errors: [{ status }], delivery: 'immediate', format: 'json:api' }) as const
  const thrown = new AggregateError([new Error('one'), new Error('two')])
  const known = () => failure('418')
  expect(responder({}).respond(thrown, {}, { known }).status).toBe(418)
  expect(responder({ recognise: () => failure('410') }).respond(thrown, {}, { known }).status).toBe(410)
  expect(responder({}).respond(thrown, {}).status).toBe(500)
})
