import { expect, test } from 'vitest'
import { errorFromResponse } from '../../src/client/fetch.js'
import { reactor } from '../../src/reactor/index.js'
import { respond } from '../../src/server/respond.js'

const taken = reactor.error('not-unique', { detail: 'The name is taken', pointer: '/data/attributes/name' })

test('a web Response says the same as the error, and a client reads it back', async () => {
  const response = respond(taken, { request: new Request('http://a/', { headers: { 'x-request-id': 'r-1' } }) })
  expect(response.status).toBe(409)
  expect(response.headers.get('content-type')).toBe('application/vnd.api+json')
  const read = await errorFromResponse(response)
  expect(read).toMatchObject({ code: 'not-unique', status: 409, failure: { requestId: 'r-1' } })
  expect(read?.errors[0]).toMatchObject(taken.errors[0])
})

test('the Response to a HEAD request has no body', async () => {
  const response = respond(taken, { request: new Request('http://a/', { method: 'HEAD' }) })
  expect(response.body).toBeNull()
  expect(response.headers.get('content-type')).toBe('application/vnd.api+json')
})

test('whatever is thrown, there is a Response', async () => {
  const response = respond(undefined)
  expect(response.status).toBe(500)
  expect(await response.json()).toMatchObject({ errors: [{ code: 'internal-error' }] })
})
