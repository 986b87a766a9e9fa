import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import { reactor } from '../../src/reactor/index.js'
import type { ExposureLevel, RespondOptions } from '../../src/server/options.js'
import { renderResponse } from '../../src/server/respond.js'
import { json } from '../failure/arbitrary.js'
import { hostileValues } from '../failure/hostile.js'
import { documentOf, errorFor, request } from './answered.js'

const fail = (): never => {
  throw new RangeError('trap')
}
const open: RespondOptions = { expose: 3, production: false, baseUrl: 'https://example.com/errors/' }

function withCycle(): Error {
  const error = new Error('cyclic')
  error.cause = new Error('other', { cause: error })
  return error
}

function bomb(levels: number): unknown {
  let value: unknown = 'x'
  for (let level = 0; level < levels; level++) value = { a: value, b: value }
  return value
}

const coded = (members: object): object => ({ errors: [{ code: 'a', status: '400', ...members }] })

describe('whatever is thrown gives a valid response', () => {
  test.each<[what: string, thrown: unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'secret'],
    ['a symbol', Symbol('secret')],
    ['a BigInt', 10n],
    ['a function', () => 'secret'],
    ['a frozen error', Object.freeze(new Error('secret'))],
    ['an error whose message throws', Object.defineProperty(new Error('e'), 'message', { get: fail })],
    ['an error whose stack throws', Object.defineProperty(new Error('e'), 'stack', { get: fail })],
    ['an error whose cause throws', Object.defineProperty(new Error('e'), 'cause', { get: fail })],
    ['an error whose message is no text', Object.assign(new Error('e'), { message: { secret: 1 } })],
    ['an error whose stack is no text', Object.assign(new Error('e'), { stack: 7 })],
    ['a cyclic cause', withCycle()],
    ['half a surrogate pair', new Error('\ud800')],
    ['BigInt in meta', coded({ meta: { big: 10n } })],
    ['functions and symbols in meta', coded({ meta: { call: fail, symbol: Symbol('s'), none: undefined } })],
    ['NaN in meta', coded({ meta: { nan: Number.NaN, far: Number.POSITIVE_INFINITY } })],
    ['a date in meta', coded({ meta: { at: new Date(0), never: new Date(Number.NaN) } })],
    ['toJSON that throws, in meta', coded({ meta: { toJSON: fail, inner: { toJSON: fail } } })],
    [
      'a getter in meta that throws',
      coded({
        meta: {
          get bad() {
            return fail()
          },
        },
      }),
    ],
    [
      'names in meta that JSON:API forbids',
      coded({ meta: { 'a.b': 1, _x: 2, '': 3, '\ud800': 4, '@a': 5, 'n:m': 6 } }),
    ],
    ['__proto__ in meta', coded({ meta: JSON.parse('{"__proto__":{"__proto__":1},"constructor":2}') })],
    ['a bomb in meta', coded({ meta: { bomb: bomb(64) } })],
    ['meta as long as it gets', coded({ meta: { list: Array.from({ length: 100_000 }, (_, index) => `${index}`) } })],
    [
      'an object in meta with too many members',
      coded({ meta: Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`m${n}`, n])) }),
    ],
    ['meta as deep as it gets', coded({ meta: { inner: Array.from({ length: 50 }).reduce((inner) => [inner], 1) } })],
    ['names without end', coded({ meta: { ['n'.repeat(1e6)]: 1 }, [`@${'n'.repeat(1e6)}`]: 1 })],
    ['members that no error object has', coded({ message: 'm', 'a b': 1, '@at': { x: 1n }, 'ns:member': fail })],
    ['links to nowhere', coded({ links: { about: 'http://a b', type: { href: '\r\n' }, other: 1 } })],
    ['links without end', coded({ links: { about: `/${'a'.repeat(10_000)}` } })],
    ['a source that is none', coded({ source: { pointer: 'data', parameter: 7, header: 'a, b' } })],
    ['a pointer with half a surrogate pair', coded({ source: { pointer: '/\ud800' } })],
  ])('%s', (_, thrown) => {
    for (const options of [{}, open]) {
      const sent = renderResponse(thrown, options)
      documentOf(sent)
      expect(sent.body.length).toBeLessThan(100_000)
      expect(sent.body).not.toMatch(/\\ud8/)
    }
    expect(renderResponse(thrown).body).not.toContain('secret')
  })

  test.each(hostileValues)('%s', (_, values) => {
    for (const [, make] of values) {
      documentOf(renderResponse(make()))
      documentOf(renderResponse(make(), open))
      documentOf(
        renderResponse(
          new JsonApiError({ errors: [{ code: 'a' }], delivery: 'immediate', format: 'json:api' }, { cause: make() }),
          open,
        ),
      )
      documentOf(renderResponse(Object.assign(new Error('e'), { cause: make() }), open))
    }
  })

  test('a message of 10 MB is cut, in every format', () => {
    const thrown = coded({ title: 'T'.repeat(1e7), detail: 'd'.repeat(1e7), id: 'i'.repeat(1e7) })
    for (const accept of ['*/*', 'application/problem+json', 'text/html', 'text/plain']) {
      const { body } = renderResponse(thrown, { request: request({ accept }) })
      expect(body.length).toBeLessThan(10_000)
    }
    expect(renderResponse(new Error('m'.repeat(1e7)), open).body.length).toBeLessThan(20_000)
  })

  test('of more than a thousand errors the rest is counted', () => {
    const sent = documentOf(renderResponse(Array.from({ length: 1500 }, () => reactor.object('not-found'))))
    expect(sent.errors).toHaveLength(1000)
    expect(sent.meta).toEqual({ omitted_errors: 500 })
  })
})

