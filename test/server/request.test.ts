import { describe, expect, test, vi } from 'vitest'
import type { HeadersLike } from '../../src/failure/headers.js'
import { type CheckOptions, checkRequest, requestHeader } from '../../src/server/request.js'
import { renderResponse } from '../../src/server/respond.js'
import { errorFor, request } from './answered.js'

const JSON_API = 'application/vnd.api+json'
const ATOMIC = 'https://jsonapi.org/ext/atomic'
const OTHER = 'https://example.com/ext'
const strict: CheckOptions = { revision: false }
const atomic: CheckOptions = { revision: false, extensions: [ATOMIC] }

describe('a Content-Type', () => {
  test.each<[contentType: string | undefined, options: CheckOptions, isRefused: boolean]>([
    [undefined, {}, false],
    [JSON_API, {}, false],
    [` ${JSON_API} ; `, {}, false],
    ['APPLICATION/VND.API+JSON', {}, false],
    // Another parameter than ext and profile.
    [`${JSON_API}; charset=utf-8`, {}, true],
    [`${JSON_API}; q=1`, {}, true],
    [`${JSON_API}; revision=1`, {}, false],
    [`${JSON_API}; revision=1`, strict, true],
    [`${JSON_API}; revision=1; charset=utf-8`, {}, true],
    // Profiles that nobody knows are to be ignored.
    [`${JSON_API}; profile="${OTHER}"`, strict, false],
    [`${JSON_API}; ext="${ATOMIC}"`, strict, true],
    [`${JSON_API}; ext="${ATOMIC}"`, atomic, false],
    [`${JSON_API}; ext="${ATOMIC} ${OTHER}"`, atomic, true],
    [`${JSON_API}; ext="${ATOMIC}"; profile="${OTHER}"`, atomic, false],
    [`${JSON_API}; ext=""`, strict, false],
    [` ${JSON_API}; charset=utf-8`, {}, true],
    [`text/plain; a=${JSON_API}; charset=utf-8`, {}, false],
    [`${JSON_API} `, { body: true }, false],
    // Not a media type.
    [`${JSON_API}; charset`, {}, true],
    [`${JSON_API}; ext="a`, {}, true],
    // Another media type is another matter, unless the body has to be JSON:API.
    ['application/json', {}, false],
    ['application/json; charset=utf-8', strict, false],
    [`${JSON_API}+x; charset=utf-8`, strict, false],
    ['multipart/form-data; boundary=x', {}, false],
    ['application/json', { body: true }, true],
    [undefined, { body: true }, true],
    ['', { body: true }, true],
    [JSON_API, { body: true }, false],
    [`${JSON_API};revision=1`, { body: true }, false],
  ])('of %j, with %j: refused is %j', (contentType, options, isRefused) => {
    const error = checkRequest(request(contentType === undefined ? {} : { 'content-type': contentType }), options)
    expect(error?.status).toBe(isRefused ? 415 : undefined)
    expect(error?.errors[0].source).toEqual(isRefused ? { header: 'Content-Type' } : undefined)
  })
})

describe('an Accept', () => {
  test.each<[accept: string | undefined, options: CheckOptions, isRefused: boolean]>([
    [undefined, {}, false],
    ['*/*', {}, false],
    [JSON_API, {}, false],
    ['application/json', {}, false],
    ['text/html', {}, false],
    // The weight is none of the media type's parameters.
    [`${JSON_API};q=0.5`, strict, false],
    [`${JSON_API};revision=1`, {}, false],
    [`${JSON_API};revision=1;q=0.5`, {}, false],
    [`${JSON_API};revision=1`, strict, true],
    [`${JSON_API};revision=1, */*`, strict, true],
    [`${JSON_API};revision=1, ${JSON_API}`, strict, false],
    [`${JSON_API};charset=utf-8`, {}, true],
    [`${JSON_API};charset=utf-8, ${JSON_API};a=b`, {}, true],
    [`${JSON_API};charset=utf-8, ${JSON_API};a=b, ${JSON_API};profile="${OTHER}"`, {}, false],
    [`${JSON_API};profile="${OTHER}"`, strict, false],
    [`${JSON_API};ext="${OTHER}"`, strict, true],
    [`${JSON_API};ext="${ATOMIC}"`, atomic, false],
    [`${JSON_API};ext="${ATOMIC} ${OTHER}"`, atomic, true],
    [`${JSON_API};ext="${OTHER}", ${JSON_API};ext="${ATOMIC} ${OTHER}"`, atomic, true],
    [`${JSON_API};ext="${OTHER}", ${JSON_API};ext="${ATOMIC}"`, atomic, false],
    [`${JSON_API};ext="${OTHER}", ${JSON_API}`, strict, false],
    [`${JSON_API};ext="${OTHER}", ${JSON_API};charset=utf-8`, strict, true],
    // What weighs nothing is not asked for.
    [`${JSON_API};q=0`, strict, false],
    [`${JSON_API};q=0, ${JSON_API};a=b`, strict, true],
    [`${JSON_API};a=b;q=0, ${JSON_API}`, strict, false],
    [`text/html, ${JSON_API};a="b, ${JSON_API}"`, strict, true],
  ])('of %j, with %j: refused is %j', (accept, options, isRefused) => {
    const error = checkRequest(request(accept === undefined ? {} : { accept }), options)
    expect(error?.status).toBe(isRefused ? 406 : undefined)
    expect(error?.errors[0].source).toEqual(isRefused ? { header: 'Accept' } : undefined)
  })
})

