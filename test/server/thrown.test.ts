import { expect, test } from 'vitest'
import type { Failure } from '../../src/failure/failure.js'
import { JsonApiError } from '../../src/failure/json-api-error.js'
import type { ErrorObject } from '../../src/jsonapi/document.js'
import { reactor } from '../../src/reactor/index.js'
import { renderResponse } from '../../src/server/respond.js'
import { readThrown } from '../../src/server/thrown.js'
import { documentOf, errorFor, errorsFor } from './answered.js'

const taken = reactor.object('not-unique', { detail: 'The name is taken', pointer: '/data/attributes/name' })
const missing = reactor.object('not-found')
const failure: Failure = { errors: [taken], delivery: 'immediate', format: 'json:api', status: 409 }
const codes = (thrown: unknown) => errorsFor(thrown).map(({ code }) => code)

/** What another copy of the package throws: the same mark on another class. */
const foreign = Object.assign(new Error('of a copy'), {
  ...{ failures: [failure], errors: failure.errors, [Symbol.for('reactor-errors.dialect')]: 'ReactorError' },
})

test.each<[what: string, thrown: unknown, codes: readonly (string | undefined)[]]>([
  ['an error of a dialect', reactor.error('not-unique'), ['not-unique']],
  ['an error of another copy of this package', foreign, ['not-unique']],
  [
    'a structured clone of an error, restored',
    JsonApiError.from(structuredClone(new JsonApiError(failure))),
    ['not-unique'],
  ],
  ['a structured clone that nobody restored', structuredClone(new JsonApiError(failure)), ['internal-error']],
  ['an error whose cause is a failure', new Error('e', { cause: failure }), ['internal-error']],
  [
    'an error with the failure of another',
    Object.assign(new Error('e'), { failure, errors: [taken] }),
    ['internal-error'],
  ],
  ['a failure', failure, ['not-unique']],
  ['a list in which one says only where', [taken, { source: { pointer: '/data' } }], ['not-unique', undefined]],
  ['a list of nothing but statuses', [{ status: '404' }], [undefined]],
  ['an error document', { errors: [taken, missing] }, ['not-unique', 'not-found']],
  ['a document with more than errors', { errors: [taken], jsonapi: { version: '1.1' } }, ['not-unique']],
  ['a list of error objects', [taken, missing], ['not-unique', 'not-found']],
  ['an error object', taken, ['not-unique']],
  [
    'an AggregateError of errors',
    new AggregateError([reactor.error('not-unique'), reactor.error('not-found')]),
    ['not-unique', 'not-found'],
  ],
  ['a list of errors', [reactor.error('not-unique'), reactor.error('not-found')], ['not-unique', 'not-found']],
  ['a list of failures', [failure], ['not-unique']],
  [
    'a list of some that say nothing, once',
    [failure, new Error('a'), new Error('b')],
    ['not-unique', 'internal-error'],
  ],
  [
    'an AggregateError in an AggregateError',
    new AggregateError([new AggregateError([reactor.error('not-unique')]), failure]),
    ['not-unique', 'not-unique'],
  ],
  [
    'an AggregateError of some that say nothing, once',
    new AggregateError([new Error('a'), reactor.error('not-unique'), new Error('b')]),
    ['not-unique', 'internal-error'],
  ],
  ['an AggregateError of nothing but those', new AggregateError([new Error('a'), 1]), ['internal-error']],
  [
    'errors under the name of AggregateError',
    Object.assign(new Error('e'), { name: 'AggregateError', errors: [failure] }),
    ['not-unique'],
  ],
  [
    'errors of a kind of AggregateError',
    Object.assign(new AggregateError([failure]), { name: 'Mine' }),
    ['not-unique'],
  ],
  [
    'several failures of one error',
    reactor.error([failure, { ...failure, errors: [missing] }]),
    ['not-unique', 'not-found'],
  ],
  ['failures of which one says nothing', reactor.error([{ ...failure, format: 'unknown' }, failure]), ['not-unique']],
  [
    'failures that say nothing',
    reactor.error([
      { ...failure, format: 'unknown' },
      { ...failure, format: 'unknown' },
    ]),
    ['internal-error'],
  ],
  ['an AggregateError of nothing', new AggregateError([]), ['internal-error']],
  ['an empty list', [], ['internal-error']],
  ['a list of other things', [1, taken], ['internal-error']],
  ['an empty document', { errors: [] }, ['internal-error']],
  ['an object with nothing but a status', { status: '404', title: 'secret' }, ['internal-error']],
  ['an object with nothing but a code', { code: 'ENOENT', message: 'secret' }, ['internal-error']],
  ['an error whose cause is a document', new Error('e', { cause: { errors: [taken] } }), ['internal-error']],
  ['a text that is a document', JSON.stringify({ errors: [taken] }), ['internal-error']],
])('%s is answered by its error objects', (_, thrown, expected) => {
  expect(codes(thrown)).toEqual(expected)
})

