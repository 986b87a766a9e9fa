import { expect, test } from 'vitest'
import { reactor } from '../../src/index.js'
import { immediateResponse, toResponse } from '../../src/testing/index.js'

test('a stand-in for fetch responds with a fixture', async () => {
  const stub: typeof fetch = async () => toResponse(immediateResponse('not-found'))
  const response = await stub('https://reactor.example/properties/PR1')
  expect(response).toBeInstanceOf(Response)
  expect(response.ok).toBe(false)
  const { status, headers } = response
  expect(reactor.parse(await response.text(), { status, headers })).toMatchObject([{ errors: [{ code: 'not-found' }] }])
})

test.each([
  { what: 'a JSON value', body: { data: null }, text: '{"data":null}' },
  { what: 'the JSON value null', body: null, text: 'null' },
  { what: 'text, as it is', body: 'no', text: 'no' },
  { what: 'nothing', body: '', text: '' },
  { what: 'what JSON cannot say, as nothing', body: undefined, text: '' },
])('a response carries $what', async ({ body, text }) => {
  expect(await toResponse({ status: 200, headers: {}, body }).text()).toBe(text)
})

test('a response of a status that allows no body has none', () => {
  expect(toResponse({ status: 204, headers: {}, body: '' })).toMatchObject({ status: 204, body: null })
})

test.each([204, 205, 304])('a body with the status %i is refused in words', (status) => {
  expect(() => toResponse({ status, headers: {}, body: 'no' })).toThrow(
    new TypeError(`A response of the status ${status} has no body`),
  )
})

test('a status that no Response can have is refused', () => {
  expect(() => toResponse({ status: 99, headers: {}, body: '' })).toThrow(RangeError)
})

test.each([undefined, null, 'text'])('%j instead of a response is refused by its name', (response) => {
  // @ts-expect-error -- callers without types
  expect(() => toResponse(response)).toThrow(new TypeError('"response" must be an object'))
})
