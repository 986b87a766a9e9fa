import { describe, expect, test } from 'vitest'
import { type CheckOptions, checkRequest } from '../../src/server/request.js'
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
