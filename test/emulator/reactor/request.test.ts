import { expect, test } from 'vitest'
import { documentResponse, hasBody, header, plainResponse, targetOf } from '../../../src/emulator/reactor/request.js'

test.each([
  ['/hosts/HT1', '/hosts/HT1', ['hosts', 'HT1'], ''],
  ['/hosts?a=1?b', '/hosts', ['hosts'], 'a=1?b'],
  ['/hosts?', '/hosts', ['hosts'], ''],
  ['/hosts/', '/hosts/', ['hosts'], ''],
  ['/hosts//', '/hosts//', ['hosts', ''], ''],
  ['/', '/', [''], ''],
  ['/http://other/', '/http://other/', ['http:', '', 'other'], ''],
  ['http://reactor.adobe.io/hosts?a', '/hosts', ['hosts'], 'a'],
  ['HTTPS://me@host:1/', '/', [''], ''],
  ['http://host?a', '', undefined, 'a'],
  ['http://host#a/b', '#a/b', undefined, ''],
  ['xhttp://host/a', 'xhttp://host/a', undefined, ''],
  ['*', '*', undefined, ''],
  ['?a', '', undefined, 'a'],
])('the target %s', (target, url, path, query) => {
  expect(targetOf(target)).toEqual({ url, path, query })
})

test('a header is read without the space around it, and counts for nothing where it is empty', () => {
  const headers = { a: ' x y ', b: ' ', c: undefined }
  expect(['a', 'b', 'c', 'd'].map((name) => header({ headers }, name))).toEqual([
    'x y',
    undefined,
    undefined,
    undefined,
  ])
})

test.each([
  [{}, false],
  [{ 'content-length': '0' }, false],
  [{ 'content-length': '1' }, true],
  [{ 'transfer-encoding': 'chunked' }, true],
])('a request with %j has a body: %s', (headers, expected) => {
  expect(hasBody({ headers })).toBe(expected)
})

test('a response says what it is in, and what else it is told', () => {
  const headers = { 'x-a': 'b' }
  expect(documentResponse(200, { a: 1 }, headers)).toEqual({
    status: 200,
    body: '{"a":1}',
    headers: { 'x-a': 'b', 'content-type': 'application/vnd.api+json' },
  })
  expect(plainResponse(404, {}, headers)).toEqual({
    status: 404,
    body: '{}',
    headers: { 'x-a': 'b', 'content-type': 'application/json' },
  })
})
