import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import createError from 'http-errors'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { defineDialect, JsonApiError } from '../../src/index.js'
import { reactor } from '../../src/reactor/index.js'
import { recogniseFrameworkError } from '../../src/server/framework-errors.js'
import type { RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'
import { documentOf, errorFor, request } from './answered.js'

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const taken = reactor.error('not-unique', { detail: 'The name is taken', pointer: '/data/attributes/name' })

test('an error is answered as the document that the Reactor API would send', () => {
  const sent = renderResponse(taken, { request: request({ 'x-request-id': 'r-1' }) })
  expect(sent.status).toBe(409)
  expect(sent.headers).toEqual({
    'content-type': 'application/vnd.api+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'r-1',
    vary: 'accept',
  })
  expect(documentOf(sent)).toEqual({
    errors: [
      {
        id: expect.stringMatching(uuid),
        status: '409',
        code: 'not-unique',
        title: reactor.entry('not-unique').title,
        detail: 'The name is taken',
        source: { pointer: '/data/attributes/name' },
        meta: { request_id: 'r-1' },
      },
    ],
  })
})

test('an error of one’s own dialect is answered the same way', () => {
  const shop = defineDialect({ name: 'ShopError', codes: { 'out-of-stock': { title: 'Out Of Stock', status: 409 } } })
  expect(errorFor(shop.error('out-of-stock'))).toMatchObject({
    status: '409',
    code: 'out-of-stock',
    title: 'Out Of Stock',
  })
})

describe('the status', () => {
  const of = (...statuses: readonly (string | undefined)[]) => ({
    errors: statuses.map((status) => (status === undefined ? { code: 'a' } : { code: 'a', status })),
  })

  test.each<[thrown: unknown, status: number]>([
    [of('404', '404'), 404],
    [of('404', '422'), 400],
    [of('404', '503'), 500],
    [of('503', '502'), 500],
    [of('404', undefined), 404],
    [of(undefined), 500],
    [of('204'), 500],
    [of('304'), 500],
    [of('600'), 500],
    [{ ...of(undefined), delivery: 'immediate', format: 'json:api', status: 422 }, 422],
    [{ ...of(undefined), delivery: 'immediate', format: 'json:api', status: 204 }, 500],
    [{ ...of(undefined), delivery: 'immediate', format: 'json:api', status: 400.5 }, 500],
    [new Error('e'), 500],
  ])('of %j is %i', (thrown, status) => {
    expect(renderResponse(thrown).status).toBe(status)
  })

  test.each<[policy: unknown, status: number]>([
    [418, 418],
    [200, 500],
    [304, 500],
    [600, 500],
    ['404', 500],
    [404.5, 500],
    [Number.NaN, 500],
  ])('that a policy gives as %j is %i', (policy, status) => {
    expect(renderResponse(taken, { status: () => policy as number }).status).toBe(status)
  })

  test('is that of each error object that has none, or none of an error', () => {
    expect(documentOf(renderResponse(of('404', undefined, '204'))).errors.map(({ status }) => status)).toEqual([
      '404',
      '404',
      '404',
    ])
  })

  test('can be decided by the errors', () => {
    const status: RespondOptions['status'] = (errors) => (errors.some((error) => error.status === '422') ? 422 : 500)
    expect(renderResponse(of('404', '422'), { status }).status).toBe(422)
  })
})

describe('ids', () => {
  test('that an error has are kept', () => {
    expect(errorFor(reactor.error('not-found', { id: 'mine' })).id).toBe('mine')
  })

  test.each<[given: unknown, id: unknown]>([
    ['01J', '01J'],
    ['', expect.stringMatching(uuid)],
    [7, expect.stringMatching(uuid)],
  ])('can be made by the server: %j', (given, id) => {
    expect(errorFor(taken, { makeId: () => given as string }).id).toEqual(id)
  })
})

describe('the id of the request', () => {
  const idFor = (options: RespondOptions) => {
    const sent = renderResponse(taken, options)
    expect(documentOf(sent).errors[0]?.meta).toEqual({ request_id: sent.headers['x-request-id'] })
    return sent.headers['x-request-id']
  }

  test.each<[what: string, options: RespondOptions, id: unknown]>([
    ['is that of its header', { request: request({ 'x-request-id': 'abc/1+2=' }) }, 'abc/1+2='],
    ['is that of its header, in any case', { request: request({ 'X-Request-ID': 'abc' }) }, 'abc'],
    ['is that of web Headers', { request: new Request('http://a/', { headers: { 'x-request-id': 'abc' } }) }, 'abc'],
    ['is made without a request', {}, expect.stringMatching(uuid)],
    ['is made for a request without one', { request: request({}) }, expect.stringMatching(uuid)],
    ['is made for one without headers', { request: {} }, expect.stringMatching(uuid)],
    ['is made for an empty one', { request: request({ 'x-request-id': '' }) }, expect.stringMatching(uuid)],
    ['is made for one with spaces', { request: request({ 'x-request-id': 'a b' }) }, expect.stringMatching(uuid)],
    [
      'is made for one too long',
      { request: request({ 'x-request-id': 'a'.repeat(129) }) },
      expect.stringMatching(uuid),
    ],
    ['can come from elsewhere', { request: { url: '/1' }, requestId: ({ url }) => `url:${url}` }, 'url:/1'],
    ['is made where there is none elsewhere', { request: {}, requestId: () => undefined }, expect.stringMatching(uuid)],
  ])('%s', (_, options, id) => {
    expect(idFor(options)).toEqual(id)
  })

  test('takes the place of one that the error brought along', () => {
    const thrown = reactor.error('not-unique', { meta: { request_id: 'upstream', limit: 5 } })
    expect(errorFor(thrown, { request: request({ 'x-request-id': 'r-1' }) }).meta).toEqual({
      request_id: 'r-1',
      limit: 5,
    })
  })
})

describe('links', () => {
  const baseUrl = 'https://example.com/errors/'

  test('lead to where a code is explained', () => {
    const { id, links } = errorFor(taken, { baseUrl })
    expect(links).toEqual({ type: `${baseUrl}not-unique`, about: `${baseUrl}not-unique#${id}` })
  })

  test.each([
    ['https://example.com/errors', 'https://example.com/errors/not-unique'],
    ['/errors', '/errors/not-unique'],
    ['https://example.com/errors?code=', 'https://example.com/errors?code=not-unique'],
    ['https://example.com/errors#', 'https://example.com/errors#not-unique'],
  ])('below %s are whole', (baseUrl, type) => {
    const { id, links } = errorFor(taken, { baseUrl })
    expect(links).toEqual(type.includes('#') ? { type } : { type, about: `${type}#${id}` })
  })

  test('of the error itself stay as they are, as URLs', () => {
    const links = { type: { href: '/types/1', title: 'x' }, about: null }
    const sent = errorFor(reactor.error('not-unique', { links, id: '1' }), { baseUrl })
    expect(sent.links).toEqual({ type: '/types/1', about: `${baseUrl}not-unique#1` })
    expect(errorFor(reactor.error('not-unique', { links }))).toMatchObject({ links: { type: '/types/1' } })
    expect(errorFor(reactor.error('not-unique', { links: { about: '/1' } })).links).toEqual({ about: '/1' })
  })

  test('have up to 2,000 characters', () => {
    const linksOf = (about: string) => errorFor(reactor.error('not-unique', { links: { about } })).links
    const about = `/${'a'.repeat(1999)}`
    expect([linksOf(about), linksOf(`${about}a`)]).toEqual([{ about }, undefined])
  })

  test('hold codes that are no part of a URL as they can', () => {
    expect(errorFor({ errors: [{ code: 'invalid version/ü', id: 'a b' }] }, { baseUrl }).links).toEqual({
      type: `${baseUrl}invalid%20version%2F%C3%BC`,
      about: `${baseUrl}invalid%20version%2F%C3%BC#a%20b`,
    })
  })

  test('are not made of what is no URL, nor for what has no code', () => {
    expect(errorFor(taken, { baseUrl: 'not a url ' })).not.toHaveProperty('links')
    expect(errorFor({ errors: [{ title: 'T' }] }, { baseUrl })).not.toHaveProperty('links')
  })
})

describe('headers', () => {
  const failure: Failure = { errors: taken.errors, delivery: 'immediate', format: 'json:api', status: 503 }

  test.each<[wait: number, header: string | undefined]>([
    [0, '0'],
    [1, '1'],
    [1000, '1'],
    [1001, '2'],
    [-5, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [1e30, undefined],
  ])('Retry-After for %i ms is %s', (retryAfter, header) => {
    expect(renderResponse(new JsonApiError({ ...failure, retryAfter })).headers['retry-after']).toBe(header)
  })

  test('WWW-Authenticate comes with 401 alone, as it is configured', () => {
    const authenticate = 'Bearer realm="shop"'
    const unknown = reactor.error('authentication-failure')
    expect(renderResponse(unknown, { authenticate }).headers['www-authenticate']).toBe(authenticate)
    expect(renderResponse(unknown).headers['www-authenticate']).toBe('Bearer')
    const own = createError(401, { headers: { 'WWW-Authenticate': 'Basic realm="a"' } })
    const thrown = { recognise: recogniseFrameworkError, authenticate }
    expect(renderResponse(own, thrown).headers['www-authenticate']).toBe('Basic realm="a"')
    expect(renderResponse(taken, { authenticate }).headers).not.toHaveProperty('www-authenticate')
  })

  test('can be added to', () => {
    expect(renderResponse(taken, { headers: { Allow: 'GET, POST' } }).headers['allow']).toBe('GET, POST')
  })

  test.each([
    ['x y', '1'],
    ['y x\n', '1'],
    ['\u00fcx', '1'],
    ['x', 'one\ntwo'],
    ['x', '\r1'],
    ['x', 'gr\u00fc\u00dfe'],
    ['x', '\u00fc'],
    ['x', ''],
  ])('that HTTP does not have are left out: %j: %j', (name, value) => {
    expect(renderResponse(taken, { headers: { [name]: value } }).headers).toEqual({
      ...renderResponse(taken).headers,
      'x-request-id': expect.stringMatching(uuid),
    })
  })

  test.each(['Upgrade-Insecure-Requests', 'Tenant', 'X-Trailer'])('like %s are nobody else’s', (name) => {
    expect(renderResponse(taken, { headers: { [name]: '1' } }).headers).toHaveProperty(name.toLowerCase(), '1')
  })

  test.each(['Connection', 'Content-Length', 'Keep-Alive', 'Transfer-Encoding', 'Trailer', 'Upgrade'])(
    'like %s are up to who sends the response',
    (name) => {
      expect(renderResponse(taken, { headers: { [name]: '1' } }).headers).not.toHaveProperty(name.toLowerCase())
    },
  )
})

test('a HEAD request gets the headers without the body', () => {
  const options = (method: string) => ({ request: request({ 'x-request-id': 'r-1' }, method) })
  const { body, ...rest } = renderResponse(taken, options('HEAD'))
  expect(body).toBe('')
  expect(renderResponse(taken, options('GET'))).toMatchObject(rest)
})

test('the request of a server of Node is one that fits', async () => {
  const server = createServer((incoming: IncomingMessage, response) => {
    const { status, headers, body } = renderResponse(taken, { request: incoming })
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'X-Request-Id': 'r-9', connection: 'close' } })
  expect(response.status).toBe(409)
  expect(response.headers.get('x-request-id')).toBe('r-9')
  expect(reactor.parse(await response.text(), response)).toMatchObject([{ status: 409, requestId: 'r-9' }])
  await new Promise((resolve) => server.close(resolve))
})

test('a method or headers that cannot be read are none', () => {
  const broken = Object.defineProperties(
    {},
    {
      method: {
        get: () => {
          throw new Error('m')
        },
      },
      headers: {
        get: () => {
          throw new Error('h')
        },
      },
    },
  )
  expect(documentOf(renderResponse(taken, { request: broken })).errors[0]).toMatchObject({
    code: 'not-unique',
    detail: 'The name is taken',
  })
})
