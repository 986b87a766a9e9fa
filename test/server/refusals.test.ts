import { expect, test } from 'vitest'
import { isForAll, refusalFailure, refusals, unrouted } from '../../src/server/refusals.js'

test('is a 404 where there is no method that the path takes', () => {
  expect(unrouted()).toMatchObject({
    status: 404,
    expose: true,
    headers: {},
    message: 'There is nothing at this path.',
  })
})

test.each([
  ['*', true],
  ['/*', true],
  ['/', false],
  ['/things/*', false],
])('a route for %s takes every path: %j', (path, expected) => {
  expect(isForAll(path)).toBe(expected)
})

test.each<[name: keyof typeof refusals, status: number, detail: string]>([
  ['scalarJson', 400, 'The document has to be an object or an array.'],
  ['notUtf8', 400, 'The body is not UTF-8.'],
  ['malformedRequest', 400, 'The request is not HTTP that this server reads.'],
  ['methodNotAllowed', 405, 'The resource at this path does not take this method.'],
  ['requestTimeout', 408, 'The request took too long to arrive.'],
  ['headersTooLarge', 431, 'The headers are larger than this server reads.'],
])('%s is told as a %i: %s', (name, status, detail) => {
  expect(refusalFailure(refusals[name])).toMatchObject({
    errors: [{ status: String(status), detail }],
    ...{ delivery: 'immediate', format: 'json:api', status },
  })
})

test('is a 405 that names the methods once each, and HEAD with GET', () => {
  expect(unrouted(['POST', 'GET', 'POST'])).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST' } })
  expect(unrouted(['PUT', 'DELETE'])).toMatchObject({ headers: { allow: 'DELETE, PUT' } })
})

test.each([
  ['GET', ['GET'], 404],
  ['HEAD', ['GET'], 404],
  ['POST', ['POST', 'GET'], 404],
  ['DELETE', ['POST'], 405],
  ['GET', ['OPTIONS'], 404],
  ['GET', ['OPTIONS', 'POST'], 405],
  [undefined, ['POST'], 405],
])('for %s where the path takes %j, it is a %i', (method, allowed, status) => {
  expect(unrouted(allowed, method)).toMatchObject({ status })
})
