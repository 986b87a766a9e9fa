import { describe, expect, test } from 'vitest'
import { reactor } from '../../src/reactor/index.js'
import { negotiate } from '../../src/server/negotiate.js'
import type { RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'
import { request } from './answered.js'

const JSON_API = 'application/vnd.api+json'
const PROBLEM = 'application/problem+json'
const HTML = 'text/html; charset=utf-8'
const TEXT = 'text/plain; charset=utf-8'
const ATOMIC = 'https://jsonapi.org/ext/atomic'
const OTHER = 'https://example.com/profile'
const CURSOR = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/'

test.each<[accept: string | undefined, contentType: string]>([
  [undefined, JSON_API],
  ['', JSON_API],
  ['*/*', JSON_API],
  [JSON_API, JSON_API],
  [`${JSON_API};revision=1`, JSON_API],
  ['application/*', JSON_API],
  ['application/*;q=0.5, text/*;q=0.6', HTML],
  [PROBLEM, PROBLEM],
  ['APPLICATION/PROBLEM+JSON', PROBLEM],
  ['text/html', HTML],
  ['text/plain', TEXT],
  ['text/*', HTML],
  ['application/json', JSON_API],
  // Browsers; axios; jQuery; clients that know problem details.
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', HTML],
  ['application/json, text/plain, */*', JSON_API],
  ['application/json, text/javascript, */*; q=0.01', JSON_API],
  ['application/json, application/problem+json', PROBLEM],
  [`application/json, ${JSON_API}`, JSON_API],
  [`${PROBLEM};q=0.9, ${JSON_API};q=0.8`, PROBLEM],
  [`${PROBLEM};q=0.9, ${JSON_API}`, JSON_API],
  [`${JSON_API};q=0, */*`, PROBLEM],
  [`${JSON_API};q=0, application/json;q=0, ${PROBLEM};q=0, text/*;q=0`, JSON_API],
  [`${JSON_API};q=0.2, ${JSON_API};profile=a;q=0.9, text/html;q=0.5`, JSON_API],
  // Nothing that there is: a response that was not asked for is better than none.
  ['image/png', JSON_API],
  ['image/png;q=0.5, text/html;q=0', JSON_API],
  // What is malformed counts for nothing.
  ['text/html;q=2', JSON_API],
  ['text/html;q=', JSON_API],
  ['text', JSON_API],
  [',,,', JSON_API],
  ['text/plain;a="b, text/html', JSON_API],
  ['text/plain;a="b, \\", text/html", text/html;q=0.1', HTML],
  // What is named more exactly goes before what is wanted as much, and decides about what else is said of it.
  ['*/*, text/html', HTML],
  ['text/*;q=0.9, text/html;q=0.1, application/json;q=0.5', TEXT],
  // Of what is said twice the best counts.
  ['text/html;q=0.9, text/html;q=0.2, application/json;q=0.5', HTML],
  ['text/html;q=0.2, text/html;q=0.9, application/json;q=0.5', HTML],
  // A parameter that is not met is another media type.
  ['text/html;profile=a, text/plain;q=0.1', TEXT],
  ['text/html;level=2, text/html;q=0.3, application/json;q=0.5', JSON_API],
  ['text/html;level=2, text/plain;q=0.1', TEXT],
  [`${PROBLEM};a=b, text/plain;q=0.1`, TEXT],
  [`${JSON_API};a=b, text/plain;q=0.1`, TEXT],
  [`${JSON_API};ext="urn:unknown", text/plain;q=0.1`, TEXT],
  [`${JSON_API};revision=1;q=0.9, text/plain;q=0.1`, JSON_API],
  ['text/html; charset=UTF-8, application/json;q=0.9', HTML],
  ['text/html; charset=latin1, application/json;q=0.9', JSON_API],
  // Weights as clients write them.
  ['text/html;q=.8, text/plain;q=.9', TEXT],
  ['text/html;q=0.8999999, text/plain;q=0.9', TEXT],
  ['text/html;q="0.5", text/plain;q=0.25', HTML],
  ['text/html;q=., text/plain;q=0.1', TEXT],
  [`${'text/html,'.repeat(100)}text/plain`, HTML],
  [`${'a/b,'.repeat(200)}text/plain`, JSON_API],
  ['"'.repeat(10_000), JSON_API],
])('Accept: %s is answered as %s', (accept, contentType) => {
  expect(negotiate(accept, {}).contentType).toBe(contentType)
})

test.each<[formats: RespondOptions['formats'], accept: string | undefined, contentType: string]>([
  [['text/html', JSON_API], undefined, HTML],
  [['text/html', JSON_API], '*/*', HTML],
  [['text/html', JSON_API], JSON_API, JSON_API],
  [[JSON_API], 'text/html', JSON_API],
  [[JSON_API], 'application/json', JSON_API],
  [['application/json'], undefined, 'application/json'],
  [['application/json'], JSON_API, 'application/json'],
  [[JSON_API, 'application/json'], 'application/json', JSON_API],
  [['application/json', JSON_API], 'application/json', 'application/json'],
  [['application/json', JSON_API], JSON_API, JSON_API],
  [['application/json', 'text/html'], 'text/html, */*;q=0.1', HTML],
  [[PROBLEM], JSON_API, PROBLEM],
  [[], 'text/html', HTML],
  [['image/png' as never], 'text/html', HTML],
])('of %j, Accept: %s gets %s', (formats, accept, contentType) => {
  expect(negotiate(accept, { formats }).contentType).toBe(contentType)
})

test.each<[accept: string, contentType: string]>([
  [`${JSON_API}; ext="${ATOMIC}"`, `${JSON_API}; ext="${ATOMIC}"`],
  [`${JSON_API};profile="${CURSOR} ${CURSOR} urn:unknown"`, `${JSON_API}; profile="${CURSOR}"`],
  [`${JSON_API};ext="${ATOMIC}";profile="${CURSOR}"`, `${JSON_API}; ext="${ATOMIC}"; profile="${CURSOR}"`],
  [`${JSON_API};ext="urn:unknown"`, JSON_API],
  [
    `${JSON_API};ext="${ATOMIC} urn:unknown", ${JSON_API};q=0.5;profile="${CURSOR}"`,
    `${JSON_API}; profile="${CURSOR}"`,
  ],
  [`${JSON_API};q=0.5, ${JSON_API};ext="${ATOMIC}"`, `${JSON_API}; ext="${ATOMIC}"`],
  [`${JSON_API};q=0;ext="${ATOMIC}", */*;q=0.1, ${JSON_API}`, JSON_API],
  [`${JSON_API};ext="${ATOMIC}", text/html;q=0.5`, `${JSON_API}; ext="${ATOMIC}"`],
  [`${JSON_API};ext="${ATOMIC} urn:unknown", text/html;q=0.5`, HTML],
  [`text/html, ${JSON_API};q=0.1;ext="${ATOMIC}"`, HTML],
  [`application/json;profile="${CURSOR}", ${JSON_API};q=0.5`, JSON_API],
  [`${JSON_API};profile="${CURSOR} ${OTHER}"`, `${JSON_API}; profile="${CURSOR} ${OTHER}"`],
])('of extensions and profiles, Accept: %s gets %s', (accept, contentType) => {
  expect(negotiate(accept, { extensions: [ATOMIC], profiles: [CURSOR, OTHER] }).contentType).toBe(contentType)
})

test('what weighs nothing gives no parameters, though there is nothing else', () => {
  const abilities = { formats: [JSON_API], profiles: [CURSOR] } as const
  expect(negotiate(`${JSON_API};q=0;profile="${CURSOR}"`, abilities).contentType).toBe(JSON_API)
})

test('what is no URI is not repeated, though the server names it', () => {
  const broken = 'urn:x"; charset=utf-7'
  const accept = `${JSON_API};profile="${CURSOR} urn:x\\";ext=urn:x\\""`
  const abilities = { profiles: [CURSOR, 'urn:x";ext=urn:x"', 'urn:x";'], extensions: [broken] }
  expect(negotiate(accept, abilities).contentType).toBe(`${JSON_API}; profile="${CURSOR}"`)
})

describe('Vary', () => {
  test.each<[options: RespondOptions, vary: string | undefined]>([
    [{}, 'accept'],
    [{ formats: [JSON_API] }, undefined],
    [{ formats: ['application/json'] }, undefined],
    [{ formats: [JSON_API], extensions: [ATOMIC] }, 'accept'],
    [{ formats: [JSON_API], profiles: [CURSOR] }, 'accept'],
    [{ formats: [JSON_API, 'application/json'] }, 'accept'],
    [{ formats: ['none' as never] }, 'accept'],
    [{ formats: [PROBLEM] }, undefined],
    [{ formats: [PROBLEM], extensions: [ATOMIC] }, undefined],
    [{ formats: [PROBLEM], profiles: [CURSOR] }, undefined],
    [{ formats: [PROBLEM], languages: [] }, 'accept-language'],
    [{ languages: [] }, 'accept, accept-language'],
  ])('with %j is %s', (options, vary) => {
    expect(renderResponse('e', options).headers['vary']).toBe(vary)
  })
})

test('under the plain name of JSON the document is that of JSON:API', () => {
  const { body } = renderResponse(reactor.error('not-found'), { formats: ['application/json'] })
  expect(JSON.parse(body)).toMatchObject({ errors: [{ status: '404', code: 'not-found' }] })
})

test('problem details say the status of the response, and all errors', () => {
  const both = [reactor.object('not-found'), reactor.object('not-unique', { detail: 'taken', pointer: '/data' })]
  const sent = renderResponse(both, { request: request({ accept: PROBLEM, 'x-request-id': 'r-1' }) })
  expect(sent.headers['content-type']).toBe(PROBLEM)
  expect(JSON.parse(sent.body)).toMatchObject({
    status: 400,
    errors: [
      { code: 'not-found', status: 404, request_id: 'r-1' },
      { code: 'not-unique', status: 409, detail: 'taken', pointer: '#/data' },
    ],
  })
  expect(reactor.parse(sent.body, sent).flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual([
    'not-found',
    'not-unique',
  ])
})

test('the status of problem details is the one that a policy gave', () => {
  const sent = renderResponse(reactor.error('not-found'), { status: () => 410, request: request({ accept: PROBLEM }) })
  expect(JSON.parse(sent.body)).toMatchObject({ status: 410, code: 'not-found' })
})
