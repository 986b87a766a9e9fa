import { expect, test } from 'vitest'
import { unrouted } from '../../src/server/unrouted.js'

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