test('AggregateErrors are not followed without end', () => {
  const endless = new AggregateError([])
  endless.errors = [endless]
  expect(codes(endless)).toEqual(['internal-error'])
})

test('of the values in AggregateErrors ten thousand are looked at, and of one list of errors all', () => {
  const filled = (length: number, last: unknown) => new AggregateError([...Array(length).keys(), last])
  const codeOf = (thrown: unknown) => readThrown(thrown, {}).errors.map(({ code }) => code)
  expect(codeOf(filled(9998, failure))).toEqual(['not-unique', 'internal-error'])
  expect(codeOf(filled(9999, failure))).toEqual(['internal-error'])
  // Those that wait are counted as well.
  expect(codeOf(new AggregateError([filled(9996, failure), 'last']))).toEqual(['not-unique', 'internal-error'])
  expect(codeOf(new AggregateError([filled(9997, failure), 'last']))).toEqual(['internal-error'])
  expect(readThrown(Array(1001).fill(taken), {}).errors).toHaveLength(1001)
})

test('what nobody knows among errors of clients is a fault of the server, of which nothing is told', () => {
  const { status, body } = renderResponse(new AggregateError([new Error('secret'), failure]))
  expect(status).toBe(500)
  expect(JSON.parse(body).errors).toMatchObject([{ status: '409' }, { status: '500', code: 'internal-error' }])
  expect(body).not.toContain('secret')
})

test('an error object that is not as JSON:API wants it is mended', () => {
  expect(errorFor({ errors: [{ status: 404, code: 'not-found', title: 7 }] })).toMatchObject({
    ...{ status: '404', code: 'not-found', title: '7' },
  })
})

test.each<[what: string, failure: Partial<Failure>, status: number]>([
  ['errors of JSON:API', { origin: 'received', status: 403 }, 502],
  ['problem details', { origin: 'received', format: 'problem', status: 403 }, 502],
  ['a gateway’s refusal', { format: 'gateway', status: 401 }, 502],
  ['a web page', { format: 'html', status: 404 }, 502],
  ['no answer', { format: 'unread' }, 502],
  ['a response that came too late', { format: 'timed-out' }, 504],
  ['a gateway that waited in vain', { format: 'html', status: 504 }, 504],
  ['too many requests', { format: 'gateway', status: 429, retryAfter: 1500 }, 503],
  ['a service that is not available', { format: 'text', status: 503 }, 503],
])('what an upstream said, %s, becomes a fault of the server that tells nothing of it', (_, upstream, status) => {
  const secret = { code: '403025', title: 'Upstream Title', detail: 'upstream detail', status: '403' }
  const thrown = new JsonApiError({ ...failure, errors: [secret], ...upstream })
  const sent = renderResponse(thrown)
  expect(sent.status).toBe(status)
  expect(sent.headers['retry-after']).toBe(upstream.retryAfter === undefined ? undefined : '2')
  expect(documentOf(sent).errors).toHaveLength(1)
  expect(sent.body).not.toMatch(/403025|upstream/i)
  expect(errorFor(thrown, { expose: 2 }).detail).toBe('[403025] Upstream Title: upstream detail')
})

test('a deferred failure that came with a success has the status of its errors', () => {
  const deferred: Failure = { ...failure, delivery: 'deferred', status: 200 }
  expect(renderResponse(deferred).status).toBe(409)
  expect(renderResponse({ ...deferred, errors: [{ title: 'Failed' }] }).status).toBe(500)
})

test('problem details of an upstream are passed on', () => {
  expect(codes({ ...failure, format: 'problem' })).toEqual(['not-unique'])
})

test('an error that was made of nothing known is as unknown as that', () => {
  expect(errorFor(JsonApiError.from(new Error('secret')))).not.toHaveProperty('detail')
  expect(codes(JsonApiError.from(new Error('secret')))).toEqual(['internal-error'])
})

