import { expect, test } from 'vitest'
import { suggestCode } from '../../src/cli/codes.js'
import { codes } from '../../src/reactor/codes.generated.js'

test.each([
  ['not-fuond', 'not-found'],
  ['notfound', 'not-found'],
  ['Not Found', 'not-found'],
  ['  NOT_FOUND ', 'not-found'],
  ['invalid-data-element', 'invalid-data_element'],
  ['authentification-failure', 'authentication-failure'],
  ['readonly', 'read-only'],
  ['403004', '403000'],
  ['invalid-token', 'invalid_token'],
])('%j is near %s', (typed, code) => {
  expect(suggestCode(typed)[0]).toBe(code)
})

test('a part of a code finds the codes that contain it, three at most', () => {
  expect(suggestCode('timeout')).toEqual(['session-timeout', 'sftp-connection-timeout', 'timeout-error'])
  expect(suggestCode('sftp')).toHaveLength(3)
})

test.each(Object.keys(codes))('%s itself comes first', (code) => {
  expect(suggestCode(code)[0]).toBe(code)
})

test.each(['', ' ', 'zq', 'constructor', 'the quick brown fox', '😀', '\ud800', 'x'.repeat(1_000_000)])(
  'nothing is near %j',
  (typed) => {
    expect(suggestCode(typed)).toEqual([])
  },
)
