import { expect, test } from 'vitest'
import { hoursFresh, responseHeaders } from '../../src/image-serving/freshness.js'
import { attributesOf } from './requests.js'

test.each([
  [0, 'no-store'],
  [0.0001, 'no-store'],
  [0.1, 'max-age=360'],
  [1, 'max-age=3600'],
  [-1, 'max-age=31536000'],
  [999_999_999, 'max-age=31536000'],
])('an answer that is fresh for %j hours is sent with %s', (hours, header) => {
  expect(responseHeaders('text/plain', hours)).toEqual({
    'content-type': 'text/plain',
    'cache-control': header,
    'x-content-type-options': 'nosniff',
  })
})

test('each kind of request has the attribute that its reference names', () => {
  const attributes = attributesOf({ Expiration: 5, NonImgExpiration: 2 })
  expect(hoursFresh({ formats: [], freshness: 'Expiration' }, attributes)).toBe(5)
  expect(hoursFresh({ formats: [], freshness: 'NonImgExpiration' }, attributes)).toBe(2)
  expect(hoursFresh({ formats: [], freshness: 'never' }, attributes)).toBe(0)
})
