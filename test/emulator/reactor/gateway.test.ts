import { expect, test } from 'vitest'
import { reactor } from '../../../src/index.js'
import { gateway } from '../../../src/reactor/foreign-codes.generated.js'
import { createWorld, ORG } from './world.js'

const complete = { 'x-api-key': 'key', authorization: 'Bearer token', 'x-gw-ims-org-id': ORG }

test.each([
  { what: 'no key', code: '403000', headers: { authorization: 'Bearer token', 'x-gw-ims-org-id': ORG } },
  { what: 'a key that is none', code: '403003', headers: { ...complete, 'x-api-key': 'no key!' } },
  { what: 'no token', code: '403010', headers: { 'x-api-key': 'key', 'x-gw-ims-org-id': ORG } },
  { what: 'another scheme', code: '401013', headers: { ...complete, authorization: 'Basic dXNlcjpwYXNz' } },
  { what: 'a token that is none', code: '401013', headers: { ...complete, authorization: 'Bearer two words' } },
  { what: 'no organization', code: '400003', headers: { 'x-api-key': 'key', authorization: 'Bearer token' } },
] as const)('$what is turned away with $code', async ({ code, headers }) => {
  const { emulator } = await createWorld()
  const response = await fetch(`${emulator.url}/companies`, { headers })
  const body = await response.json()
  expect(response.status).toBe(gateway[code].status)
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('x-request-id')).toMatch(/^\w{32}$/)
  expect(body).toEqual({ error_code: code, message: expect.any(String) })
  const [failure] = reactor.parse(body, { status: response.status })
  expect(failure).toMatchObject({ format: 'gateway', errors: [{ code }] })
})

test('the key of Adobe’s own clients stands for the organization', async () => {
  const { emulator } = await createWorld()
  const headers = { 'x-api-key': 'Activation-DTM', authorization: 'Bearer token' }
  const response = await fetch(`${emulator.url}/companies`, { headers })
  expect(await response.json()).toMatchObject({ data: [{ attributes: { org_id: 'EMULATED@AdobeOrg' } }] })
})

test.each(Object.keys(gateway))('%s comes when it is asked for', async (code) => {
  const world = await createWorld()
  const response = await world.call('GET', '/companies', { headers: { 'x-emulate-error': code } })
  expect(response.failures).toMatchObject([{ format: 'gateway', status: response.status, errors: [{ code }] }])
  expect(response.headers.get('retry-after')).toBeNull()
})

test('a rate limit says how long to wait when it is asked to', async () => {
  const world = await createWorld()
  const response = await world.call('GET', '/companies', { headers: { 'x-emulate-error': '429050; retry-after=7' } })
  expect(response.status).toBe(429)
  expect(response.failures).toMatchObject([{ retryAfter: 7000, errors: [{ code: '429050' }] }])
})