test('what a recogniser makes of an error is answered, with its headers, but not asked for errors of this package', () => {
  const asked: unknown[] = []
  const recognise = (thrown: unknown) => {
    asked.push(thrown)
    return thrown === 'method' ? { failure, headers: { Allow: 'GET' } } : thrown === 'failure' ? failure : undefined
  }
  expect(renderResponse('method', { recognise }).headers).toMatchObject({ allow: 'GET' })
  expect(errorFor('failure', { recognise }).code).toBe('not-unique')
  expect(errorFor('else', { recognise }).code).toBe('internal-error')
  expect(errorFor(new AggregateError(['failure']), { recognise }).code).toBe('not-unique')
  expect(renderResponse(new AggregateError(['failure', 'method']), { recognise }).headers).toMatchObject({
    allow: 'GET',
  })
  renderResponse(reactor.error('not-found'), { recognise })
  expect(asked.filter((thrown) => thrown instanceof JsonApiError)).toEqual([])
})

test('the longest wait of several failures counts', () => {
  const later = (retryAfter: number) => new JsonApiError({ ...failure, retryAfter })
  const waitOf = (...errors: readonly Error[]) => readThrown(new AggregateError(errors), {}).retryAfter
  expect(waitOf(later(1000), later(3000), later(2000), new JsonApiError(failure))).toBe(3000)
  expect(waitOf(new JsonApiError(failure), new JsonApiError(failure))).toBeUndefined()
})

test('a failure without errors that can be read is an internal error', () => {
  const broken = Object.create(JsonApiError.prototype, {
    failure: { value: { ...failure, errors: [] } },
    name: { value: 'E' },
  })
  expect(codes(broken)).toEqual(['internal-error'])
})

const document = { data: { attributes: {} } }
const received = { ...failure, origin: 'received' } as const
test.each<[what: string, thrown: unknown, pointer: string]>([
  ['of an error', new JsonApiError(failure), '/data/attributes'],
  ['of a failure', failure, '/data/attributes'],
  ['of a document', { errors: [taken] }, '/data/attributes'],
  ['of a list', [taken], '/data/attributes'],
  ['of an error object', taken, '/data/attributes'],
  ['of one among several', new AggregateError([missing, new JsonApiError(failure)]), '/data/attributes'],
  ['that is none', { ...taken, source: { pointer: '/~' } }, ''],
  ['that leads somewhere', { ...taken, source: { pointer: '/data' } }, '/data'],
  ['of an upstream, which leads into another document', new JsonApiError(received), '/data/attributes/name'],
])('a pointer %s is sent as the nearest place in the document of the request', (_, thrown, pointer) => {
  const { body } = renderResponse(thrown, { document, upstream: 'pass' })
  const pointers = JSON.parse(body).errors.flatMap((error: ErrorObject) => error.source?.pointer ?? [])
  expect(pointers).toEqual([pointer])
})

test('a list of errors says all that each of them does', () => {
  const [one, other] = [reactor.error('not-unique', { detail: 'D' }), reactor.error('not-found')]
  expect(readThrown([one, other], {}).errors).toEqual(readThrown(new AggregateError([one, other]), {}).errors)
})

test('the status beside the errors of a document counts where they have none', () => {
  expect(renderResponse({ status: 409, errors: [{ title: 'Taken' }] }).status).toBe(409)
  expect(renderResponse({ status: 409, errors: [{ title: 'Gone', status: '410' }] }).status).toBe(410)
  expect(renderResponse({ status: 'x', errors: [{ title: 'Taken' }] }).status).toBe(500)
})

test.each<[what: string, failure: Partial<Failure>, status: number]>([
  ['a gateway’s refusal', { format: 'gateway', status: 401 }, 401],
  ['an error of IMS', { format: 'ims', status: 400 }, 400],
  ['a document that was cut off', { format: 'malformed', status: 422 }, 422],
  ['a success that was cut off', { format: 'malformed', status: 200 }, 502],
  ['no answer', { format: 'unread' }, 502],
  ['a response that came too late', { format: 'timed-out' }, 504],
])('%s is passed on where it has the status of an error', (_, upstream, status) => {
  const thrown = new JsonApiError({
    ...failure,
    origin: 'received',
    errors: [{ title: 'T' }],
    status: undefined as never,
    ...upstream,
  })
  expect(renderResponse(thrown, { upstream: 'pass' }).status).toBe(status)
})
