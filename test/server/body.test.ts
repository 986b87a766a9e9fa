import { expect, test } from 'vitest'
import { documentOf, receiveJson } from '../../src/server/body.js'
import { request } from './answered.js'

const type = 'application/vnd.api+json'
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a body is read up to the limit, and no byte further', () => {
  const asked = request({ 'content-type': type, 'content-length': '4' })
  const body = receiveJson(asked, { maxBytes: 4 })
  body.add(encode('[1'))
  body.add(encode(',2'))
  expect(() => body.add(encode(']'))).toThrow(expect.objectContaining({ status: 413 }))
  const whole = receiveJson(asked, { maxBytes: 4 })
  whole.add(encode('[12]'))
  expect(whole.value()).toEqual([12])
  expect(documentOf(asked)).toEqual([12])
})

test.each<[headers: Record<string, string>, status: number]>([
  [{ 'content-type': type, 'content-length': '5' }, 413],
  [{ 'content-type': type, 'content-encoding': 'gzip' }, 415],
  [{ 'content-type': 'text/plain' }, 415],
  [{}, 415],
])('a body with the headers %j is refused before it comes', (headers, status) => {
  expect(() => receiveJson(request(headers), { maxBytes: 4 })).toThrow(expect.objectContaining({ status }))
})

test.each<[bytes: Uint8Array, detail: string]>([
  [new Uint8Array(), 'The body is empty, and a document is needed.'],
  [new Uint8Array([0x22, 0xff, 0x22]), 'The body is not UTF-8.'],
  [encode('{"a"}'), 'The body is not JSON. It goes wrong in line 1, column 5.'],
])('of the bytes %j it is told: %s', (bytes, detail) => {
  const body = receiveJson(request({ 'content-type': type, 'content-encoding': 'Identity' }), {})
  body.add(bytes)
  expect(() => body.value()).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ detail })] }))
})
