import { expect, test } from 'vitest'
import { withVary } from '../../src/server/earlier-headers.js'

test.each([
  [undefined, { vary: 'accept' }, { vary: 'accept' }],
  [null, { vary: 'accept' }, { vary: 'accept' }],
  ['Origin', { vary: 'accept, accept-language' }, { vary: 'Origin, accept, accept-language' }],
  ['Accept', { vary: 'accept' }, { vary: 'accept' }],
  [['Origin', 'Cookie'], {}, { vary: 'Origin, Cookie' }],
])('adds to a Vary of %j', (earlier, headers, expected) => {
  expect(withVary(headers, earlier)).toEqual(expected)
})
