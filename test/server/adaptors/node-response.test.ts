import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { payloadOf, sendResponse } from '../../../src/server/adaptors/node-response.js'
import { responseOf } from './fakes.js'

const sent = { status: 404, headers: { 'x-request-id': 'r-1', vary: 'accept' }, body: '{"größe":1}' }

test('takes away every header that described another body, and keeps the others', () => {
  const described = [
    ...['accept-ranges', 'content-disposition', 'content-encoding', 'content-language', 'content-length'],
    ...['content-location', 'content-range', 'etag', 'expires', 'last-modified', 'trailer', 'transfer-encoding'],
  ]
  const earlier = Object.fromEntries([...described, 'x-kept'].map((name) => [name, '1']))
  const { response, done, kept } = responseOf({}, { ...earlier, vary: 'origin' })
  sendResponse(response, sent)
  expect([...kept.keys()]).toEqual(['x-kept', 'vary'])
  expect(done).toEqual([404, { 'x-request-id': 'r-1', vary: 'origin, accept', 'content-length': '13' }, sent.body])
  expect(response.statusMessage).toBe('')
})

test('says no length of a body that is left out, and no message of a status over HTTP/2', () => {
  const { response, done } = responseOf({ stream: { close: () => {} } })
  sendResponse(response, { ...sent, body: '' })
  expect(done).toEqual([404, sent.headers, ''])
  expect(response.statusMessage).toBe('as it was')
})

test('breaks off a response that is under way, over HTTP/2 by an error', () => {
  const one = responseOf({ headersSent: true })
  sendResponse(one.response, sent)
  expect(one.done).toEqual(['destroyed'])
  const codes: number[] = []
  const two = responseOf({ headersSent: true, stream: { close: (code) => codes.push(code) } })
  sendResponse(two.response, sent)
  expect([codes, two.done]).toEqual([[2], []])
})

test.each(['destroyed', 'writableEnded'])('does nothing to a response that is %s', (name) => {
  const { response, done } = responseOf({ [name]: true, headersSent: true })
  sendResponse(response, sent)
  expect(done).toEqual([])
})

test('gives a body as bytes, and an empty one as a stream of nothing', async () => {
  expect(payloadOf('größe')).toEqual(Buffer.from('größe'))
  const empty = payloadOf('')
  expect(empty).toBeInstanceOf(Readable)
  expect(await text(empty as Readable)).toBe('')
})
