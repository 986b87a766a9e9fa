import { expect, test } from 'vitest'
import { blame } from '../../src/server/blame.js'

const lost = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
const aborted = new DOMException('The operation was aborted', 'AbortError')
const gone = { destroyed: true, complete: false }
const signal = AbortSignal.abort()

test.each([
  ['a URL that cannot be decoded', new URIError('x'), { url: '/a%zz' }, '400'],
  ['a request that broke off', lost, gone, '400'],
  ['a web request whose client left', aborted, { signal }, '400'],
])('blames %s', (_, thrown, request, status) => {
  expect(blame(thrown, request)?.errors[0].status).toBe(status)
})

test.each([
  ['a URIError of the server’s own', new URIError('x'), { url: '/a%20b' }],
  ['a connection to another server', lost, { destroyed: false, complete: true }],
  ['a request that arrived whole', lost, { destroyed: true, complete: true }],
  ['an abort of the server’s own', aborted, { signal: new AbortController().signal }],
  ['another error while the client leaves', new Error('bug'), gone],
  ['nothing', undefined, gone],
  [
    'an error that cannot be read',
    {
      get code() {
        throw new Error('no')
      },
    },
    gone,
  ],
])('does not blame the client for %s', (_, thrown, request) => {
  expect(blame(thrown, request)).toBeUndefined()
})