describe('options that fail', () => {
  const secret = reactor.error('not-unique', { detail: 'secret', meta: { secret: 1 } })
  const getter = Object.defineProperty({}, 'request', { get: fail, enumerable: true })

  test.each<[what: string, options: RespondOptions]>([
    ['a redactor', { redactMeta: fail }],
    ['a status policy', { status: fail }],
    ['an id maker', { makeId: fail }],
    ['an exposure policy', { expose: fail }],
    ['a recogniser', { recognise: fail, expose: 3 }],
    ['a maker of request ids', { requestId: fail }],
    [
      'a dialect',
      {
        dialect: { entry: fail },
        languages: [Object.assign({}, { tag: 'xx', codes: { 'not-unique': { title: 'x' } } }) as never],
      },
    ],
    ['a translation', { languages: [Object.defineProperty({ tag: 'xx' }, 'codes', { get: fail }) as never] }],
    ['languages that are none', { languages: 7 as never }],
    ['a list of formats that is none', { formats: 7 as never }],
    ['options that cannot be read', getter],
  ])('%s: the response is at level 0', (what, options) => {
    const thrown = what === 'a recogniser' ? new Error('secret') : secret
    const given = options === getter ? options : { request: request({ 'accept-language': 'xx' }), ...options }
    expect(renderResponse(thrown, given).body).not.toContain('secret')
    documentOf(renderResponse(thrown, given))
  })

  test('the response without them still has the id of the request, where nothing else can be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    const options = { request: request({ 'x-request-id': 'r-1' }, 'HEAD'), headers: proxy }
    expect(renderResponse('e', options)).toMatchObject({ status: 500, headers: { 'x-request-id': 'r-1' }, body: '' })
  })

  test('the response without them still heeds the request', () => {
    const options: RespondOptions = { status: fail, request: request({ 'x-request-id': 'r-1' }, 'HEAD') }
    expect(renderResponse(secret, options)).toMatchObject({ status: 409, body: '', headers: { 'x-request-id': 'r-1' } })
  })

  test('the response without them still has the status that a recogniser gave', () => {
    const errors = [{ status: '400', title: 'Bad', meta: { line: 1 } }] as const
    const recognise = () => ({ errors, delivery: 'immediate', format: 'json:api' }) as const
    expect(errorFor(new Error('e'), { recognise, redactMeta: fail })).toMatchObject({ status: '400', title: 'Bad' })
  })

  test('a recogniser that says null says nothing', () => {
    const faults: unknown[] = []
    renderResponse('e', { recognise: () => null as never, onError: ({ renderError }) => faults.push(renderError) })
    expect(faults).toEqual([undefined])
  })

  test('where there is nothing in the place of an error object, what is said is the least', () => {
    const holes: Failure = { errors: new Array(2) as never, delivery: 'immediate', format: 'json:api', status: 400 }
    const sent = errorFor(holes, { request: request({ 'x-request-id': 'r-1' }) })
    expect(sent).toMatchObject({ meta: { request_id: 'r-1' } })
  })
})

