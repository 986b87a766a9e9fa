import { describe, expect, test } from 'vitest'
import { type Failure, reactor } from '../../src/index.js'
import { type ForeignResponse, foreignResponses, toResponse } from '../../src/testing/index.js'

/** What each is read as: its format, code, and how long it asks to wait. */
const readings: Readonly<Record<ForeignResponse, readonly [Failure['format'], string?, number?]>> = {
  gateway: ['gateway', '403025'],
  ims: ['ims', 'invalid_token'],
  html: ['html'],
  empty: ['empty'],
  cutOff: ['malformed', 'not-unique'],
  problem: ['problem'],
  text: ['text'],
  tooManyRequests: ['gateway', '429050', 30_000],
}

test('the table knows every response', () => {
  expect(Object.keys(readings)).toEqual(Object.keys(foreignResponses))
})

describe.each(Object.entries(readings))('%s', (name, [format, code, retryAfter]) => {
  // Both have the same names, as the test above holds.
  const response = foreignResponses[name as ForeignResponse]

  test('is read as what it is, by hand and as a Response', async () => {
    const failures = reactor.parse(response.body, response)
    expect(failures).toMatchObject([{ format, delivery: 'immediate', status: response.status }])
    expect(failures[0]?.errors[0].code).toBe(code)
    expect(failures[0]?.retryAfter).toBe(retryAfter)
    const web = toResponse(response)
    const { status, headers } = web
    expect(reactor.parse(await web.text(), { status, headers })).toEqual(failures)
  })

  test('has the headers that it says and no others', () => {
    expect(Object.fromEntries(toResponse(response).headers)).toEqual(response.headers)
  })
})

test('the response that is cut off is no JSON, and says so', () => {
  const { body } = foreignResponses.cutOff
  expect(() => JSON.parse(String(body))).toThrow(SyntaxError)
  expect(reactor.parse(body)[0]?.repairs).toHaveLength(1)
})
