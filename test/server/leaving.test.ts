import { expect, test } from 'vitest'
import { isUrlAtFault, leavingOf } from '../../src/server/framework-errors.js'

const lost = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
const cut = Object.assign(new Error('Premature close'), { code: 'ERR_STREAM_PREMATURE_CLOSE' })
const aborted = new DOMException('The operation was aborted', 'AbortError')
const gone = { destroyed: true, complete: false }
const whole = { destroyed: true, complete: true }
const ended = { destroyed: true, readableEnded: true, errored: null }
const reset = { destroyed: true, readableEnded: false, errored: lost }

test('a URL that cannot be decoded makes a URIError', () => {
  expect(isUrlAtFault(new URIError('x'), { url: '/a%zz' })).toBe(true)
  expect(isUrlAtFault(new URIError('of the server’s own'), { url: '/a%20b' })).toBe(false)
  expect(isUrlAtFault(new Error('x'), { url: '/a%zz' })).toBe(false)
})

test.each<[what: string, thrown: unknown, request: object, when: string]>([
  ['while its request arrived', lost, gone, 'in request'],
  ['while a web request was answered', aborted, { signal: AbortSignal.abort() }, 'in request'],
  ['and the platform gave another reason than others', 'gone', { signal: AbortSignal.abort('gone') }, 'in request'],
  ['in a response, by ending the connection', cut, { ...whole, socket: ended }, 'in response'],
  ['in a response, by breaking the connection', cut, { ...whole, socket: reset }, 'in response'],
  ['in a stream of HTTP/2', cut, { ...whole, stream: { rstCode: 8 } }, 'in response'],
])('a client left %s', (_, thrown, request, when) => {
  expect(leavingOf(thrown, request)).toBe(when)
})

test.each([
  ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'],
  ...['ERR_HTTP2_INVALID_STREAM', 'ERR_HTTP2_STREAM_ERROR'],
])('a connection that was lost is known by the code %s', (code) => {
  expect(leavingOf(Object.assign(new Error('x'), { code }), gone)).toBe('in request')
})

test.each<[what: string, thrown: unknown, request: object]>([
  ['a connection to another server', lost, { destroyed: false, complete: true }],
  ['a request that arrived whole', lost, whole],
  ['a client that is still there', cut, { ...whole, socket: { destroyed: false, readableEnded: true } }],
  ['a source that broke, and with it the connection', cut, { ...whole, socket: { ...reset, errored: cut } }],
  ['a connection that the server closed', cut, { ...whole, socket: { destroyed: true, errored: null } }],
  ['an abort of the server’s own', aborted, { signal: new AbortController().signal }],
  ['another error while the client leaves', new Error('bug'), gone],
  ['the reason of a signal that is not aborted', 'gone', { signal: { aborted: false, reason: 'gone' } }],
  ['a request that is still arriving', lost, { destroyed: false, complete: false }],
  ['a stream of HTTP/2 that ended as it should', cut, { ...whole, stream: { rstCode: 0 } }],
  ['another error after an abort', new Error('bug'), { signal: AbortSignal.abort('gone') }],
  ['nothing', undefined, gone],
])('no client left for %s', (_, thrown, request) => {
  expect(leavingOf(thrown, request)).toBeUndefined()
})