describe('no header can be smuggled in', () => {
  const evil = 'x\r\nset-cookie: a=1'

  test.each<[what: string, thrown: unknown, options: RespondOptions]>([
    ['titles, ids and links', coded({ title: evil, id: evil, code: evil, links: { about: evil, type: evil } }), {}],
    ['a request id', 'e', { request: request({ 'x-request-id': evil }), requestId: () => evil }],
    ['a base URL', reactor.error('not-found'), { baseUrl: `https://example.com/${evil}` }],
    ['WWW-Authenticate', reactor.error('authentication-failure'), { authenticate: evil }],
    ['more headers', 'e', { headers: { [evil]: 'a', allow: evil, 'x-ü': 'a', 'x-a': 'ü', 'x-b': 7 as never } }],
    [
      'a language',
      'e',
      { languages: [{ tag: evil, codes: {} } as never], request: request({ 'accept-language': 'x' }) },
    ],
    [
      'extensions and profiles',
      'e',
      {
        ...{ extensions: [evil, 'a"b'], profiles: ['urn:a"; x="'] },
        request: request({ accept: `application/vnd.api+json; ext="a\\"b"; profile="urn:a\\"; x=\\""` }),
      },
    ],
  ])('by %s', (_, thrown, options) => {
    const { headers, status, body } = renderResponse(thrown, options)
    for (const [name, value] of Object.entries(headers)) {
      expect(name).toMatch(/^[a-z-]+$/)
      expect(value).toMatch(/^[\x20-\x7e]+$/)
    }
    expect(headers['content-type']).toBe('application/vnd.api+json')
    expect(new Response(body, { status, headers }).headers.get('set-cookie')).toBeNull()
  })

  test('the headers of a response itself stay as they are', () => {
    const sent = renderResponse('e', {
      headers: { 'Content-Type': 'text/html', 'Cache-Control': 'public', __proto__: 'a' as never },
    })
    expect(sent.headers).toMatchObject({ 'content-type': 'application/vnd.api+json', 'cache-control': 'no-store' })
  })
})