test.each<[headers: Record<string, string>, options: CheckOptions, detail: string]>([
  [{ 'content-type': 'text/plain' }, { body: true }, `The body of the request has to be ${JSON_API}.`],
  [{ 'content-type': `${JSON_API}; charset` }, {}, 'Content-Type is not a media type as HTTP writes it.'],
  [{ accept: `${JSON_API}; a=b` }, {}, `The media type ${JSON_API} takes no parameters but ext, profile, revision.`],
  [{ accept: `${JSON_API}; a=b` }, strict, `The media type ${JSON_API} takes no parameters but ext, profile.`],
  [
    { accept: `${JSON_API}; ext="urn:x"` },
    {},
    `The server does not support every extension that ${JSON_API} names in ext.`,
  ],
])('a refusal of %j, with %j, says: %s', (headers, options, detail) => {
  expect(checkRequest(request(headers), options)?.errors).toMatchObject([{ detail }])
})

test.each<[what: string, headers: unknown, value: string | undefined]>([
  ['as Node keeps them', { accept: 'a' }, 'a'],
  ['in an object, however its names are written', { ACCEPT: 'a' }, 'a'],
  ['in an object that has no such name', { accepted: 'a' }, undefined],
  ['in a list of what came several times, of which the first counts', { accept: ['a', 'b'] }, 'a'],
  ['in a map', new Map([['Accept', 'a']]), 'a'],
  ['in a list of pairs', [['Accept', 'a']], 'a'],
  ['in a list of names and values', ['Accept', 'a'], 'a'],
  ['behind a function that is asked', { get: (name: string) => (name === 'accept' ? 'a' : null) }, 'a'],
  ['in those of the web', new Headers({ accept: 'a' }), 'a'],
  ['nowhere', undefined, undefined],
])('a header is found where headers are kept %s', (_, headers, value) => {
  expect(requestHeader({ headers: headers as HeadersLike }, 'accept')).toBe(value)
})

test('the id of a request is asked for where there is one', () => {
  const requestId = vi.fn(() => 'r-1')
  const idOf = (asked?: ReturnType<typeof request>) =>
    renderResponse('e', { requestId, ...(asked && { request: asked }) }).headers['x-request-id']
  expect(idOf(request({}))).toBe('r-1')
  expect(idOf()).toMatch(/^[\da-f-]{36}$/)
  expect(requestId).toHaveBeenCalledOnce()
})

test('a refusal says what is wrong, repeats nothing of the request, and can be answered', () => {
  const asked = request({ accept: `${JSON_API};ext="urn:secret"`, 'content-type': `${JSON_API};secret=1` })
  const error = checkRequest(asked)
  expect(error).toMatchObject({ status: 415, message: expect.stringContaining('ext, profile, revision') })
  expect(error?.message).not.toContain('secret')
  expect(renderResponse(error, { request: asked }).status).toBe(415)
  expect(errorFor(error)).toMatchObject({
    status: '415',
    title: 'Unsupported Media Type',
    source: { header: 'Content-Type' },
  })
  const unsupported = checkRequest(request({ accept: `${JSON_API};ext="urn:secret"` }))
  expect(unsupported?.errors[0].title).toBe('Not Acceptable')
  expect(unsupported?.message).not.toContain('secret')
})

test('web requests are checked as well, and what has no headers is fine', () => {
  const web = new Request('http://a/', { method: 'POST', headers: { 'Content-Type': `${JSON_API};a=b` } })
  expect(checkRequest(web)?.status).toBe(415)
  expect(checkRequest({})).toBeUndefined()
  expect(checkRequest(null as never)).toBeUndefined()
})
