import { expect, test } from 'vitest'
import { outcomeOf, requestedError, requestedResponse } from '../../../src/emulator/reactor/requested-error.js'

const asked = (text: string) => requestedError({ headers: { 'x-emulate-error': text } })

test.each([
  ['not-unique', { from: 'reactor', code: 'not-unique', deferred: false }],
  ['internal-error;deferred', { from: 'reactor', code: 'internal-error', deferred: true }],
  ['internal-error  ;  deferred', { from: 'reactor', code: 'internal-error', deferred: true }],
  ['minification-error', { from: 'reactor', code: 'minification-error', deferred: true }],
  ['429050', { from: 'gateway', code: '429050', retryAfter: undefined }],
  ['429050; retry-after=123456789', { from: 'gateway', code: '429050', retryAfter: '123456789' }],
  ['invalid_token', { from: 'ims', code: 'invalid_token' }],
  ['429050; retry-after=1234567890', { from: 'nobody', asked: '' }],
  ['429050; retry-after=', { from: 'nobody', asked: '' }],
  ['!not-unique', { from: 'nobody', asked: '' }],
  ['not-unique; deferred; deferred', { from: 'nobody', asked: '' }],
  ['not-unique deferred', { from: 'nobody', asked: '' }],
  ['constructor', { from: 'nobody', asked: 'constructor' }],
])('“%s” asks for %j', (text, expected) => {
  expect(asked(text)).toEqual(expected)
})

test('nothing is asked for where nothing is said', () => {
  expect(requestedError({ headers: {} })).toBeUndefined()
  expect(asked(' ')).toBeUndefined()
})

test('whoever has a code answers with it', () => {
  const request = { id: 'r', method: 'GET', headers: {} }
  expect(requestedResponse(request, 'not-unique')).toMatchObject({ status: 409, codes: ['not-unique'] })
  expect(requestedResponse(request, '429050')).toMatchObject({ status: 429, codes: ['429050'] })
  expect(requestedResponse(request, 'invalid_token')).toMatchObject({ status: 400, codes: ['invalid_token'] })
  expect(requestedResponse(request, 'no-such-code')).toBeUndefined()
})

test.each([
  ['socket-error.example.com', 'first', 'socket-error'],
  ['SSH-Disconnect', 'first', 'ssh-disconnect'],
  ['sftp://me@www.timeout-error:22/path', 'later', 'timeout-error'],
  ['then-socket-error.example.com', 'first', undefined],
  ['then-socket-error.example.com', 'later', 'socket-error'],
  ['my-socket-error.example.com', 'later', undefined],
  ['socket-error1.example.com', 'later', undefined],
  ['not-unique.example.com', 'later', undefined],
] as const)('the %s server, at its %s connection: %s', (server, connection, code) => {
  expect(outcomeOf(server, connection)).toBe(code)
})
