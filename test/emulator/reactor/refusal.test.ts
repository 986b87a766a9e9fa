import { expect, test } from 'vitest'
import { errorOf, failedResponse, refusalOf, statusError } from '../../../src/emulator/reactor/refusal.js'
import { JsonApiError, reactor } from '../../../src/index.js'
import { createWorld } from './world.js'

const id = expect.any(String)

test('an error says what is known of it, and nothing else', async () => {
  const world = await createWorld()
  const { body, headers } = await world.call('DELETE', '/profile')
  const meta = { request_id: headers.get('x-request-id') }
  const detail = 'This URL takes GET.'
  expect(body).toEqual({ errors: [{ id, status: '405', title: 'Method Not Allowed', detail, meta }] })
  expect(statusError({}, 599, {})).toStrictEqual({ id, status: '599' })
  expect(errorOf({}, 'host-type-error')).not.toHaveProperty('detail')
})

test('an error points at what the request has, or says nothing of a place', () => {
  const at = (subject: object, pointer: string) => errorOf(subject, 'not-unique', { pointer }).source
  expect(at({ document: { data: { attributes: {} } } }, '/data/attributes/name')).toEqual({
    pointer: '/data/attributes',
  })
  expect(at({}, '/data/attributes/name')).toBeUndefined()
  const nowhere = reactor.codes.filter((code) => reactor.entry(code).pointer === null)
  expect(nowhere).not.toEqual([])
  for (const code of nowhere) expect(errorOf({ document: { data: {} } }, code).source).toBeUndefined()
  expect(errorOf({}, 'not-found', { parameter: 'sort' }).source).toEqual({ parameter: 'sort' })
})

test('details are no longer than anybody reads', () => {
  for (const detailOf of [
    (detail: string) => errorOf({}, 'not-unique', { detail }).detail,
    (detail: string) => statusError({}, 400, { detail }).detail,
  ]) {
    const longest = 'word '.repeat(400)
    expect(detailOf(longest)).toBe(longest)
    expect(detailOf(`${longest}more`)).toHaveLength(2000)
  }
})

test('a refusal is an error of a name, without a stack', () => {
  const errors = [statusError({}, 400, {})]
  const refusal = refusalOf(errors)
  expect(refusal).toMatchObject({ name: 'Refusal', message: '', errors })
  expect(refusal.stack).not.toContain('\n')
})

test('responses with errors are kept by nobody, and say how to sign in where that helps', () => {
  const request = { id: 'r1', method: 'GET' }
  const headersOf = (status: number) =>
    failedResponse(request, refusalOf([statusError({}, status, {})]), { allow: 'GET' }).headers
  const usual = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-type': 'application/vnd.api+json',
    allow: 'GET',
  }
  expect(headersOf(400)).toEqual(usual)
  expect(headersOf(401)).toEqual({ ...usual, 'www-authenticate': 'Bearer' })
})

test('what goes wrong inside is told with the id of the request, and what it said', () => {
  const { body, headers } = failedResponse({ id: 'r1', method: 'GET' }, new Error('out of order'), { allow: 'GET' })
  expect(headers).toMatchObject({ allow: 'GET' })
  expect(JSON.parse(String(body))).toMatchObject({
    errors: [{ status: '500', detail: expect.stringContaining('out of order'), meta: { request_id: 'r1' } }],
  })
  expect(failedResponse({ id: 'r1', method: 'HEAD' }, new Error('out of order')).body).toBe('')
})

test('what goes wrong inside is answered as an internal error', () => {
  const request = { id: 'r1', method: 'GET', headers: {} }
  const response = failedResponse(request, new Error('out of order'))
  expect([response.status, response.codes]).toEqual([500, []])
  expect(JSON.parse(String(response.body))).toMatchObject({ errors: [{ status: '500' }] })
  expect(
    failedResponse(
      request,
      new JsonApiError({ errors: [{ status: '409' }], delivery: 'immediate', format: 'json:api', status: 409 }),
    ).codes,
  ).toEqual(['409'])
})