describe('every response is a valid document', () => {
  const value = fc.oneof(
    json,
    fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true }),
  )
  const member = fc.oneof(fc.string({ unit: 'binary' }), value)
  const errorObject = fc.dictionary(
    fc.oneof(fc.constantFrom('id', 'links', 'status', 'code', 'title', 'detail', 'source', 'meta'), fc.string()),
    fc.oneof(member, fc.dictionary(fc.constantFrom('about', 'type', 'href', 'pointer', 'parameter', 'header'), member)),
  )
  const failures = fc.array(errorObject, { minLength: 1, maxLength: 4 }).map(
    (errors) =>
      // A failure as somebody without types may make it.
      ({ errors, delivery: 'immediate', format: 'json:api', status: 400 }) as unknown as Failure,
  )
  const thrown = fc.oneof(
    value,
    failures,
    failures.map(({ errors }) => ({ errors })),
    failures.map(({ errors }) => errors),
    fc.string().map((message) => new Error(message)),
    fc.tuple(failures, value).map((several) => new AggregateError(several)),
  )
  const level = fc.constantFrom<ExposureLevel>(0, 1, 2, 3)
  const options = fc.record(
    {
      expose: fc.oneof(
        level,
        fc.record({ '4xx': level, '5xx': level }, { requiredKeys: [] }),
        level.map((given) => () => given),
      ),
      production: fc.boolean(),
      redactMeta: fc.anything().map((given) => () => given as never),
      baseUrl: fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' })),
      status: fc.anything().map((given) => () => given as never),
      requestId: fc.anything().map((given) => () => given as never),
      makeId: fc.anything().map((given) => () => given as never),
      authenticate: fc.string({ unit: 'binary' }),
      headers: fc.dictionary(fc.string(), fc.string({ unit: 'binary' })),
    },
    { requiredKeys: [] },
  )

  test('of anything, with any options', () => {
    fc.assert(
      fc.property(
        thrown,
        options,
        fc.record({ method: fc.string(), headers: fc.dictionary(fc.string(), fc.string()) }),
        (given, how, sent) => {
          const { accept, Accept, ...headers } = sent.headers
          documentOf(renderResponse(given, { ...how, request: { ...sent, headers } }))
        },
      ),
      { numRuns: 2000 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('in any format', () => {
    const accept = fc.constantFrom('application/problem+json', 'text/html', 'text/plain', 'application/vnd.api+json')
    fc.assert(
      fc.property(thrown, options, accept, (given, how, asked) => {
        const { status, headers, body } = renderResponse(given, { ...how, request: request({ accept: asked }) })
        expect(headers['content-type']?.startsWith(asked)).toBe(true)
        if (asked.endsWith('json')) expect(JSON.parse(body)).toBeTypeOf('object')
        if (asked === 'application/problem+json') expect(JSON.parse(body)).toMatchObject({ status })
      }),
      { numRuns: 500 },
    )
  })
})

test('a pointer that a header of the request repeats is left out where nothing is left of it to point with', () => {
  const errors = [reactor.object('not-unique', { pointer: '/data/attributes/name' })]
  const sent = (value: string) => errorFor(errors, { request: request({ 'x-own': value }) }).source
  expect(sent('"pointer":"/data/attributes/name0123456789"')).toBeUndefined()
  expect(sent('/data/attributes/name')).toEqual({ pointer: '/data/attributes/name' })
})

test('options that are null are none', () => {
  const thrown = reactor.error('not-unique', { detail: 'taken' })
  expect(errorFor(thrown, null as never)).toMatchObject({ status: '409', detail: 'taken' })
})

test('a pointer ends before the step that the request has as a value, and leads to a place all the same', () => {
  const url = '/hosts?fields[hosts]=address_line_1,name'
  const sent = (pointer: string) => errorFor([reactor.object('not-unique', { pointer })], { request: { url } }).source
  const secret = { request: { url: '/hosts?fields[hosts]=address_line_1' } }
  const errors = [reactor.object('not-unique', { pointer: '/data/attributes/address_line_1/street' })]
  expect(errorFor(errors, secret).source).toEqual({ pointer: '/data/attributes' })
  expect(sent('/data/attributes/name')).toEqual({ pointer: '/data/attributes/name' })
})

test('a whole request in the place of options sends none of its secrets back', () => {
  const headers = { Authorization: 'Bearer kx93jf', cookie: 'a=kx93jf', 'proxy-authorization': 'kx93jf', host: 'h' }
  const sent = renderResponse(reactor.error('not-found'), request(headers) as never)
  expect(JSON.stringify(sent)).not.toContain('kx93jf')
  expect(sent.headers).not.toHaveProperty('host')
})

test.each([
  ['an error of this package', reactor.error('not-found'), 404],
  ['one that is recognised', new Error('own'), 418],
  ['one that cannot be read', Object.defineProperty({}, 'errors', { get: fail, enumerable: true }), 500],
])('%s keeps its status where formats are a text', (_, thrown, status) => {
  const failure = { errors: [{ status: '418' }], delivery: 'immediate', format: 'json:api' } as const
  const options = { formats: 'application/json' as never, recognise: () => failure, request: request({}) }
  expect(renderResponse(thrown, thrown instanceof Error ? options : { ...options, recognise: fail }).status).toBe(
    status,
  )
})
