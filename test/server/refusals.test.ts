import { expect, test } from 'vitest'
import { unrouted } from '../../src/server/refusals.js'

test('is a 404 where there is no method that the path takes', () => {
  expect(unrouted()).toMatchObject({
    status: 404,
    expose: true,
    headers: {},
    message: 'There is nothing at this path.',
  })
})

test('is a 405 that names the methods once each, and HEAD with GET', () => {
  expect(unrouted(['POST', 'GET', 'POST'])).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } })
})

test.each([
  ['GET', ['GET'], 404],
  ['HEAD', ['GET'], 404],
  ['POST', ['POST', 'GET'], 404],
  ['DELETE', ['POST'], 405],
])('for %s where the path takes %j, it is a %i', (method, allowed, status) => {
  expect(unrouted(allowed, method)).toMatchObject({ status })
})
