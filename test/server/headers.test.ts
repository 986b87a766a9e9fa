import { expect, test } from 'vitest'
import { besideEarlier } from '../../src/server/headers.js'

test.each([
  [undefined, { vary: 'accept' }, { vary: 'accept' }],
  [null, { vary: 'accept' }, { vary: 'accept' }],
  ['Origin', { vary: 'accept, accept-language' }, { vary: 'Origin, accept, accept-language' }],
  ['Accept', { vary: 'accept' }, { vary: 'accept' }],
  [['Origin', 'Cookie'], {}, { vary: 'Origin, Cookie' }],
  [' Origin ,, ACCEPT ', { vary: 'accept' }, { vary: 'Origin, accept' }],
])('adds to a Vary of %j', (earlier, headers, expected) => {
  expect(besideEarlier(headers, (name) => (name === 'vary' ? earlier : undefined))).toEqual(expected)
})

test('keeps its own challenge where nobody gave one', () => {
  const headers = { 'www-authenticate': 'Bearer' }
  expect(besideEarlier(headers, () => undefined)).toEqual(headers)
})

test.each([['Basic realm="shop"'], [['Basic', 'Bearer']]])(
  'leaves the challenge %j of whoever refused the request',
  (earlier) => {
    const headers = { 'www-authenticate': 'Bearer', 'x-request-id': '1' }
    const told = besideEarlier(headers, (name) => (name === 'www-authenticate' ? earlier : undefined))
    expect(told).toEqual({ 'x-request-id': '1' })
  },
)
